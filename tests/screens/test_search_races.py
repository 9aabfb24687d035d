"""Searching faster than the store answers: keys are about what was asked for, nothing comes late."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_text,
    settle,
    titles,
    until,
)
from tests.screens.searching import (
    ALL,
    ARMS,
    RAIN,
    ROBOTS,
    WATERS,
    at_once,
    counting_waits,
    fill,
    find,
    followed,
    shown,
    truth,
)


@pytest.mark.parametrize(("key", "state_of"), [("e", "is:read"), ("s", "is:starred")])
async def test_a_key_right_after_enter_is_about_what_was_found(
    world: World, key: str, state_of: str
) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "2")
        at_once(app, "needle", "enter", key)
        await followed(pilot)
        assert titles(app) == [WATERS]
        assert truth(world, state_of, "all") == [ids[ALL.index(WATERS)]]


async def test_what_was_found_is_opened_right_after_enter(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        at_once(app, "needle", "enter", "enter")
        await settle(pilot)
        assert "lies in the hay" in screen_text(app)


async def test_a_search_begun_and_left_at_once_leaves_no_trace(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        burst(app, "j", "/", *"robots", "escape", "e")
        await settle(pilot)
        await followed(pilot)
        assert shown(app) == ids
        assert truth(world, "is:read", "all") == [ids[ALL.index(ARMS)]]
        assert str(list_screen(app).state.narrowed) == "" and ROBOTS in titles(app)


async def test_a_view_asked_for_just_before_is_what_escape_gives_back(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "e", "1")
        assert shown(app) == ids[2:]
        burst(app, "2", "/", "escape")
        await settle(pilot)
        assert bar(app, "head").startswith("All 6")
        assert shown(app) == ids


async def test_what_is_found_after_escape_is_not_shown(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "j")
        with counting_waits(app) as gate:
            at_once(app, "rome")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "rome")
            burst(app, "escape")
            await until(pilot, lambda: not list_screen(app).typing)
            assert shown(app) == ids and list_screen(app).list.cursor == 2
            gate.set()
            await settle(pilot)
        assert shown(app) == ids and list_screen(app).list.cursor == 2
        assert bar(app, "head") == "Unread 5 of 6"


async def test_letters_that_overtake_the_store_end_with_the_last(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        with counting_waits(app) as gate:
            at_once(app, "rome")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "rome")
            burst(app, "space", *"rain")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "rome rain")
            gate.set()
            await followed(pilot)
        assert titles(app) == [RAIN]
        assert bar(app, "head") == "Unread 1 of 6 · /rome rain_"


async def test_while_the_store_is_slow_what_was_there_stays(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        with counting_waits(app):
            at_once(app, "needle")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "needle")
            assert shown(app) == ids
            assert "/needle_" in bar(app, "head")
        await followed(pilot)
        assert titles(app) == [WATERS]


async def test_marks_made_among_what_was_found_are_drawn_after_the_way_back(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome", "enter", "e", "s", "escape")
        assert shown(app) == ids
        drawn = [list_screen(app).list.known(place) for place in (ALL.index(ARMS), ALL.index(RAIN))]
        assert [(row.read, row.starred) for row in drawn if row] == [(True, False), (False, True)]
        assert bar(app, "head") == "Unread 5 of 6"


async def test_marks_and_the_way_back_at_once(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome", "enter")
        burst(app, "e", "s", "escape", "G", "s")
        await settle(pilot)
        assert shown(app) == ids and list_screen(app).list.cursor == 5
        starred = truth(world, "is:starred", "all")
        assert starred == [ids[ALL.index(RAIN)], ids[5]]
        assert truth(world, "is:read", "all") == [ids[ALL.index(ARMS)]]


async def test_a_search_outlives_the_reading_of_what_it_found(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome", "enter", "enter", "J", "q")
        assert titles(app) == [ARMS, RAIN] and list_screen(app).list.cursor == 1
        await press(pilot, "escape")
        assert titles(app) == ALL and list_screen(app).list.cursor == 0


async def test_another_view_of_what_is_looked_for_and_back(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "e", "1")
        await find(pilot, "rome", "enter")
        assert titles(app) == [RAIN]
        await press(pilot, "2")
        assert titles(app) == [ARMS, RAIN]
        await press(pilot, "escape")
        assert bar(app, "head").startswith("Unread 5 of 6")
        assert ROBOTS in titles(app) and ARMS not in titles(app)


async def test_a_second_search_is_not_within_a_tag_that_was_typed_in_the_first(
    world: World,
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "tag:ai", "enter")
        await find(pilot, "tag:travel", "enter")
        assert titles(app) == [RAIN, WATERS]
        await press(pilot, "escape")
        assert titles(app) == ALL


async def test_a_key_after_enter_waits_for_what_overtook_another_search(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        with counting_waits(app) as gate:
            at_once(app, "robots")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "robots")
            burst(app, "ctrl+u", *"needle", "enter", "s")
            await until(pilot, lambda: str(list_screen(app).asked[1]) == "needle")
            for _ in range(5):
                await pilot.pause()
            gate.set()
            await followed(pilot)
        assert titles(app) == [WATERS]
        assert truth(world, "is:starred", "all") == [ids[ALL.index(WATERS)]]


@pytest.mark.parametrize("keys", ["2/", "2/x"])
async def test_keys_are_heeded_after_a_search_that_began_while_a_view_was_coming(
    world: World, keys: str
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        burst(app, *keys, *["backspace"] * (len(keys) - 2), "enter", "j", "j")
        await followed(pilot)
        await press(pilot, "j")
        assert list_screen(app).list.cursor == 3
