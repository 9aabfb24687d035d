"""The journal: every change is kept with what undoes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from tui.core import settings
from tui.core.change import (
    AnyChange,
    Change,
    Columns,
    Edit,
    Origin,
    SavedChange,
    SourceChange,
    Step,
)
from tui.store import marks, standing, steps
from tui.store.db import transaction
from tui.store.steps import BY_HAND, Noted

EDITABLE = frozenset(
    ("locator", "name", "subscribed", "unread", "folder", "tags", "paused", "settings")
)


_ASSIGNED = {"settings": "settings = json_patch(iif(settings = '', '{}', settings), ?)"}


def apply(
    connection: sqlite3.Connection, changes: Iterable[Change], origin: Origin, now: int
) -> Step | None:
    """Make ``changes`` and note them in the journal as one step, in one transaction.

    The step holds only the ids that really changed, so its inverse is exact; None if none did.
    A deliberate act ends what could be redone; one that opening the article did already, lately, is
    that step, deliberate from then on.
    """
    with transaction(connection):
        return apply_within(connection, changes, origin, now)


def apply_within(
    connection: sqlite3.Connection, changes: Iterable[Change], origin: Origin, now: int
) -> Step | None:
    """:func:`apply` within a transaction of the caller's."""
    asked = [marks.spelled(connection, change) for change in changes]
    parts = [part for change in asked for part in marks.make(connection, change, now)]
    if parts:
        return steps.note(connection, parts, origin, now)
    return steps.meant(connection, asked) if origin == "hand" else None


