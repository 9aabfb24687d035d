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
from tui.render.linebreak import SetText
from tui.render.markdown import Page
from tui.render.palette import Palette
from tui.render.tokens import PART, Document, documents
from tui.words import Words

Line = list[Segment]
FIRST_BATCH = 40  # blocks are added to the first batch until it has so many lines
BATCH = 120
LONG = PART * 3 // 2  # characters


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: its width in cells, its styles, and whose eyes it is for."""

    width: int
    palette: Palette
    words: Words
    zone: tzinfo
    ascii_only: bool = False


class Prepared:
    """An article parsed, ready to be set at any width. Its later parts are parsed when they are
    first asked for, and kept."""

    def __init__(self, reading: Reading, parts: Iterator[Document], minutes: int | None) -> None:
        self.reading = reading
        self._coming = parts
        self._parts = [next(parts)]
        self.minutes = judge.minutes(self._parts[0].prose) if minutes is None else minutes

    @property
    def opening(self) -> str:
        return self._parts[0].opening

    def parts(self) -> Iterator[Document]:
        place = 0
        while True:
            if place == len(self._parts):
                following = next(self._coming, None)
                if following is None:
                    return
                self._parts.append(following)
            yield self._parts[place]
            place += 1


def prepare(reading: Reading, words: Words) -> Prepared:
    """Parse how ``reading`` begins: the slow part that does not depend on the width."""
    body = reading.body
    # A long one is not parsed whole for the sake of a number: its source is close enough.
    minutes = judge.rough_minutes(body.text) if len(body.text) > LONG else None
    return Prepared(reading, documents(body, reading.article.url or "", words), minutes)


def typeset(prepared: Prepared, setting: Setting) -> Iterator[list[Line]]:
    """The page in batches of lines: the head and the first screen, then the rest piece by piece."""
    console = _console(setting)
    batch, most = list(head(prepared, setting, console)), FIRST_BATCH
    empty = True
    for part in prepared.parts():
        for block in part.blocks:
            drawn = _clean(console.render_lines(Page([block]), pad=False))
            if drawn:
                empty = False
                batch.append([])
                batch.extend(drawn)
            if len(batch) >= most:
                yield batch
                batch, most = [], BATCH
    if empty:
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
    if not judge.adds_nothing(article.summary, prepared.opening):
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
