"""Folding: what the library gained since the state last looked becomes unread, once.

The library numbers its changes within a random *generation*. A state remembers (generation,
number) and folds what came after in one immediate transaction that reads and moves this
watermark, so two telexes never fold the same arrival twice, and nothing read becomes unread.
Another generation (the library was lost and built anew) means: unread is every visible article
that is not in ``read``.

First sight: of a source this state never saw, only the newest 7 days are unread, but at least 50
articles and at most 500; the rest is backlog, read without a journal entry. The rule holds until
the source was listed completely once. It only ever takes away, so it may run after every batch.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.core import dates
from tui.store import rules
from tui.store.db import transaction
from tui.store.docid import first_docid

BACKLOG_AGE = timedelta(days=7)
BACKLOG_LEAST = 50
BACKLOG_MOST = 500


@dataclass(frozen=True, slots=True)
class Folded:
    """What a fold found: articles that became unread, and backlog put aside by source key."""

    arrived: int = 0
    backlog: tuple[tuple[str, int], ...] = ()


def fold(connection: sqlite3.Connection, now: datetime) -> Folded:
    """Bring ``unread`` up to what the library holds."""
    if not _behind(connection):
        return Folded()
    with transaction(connection):
        generation, newest = _library_mark(connection)
        mark = _meta(connection, "watermark")
        if _meta(connection, "library") != generation or not isinstance(mark, int):
            arrived = _rebuild(connection)
        elif mark < newest:
            arrived = _catch_up(connection, mark)
        else:
            arrived = 0
        backlog = _first_sight(connection, now)
        _set_meta(connection, "library", generation)
        _set_meta(connection, "watermark", newest)
    return Folded(arrived, tuple(backlog))


def _behind(connection: sqlite3.Connection) -> bool:
    generation, newest = _library_mark(connection)
    if (_meta(connection, "library"), _meta(connection, "watermark")) != (generation, newest):
        return True
    return bool(_unsealed(connection, settled_only=True))


def _library_mark(connection: sqlite3.Connection) -> tuple[str, int]:
    generation = connection.execute(
        "SELECT value FROM library.meta WHERE name = 'generation'"
    ).fetchone()[0]
    newest = connection.execute("SELECT coalesce(max(seq), 0) FROM library.change").fetchone()[0]
    return str(generation), int(newest)


def _meta(connection: sqlite3.Connection, name: str) -> object:
    row = connection.execute("SELECT value FROM main.meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _set_meta(connection: sqlite3.Connection, name: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO main.meta VALUES(?, ?)", (name, value))


def _rebuild(connection: sqlite3.Connection) -> int:
    _follow_moves(connection, 0)
    _remember_kept(connection, "SELECT id FROM unread WHERE kept")
    connection.execute("DELETE FROM unread")
    return _make_unread(connection, "library.article AS a INDEXED BY article_order")


# Not what was edited, nor what only moved.
_NEW_TO_THIS_STATE = (
    "SELECT id FROM library.change WHERE seq > {mark} AND new_docid IS NOT NULL"
    " EXCEPT SELECT id FROM library.change WHERE seq > {mark} AND was IS NOT NULL"
    " EXCEPT SELECT id FROM unread EXCEPT SELECT id FROM read EXCEPT SELECT id FROM main.hidden"
)


def _catch_up(connection: sqlite3.Connection, mark: int) -> int:
    rules.await_rules(connection, _NEW_TO_THIS_STATE.format(mark=mark))
    _follow_moves(connection, mark)
    touched = f"SELECT old_docid FROM library.change WHERE seq > {mark} AND old_docid IS NOT NULL"
    _remember_kept(connection, f"SELECT id FROM unread WHERE kept AND docid IN ({touched})")
    connection.execute(f"DELETE FROM unread WHERE docid IN ({touched})")
    # Only what is there now counts: a change may have been overtaken by a later one.
    changed = f"(SELECT DISTINCT id FROM library.change WHERE seq > {mark}) AS c"
    return _make_unread(connection, f"{changed} CROSS JOIN library.article AS a ON a.id = c.id")


def _make_unread(connection: sqlite3.Connection, articles: str) -> int:
    cursor = connection.execute(
        "INSERT OR IGNORE INTO unread(docid, id, kept) SELECT a.docid, a.id,"
        " EXISTS (SELECT 1 FROM temp.kept_unread AS k WHERE k.id = a.id)"
        f" FROM {articles} WHERE a.hidden = 0"
        " AND NOT EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id)"
        " AND NOT EXISTS (SELECT 1 FROM main.hidden AS h WHERE h.id = a.id) ORDER BY a.docid"
    )
    return cursor.rowcount


def _remember_kept(connection: sqlite3.Connection, ids: str) -> None:
    """What the user asked to be unread stays so, also when its publisher edits it."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS kept_unread(id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.kept_unread")
    connection.execute(f"INSERT OR IGNORE INTO temp.kept_unread {ids}")


