"""Marks and the journal: every change is kept with what undoes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from tui.core import settings
from tui.core.change import Change, Columns, Edit, Origin, SourceChange, Step, pack, unpack
from tui.store.articles import moment
from tui.store.db import transaction

EDITABLE = frozenset(
    ("locator", "name", "subscribed", "unread", "folder", "tags", "paused", "settings")
)


_ASSIGNED = {"settings": "settings = json_patch(iif(settings = '', '{}', settings), ?)"}


def apply(connection: sqlite3.Connection, change: Change, origin: Origin, now: int) -> Step | None:
    """Make ``change`` and note it in the journal, in one transaction.

    The step holds only the ids that really changed, so its inverse is exact; None if none did.
    A deliberate act ends what could be redone.
    """
    with transaction(connection):
        changed = _make(connection, change, now)
        if not changed:
            return None
        return _note(connection, now, change.kind, change.value, pack(changed), origin)


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
    if origin != "open":
        connection.execute("UPDATE journal SET undone = 2 WHERE undone = 1 AND origin <> 'open'")
    cursor = connection.execute(
        "INSERT INTO journal(at, kind, value, ids, origin) VALUES(?, ?, ?, ?, ?)",
        (now, kind, value, ids, origin),
    )
    number = cursor.lastrowid
    assert number is not None
    return _step((number, now, kind, value, ids, origin, 0))


def undo(connection: sqlite3.Connection, now: int) -> Step | None:
    """Take back the last deliberate act that stands; None if there is none."""
    return _turn(connection, now, "undone = 0", "DESC", undone=True)


def redo(connection: sqlite3.Connection, now: int) -> Step | None:
    """Do again what was undone last; None if there is nothing, or something was done since."""
    return _turn(connection, now, "undone = 1", "ASC", undone=False)


def _turn(
    connection: sqlite3.Connection, now: int, which: str, order: str, *, undone: bool
) -> Step | None:
    with transaction(connection):
        record = connection.execute(
            "SELECT number, at, kind, value, ids, origin, undone FROM journal"
            f" WHERE {which} AND origin <> 'open' ORDER BY number {order} LIMIT 1"
        ).fetchone()
        if record is None:
            return None
        step = _step(record)
        turned = step.change.inverse if undone else step.change
        if isinstance(turned, SourceChange):
            _edit(connection, turned)
        else:
            _make(connection, turned, now)
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
    change = (
        SourceChange.unpacked(ids) if kind == "source" else Change(kind, unpack(ids), bool(value))  # type: ignore[arg-type]
    )
    return Step(number, when, change, origin, bool(undone))  # type: ignore[arg-type]


def _make(connection: sqlite3.Connection, change: Change, now: int) -> list[int]:
    """Set the marks; the ids that differ from before, sorted (b-trees like it: a third of the time)."""
    _choose(connection, change.ids)
    if change.kind == "read":
        return _set_read(connection, change.value)
    return _set_starred(connection, change.value, now)


def _choose(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Put ``ids`` into temp.chosen, each under the name it has now."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen(id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.chosen")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.chosen VALUES(?)", ((number,) for number in sorted(ids))
    )
    connection.execute(
        "INSERT OR IGNORE INTO temp.chosen"
        " SELECT a.new FROM alias AS a JOIN temp.chosen AS c ON c.id = a.old"
    )
    connection.execute("DELETE FROM temp.chosen WHERE id IN (SELECT old FROM alias)")


_CHOSEN_DOCIDS = (
    "SELECT a.docid FROM temp.chosen AS c CROSS JOIN library.article AS a ON a.id = c.id"
)


def _set_read(connection: sqlite3.Connection, value: bool) -> list[int]:
    if value:
        changed = _ids(
            connection, "SELECT id FROM temp.chosen EXCEPT SELECT id FROM read ORDER BY id"
        )
        connection.execute("INSERT OR IGNORE INTO read SELECT id FROM temp.chosen ORDER BY id")
        connection.execute(f"DELETE FROM unread WHERE docid IN ({_CHOSEN_DOCIDS})")
        return changed
    changed = _ids(
        connection,
        "SELECT c.id FROM temp.chosen AS c CROSS JOIN read AS r ON r.id = c.id ORDER BY c.id",
    )
    connection.execute("DELETE FROM read WHERE id IN (SELECT id FROM temp.chosen)")
    connection.execute(
        "INSERT INTO unread(docid, id, kept) SELECT a.docid, a.id, 1 FROM temp.chosen AS c"
        " CROSS JOIN library.article AS a ON a.id = c.id WHERE a.hidden = 0 ORDER BY a.docid"
        " ON CONFLICT(docid) DO UPDATE SET kept = 1"
    )
    return changed


def _set_starred(connection: sqlite3.Connection, value: bool, now: int) -> list[int]:
    if value:
        changed = _ids(
            connection, "SELECT id FROM temp.chosen EXCEPT SELECT id FROM starred ORDER BY id"
        )
        connection.execute(
            "INSERT OR IGNORE INTO starred SELECT id, ? FROM temp.chosen ORDER BY id", (now,)
        )
        return changed
    changed = _ids(
        connection,
        "SELECT c.id FROM temp.chosen AS c CROSS JOIN starred AS s ON s.id = c.id ORDER BY c.id",
    )
    connection.execute("DELETE FROM starred WHERE id IN (SELECT id FROM temp.chosen)")
    return changed


def _ids(connection: sqlite3.Connection, sql: str) -> list[int]:
    return [row[0] for row in connection.execute(sql)]
