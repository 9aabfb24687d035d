"""Random acts on a library, the same ones for the same seed, and the same acts on a model of it.

The model is told only what the user asks for. It keeps a journal of its own: which steps stand is
the user's doing, and the marks are what the steps that stand made of nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

from tests.builders import NOW, World, ingest, make_draft
from tests.store.reading_sql import all_rows
from tui.core.change import Change, Origin, SavedChange, hide, later, mark_read, star, tag
from tui.core.queryparse import parse
from tui.core.text import fold
from tui.library import Library

COUNT, DRAFTS = 30, 4
_TAGS = ("AI", "ai", "ＡＩ", "物流")
_VIEWS = ("one", "two")
_LATELY = 64  # of the journal's numbers
_QUERIES = ("is:unread", "tag:ai sort:oldest", "is:later", None)
_DATES = tuple(NOW + timedelta(hours=hours) for hours in (-1, 3, 20, 44, 300))

What = Literal["mark", "undo", "undo rules", "redo", "undo to", "redo to", "view", "reopen"]


@dataclass(frozen=True)
class Act:
    """``back``: how far from the journal's newest number one goes, in :data:`What` … ``to``."""

    what: What
    changes: tuple[Change, ...] = ()
    origin: Origin = "hand"
    back: int = 0
    name: str = ""
    query: str | None = None


_WEIGHTS: dict[What, int] = {
    **{"mark": 60, "undo": 14, "undo rules": 3, "redo": 9, "undo to": 4, "redo to": 3},
    **{"view": 3, "reopen": 1},
}


def act_at(seed: int, place: int, ids: Sequence[int]) -> Act:
    """The act at ``place`` of the sequence that ``seed`` names."""
    dice = random.Random(f"{seed} {place}")
    (what,) = dice.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()))
    match what:
        case "mark":
            if place and dice.random() < 0.15:  # what was done a moment ago, now on purpose
                return replace(act_at(seed, place - 1, ids), origin="hand")
            changes = tuple(_change(dice, ids) for _ in range(dice.choice((1, 1, 1, 2, 3))))
            return Act(what, changes, dice.choice(("hand", "hand", "hand", "open", "rule")))
        case "undo to" | "redo to":
            return Act(what, back=dice.choice((0, 1, 2, 3, 5, 8, 13, 40)))
        case "view":
            return Act(what, name=dice.choice(_VIEWS), query=dice.choice(_QUERIES))
        case _:
            return Act(what)


def _change(dice: random.Random, ids: Sequence[int]) -> Change:
    chosen = dice.sample(ids, dice.choice((1, 1, 1, 2, 5, len(ids))))
    value = dice.random() < 0.6
    makers: tuple[Callable[[], Change], ...] = (
        lambda: mark_read(chosen, value),
        lambda: star(chosen, value),
        lambda: hide(chosen, value),
        lambda: tag(chosen, dice.choice(_TAGS), value),
        lambda: later(chosen, dice.choice(_DATES) if value else None),
    )
    (make,) = dice.choices(makers, (4, 2, 2, 3, 4))
    return make()


def filled(world: World) -> list[int]:
    """The ids of articles of which the last few are drafts, in no view and never unread."""
    world.subscribe()
    drafts = [make_draft(number, draft=number >= COUNT) for number in range(COUNT + DRAFTS)]
    ids = ingest(world.library, drafts)
    library = world.open()
    library.fold()
    library.close()
    return ids


def do(world: World, library: Library, act: Act) -> Library:
    """Do it; the library to go on with."""
    match act.what:
        case "mark":
            library.apply(act.changes, act.origin)
        case "undo" | "undo rules":
            library.undo(rules=act.what == "undo rules")
        case "redo":
            library.redo()
        case "undo to":
            library.undo_to(library.last_step() - act.back)
        case "redo to":
            library.redo_to(library.last_step() - act.back)
        case "view":
            library.save_view(act.name, None if act.query is None else parse(act.query))
        case "reopen":
            library.close()
            return world.open()
    return library


# The model

Cell = tuple[str, str]
"""A kind of mark; of tags, which one."""
Marks = dict[Cell, dict[int, int]]
Told = tuple[int, str, bool, tuple[object, ...]]


@dataclass
class Entry:
    number: int
    origin: Origin
    parts: tuple[Change | SavedChange, ...]
    state: Literal["stands", "undone", "forgotten"] = "stands"

    @property
    def told(self) -> Told:
        return self.number, self.origin, self.state != "stands", tuple(map(_told, self.parts))


