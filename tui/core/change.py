"""What the user does to articles. Every change knows what undoes it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Kind = Literal["read", "star"]
Origin = Literal["hand", "open"]
"""``hand``: a deliberate act, which ``undo`` takes back. ``open``: reading marked it, by the way."""


@dataclass(frozen=True, slots=True)
class Change:
    """Give ``ids`` the mark ``kind`` (``value`` true) or take it away."""

    kind: Kind
    ids: tuple[int, ...]
    value: bool

    @property
    def inverse(self) -> Change:
        """What undoes it, if each id really changed (the journal keeps only those that did)."""
        return replace(self, value=not self.value)


def mark_read(ids: Iterable[int], value: bool = True) -> Change:
    return Change("read", tuple(ids), value)


def star(ids: Iterable[int], value: bool = True) -> Change:
    return Change("star", tuple(ids), value)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the journal: what was changed, when, how, and whether it is undone now."""

    number: int
    at: datetime
    change: Change
    origin: Origin
    undone: bool

    @property
    def deliberate(self) -> bool:
        return self.origin != "open"


def pack(ids: Iterable[int]) -> bytes:
    """Ids as the journal stores them: eight bytes each, of the machine's order."""
    return array("q", ids).tobytes()


def unpack(stored: bytes) -> tuple[int, ...]:
    return tuple(array("q", stored))
