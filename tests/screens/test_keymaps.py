"""Keys of a preset and of one's own: what they do, how they count, where they are shown."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.pages import bodies
from tests.screens.screen import (
    article_screen,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    title,
    titles,
    until,
)
from tests.screens.sides import save
from tests.screens.triaging import cursor, journal, read, selected, starred, type_in
from tui.config import Config
from tui.core.keymaps import Bound
from tui.screens import base

VIM = Config(timezone="UTC", keymap="vim")
NEWSBOAT = Config(timezone="UTC", keymap="newsboat")


def own(keys: Bound, preset: str = "telex") -> Config:
    return Config(timezone="UTC", keymap=preset, keys=keys)


@pytest.mark.parametrize(
    ("keys", "place"),
    [("5j", 5), ("12j", 12), ("20j5k", 15), ("5G", 4), ("G10gg", 9), ("3j0j", 3), ("99999j", 39)],
)
async def test_counts_move_so_far(world: World, keys: str, place: int) -> None:
    world.fill(40)
    async with running(world, config=VIM) as (pilot, app):
        if keys == "3j0j":
            place = 4  # a zero alone is no count
        await press(pilot, *keys)
        assert cursor(app) == place


async def test_counts_repeat_what_can_be_repeated(world: World) -> None:
    ids = world.fill(20)
    async with running(world, config=VIM) as (pilot, app):
        await press(pilot, *"3dd")
        assert (read(world, ids), cursor(app)) == ([0, 1, 2], 3)
        await press(pilot, *"2e")
        assert (read(world, ids), cursor(app)) == ([0, 1, 2, 3, 4], 5)
        await press(pilot, *"3u")
        assert read(world, ids) == [0, 1]
        await press(pilot, "2", "ctrl+r")
        assert read(world, ids) == [0, 1, 2, 3]
        await press(pilot, *"4x")
        assert selected(app) == [5, 6, 7, 8]
        await press(pilot, "escape", *"5s")
        assert len(starred(world, ids)) == 1  # a star is no more for being given five times
        await press(pilot, "home", *"2n")
        assert cursor(app) == 5


async def test_a_count_that_is_begun_is_shown_and_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.fill(20)
    async with running(world, config=VIM) as (pilot, app):
        await press(pilot, *"12")
        assert bar(app, "foot").endswith("12…")
        await press(pilot, "d")
        assert bar(app, "foot").endswith("12d…")
        await press(pilot, "escape")
        monkeypatch.setattr(base, "PENDING_SECONDS", 0.1)
        await press(pilot, *"12d")
        await until(pilot, lambda: not bar(app, "foot").endswith("…"))
        await press(pilot, "j")
        assert cursor(app) == 1
        await press(pilot, *"5", "escape", "j")
        assert cursor(app) == 2


async def test_counts_typed_at_once(world: World) -> None:
    ids = world.fill(40)
    async with running(world, config=VIM) as (pilot, app):
        burst(app, *"5j3dd2k4dd")
        await settle(pilot)
        assert read(world, ids) == [5, 6, 7, 8, 9]
        assert cursor(app) == 10


async def test_a_count_in_an_article_is_a_links_number_and_dd_goes_on(world: World) -> None:
    ids = bodies(world, "[one](https://l1.example.org/) [two](https://l2.example.org/)", "b", "c")
    async with running(world, config=VIM) as (pilot, app):
        await press(pilot, "enter", "2")
        assert "l2.example.org" in bar(app, "news")
        await press(pilot, "escape", "d", "d")
        assert article_screen(app)._place == 1
        await press(pilot, "y", "y")
        assert app.clipboard == "https://news.example.org/1"
        await press(pilot, "q", "Z", "Z")
        assert app._exit
    assert read(world, ids) == [0, 1]


async def test_vims_views_are_behind_g(world: World) -> None:
    world.fill(10)
    save(world, one="tag:tag1", two="tag:tag2")
    async with running(world, config=VIM) as (pilot, app):
        await press(pilot, *"g2")
        assert bar(app, "head").startswith("All 10")
        await press(pilot, *"g6")
        assert titles(app) == ["Article 2", "Article 7"]
        await press(pilot, *"g9")
        assert "No view is saved there" in bar(app, "news")
        await press(pilot, *"g1", "2", "j")
        assert (bar(app, "head")[:6], cursor(app)) == ("Unread", titles(app).index(title(app)))


async def test_newsboats_hand(world: World) -> None:
    ids = world.fill(6)
    async with running(world, config=NEWSBOAT) as (pilot, app):
        await press(pilot, "N")
        assert read(world, ids) == [0]
        await press(pilot, "N")
        assert read(world, ids) == []
        await press(pilot, "g")
        assert titles(app)[0] == "Article 5"
        await press(pilot, "C")
        assert read(world, ids) == list(range(6))
        await press(pilot, "u", "f")
        assert "news" in screen_text(app) and not on_list(app)


async def test_own_keys_do_it_and_the_former_ones_no_more(world: World) -> None:
    ids = world.fill(6)
    config = own({"list": {"done": ("d",), "star": ("ctrl+x h", "f5")}})
    async with running(world, config=config) as (pilot, app):
        await press(pilot, "e", "s")
        assert journal(world) == []
        await press(pilot, "d")
        assert read(world, ids) == [0]
        await press(pilot, "ctrl+x")
        assert bar(app, "foot").endswith("ctrl+x…")
        await press(pilot, "h", "j", "f5")
        assert starred(world, ids) == [1, 2]


async def test_own_keys_are_shown_wherever_keys_are(world: World) -> None:
    world.fill(6)
    keys = {"done": ("d",), "undo": ("backspace",), "redo": ("alt+r",), "arrivals": ("f5",)}
    config = own({"list": keys, "article": {"back": ("w",), "undo": ("backspace",)}})
    async with running(world, (160, 30), config=config) as (pilot, app):
        assert "d done" in bar(app, "foot") and "Backspace undo" in bar(app, "foot")
        await press(pilot, "A")
        assert bar(app, "news") == "6 marked read   Backspace takes it back"
        await press(pilot, "backspace")
        assert bar(app, "news") == "undid: 6 marked read · alt+r"
        await press(pilot, "?")
        rows = [line.split() for line in screen_lines(app)]
        assert ["d", "Done:"] in [row[:2] for row in rows]
        await press(pilot, "pagedown")
        rows = [line.split() for line in screen_lines(app)]
        assert ["Backspace", "Undo"] in [row[:2] for row in rows]
        await press(pilot, "q", ":", *"done")
        offered = [line.split() for line in screen_lines(app) if "mark read and go on" in line]
        assert "done" in offered[0] and offered[0][-1] == "d"
        await press(pilot, "escape", "enter")
        assert "w back" in bar(app, "foot")
        await press(pilot, "w")
        assert on_list(app)


async def test_a_command_without_a_key_is_reached_by_its_name(world: World) -> None:
    ids = world.fill(4)
    config = own({"list": {"done": (), "quit": ()}})
    async with running(world, config=config) as (pilot, app):
        await press(pilot, "e", "q", "Q")
        assert read(world, ids) == [] and not app._exit
        assert "done" not in bar(app, "foot")
        await press(pilot, "?")
        assert "Done: mark read and go on" not in screen_text(app).partition("In an article")[0]
        await press(pilot, "escape")
        await type_in(pilot, ":", "done", "enter")
        assert (read(world, ids), cursor(app)) == ([0], 1)
        await type_in(pilot, ":", "toggle-read", "enter")
        assert read(world, ids) == [0, 1]
        await type_in(pilot, ":", "quit", "enter")
        assert app._exit


async def test_a_key_that_is_taken_is_lost_to_who_had_it(world: World) -> None:
    ids = world.fill(4)
    async with running(world, config=own({"list": {"star": ("e",)}})) as (pilot, app):
        await press(pilot, "e")
        assert (starred(world, ids), read(world, ids), cursor(app)) == ([0], [], 0)


async def test_own_keys_of_views_and_links_count_from_the_first(world: World) -> None:
    bodies(world, "[one](https://l1.example.org/) [two](https://l2.example.org/)", "b")
    save(world, one="title:1", two="tag:tag0")
    keys = {"list": {"saved-view": ("f5", "ctrl+x w")}, "article": {"number": ("f5", "f6")}}
    async with running(world, config=own(keys)) as (pilot, app):
        await press(pilot, "ctrl+x", "w")
        assert bar(app, "head").startswith("two ")
        await press(pilot, "f5")
        assert bar(app, "head").startswith("one ")
        await press(pilot, "1", "home", "enter", "f6")
        assert "l2.example.org" in bar(app, "news")
        await press(pilot, "f5")
        assert "l1.example.org" in bar(app, "news")


async def test_full_width_keys_and_counts_mean_what_they_look_like(world: World) -> None:
    ids = world.fill(10)
    async with running(world, config=VIM) as (pilot, app):
        await press(pilot, "５", "ｊ", "ｄ", "ｄ")
        assert (read(world, ids), cursor(app)) == ([5], 6)
        assert list_screen(app).state.view == "unread"
