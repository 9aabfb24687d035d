"""Narrowing the rows of feeds by typing: while one types, every printable key is text."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import Feed, at, drawn_row, row_names, subscribe
from tests.screens.screen import assert_sound, bar, on_list, press, running, screen_text
from tests.screens.test_feeds import ALL

TYPED = Feed("jq? GA-Dn", unread=1)


async def test_every_printable_key_is_text_while_one_types(world: World) -> None:
    subscribe(world, *ALL, TYPED)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "/", *"jq?", "space", *"GA-Dn")
        assert bar(app, "head").endswith("   /jq? GA-Dn_")
        assert row_names(app) == [TYPED.name]
        await press(pilot, *["backspace"] * 9)
        assert len(row_names(app)) == 13
        for key in "qQhoPmDAurgfnp12.SM\\;[]{}":
            await press(pilot, key)
            assert bar(app, "head").endswith(f"{key}_"), key
            await press(pilot, "ctrl+u")
        assert len(row_names(app)) == 13
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        assert "paused" not in drawn_row(app, TYPED.name)
        assert len(row_names(app)) == 13


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("LOOSE", ["Loose"]),
        ("wEb", ["Tech", "Hacker News"]),
        ("网络", ["Tech", "阮一峰的网络日志"]),
        ("linux", ["Tech", "Linux", "LWN.net"]),
        ("lwn.net.example.org", ["Tech", "Linux", "LWN.net"]),
        ("ｌｏｏｓｅ", ["Loose"]),
    ],
)
async def test_names_folders_tags_and_addresses_are_looked_through(
    world: World, typed: str, names: list[str]
) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "/", *typed)
        assert row_names(app) == names
        assert_sound(app)


@pytest.mark.parametrize("ending", ["enter", "down"])
async def test_typing_is_ended_and_then_keys_are_keys(world: World, ending: str) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "/", *"lwn", ending, "G", "P")
        assert bar(app, "head").endswith("   /lwn")
        assert "paused" in drawn_row(app, "LWN.net")
        assert row_names(app) == ["Tech", "Linux", "LWN.net"]
        await press(pilot, "escape")
        assert (len(row_names(app)), at(app)) == (12, "LWN.net")
        await press(pilot, "escape")
        assert on_list(app)


async def test_escape_while_typing_shows_all_again_and_stays(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "G", "/", *"lwn", "escape")
        assert (len(row_names(app)), bar(app, "head")) == (12, "Feeds 6 · 15 unread")
        await press(pilot, "j")
        assert len(row_names(app)) == 12


async def test_what_no_feed_has_is_said_and_harms_nothing(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "/", *"zzz", "enter")
        assert "no feed has that" in screen_text(app)
        await press(pilot, *"jkGnpPmDArou", "ctrl+r", "enter", "space", "ctrl+d")
        assert row_names(app) == []
        assert_sound(app)
        await press(pilot, "escape")
        assert len(row_names(app)) == 12
