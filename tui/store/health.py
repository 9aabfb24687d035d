"""What the library knows of sources: how many articles, how fetching goes, what is amiss.

For five hundred sources at once: a few walks over narrow indexes, and none for each source.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tui.core.models import Health, Problem, SourceInfo
from tui.core.text import Line, Url
from tui.errors import Said
from tui.store.articles import Names, moment, names
from tui.store.docid import first_docid
from tui.store.subscriptions import all_sources

_WEEKS = 4
HEALTH = "last_ok, failures, retry_at, moved_to, fresh_until, waits, stopped, moved_times"


def health_of(
    row: tuple[int | None, int, int | None, str | None, int | None, int, int, int],
) -> Health:
    """The columns :data:`HEALTH` of ``library.source``."""
    last_ok, failures, retry_at, moved_to, fresh_until, waits, stopped, moved_times = row
    return Health(
        moment(last_ok),
        failures,
        moment(retry_at),
        Url(moved_to) if moved_to else None,
        moment(fresh_until),
        bool(waits),
        bool(stopped),
        moved_times,
    )


def informed(
    connection: sqlite3.Connection, keys: Iterable[str], now: datetime
) -> list[SourceInfo]:
    """What the library knows of the sources ``keys``, in the order they were added."""
    known = names(connection)
    wanted = set(keys)
    numbers = {key: number for number, key in known.by_number.items()}
    feeds = _feeds(connection, known)
    unread = _counted(
        connection,
        "SELECT a.source, count(*) FROM unread AS u CROSS JOIN library.article AS a"
        " INDEXED BY article_order ON a.docid = u.docid"
        " WHERE u.id NOT IN (SELECT id FROM main.later WHERE until > ?) GROUP BY a.source",
        int(now.timestamp()),
    )
    lately = _counted(
        connection,
        "SELECT source, count(*) FROM library.article INDEXED BY article_order"
        " WHERE docid >= ? AND hidden = 0 GROUP BY source",
        first_docid(now - timedelta(weeks=_WEEKS)),
    )
    homes = dict(
        connection.execute("SELECT source, home FROM library.feed WHERE key = ''").fetchall()
    )
    healths = {
        number: health_of(tuple(row))
        for number, *row in connection.execute(f"SELECT no, {HEALTH} FROM library.source")
    }
    amiss = problems(connection)
    found = []
    for subscription in all_sources(connection):
        if subscription.key not in wanted:
            continue
        number = numbers.get(subscription.key, -1)
        name = Line(known.by_key.get(subscription.key) or subscription.key)
        sections = tuple(
            (Line(known.by_feed.get(feed, name)), count) for feed, count in feeds[number]
        )
        found.append(
            SourceInfo(
                subscription,
                name,
                Url(homes[number]) if homes.get(number) else None,
                sections,
                sum(count for _, count in sections),
                unread.get(number, 0),
                _not_there_yet(healths.get(number, Health()), subscription.locator),
                tuple(amiss[number]),
                lately.get(number, 0) / _WEEKS,
            )
        )
    return found


def _not_there_yet(health: Health, locator: str) -> Health:
    """``health`` without an address that was taken over since the last fetch."""
    return replace(health, moved_to=None) if health.moved_to == locator else health


def _counted(connection: sqlite3.Connection, sql: str, *parameters: object) -> dict[int, int]:
    return dict(connection.execute(sql, parameters).fetchall())


def _feeds(connection: sqlite3.Connection, known: Names) -> dict[int, list[tuple[int, int]]]:
    """By source the numbers of its feeds, by their key, with how many articles each has."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for source, feed, count in connection.execute(
        "SELECT n.source, n.feed, n.articles FROM (SELECT source, feed, count(*) AS articles"
        " FROM library.article INDEXED BY article_order WHERE hidden = 0 GROUP BY source, feed) AS n"
        " JOIN library.feed AS f ON f.no = n.feed ORDER BY f.key"
    ):
        found[source].append((feed, count))
    return found


def problems(connection: sqlite3.Connection) -> dict[int, list[Problem]]:
    """By source its present problems: the one of the whole source first, then its files', and last
    what is only to be remarked of what was read."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for source, place, title, hint, detail, at, permanent, remark in connection.execute(
        "SELECT source, place, title, hint, detail, at, permanent, remark FROM library.problem"
        " ORDER BY source, remark, place"
    ):
        when = moment(at)
        assert when is not None
        found[source].append(
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
    return found
