"""Each article has a place of its own in the search index: its key without the lowest bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, World, index, ingest, make_draft
from tests.store.reading_sql import all_rows, opened
from tests.store.search_index import assert_in_step, index_all, take_in
from tui.core.change import mark_read, star
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.core.queryparse import parse
from tui.library import Library
from tui.store.docid import DOCID_BITS, SEARCH_SHIFT, candidates
from tui.store.fold import Folded
from tui.store.ingest import LibraryWriter

SECOND = int(NOW.timestamp())
OLD_TIMES = datetime(1961, 4, 12, tzinfo=UTC)
LATER = 300  # seconds, at most


def placed(second: int, numbers: Sequence[int]) -> tuple[list[int], int]:
    """The keys of articles ``numbers`` of one ``second``, and how many were tried for one at most."""
    taken, found, most = set[int](), list[int](), 0
    for number in numbers:
        tried, key = next(
            (tried, key) for tried, key in enumerate(candidates(second, number)) if key not in taken
        )
        taken.add(key)
        found.append(key)
        most = max(most, tried)
    return found, most


@given(
    st.integers(-(2**31), 2**34),
    st.lists(st.integers(0, 2**63 - 1), unique=True, min_size=1, max_size=50),
)
def test_keys_tell_the_second_and_end_with_a_stretch_that_is_free(
    second: int, numbers: list[int]
) -> None:
    found, _ = placed(second, numbers)
    for key in found:
        assert key % (1 << SEARCH_SHIFT) == 0
        assert second <= key >> DOCID_BITS <= second + LATER
    # The first of a second stands in it.
    assert found[0] >> DOCID_BITS == second


@pytest.mark.parametrize("step", [1, 1 << SEARCH_SHIFT, 1 << 20, 7919 * 7919])
def test_thousands_of_one_second_find_a_key_soon(step: int) -> None:
    # Whatever their numbers have in common.
    found, tried = placed(SECOND, [number * step for number in range(3_000)])
    assert len(set(found)) == 3_000
    assert max(found) >> DOCID_BITS <= SECOND + LATER
    assert tried < 40


def test_articles_of_one_second_are_stored_each_once(world: World) -> None:
    # A feed whose articles have no date has all of them come now.
    world.subscribe()
    drafts = [make_draft(n, published=NOW, body=f"stone w{n}") for n in range(3_000)]
    numbers = ingest(world.library, drafts)
    stored = keys(world)
    assert set(stored) == set(numbers)
    assert len(numbers) == len(stored) == 3_000
    for docid in stored.values():
        assert docid % (1 << SEARCH_SHIFT) == 0
        assert SECOND <= docid >> DOCID_BITS <= SECOND + LATER
    ingest(world.library, drafts)  # once more they are the same
    assert keys(world) == stored
    library = world.open()
    assert sorted(library.ids(parse("stone"))) == sorted(numbers)
    for number in (0, 1_499, 2_999):
        assert list(library.ids(parse(f"w{number}"))) == [numbers[number]]
    library.close()


# The library of an older telex


TITLES = ("Storm", "國家", "Storm again", "Calm", "Old", "Old too")


@pytest.fixture
def ids(world: World) -> list[int]:
    """Articles of which some share a place, as no telex stores them now; none is indexed."""
    world.subscribe()
    taken = take_in(
        world.library,
        [
            make_draft(
                n,
                title=title,
                published=OLD_TIMES if title.startswith("Old") else NOW,
                body=f"stone w{n}",
                tags=(f"t{n}", "all"),
            )
            for n, title in enumerate(TITLES)
        ],
    )
    index_all(world.library)
    with opened(world.library) as connection:
        for n, number in enumerate(taken):
            (old,) = connection.execute(
                "SELECT docid FROM article WHERE id = ?", (number,)
            ).fetchone()
            second = int((OLD_TIMES if n >= 4 else NOW).timestamp())
            key = (second << DOCID_BITS) + 5 * n + 2  # an older telex used all of the bits
            for table in ("article", "body", "article_label", "unindexed"):
                connection.execute(f"UPDATE {table} SET docid = ? WHERE docid = ?", (key, old))
            connection.execute("UPDATE change SET new_docid = ? WHERE new_docid = ?", (key, old))
        connection.execute("INSERT INTO search(search) VALUES('delete-all')")
        connection.execute("DELETE FROM indexed")
        connection.execute("DELETE FROM meta WHERE name IN ('search', 'simplified')")
    return taken


@pytest.fixture
def library(world: World, ids: list[int]) -> Iterator[Library]:
    """A state that has seen them as they were."""
    opened_ = world.open()
    assert opened_.fold() == Folded(len(ids))
    opened_.apply(mark_read(ids[:1]))
    opened_.apply(star(ids[1:3]))
    yield opened_
    opened_.close()


def keys(world: World) -> dict[int, int]:
    """The key of each article by its id."""
    with opened(world.library) as connection:
        return dict(connection.execute("SELECT id, docid FROM article").fetchall())


def assert_all_is_there(library: Library, ids: list[int]) -> None:
    assert set(library.ids(EVERYTHING)) == set(library.ids(parse("stone"))) == set(ids)
    assert len(library.ids(EVERYTHING)) == len(ids)
    assert set(library.ids(UNREAD)) == set(library.ids(parse("stone is:unread"))) == set(ids[1:])
    assert library.counts(EVERYTHING).unread == len(ids) - 1
    assert set(library.ids(STARRED)) == set(ids[1:3])
    for n, number in enumerate(ids):
        for text in (f"w{n}", f"tag:t{n}", f"~w{n}", f"stone t{n}"):
            assert list(library.ids(parse(text))) == [number], text
    assert set(library.ids(parse("storm"))) == {ids[0], ids[2]}
    assert set(library.ids(parse("until:1970-01-01 stone"))) == set(ids[4:])


def test_an_older_library_is_set_apart_when_it_is_indexed(
    world: World, library: Library, ids: list[int]
) -> None:
    before = keys(world)
    assert len({docid >> SEARCH_SHIFT for docid in before.values()}) == 2
    index_all(world.library)
    library.fold()
    assert_all_is_there(library, ids)
    assert_in_step(world.library)
    # Each is listed at its second, and the first of a second where it was.
    after = keys(world)
    assert [after[ids[0]], after[ids[4]]] == [before[ids[0]], before[ids[4]]]
    for number, docid in before.items():
        assert 0 <= (after[number] >> DOCID_BITS) - (docid >> DOCID_BITS) <= 1


def test_a_state_that_saw_none_of_it_before_finds_each_unread_once(
    world: World, ids: list[int]
) -> None:
    # Its arrivals are logged at the places they had.
    index_all(world.library)
    library = world.open()
    library.fold()
    assert sorted(library.ids(UNREAD)) == sorted(ids)
    assert library.counts(EVERYTHING).unread == len(ids)
    library.apply(mark_read(ids[:1]))
    library.apply(star(ids[1:3]))
    assert_all_is_there(library, ids)
    library.close()


def test_what_is_marked_between_follows(world: World, library: Library, ids: list[int]) -> None:
    # The list is open with what it had while the refresh sets apart.
    index_all(world.library)
    library.apply(mark_read(ids[3:5]))
    library.fold()
    assert set(library.ids(UNREAD)) == {*ids[1:3], ids[5]}
    assert set(library.ids(parse("stone is:read"))) == {ids[0], *ids[3:5]}


def test_what_was_set_apart_is_edited_and_dropped_as_any(
    world: World, library: Library, ids: list[int]
) -> None:
    index_all(world.library)
    ingest(world.library, [make_draft(1, title="Edited", published=NOW, body="rock")])
    with closing(LibraryWriter(world.library)) as writer:
        writer.drop(ids[2:3], {})
        index(writer)
    library.fold()
    assert list(library.ids(parse("rock"))) == [ids[1]]
    assert set(library.ids(parse("stone"))) == {*ids} - {*ids[1:3]}
    assert set(library.ids(UNREAD)) == {ids[1], *ids[3:]}
    assert_in_step(world.library)


def test_it_is_done_once(world: World, library: Library, ids: list[int]) -> None:
    index_all(world.library)
    before = keys(world)
    changes = all_rows(world.library, "SELECT count(*) FROM change")
    with closing(LibraryWriter(world.library)) as writer:
        writer.rebuild_search()
        index(writer)
    assert keys(world) == before
    assert all_rows(world.library, "SELECT count(*) FROM change") == changes
    library.fold()
    assert_all_is_there(library, ids)
