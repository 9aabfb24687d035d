"""Hidden articles and own tags: undo and redo give back the very same state, whatever was done."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import World, ingest, make_draft
from tests.store.arriving import found, marks, store_only
from tui.core.change import Change, Kind, hide, mark_read, star, tag
from tui.core.query import EVERYTHING, UNREAD
from tui.library import Library

COUNT = 12
TAGS = ("AI", "ai", "ＡＩ", "物流", "two words", "STRASSE", "straße")
Rows = dict[str, list[tuple[object, ...]]]

chosen = st.frozensets(st.integers(0, COUNT - 1), min_size=1, max_size=COUNT)
untagged: st.SearchStrategy[tuple[Kind, str]] = st.tuples(
    st.sampled_from(("read", "star", "hide")), st.just("")
)
tagged: st.SearchStrategy[tuple[Kind, str]] = st.tuples(st.just("tag"), st.sampled_from(TAGS))
Act = tuple[tuple[Kind, str], frozenset[int], bool]
acts = st.tuples(st.one_of(untagged, tagged), chosen, st.booleans())


def change_of(act: Act, ids: list[int]) -> Change:
    (kind, name), numbers, value = act
    return Change(kind, tuple(ids[n] for n in sorted(numbers)), value, name)


def reopened(library: Library, world: World, again: bool) -> Library:
    if not again:
        return library
    library.close()
    fresh = world.open()
    fresh.fold()
    return fresh


@given(st.lists(acts, max_size=12), st.booleans())
@example([(("tag", "AI"), frozenset((0,)), True), (("tag", "ai"), frozenset((0,)), False)], False)
@settings(max_examples=60)
def test_undoing_and_redoing_goes_through_the_very_same_states(
    sequence: list[Act], again: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ids = world.fill(COUNT)
        library = world.open()
        library.fold()
        states = [marks(world)]
        for act in sequence:
            if library.apply(change_of(act, ids)) is not None:
                states.append(marks(world))
                assert states[-1] != states[-2]  # an act that is told of did something
            else:
                assert marks(world) == states[-1]
        library = reopened(library, world, again)
        for state in reversed(states[:-1]):
            assert library.undo() is not None
            library = reopened(library, world, again)
            assert marks(world) == state
        assert library.undo() is None
        for state in states[1:]:
            assert library.redo() is not None
            library = reopened(library, world, again)
            assert marks(world) == state
        assert library.redo() is None
        library.close()


@given(st.lists(acts, max_size=15))
@settings(max_examples=40)
def test_what_is_unread_is_neither_read_nor_hidden(sequence: list[Act]) -> None:
    """The table of the unread ones is a short form of the others; it must never part from them."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ids = world.fill(COUNT)
        library = world.open()
        library.fold()
        model: dict[tuple[str, str], set[int]] = {}
        for act in sequence:
            change = change_of(act, ids)
            step = library.apply(change)
            marked = model.setdefault((change.kind, change.tag.casefold()), set())
            expected = set(change.ids) - marked if change.value else set(change.ids) & marked
            if change.kind != "tag":
                assert set(step.ids if step else ()) == expected
                (marked.update if change.value else marked.difference_update)(change.ids)
        read, hidden = model.get(("read", ""), set()), model.get(("hide", ""), set())
        assert set(library.ids(UNREAD)) == set(ids) - read - hidden
        assert set(library.ids(EVERYTHING)) == set(ids) - hidden
        assert found(library, "is:hidden") == hidden
        assert library.counts(EVERYTHING).unread == len(set(ids) - read - hidden)
        library.close()


def test_a_tag_is_one_whatever_its_case_and_width(world: World) -> None:
    first, second = world.fill(2)
    library = world.open()
    library.fold()
    assert library.apply(tag([first], "AI")) == library.history(1)[0]
    assert library.apply(tag([first], "ａｉ")) is None
    step = library.apply(tag([first, second], "ai"))
    assert step is not None
    assert step.ids == (second,)
    for query in ("tag:ai", "tag:AI", "tag:ＡＩ"):
        assert found(library, query) == {first, second}
    assert library.apply(tag([first], "Ai", False)) is not None
    assert found(library, "tag:ai") == {second}
    assert library.apply(tag([first], "ai", False)) is None
    library.close()


