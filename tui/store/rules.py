"""Rules: what is done to articles when they arrive.

A rule's words are looked up in the search index, which knows an article a moment after the list
does. So the fold notes who arrived in ``awaiting``, and rules are applied to those of them that are
searchable by now: each once, in the order the rules were saved in, journalled as acts of rules.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, tzinfo

from tui.core.ruleacts import changes
from tui.store import articles, journal
from tui.store.db import transaction
from tui.store.saved import saved
from tui.store.where import View, select

_READY = (
    "SELECT w.id FROM awaiting AS w CROSS JOIN library.article AS a ON a.id = w.id"
    " CROSS JOIN library.indexed AS i ON i.docid = a.docid"
)


def apply(connection: sqlite3.Connection, now: datetime, zone: tzinfo) -> None:
    """Apply the rules to what arrived and became searchable."""
    if not connection.execute(f"{_READY} LIMIT 1").fetchone():
        return
    rules = saved(connection, "rule")
    with transaction(connection):
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS ready(id INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM temp.ready")
        connection.execute(f"INSERT OR IGNORE INTO temp.ready {_READY}")
        gone = connection.execute("DELETE FROM awaiting WHERE id IN (SELECT id FROM temp.ready)")
        if not gone.rowcount:
            return  # another telex was faster
        for query, acts in rules.items():
            ids = _matching(connection, query, now, zone)
            for change in changes(acts, ids) if ids else ():
                journal.apply_within(connection, [change], "rule", int(now.timestamp()))


def await_rules(connection: sqlite3.Connection, arrived: str) -> None:
    """Note who ``arrived`` (a SELECT of ids), if there is any rule."""
    if connection.execute("SELECT 1 FROM saved WHERE kind = 'rule' LIMIT 1").fetchone():
        connection.execute(f"INSERT OR IGNORE INTO awaiting {arrived}")


def _matching(connection: sqlite3.Connection, query: str, now: datetime, zone: tzinfo) -> list[int]:
    """Ids of those that are ready and of which ``query`` is true."""
    from tui.core.queryparse import QueryError, parse

    try:
        parsed = parse(query)
    except QueryError:
        return []  # an older telex understood it; `telex rules` says so
    known = articles.names(connection)
    chosen = select(connection, View(parsed, tuple(known.by_key), now, zone), known.by_key)
    # Only a stretch of the search index is walked: arrivals are close to one another.
    least, most = connection.execute(
        "SELECT min(a.docid), max(a.docid) FROM temp.ready AS r CROSS JOIN library.article AS a"
        " ON a.id = r.id"
    ).fetchone()
    chosen.add(f"{chosen.docid} BETWEEN ? AND ?", least >> chosen.shift, most >> chosen.shift)
    chosen.add("a.id IN (SELECT id FROM temp.ready)")
    return articles.chosen_ids(connection, chosen)
