"""Reading articles: ordered ids, rows of a list, one article whole, counts, facets."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tui.core import settings
from tui.core.ids import ArticleId
from tui.core.models import (
    Article,
    ArticleRow,
    Body,
    Counts,
    Enclosure,
    Reading,
    Translation,
)
from tui.core.text import Block, Line, Url, fold
from tui.store import aids
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
    chosen = select(connection, view, names(connection).by_key)
    sql = chosen.sql("a.id", order=view.query.ordered) + " LIMIT ?"
    rows = connection.execute(sql, (*chosen.parameters, limit))
    return array("q", [row[0] for row in rows])


def sources_in(connection: sqlite3.Connection, view: View) -> list[str]:
    """Keys of the sources that have an article in ``view``."""
    known = names(connection)
    chosen = select(connection, view, known.by_key)
    rows = connection.execute(chosen.sql("DISTINCT a.source"), chosen.parameters)
    return [known.by_number[row[0]] for row in rows]


def unread_ids(connection: sqlite3.Connection) -> set[int]:
    return {row[0] for row in connection.execute("SELECT id FROM unread")}


def unread_by_source(connection: sqlite3.Connection) -> dict[str, array[int]]:
    """By the key of its source, the ids of every unread article."""
    known = names(connection)
    found: dict[str, array[int]] = {}
    for source, number in connection.execute(
        "SELECT a.source, u.id FROM unread AS u CROSS JOIN library.article AS a"
        " INDEXED BY article_order ON a.docid = u.docid"
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
        chosen.sql(
            "count(*), coalesce(sum(EXISTS (SELECT 1 FROM unread AS n WHERE n.docid = a.docid)), 0)"
        ),
        chosen.parameters,
    ).fetchone()
    return Counts(total, unread)


_ROW = (
    "a.id, a.title, a.source, a.feed, a.docid, a.categories, a.tags, a.url,"
    " EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id),"
    " EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id),"
    " (SELECT json_group_array(g.name) FROM main.tagged AS g WHERE g.id = a.id)"
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
    number, title, source, feed, docid, categories, tags, url, read, starred, own = record
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
    )


def reading(connection: sqlite3.Connection, number: int) -> Reading | None:
    """One article with its body and marks; None if the library does not hold it."""
    cursor = connection.execute(
        "SELECT a.*, b.format, b.text, f.key AS feed_key, f.title AS feed_title,"
        " EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id) AS is_read,"
        " EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id) AS is_starred"
        " FROM library.article AS a JOIN library.body AS b ON b.docid = a.docid"
        " JOIN library.feed AS f ON f.no = a.feed WHERE a.id = ?",
        (number,),
    )
    record = cursor.fetchone()
    if record is None:
        return None
    values = {column[0]: value for column, value in zip(cursor.description, record, strict=True)}
    known = names(connection)
    key = known.by_number[values["source"]]
    article = _article(values, key)
    if own := _own_tags(connection, number):
        article = replace(article, tags=tuple(dict.fromkeys((*own, *article.tags))))
    return Reading(
        article=article,
        body=Body(values["format"], Block(values["text"])),
        source_name=Line(known.by_feed.get(values["feed"]) or known.by_key[key]),
        read=bool(values["is_read"]),
        starred=bool(values["is_starred"]),
        place=aids.place_of(connection, number),
        furniture=aids.furniture(connection, key),
        translations=_translations(connection, values),
        whole=_whole(connection, number),
        shows_whole=_shows_whole(connection, key),
        own_name=Line(values["feed_title"]),
    )


def _own_tags(connection: sqlite3.Connection, number: int) -> list[Line]:
    rows = connection.execute(
        "SELECT name FROM main.tagged WHERE id = ? ORDER BY folded", (number,)
    )
    return [Line(name) for (name,) in rows]


def _whole(connection: sqlite3.Connection, number: int) -> Body | None:
    row = connection.execute(
        "SELECT format, text FROM library.whole WHERE id = ?", (number,)
    ).fetchone()
    return Body(row[0], Block(row[1])) if row else None


def _shows_whole(connection: sqlite3.Connection, key: str) -> bool:
    row = connection.execute("SELECT settings FROM main.source WHERE key = ?", (key,)).fetchone()
    return row is not None and settings.read(row[0]).full_text


def _translations(
    connection: sqlite3.Connection, values: dict[str, Any]
) -> tuple[Translation, ...]:
    if not values["tie"]:
        return ()
    rows = connection.execute(
        "SELECT id, lang, title FROM library.article INDEXED BY article_tie"
        " WHERE source = ? AND tie = ? AND tie <> '' AND id <> ? AND hidden = 0 ORDER BY lang LIMIT 20",
        (values["source"], values["tie"], values["id"]),
    )
    return tuple(Translation(ArticleId(n), Line(lang), Line(title)) for n, lang, title in rows)


def _article(values: dict[str, object], source: str) -> Article:
    v: dict[str, object] = values

    def lines(name: str) -> tuple[Line, ...]:
        return tuple(Line(item) for item in json.loads(str(v[name])))

    def address(name: str) -> Url | None:
        return Url(str(v[name])) if v[name] else None

    def time(name: str) -> datetime | None:
        return moment(v[name])  # type: ignore[arg-type]

    first_seen = time("first_seen")
    assert first_seen is not None  # the column is NOT NULL
    return Article(
        id=ArticleId(v["id"]),  # type: ignore[arg-type]
        source=source,
        feed=str(v["feed_key"]),
        guid=str(v["guid"]),
        title=Line(str(v["title"])),
        url=address("url"),
        authors=lines("authors"),
        published=time("published"),
        first_seen=first_seen,
        updated=time("updated"),
        lang=Line(str(v["lang"])),
        summary=Line(str(v["summary"])),
        categories=lines("categories"),
        tags=lines("tags"),
        thumbnail=address("thumbnail"),
        enclosures=tuple(
            Enclosure(Url(item[0]), Line(item[1]), item[2])
            for item in json.loads(str(v["enclosures"]))
        ),
        path=Line(str(v["path"])),
        draft=bool(v["draft"]),
        visible_from=time("visible_from"),
        visible_to=time("visible_to"),
        tie=str(v["tie"]),
    )


def chosen_ids(connection: sqlite3.Connection, chosen: Select) -> list[int]:
    """The ids that a compiled query selects, in no order."""
    return [row[0] for row in connection.execute(chosen.sql("a.id"), chosen.parameters)]
