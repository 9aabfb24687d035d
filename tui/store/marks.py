"""Setting the marks of articles: what is read, starred, hidden, tagged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.core import text
from tui.core.change import Change


def make(connection: sqlite3.Connection, change: Change, now: int) -> list[int]:
    """Set the marks; the ids that differ from before, sorted (b-trees like it: a third of the time)."""
    _choose(connection, change.ids)
    match change.kind:
        case "read":
            return _set_read(connection, change.value)
        case "star":
            return _set_starred(connection, change.value, now)
        case "hide":
            return _set_hidden(connection, change.value, now)
        case "tag":
            return _set_tagged(connection, change.tag, change.value)


def spelled(connection: sqlite3.Connection, change: Change) -> Change:
    """``change`` with its tag as it is written already, if it is given to any article."""
    if change.kind != "tag":
        return change
    row = connection.execute(
        "SELECT name FROM tagged WHERE folded = ? LIMIT 1", (text.fold(change.tag),)
    ).fetchone()
    return replace(change, tag=row[0]) if row else change


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
        " CROSS JOIN library.article AS a ON a.id = c.id WHERE a.hidden = 0"
        " AND c.id NOT IN (SELECT id FROM hidden) ORDER BY a.docid"
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


def _set_hidden(connection: sqlite3.Connection, value: bool, now: int) -> list[int]:
    """What is hidden is in no view but that of ``is:hidden``, and not among the unread."""
    if value:
        changed = _ids(
            connection, "SELECT id FROM temp.chosen EXCEPT SELECT id FROM hidden ORDER BY id"
        )
        connection.execute(
            "INSERT OR IGNORE INTO hidden SELECT id, ? FROM temp.chosen ORDER BY id", (now,)
        )
        connection.execute(f"DELETE FROM unread WHERE docid IN ({_CHOSEN_DOCIDS})")
        return changed
    changed = _ids(
        connection,
        "SELECT c.id FROM temp.chosen AS c CROSS JOIN hidden AS h ON h.id = c.id ORDER BY c.id",
    )
    connection.execute("DELETE FROM hidden WHERE id IN (SELECT id FROM temp.chosen)")
    connection.execute(
        # (kept: whoever shows it again wants to see it.)
        "INSERT OR IGNORE INTO unread(docid, id, kept) SELECT a.docid, a.id, 1 FROM temp.chosen AS c"
        " CROSS JOIN library.article AS a ON a.id = c.id WHERE a.hidden = 0"
        " AND NOT EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id) ORDER BY a.docid"
    )
    return changed


def _set_tagged(connection: sqlite3.Connection, name: str, value: bool) -> list[int]:
    folded = text.fold(name)
    bearers = "SELECT id FROM tagged WHERE folded = ?"
    if value:
        changed = _ids(
            connection, f"SELECT id FROM temp.chosen EXCEPT {bearers} ORDER BY id", (folded,)
        )
        connection.execute(
            "INSERT OR IGNORE INTO tagged SELECT ?, id, ? FROM temp.chosen", (folded, name)
        )
        return changed
    changed = _ids(
        connection, f"SELECT id FROM temp.chosen INTERSECT {bearers} ORDER BY id", (folded,)
    )
    connection.execute(
        "DELETE FROM tagged WHERE folded = ? AND id IN (SELECT id FROM temp.chosen)", (folded,)
    )
    return changed


def _ids(connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]