def _follow_moves(connection: sqlite3.Connection, mark: int) -> None:
    moves = connection.execute(
        "SELECT was, id FROM library.change WHERE seq > ? AND was IS NOT NULL ORDER BY seq", (mark,)
    ).fetchall()
    for old, new in moves:
        _carry_over(connection, old, new)
    # An id that is an article's again is nobody's former name.
    connection.execute("DELETE FROM alias WHERE old IN (SELECT id FROM library.article)")


def _carry_over(connection: sqlite3.Connection, old: int, new: int) -> None:
    """The article ``old`` is called ``new`` from now on; its marks go along."""
    connection.execute("DELETE FROM alias WHERE old = ?", (new,))
    connection.execute("UPDATE alias SET new = ? WHERE new = ?", (new, old))
    connection.execute("INSERT OR REPLACE INTO alias VALUES(?, ?)", (old, new))
    connection.execute("INSERT OR IGNORE INTO read SELECT ? FROM read WHERE id = ?", (new, old))
    connection.execute(
        "INSERT OR IGNORE INTO starred SELECT ?, at FROM starred WHERE id = ?", (new, old)
    )
    connection.execute(
        "INSERT OR IGNORE INTO hidden SELECT ?, at FROM hidden WHERE id = ?", (new, old)
    )
    connection.execute(
        "INSERT OR IGNORE INTO tagged SELECT folded, ?, name FROM tagged WHERE id = ?", (new, old)
    )
    connection.execute(
        "INSERT OR IGNORE INTO later SELECT ?, until FROM later WHERE id = ?", (new, old)
    )
    for table in ("read", "starred", "hidden", "tagged", "later"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (old,))
    connection.execute("UPDATE OR IGNORE place SET id = ? WHERE id = ?", (new, old))
    # The heir of who is no arrival is none either.
    connection.execute(
        "DELETE FROM awaiting WHERE id = ? AND NOT EXISTS (SELECT 1 FROM awaiting WHERE id = ?)",
        (new, old),
    )
    connection.execute("UPDATE OR IGNORE awaiting SET id = ? WHERE id = ?", (new, old))
    connection.execute("DELETE FROM place WHERE id = ?", (old,))


def _unsealed(
    connection: sqlite3.Connection, *, settled_only: bool
) -> list[tuple[str, int, str, int]]:
    condition = " AND l.settled" if settled_only else ""
    return connection.execute(
        "SELECT s.key, l.no, s.unread, l.settled FROM main.source AS s"
        f" JOIN library.source AS l ON l.key = s.key WHERE NOT s.sealed{condition}"
    ).fetchall()


def _first_sight(connection: sqlite3.Connection, now: datetime) -> list[tuple[str, int]]:
    backlog = []
    for key, number, rule, settled in _unsealed(connection, settled_only=False):
        put_aside = _put_aside(connection, number, rule, now)
        if put_aside:
            backlog.append((key, put_aside))
        if settled:
            connection.execute("UPDATE main.source SET sealed = 1 WHERE key = ?", (key,))
    return backlog


def _put_aside(connection: sqlite3.Connection, source: int, rule: str, now: datetime) -> int:
    if rule == "all":
        return 0
    mine = (
        "SELECT u.docid FROM unread AS u CROSS JOIN library.article AS a INDEXED BY article_order"
        " ON a.docid = u.docid WHERE a.source = ? AND NOT u.kept"
    )
    age = dates.span(rule) or BACKLOG_AGE
    recent = connection.execute(
        f"SELECT count(*) FROM ({mine} AND u.docid >= ?)", (source, first_docid(now - age))
    ).fetchone()[0]
    if rule == "none":
        spared = 0
    elif dates.span(rule):
        spared = recent  # the user said how far back; then nothing else counts
    else:
        spared = min(max(recent, BACKLOG_LEAST), BACKLOG_MOST)
    older = f"{mine} ORDER BY u.docid DESC LIMIT -1 OFFSET {int(spared)}"
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS aside(docid INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.aside")
    cursor = connection.execute(f"INSERT INTO temp.aside {older}", (source,))
    connection.execute(
        "INSERT OR IGNORE INTO read SELECT u.id FROM unread AS u JOIN temp.aside AS o"
        " ON o.docid = u.docid ORDER BY u.id"
    )
    connection.execute("DELETE FROM unread WHERE docid IN (SELECT docid FROM temp.aside)")
    return cursor.rowcount
