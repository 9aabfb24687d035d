"""What is done to feeds and folders: paused, muted, removed, opened, fetched; and undone."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import (
    Child,
    Feed,
    at,
    describe,
    drawn_row,
    news,
    row_names,
    started,
    stored,
    subscribe,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    counted,
    list_screen,
    press,
    recording,
    running,
    screen_text,
    titles,
    until,
)
from tests.screens.test_feeds_read import (
    ALL,
    HACKER,
    LOOSE,
    LWN,
    ROWS,
    STEPS,
    WALL,
    unread_ids,
)


def sources_in_list(titles: list[str]) -> dict[str, int]:
    names = [words.partition(" article ")[0] for words in titles]
    return {name: names.count(name) for name in names}


# Paused


async def test_a_feed_is_paused_and_resumed_and_that_is_undone(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "P")
        assert "paused" in drawn_row(app, "Hacker News")
        assert "paused" in news(app) and news(app).endswith("   u takes it back")
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (True, False)
        await press(pilot, "P")
        assert "resumed" in news(app)
        assert not stored(world, HACKER).paused
        await press(pilot, "u")
        assert news(app).startswith("undid: ") and "resumed" in news(app)
        assert stored(world, HACKER).paused
        assert "paused" in drawn_row(app, "Hacker News")
        await press(pilot, "u")
        assert not stored(world, HACKER).paused
        assert "paused" not in screen_text(app).replace(news(app), "")
        assert at(app) == "Hacker News"


async def test_a_folder_is_paused_as_one_step(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "P", "k", "P")
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (True, True)
        await press(pilot, "P")
        assert news(app) == "2 sources resumed   u takes it back"
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (False, False)
        await press(pilot, "u", "u")
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (True, False)
        assert not stored(world, WALL).paused
        assert at(app) == "Tech"


# Muted


async def test_a_muted_feed_is_left_out_of_unread_and_still_there_by_its_own_name(
    world: World,
) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "m")
        assert "muted" in drawn_row(app, "Hacker News")
        assert stored(world, HACKER).settings.mute
        await press(pilot, "q")
        assert sources_in_list(titles(app)) == {"LWN.net": 4, WALL.name: 5, "Loose": 1}
        await counted(pilot)
        assert bar(app, "head").startswith("Unread 10 of ")
        await press(pilot, "2")
        assert sources_in_list(titles(app))["Hacker News"] == 5
        await press(pilot, "g", "f", "j", "enter")
        assert sources_in_list(titles(app)) == {"Hacker News": 3}
        await press(pilot, "escape")
        assert sources_in_list(titles(app)) == {"LWN.net": 4, WALL.name: 5, "Loose": 1}
        await press(pilot, "g", "f", "j", "m", "q")
        assert sources_in_list(titles(app))["Hacker News"] == 3


async def test_muting_says_what_was_done_and_is_undone(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "m")
        assert "mute" in news(app)
        await press(pilot, "u")
        assert not stored(world, HACKER).settings.mute
        assert "muted" not in drawn_row(app, "Hacker News")
        assert at(app) == "Hacker News"


# Removed


async def test_a_removed_feed_takes_its_articles_with_it_and_brings_them_back(
    world: World,
) -> None:
    subscribe(world, *ALL)
    ids = unread_ids(world, LWN)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "g", "f", *"jjj", "D")
        assert "removed" in news(app)
        assert row_names(app) == ["Tech", "Hacker News", "财经", WALL.name, "Loose"]
        assert not stored(world, LWN).subscribed
        assert_sound(app)
        await press(pilot, "q")
        assert ids.isdisjoint(list_screen(app).list.ids)
        assert sources_in_list(titles(app)) == {"Hacker News": 3, WALL.name: 5, "Loose": 1}
        await press(pilot, "g", "f", "u")
        assert row_names(app) == ROWS
        assert drawn_row(app, "LWN.net").split()[-2:] == ["4", "4"]
        await press(pilot, "q")
        assert ids <= set(list_screen(app).list.ids)


async def test_a_removed_feed_is_brought_back_by_u_in_the_list(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"jjj", "D", "q")
        assert len(list_screen(app).list.ids) == 9
        await press(pilot, "u")
        assert "undid: " in news(app) and "removed" in news(app)
        assert len(list_screen(app).list.ids) == 13


async def test_a_folder_is_not_removed(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "D")
        assert news(app) == "A folder goes with its last feed; remove those"
        assert row_names(app) == ROWS


async def test_the_last_feed_can_be_removed_and_brought_back(world: World) -> None:
    subscribe(world, LOOSE)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "D")
        assert row_names(app) == []
        assert "No feeds yet" in screen_text(app)
        assert_sound(app)
        await press(pilot, "u")
        assert row_names(app) == ["Loose"]


# Opened, fetched


async def test_its_site_is_opened(world: World) -> None:
    subscribe(world, *ALL)
    describe(world, HACKER, "https://news.ycombinator.com/")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "g", "f", "o")
        assert opened == []
        await press(pilot, "j", "o")
        assert opened == ["https://news.ycombinator.com/"]
        assert news(app) == "opening news.ycombinator.com"
        assert at(app) == "Hacker News"


async def test_a_feed_that_names_no_site_says_so_of_the_feed(world: World) -> None:
    subscribe(world, LOOSE)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "g", "f", "o")
        assert opened == []
        assert news(app) and "article" not in news(app)


@pytest.mark.parametrize(
    ("name", "feeds"), [("Hacker News", [HACKER]), ("Tech", [HACKER, LWN]), ("Loose", [LOOSE])]
)
async def test_the_child_is_asked_for_the_feed_or_all_of_the_folder(
    world: World, child: Child, name: str, feeds: list[Feed]
) -> None:
    subscribe(world, *ALL)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await press(pilot, "g", "f", *"j" * STEPS[name], "r")
        assert (news(app), at(app)) == ("fetching…", name)
        await until(pilot, lambda: child.asked)
    (asked,) = child.asked
    assert sorted(asked["refresh"]) == sorted(feed.address for feed in feeds)
    assert (asked["force"], asked["forgive"]) == (True, True)


async def test_without_the_child_fetching_says_why_nothing_happens(world: World) -> None:
    subscribe(world, LOOSE)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "r")
        assert news(app) == "The fetching program is not running; telex doctor tells why"
