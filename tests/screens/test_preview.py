"""The article beside or below the list: where it is, what it shows, what it marks, what is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.builders import World
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    title,
    until,
)
from tests.screens.test_arrivals import arrive
from tests.screens.triaging import journal, read
from tui.app import TelexApp
from tui.config import Config

RIGHT, BELOW, NONE = (170, 40), (100, 40), (100, 30)


def preview(app: TelexApp) -> str:
    """The words in the preview; empty if it is not there."""
    view = list_screen(app).preview
    return "\n".join(line.text for line in view.lines) if view.size.width else ""


def size(app: TelexApp) -> tuple[int, int]:
    found = list_screen(app).preview.size
    return found.width, found.height


async def previewed(pilot: Pilot[None], words: str) -> None:
    app = pilot.app
    assert isinstance(app, TelexApp)
    await until(pilot, lambda: f"The body of {words.lower()}." in preview(app))
    await settle(pilot)


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await settle(pilot)


async def test_it_is_right_of_the_list_where_there_is_room(world: World) -> None:
    world.fill(5)
    async with running(world, RIGHT) as (pilot, app):
        assert preview(app) == ""
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        beside = list_screen(app).preview.region
        assert (beside.width, beside.right) == (80, 170)
        assert beside.y == list_screen(app).list.region.y
        assert "The body of article 0." in screen_text(app)
        assert_sound(app)
        await press(pilot, "v")
        assert size(app) == (0, 0)
        assert "The body" not in screen_text(app)


async def test_it_is_below_the_list_in_a_high_terminal(world: World) -> None:
    world.fill(5)
    async with running(world, BELOW) as (pilot, app):
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        listed, below = list_screen(app).list.region, list_screen(app).preview.region
        assert (below.x, below.width) == (0, 100)
        assert below.y == listed.bottom + 1
        assert 8 <= below.height <= 20 and listed.height >= 10
        assert_sound(app)


async def test_without_room_it_says_what_it_needs(world: World) -> None:
    world.fill(5)
    async with running(world, NONE) as (pilot, app):
        await press(pilot, "v")
        assert size(app) == (0, 0)
        assert bar(app, "news").startswith("The preview needs 160 columns, or 36 rows")
        await press(pilot, "v")
        assert not bar(app, "news").startswith("The preview needs")


@pytest.mark.parametrize("room", [RIGHT, BELOW])
async def test_it_follows_the_cursor(world: World, room: tuple[int, int]) -> None:
    world.fill(60)
    async with running(world, room) as (pilot, app):
        await press(pilot, "v", "j", "j")
        await previewed(pilot, "Article 2")
        burst(app, *"j" * 20)
        await previewed(pilot, "Article 22")
        assert title(app) == "Article 22"
        burst(app, *"kkkk", "G", *"kk", "g", "g", "j")
        await previewed(pilot, "Article 1")
        await press(pilot, "e")
        await previewed(pilot, "Article 2")
        await press(pilot, "S")
        await previewed(pilot, "Article 2")


async def test_it_marks_nothing_by_itself(world: World) -> None:
    ids = world.fill(5)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "v", "j")
        await previewed(pilot, "Article 1")
        assert list_screen(app)._reads_timer is None
        await press(pilot, "j")
        await previewed(pilot, "Article 2")
        assert (read(world, ids), journal(world)) == ([], [])


async def test_it_marks_read_what_was_looked_at_for_so_long(world: World) -> None:
    ids = world.fill(8)
    config = Config(timezone="UTC", preview_reads=600)
    async with running(world, RIGHT, config=config) as (pilot, app):
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        app.session.config = replace(config, preview_reads=1)
        burst(app, *"jjjj")
        await previewed(pilot, "Article 4")
        await until(pilot, lambda: (row := list_screen(app).list.row) and row.read)
        await settle(pilot)
        assert read(world, ids) == [4]
        assert [step.origin for step in journal(world)] == ["open"]
        assert "  12:00" not in screen_lines(app)[6][:4]
        await press(pilot, "u")
        assert bar(app, "news") == "Nothing to undo"
        await press(pilot, "N")
        assert read(world, ids) == []


async def test_it_marks_nothing_read_behind_another_screen(world: World) -> None:
    ids = world.fill(3)
    config = Config(timezone="UTC", preview_reads=600)
    async with running(world, RIGHT, config=config) as (pilot, app):
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        await press(pilot, "?")
        list_screen(app)._read_by_looking(ids[0])
        await settle(pilot)
        assert read(world, ids) == []


async def test_sizes_are_remembered_of_each_form(world: World) -> None:
    world.fill(5)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "b", "v", ">", ">")
        assert size(app)[0] == 88
        await previewed(pilot, "Article 0")
        assert_sound(app)
        await resize(pilot, *BELOW)
        height = size(app)[1]
        await press(pilot, ">", ">", ">", "<")
        assert size(app)[1] == height + 4
        await previewed(pilot, "Article 0")
    async with running(world, BELOW) as (pilot, app):
        await previewed(pilot, "Article 0")
        assert size(app)[1] == height + 4
        await resize(pilot, *RIGHT)
        await previewed(pilot, "Article 0")
        assert size(app)[0] == 88
        await press(pilot, "v")
    async with running(world, RIGHT) as (pilot, app):
        assert size(app) == (0, 0)
        await press(pilot, "v")
        assert size(app)[0] == 88


@pytest.mark.parametrize("room", [RIGHT, BELOW, (300, 36), (160, 36)])
@pytest.mark.parametrize("key", [">", "<"])
async def test_however_often_it_is_sized_both_keep_room(
    world: World, room: tuple[int, int], key: str
) -> None:
    world.fill(5)
    async with running(world, room) as (pilot, app):
        await press(pilot, "v")
        burst(app, *key * 80)
        await settle(pilot)
        listed = list_screen(app).list.size
        assert listed.width >= 40 and listed.height >= 6
        assert size(app)[0] >= 40 and size(app)[1] >= 6
        assert_sound(app)
        await press(pilot, "j")
        await previewed(pilot, "Article 1")


async def test_without_a_pane_sizing_says_which_keys_open_one(world: World) -> None:
    world.fill(3)
    async with running(world, NONE) as (pilot, app):
        await press(pilot, ">")
        assert bar(app, "news").startswith("No pane is open")


async def test_the_pane_at_the_left_is_sized_where_keys_are_in_it(world: World) -> None:
    world.fill(3)
    async with running(world, (220, 40)) as (pilot, app):
        await press(pilot, "v", "tab", ">")
        assert (list_screen(app).side.size.width, size(app)[0]) == (32, 80)
        await press(pilot, "tab", ">")
        assert (list_screen(app).side.size.width, size(app)[0]) == (32, 84)
    async with running(world, (220, 40)) as (_, app):
        assert (list_screen(app).side.size.width, size(app)[0]) == (32, 84)


async def test_zen_hides_the_panes_and_brings_them_back(world: World) -> None:
    world.fill(3)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        await press(pilot, "z")
        assert size(app) == (0, 0)
        assert "│" not in screen_text(app)
        assert screen_lines(app)[0].startswith("▌●")
        await press(pilot, "j", "z")
        await previewed(pilot, "Article 1")
        assert "│" in screen_text(app)
        assert size(app)[0] == 80


async def test_another_size_of_the_terminal_has_it_in_the_other_form(world: World) -> None:
    world.fill(3)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "v", "j")
        for room, width in ((BELOW, 100), (NONE, 0), (RIGHT, 80), (NONE, 0), (BELOW, 100)):
            await resize(pilot, *room)
            assert size(app)[0] == width
            assert_sound(app)
            if width:
                await previewed(pilot, "Article 1")


async def test_with_nothing_in_the_list_it_is_empty(world: World) -> None:
    world.fill(3)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "v")
        await previewed(pilot, "Article 0")
        await press(pilot, "3")
        await until(pilot, lambda: preview(app) == "")
        await press(pilot, "1")
        await previewed(pilot, "Article 0")


async def test_arrivals_leave_it_on_its_article(world: World) -> None:
    world.fill(3)
    async with running(world, RIGHT) as (pilot, app):
        await press(pilot, "v", "j")
        await previewed(pilot, "Article 1")
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert "The body of article 1." in preview(app)
        await press(pilot, ".", "home")
        await until(pilot, lambda: "body of article 1001." in preview(app))
