"""Where the lines of a page end, and what may not stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len

from tui.render.lines import PageLine

CLOSING = "，。、：；！？）》〉」』】〕”’％℃"
OPENING = "（《〈「『【〔“‘"
_CLOSING_ASCII = ",.;:!?)]}%"
_OPENING_ASCII = "([{"
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:'’][A-Za-z0-9]+)*%?")
_ADDRESS = re.compile(r"https?://[\w./?=&%#~+-]*[\w/]", re.ASCII)
_ASCII_RUN = re.compile(r"[!-~]+")
_SIGNS = re.compile(r"\w?[^\w\s]+")
NUMBER = re.compile(r"\[\d+\]")
"""A link's number, as it stands behind the link."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one line holds of a running text, in ``room`` cells at most, and how it goes on."""

    words: str
    join: str
    room: int


@dataclass(slots=True)
class Flow:
    """A running text: a paragraph, a heading, a cell of a table."""

    parts: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part.words + part.join for part in self.parts).rstrip("\n")

    @property
    def bare(self) -> str:
        """Without white space."""
        return "".join(self.text.split())


def flows(lines: Sequence[PageLine], width: int) -> list[Flow]:
    """The running texts of ``lines``, in the order in which they begin; code is none."""
    found: dict[int, Flow] = {}
    for line in lines:
        for start, end, flow, join in line.stretches:
            room = width - cell_len(line.text[:start])
            part = Part(line.text[start:end], join, room)
            if not line.aside:
                found.setdefault(flow, Flow()).parts.append(part)
    return list(found.values())


def wrong_edges(lines: Sequence[PageLine], width: int) -> list[str]:
    """Lines that begin with closing punctuation or end with opening punctuation.

    Two kinds may: what an author begins or ends a text with (a list of signs, say), and a run of
    signs that is wider than the line.
    """
    return [
        f"{part.words!r} {what}"
        for flow in flows(lines, width)
        for place, part in enumerate(flow.parts)
        for what in _wrong_edge(flow, place, part)
    ]


def _wrong_edge(flow: Flow, place: int, part: Part) -> Iterator[str]:
    before = flow.parts[place - 1] if place else None
    words = part.words
    if before and words[0] in CLOSING and not _wider(_SIGNS, before, part):
        yield "begins with closing punctuation"
    if part is not flow.parts[-1] and words[-1] in OPENING:
        yield "ends with opening punctuation"
    # ASCII signs have more than one use; without a space before or after they close and open.
    if before and before.join == "" and words[0] in _CLOSING_ASCII:
        if not _wider(_ASCII_RUN, before, part) and not _wider(_SIGNS, before, part):
            yield "begins with a closing sign"
        if before.words[-1] in _OPENING_ASCII:
            yield "comes after an opening sign"


def cut_words(lines: Sequence[PageLine], width: int) -> list[str]:
    """Latin words, numbers and addresses that a line's end divides though they fit in a line."""
    return [
        f"{first.words!r} | {second.words!r}"
        for flow in flows(lines, width)
        for first, second in pairwise(flow.parts)
        if first.join == ""
        and (
            (_divided(_WORD, first, second) and not _wider(_ASCII_RUN, first, second))
            or (_divided(_ADDRESS, first, second) and not _wider(_ADDRESS, first, second))
        )
    ]


def too_wide(lines: Sequence[PageLine], width: int) -> list[str]:
    return [line.text for line in lines if not line.aside and cell_len(line.text) > width]


def _divided(pattern: re.Pattern[str], first: Part, second: Part) -> str:
    """What of ``pattern`` goes on over the end of ``first``."""
    edge = len(first.words)
    for found in pattern.finditer(first.words + second.words):
        if found.start() < edge < found.end():
            return found[0]
    return ""


def _wider(pattern: re.Pattern[str], first: Part, second: Part) -> bool:
    return cell_len(_divided(pattern, first, second)) > second.room
