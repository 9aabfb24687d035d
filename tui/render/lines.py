"""Lines of a page, and words on their way to become lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.render.linebreak import break_offsets

GLUE = "\u2060"
"""WORD JOINER: a line does not end here. The gate takes it out of content, so each one is ours; it
is gone once the lines are broken."""


ARTICLE = "#article:"
"""A link within telex, to the article whose id follows."""


class Stretch(NamedTuple):
    """Characters ``start`` to ``end`` of a line, which belong to the running text ``flow``; what
    goes on in a later line is joined to them by ``join`` (a space that the line's end swallowed)."""

    start: int
    end: int
    flow: int
    join: str = "\n"


class Link(NamedTuple):
    """Characters ``start`` to ``end`` of a line lead to ``address``: one of the web, or ``#`` and an
    anchor of this page."""

    start: int
    end: int
    address: str


class Heading(NamedTuple):
    level: int
    words: str


@dataclass(slots=True)
class PageLine:
    """A line as it is drawn. ``stretches`` are its words, without bars, bullets and indents."""

    segments: list[Segment]
    stretches: tuple[Stretch, ...] = ()
    links: tuple[Link, ...] = ()
    heading: Heading | None = None
    anchor: str = ""
    """What a link within the page calls this place."""
    aside: bool = False
    """Code: it keeps its length, be it wider than the page."""
    block: int = 0
    """The place of its top-level block in the article; 0 is the head."""

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)

    @property
    def extent(self) -> int:
        """How many characters of running text it holds; a blank line counts as one of them."""
        return sum(s.end - s.start for s in self.stretches) or 1

    def after(self, lead: str, style: Style | None = None) -> PageLine:
        """This line with ``lead`` before it, which is no part of its words."""
        self.segments.insert(0, Segment(lead, style))
        by = len(lead)
        self.stretches = tuple(
            s._replace(start=s.start + by, end=s.end + by) for s in self.stretches
        )
        return self


@dataclass(slots=True)
class Runs:
    """Words in their styles, to be broken into lines."""

    runs: list[tuple[str, Style]] = field(default_factory=list)

    def add(self, words: str, style: Style) -> None:
        if words:
            self.runs.append((words, style))

    @property
    def plain(self) -> str:
        return "".join(words for words, _ in self.runs).replace(GLUE, "")

    def widest(self) -> int:
        """Cells of its longest line, if there is room enough."""
        return max(cell_len(line) for line in self.plain.split("\n"))

    def set(self, width: int, flow: int) -> list[PageLine]:
        """Lines of at most ``width`` cells; always at least one, which may be empty."""
        return [line for words in self._hard_lines() for line in _broken(words, width, flow)]

    def _hard_lines(self) -> Iterator[list[tuple[str, Style]]]:
        line: list[tuple[str, Style]] = []
        for words, style in self.runs:
            first, *others = words.expandtabs(4).split("\n")
            line.append((first, style))
            for other in others:
                yield line
                line = [(other, style)]
        yield line


def _broken(runs: Sequence[tuple[str, Style]], width: int, flow: int) -> Iterator[PageLine]:
    plain = "".join(words for words, _ in runs)
    bounds = [0, *break_offsets(plain, width), len(plain)]
    pieces = iter(runs)
    words, style = next(pieces, ("", Style.null()))
    begun = 0  # where ``words`` begin in ``plain``
    for start, end in pairwise(bounds):
        kept = start + len(plain[start:end].rstrip())
        segments: list[Segment] = []
        place = start
        while place < end:
            if place == begun + len(words):
                begun += len(words)
                words, style = next(pieces)
                continue
            stop = min(end, begun + len(words))
            shown = plain[place : min(stop, kept)].replace(GLUE, "")
            if shown:
                segments.append(Segment(shown, style))
            place = stop
        length = sum(len(s.text) for s in segments)
        last = end == len(plain)
        join = "\n" if last else " " if kept < end else ""
        yield PageLine(segments, (Stretch(0, length, flow, join),) if length else ())


def plain_line(words: str, style: Style) -> PageLine:
    """A line that belongs to no running text."""
    return PageLine([Segment(words, style)])


def slug(words: str) -> str:
    """What a heading is called in an address, as GitHub and Hugo call it."""
    return re.sub(r"[^\w\- ]", "", words.casefold()).strip().replace(" ", "-")


def joined(parts: Iterable[tuple[PageLine, int]], gap: str) -> PageLine:
    """Lines side by side, each in as many cells as is said, ``gap`` between them."""
    segments: list[Segment] = []
    stretches: list[Stretch] = []
    at = pending = 0
    for line, width in parts:
        if pending:
            segments.append(Segment(" " * pending))
            at += pending
        segments.extend(line.segments)
        stretches += [s._replace(start=s.start + at, end=s.end + at) for s in line.stretches]
        text = line.text
        at += len(text)
        pending = max(0, width - cell_len(text)) + len(gap)
    return PageLine(segments, tuple(stretches))
