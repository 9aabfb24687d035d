"""Rules: done to arrivals, once, in their order, when they can be searched, and taken back whole."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tests.builders import NOW, World, ingest, make_draft
from tests.store.arriving import arrive, by_rules, found, make_searchable, marks, store_only
from tui.core.change import Change, hide, mark_read, star, tag
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.library import Library
from tui.store.ingest import LibraryWriter


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    """A library that was seen while it had one article, which no rule is ever done to."""
    world.fill(1)
    opened = world.open()
    opened.fold()
    yield opened
    opened.close()


# When


def test_a_rule_waits_until_its_articles_can_be_searched(world: World, library: Library) -> None:
    library.save_rule("body", "star")
    (number,) = store_only(world, [make_draft(1)])
    assert library.fold().arrived == 1
    assert found(library, "is:unread") >= {number}
    assert not library.ids(STARRED)
    assert by_rules(library) == []
    make_searchable(world)
    assert not library.ids(STARRED)  # nothing is done before the next look
    library.fold()
    assert list(library.ids(STARRED)) == [number]
    assert by_rules(library) == [star([number])]


def test_what_is_searchable_is_not_kept_waiting_by_what_is_not(
    world: World, library: Library
) -> None:
    library.save_rule("article", "star")
    (first,) = arrive(world, library, 1)
    (second,) = store_only(world, [make_draft(2)])
    library.fold()
    assert list(library.ids(STARRED)) == [first]
    make_searchable(world)
    library.fold()
    assert by_rules(library) == [star([first]), star([second])]


def test_what_was_there_before_the_rule_is_left_alone(world: World, library: Library) -> None:
    (before,) = arrive(world, library, 1)
    library.save_rule("article", "star")
    library.fold()
    (after,) = arrive(world, library, 2)
    assert list(library.ids(STARRED)) == [after]
    assert not library.rows([before])[before].starred


def test_rules_are_applied_once(world: World, library: Library) -> None:
    library.save_rule("article", "star")
    (number,) = arrive(world, library, 1)
    library.apply(star([number], False))
    for _ in range(3):
        library.fold()
    make_searchable(world)
    arrive(world, library, 2)
    assert number not in library.ids(STARRED)
    assert len(by_rules(library)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Now about kernels"},
        {"body": "kernels"},
        {"published": NOW},
        {"tags": ("kernels",)},
    ],
    ids=lambda changes: "".join(changes),
)
def test_what_its_publisher_edits_is_left_alone(
    world: World, library: Library, changes: dict[str, object]
) -> None:
    library.save_rule("kernels", "star")
    library.save_rule("article", "tag:seen")
    (number,) = arrive(world, library, 1)
    library.apply(tag([number], "seen", False))
    assert arrive(world, library, 1, **changes) == [number]
    assert len(found(library, "is:edited")) == 1  # or else this tests nothing
    assert not library.ids(STARRED)
    assert not found(library, "tag:seen")


def test_an_arrival_that_is_edited_before_it_is_looked_at_is_taken_as_it_is_then(
    world: World, library: Library
) -> None:
    library.save_rule("kernels", "star")
    store_only(world, [make_draft(1)])
    library.fold()
    (number,) = store_only(world, [make_draft(1, body="kernels")])
    make_searchable(world)
    library.fold()
    assert list(library.ids(STARRED)) == [number]


def test_an_arrival_that_goes_before_it_can_be_searched_is_nobodys(
    world: World, library: Library
) -> None:
    library.save_rule("article", "star")
    gone, stays = store_only(world, [make_draft(1), make_draft(2)])
    library.fold()
    writer = LibraryWriter(world.library)
    writer.drop([gone], {})
    writer.close()
    make_searchable(world)
    library.fold()
    assert by_rules(library) == [star([stays])]


def test_two_telexes_that_look_at_once_apply_a_rule_once(world: World, library: Library) -> None:
    library.save_rule("article", "star,tag:new")
    ids = ingest(world.library, [make_draft(number) for number in range(1, 300)])
    ready = threading.Barrier(4)

    def look() -> None:
        other = world.open()
        ready.wait()
        other.fold()
        other.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [change.kind for change in by_rules(library)] == ["star", "tag"]
    assert set(library.ids(STARRED)) == set(ids) == found(library, "tag:new")


# What


@pytest.mark.parametrize(
    ("acts", "change", "query"),
    [
        ("read", mark_read([]), "is:read"),
        ("star", star([]), "is:starred"),
        ("hide", hide([]), "is:hidden"),
        ("tag:物 流", tag([], "物 流"), 'tag:"物 流"'),
    ],
)
def test_each_act_of_a_rule(
    world: World, library: Library, acts: str, change: Change, query: str
) -> None:
    library.save_rule("title:2", acts)
    _, second, _ = arrive(world, library, 1, 2, 3)
    assert found(library, query) == {second}
    (step,) = library.history(1)
    assert (step.origin, step.ids, step.deliberate) == ("rule", (second,), False)
    assert by_rules(library) == [Change(change.kind, (second,), True, change.tag)]


def test_several_acts_are_all_done_to_the_same_articles(world: World, library: Library) -> None:
    library.save_rule("is:unread title:1", "read,star,hide,tag:x")
    (number, _) = arrive(world, library, 1, 2)
    assert [c.kind for c in by_rules(library)] == ["read", "star", "hide", "tag"]
    assert {c.ids for c in by_rules(library)} == {(number,)}


def test_rules_are_applied_in_the_order_they_were_saved_in(world: World, library: Library) -> None:
    library.save_rule("tag:second", "star")  # too early
    library.save_rule("article", "tag:first")
    library.save_rule("tag:first", "tag:second")
    library.save_rule("is:unread tag:second", "tag:third")
    (number,) = arrive(world, library, 1)
    assert by_rules(library) == [tag([number], name) for name in ("first", "second", "third")]
    assert not library.ids(STARRED)


def test_a_rule_that_changes_nothing_is_not_in_the_journal(world: World, library: Library) -> None:
    library.save_rule("article", "star")
    library.save_rule("tag:all", "star")
    library.save_rule("nowhere to be found", "hide")
    arrive(world, library, 1)
    assert len(by_rules(library)) == 1


@pytest.mark.parametrize("query", ["tag:", "nofield:x", "(", "is:nothing", "~["])
def test_a_rule_that_is_no_query_any_more_is_passed_over(
    world: World, library: Library, query: str
) -> None:
    """An older telex, or a newer one, wrote it."""
    library.save_rule(query, "hide")
    library.save_rule("article", "star")
    (number,) = arrive(world, library, 1)
    assert list(library.ids(STARRED)) == [number]
    assert by_rules(library) == [star([number])]


def test_a_rule_looks_at_every_source_and_only_at_arrivals(world: World, library: Library) -> None:
    world.subscribe("wire", subscribed=False)
    world.subscribe("muted")
    library.edit_sources([("muted", {"settings": '{"mute": true}'})])
    library.save_rule("is:unread article", "star")
    ids = [
        number
        for source in ("news", "wire", "muted")
        for number in ingest(world.library, [make_draft(1)], source)
    ]
    library.fold()
    (starred,) = by_rules(library)
    assert isinstance(starred, Change)
    assert (starred.kind, set(starred.ids)) == ("star", set(ids))


def test_times_in_a_rule_are_those_of_its_application(world: World, library: Library) -> None:
    library.save_rule("newer:2d", "star")
    old, new = arrive(world, library, 60, 20)
    assert (old in library.ids(STARRED), new in library.ids(STARRED)) == (False, True)
    world.now = lambda: NOW + timedelta(days=3)
    arrive(world, library, 21)
    assert list(library.ids(STARRED)) == [new]


def test_a_state_that_never_saw_the_library_takes_it_as_it_is(world: World) -> None:
    world.subscribe("news")
    library = world.open()
    library.save_rule("article", "hide")
    ids = world.fill(5)
    library.fold()  # a new state: what is there is no arrival
    assert set(library.ids(EVERYTHING)) == set(library.ids(UNREAD)) == set(ids)
    before = marks(world)
    library.close()

    world.library.unlink()
    assert world.fill(5) == ids
    library = world.open()
    library.fold()
    assert marks(world) == before
    (number,) = arrive(world, library, 7)
    assert number in found(library, "is:hidden")
    library.close()


WHILE_LOST: list[Callable[[World], object]] = [make_searchable, lambda world: None]


@pytest.mark.parametrize("meanwhile", WHILE_LOST, ids=["searchable", "unsearchable"])
def test_a_library_built_anew_meanwhile_breaks_no_rule(
    world: World, library: Library, meanwhile: Callable[[World], object]
) -> None:
    library.save_rule("article", "star")
    (number,) = store_only(world, [make_draft(1)])
    library.fold()
    meanwhile(world)
    library.close()
    world.library.unlink()
    other = world.open()
    ingest(world.library, [make_draft(number) for number in range(3)])
    other.fold()
    assert list(other.ids(STARRED)) == [number]
    assert number in other.ids(UNREAD)
    other.close()
