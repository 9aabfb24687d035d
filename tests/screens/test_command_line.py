"""``:`` and the name of a command: each runs, is completed, is remembered; queries are counted."""

from __future__ import annotations

from functools import partial

import pytest
from textual.pilot import Pilot

from tests.builders import World
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    titles,
    until,
)
from tests.screens.searching import paste
from tests.screens.seen import Seen
from tests.screens.sides import save
from tests.screens.triaging import (
    act,
    cursor,
    journal,
    offers,
    put_off,
    read,
    selected,
    starred,
    tags,
    type_in,
)
from tui.app import TelexApp
from tui.core.change import mark_read, star
from tui.core.command import Command
from tui.core.commands import ARTICLE, LIST

TYPED = [
    pytest.param(command, id=f"{command.scope}-{command.id}")
    for command in (*LIST, *ARTICLE)
    if command.id != "command" and (command.takes or not command.by_key)
]
_ARGUMENTS = {
    "later": "3d",
    "own-tags": "x, y",
    "pipe": "cat",
    "select-by": "tag:tag1",
    "search": "article",
    "sort": "oldest",
    "saved-view": "starred",
    "save-view": "mine",
}


async def run(pilot: Pilot[None], *words: str) -> None:
    """Type each of ``words`` on the command line."""
    for typed in words:
        await type_in(pilot, ":", typed, "enter")


def ends_with(app: TelexApp, told: str) -> bool:
    return bar(app, "foot").endswith(told)


@pytest.mark.parametrize("command", TYPED)
async def test_each_command_runs_by_its_name_alone(world: World, command: Command) -> None:
    world.fill(8)
    async with running(world) as (pilot, app):
        await press(pilot, "j", *(["enter"] if command.scope == "article" else []))
        await run(pilot, command.id)
        if not app._exit:
            assert f"no command {command.id}" not in screen_text(app)
            assert "Something went wrong" not in screen_text(app)
            assert_sound(app)
            await press(pilot, "escape")
        assert app._exit == (command.id == "quit")


@pytest.mark.parametrize("command", [entry for entry in TYPED if entry.values[0].takes])  # type: ignore[union-attr]
async def test_each_that_takes_something_takes_it(world: World, command: Command) -> None:
    ids = world.fill(8)
    async with running(world) as (pilot, app):
        await press(pilot, "j", *(["enter"] if command.scope == "article" else []))
        await run(pilot, f"{command.id} {_ARGUMENTS[command.id]}")
        await settle(pilot)
        assert "Something went wrong" not in screen_text(app)
        if command.id == "later":
            assert put_off(world, ids) == {1: "11-26 12:00"}
        elif command.id == "own-tags":
            assert tags(world, ids[1]) == ["x", "y"]


async def test_marks_are_about_the_selection_or_what_a_query_finds(world: World) -> None:
    ids = world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "x")
        await run(pilot, "mark star")
        assert (starred(world, ids), selected(app)) == ([0, 1], [])
        await press(pilot, ":", *"mark read tag:tag1")
        await until(pilot, lambda: "2 articles" in bar(app, "foot"))
        assert read(world, ids) == []
        await press(pilot, "enter")
        assert read(world, ids) == [1, 6]
        assert bar(app, "news").startswith("2 marked read")
        await press(pilot, "u")
        assert read(world, ids) == []
        await run(pilot, "mark read tag:nowhere")
        assert bar(app, "news") == "No article here matches tag:nowhere"
        await run(pilot, "mark later:tonight tag:tag2", "mark tag:seen tag:tag3")
        assert list(put_off(world, ids)) == [2, 7]
        assert tags(world, ids[3]) == tags(world, ids[8]) == ["seen"]
        await run(pilot, "mark purple")
        assert "There is no mark “purple”" in bar(app, "news")


async def test_a_count_is_of_what_enter_does(world: World) -> None:
    world.fill(12)
    async with running(world) as (pilot, app):
        for typed, told in (
            ("mark read", "1 article"),
            ("mark star is:unread tag:tag1", "3 articles"),
            ("search tag:tag0", "3 articles"),
            ("select-by tag:tag1 or tag:tag2", "5 articles"),
        ):
            await press(pilot, ":", *typed)
            await until(pilot, partial(ends_with, app, told))
            await press(pilot, "escape")
        await press(pilot, ":", *"mark read newer:soon")
        await until(pilot, lambda: "soon" in bar(app, "foot").partition("_")[2])
        assert_sound(app)


