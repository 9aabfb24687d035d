"""Reading articles: ordered ids, rows of a list, one article whole, counts, facets."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from tui.core.ids import ArticleId
from tui.core.models import (
    Article,
    ArticleRow,
    Body,
    Counts,
    Enclosure,
    Facets,
    Reading,
)
from tui.core.text import Block, Line, Url
from tui.store import aids
from tui.store.where import DOCID_BITS, Select, View, select

# What is read back was gated when it was admitted: here, and only here, text becomes Line again
# without passing the gate.


def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Names(NamedTuple):
    """What the user calls each source, by its key, and the keys by their number."""

    by_key: dict[str, str]
    by_number: dict[int, str]


def names(connection: sqlite3.Connection) -> Names:
    """A source is called what the user called it, else what its feed calls itself, else its key."""
    given = dict(connection.execute("SELECT key, name FROM source").fetchall())
    by_key, by_number = dict(given), {}
    rows = connection.execute(
        "SELECT s.no, s.key, f.title FROM library.source AS s"
        " LEFT JOIN library.feed AS f ON f.source = s.no AND f.key = ''"
    )
    for number, key, title in rows:
        by_key[key] = given.get(key) or title or key
        by_number[number] = key
    return Names({key: name or key for key, name in by_key.items()}, by_number)


def article_ids(connection: sqlite3.Connection, view: View, limit: int = -1) -> array[int]:
    """The ids of ``view`` in its order, eight bytes each."""
    chosen = select(connection, view, names(connection).by_key)
    sql = chosen.sql("a.id", order=view.query.order) + " LIMIT ?"
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
    "a.id, a.title, a.source, a.docid, a.categories, a.tags, a.url,"
    " EXISTS (SELECT 1 FROM read AS r WHERE r.id = a.id),"
    " EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id)"
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
    number, title, source, docid, categories, tags, url, read, starred = record
    key = known.by_number[source]  # type: ignore[index]
    labels: dict[str, Line] = {}
    for label in (*json.loads(tags), *json.loads(categories)):  # type: ignore[arg-type]
        labels.setdefault(label.casefold(), Line(label))
    return ArticleRow(
        id=ArticleId(number),  # type: ignore[arg-type]
        title=Line(title),  # type: ignore[arg-type]
        source=key,
        source_name=Line(known.by_key[key]),
        date=datetime.fromtimestamp(docid >> DOCID_BITS, UTC),  # type: ignore[operator]
        labels=tuple(labels.values()),
        url=Url(url) if url else None,  # type: ignore[arg-type]
        read=bool(read),
        starred=bool(starred),
    )


def reading(connection: sqlite3.Connection, number: int) -> Reading | None:
    """One article with its body and marks; None if the library does not hold it."""
    cursor = connection.execute(
        "SELECT a.*, b.format, b.text, f.key AS feed_key,"
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
    return Reading(
        article=_article(values, key),
        body=Body(values["format"], Block(values["text"])),
        source_name=Line(known.by_key[key]),
        read=bool(values["is_read"]),
        starred=bool(values["is_starred"]),
        place=aids.place_of(connection, number),
        furniture=aids.furniture(connection, key),
    )


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


def facets(connection: sqlite3.Connection, view: View, kinds: Iterable[str]) -> Facets:
    """For each label kind (and ``source``), its values in ``view`` with counts, most borne first."""
    known = names(connection)
    chosen = select(connection, view, known.by_key)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS shown(docid INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.shown")
    connection.execute(f"INSERT INTO temp.shown {chosen.sql('a.docid')}", chosen.parameters)
    found: dict[str, tuple[tuple[Line, int], ...]] = dict.fromkeys(kinds, ())
    by_kind: dict[str, list[tuple[Line, int]]] = {kind: [] for kind in found}
    for kind, name, count in connection.execute(
        "SELECT b.kind, b.name, n FROM (SELECT l.label AS label, count(*) AS n FROM temp.shown AS s"
        " CROSS JOIN library.article_label AS l ON l.docid = s.docid GROUP BY l.label)"
        " JOIN library.label AS b ON b.no = label ORDER BY n DESC, b.folded"
    ):
        if kind in by_kind:
            by_kind[kind].append((Line(name), count))
    if "source" in by_kind:
        for number, count in connection.execute(
            "SELECT a.source, count(*) AS n FROM temp.shown AS s CROSS JOIN library.article AS a"
            " INDEXED BY article_order ON a.docid = s.docid GROUP BY a.source ORDER BY n DESC"
        ):
            by_kind["source"].append((Line(known.by_key[known.by_number[number]]), count))
    return Facets({kind: tuple(values) for kind, values in by_kind.items()})


def worn_labels(connection: sqlite3.Connection, share: float, least: int) -> dict[str, set[str]]:
    """By source key, the folded labels that at least ``share`` of its articles bear.

    They tell a reader nothing, so rows leave them out. Sources with fewer than ``least``
    articles have none.
    """
    worn: dict[str, set[str]] = {}
    for key, folded in connection.execute(
        "WITH size AS (SELECT source, count(*) AS n FROM library.article GROUP BY source)"
        " SELECT s.key, b.folded FROM (SELECT a.source AS source, l.label AS label, count(*) AS n"
        "   FROM library.article_label AS l CROSS JOIN library.article AS a INDEXED BY article_order"
        "   ON a.docid = l.docid GROUP BY l.label, a.source) AS borne"
        " JOIN size ON size.source = borne.source AND size.n >= ? AND borne.n >= ? * size.n"
        " JOIN library.label AS b ON b.no = borne.label AND b.kind <> 'lang'"
        " JOIN library.source AS s ON s.no = borne.source",
        (least, share),
    ):
        worn.setdefault(key, set()).add(folded)
    return worn


def chosen_ids(connection: sqlite3.Connection, chosen: Select) -> list[int]:
    """The ids that a compiled query selects, in no order."""
    return [row[0] for row in connection.execute(chosen.sql("a.id"), chosen.parameters)]
