"""An article as lines: its head, then its body, the first screens before the rest."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from tui.core import reading as judge
from tui.core import text
from tui.core.ids import to_text
from tui.core.models import Reading
from tui.render.blocks import Block, Room, Title
from tui.render.lines import ARTICLE, GLUE, Link, PageLine, Runs
from tui.render.markdown import Page
from tui.render.palette import Palette
from tui.render.parser import PART
from tui.render.tokens import Document, documents
from tui.words import Words

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

    def room(self) -> Room:
        return Room(self.width, self.palette, self.ascii_only)


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

    @property
    def addresses(self) -> list[str]:
        """Where the numbered links lead, of those parts that were parsed."""
        return self._parts[0].numbers.addresses

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


def prepare(reading: Reading, words: Words, *, ascii_only: bool = False) -> Prepared:
    """Parse how ``reading`` begins: the slow part that does not depend on the width."""
    body = reading.body
    # A long one is not parsed whole for the sake of a number: its source is close enough.
    minutes = judge.rough_minutes(body.text) if len(body.text) > LONG else None
    base = reading.article.url or ""
    found = documents(body, base, words, reading.furniture, ascii_only=ascii_only)
    return Prepared(reading, found, minutes)


def typeset(
    prepared: Prepared, setting: Setting, first: int = FIRST_BATCH
) -> Iterator[list[PageLine]]:
    """The page in batches of lines: the head and at least ``first`` lines if there are so many, then
    the rest piece by piece."""
    console = _console(setting)
    room = setting.room()
    batch, most = list(head(prepared, setting, room)), first
    number = 0
    for part in prepared.parts():
        for group in part.blocks:
            for block in Page(group).blocks(console):
                if not number and _is_title(block, prepared.reading):
                    continue
                drawn = _clean(block.lines(room))
                if not drawn:
                    continue
                number += 1
                batch.append(PageLine([], block=number))
                for line in drawn:
                    line.block = number
                batch.extend(_dimmed(drawn, setting) if part.furniture else drawn)
            if len(batch) >= most:
                yield batch
                batch, most = [], BATCH
    if not number:
        batch.append(PageLine([]))
        nothing = setting.words("This article has no text of its own; o opens the original.")
        batch.extend(_set(nothing, setting.palette.dim, room))
    yield batch


def _is_title(block: Block, reading: Reading) -> bool:
    """Whether the body begins with the title that stands above it already."""
    return (
        isinstance(block, Title)
        and block.level <= 2
        and text.line(block.runs.plain).casefold() == reading.article.title.casefold()
    )


def head(prepared: Prepared, setting: Setting, room: Room) -> Iterator[PageLine]:
    """Title; source, authors, time, reading time; tags; the original's link; summary if it adds."""
    words, palette = setting.words, setting.palette
    article = prepared.reading.article
    yield from _set(article.title, palette.accent + Style(bold=True), room)
    about = Runs()
    about.add(prepared.reading.source_name, palette.place)
    for part in (
        ", ".join(article.authors),
        written(article.published or article.first_seen, setting.zone),
        words.plural("{n} min", "{n} min", prepared.minutes),
    ):
        if part:
            # A line may end after the dot, nowhere else: "2026-11-20 21:31" stays together.
            about.add(f" {GLUE}{dot(setting)} ", palette.dim)
            about.add(part.replace(" ", f" {GLUE}"), palette.dim)
    yield from _clean(about.set(room.width, next(room.flows)))
    labels = _labels(prepared.reading)
    if labels:
        yield from _set("  ".join(labels), palette.dim, room)
    if article.url:
        link = palette.place + Style(link=article.url)
        yield from _set(article.url, link, room)
    if translations := prepared.reading.translations:
        also = Runs()
        also.add(words("also in") + " ", palette.dim)
        for number, other in enumerate(translations):
            called = (other.lang or other.title).replace(" ", f" {GLUE}")
            also.add("  " if number else " ", palette.dim)
            also.add(called, palette.place + Style(link=f"{ARTICLE}{to_text(other.id)}"))
        yield from _clean(also.set(room.width, next(room.flows)))
    if not judge.adds_nothing(article.summary, prepared.opening):
        yield PageLine([])
        yield from _set(article.summary, palette.dim, room)


def _labels(reading: Reading) -> list[str]:
    """Tags, then categories, each once, without the source's own name."""
    article = reading.article
    found = {label.casefold(): label for label in (*article.tags, *article.categories)}
    for name in (reading.source_name, reading.own_name):
        found.pop(name.casefold(), None)
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


def _set(words: str, style: Style, room: Room) -> list[PageLine]:
    return _clean(Runs([(words, style)]).set(room.width, next(room.flows)))


def _clean(lines: Iterable[PageLine]) -> list[PageLine]:
    """Neighbours of one style joined, links noted, blanks at the ends gone, and the last hop's look
    at the text."""
    clean = list(lines)
    for line in clean:
        kept: list[Segment] = []
        links: list[Link] = []
        place = 0
        for segment in line.segments:
            words, style = text.last_hop_line(segment.text), segment.style
            if not words:
                continue
            end = place + len(words)
            if style and style.link:
                if links and links[-1].end == place and links[-1].address == style.link:
                    links[-1] = links[-1]._replace(end=end)
                else:
                    links.append(Link(place, end, style.link))
                if style.link.startswith("#"):
                    style = style.update_link(None)  # the terminal could not follow it
            place = end
            if kept and kept[-1].style == style:
                kept[-1] = Segment(kept[-1].text + words, style)
            else:
                kept.append(Segment(words, style))
        while kept and not kept[-1].text.strip():
            kept.pop()
        line.segments = kept
        line.links = tuple(links)
    while clean and not clean[-1].segments:
        clean.pop()
    while clean and not clean[0].segments:
        clean.pop(0)
    return clean


def _dimmed(lines: list[PageLine], setting: Setting) -> list[PageLine]:
    dim = setting.palette.dim
    for line in lines:
        line.segments = [
            Segment(words, dim + Style(link=style.link) if style and style.link else dim)
            for words, style, _ in line.segments
        ]
    return lines