@dataclass
class Model:
    marks: Marks = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)
    last: int = 0

    def do(self, act: Act) -> None:
        standing = [entry for entry in self.journal if entry.state == "stands"]
        undone = [entry for entry in self.journal if entry.state == "undone"]
        number = self.last - act.back
        match act.what:
            case "mark":
                self._apply(act.changes, act.origin)
            case "undo" | "undo rules":
                wanted = "hand" if act.what == "undo" else "rule"
                self._turn([e for e in standing if e.origin == wanted][-1:], "undone")
            case "redo":
                self._turn([e for e in undone if e.origin == "hand"][:1], "stands")
            case "undo to":
                self._turn([e for e in standing if e.number >= number], "undone")
            case "redo to":
                self._turn([e for e in undone if e.number <= number], "stands")
            case "view" if self.views.get(act.name) != act.query:
                change = SavedChange("view", act.name, self.views.get(act.name), act.query)
                self._note([change], "hand")
                _save(self.views, change)

    def _apply(self, changes: Sequence[Change], origin: Origin) -> None:
        parts: list[Change | SavedChange] = []
        for change in changes:
            for asked in self._asked(change):
                cell = self.marks.setdefault(_cell(asked), {})
                differing = [n for n in asked.ids if (n in cell) is not asked.value]
                if differing:
                    parts.append(replace(asked, ids=tuple(differing)))
                    _set(self.marks, parts[-1])
        if parts:
            self._note(parts, origin)
        elif origin == "hand":
            self._mean(tuple(changes))

    def _mean(self, changes: tuple[Change, ...]) -> None:
        """What opening did last, and lately, was meant, if just that is asked for."""
        opened = [e for e in self.journal if e.origin == "open" and e.state == "stands"][-1:]
        for entry in opened:
            if entry.number > self.last - _LATELY and [*map(_told, entry.parts)] == [
                *map(_told, changes)
            ]:
                self._forget_undone()
                entry.origin = "hand"

    def _asked(self, change: Change) -> list[Change]:
        """To put off is to give up another date, to be unread, and to have the new date."""
        if change.kind != "later":
            return [change]
        had: dict[int, list[int]] = {}
        for number, until in self.marks.get(_cell(change), {}).items():
            if number in change.ids and not (change.value and until == change.until):
                had.setdefault(until, []).append(number)
        given_up = [Change("later", tuple(n), False, until=u) for u, n in sorted(had.items())]
        return [*given_up, *([mark_read(change.ids, False), change] if change.value else [])]

    def _note(self, parts: Sequence[Change | SavedChange], origin: Origin) -> None:
        if origin == "hand":
            self._forget_undone()
        self.journal.append(Entry(self.last + 1, origin, tuple(parts)))
        self.last += len(parts)

    def _forget_undone(self) -> None:
        for entry in self.journal:
            if entry.state == "undone" and entry.origin == "hand":
                entry.state = "forgotten"

    def _turn(self, entries: Iterable[Entry], state: Literal["stands", "undone"]) -> None:
        for entry in entries:
            entry.state = state
        standing = [entry for entry in self.journal if entry.state == "stands"]
        self.marks, self.views = replayed(part for entry in standing for part in entry.parts)

    def stored(self, visible: Iterable[int]) -> dict[str, object]:
        """What the state holds then; ``visible`` are the articles that a library shows."""
        of = {cell: dict(marked) for cell, marked in self.marks.items() if marked}
        gone = {**of.get(("read", ""), {}), **of.get(("hide", ""), {})}
        return {
            "read": set(of.get(("read", ""), ())),
            "starred": set(of.get(("star", ""), ())),
            "hidden": set(of.get(("hide", ""), ())),
            "tagged": {(name, n) for (kind, name), ns in of.items() if kind == "tag" for n in ns},
            "later": set(of.get(("later", ""), {}).items()),
            "unread": set(visible).difference(gone),
            "views": self.views,
        }


def replayed(parts: Iterable[Change | SavedChange]) -> tuple[Marks, dict[str, str]]:
    """The marks and views that ``parts``, in their order, make of nothing."""
    marks: Marks = {}
    views: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Change):
            _set(marks, part)
        else:
            _save(views, part)
    return marks, views


def _cell(change: Change) -> Cell:
    return change.kind, fold(change.tag)


def _set(marks: Marks, change: Change | SavedChange) -> None:
    assert isinstance(change, Change)
    cell = marks.setdefault(_cell(change), {})
    if change.value:
        cell.update(dict.fromkeys(change.ids, change.until))
    else:
        for number in change.ids:
            cell.pop(number, None)


def _save(views: dict[str, str], change: SavedChange) -> None:
    if change.after is None:
        views.pop(change.name, None)
    else:
        views[change.name] = change.after


def _told(part: object) -> object:
    if not isinstance(part, Change):
        return part
    return part.kind, part.value, frozenset(part.ids), fold(part.tag), part.until


# What is stored, to be held against the model


def stored(world: World) -> dict[str, object]:
    """Of the state file, what :meth:`Model.stored` tells of the model."""
    one = ("read", "starred", "hidden", "unread")
    found: dict[str, object] = {
        name: {row[0] for row in all_rows(world.state, f"SELECT id FROM {name}")} for name in one
    }
    for name, columns in (("tagged", "folded, id"), ("later", "id, until")):
        found[name] = set(all_rows(world.state, f"SELECT {columns} FROM {name}"))
    views = "SELECT name, value FROM saved WHERE kind = 'view'"
    return {**found, "views": dict(all_rows(world.state, views))}  # type: ignore[arg-type]


def told(library: Library) -> list[Told]:
    """The journal, the oldest step first, as :attr:`Entry.told` has it."""
    return [
        (s.number, s.origin, s.undone, tuple(map(_told, s.parts or (s.change,))))
        for s in reversed(library.history(1_000_000))
    ]


def standing_parts(library: Library) -> list[Change | SavedChange]:
    """What the steps that stand changed, in their order, by the library's own journal."""
    found: list[Change | SavedChange] = []
    for step in reversed(library.history(1_000_000)):
        if not step.undone:
            changes = step.parts or (step.change,)
            found += [c for c in changes if isinstance(c, Change | SavedChange)]
    return found
