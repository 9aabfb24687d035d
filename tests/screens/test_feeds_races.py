"""Keys on the feeds faster than the store, and a store that refuses: nothing is lost or hidden."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import at, info_of, news, row_names, shown_rows, stored
from tests.screens.feeds import subscribe as subscribe_to
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    settle,
    titles,
)
from tests.screens.test_feeds_read import ALL, HACKER, LOOSE, LWN, ROWS, unread_ids
from tui.errors import Locked, said
from tui.library import Library

REFUSED = Locked(said("The file is locked"), said("Try again"))


@pytest.mark.parametrize(
    ("key", "unread"), [("A", 10), ("m", 10), ("D", 10), ("P", 13)], ids=["A", "m", "D", "P"]
)
async def test_what_was_done_just_before_leaving_is_done_and_drawn(
    world: World, key: str, unread: int
) -> None:
    subscribe_to(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j")
        burst(app, key, "q")
        await settle(pilot)
        assert on_list(app)
        await press(pilot, ".")
        assert len(titles(app)) == unread
        assert any("Hacker" in words for words in titles(app)) == (key == "P")
        assert_sound(app)
    assert stored(world, HACKER).paused == (key == "P")
    assert stored(world, HACKER).subscribed == (key != "D")
    assert len(unread_ids(world, HACKER)) == 3 * (key != "A")


async def test_keys_pressed_at_once_are_each_done_in_their_order(world: World) -> None:
    subscribe_to(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j")
        burst(app, "P", "m", "u", "j", "j", "P")
        await settle(pilot)
        assert at(app) == "LWN.net"
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (True, True)
        assert not stored(world, HACKER).settings.mute
        assert info_of(app, "LWN.net").subscription.paused
        burst(app, "u", "u")
        await settle(pilot)
        assert (stored(world, HACKER).paused, stored(world, LWN).paused) == (False, False)


async def test_D_pressed_twice_at_once_removes_no_feed_that_was_not_seen_under_the_cursor(
    world: World,
) -> None:
    subscribe_to(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j")
        burst(app, "D", "D")
        await settle(pilot)
        gone = [feed.name for feed in ALL if not stored(world, feed).subscribed]
        assert gone == ["Hacker News"]


async def test_from_screen_to_screen_at_once(world: World) -> None:
    subscribe_to(world, *ALL)
    async with running(world) as (pilot, app):
        burst(app, *"gfghgfgfgh")
        await settle(pilot)
        assert bar(app, "head").startswith("Health")
        assert len(app.screen_stack) == 2
        burst(app, "g", "f", "q")
        await settle(pilot)
        assert on_list(app) and len(app.screen_stack) == 1


@pytest.mark.parametrize("key", ["P", "m", "D"])
async def test_a_store_that_refuses_says_so_where_one_looks(
    world: World, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    subscribe_to(world, *ALL)

    def refuse(*_: object) -> None:
        raise REFUSED

    monkeypatch.setattr(Library, "edit_sources", refuse)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", key)
        assert news(app) == "The file is locked  Try again"
        assert row_names(app) == ROWS


async def test_marks_that_the_store_refuses_are_told_of_and_drawn_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe_to(world, *ALL)

    def refuse(*_: object) -> None:
        raise REFUSED

    monkeypatch.setattr(Library, "apply", refuse)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "A")
        assert news(app) == "The file is locked  Try again"
        await press(pilot, "g", "f")
        assert shown_rows(app)[1].cells[0][0] == "3"
        await press(pilot, "q")
        rows = [list_screen(app).list.row_of(number) for number in list_screen(app).list.ids]
        assert [row.read for row in rows if row is not None] == [False] * 13


async def test_a_feed_that_another_telex_adds_or_removes_is_there_when_one_looks_again(
    world: World,
) -> None:
    subscribe_to(world, *ALL[:3])
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"jjj")
        assert at(app) == "LWN.net"
        subscribe_to(world, LOOSE)
        other = world.open()
        other.edit_sources([(LWN.address, {"subscribed": 0})])
        other.close()
        await press(pilot, "P")  # of a feed that is no longer there: no other one is touched
        assert [stored(world, feed).paused for feed in ALL] == [False, True, False, False]
        assert row_names(app) == ["Tech", "Hacker News", "财经", ALL[2].name, "Loose"]
        assert_sound(app)
