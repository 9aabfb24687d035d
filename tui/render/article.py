"""An article as lines: its head, then its body, the first screens before the rest."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui.core import reading as judge
from tui.core import text
from tui.core.models import Reading
from tui.core.text import Url
from tui.render.linebreak import SetText
from tui.render.markdown import Page
from tui.render.palette import Palette
from tui.render.tokens import Document, document
from tui.words import Words

Line = list[Segment]
FIRST_BATCH = 40  # blocks are added to the first batch until it has so many lines
BATCH = 120


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: its width in cells, its styles, and whose eyes it is for."""

    width: int
    palette: Palette
    words: Words
    zone: tzinfo
    ascii_only: bool = False


@dataclass(slots=True)
class Prepared:
    """An article parsed, ready to be set at any width."""

    reading: Reading
    document: Document
    minutes: int

    @property
    def original(self) -> Url | None:
        return self.reading.article.url


def prepare(reading: Reading, words: Words) -> Prepared:
    """Parse ``reading``: the slow part that does not depend on the width."""
    parsed = document(reading.body, reading.article.url or "", words)
    return Prepared(reading, parsed, judge.minutes(parsed.prose))


def typeset(prepared: Prepared, setting: Setting) -> Iterator[list[Line]]:
    """The page in batches of lines: the head and the first screen, then the rest piece by piece."""
    console = _console(setting)
    lines = list(head(prepared, setting, console))
    batch, most = lines, FIRST_BATCH
    for block in prepared.document.blocks:
        drawn = _clean(console.render_lines(Page([block]), pad=False))
        if drawn:
            batch.append([])
            batch.extend(drawn)
        if len(batch) >= most:
            yield batch
            batch, most = [], BATCH
    if not prepared.document.blocks:
        batch.append([])
        nothing = setting.words("This article has no text of its own; o opens the original.")
        batch.extend(_set(console, nothing, setting.palette.dim))
    yield batch


def head(prepared: Prepared, setting: Setting, console: Console | None = None) -> Iterator[Line]:
    """Title; source, authors, time, reading time; tags; the original's link; summary if it adds."""
    console = console or _console(setting)
    words, palette = setting.words, setting.palette
    article = prepared.reading.article
    yield from _set(console, article.title, palette.accent + Style(bold=True))
    about = SetText()
    about.append(prepared.reading.source_name, palette.place)
    for part in (
        ", ".join(article.authors),
        written(article.published or article.first_seen, setting.zone),
        words.plural("{n} min", "{n} min", prepared.minutes),
    ):
        if part:
            about.append(f" {dot(setting)} ", palette.dim)
            about.append(part, palette.dim)
    yield from _render(console, about)
    labels = _labels(prepared.reading)
    if labels:
        yield from _set(console, "  ".join(labels), palette.dim)
    if article.url:
        link = palette.place + Style(link=article.url)
        yield from _set(console, article.url, link)
    if not judge.adds_nothing(article.summary, prepared.document.opening):
        yield []
        yield from _set(console, article.summary, palette.dim)


def _labels(reading: Reading) -> list[str]:
    """Tags, then categories, each once, without the source's own name."""
    article = reading.article
    found = {label.casefold(): label for label in (*article.tags, *article.categories)}
    found.pop(reading.source_name.casefold(), None)
    return list(found.values())


def written(moment: datetime, zone: tzinfo) -> str:
    """``2025-02-12 21:31`` in ``zone``."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def dot(setting: Setting) -> str:
    return "-" if setting.ascii_only else "·"


def _console(setting: Setting) -> Console:
    # It writes nowhere: render_lines only asks it for widths and styles.
    encoding = "ascii" if setting.ascii_only else "utf-8"
    return Console(
        file=io.TextIOWrapper(io.BytesIO(), encoding=encoding),
        width=setting.width,
        height=100,
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
        theme=setting.palette.theme(),
        no_color=False,
        _environ={},
    )


def _set(console: Console, words: str, style: Style) -> Iterable[Line]:
    return _render(console, SetText(words, style))


def _render(console: Console, words: Text) -> Iterable[Line]:
    return _clean(console.render_lines(words, pad=False))


def _clean(lines: Iterable[Line]) -> list[Line]:
    """Neighbours of one style joined, trailing blanks gone, and the last hop's look at the text."""
    clean: list[Line] = []
    for line in lines:
        kept = [
            Segment(text.last_hop(s.text).replace("\n", ""), s.style)
            for s in Segment.simplify(line)
            if s.text and not s.control
        ]
        while kept and not kept[-1].text.strip():
            kept.pop()
        clean.append(kept)
    while clean and not clean[-1]:
        clean.pop()
    while clean and not clean[0]:
        clean.pop(0)
    return clean
