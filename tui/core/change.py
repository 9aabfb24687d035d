"""What the user does, to articles and to sources. Every change knows what undoes it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

Kind = Literal["read", "star", "hide", "tag", "later"]
Origin = Literal["hand", "open", "rule"]
"""``hand``: a deliberate act, which ``undo`` takes back. ``open``: reading marked it, by the way.
``rule``: a rule of the user's did it, on arrival."""


@dataclass(frozen=True, slots=True)
class Change:
    """Give ``ids`` the mark ``kind`` (``value`` true) or take it away; ``tag`` is the tag, if it is
    one; ``until``, of what is put off till later, seconds since 1970."""

    kind: Kind
    ids: tuple[int, ...]
    value: bool
    tag: str = ""
    until: int = 0

    @property
    def inverse(self) -> Change:
        """What undoes it, if each id really changed (the journal keeps only those that did)."""
        return replace(self, value=not self.value)


def mark_read(ids: Iterable[int], value: bool = True) -> Change:
    return Change("read", tuple(ids), value)


def star(ids: Iterable[int], value: bool = True) -> Change:
    return Change("star", tuple(ids), value)


def hide(ids: Iterable[int], value: bool = True) -> Change:
    return Change("hide", tuple(ids), value)


def tag(ids: Iterable[int], name: str, value: bool = True) -> Change:
    return Change("tag", tuple(ids), value, name)


def later(ids: Iterable[int], until: datetime | None) -> Change:
    """Put ``ids`` off until then, unread; None: they are put off no more."""
    seconds = 0 if until is None else int(until.timestamp())
    return Change("later", tuple(ids), until is not None, until=seconds)


Columns = Mapping[str, str | int]
"""What the state keeps of a source, or a part of it, by its column: ``{"paused": 1}``."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one source was, and what it is then: the same columns of both."""

    key: str
    before: Columns
    after: Columns


@dataclass(frozen=True, slots=True)
class SourceChange:
    """Sources added, removed, renamed, paused … in one act."""

    edits: tuple[Edit, ...]

    @property
    def inverse(self) -> SourceChange:
        return SourceChange(tuple(Edit(e.key, e.after, e.before) for e in self.edits))

    @property
    def shows_others(self) -> bool:
        """Whether other articles than before belong to a view of them."""
        seen = {"subscribed", "folder", "tags"}
        return any(
            seen.intersection(edit.after)
            or "mute" in json.loads(str(edit.after.get("settings") or "{}"))
            for edit in self.edits
        )

    def subscribes(self, key: str) -> bool | None:
        """Whether the source ``key`` is subscribed to afterwards; None if that is as it was."""
        found = [
            e.after["subscribed"] for e in self.edits if e.key == key and "subscribed" in e.after
        ]
        return bool(found[-1]) if found else None

    def packed(self) -> bytes:
        edits = [(edit.key, dict(edit.before), dict(edit.after)) for edit in self.edits]
        return json.dumps(edits, ensure_ascii=False).encode()

    @classmethod
    def unpacked(cls, stored: bytes) -> SourceChange:
        return cls(tuple(Edit(*edit) for edit in json.loads(stored)))


@dataclass(frozen=True, slots=True)
class SavedChange:
    """A view or a rule saved (``after``), changed or removed (None). ``name`` is a view's name, or a
    rule's query; what it was ``before`` is a view's query, or what a rule does."""

    kind: Literal["view", "rule"]
    name: str
    before: str | None
    after: str | None
    place: int | None = field(default=None, compare=False)
    """Where it stood among the others."""

    @property
    def inverse(self) -> SavedChange:
        return replace(self, before=self.after, after=self.before)

    def packed(self) -> bytes:
        parts = [self.name, self.before, self.after, self.place]
        return json.dumps(parts, ensure_ascii=False).encode()


AnyChange = Change | SourceChange | SavedChange


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the journal: what was changed, when, how, and whether it is undone now.

    To put off an article is more than one change: it becomes unread, and another date that it was
    put off to is given up. ``parts`` are these, in their order; of other steps there is one.
    """

    number: int
    at: datetime
    change: AnyChange
    origin: Origin
    undone: bool
    parts: tuple[Change, ...] = ()

    @property
    def kind(self) -> str:
        """``read``, ``star``, ``hide``, ``tag``, ``later``, ``source``, ``view`` or ``rule``."""
        return "source" if isinstance(self.change, SourceChange) else self.change.kind

    @property
    def ids(self) -> tuple[int, ...]:
        """The articles that it concerned."""
        return self.change.ids if isinstance(self.change, Change) else ()

    @property
    def deliberate(self) -> bool:
        return self.origin == "hand"


def pack(ids: Iterable[int]) -> bytes:
    """Ids as the journal stores them: eight bytes each, of the machine's order."""
    return array("q", ids).tobytes()


def unpack(stored: bytes) -> tuple[int, ...]:
    return tuple(array("q", stored))
