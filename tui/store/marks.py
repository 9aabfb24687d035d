"""Setting the marks of articles: what is read, starred, hidden, tagged, put off till later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.core import text
from tui.core.change import Change

BULK = 5_000
"""So many ids are worth a look at whether walking a table is cheaper than looking each up in it."""
_WALKED = 6  # rows walked in the time that one takes to be looked up (measured)
_TABLES = {"read": "read", "star": "starred", "hide": "hidden", "later": "later"}


def make(connection: sqlite3.Connection, change: Change, now: int) -> list[Change]:
    """Make ``change``: what of it really changed something, in parts that each can be undone by
    themselves."""
    if change.kind == "later":
        return _put_off(connection, change, now)
    return _made(connection, [change], now)


def put(connection: sqlite3.Connection, change: Change, now: int) -> None:
    """Set one mark, whatever it was before."""
    _choose(connection, change.ids)
    _set(connection, change, now)


def _made(connection: sqlite3.Connection, changes: Iterable[Change], now: int) -> list[Change]:
    """Set these marks one after the other: each with the ids that differ from before."""
    parts = []
    for change in changes:
        chosen = _choose(connection, change.ids)
        if changed := _differing(connection, change, chosen):
            _set(connection, change, now)
            parts.append(replace(change, ids=tuple(changed)))
    return parts


def _set(connection: sqlite3.Connection, change: Change, now: int) -> None:
    match change.kind:
        case "read":
            _set_read(connection, change.value)
        case "star":
            _set_listed(connection, "starred(id, at)", change.value, now)
        case "hide":
            _set_hidden(connection, change.value, now)
        case "tag":
            _set_tagged(connection, change.tag, change.value)
        case "later":
            _set_later(connection, change.value, change.until)


def spelled(connection: sqlite3.Connection, change: Change) -> Change:
    """``change`` with its tag as it is written already, if it is given to any article."""
    if change.kind != "tag":
        return change
    row = connection.execute(
        "SELECT name FROM tagged WHERE folded = ? LIMIT 1", (text.fold(change.tag),)
    ).fetchone()
    return replace(change, tag=row[0]) if row else change


def _choose(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Put ``ids`` into temp.chosen, each once and under the name it has now; these are given back.
    (As one text, which SQLite takes apart and sorts, as b-trees like it: keys go on meanwhile.)"""
    asked = list(ids)
    known_by = hash(tuple(asked)) if len(asked) >= BULK else 0
    if _still_chosen(connection, known_by):
        return asked
    connection.execute("DELETE FROM temp.chosen")
    connection.execute("DELETE FROM temp.chosen_for")
    chosen = connection.execute(
        "INSERT OR IGNORE INTO temp.chosen SELECT value FROM json_each(?) ORDER BY value",
        (str(asked),),
    ).rowcount
    connection.execute(
        "INSERT OR IGNORE INTO temp.chosen"
        " SELECT a.new FROM alias AS a JOIN temp.chosen AS c ON c.id = a.old"
    )
    moved = connection.execute("DELETE FROM temp.chosen WHERE id IN (SELECT old FROM alias)")
    if chosen != len(asked) or moved.rowcount:
        return _among(connection, "1")
    if known_by:
        connection.execute("INSERT INTO temp.chosen_for VALUES(?)", (known_by,))
    return asked


def _still_chosen(connection: sqlite3.Connection, known_by: int) -> bool:
    """Whether temp.chosen holds just what is asked for: who takes back what was done to very many
    asks for the same once more. (Kept beside it, what is known of it is rolled back with it.)"""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen(id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen_for(known_by INTEGER NOT NULL)")
    if not known_by:
        return False
    known = connection.execute(
        "SELECT known_by = ? AND NOT EXISTS (SELECT 1 FROM alias JOIN temp.chosen AS c ON c.id = old)"
        " FROM temp.chosen_for",
        (known_by,),
    ).fetchone()
    return known is not None and bool(known[0])


def _differing(connection: sqlite3.Connection, change: Change, chosen: list[int]) -> list[int]:
    """Of the chosen ids those that do not bear the mark yet, or (``value`` false) those that do."""
    marked, values = f"SELECT id FROM {_TABLES.get(change.kind)}", list[object]()
    if change.kind == "tag":
        marked, values = "SELECT id FROM tagged WHERE folded = ?", [text.fold(change.tag)]
    bearing = _among(connection, f"id IN ({marked})", values)
    if not change.value:
        return bearing
    if not bearing:
        return chosen
    known = set(bearing)
    return [number for number in chosen if number not in known]


def _among(connection: sqlite3.Connection, which: str, values: Sequence[object] = ()) -> list[int]:
    """The chosen ids that are as the condition ``which`` says. (As one text: for each row by itself
    the threads would have to take turns.)"""
    (found,) = connection.execute(
        f"SELECT group_concat(id) FROM temp.chosen WHERE {which}", values
    ).fetchone()
    return [int(number) for number in found.split(",")] if found else []


def _walks(connection: sqlite3.Connection, table: str) -> bool:
    """Whether so many ids are chosen that ``table`` is better walked than asked for each."""
    (chosen,) = connection.execute("SELECT count(*) FROM temp.chosen").fetchone()
    if chosen < BULK:
        return False
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return bool(chosen * _WALKED > rows)


def _no_longer_unread(connection: sqlite3.Connection) -> None:
    if _walks(connection, "unread"):
        (some_stay,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM unread WHERE id NOT IN (SELECT id FROM temp.chosen))"
        ).fetchone()
        # (All of a table at once: SQLite drops its pages, and touches no row.)
        which = " WHERE id IN (SELECT id FROM temp.chosen)" if some_stay else ""
        connection.execute("DELETE FROM unread" + which)
        return
    connection.execute(
        "DELETE FROM unread WHERE docid IN (SELECT a.docid FROM temp.chosen AS c"
        " CROSS JOIN library.article AS a ON a.id = c.id)"
    )


