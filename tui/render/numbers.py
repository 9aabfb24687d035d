"""What a page numbers: its links, and its footnotes, each in the order in which they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_BRACKETED = re.compile(r"\s*\[(\d{1,4})\]\s*")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "TM", "SM"))


def raised(words: str, ascii_only: bool) -> str:
    """``words`` as they stand above a line: ``x²``, ``1st``, ``x^a``."""
    return _shifted(words, "^", _RAISED, ascii_only)


def lowered(words: str, ascii_only: bool) -> str:
    """``words`` as they stand below a line: ``H₂O``, ``x_a``."""
    return _shifted(words, "_", _LOWERED, ascii_only)


def _shifted(words: str, sign: str, table: dict[int, int], ascii_only: bool) -> str:
    if words in _ORDINALS or not words.strip():
        return words
    if (bracketed := _BRACKETED.fullmatch(words)) is not None:
        words = bracketed[1]  # [1], as footnotes are written by hand
    if not ascii_only and all(ord(character) in table for character in words):
        return words.translate(table)
    return f"{sign}{words}" if len(words) == 1 or words.isdigit() else f"{sign}({words})"


@dataclass(slots=True)
class Numbers:
    """The numbers given so far. Links to one address share one."""

    addresses: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """The labels of notes as they are first mentioned."""
    notes: dict[str, int] = field(default_factory=dict)
    """The number of each label."""
    defined: dict[str, list[Token]] = field(default_factory=dict)
    """What each note says, in tokens that are not yet clean."""
    _known: dict[str, int] = field(default_factory=dict)

    def link(self, address: str) -> int:
        number = self._known.get(address)
        if number is None:
            self.addresses.append(address)
            number = self._known[address] = len(self.addresses)
        return number

    def note(self, label: str) -> int:
        if label not in self.notes:
            self.order.append(label)
            self.notes[label] = len(self.order)
        return self.notes[label]


def note_anchor(number: int) -> str:
    return f"note-{number}"
