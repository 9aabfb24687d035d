"""Places in articles and furniture, as the store keeps them: replaced, forgotten, moved along."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOW, World, ingest, make_draft
from tests.store.reading_sql import all_rows, opened
from tests.store.test_fold import drop, move, store_some
from tui.core.change import mark_read
from tui.core.furniture import Found, Furniture
from tui.core.models import Place
from tui.library import Library
from tui.store.ingest import LibraryWriter

MOST = 2_000
FOUND = (Found("m1", "Follow us", 9), Found("m2", "All rights reserved", 8))


def place(library: Library, number: int) -> Place | None:
    reading = library.reading(number)
    assert reading is not None
    return reading.place


def ids_with_places(world: World) -> set[object]:
    return {row[0] for row in all_rows(world.state, "SELECT id FROM place")}


def furnish(world: World, *found: Found, source: str = "news") -> None:
    writer = LibraryWriter(world.library)
    writer.set_furniture(writer.source(source), found)
    writer.close()


# Places


def test_a_place_is_kept_replaced_and_forgotten(world: World) -> None:
    first, second = world.fill(2)
    library, other = world.open(), world.open()
    library.fold()
    assert place(library, first) is None
    library.keep_place(first, Place(3, 140))
    library.keep_place(second, Place(9))
    assert place(library, first) == place(other, first) == Place(3, 140)
    library.keep_place(first, Place(2, 7))
    assert (place(other, first), place(other, second)) == (Place(2, 7), Place(9, 0))
    other.keep_place(first, None)
    assert (place(library, first), place(library, second)) == (None, Place(9, 0))
    other.keep_place(first, None)
    assert place(library, first) is None
    library.close()
    other.close()


def test_a_place_is_no_mark_and_is_not_undone(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    library.fold()
    library.apply(mark_read([number]))
    library.keep_place(number, Place(5))
    assert [step.kind for step in library.history(9)] == ["read"]
    library.undo()
    assert place(library, number) == Place(5)
    library.close()


def test_places_outlive_the_library(world: World) -> None:
    number, other = world.fill(2)
    library = world.open()
    library.fold()
    library.keep_place(number, Place(4, 2))
    library.close()
    world.library.unlink()
    assert ingest(world.library, [make_draft(n) for n in range(2)]) == [number, other]
    library = world.open()
    library.fold()
    assert (place(library, number), place(library, other)) == (Place(4, 2), None)
    library.close()


def fill_places(world: World, count: int, at: int) -> None:
    """Places in articles 1 to ``count``, each kept a second after the one before, from ``at`` on."""
    with opened(world.state) as connection:
        connection.executemany(
            "INSERT INTO place VALUES(?, 1, 0, ?)", ((n, at + n) for n in range(1, count + 1))
        )


def test_of_many_places_the_oldest_are_forgotten(world: World) -> None:
    world.fill(1)
    library = world.open()
    fill_places(world, MOST, int((NOW - timedelta(days=1)).timestamp()))
    library.keep_place(10_001, Place(1))
    assert ids_with_places(world) == {*range(2, MOST + 1), 10_001}
    world.now = lambda: NOW + timedelta(seconds=1)
    library.keep_place(2, Place(7))  # again: now it is the newest
    world.now = lambda: NOW + timedelta(seconds=2)
    library.keep_place(10_002, Place(1))
    library.keep_place(10_003, Place(1))
    assert ids_with_places(world) == {2, *range(5, MOST + 1), 10_001, 10_002, 10_003}
    library.close()


def test_nothing_is_forgotten_while_there_is_room(world: World) -> None:
    world.fill(1)
    library = world.open()
    fill_places(world, MOST - 1, int((NOW - timedelta(days=900)).timestamp()))
    library.keep_place(10_001, Place(1))
    assert len(ids_with_places(world)) == MOST
    library.keep_place(10_001, None)
    assert ids_with_places(world) == set(range(1, MOST))
    library.close()


def test_the_place_kept_just_now_is_never_the_one_forgotten(world: World) -> None:
    """Not even after the clock was set right that had been ahead."""
    world.fill(1)
    library = world.open()
    fill_places(world, MOST, int((NOW + timedelta(days=1)).timestamp()))
    library.keep_place(10_001, Place(6))
    assert 10_001 in ids_with_places(world)
    assert len(ids_with_places(world)) == MOST
    library.close()


# Places of articles that move


def test_a_moved_article_takes_its_place_along(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.keep_place(old, Place(3, 30))
    heir = move(world, old, "b.md")
    library.fold()
    assert place(library, heir) == Place(3, 30)
    assert ids_with_places(world) == {heir}
    last = move(world, heir, "c.md")
    back = move(world, last, "a.md")
    assert back == old
    library.fold()
    assert place(library, old) == Place(3, 30)
    assert ids_with_places(world) == {old}
    library.close()


def test_an_heir_that_was_read_already_keeps_its_own_place(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.keep_place(old, Place(3))
    (heir,) = store_some(world, [make_draft(0, guid="b.md", path="b.md")])
    library.fold()
    library.keep_place(heir, Place(8))
    drop(world, old, heir)
    library.fold()
    assert place(library, heir) == Place(8)
    (again,) = store_some(world, [make_draft(7, guid="a.md", path="a.md", title="Another story")])
    assert again == old
    library.fold()
    assert place(library, again) is None
    library.close()


def test_a_new_article_where_a_moved_one_was_begins_at_its_beginning(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.keep_place(old, Place(3))
    heir = move(world, old, "b.md")
    library.fold()
    (again,) = store_some(world, [make_draft(7, guid="a.md", path="a.md", title="Another story")])
    assert again == old
    library.fold()
    assert (place(library, heir), place(library, again)) == (Place(3), None)
    library.close()


# Furniture


def test_what_was_found_is_known_with_the_most_frequent_first(world: World) -> None:
    (number,) = world.fill(1)
    furnish(world, *reversed(FOUND))
    library = world.open()
    found, known = library.furniture("news")
    assert found == list(FOUND)
    assert known == Furniture(frozenset({"m1", "m2"}))
    reading = library.reading(number)
    assert reading is not None and reading.furniture == known
    furnish(world, FOUND[1])
    assert library.furniture("news")[0] == [FOUND[1]]
    furnish(world)
    assert library.furniture("news") == ([], Furniture())
    library.close()


def test_what_is_listed_is_furniture_or_none_until_it_is_taken_off(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    assert library.list_furniture("news", "Sponsored", False)
    assert not library.list_furniture("news", "Sponsored", False)
    assert library.list_furniture("news", "Ad:", False)
    assert library.list_furniture("news", "Note", True)
    reading = library.reading(number)
    assert reading is not None
    assert reading.furniture == Furniture(listed=("Ad:", "Sponsored"), kept=("Note",))
    assert library.list_furniture("news", "Sponsored", True)
    assert library.furniture("news")[1] == Furniture(listed=("Ad:",), kept=("Note", "Sponsored"))
    assert library.list_furniture("news", "Note", None)
    assert not library.list_furniture("news", "Note", None)
    assert library.furniture("news")[1] == Furniture(listed=("Ad:",), kept=("Sponsored",))
    library.close()


def test_each_source_has_furniture_of_its_own(world: World) -> None:
    world.fill(1)
    (other,) = world.fill(1, source="wire")
    furnish(world, *FOUND)
    library = world.open()
    library.list_furniture("news", "Sponsored", False)
    assert library.furniture("wire") == ([], Furniture())
    reading = library.reading(other)
    assert reading is not None and reading.furniture == Furniture()
    assert library.furniture("nobody") == ([], Furniture())
    library.close()


def test_what_the_reader_listed_outlives_the_library(world: World) -> None:
    world.fill(1)
    furnish(world, *FOUND)
    library = world.open()
    library.list_furniture("news", "Sponsored", False)
    library.close()
    world.library.unlink()
    world.fill(1)
    library = world.open()
    assert library.furniture("news") == ([], Furniture(listed=("Sponsored",)))
    library.close()
