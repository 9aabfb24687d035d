"""The line of the search itself: editing, pasting, completing, what was typed before."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.screen import bar, list_screen, press, running, titles
from tests.screens.searching import (
    ALL,
    ARMS,
    CLASS,
    PEOPLE,
    RAIN,
    WATERS,
    fill,
    find,
    followed,
    paste,
    shown,
    truth,
    type_on,
    typed_truth,
)
from tui.app import TelexApp


def line(app: TelexApp) -> str:
    """What is typed, with the sign where the next letter goes."""
    return bar(app, "head").partition(" /")[2]


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (("ctrl+w",), "robots in _"),
        (("ctrl+w", "ctrl+w"), "robots _"),
        (("left", "left", "ctrl+w"), "robots in _me"),
        (("ctrl+u",), "_"),
        (("left", "left", "ctrl+u"), "_me"),
        (("ctrl+a", "ctrl+k"), "_"),
        (("ctrl+w", "ctrl+a", "right", "ctrl+k"), "r_"),
        (("left", "x", "right", "y"), "robots in romxey_"),
        (("home", "x", "end", "y"), "xrobots in romey_"),
        (("home", "left", "x", "delete"), "x_obots in rome"),
        (("end", "right", "x", "delete"), "robots in romex_"),
        (("home", "backspace"), "_robots in rome"),
        (("ctrl+b", "ctrl+h", "ctrl+f", "ctrl+h"), "robots in ro_"),
        (("ctrl+a", "ctrl+d", "ctrl+e", "space"), "obots in rome _"),
    ],
)
async def test_the_line_is_edited_as_in_a_shell(
    world: World, keys: tuple[str, ...], left: str
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "robots in rome")
        await type_on(pilot, *keys)
        assert line(app) == left
        assert shown(app) == typed_truth(world, left.replace("_", ""))
        assert list_screen(app).typing


async def test_every_letter_that_is_a_key_elsewhere_is_text_here(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        keys = "jkGgesmNuAtSWbrRanpoyqQ?.123456789"
        await find(pilot, keys)
        assert line(app) == f"{keys}_"
        await press(pilot, "escape")
        assert (shown(app), list_screen(app).list.cursor) == (ids, 0)
        assert truth(world, "is:starred", "all") == truth(world, "is:read", "all") == []
        assert len(app.screen_stack) == 1


async def test_what_is_pasted_is_looked_for_as_one_line(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "/")
        await paste(pilot, "in\nthe\train\x1b[31m")
        await followed(pilot)
        assert "\x1b" not in line(app) and "in the rain" in line(app)
        await press(pilot, "ctrl+u")
        await paste(pilot, "智能")
        await followed(pilot)
        assert titles(app) == [CLASS]


async def test_what_is_pasted_while_nothing_is_typed_does_nothing(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await paste(pilot, "esG/rome")
        assert (shown(app), list_screen(app).list.cursor) == (ids, 0)
        assert truth(world, "is:starred", "all") == truth(world, "is:read", "all") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("課堂", [CLASS]),
        ("课堂", [CLASS]),
        ("人工", [CLASS, PEOPLE]),
        ("学生", [CLASS]),
        ("ｒｏｍｅ", [ARMS, RAIN]),
        ("ＴＡＧ：ｔｒａｖｅｌ", None),
        ("tag：travel", [RAIN, WATERS]),
        ("“in the rain”", [RAIN]),
        ("ROME", [ARMS, RAIN]),
        ("人工　-人口", [CLASS]),
    ],
)
async def test_words_from_an_input_method(
    world: World, words: str, found: list[str] | None
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, words, "enter")
        if found is None:  # a field's name is ASCII
            assert titles(app) == []
        else:
            assert titles(app) == found


async def test_a_fields_name_is_completed(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "ta")
        assert bar(app, "news").startswith("Tab tag:")
        await type_on(pilot, "tab")
        assert line(app) == "tag:_"
        assert bar(app, "news").split() == ["Tab", "ai", "census", "travel"]
        await type_on(pilot, "t", "tab")
        assert line(app) == "tag:travel_"
        assert titles(app) == [RAIN, WATERS]
        await press(pilot, "enter")
        assert str(list_screen(app).state.narrowed) == "tag:travel"


async def test_tab_goes_on_from_offer_to_offer_and_round(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome tag:")
        lines = []
        for _ in range(4):
            await type_on(pilot, "tab")
            lines.append(line(app))
        names = ("ai", "census", "travel", "ai")
        assert lines == [f"rome tag:{name}_" for name in names]
        assert titles(app) == [ARMS]
        assert bar(app, "news").split() == ["Tab", "ai", "census", "travel"]


async def test_sources_states_and_several_values_are_completed(world: World) -> None:
    fill(world)
    world.subscribe("wire")
    ingest(world.library, [make_draft(50, title="By wire")], "wire")
    async with running(world) as (pilot, app):
        await find(pilot, "source:w")
        await type_on(pilot, "tab")
        assert line(app) == "source:wire_" and titles(app) == ["By wire"]
        await type_on(pilot, *",n", "tab")
        assert line(app) == "source:wire,news_" and len(titles(app)) == 7
        await type_on(pilot, "ctrl+u", *"-is:st", "tab")
        assert line(app) == "-is:starred_" and len(titles(app)) == 7


async def test_a_name_with_a_space_is_completed_in_quotation_marks(world: World) -> None:
    world.fill(2, tags=("New York",))
    async with running(world) as (pilot, app):
        await find(pilot, "tag:new")
        await type_on(pilot, "tab")
        assert line(app) == 'tag:"New York"_'
        assert len(titles(app)) == 2
        await type_on(pilot, "ctrl+u", *'tag:"New Y', "tab")
        assert line(app) == 'tag:"New York"_'


async def test_a_name_with_a_comma_is_completed_from_behind_it(world: World) -> None:
    world.fill(2, tags=("Paris, Texas",))
    async with running(world) as (pilot, app):
        await find(pilot, 'tag:"Paris, T')
        await type_on(pilot, "tab")
        assert line(app) == 'tag:"Paris, Texas"_'
        assert len(titles(app)) == 2


async def test_where_nothing_is_known_tab_changes_nothing(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome tag:zzz")
        await type_on(pilot, "tab", "tab")
        assert line(app) == "rome tag:zzz_"
        assert list_screen(app).typing


async def test_only_what_stands_before_the_cursor_is_completed(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "tag:tr rome")
        await type_on(pilot, *["left"] * 5, "tab")
        assert line(app) == "tag:travel_ rome"
        assert titles(app) == [RAIN]


async def test_up_recalls_what_was_looked_for_before(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        for words in ("rome", "needle"):
            await find(pilot, words, "enter", "escape")
        await find(pilot, "given up", "escape")
        await press(pilot, "/")
        lines = []
        for _ in range(3):
            await type_on(pilot, "up")
            lines.append(line(app))
        assert lines == ["needle_", "rome_", "needle_"]
        assert titles(app) == [WATERS]
        await type_on(pilot, "up", "enter")
        assert titles(app) == [ARMS, RAIN]


async def test_up_with_nothing_before_it_keeps_what_is_typed(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome")
        await type_on(pilot, "up")
        assert line(app) == "rome_" and titles(app) == [ARMS, RAIN]


async def test_down_ends_the_typing_as_enter_does(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome", "down")
        assert not list_screen(app).typing
        assert bar(app, "head") == "Unread 2 of 6 · rome"
        await press(pilot, "j", "s")
        assert truth(world, "is:starred") == truth(world, "title:rain")


async def test_enter_on_nothing_leaves_everything_as_it_was(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "/", "enter")
        assert not list_screen(app).typing
        assert (titles(app), list_screen(app).list.cursor) == (ALL, 1)
        await press(pilot, "escape")
        assert (titles(app), list_screen(app).list.cursor) == (ALL, 1)
