"""One fetch under way, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tui.core import text
from tui.core.admit import Admission
from tui.core.decide import Double
from tui.core.draft import Draft
from tui.core.models import Problem
from tui.core.text import Line, Url
from tui.errors import Said, SourceError, TelexError, said

BATCH = 64  # articles; a transaction of so many takes a few milliseconds


Stage = Literal["started", "stored", "done", "busy", "waiting", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the fetch of one source is; ``new`` and the others count from its beginning.

    ``waiting``: its publisher asked to be left alone ``until`` then, or (None) it is gone for good.
    ``handled`` of the ``listed`` files or entries were read; ``listed`` is 0 where that is unknown.
    """

    source: str
    stage: Stage
    new: int = 0
    changed: int = 0
    gone: int = 0
    troubles: int = 0
    handled: int = 0
    listed: int = 0
    problem: Problem | None = None
    until: datetime | None = None


@dataclass(slots=True)
class Run:
    """One fetch under way."""

    number: int
    where: Admission
    waiting: list[Draft] = field(default_factory=list)
    troubles: dict[str, list[Problem]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    gone: dict[str, str] = field(default_factory=dict)
    vanished: set[str] = field(default_factory=set)
    doubles: dict[str, Double] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    listed_before: bool = False
    """The adapter keeps something of an earlier fetch: files may be known."""
    moved_to: Url | None = None
    fresh_until: datetime | None = None
    postponed: bool = False
    """Something that it brought is to be stored another time: it is to be read again."""
    described: bool = False
    """It was read, and not only asked whether it changed."""
    arrived: dict[bytes, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    dropped: int = 0
    listed: int = 0
    """How many drafts and troubles there will be, as far as the adapter told."""
    handled: int = 0
    unreadable: int = 0


def named(error: BaseException) -> Line:
    """What an exception says of itself, if it manages to."""
    try:
        words = str(error)
    except Exception:  # noqa: BLE001  somebody's code
        words = ""
    return text.line(f"{type(error).__name__}: {words}", 300)


def in_batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def problem_of(error: TelexError, now: datetime, place: str, *, remark: bool = False) -> Problem:
    """An error as stored data. A plugin's may hold bare strings where sentences belong."""
    permanent = isinstance(error, SourceError) and error.permanent
    where = text.line(place) if place else Line("")
    detail = text.line(str(error.detail), 400)
    return Problem(
        _sentence(error.title), now, detail, _sentence(error.hint), permanent, where, remark
    )


def _sentence(words: object) -> Said:
    """What a plugin gave for a sentence, which may be a bare string."""
    if isinstance(words, Said):
        return words
    return said("{message}", message=text.line(str(words), 300))
