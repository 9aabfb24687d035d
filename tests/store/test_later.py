"""What is put off: it is away till it is due, and then unread again; no clock writes that down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.builders import NOW, World, ingest, make_draft
from tests.store.acting import stored
from tests.store.arriving import drop, found
from tui.core.change import Change, hide, later, mark_read, star
from tui.core.query import EVERYTHING, UNREAD
from tui.core.queryparse import parse
from tui.library import Library

TOMORROW = NOW + timedelta(days=1)
NEXT_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    world.fill(4)
    opened = world.open()
    opened.fold()
    yield opened
    opened.close()


def ids_of(library: Library) -> list[int]:
    return list(library.ids(EVERYTHING))


def pass_time(world: World, days: float) -> None:
    world.now = lambda: NOW + timedelta(days=days)


def test_what_is_put_off_is_away_from_the_unread_and_counted_nowhere_among_them(
    library: Library,
) -> None:
    first, *others = ids_of(library)
    assert library.apply(later([first], TOMORROW)) is not None
    assert list(library.ids(UNREAD)) == others
    assert found(library, "is:later") == {first}
    assert found(library, "is:read") == set()
    assert found(library, "-is:unread") == {first}
    assert (library.counts(UNREAD).total, library.counts(EVERYTHING).unread) == (3, 3)
    assert sorted(library.unread_by_source()["news"]) == sorted(others)
    assert library.seek_unread(ids_of(library), -1, 1) == 1
    assert list(library.ids(EVERYTHING)) == [first, *others]  # it is no secret
    row, reading = library.rows([first])[first], library.reading(first)
    assert (row.later, row.read) == (TOMORROW, False)
    assert reading is not None
    assert reading.later == TOMORROW


def test_what_is_due_is_unread_again_and_nothing_had_to_be_written_for_it(
    world: World, library: Library
) -> None:
    first, second, *_ = ids_of(library)
    library.apply([later([first], TOMORROW), later([second], NEXT_WEEK)])
    before = stored(world)
    pass_time(world, 1 - 1 / 86_400)
    assert found(library, "is:unread").isdisjoint({first, second})
    pass_time(world, 1)
    assert first in library.ids(UNREAD)
    assert second not in library.ids(UNREAD)
    assert library.counts(UNREAD).total == library.counts(EVERYTHING).unread == 3
    assert first in library.unread_by_source()["news"]
    assert library.seek_unread([second, first], -1, 1) == 1
    # It is known to have been put off until it is read.
    assert found(library, "is:later") == {first, second}
    assert found(library, "is:later is:unread") == {first}
    pass_time(world, 8)
    assert found(library, "is:unread") == set(ids_of(library))
    assert stored(world) == before
    library.apply(mark_read([first]))
    assert found(library, "is:later") == {second}
    assert library.rows([first])[first].later is None


def test_unread_first_is_by_what_is_unread_now(world: World, library: Library) -> None:
    first, *others = ids_of(library)
    library.apply(later([first], TOMORROW))
    assert library.ids(EVERYTHING)[0] == first
    assert list(library.ids(parse("sort:unread"))) == [*others, first]
    pass_time(world, 2)
    assert list(library.ids(parse("sort:unread"))) == [first, *others]


def test_what_was_read_is_unread_when_it_is_put_off_and_read_when_that_is_undone(
    world: World, library: Library
) -> None:
    first, second, *_ = ids_of(library)
    library.apply(mark_read([first]), "open")
    before = stored(world)
    step = library.apply(later([first, second], TOMORROW))
    assert step is not None
    assert (step.kind, set(step.ids)) == ("later", {first, second})
    assert [(part.kind, part.value) for part in step.parts] == [("read", False), ("later", True)]
    assert found(library, "is:later") == {first, second}
    assert library.undo() is not None
    assert stored(world) == before
    assert library.redo() is not None
    assert found(library, "is:later") == {first, second}


def test_another_date_takes_the_place_of_the_former_one_and_undoing_gives_it_back(
    world: World, library: Library
) -> None:
    first, second, third, _ = ids_of(library)
    library.apply(later([first], TOMORROW))
    library.apply(later([second], NEXT_WEEK))
    before = stored(world)
    step = library.apply(later([first, second, third], NEXT_WEEK))
    assert step is not None
    assert set(step.ids) == {first, third}  # the second one was put off to then already
    rows = library.rows([first, second, third])
    assert {row.later for row in rows.values()} == {NEXT_WEEK}
    assert library.apply(later([first, second, third], NEXT_WEEK)) is None
    library.undo()
    assert stored(world) == before
    library.redo()
    assert stored(world) != before


def test_put_off_no_more_is_one_step_whatever_the_dates_were(
    world: World, library: Library
) -> None:
    first, second, third, _ = ids_of(library)
    library.apply(later([first], TOMORROW))
    library.apply(later([second], NEXT_WEEK))
    before = stored(world)
    step = library.apply(later([first, second, third], None))
    assert step is not None
    assert isinstance(step.change, Change)
    assert (step.kind, step.change.value, set(step.ids)) == ("later", False, {first, second})
    assert found(library, "is:later") == set()
    assert found(library, "is:unread") == set(ids_of(library))
    assert library.apply(later([first, second, third], None)) is None
    library.undo()
    assert stored(world) == before


def test_reading_by_the_way_outlasts_the_undoing_of_what_put_it_off(library: Library) -> None:
    first, *_ = ids_of(library)
    library.apply(later([first], TOMORROW))
    library.apply(mark_read([first]), "open")
    library.undo()
    assert library.rows([first])[first].read
    library.apply(mark_read([first], False))
    assert found(library, "is:later") == set()


def test_a_hidden_article_that_is_put_off_is_shown_nowhere(library: Library) -> None:
    first, *others = ids_of(library)
    library.apply(later([first], TOMORROW))
    library.apply(hide([first]))
    assert found(library, "is:later") == set()
    assert found(library, "is:unread") == set(others)
    library.undo()
    assert found(library, "is:later") == {first}


def test_what_is_put_off_stays_so_where_its_file_moves(world: World, library: Library) -> None:
    first, *_ = ids_of(library)
    library.apply(later([first], TOMORROW))
    (heir,) = ingest(world.library, [make_draft(0, guid="elsewhere")])
    drop(world, first, heir)
    library.fold()
    assert found(library, "is:later") == {heir}
    assert heir not in library.ids(UNREAD)
    assert library.rows([heir])[heir].later == TOMORROW
    assert stored(world)["later"] == {(heir, int(TOMORROW.timestamp()))}
    assert library.kept_among([heir]) == {heir}
    pass_time(world, 2)
    assert heir in library.ids(UNREAD)
    # The step knows the article by its former name, and is undone for the present one.
    undone = library.undo()
    assert undone is not None
    assert undone.ids == (heir,)
    assert found(library, "is:later") == set()
    done = library.redo()
    assert done is not None
    assert done.ids == (heir,)
    assert found(library, "is:later") == {heir}


def test_an_heir_that_was_put_off_itself_keeps_its_own_date(world: World, library: Library) -> None:
    first, *_ = ids_of(library)
    (heir,) = ingest(world.library, [make_draft(0, guid="elsewhere")])
    library.fold()
    library.apply([later([first], TOMORROW), later([heir], NEXT_WEEK)])
    drop(world, first, heir)
    library.fold()
    assert library.rows([heir])[heir].later == NEXT_WEEK


def test_it_is_kept_while_it_is_put_off_and_until_it_is_read(
    world: World, library: Library
) -> None:
    first, second, third, fourth = ids_of(library)
    library.apply(later([first, second], TOMORROW))
    library.apply(star([third]))
    assert library.kept_among([first, second, third, fourth]) == {first, second, third}
    pass_time(world, 2)
    assert library.kept_among([first, second]) == {first, second}
    library.apply(mark_read([first]))
    assert library.kept_among([first, second]) == {second}
    library.apply(later([second], None))
    assert library.kept_among([first, second]) == set()


def test_it_outlives_a_lost_library(world: World, library: Library) -> None:
    first, *others = ids_of(library)
    library.apply(later([first], TOMORROW))
    library.close()
    for path in world.library.parent.glob("library.db*"):
        path.unlink()
    world.fill(4)
    anew = world.open()
    anew.fold()
    assert set(anew.ids(UNREAD)) == set(others)
    assert found(anew, "is:later") == {first}
    anew.close()
