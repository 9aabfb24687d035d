"""Articles set for the tests, without a screen."""

from __future__ import annotations

from datetime import UTC

from rich.cells import cell_len
from rich.segment import Segment

from tests.builders import NOW, admitted, make_draft
from tui.core.models import BodyFormat, Reading
from tui.core.text import Line
from tui.render.article import Setting, prepare, typeset
from tui.render.lines import PageLine
from tui.render.palette import Palette
from tui.words import Words

PLAIN = Palette()
Page = list[list[Segment]]


def reading(
    body: str, body_format: BodyFormat = "markdown", *, source_name: str = "news", **changes: object
) -> Reading:
    draft = make_draft(1, body=body, body_format=body_format, **changes)
    [item] = admitted([draft])
    return Reading(item.article, item.body, Line(source_name), False, False)


def page_lines(
    body: str | Reading,
    width: int = 80,
    body_format: BodyFormat = "markdown",
    *,
    language: str = "en",
    ascii_only: bool = False,
    palette: Palette = PLAIN,
) -> list[PageLine]:
    """All lines of an article, head included."""
    words = Words(language)
    article = body if isinstance(body, Reading) else reading(body, body_format)
    setting = Setting(width, palette, words, UTC, ascii_only)
    return [
        line
        for batch in typeset(prepare(article, words, ascii_only=ascii_only), setting)
        for line in batch
    ]


def page(
    body: str | Reading,
    width: int = 80,
    body_format: BodyFormat = "markdown",
    *,
    language: str = "en",
    ascii_only: bool = False,
) -> Page:
    """The same as segments alone."""
    lines = page_lines(body, width, body_format, language=language, ascii_only=ascii_only)
    return [line.segments for line in lines]


def plain(lines: Page) -> list[str]:
    return ["".join(segment.text for segment in line).rstrip() for line in lines]


def body_lines(body: str, width: int = 80, body_format: BodyFormat = "markdown") -> list[str]:
    """The lines below the head, which ends at the first blank one."""
    lines = plain(page(body, width, body_format))
    return lines[lines.index("") + 1 :]


def bold(lines: Page) -> list[str]:
    """Runs of bold text, joined over line ends and borders."""
    runs: list[str] = []
    open_run = False
    for line in lines:
        for segment in line:
            words = segment.text.replace("▌ ", "")  # it may share the passage's style
            if not words.strip(" •"):
                continue
            if segment.style is not None and segment.style.bold:
                if open_run:
                    runs[-1] += words
                else:
                    runs.append(words)
                open_run = True
            else:
                open_run = False
        if not line:
            open_run = False
    return runs


def widest(lines: Page) -> int:
    return max((cell_len(line) for line in plain(lines)), default=0)


__all__ = ["NOW", "body_lines", "bold", "page", "page_lines", "plain", "reading", "widest"]