def test_taking_a_tag_away_and_undoing_that_gives_back_how_it_was_written(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    library.fold()
    library.apply(tag([number], "OpenAI"))
    library.apply(tag([number], "openai", False))
    library.undo()
    assert "OpenAI" in library.rows([number])[number].labels
    assert ("OpenAI", 1) in library.facets(EVERYTHING).values["tag"]
    library.close()


def test_a_tag_of_the_publishers_may_be_given_too(world: World) -> None:
    (number,) = world.fill(1, tags=("kernel",))
    library = world.open()
    library.fold()
    assert library.apply(tag([number], "Kernel")) is not None
    assert found(library, "tag:kernel") == {number}
    assert dict(library.facets(EVERYTHING).values["tag"]) == {"kernel": 1}
    assert library.apply(tag([number], "kernel", False)) is not None
    assert found(library, "tag:kernel") == {number}  # it is still the publisher's
    library.close()


def test_what_the_user_marked_unread_stays_so_over_hiding_and_showing(world: World) -> None:
    """While a source is listed for the first time, its backlog is put aside again and again, but
    nothing that the user asked to be unread."""
    world.subscribe("news", unread="none")
    library = world.open()
    ids = store_only(world, [make_draft(number) for number in range(3)])
    library.fold()
    assert not library.ids(UNREAD)
    library.apply(mark_read(ids, False))
    library.apply(hide(ids[:1]))
    library.undo()
    assert set(library.ids(UNREAD)) == set(ids)
    store_only(world, [make_draft(9)])
    library.fold()
    assert set(library.ids(UNREAD)) == set(ids)
    library.close()


@pytest.mark.parametrize("kind", ["hide", "tag", "star", "read"])
def test_marks_of_articles_that_are_not_there_are_kept_for_when_they_come(
    world: World, kind: Kind
) -> None:
    world.fill(1)
    library = world.open()
    library.fold()
    later = ingest(World(world.root / "elsewhere").library, [make_draft(5)])
    assert library.apply(Change(kind, tuple(later), True, "x" if kind == "tag" else "")) is not None
    assert ingest(world.library, [make_draft(5)]) == later
    library.fold()
    query = {"hide": "is:hidden", "tag": "tag:x", "star": "is:starred", "read": "is:read"}[kind]
    assert found(library, query) == set(later)
    assert (later[0] in library.ids(UNREAD)) is (kind in ("tag", "star"))
    library.close()


def test_the_history_tells_of_hiding_and_tagging(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    library.fold()
    library.apply(hide(ids))
    library.apply(tag(ids[:2], "a:b c"))
    library.apply(star(ids[:1]))
    library.apply(tag(ids[:1], "a:b c", False))
    told = [step.change for step in library.history(9)]
    assert [(c.kind, c.value, c.tag) for c in told if isinstance(c, Change)] == [
        ("tag", False, "a:b c"),
        ("star", True, ""),
        ("tag", True, "a:b c"),
        ("hide", True, ""),
    ]
    library.close()


def test_what_is_starred_or_tagged_is_kept_and_what_is_only_hidden_is_not(
    world: World,
) -> None:
    first, second, third = world.fill(3)
    library = world.open()
    library.fold()
    library.apply(star([first]))
    library.apply(tag([second], "x"))
    library.apply(hide([second, third]))
    assert library.kept_among([first, second, third]) == {first, second}
    assert library.kept_among([third]) == set()
    library.apply(Change("tag", (second,), False, "X"))
    assert library.kept_among([first, second, third]) == {first}
    assert found(library, "is:hidden") == {second, third}
    library.close()
