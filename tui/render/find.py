"""Finding words on a page that is set: also where a line's end stands between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tui.render.lines import PageLine

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MOST = 5_000  # of one page


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of line ``line``."""

    line: int
    start: int
    end: int


Match = tuple[Span, ...]
"""A find, in as many lines as it goes over."""


class PageLink(NamedTuple):
    """A link as it stands on the page, in as many lines as it goes over."""

    address: str
    spans: tuple[Span, ...]


def matches(lines: Sequence[PageLine], needles: Iterable[str]) -> list[Match]:
    """Every place of ``lines`` that reads as one of ``needles``, in the order of the page.

    Case and full-width forms do not count.
    """
    wanted = [folded for needle in needles if (folded := _folded(needle))]
    if not wanted:
        return []
    found = (match for flow in _flows(lines) for needle in wanted for match in flow.matches(needle))
    return sorted(islice(found, _MOST))


def links(lines: Sequence[PageLine]) -> list[PageLink]:
    """The links of ``lines``; one that goes on in the next line is one."""
    found: list[PageLink] = []
    unended: dict[int, int] = {}  # by running text, the link that its last line ended with
    for number, line in enumerate(lines):
        for start, end, address in line.links:
            stretch = next((s for s in line.stretches if s.start <= start < s.end), None)
            span, place = Span(number, start, end), len(found)
            if stretch is not None and start == stretch.start:
                before = unended.get(stretch.flow, place)
                if before < place and found[before].address == address:
                    place = before
            spans = (*found[place].spans, span) if place < len(found) else (span,)
            found[place : place + 1] = [PageLink(address, spans)]
            if stretch is not None:
                unended.pop(stretch.flow, None)
                if end == stretch.end and stretch.join != "\n":
                    unended[stretch.flow] = place
    return found


class _Flow:
    """A running text with where each part of it stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._spans: list[Span] = []
        self._length = 0

    def add(self, words: str, span: Span, join: str) -> None:
        self._starts.append(self._length)
        self._spans.append(span)
        self._parts += (words, join)
        self._length += len(words) + len(join)

    def matches(self, needle: str) -> Iterator[Match]:
        text = "".join(self._parts)
        place = text.find(needle)
        while place >= 0:
            if match := tuple(self._within(place, place + len(needle))):
                yield match  # (a space that a line's end swallowed can be seen nowhere)
            place = text.find(needle, place + len(needle))

    def _within(self, start: int, end: int) -> Iterator[Span]:
        part = bisect_right(self._starts, start) - 1
        while part < len(self._starts) and self._starts[part] < end:
            span, begun = self._spans[part], self._starts[part]
            first = span.start + max(0, start - begun)
            last = min(span.end, span.start + end - begun)
            if first < last:
                yield Span(span.line, first, last)
            part += 1


def _flows(lines: Sequence[PageLine]) -> Iterable[_Flow]:
    flows: dict[int, _Flow] = {}
    for number, line in enumerate(lines):
        if not line.stretches:
            continue
        words = _folded(line.text)
        for start, end, flow, join in line.stretches:
            known = flows.setdefault(flow, _Flow())
            known.add(words[start:end], Span(number, start, end), join)
    return flows.values()


def _folded(words: str) -> str:
    """``words`` in one case and width, as long as before."""
    plain = words.translate(_WIDTH)
    folded = plain.casefold()
    if len(folded) == len(plain):
        return folded
    return "".join(f if len(f := c.casefold()) == 1 else c.lower()[:1] for c in plain)
