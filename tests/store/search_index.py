"""A second look at the search index: what it holds, what a new one would, and what reading finds."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.builders import NOW, admitted, index
from tests.search_rule import contains
from tests.store.evaluation import SIMPLIFY, apart, with_summary
from tui.bodies.searchable import WHOLE, cut_of, searchable
from tui.core.decide import decide
from tui.core.draft import Draft
from tui.core.furniture import Furniture
from tui.core.models import Body
from tui.core.searchtext import needle, tokens
from tui.core.text import Block
from tui.store.docid import SEARCH_SHIFT
from tui.store.ingest import LibraryWriter

NOTICE = "All rights reserved by the harbour."


def take_in(library: Path, drafts: Iterable[Draft], source: str = "news") -> list[int]:
    """Store ``drafts`` and leave them to be indexed, as who is killed at that moment does."""
    items = admitted(drafts, source)
    with closing(LibraryWriter(library)) as writer:
        number = writer.source(source)
        known = writer.known([item.article.id for item in items])
        writer.ingest(number, decide(known, items), NOW)
    return [item.article.id for item in items]


def index_all(library: Path) -> None:
    with closing(LibraryWriter(library)) as writer:
        index(writer)


def left(library: Path) -> int:
    """How many articles wait to be indexed, or taken out of the index."""
    with closing(LibraryWriter(library)) as writer:
        return writer.unindexed()


class Entry(NamedTuple):
    """One token of an article in one column of the index, and where in it. The article is known by
    its key without its lowest bits."""

    rowid: int
    column: str
    place: int
    token: str


def entries(library: Path) -> list[Entry]:
    """All that the index holds; SQLite finds no fault with it."""
    with closing(sqlite3.connect(library, isolation_level=None)) as connection:
        connection.execute("INSERT INTO search(search) VALUES('integrity-check')")
        connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, search, instance)")
        rows = connection.execute("SELECT doc, col, offset, term FROM temp.held")
        return sorted(Entry(*row) for row in rows)


def fresh_entries(library: Path) -> list[Entry]:
    """What an index would hold that was made of the articles as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library.db"
        with closing(sqlite3.connect(library)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
            new.execute("DELETE FROM meta WHERE name = 'search'")
            new.execute("INSERT OR IGNORE INTO unindexed SELECT docid FROM article")
            new.commit()
        index_all(copy)
        return entries(copy)


def naive_entries(library: Path) -> list[Entry]:
    """What the rule of search says of the articles, without any index."""
    return sorted(
        Entry(docid >> SEARCH_SHIFT, column, place, token)
        for docid, _, columns in _read(library)
        for column, held in zip(("title", "byline", "labels", "text"), columns, strict=True)
        for place, token in enumerate(held)
    )


def naive_find(library: Path, word: str, *, prefix: bool = False) -> set[int]:
    """The ids of the articles in which a reader finds ``word``."""
    wanted = needle(word, SIMPLIFY)
    return {
        number
        for _, number, columns in _read(library)
        if any(contains(held, wanted, prefix=prefix) for held in columns)
    }


def _read(library: Path) -> list[tuple[int, int, list[list[str]]]]:
    """Key and id of every article, with the tokens of its title, authors, labels and text."""
    with closing(LibraryWriter(library)) as writer:
        furniture = {key: Furniture(marks) for key, marks in writer.furniture_marks().items()}
    found = []
    with closing(sqlite3.connect(library)) as connection:
        for (
            docid,
            number,
            title,
            authors,
            categories,
            tags,
            summary,
            form,
            text,
            key,
        ) in connection.execute(
            "SELECT a.docid, a.id, a.title, a.authors, a.categories, a.tags, a.summary, b.format,"
            " b.text, s.key FROM article AS a JOIN body AS b ON b.docid = a.docid"
            " JOIN source AS s ON s.no = a.source"
        ):
            body = Body(form, Block(text))
            cut = cut_of(body, furniture[key]) if key in furniture else WHOLE
            read = searchable(body, cut)
            columns = [
                apart(title),
                apart(*json.loads(authors)),
                apart(*json.loads(categories), *json.loads(tags)),
                tokens(with_summary(summary, read), SIMPLIFY),
            ]
            found.append((docid, number, columns))
    return found


def assert_in_step(library: Path) -> None:
    """The index holds what it should, all of it, once."""
    assert left(library) == 0
    held = entries(library)
    assert held == naive_entries(library)
    assert held == fresh_entries(library)
    with closing(sqlite3.connect(library)) as connection:
        listed = connection.execute("SELECT docid FROM article ORDER BY docid").fetchall()
        noted = connection.execute("SELECT docid FROM indexed ORDER BY docid").fetchall()
    assert noted == listed
    places = [docid >> SEARCH_SHIFT for (docid,) in listed]
    assert len(set(places)) == len(places)
