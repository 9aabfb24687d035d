"""Sources as the user knows them: subscriptions, and targets that were only opened."""

from __future__ import annotations

import json
import sqlite3

from tui.core import settings
from tui.core.models import Subscription
from tui.core.text import Line
from tui.store.db import transaction

_COLUMNS = "key, adapter, locator, name, subscribed, unread, folder, tags, paused, settings"


def all_sources(connection: sqlite3.Connection) -> list[Subscription]:
    """Every source this state ever opened, subscribed or not, in the order they were added."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM main.source ORDER BY added, key")
    return [_subscription(row) for row in rows]


def by_locator(connection: sqlite3.Connection, adapter: str, locator: str) -> Subscription | None:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM main.source WHERE adapter = ? AND locator = ?", (adapter, locator)
    ).fetchone()
    return _subscription(row) if row else None


def _subscription(row: tuple[str, str, str, str, int, str, str, str, int, str]) -> Subscription:
    key, adapter, locator, name, subscribed, unread, folder, tags, paused, stored = row
    return Subscription(
        key,
        adapter,
        locator,
        Line(name),
        bool(subscribed),
        unread,
        Line(folder),
        tuple(Line(tag) for tag in json.loads(tags)),
        bool(paused),
        settings.read(stored),
    )


def remember(
    connection: sqlite3.Connection, wanted: Subscription, now: int, *, rename: bool = False
) -> Subscription:
    """Keep ``wanted`` under its key, or under a free one like it; a known locator keeps its key,
    and its name too unless ``rename``."""
    with transaction(connection):
        known = by_locator(connection, wanted.adapter, wanted.locator)
        if known is None:
            key = _free(connection, wanted.key)
            connection.execute(
                "INSERT INTO main.source(key, adapter, locator, name, subscribed, unread, added)"
                " VALUES(?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    wanted.adapter,
                    wanted.locator,
                    wanted.name,
                    wanted.subscribed,
                    wanted.unread,
                    now,
                ),
            )
        else:
            key = known.key
            name = wanted.name if rename else known.name or wanted.name
            connection.execute(
                "UPDATE main.source SET subscribed = ?, name = ?, unread = ? WHERE key = ?",
                (known.subscribed or wanted.subscribed, name, wanted.unread or known.unread, key),
            )
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM main.source WHERE key = ?", (key,)
        ).fetchone()
    return _subscription(row)


def _free(connection: sqlite3.Connection, wanted: str) -> str:
    key, n = wanted, 2
    while connection.execute("SELECT 1 FROM main.source WHERE key = ?", (key,)).fetchone():
        key, n = f"{wanted}-{n}", n + 1
    return key
