"""The reader's own tags: given, taken away, completed, found again."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    titles,
)
from tests.screens.searching import paste
from tests.screens.triaging import act, journal, offers, tags, type_in
from tui.core.change import tag


async def test_names_are_given_with_commas_between_as_one_step(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await type_in(pilot, "T", "to read, 物流，later on", "enter")
        assert sorted(tags(world, ids[0])) == sorted(["to read", "物流", "later on"])
        assert tags(world, ids[1]) == []
        assert len(journal(world)) == 1
        assert "1 tagged to read" in bar(app, "news")
        assert "物流" in screen_lines(app)[2]
        await press(pilot, "u")
        assert tags(world, ids[0]) == []
        assert "物流" not in screen_lines(app)[2]
        await press(pilot, "ctrl+r")
        assert len(tags(world, ids[0])) == 3


async def test_minus_takes_one_away_beside_another_that_is_given(world: World) -> None:
    ids = world.fill(2)
    act(world, tag([ids[0]], "old"), tag([ids[0]], "kept"))
    async with running(world) as (pilot, _):
        await type_in(pilot, "T", "-old, new", "enter")
        assert sorted(tags(world, ids[0])) == ["kept", "new"]
        await press(pilot, "u")
        assert sorted(tags(world, ids[0])) == ["kept", "old"]


async def test_what_it_bears_is_told_and_offered_to_be_taken_away(world: World) -> None:
    ids = world.fill(3)
    act(world, tag([ids[0]], "mine"), tag(ids, "ours"))
    async with running(world) as (pilot, app):
        await press(pilot, "T")
        assert bar(app, "foot").startswith("Tags: ")
        assert bar(app, "news").startswith("#")
        assert "#mine" in bar(app, "news") and "#ours" in bar(app, "news")
        assert offers(app) == ["-ours", "-mine"]
        await press(pilot, "escape", "j", "T")
        assert offers(app) == ["-ours", "mine"]


async def test_tab_completes_the_name_that_is_being_typed(world: World) -> None:
    ids = world.fill(3)
    act(world, tag([ids[2]], "semiconductors"), tag([ids[2]], "shipping"))
    async with running(world) as (pilot, app):
        await type_in(pilot, "T", "new, sem")
        assert offers(app) == ["semiconductors"]
        await press(pilot, "tab")
        assert bar(app, "foot").startswith("Tags: new, semiconductors_")
        await press(pilot, "enter")
        assert sorted(tags(world, ids[0])) == ["new", "semiconductors"]
        await press(pilot, "j")
        await type_in(pilot, "T", "down", "down", "enter")
        assert len(tags(world, ids[1])) == 1


async def test_capitals_are_no_other_tag(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, _):
        await type_in(pilot, "T", "Mine", "enter")
        await press(pilot, "j")
        await type_in(pilot, "T", "mine", "enter")
        await type_in(pilot, "T", "-MINE", "enter")
    assert len(tags(world, ids[0])) == 1
    assert tags(world, ids[1]) == []


@pytest.mark.parametrize("keys", [("escape",), ("enter",), (" , ,, ", "enter"), ("-", "enter")])
async def test_without_a_name_nothing_is_done(world: World, keys: tuple[str, ...]) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await type_in(pilot, "T", *keys)
        assert tags(world, ids[0]) == []
        assert journal(world) == []
        await press(pilot, "j", "m")
        assert [step.ids for step in journal(world)] == [(ids[1],)]
        assert "Tags" not in bar(app, "foot")


async def test_what_is_typed_at_once_belongs_to_the_prompt(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, *"Tquestion", "enter", *"jTxe", "enter", "s")
        await settle(pilot)
        assert tags(world, ids[0]) == ["question"]
        assert tags(world, ids[1]) == ["xe"]
        assert [step.kind for step in journal(world)] == ["star", "tag", "tag"]


async def test_they_are_found_like_a_publishers_and_in_the_filter(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j")
        await type_in(pilot, "T", "my own", "enter")
        await type_in(pilot, "/", 'tag:"my own"', "enter")
        assert titles(app) == ["Article 2"]
        await press(pilot, "escape", "t")
        assert "my own" in screen_text(app)


async def test_an_article_is_tagged_from_its_page(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "J")
        await type_in(pilot, "T", "deep", "enter")
        assert tags(world, ids[1]) == ["deep"]
        assert article_screen(app)._place == 1
        await press(pilot, "u")
        assert tags(world, ids[1]) == []


async def test_hostile_names_are_words_and_are_drawn_as_they_are(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "T")
        await paste(pilot, "[@click=app.quit]点我[/]\x1b]0;x\x07\u202e")
        await press(pilot, "enter")
        (name,) = tags(world, ids[0])
        assert name.startswith("[@click=app.quit]点我[/]")
        assert_sound(app)
        await press(pilot, "T")
        assert "[@click=app.quit]点我[/]" in screen_text(app)
        assert_sound(app)
        await press(pilot, "escape", "U")
        assert_sound(app)


async def test_a_very_long_name_is_cut_and_what_is_typed_stays_in_sight(world: World) -> None:
    ids = world.fill(2)
    async with running(world, (60, 24)) as (pilot, app):
        await press(pilot, "T")
        await paste(pilot, "很长的标签" * 100 + "END")
        assert "END_" in screen_text(app)
        assert_sound(app)
        await press(pilot, "enter")
        (name,) = tags(world, ids[0])
        assert len(name) == 60
        assert_sound(app)


async def test_many_own_tags_are_offered_a_few_at_a_time(world: World) -> None:
    ids = world.fill(2)
    act(world, *(tag([ids[1]], f"tag number {n}") for n in range(60)))
    async with running(world, (80, 24)) as (pilot, app):
        await press(pilot, "T")
        assert len(offers(app)) == 50
        assert app.screen.query_one("#offers").size.height == 8
        await press(pilot, *["down"] * 30)
        assert_sound(app)
        await press(pilot, "enter")
        assert len(tags(world, ids[0])) == 1