def edit_sources(
    connection: sqlite3.Connection, wanted: Iterable[tuple[str, Columns]], now: int
) -> Step | None:
    """Give sources other values in the columns of ``wanted``, as one step of the journal; None if
    they had them. What ``settings`` says is a patch of them."""
    with transaction(connection):
        edits = []
        for key, after in wanted:
            row = connection.execute(
                f"SELECT {', '.join(_editable(after))} FROM main.source WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                continue
            before = dict(zip(after, row, strict=True))
            if "settings" in after:
                now_set, then_set = settings.differing(before["settings"], str(after["settings"]))
                after, before = {**after, "settings": now_set}, {**before, "settings": then_set}
            differing = [name for name in after if before[name] != after[name]]
            if differing:
                edits.append(
                    Edit(
                        key,
                        {name: before[name] for name in differing},
                        {name: after[name] for name in differing},
                    )
                )
        if not edits:
            return None
        change = SourceChange(tuple(edits))
        _edit(connection, change)
        return steps.note(connection, [change], "hand", now)


def save(
    connection: sqlite3.Connection,
    kind: Literal["view", "rule"],
    name: str,
    value: str | None,
    now: int,
) -> Step | None:
    """Save a view or a rule, or remove it (None), as one step; None if it was so before."""
    with transaction(connection):
        row = connection.execute(
            "SELECT value, place FROM saved WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        before, place = row or (None, None)
        if before == value:
            return None
        change = SavedChange(kind, name, before, value, place)
        _save(connection, change)
        return steps.note(connection, [change], "hand", now)


def _save(connection: sqlite3.Connection, change: SavedChange) -> None:
    if change.after is None:
        connection.execute(
            "DELETE FROM saved WHERE kind = ? AND name = ?", (change.kind, change.name)
        )
        return
    connection.execute(
        "INSERT INTO saved SELECT ?, ?, ?, coalesce(?, max(place) + 1, 1) FROM saved WHERE kind = ?"
        " ON CONFLICT(kind, name) DO UPDATE SET value = excluded.value",
        (change.kind, change.name, change.after, change.place, change.kind),
    )


def _editable(columns: Columns) -> list[str]:
    """The columns, which are names of SQL. Raises ValueError for any but those that may change."""
    if not EDITABLE.issuperset(columns):
        raise ValueError(f"not to be edited: {sorted(columns)}")
    return list(columns)


def _edit(connection: sqlite3.Connection, change: SourceChange) -> None:
    for edit in change.edits:
        assignments = ", ".join(
            _ASSIGNED.get(name, f"{name} = ?") for name in _editable(edit.after)
        )
        connection.execute(
            f"UPDATE main.source SET {assignments} WHERE key = ?", (*edit.after.values(), edit.key)
        )


def undo(
    connection: sqlite3.Connection, now: int, *, rules: bool = False, asked_before: int = 0
) -> Step | None:
    """Take back the last deliberate act that stands, or the last act of ``rules``; None if there is
    none. One that is not newer than the step ``asked_before`` is told and left as it is: its
    ``undone`` is false."""
    which = "origin = 'rule'" if rules else BY_HAND
    with transaction(connection):
        found = steps.steps(connection, f"undone = 0 AND {which}", newest_first=True)
        if not found or found[0].step.number <= asked_before:
            return found[0].step if found else None
        return _turn(connection, found[0], now, undone=True)


def redo(connection: sqlite3.Connection, now: int) -> Step | None:
    """Do again what was undone last; None if there is nothing, or something was done since."""
    with transaction(connection):
        found = steps.steps(connection, f"undone = 1 AND {BY_HAND}", newest_first=False)
        return _turn(connection, found[0], now, undone=False) if found else None


def undo_to(connection: sqlite3.Connection, number: int, now: int) -> list[Step]:
    """Take back every step from the newest to the one of this number, what was marked by opening
    and by rules too: all is as it was before it. The steps, the newest first."""
    which = f"undone = 0 AND number >= {int(number)}"
    with transaction(connection):
        found = steps.steps(connection, which, newest_first=True, limit=-1)
        return _turn_all(connection, found, now, undone=True)


def redo_to(connection: sqlite3.Connection, number: int, now: int) -> list[Step]:
    """Do again what was undone, up to the step of this number; what cannot be redone any more,
    because something else was done since, stays undone. The steps, the oldest first."""
    which = f"undone = 1 AND number <= {int(number)}"
    with transaction(connection):
        found = steps.steps(connection, which, newest_first=False, limit=-1)
        return _turn_all(connection, found, now, undone=False)


def _turn_all(
    connection: sqlite3.Connection, found: Sequence[Noted], now: int, *, undone: bool
) -> list[Step]:
    """Turn many steps at once: one by one, each would look at all of the others."""
    moved = dict(connection.execute("SELECT old, new FROM alias").fetchall())
    cells: standing.Cells = {}
    for noted in found:
        for _, change in reversed(noted.rows) if undone else noted.rows:
            if isinstance(change, Change):
                standing.gather(cells, change, moved)
            else:
                _turn_beside(connection, change, undone=undone)
        _flag(connection, noted, undone=undone)
    for mark in standing.marks_now(connection, cells, moved):
        marks.put(connection, mark, now)
    return [_turned(noted.step, moved, undone=undone) for noted in found]


def _turn_beside(
    connection: sqlite3.Connection, change: SourceChange | SavedChange, *, undone: bool
) -> None:
    """Of sources, views and rules each change holds all that was there before."""
    match change.inverse if undone else change:
        case SourceChange() as edits:
            _edit(connection, edits)
        case SavedChange() as saved:
            _save(connection, saved)


def _flag(connection: sqlite3.Connection, noted: Noted, *, undone: bool) -> None:
    connection.execute(
        "UPDATE journal SET undone = ?, turned = (SELECT max(number) FROM journal)"
        " WHERE number BETWEEN ? AND ?",
        (int(undone), noted.rows[0][0], noted.rows[-1][0]),
    )


def _turned(step: Step, moved: dict[int, int], *, undone: bool) -> Step:
    """``step`` as it is now, for who draws it."""
    return replace(
        step,
        change=_by_present_ids(step.change, moved),
        undone=undone,
        parts=tuple(_by_present_ids(part, moved) for part in step.parts),
    )


def _turn(connection: sqlite3.Connection, noted: Noted, now: int, *, undone: bool) -> Step:
    first, last = noted.rows[0][0], noted.rows[-1][0]
    for number, change in reversed(noted.rows) if undone else noted.rows:
        if isinstance(change, Change):
            mine = range(first, last + 1)
            for mark in standing.turned(connection, number, change, mine, undone=undone):
                marks.put(connection, mark, now)
        else:
            _turn_beside(connection, change, undone=undone)
    _flag(connection, noted, undone=undone)
    moved = dict(connection.execute("SELECT old, new FROM alias").fetchall())
    return _turned(noted.step, moved, undone=undone)


T = TypeVar("T", bound=AnyChange)


def _by_present_ids(change: T, moved: dict[int, int]) -> T:
    """``change`` for who draws it: files may have moved since it was made."""
    if not isinstance(change, Change) or moved.keys().isdisjoint(change.ids):
        return change
    return replace(change, ids=tuple(moved.get(number, number) for number in change.ids))


def history(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """The journal's last ``limit`` steps, the newest first."""
    return [noted.step for noted in steps.steps(connection, "1", newest_first=True, limit=limit)]


def last_number(connection: sqlite3.Connection) -> int:
    """The number of the newest step; 0 if nothing was ever done."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM journal").fetchone()
    return int(number)
