"""What rules did is taken back apart from what the user did; what they hid is nowhere to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.builders import NOW, World, ingest, make_draft
from tests.store.arriving import arrive, by_rules, drop, found, make_searchable, marks, store_only
from tests.store.reading_sql import all_rows
from tui.core.change import hide, mark_read, star, tag
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.library import Library
from tui.store.ingest import LibraryWriter


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    world.fill(3)
    opened = world.open()
    opened.fold()
    yield opened
    opened.close()


ACTS = ("read", "star", "hide", "tag:x")


@pytest.mark.parametrize("act", ACTS)
def test_what_a_rule_did_is_taken_back_exactly(world: World, library: Library, act: str) -> None:
    ids = ingest(world.library, [make_draft(n) for n in range(1, 9)])
    library.fold()
    before = marks(world)
    new = ingest(world.library, [make_draft(n) for n in range(9, 12)])
    library.save_rule("article", act)
    library.fold()
    assert marks(world) != before
    undone = library.undo(rules=True)
    assert undone is not None
    assert (undone.undone, undone.origin, set(undone.ids)) == (True, "rule", set(new))
    assert library.undo(rules=True) is None
    assert set(library.ids(UNREAD)) >= set(ids) | set(new)
    after = marks(world)
    assert {name: rows for name, rows in after.items() if name != "unread"} == {
        name: rows for name, rows in before.items() if name != "unread"
    }


def test_acts_of_rules_are_taken_back_one_by_one_the_last_first(
    world: World, library: Library
) -> None:
    library.save_rule("article", "read,star")
    library.save_rule("tag:all", "tag:x,hide")
    (number,) = arrive(world, library, 5)
    kinds = []
    while (step := library.undo(rules=True)) is not None:
        kinds.append(step.kind)
    assert kinds == ["hide", "tag", "star", "read"]
    assert number in library.ids(UNREAD)
    assert not library.ids(STARRED)
    assert not found(library, "tag:x") | found(library, "is:hidden")


def test_only_what_the_rule_changed_is_taken_back(world: World, library: Library) -> None:
    """What the user did before the rule came to it stays."""
    library.save_rule("article", "star,tag:x")
    first, second = store_only(world, [make_draft(5), make_draft(6)])
    library.fold()
    library.apply(star([first]))
    library.apply(tag([second], "X"))
    arrive(world, library, 7)
    assert library.undo(rules=True) is not None
    assert library.undo(rules=True) is not None
    assert list(library.ids(STARRED)) == [first]
    assert found(library, "tag:x") == {second}


def test_undo_and_redo_of_the_user_never_touch_what_rules_did(
    world: World, library: Library
) -> None:
    library.save_rule("article", "star,tag:x")
    (mine, *_) = library.ids(EVERYTHING)
    library.apply(mark_read([mine]))
    (number,) = arrive(world, library, 5)
    kinds = []
    while (step := library.undo()) is not None:
        kinds.append(step.kind)
    assert kinds == ["read", "rule"]
    assert list(library.ids(STARRED)) == [number]
    assert found(library, "tag:x") == {number}
    kinds = []
    while (step := library.redo()) is not None:
        kinds.append(step.kind)
    assert kinds == ["rule", "read"]


def test_a_rule_that_acts_does_not_end_what_can_be_done_again(
    world: World, library: Library
) -> None:
    (mine, *_) = library.ids(EVERYTHING)
    library.save_rule("article", "star")
    library.apply(mark_read([mine]))
    library.undo()
    arrive(world, library, 5)
    assert library.rows([mine])[mine].read is False
    redone = library.redo()
    assert redone is not None
    assert redone.change == mark_read([mine])
    assert library.rows([mine])[mine].read


def test_what_was_taken_back_of_rules_is_not_done_again(world: World, library: Library) -> None:
    library.save_rule("article", "star")
    arrive(world, library, 5)
    library.undo(rules=True)
    assert library.redo() is None
    arrive(world, library, 6)  # nor does it come again by itself
    assert len(library.ids(STARRED)) == 1
    assert [step.undone for step in library.history(2)] == [False, True]


def test_undo_of_rules_leaves_what_the_user_did(world: World, library: Library) -> None:
    library.apply(star(library.ids(EVERYTHING)))
    assert library.undo(rules=True) is None
    assert len(library.ids(STARRED)) == 3


# What is hidden


@pytest.mark.parametrize("by", ["hand", "rule"])
def test_what_is_hidden_is_nowhere_but_where_it_is_asked_for(
    world: World, library: Library, by: str
) -> None:
    ids = list(library.ids(EVERYTHING))
    if by == "rule":
        library.save_rule("title:5", "hide")
    (number,) = arrive(world, library, 5, tags=("all", "rare"))
    if by == "hand":
        library.apply(hide([number]))
    assert set(library.ids(EVERYTHING)) == set(library.ids(UNREAD)) == set(ids)
    for query in (
        "tag:rare",
        "title:5",
        "article",
        "is:unread",
        "is:read",
        "~5",
        "newer:1y -x",
    ):
        assert number not in found(library, query)
    counts = library.counts(EVERYTHING)
    assert (counts.total, counts.unread) == (3, 3)
    assert number not in library.unread_by_source()["news"]
    assert ("rare", 1) not in library.facets(EVERYTHING).values["tag"]
    assert dict(library.facets(EVERYTHING).values["source"]) == {"news": 3}
    for query in ("is:hidden", "is:hidden tag:rare", "article is:hidden", "is:hidden,starred"):
        assert found(library, query) == {number}
    library.apply(hide([number], False))
    assert number in library.ids(UNREAD)
    assert not found(library, "is:hidden")


def test_a_hidden_article_that_its_publisher_edits_stays_hidden(
    world: World, library: Library
) -> None:
    (number,) = arrive(world, library, 5)
    library.apply(hide([number]))
    arrive(world, library, 5, body="Edited.", published=NOW)
    assert number not in library.ids(UNREAD)
    assert found(library, "is:hidden") == {number}


def test_a_hidden_article_stays_hidden_in_a_library_built_anew(world: World) -> None:
    ids = world.fill(4)
    library = world.open()
    library.fold()
    library.apply(hide(ids[:1]))
    library.apply(tag(ids[1:2], "x"))
    library.close()
    world.library.unlink()
    world.fill(4)
    library = world.open()
    library.fold()
    assert set(library.ids(UNREAD)) == set(ids[1:])
    assert found(library, "is:hidden") == set(ids[:1])
    assert found(library, "tag:x") == set(ids[1:2])
    library.close()


def test_what_was_read_and_hidden_is_read_when_it_is_shown_again(library: Library) -> None:
    first, second, _ = library.ids(EVERYTHING)
    library.apply(mark_read([first]))
    library.apply(hide([first, second]))
    library.apply(mark_read([second]))
    library.apply(mark_read([first], False))  # what is hidden is not among the unread
    assert not {first, second} & set(library.ids(UNREAD))
    library.apply(hide([first, second], False))
    assert first in library.ids(UNREAD)
    assert second not in library.ids(UNREAD)


# Files that move, and what is kept


def moved(world: World, library: Library, old: int, path: str) -> int:
    (heir,) = ingest(world.library, [make_draft(7, guid=path, path=path)])
    drop(world, old, heir)
    library.fold()
    return heir


def test_a_moved_file_carries_over_that_it_is_hidden_and_its_tags(
    world: World, library: Library
) -> None:
    (old,) = arrive(world, library, 7, guid="a.md", path="a.md")
    library.apply(hide([old]))
    library.apply(tag([old], "Mine"))
    library.apply(tag([old], "gone"))
    library.apply(tag([old], "gone", False))
    heir = moved(world, library, old, "b.md")
    assert found(library, "is:hidden") == {heir}
    assert found(library, "is:hidden tag:mine") == {heir}
    assert heir not in library.ids(UNREAD)
    assert not found(library, "is:hidden tag:gone")
    assert library.kept_among([old, heir]) == {heir}
    assert marks(world)["tagged"] == [("mine", heir, "Mine")]
    for _ in range(4):
        assert library.undo() is not None
    assert heir in library.ids(UNREAD)
    assert all_rows(world.state, "SELECT * FROM tagged") == []


@pytest.mark.parametrize("act", ACTS)
def test_a_moved_file_is_no_arrival(world: World, library: Library, act: str) -> None:
    """A rule is applied once to each article, whatever its file is called."""
    library.save_rule("title:7", act)
    (old,) = arrive(world, library, 7, guid="a.md", path="a.md")
    assert library.undo(rules=True) is not None
    heir = moved(world, library, old, "b.md")
    assert len(by_rules(library)) == 1
    assert heir in library.ids(UNREAD)


def test_a_look_between_a_files_new_name_and_the_old_ones_going_is_no_arrival(
    world: World, library: Library
) -> None:
    (old,) = arrive(world, library, 7, guid="a.md", path="a.md")
    library.save_rule("title:7", "hide")
    (heir,) = store_only(world, [make_draft(7, guid="b.md", path="b.md")])
    library.fold()
    drop(world, old, heir)
    make_searchable(world)
    library.fold()
    assert by_rules(library) == []
    assert heir in library.ids(UNREAD)


def test_what_a_rule_did_to_a_file_that_moved_is_taken_back(world: World, library: Library) -> None:
    library.save_rule("tag:all", "star,hide,tag:x")
    (old,) = arrive(world, library, 7, guid="a.md", path="a.md")
    heir = moved(world, library, old, "b.md")
    assert found(library, "is:hidden is:starred tag:x") == {heir}
    while library.undo(rules=True) is not None:
        pass
    assert heir in library.ids(UNREAD)
    assert not found(library, "is:hidden,starred") | found(library, "tag:x")


def test_a_file_that_moves_before_it_can_be_searched_has_its_rule(
    world: World, library: Library
) -> None:
    library.save_rule("title:7", "star")
    (old,) = store_only(world, [make_draft(7, guid="a.md", path="a.md")])
    library.fold()
    heir = moved(world, library, old, "b.md")
    assert list(library.ids(STARRED)) == [heir]


@pytest.mark.parametrize("kind", ["draft", "future"])
def test_a_rule_comes_to_what_is_shown_later(world: World, library: Library, kind: str) -> None:
    """A scheduled article arrives for its reader when it is shown."""
    library.save_rule("title:7", "star")
    day = timedelta(days=1)
    later: dict[str, object] = {"draft": True} if kind == "draft" else {"visible_from": NOW + day}
    (number,) = arrive(world, library, 7, **later)
    assert not library.ids(STARRED)
    world.now = lambda: NOW + 2 * day
    if kind == "draft":
        arrive(world, library, 7)
    writer = LibraryWriter(world.library)
    writer.reveal(world.now())
    writer.close()
    library.fold()
    assert number in library.ids(UNREAD)
    assert list(library.ids(STARRED)) == [number]
