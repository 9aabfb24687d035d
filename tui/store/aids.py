"""What helps in reading an article: where it was left, and what its source ends every one with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tui.core.furniture import Found, Furniture
from tui.core.models import Place
from tui.store.db import transaction

_PLACES = 2_000  # articles begun and not ended; the oldest are forgotten


def place_of(connection: sqlite3.Connection, number: int) -> Place | None:
    row = connection.execute("SELECT block, chars FROM place WHERE id = ?", (number,)).fetchone()
    return None if row is None else Place(*row)


def keep_place(connection: sqlite3.Connection, number: int, place: Place | None, now: int) -> None:
    """Remember where article ``number`` was left; None: at its beginning or its end."""
    with transaction(connection):
        connection.execute("DELETE FROM place WHERE id = ?", (number,))
        if place is not None:
            connection.execute(
                "INSERT INTO place VALUES(?, ?, ?, ?)", (number, place.block, place.offset, now)
            )
            connection.execute(
                "DELETE FROM place WHERE id IN"
                " (SELECT id FROM place ORDER BY id = ? DESC, at DESC LIMIT -1 OFFSET ?)",
                (number, _PLACES),
            )


def furniture(connection: sqlite3.Connection, key: str) -> Furniture:
    """What is known of the source ``key``: found in its articles, and listed by the user."""
    return Furniture(
        frozenset(found.mark for found in furniture_found(connection, key)),
        tuple(_listed(connection, key, kept=False)),
        tuple(_listed(connection, key, kept=True)),
    )


def furniture_found(connection: sqlite3.Connection, key: str) -> list[Found]:
    """What the newest articles of the source ``key`` end with, the most frequent first."""
    rows = connection.execute(
        "SELECT f.mark, f.words, f.articles FROM library.furniture AS f"
        " JOIN library.source AS s ON s.no = f.source WHERE s.key = ?"
        " ORDER BY f.articles DESC, f.words",
        (key,),
    )
    return [Found(*row) for row in rows]


def _listed(connection: sqlite3.Connection, key: str, *, kept: bool) -> Iterable[str]:
    rows = connection.execute(
        "SELECT words FROM main.listed WHERE source = ? AND kept = ? ORDER BY words", (key, kept)
    )
    return [row[0] for row in rows]


def list_furniture(connection: sqlite3.Connection, key: str, words: str, kept: bool | None) -> bool:
    """List what begins with ``words`` as furniture, or as none (``kept``); None takes it off the
    list. False if that changed nothing."""
    with transaction(connection):
        if kept is None:
            cursor = connection.execute(
                "DELETE FROM main.listed WHERE source = ? AND words = ?", (key, words)
            )
        else:
            cursor = connection.execute(
                "INSERT INTO main.listed VALUES(?, ?, ?)"
                " ON CONFLICT DO UPDATE SET kept = excluded.kept WHERE kept <> excluded.kept",
                (key, words, kept),
            )
    return cursor.rowcount > 0


# Own tags


def own_tags(connection: sqlite3.Connection) -> dict[str, int]:
    """The user's own tags with how many articles bear them, the most used first."""
    rows = connection.execute(
        "SELECT min(name), count(*) FROM tagged GROUP BY folded ORDER BY count(*) DESC, folded"
    )
    return dict(rows.fetchall())


def own_tags_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """Those that each of ``ids`` bears."""
    wanted = list(ids)
    rows = connection.execute(
        f"SELECT min(name) FROM tagged WHERE id IN ({', '.join('?' * len(wanted))})"
        " GROUP BY folded HAVING count(*) = ? ORDER BY folded",
        (*wanted, len(wanted)),
    )
    return [name for (name,) in rows]