def _unread_again(connection: sqlite3.Connection, unless: str) -> None:
    """Those of the chosen that are there to be read, ``unless`` they are in that table. (kept: whoever
    shows one again wants to see it.)"""
    articles = "temp.chosen AS c CROSS JOIN library.article AS a ON a.id = c.id WHERE"
    if _walks(connection, "library.article"):
        articles = (
            "library.article AS a INDEXED BY article_order"
            " CROSS JOIN temp.chosen AS c ON c.id = a.id WHERE"
        )
    connection.execute(
        f"INSERT INTO unread(docid, id, kept) SELECT a.docid, a.id, 1 FROM {articles} a.hidden = 0"
        f" AND a.id NOT IN (SELECT id FROM {unless}) ORDER BY a.docid"
        " ON CONFLICT(docid) DO UPDATE SET kept = 1"
    )


def _set_read(connection: sqlite3.Connection, value: bool) -> None:
    if value:
        connection.execute("INSERT OR IGNORE INTO read SELECT id FROM temp.chosen ORDER BY id")
        _no_longer_unread(connection)
    else:
        connection.execute("DELETE FROM read WHERE id IN (SELECT id FROM temp.chosen)")
        _unread_again(connection, "hidden")


def _set_listed(connection: sqlite3.Connection, table: str, value: bool, given: int) -> None:
    """``table`` is one of ours, with its two columns: an id, and what is kept of it."""
    if value:
        connection.execute(
            f"INSERT OR IGNORE INTO {table} SELECT id, ? FROM temp.chosen ORDER BY id", (given,)
        )
    else:
        name = table.partition("(")[0]
        connection.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM temp.chosen)")


def _set_hidden(connection: sqlite3.Connection, value: bool, now: int) -> None:
    """What is hidden is in no view but that of ``is:hidden``, and not among the unread."""
    _set_listed(connection, "hidden(id, at)", value, now)
    if value:
        _no_longer_unread(connection)
    else:
        _unread_again(connection, "read")


def _set_tagged(connection: sqlite3.Connection, name: str, value: bool) -> None:
    folded = text.fold(name)
    if value:
        connection.execute(
            "INSERT OR IGNORE INTO tagged SELECT ?, id, ? FROM temp.chosen", (folded, name)
        )
    else:
        connection.execute(
            "DELETE FROM tagged WHERE folded = ? AND id IN (SELECT id FROM temp.chosen)", (folded,)
        )


# Later


def _put_off(connection: sqlite3.Connection, change: Change, now: int) -> list[Change]:
    """What is put off is unread when its time comes; a date that it had before is given up."""
    _choose(connection, change.ids)
    former: dict[int, list[int]] = {}
    for number, until in connection.execute(
        "SELECT l.id, l.until FROM temp.chosen AS c CROSS JOIN later AS l ON l.id = c.id"
    ):
        if not (change.value and until == change.until):
            former.setdefault(until, []).append(number)
    steps = [Change("later", tuple(ids), False, until=u) for u, ids in sorted(former.items())]
    if change.value:
        steps += [Change("read", change.ids, False), change]
    return _made(connection, steps, now)


def _set_later(connection: sqlite3.Connection, value: bool, until: int) -> None:
    _set_listed(connection, "later(id, until)", value, until)
    if value:  # (of some it may be another date, where a step is done again)
        connection.execute(
            "UPDATE later SET until = ? WHERE id IN (SELECT id FROM temp.chosen)", (until,)
        )
