"""Sources as the user knows them: subscriptions, and targets that were only opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from tui.core.models import Health, Problem, SourceInfo, Subscription
from tui.core.text import Line, Url
from tui.errors import Said
from tui.store.articles import moment, names
from tui.store.db import transaction

_COLUMNS = "key, adapter, locator, name, subscribed, unread"


def all_sources(connection: sqlite3.Connection) -> list[Subscription]:
    """Every source this state ever opened, subscribed or not, in the order they were added."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM source ORDER BY added, key")
    return [_subscription(row) for row in rows]


def by_locator(connection: sqlite3.Connection, adapter: str, locator: str) -> Subscription | None:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM source WHERE adapter = ? AND locator = ?", (adapter, locator)
    ).fetchone()
    return _subscription(row) if row else None


def _subscription(row: tuple[str, str, str, str, int, str]) -> Subscription:
    key, adapter, locator, name, subscribed, unread = row
    return Subscription(key, adapter, locator, Line(name), bool(subscribed), unread)


def remember(
    connection: sqlite3.Connection, wanted: Subscription, now: int, *, rename: bool = False
) -> Subscription:
    """Keep ``wanted`` under its key, or under a free one like it; a known locator keeps its key,
    and its name too unless ``rename``."""
    with transaction(connection):
        known = by_locator(connection, wanted.adapter, wanted.locator)
        if known is None:
            taken = {row[0] for row in connection.execute("SELECT key FROM source")}
            key, n = wanted.key, 2
            while key in taken:
                key, n = f"{wanted.key}-{n}", n + 1
            connection.execute(
                f"INSERT INTO source({_COLUMNS}, added) VALUES(?, ?, ?, ?, ?, ?, ?)",
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
            return Subscription(
                key, wanted.adapter, wanted.locator, wanted.name, wanted.subscribed, wanted.unread
            )
        subscribed = known.subscribed or wanted.subscribed
        name = wanted.name if rename else known.name or wanted.name
        connection.execute(
            "UPDATE source SET subscribed = ?, name = ?, unread = ? WHERE key = ?",
            (subscribed, name, wanted.unread or known.unread, known.key),
        )
        return Subscription(
            known.key, known.adapter, known.locator, name, subscribed, wanted.unread or known.unread
        )


def set_subscribed(connection: sqlite3.Connection, key: str, value: bool) -> bool:
    """Subscribe or unsubscribe; its articles' marks stay either way. False if ``key`` is unknown."""
    with transaction(connection):
        cursor = connection.execute("UPDATE source SET subscribed = ? WHERE key = ?", (value, key))
    return cursor.rowcount > 0


def informed(connection: sqlite3.Connection, keys: Iterable[str]) -> list[SourceInfo]:
    """What the library knows of the sources ``keys``: size, health, problems."""
    known = names(connection)
    wanted = set(keys)
    numbers = {key: number for number, key in known.by_number.items()}
    found = []
    for subscription in all_sources(connection):
        if subscription.key not in wanted:
            continue
        number = numbers.get(subscription.key, -1)
        articles = _one(
            connection,
            "SELECT count(*) FROM library.article INDEXED BY article_source"
            " WHERE source = ? AND hidden = 0",
            number,
        )
        unread = _one(
            connection,
            "SELECT count(*) FROM unread AS u CROSS JOIN library.article AS a"
            " INDEXED BY article_order ON a.docid = u.docid WHERE a.source = ?",
            number,
        )
        name = known.by_key.get(subscription.key) or subscription.key
        found.append(
            SourceInfo(
                subscription,
                Line(name),
                _home(connection, number),
                _feeds(connection, number, name, known.by_feed),
                articles,
                unread,
                _health(connection, number),
                problems(connection, number),
            )
        )
    return found


def _one(connection: sqlite3.Connection, sql: str, number: int) -> int:
    return int(connection.execute(sql, (number,)).fetchone()[0])


def _feeds(
    connection: sqlite3.Connection, number: int, name: str, names: Mapping[int, str]
) -> tuple[tuple[Line, int], ...]:
    rows = connection.execute(
        "SELECT n.feed, n.articles FROM (SELECT feed, count(*) AS articles FROM library.article"
        " INDEXED BY article_order WHERE source = ? AND hidden = 0 GROUP BY feed) AS n"
        " JOIN library.feed AS f ON f.no = n.feed ORDER BY f.key",
        (number,),
    )
    return tuple((Line(names.get(feed, name)), articles) for feed, articles in rows)


def _home(connection: sqlite3.Connection, number: int) -> Url | None:
    row = connection.execute(
        "SELECT home FROM library.feed WHERE source = ? AND key = ''", (number,)
    ).fetchone()
    return Url(row[0]) if row and row[0] else None


def _health(connection: sqlite3.Connection, number: int) -> Health:
    row = connection.execute(
        "SELECT last_ok, failures, retry_at, moved_to FROM library.source WHERE no = ?", (number,)
    ).fetchone()
    if row is None:
        return Health()
    return Health(moment(row[0]), row[1], moment(row[2]), Url(row[3]) if row[3] else None)


def problems(connection: sqlite3.Connection, number: int) -> tuple[Problem, ...]:
    """A source's present problems: the one of the whole source first, then its files', and last
    what is only to be remarked of files that were read."""
    found = []
    for place, title, hint, detail, at, permanent, remark in connection.execute(
        "SELECT place, title, hint, detail, at, permanent, remark FROM library.problem"
        " WHERE source = ? ORDER BY remark, place",
        (number,),
    ):
        when = moment(at)
        assert when is not None
        found.append(
            Problem(
                Said.from_json(title),
                when,
                Line(detail),
                Said.from_json(hint),
                bool(permanent),
                Line(place),
                bool(remark),
            )
        )
    return tuple(found)
