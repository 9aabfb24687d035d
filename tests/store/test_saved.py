"""Views and rules: saved, changed, removed and undone, in the order that the user gave them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import World
from tests.store.reading_sql import all_rows
from tui.core.change import Change, SavedChange, star
from tui.core.queryparse import parse
from tui.deeds import in_words
from tui.library import Library
from tui.words import Words


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    world.fill(2)
    opened = world.open()
    opened.fold()
    yield opened
    opened.close()


def views(library: Library) -> list[tuple[str, str]]:
    return [(name, str(query)) for name, query in library.views().items()]


def save(library: Library, *names: str) -> None:
    for name in names:
        assert library.save_view(name, parse(f"tag:{name}")) is not None


def told(library: Library, language: str = "en") -> list[str]:
    words = Words(language)
    return [in_words(step.change, words) for step in library.history(20)]


def test_a_view_is_saved_changed_and_removed(library: Library) -> None:
    step = library.save_view("科技", parse("tag:ai or 芯片"))
    assert step is not None
    assert step.change == SavedChange("view", "科技", None, "tag:ai or 芯片")
    assert (step.kind, step.ids, step.deliberate) == ("view", (), True)
    assert library.views() == {"科技": parse("tag:ai or 芯片")}
    assert library.save_view("科技", parse("tag:ai or 芯片")) is None
    assert library.save_view("科技", parse("芯片 sort:relevance")) is not None
    assert views(library) == [("科技", "芯片 sort:relevance")]
    assert library.save_view("科技", None) is not None
    assert library.save_view("科技", None) is None
    assert library.views() == {}
    assert len(library.history(9)) == 3


def test_a_rule_is_saved_changed_and_removed(library: Library) -> None:
    assert library.save_rule("title:促销", "hide") is not None
    assert library.save_rule("title:促销", "hide") is None
    step = library.save_rule("title:促销", "read,tag:广告")
    assert step is not None
    assert step.change == SavedChange("rule", "title:促销", "hide", "read,tag:广告")
    assert library.rules() == {"title:促销": "read,tag:广告"}
    assert library.save_rule("title:促销", None) is not None
    assert library.rules() == {}


def test_a_view_and_a_rule_of_one_name_are_two(library: Library) -> None:
    library.save_view("kernel", parse("kernel"))
    library.save_rule("kernel", "star")
    library.save_view("kernel", None)
    assert (library.views(), library.rules()) == ({}, {"kernel": "star"})


def test_they_stand_in_the_order_they_were_saved_in(world: World, library: Library) -> None:
    save(library, "z", "a", "m")
    library.save_view("a", parse("tag:other"))  # changed, it stays in its place
    expected = [("z", "tag:z"), ("a", "tag:other"), ("m", "tag:m")]
    assert views(library) == expected
    library.close()
    again = world.open()
    assert views(again) == expected
    save(again, "b")
    assert [name for name, _ in views(again)] == ["z", "a", "m", "b"]
    for query in ("z", "a", "m"):
        again.save_rule(query, "star")
    again.save_rule("z", "hide")
    assert list(again.rules().items()) == [("z", "hide"), ("a", "star"), ("m", "star")]
    again.close()


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_what_was_removed_comes_back_to_its_place(library: Library, gone: str) -> None:
    """5 to 9 show the views by their place, and rules are applied in that order."""
    save(library, "a", "b", "c")
    for query in ("a", "b", "c"):
        library.save_rule(query, f"tag:{query}")
    before = views(library), list(library.rules().items())
    library.save_view(gone, None)
    library.save_rule(gone, None)
    library.undo()
    library.undo()
    assert (views(library), list(library.rules().items())) == before


def test_what_was_changed_comes_back_as_it_was(library: Library) -> None:
    save(library, "a", "b")
    library.save_view("a", parse("tag:other sort:oldest"))
    library.undo()
    assert views(library) == [("a", "tag:a"), ("b", "tag:b")]
    redone = library.redo()
    assert redone is not None
    assert redone.change == SavedChange("view", "a", "tag:a", "tag:other sort:oldest")
    assert views(library) == [("a", "tag:other sort:oldest"), ("b", "tag:b")]


def test_undo_goes_through_marks_and_saved_ones_as_they_were_made(library: Library) -> None:
    first, second = library.ids(parse(""))
    library.apply(star([first]))
    save(library, "a")
    library.apply(star([second]))
    library.save_rule("a", "read")
    kinds = []
    while (step := library.undo()) is not None:
        kinds.append(step.kind)
    assert kinds == ["rule", "star", "view", "star"]
    assert (views(library), library.rules(), list(library.ids(parse("is:starred")))) == ([], {}, [])
    kinds = []
    while (step := library.redo()) is not None:
        kinds.append(step.kind)
    assert kinds == ["star", "view", "star", "rule"]
    assert views(library) == [("a", "tag:a")]
    assert library.undo(rules=True) is None  # saving a rule is the user's own act


def test_saving_ends_what_can_be_done_again(library: Library) -> None:
    save(library, "a")
    library.undo()
    save(library, "b")
    assert library.redo() is None
    assert [name for name, _ in views(library)] == ["b"]


def test_two_telexes_see_each_others(world: World, library: Library) -> None:
    other = world.open()
    before = other.versions()
    save(library, "a")
    assert other.versions() != before
    assert views(other) == [("a", "tag:a")]
    assert other.undo() is not None
    assert views(library) == []
    other.close()


def test_a_view_that_is_no_query_any_more_is_left_out_and_kept(
    world: World, library: Library
) -> None:
    save(library, "a")
    store = world.store()
    store.save("view", "of a newer telex", "field:unheard-of")
    assert store.saved("view")["of a newer telex"] == "field:unheard-of"
    store.close()
    assert views(library) == [("a", "tag:a")]


def test_the_history_in_words(library: Library) -> None:
    save(library, "Mine")
    library.save_view("Mine", None)
    library.save_rule("title:促销", "hide")
    library.save_rule("title:促销", None)
    assert told(library) == [
        "rule removed: title:促销",
        "rule saved: title:促销",
        "view Mine removed",
        "view Mine saved",
    ]
    chinese = told(library, "zh_CN")
    assert all(any("一" <= c <= "鿿" for c in line.replace("促销", "")) for line in chinese)
    assert len(set(chinese)) == 4


@pytest.mark.parametrize(
    "name",
    ["it's", 'say "x"', "100%", "{n}", "a\\b", "中文 视图", "x" * 60, "--", "; DROP TABLE saved"],
)
def test_any_name_will_do(world: World, library: Library, name: str) -> None:
    library.save_view(name, parse("tag:x"))
    assert list(library.views()) == [name]
    assert name in told(library)[0]
    library.close()
    again = world.open()
    assert again.undo() is not None
    assert again.views() == {}
    assert again.redo() is not None
    assert list(again.views()) == [name]
    again.close()


Act = tuple[Literal["view", "rule"], str, str | None]
acts: st.SearchStrategy[Act] = st.tuples(
    st.sampled_from(("view", "rule")),
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("x", "y", "star", None)),
)


@given(st.lists(acts, max_size=12), st.booleans())
@settings(max_examples=50)
def test_undo_and_redo_go_through_what_was_saved(sequence: list[Act], again: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        store = world.store()
        model: dict[tuple[str, str], str] = {}
        states = [dict(model)]
        for kind, name, value in sequence:
            differs = model.get((kind, name)) != value
            assert (store.save(kind, name, value) is not None) is differs
            if differs:
                model.pop((kind, name), None) if value is None else model.update(
                    {(kind, name): value}
                )
                states.append(dict(model))
        for turn, expected in (
            *((store.undo, state) for state in reversed(states[:-1])),
            *((store.redo, state) for state in states[1:]),
        ):
            assert turn() is not None
            rows = all_rows(world.state, "SELECT kind, name, value FROM saved")
            assert {(kind, name): value for kind, name, value in rows} == expected
        assert store.redo() is None
        store.close()


def test_words_that_a_screen_remembers(world: World, library: Library) -> None:
    assert library.remembered("pane") == ""
    library.remember_word("pane", "closed")
    library.remember_word("other", "")
    library.close()
    again = world.open()
    assert (again.remembered("pane"), again.remembered("other")) == ("closed", "")
    again.remember_word("pane", "open")
    assert again.remembered("pane") == "open"
    assert not [step for step in again.history(9) if not isinstance(step.change, Change)]
    again.close()
