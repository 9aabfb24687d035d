"""Reading one article whole: its body, the reader's marks, and what else there is of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import Any

from tui.core import settings
from tui.core.ids import ArticleId
from tui.core.models import Article, Body, Enclosure, Former, Reading, Translation
from tui.core.text import Block, Line, Url
from tui.store import aids
from tui.store.articles import moment, names

# What is read back was gated when it was admitted.


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
        formers=_formers(connection, number),
        later=None if values["is_read"] else _put_off(connection, number),
    )


def _put_off(connection: sqlite3.Connection, number: int) -> datetime | None:
    row = connection.execute("SELECT until FROM main.later WHERE id = ?", (number,)).fetchone()
    return moment(row[0]) if row else None


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


def _formers(connection: sqlite3.Connection, number: int) -> tuple[Former, ...]:
    """What it was before it was edited, the latest first."""
    rows = connection.execute(
        "SELECT at, title, format, text FROM library.version WHERE id = ? ORDER BY at DESC",
        (number,),
    )
    return tuple(
        Former(until, Line(title), Body(form, Block(words)))
        for at, title, form, words in rows
        if (until := moment(at)) is not None
    )
