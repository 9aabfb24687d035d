"""Reading articles: ordered ids, rows of a list, one article whole, counts, facets."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tui.core.ids import ArticleId
from tui.core.models import (
    ArticleRow,
    Counts,
)
from tui.core.text import Line, Url, fold
from tui.store.docid import DOCID_BITS
from tui.store.where import Select, View, select

# What is read back was gated when it was admitted: here, and only here, text becomes Line again
# without passing the gate.


def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Names(NamedTuple):
    """What each source is called, by its key; the keys by their number; what each feed is called,
    by its number, where a source has several."""

    by_key: dict[str, str]
    by_number: dict[int, str]
    by_feed: dict[int, str]


def names(connection: sqlite3.Connection) -> Names:
    """A source is called what the user called it, else what its feed calls itself, else like its
    file or folder, else its key. What it is called may bear another name by the user's
    preferences."""
    given: dict[str, str] = {}
    plain: dict[str, str] = {}
    for key, name, locator in connection.execute("SELECT key, name, locator FROM source"):
        given[key] = name
        plain[key] = locator.rpartition("/")[2].removesuffix(".md") if locator[:1] == "/" else ""
    other = dict(connection.execute("SELECT called, name FROM temp.renamed").fetchall())
    by_key = {key: name or other.get(fold(key)) or plain[key] or key for key, name in given.items()}
    by_number: dict[int, str] = {}
    by_feed: dict[int, str] = {}
    rows = connection.execute(
        "SELECT s.no, s.key, f.no, f.key, f.title FROM library.source AS s"
        " LEFT JOIN library.feed AS f ON f.source = s.no"
    )
    for number, key, feed, feed_key, title in rows:
        by_number[number] = key
        if feed_key:
            called = title or feed_key
            by_feed[feed] = other.get(fold(called)) or other.get(fold(feed_key)) or called
        elif not given.get(key):
            called = title or plain.get(key) or key
            by_key[key] = other.get(fold(called)) or other.get(fold(key)) or called
    return Names(by_key, by_number, by_feed)


def article_ids(connection: sqlite3.Connection, view: View, limit: int = -1) -> array[int]:
    """The ids of ``view`` in its order, eight bytes each."""
    known = names(connection)
    chosen = select(connection, view, known.by_key)
    order = view.query.ordered
    if order in ("source", "unread"):
        ids = array("q", _grouped(connection, chosen, known, order))
        return ids if limit < 0 else ids[:limit]
    sql = chosen.sql("a.id", order=order) + " LIMIT ?"
    rows = connection.execute(sql, (*chosen.parameters, limit))
    return array("q", [row[0] for row in rows])


def _grouped(
    connection: sqlite3.Connection, chosen: Select, known: Names, order: str
) -> Iterator[int]:
    """Source by source in the order of the alphabet, or the unread ones first; within these, the
    newest first."""
    group = "a.feed, a.source" if order == "source" else f"{chosen.unread}, 0"
    groups: dict[tuple[int, int], array[int]] = {}
    for number, *of in connection.execute(
        chosen.sql(f"a.id, {group}", order="newest"), chosen.parameters
    ):
        groups.setdefault((of[0], of[1]), array("q")).append(number)

    def rank(of: tuple[int, int]) -> object:
        if order == "unread":
            return -of[0]
        feed, source = of
        name = known.by_feed.get(feed) or known.by_key[known.by_number[source]]
        return fold(name), feed

    for of in sorted(groups, key=rank):  # type: ignore[arg-type]
        yield from groups[of]


def sources_in(connection: sqlite3.Connection, view: View) -> list[str]:
    """Keys of the sources that have an article in ``view``."""
    known = names(connection)
    chosen = select(connection, view, known.by_key)
    rows = connection.execute(chosen.sql("DISTINCT a.source"), chosen.parameters)
    return [known.by_number[row[0]] for row in rows]


def unread_ids(connection: sqlite3.Connection, now: int) -> set[int]:
    """What is unread, and not put off till later."""
    return {row[0] for row in connection.execute(f"SELECT id FROM unread WHERE {_AWAKE}", (now,))}


_AWAKE = "unread.id NOT IN (SELECT id FROM main.later WHERE until > ?)"


def unread_by_source(connection: sqlite3.Connection, now: int) -> dict[str, array[int]]:
    """By the key of its source, the ids of every unread article that is not put off."""
    known = names(connection)
    found: dict[str, array[int]] = {}
    for source, number in connection.execute(
        "SELECT a.source, unread.id FROM unread CROSS JOIN library.article AS a"
        f" INDEXED BY article_order ON a.docid = unread.docid WHERE {_AWAKE}",
        (now,),
    ):
        found.setdefault(known.by_number[source], array("q")).append(number)
    return found


def counts(connection: sqlite3.Connection, view: View) -> Counts:
    """How many articles ``view`` shows, and how many of those are unread."""
    chosen = select(connection, view, names(connection).by_key)
    if chosen.source.startswith("unread"):
        total = connection.execute(chosen.sql("count(*)"), chosen.parameters).fetchone()[0]
        return Counts(total, total)
    total, unread = connection.execute(
        chosen.sql(f"count(*), coalesce(sum({chosen.unread}), 0)"),
        chosen.parameters,
    ).fetchone()
    return Counts(total, unread)


_ROW = (
    "a.id, a.title, a.source, a.feed, a.docid, a.categories, a.tags, a.url,"
    " EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id),"
    " EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id),"
    " (SELECT json_group_array(g.name) FROM main.tagged AS g WHERE g.id = a.id),"
    " (SELECT w.until FROM main.later AS w WHERE w.id = a.id),"
    " EXISTS (SELECT 1 FROM library.version AS v WHERE v.id = a.id),"
    " EXISTS (SELECT 1 FROM main.hidden AS h WHERE h.id = a.id)"
)
_CHUNK = 500


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, ArticleRow]:
    """The list lines of ``wanted`` by id; an article that is gone is left out."""
    known = names(connection)
    found: dict[int, ArticleRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = list(wanted[start : start + _CHUNK])
        marks = ",".join("?" * len(part))
        for record in connection.execute(
            f"SELECT {_ROW} FROM library.article AS a WHERE a.id IN ({marks})", part
        ):
            row = _row(record, known)
            found[row.id] = row
    return found


def _row(record: Sequence[object], known: Names) -> ArticleRow:
    (number, title, source, feed, docid, categories, tags, url, *marks) = record
    read, starred, own, until, edited, hidden = marks
    key = known.by_number[source]  # type: ignore[index]
    name = known.by_feed.get(feed) or known.by_key[key]  # type: ignore[call-overload]
    labels: dict[str, Line] = {}
    for label in (*json.loads(own), *json.loads(tags), *json.loads(categories)):  # type: ignore[arg-type]
        labels.setdefault(label.casefold(), Line(label))
    return ArticleRow(
        id=ArticleId(number),  # type: ignore[arg-type]
        title=Line(title),  # type: ignore[arg-type]
        source=key,
        source_name=Line(name),
        date=datetime.fromtimestamp(docid >> DOCID_BITS, UTC),  # type: ignore[operator]
        labels=tuple(labels.values()),
        url=Url(url) if url else None,  # type: ignore[arg-type]
        read=bool(read),
        starred=bool(starred),
        feed=feed,  # type: ignore[arg-type]
        later=None if read else moment(until),  # type: ignore[arg-type]
        edited=bool(edited),
        hidden=bool(hidden),
    )


def chosen_ids(connection: sqlite3.Connection, chosen: Select) -> list[int]:
    """The ids that a compiled query selects, in no order."""
    return [row[0] for row in connection.execute(chosen.sql("a.id"), chosen.parameters)]
