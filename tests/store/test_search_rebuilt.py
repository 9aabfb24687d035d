"""An index that was made by another rule, or is not what it should be, is made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.builders import World, index, ingest, make_draft
from tests.store.search_index import (
    NOTICE,
    assert_in_step,
    index_all,
    take_in,
)
from tui.bodies import simplified
from tui.core.furniture import Found, mark_of
from tui.core.ids import article_id
from tui.core.queryparse import parse
from tui.store.docid import SEARCH_SHIFT
from tui.store.ingest import LibraryWriter


@pytest.fixture
def filled(world: World) -> Iterator[World]:
    world.subscribe()
    ingest(world.library, [make_draft(n, title=f"國 {n}", body=f"stone {n}") for n in range(4)])
    yield world


def search_of(world: World, text: str) -> int:
    library = world.open()
    try:
        return len(library.ids(parse(text)))
    finally:
        library.close()


def pretend_otherwise(world: World) -> None:
    """As if a rule had made the index that takes every text for other words."""
    with closing(sqlite3.connect(world.library, isolation_level=None)) as connection:
        connection.execute("INSERT INTO search(search) VALUES('delete-all')")
        connection.execute(
            "INSERT INTO search(rowid, title, byline, labels, text)"
            " SELECT docid >> ?, 'other', '', '', '' FROM article",
            (SEARCH_SHIFT,),
        )


def test_another_version_of_the_rule_has_all_indexed_anew(
    filled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_otherwise(filled)
    index_all(filled.library)
    assert search_of(filled, "stone") == 0  # nothing was to be done: that is what it is
    monkeypatch.setattr("tui.store.search.VERSION", 1_000)
    index_all(filled.library)
    assert search_of(filled, "stone") == 4
    assert_in_step(filled.library)


def test_another_table_of_characters_has_all_indexed_anew(
    filled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert search_of(filled, "国") == search_of(filled, "國") == 4
    monkeypatch.setattr(simplified, "made_by", lambda: "another")
    monkeypatch.setattr(simplified, "table", lambda: "石岩")
    index_all(filled.library)
    assert search_of(filled, "国") == 0
    assert search_of(filled, "國") == 4
    # What words are looked for by, titles too, follows the index.
    ingest(filled.library, [make_draft(9, title="石頭")])
    assert search_of(filled, "岩頭") == search_of(filled, "title:岩頭") == 1
    assert search_of(filled, "title:国") == 0


def test_an_index_that_is_to_be_built_again_is(filled: World) -> None:
    pretend_otherwise(filled)
    with closing(LibraryWriter(filled.library)) as writer:
        writer.rebuild_search()
        index(writer)
    assert search_of(filled, "other") == 0
    assert_in_step(filled.library)


@pytest.mark.parametrize("way", ["edited", "dropped", "cut"])
def test_what_was_indexed_by_other_words_than_it_is_taken_out_by_is_mended(
    filled: World, way: str
) -> None:
    # Another version of what makes text of HTML, for instance, makes other words.
    with closing(sqlite3.connect(filled.library, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE body SET text = ? WHERE text = 'stone 2'", (f"rock\n\n{NOTICE}",)
        )
    with closing(LibraryWriter(filled.library)) as writer:
        source = writer.source("news")
        if way == "dropped":
            writer.drop([article_id("news", "guid-2")], {})
        elif way == "cut":
            writer.set_furniture(source, [Found(mark_of(NOTICE), NOTICE, 9)])
            writer.reindex(source)
    if way == "edited":
        take_in(filled.library, [make_draft(2, title="pebble", body="pebble")])
    index_all(filled.library)
    index_all(filled.library)
    assert search_of(filled, "stone") == 3
    assert_in_step(filled.library)


def test_a_library_of_before_there_was_an_index_is_indexed(filled: World) -> None:
    with closing(sqlite3.connect(filled.library, isolation_level=None)) as connection:
        connection.execute("INSERT INTO search(search) VALUES('delete-all')")
        connection.execute("DELETE FROM indexed")
        connection.execute("DELETE FROM meta WHERE name IN ('search', 'simplified')")
        connection.execute("INSERT INTO unindexed SELECT docid FROM article")
    assert search_of(filled, "stone") == 0
    index_all(filled.library)
    assert search_of(filled, "stone") == 4
    assert_in_step(filled.library)


def test_who_looks_since_before_the_first_index_finds_the_same(world: World) -> None:
    # The screen is open while the first articles come in.
    world.subscribe()
    library = world.open()
    take_in(world.library, [make_draft(0, title="國家", authors=("陳國",))])
    for text in ("title:國", "author:陳國"):
        assert len(library.ids(parse(text))) == 1, text
    index_all(world.library)
    for text in ("title:國", "title:国", "國", "国", "author:陳", "author:陈国", "陈国"):
        assert len(library.ids(parse(text))) == 1, text
    library.close()


def test_nothing_new_writes_nothing(filled: World) -> None:
    # Whoever watches the file would be woken.
    library = filled.open()
    before = library.versions()
    index_all(filled.library)
    assert library.versions() == before
    library.close()
