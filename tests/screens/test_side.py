"""The pane at the left of the list: what stands in it, going there and back, views saved from it."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import Feed, arrive, subscribe
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    settle,
    titles,
)
from tests.screens.sides import (
    FEEDS,
    HACKER,
    WIDE,
    counted,
    ids_of,
    row_under_cursor,
    rows,
    save,
    shown,
    side,
)


async def test_it_shows_views_feeds_by_folder_and_tags_with_what_is_unread(world: World) -> None:
    subscribe(world, *FEEDS)
    save(world, later="is:unread sort:oldest", linux="tag:linux")
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        assert rows(app) == [
            ["Unread", "6"],
            ["All"],
            ["Starred"],
            ["Later"],
            ["later", "6"],
            ["linux", "2"],
            ["Tech/", "5"],
            ["Hacker News", "3"],
            ["LWN.net", "2"],
            ["A loose one", "1"],
            ["all", "6"],
            ["tag0", "3"],
            ["linux", "2"],
            ["tag1", "2"],
            ["tag2", "1"],
        ]
        assert_sound(app)


async def test_its_numbers_follow_marks_their_undoing_and_arrivals(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        await press(pilot, "e", "s")
        await counted(pilot)
        assert rows(app)[:3] == [["Unread", "5"], ["All"], ["Starred", "1"]]
        await press(pilot, "A")
        await counted(pilot)
        assert rows(app)[:3] == [["Unread"], ["All"], ["Starred", "1"]]
        assert ["Tech/"] in rows(app) and ["Hacker News"] in rows(app)
        assert not any(row[0].startswith("tag") for row in rows(app))
        await press(pilot, "u")
        await counted(pilot)
        assert rows(app)[0] == ["Unread", "5"]
        arrive(world, HACKER, 4)
        await list_screen(app)._look_for_news()
        await counted(pilot)
        assert rows(app)[0] == ["Unread", "9"]


@pytest.mark.parametrize(("width", "there"), [(109, False), (110, True), (80, False)])
async def test_it_is_there_from_110_columns_on(world: World, width: int, there: bool) -> None:
    subscribe(world, *FEEDS)
    async with running(world, (width, 30)) as (pilot, app):
        await settle(pilot)
        assert bool(side(app)) == there
        assert_sound(app)
        await press(pilot, "tab")
        assert list_screen(app).in_side == there
        assert ("110 columns" in bar(app, "news")) == (not there)
        await press(pilot, "j")
        assert list_screen(app).list.cursor == (0 if there else 1)


async def test_it_comes_and_goes_with_the_room_for_it_and_gives_the_keys_back(
    world: World,
) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        await press(pilot, "tab", "j")
        await pilot.resize_terminal(90, 30)
        await settle(pilot)
        assert side(app) == []
        await press(pilot, "j")
        assert list_screen(app).list.cursor == 1
        await pilot.resize_terminal(*WIDE)
        await counted(pilot)
        assert rows(app)[0] == ["Unread", "6"]
        await press(pilot, "j")
        assert list_screen(app).list.cursor == 2


async def test_keys_move_in_it_and_over_its_gaps(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        await press(pilot, "tab")
        seen = [row_under_cursor(app)]
        for _ in range(6):
            await press(pilot, "j")
            seen.append(row_under_cursor(app))
        assert seen == ["Unread", "All", "Starred", "Later", "Tech/", "Hacker News", "LWN.net"]
        await press(pilot, "k", "k", "k", "k")
        assert row_under_cursor(app) == "Starred"
        await press(pilot, "G")
        assert row_under_cursor(app) == "tag2"
        await press(pilot, "g", "g")
        assert row_under_cursor(app) == "Unread"
        assert list_screen(app).list.cursor == 0
        assert sum("▌" in line.partition("│")[0] for line in screen_lines(app)) == 1


@pytest.mark.parametrize("key", ["tab", "escape"])
async def test_leaving_it_changes_nothing_in_the_list(world: World, key: str) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        await press(pilot, "j", "j")
        before = shown(app)
        await press(pilot, "tab", "j", "j", "j", key)
        assert (shown(app), list_screen(app).list.cursor) == (before, 2)
        assert not list_screen(app).in_side
        await press(pilot, "j")
        assert list_screen(app).list.cursor == 3


@pytest.mark.parametrize(
    ("name", "view", "query"),
    [
        ("All", "all", ""),
        ("Starred", "all", "is:starred"),
        ("Tech/", "unread", "folder:Tech"),
        ("Hacker News", "unread", "source:hacker-news"),
        ("linux", "unread", "tag:linux"),
    ],
)
@pytest.mark.parametrize("how", ["enter", "click"])
async def test_a_row_shows_its_articles(
    world: World, name: str, view: str, query: str, how: str
) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "s")
        await counted(pilot)
        if how == "click":
            line = next(
                n
                for n, text in enumerate(screen_lines(app))
                if text[2:].strip()[: len(name)] == name
            )
            await pilot.click(offset=(4, line))
            await settle(pilot)
        else:
            await press(pilot, "tab")
            while row_under_cursor(app) != name:
                await press(pilot, "j")
            await press(pilot, "enter")
        found = ids_of(world, query.replace("source:hacker-news", f'source:"{HACKER.name}"'), view)
        assert shown(app) == found and found
        assert len(found) < 6 or name == "All"
        assert not list_screen(app).in_side
        await press(pilot, "G")
        assert list_screen(app).list.cursor == len(found) - 1


async def test_a_feed_of_which_nothing_is_unread_shows_what_was_read(world: World) -> None:
    subscribe(world, *FEEDS, Feed("Quiet", read=2))
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        await press(pilot, "tab")
        while row_under_cursor(app) != "Quiet":
            await press(pilot, "j")
        await press(pilot, "enter")
        assert bar(app, "head").startswith("All 2") and len(titles(app)) == 2


async def test_whether_it_is_closed_is_remembered(world: World) -> None:
    subscribe(world, *FEEDS)
    for there in (True, False, True):
        async with running(world, WIDE) as (pilot, app):
            await settle(pilot)
            assert bool(side(app)) == there
            await press(pilot, "b")
            assert bool(side(app)) != there
            await press(pilot, "j")
            assert list_screen(app).list.cursor == 1


async def test_tab_and_what_follows_at_once_are_about_the_pane(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        burst(app, "tab", "j", "enter")
        await settle(pilot)
        assert bar(app, "head").startswith("All 7")
        assert not list_screen(app).in_side and list_screen(app).list.cursor == 0