async def test_commands_with_words_behind_them(world: World) -> None:
    ids = world.fill(10)
    save(world, **{"My view": "tag:tag2"})
    async with running(world) as (pilot, app):
        await run(pilot, "later tomorrow")
        assert put_off(world, ids) == {0: "11-24 08:00"}
        await run(pilot, "own-tags x, -y")
        assert tags(world, ids[1]) == ["x"]
        await run(pilot, "undo 2")
        assert (put_off(world, ids), tags(world, ids[1])) == ({}, [])
        await run(pilot, "sort oldest")
        assert titles(app)[0] == "Article 9"
        await run(pilot, "sort newest", "sort sideways")
        assert bar(app, "news").startswith("No order sideways; it is one of newest, oldest")
        await run(pilot, "search tag:tag1")
        assert titles(app) == ["Article 1", "Article 6"]
        await press(pilot, "escape")
        assert len(titles(app)) == 10
        await run(pilot, "saved-view my VIEW")
        assert titles(app) == ["Article 2", "Article 7"]
        await run(pilot, "saved-view starred")
        assert bar(app, "head").startswith("Starred 0")
        await run(pilot, "saved-view none such")
        assert bar(app, "news") == "There is no view none such"
        await run(pilot, "list tag:tag4", "save-view fours", "saved-view unread")
        await press(pilot, "6")
        assert titles(app) == ["Article 4", "Article 9"]


async def test_undo_of_more_than_one_goes_into_an_earlier_session(world: World) -> None:
    ids = world.fill(4)
    act(world, star(ids[:1]), mark_read(ids[:1]))
    async with running(world) as (pilot, app):
        await press(pilot, "j", "s")
        await run(pilot, "undo 1")
        assert (starred(world, ids), read(world, ids)) == ([0], [0])
        await run(pilot, "undo 2")
        assert (starred(world, ids), read(world, ids)) == ([0], [])
        assert bar(app, "news").startswith("undid: 1 marked read")


async def test_names_are_offered_with_their_key_and_completed(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, ":", *"don")
        assert offers(app)[:2] == ["done", "done-above"]
        assert "Done: mark read and go on" in screen_text(app)
        await press(pilot, "tab")
        assert bar(app, "foot").startswith(":done_")
        await press(pilot, "escape", ":", *"lat", "tab")
        assert bar(app, "foot").startswith(":later _")
        assert offers(app)[:2] == ["tonight", "tomorrow"]
        await press(pilot, *"we", "tab")
        assert bar(app, "foot").startswith(":later weekend_")
        assert_sound(app)


async def test_arrows_choose_and_enter_does_what_is_chosen(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, ":", *"read", "down", "up", "up", "enter")
        assert read(world, ids) == [0]
        await press(pilot, ":", *"don", "down", "enter")
        assert cursor(app) == 0 and len(journal(world)) == 1  # (there is nothing above)
        await press(pilot, ":", *"don", "enter")
        assert cursor(app) == 1
        await press(pilot, ":", *"lat", "enter")
        assert bar(app, "foot").startswith("Later: ")


async def test_what_was_typed_comes_back_also_in_another_session(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await run(pilot, "sort oldest", "later 3d")
        await press(pilot, ":", "ctrl+p")
        assert bar(app, "foot").startswith(":later 3d_")
        await press(pilot, "ctrl+p", "ctrl+p")
        assert bar(app, "foot").startswith(":sort oldest_")
        await press(pilot, "ctrl+n", "ctrl+n", "escape")
        assert "Later" not in bar(app, "foot")
    async with running(world) as (pilot, app):
        await press(pilot, ":")
        await press(pilot, "ctrl+p")
        assert bar(app, "foot").startswith(":later 3d_")
        await press(pilot, "ctrl+p", "enter")
        assert list_screen(app).state.order == "oldest"


@pytest.mark.parametrize(
    ("typed", "meant"), [("serch", "search"), ("savd-view x", "saved-view"), ("docter", "doctor")]
)
async def test_an_unknown_name_is_told_with_the_nearest(
    world: World, typed: str, meant: str
) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await run(pilot, typed)
        assert bar(app, "news").startswith(f"There is no command {typed.split()[0]}")
        assert f"Did you mean {meant}?" in bar(app, "news")


HOSTILE = [
    "[@click=app.quit]x[/]",
    "[/",
    "x" * 990,
    "标" * 990,
    "mark read " + "(" * 300,
    "search [/] [b]x",
    "own-tags [red]x[/red]",
    "later $(id) `id` %s {0}",
    "sort {0}",
    "saved-view =",
    "undo 99999999999999999999",
    "undo ٣",
    "pipe",
    "list sort:",
]


@pytest.mark.parametrize("typed", HOSTILE)
async def test_hostile_words_are_words(world: World, typed: str) -> None:
    world.fill(3)
    for room in ((100, 30), (40, 12)):
        async with running(world, room) as (pilot, app):
            burst(app, ":")
            await paste(pilot, typed)
            assert_sound(app)
            assert bar(app, "foot").startswith(":") and "_" in screen_lines(app)[-1]
            await press(pilot, "enter")
            assert not app._exit
            assert "Something went wrong" not in screen_text(app)
            assert_sound(app)
            await press(pilot, "escape", "escape")
            assert on_list(app)


async def test_an_input_methods_colon_and_nothing_typed(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "：")
        assert bar(app, "foot").startswith(":")
        await press(pilot, "enter")
        assert on_list(app) and journal(world) == []
        await press(pilot, "：", *"star", "enter")
        assert Seen(app).starred(0)
