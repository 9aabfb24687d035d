"""Views that are saved from the list under a name: shown by their digits, changed, taken back."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import subscribe
from tests.screens.screen import (
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_text,
    settle,
    titles,
)
from tests.screens.searching import paste
from tests.screens.sides import FEEDS, WIDE, counted, ids_of, rows, save, saved, shown


async def test_W_and_a_name_save_what_is_shown(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "/", *"linux", "enter", "enter")
        found = shown(app)
        assert len(found) == 2
        await press(pilot, "S", "W", *"My linux")
        assert bar(app, "head") == "Save as  My linux_"
        assert saved(world) == {}
        await press(pilot, "enter")
        assert saved(world) == {"My linux": "is:unread tag:linux sort:oldest"}
        assert bar(app, "news") == "view My linux saved   u takes it back"
        assert bar(app, "head").startswith("My linux 2")
        assert shown(app) == found[::-1]
        await counted(pilot)
        assert ["My linux", "2"] in rows(app)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "5")
        assert shown(app) == found[::-1]


async def test_digits_show_the_saved_views_in_the_order_they_were_saved_in(world: World) -> None:
    world.fill(10)
    names = ["z last", "a first", "中文", "d", "e", "sixth"]
    save(world, **{name: f"tag:tag{n % 5}" for n, name in enumerate(names)})
    async with running(world) as (pilot, app):
        for n, name in enumerate(names[:5]):
            await press(pilot, str(5 + n))
            assert bar(app, "head").startswith(f"{name} 2")
            assert shown(app) == ids_of(world, f"tag:tag{n}")
        await press(pilot, "1")
        assert bar(app, "head").startswith("Unread 10")


async def test_a_digit_without_a_view_says_how_to_save_one(world: World) -> None:
    ids = world.fill(3)
    save(world, only="tag:tag1")
    async with running(world) as (pilot, app):
        await press(pilot, "6")
        assert bar(app, "news").startswith("No view is saved there; W saves")
        assert shown(app) == ids


async def test_a_digit_from_an_input_method_shows_its_view(world: World) -> None:
    world.fill(5)
    save(world, one="tag:tag1", two="tag:tag2")
    async with running(world) as (pilot, app):
        await press(pilot, "６")
        assert bar(app, "head").startswith("two 1")
        assert titles(app) == ["Article 2"]


async def test_digits_at_once_end_with_the_view_of_the_last(world: World) -> None:
    world.fill(10)
    save(world, one="tag:tag1", two="tag:tag2", three="tag:tag3")
    async with running(world) as (pilot, app):
        burst(app, *"5675767")
        await settle(pilot)
        assert bar(app, "head").startswith("three 2")
        assert shown(app) == ids_of(world, "tag:tag3")


async def test_u_takes_a_saved_view_back_and_ctrl_r_saves_it_again(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "W", *"mine", "enter")
        await counted(pilot)
        assert ["mine", "6"] in rows(app)
        await press(pilot, "u")
        assert bar(app, "news") == "undid: view mine saved · ctrl+r"
        assert saved(world) == {}
        await counted(pilot)
        assert not any(row[0] == "mine" for row in rows(app))
        await press(pilot, "ctrl+r")
        await counted(pilot)
        assert saved(world) == {"mine": "is:unread"}
        assert ["mine", "6"] in rows(app)


async def test_a_view_that_was_taken_back_is_no_longer_called_by_its_name(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "j", "enter", "W", *"mine", "enter", "u", ".")
        assert not bar(app, "head").startswith("mine 5"), "it was one article, and is all of them"


async def test_a_known_name_is_given_to_what_is_shown_now(world: World) -> None:
    world.fill(5)
    save(world, mine="tag:tag1")
    async with running(world) as (pilot, app):
        await press(pilot, "5", "t", "/", *"all", "enter", "enter", "W")
        assert bar(app, "head") == "Save as  mine_"
        await press(pilot, "enter")
        assert saved(world) == {"mine": "tag:tag1 tag:all"}
        await press(pilot, "u")
        assert saved(world) == {"mine": "tag:tag1"}
        await press(pilot, "W", "enter")
        assert bar(app, "news") == "nothing to change"


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+u", "enter"), ("ctrl+u", "space", "enter")])
async def test_without_a_name_nothing_is_saved(world: World, keys: tuple[str, ...]) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "W", *"essence", *keys)
        assert saved(world) == {}
        assert bar(app, "head") == "Unread 3 of 3"
        assert (shown(app), list_screen(app).list.cursor) == (ids, 1)
        await press(pilot, "j")
        assert list_screen(app).list.cursor == 2
        assert ids_of(world, "is:starred") == ids_of(world, "is:read") == []


async def test_a_name_may_be_pasted(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, _):
        await press(pilot, "W", *"my ")
        await paste(pilot, "我的\nview")
        await press(pilot, "enter")
        assert list(saved(world)) == ["my 我的 view"]


async def test_a_name_is_drawn_as_it_is_and_is_no_markup(world: World) -> None:
    world.fill(3)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "W", *"[b]x[/] %s =1", "enter")
        assert list(saved(world)) == ["[b]x[/] %s =1"]
        await counted(pilot)
        assert ["[b]x[/] %s =1", "3"] in rows(app)
        await press(pilot, "1", "5")
        assert bar(app, "head").startswith("[b]x[/] %s =1 3")


async def test_a_search_is_saved_with_its_words_and_order(world: World) -> None:
    world.fill(12)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "/", *"article -tag:tag1", "enter", "S", "W", *"found", "enter")
        assert saved(world) == {"found": "article -tag:tag1 sort:oldest"}
        assert shown(app) == ids_of(world, "article -tag:tag1 sort:oldest")


async def test_a_saved_order_is_shown_and_S_tells_the_order_that_it_turns_to(world: World) -> None:
    ids = world.fill(4)
    save(world, backwards="tag:all sort:oldest")
    orders = {"The newest first": ids, "The oldest first": ids[::-1]}
    async with running(world) as (pilot, app):
        await press(pilot, "5")
        assert shown(app) == ids[::-1]
        for told, presses in (("The newest first", 3), ("The oldest first", 1)):
            await press(pilot, *["S"] * presses)
            assert (bar(app, "news"), shown(app)) == (told, orders[told])


async def test_a_view_that_was_removed_elsewhere_leaves_the_pane_and_its_digit(
    world: World,
) -> None:
    world.fill(5)
    save(world, one="tag:tag1", two="tag:tag2")
    async with running(world, WIDE) as (pilot, app):
        await counted(pilot)
        assert ["one", "1"] in rows(app)
        library = world.open()
        library.save_view("one", None)
        library.close()
        await list_screen(app)._look_for_news()
        await counted(pilot)
        assert not any(row[0] == "one" for row in rows(app))
        await press(pilot, "5")
        assert bar(app, "head").startswith("two 1")
        await press(pilot, "6")
        assert "No view is saved there" in bar(app, "news")
        assert "Something went wrong" not in screen_text(app)
