"""The journal: every change is kept with what undoes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

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
    pack,
    unpack,
)
from tui.store import marks
from tui.store.articles import moment
from tui.store.db import transaction

EDITABLE = frozenset(
    ("locator", "name", "subscribed", "unread", "folder", "tags", "paused", "settings")
)


_BY_HAND = "origin <> 'open' AND origin <> 'rule'"
_ASSIGNED = {"settings": "settings = json_patch(iif(settings = '', '{}', settings), ?)"}


def apply(connection: sqlite3.Connection, change: Change, origin: Origin, now: int) -> Step | None:
    """Make ``change`` and note it in the journal, in one transaction.

    The step holds only the ids that really changed, so its inverse is exact; None if none did.
    A deliberate act ends what could be redone.
    """
    with transaction(connection):
        return apply_within(connection, change, origin, now)


def apply_within(
    connection: sqlite3.Connection, change: Change, origin: Origin, now: int
) -> Step | None:
    """:func:`apply` within a transaction of the caller's."""
    change = marks.spelled(connection, change)
    changed = marks.make(connection, change, now)
    if not changed:
        return None
    kind = f"tag:{change.tag}" if change.kind == "tag" else change.kind
    return _note(connection, now, kind, change.value, pack(changed), origin)


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
        return _note(connection, now, "source", 1, change.packed(), "hand")


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
        return _note(connection, now, kind, 1, change.packed(), "hand")


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


def _note(
    connection: sqlite3.Connection, now: int, kind: str, value: int, ids: bytes, origin: Origin
) -> Step:
    """Write into the journal what was done."""
    if origin == "hand":
        connection.execute(f"UPDATE journal SET undone = 2 WHERE undone = 1 AND {_BY_HAND}")
    cursor = connection.execute(
        "INSERT INTO journal(at, kind, value, ids, origin) VALUES(?, ?, ?, ?, ?)",
        (now, kind, value, ids, origin),
    )
    number = cursor.lastrowid
    assert number is not None
    return _step((number, now, kind, value, ids, origin, 0))


def undo(connection: sqlite3.Connection, now: int, *, rules: bool = False) -> Step | None:
    """Take back the last deliberate act that stands, or the last act of ``rules``; None if there is
    none."""
    which = "origin = 'rule'" if rules else _BY_HAND
    return _turn(connection, now, f"undone = 0 AND {which}", "DESC", undone=True)


def redo(connection: sqlite3.Connection, now: int) -> Step | None:
    """Do again what was undone last; None if there is nothing, or something was done since."""
    return _turn(connection, now, f"undone = 1 AND {_BY_HAND}", "ASC", undone=False)


def _turn(
    connection: sqlite3.Connection, now: int, which: str, order: str, *, undone: bool
) -> Step | None:
    with transaction(connection):
        record = connection.execute(
            "SELECT number, at, kind, value, ids, origin, undone FROM journal"
            f" WHERE {which} ORDER BY number {order} LIMIT 1"
        ).fetchone()
        if record is None:
            return None
        step = _step(record)
        turned = step.change.inverse if undone else step.change
        match turned:
            case SourceChange():
                _edit(connection, turned)
            case SavedChange():
                _save(connection, turned)
            case Change():
                marks.make(connection, turned, now)
        connection.execute(
            "UPDATE journal SET undone = ? WHERE number = ?", (int(undone), step.number)
        )
        change = step.change
        if isinstance(change, Change):
            change = _by_present_ids(connection, change)
    return Step(step.number, step.at, change, step.origin, undone)


def _by_present_ids(connection: sqlite3.Connection, change: Change) -> Change:
    """``change`` for who draws it: files may have moved since it was made."""
    moved = dict(connection.execute("SELECT old, new FROM alias").fetchall())
    if moved.keys().isdisjoint(change.ids):
        return change
    return replace(change, ids=tuple(moved.get(number, number) for number in change.ids))


def history(connection: sqlite3.Connection, limit: int) -> list[Step]:
    """The journal's last ``limit`` steps, the newest first."""
    return [
        _step(record)
        for record in connection.execute(
            "SELECT number, at, kind, value, ids, origin, undone FROM journal"
            " ORDER BY number DESC LIMIT ?",
            (limit,),
        )
    ]


def _step(record: tuple[int, int, str, int, bytes, str, int]) -> Step:
    number, at, kind, value, ids, origin, undone = record
    when = moment(at)
    assert when is not None
    change: AnyChange
    if kind == "source":
        change = SourceChange.unpacked(ids)
    elif kind in ("view", "rule"):
        change = SavedChange(kind, *json.loads(ids))  # type: ignore[arg-type]
    else:
        mark, _, tag = kind.partition(":")
        change = Change(mark, unpack(ids), bool(value), tag)  # type: ignore[arg-type]
    return Step(number, when, change, origin, bool(undone))  # type: ignore[arg-type]
