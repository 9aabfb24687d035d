"""The order of the list: of each view as it was left, over sessions; of a search for that once."""

from __future__ import annotations

from tests.builders import World
from tests.screens.feeds import Feed, subscribe
from tests.screens.screen import bar, burst, list_screen, press, running, settle, title, titles
from tests.screens.sides import ids_of, save, shown
from tests.screens.test_arrivals import arrive
from tests.screens.triaging import type_in

ORDERS = [
    ("oldest", "The oldest first"),
    ("source", "Source by source"),
    ("unread", "What is unread first"),
    ("newest", "The newest first"),
]
FEEDS = (Feed("Zeta", unread=2, read=1), Feed("Alpha", unread=1, read=2), Feed("Mid", unread=2))


async def test_S_goes_through_the_orders_and_names_each(world: World) -> None:
    subscribe(world, *FEEDS)
    async with running(world) as (pilot, app):
        await press(pilot, "2")
        for order, told in ORDERS:
            await press(pilot, "S")
            assert bar(app, "news") == told
            assert shown(app) == ids_of(world, f"sort:{order}")
            assert list_screen(app).state.order == order
        assert "first" not in bar(app, "head")


async def test_the_cursor_stays_on_its_article_whatever_the_order(world: World) -> None:
    world.fill(9)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j", "S")
        assert (title(app), list_screen(app).list.cursor) == ("Article 2", 6)
        await press(pilot, "S", "S", "S")
        assert (title(app), list_screen(app).list.cursor) == ("Article 2", 2)


async def test_each_view_remembers_its_own_and_over_sessions(world: World) -> None:
    subscribe(world, *FEEDS)
    save(world, mine="is:unread")
    async with running(world) as (pilot, app):
        await press(pilot, "S", "2", "S", "S", "5", "S", "S", "S")
        for key, view, order in (("1", "unread", "oldest"), ("2", "all", "source")):
            await press(pilot, key)
            assert shown(app) == ids_of(world, f"sort:{order}", view)
        await press(pilot, "3")
        assert list_screen(app).state.order == "newest"
    async with running(world) as (pilot, app):
        assert "oldest first" in bar(app, "head")
        assert shown(app) == ids_of(world, "sort:oldest", "unread")
        await press(pilot, "2")
        assert "by source" in bar(app, "head")
        assert shown(app) == ids_of(world, "sort:source")
        await press(pilot, "5")
        assert "unread first" in bar(app, "head")
        await press(pilot, "S")
        assert "unread first" not in bar(app, "head")
    async with running(world) as (pilot, app):
        await press(pilot, "5")
        assert list_screen(app).state.order == "newest"


async def test_a_filter_keeps_the_order_of_its_view(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "S", "t", "enter")
        assert titles(app) == ["Article 5", "Article 0"]
        await press(pilot, "S", "S", "S")
        assert titles(app) == ["Article 0", "Article 5"]
        await press(pilot, "escape")
        assert titles(app)[0] == "Article 0"


async def test_the_order_of_a_search_is_for_that_once(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await type_in(pilot, "/", "article", "enter")
        await press(pilot, "S")
        assert bar(app, "news") == "The oldest first"
        assert titles(app)[0] == "Article 5"
        await press(pilot, "S")
        assert bar(app, "news") == "What is most about it first"
        await press(pilot, "escape")
        assert titles(app) == [f"Article {n}" for n in range(6)]
        assert "first" not in bar(app, "head")
    async with running(world) as (_, app):
        assert titles(app)[0] == "Article 0"


async def test_a_search_begins_in_the_order_of_its_view(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "S")
        await type_in(pilot, "/", "article", "enter")
        assert titles(app)[0] == "Article 5"
        await type_in(pilot, "/", "article sort:newest", "enter")
        assert titles(app)[0] == "Article 0"
        await press(pilot, "escape")
        assert titles(app)[0] == "Article 5"


async def test_what_is_most_about_it_is_offered_to_a_search_only(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        seen = []
        for _ in range(8):
            await press(pilot, "S")
            seen.append(list_screen(app).state.order)
    assert seen == [order for order, _ in ORDERS] * 2


async def test_presses_at_once_end_with_the_order_of_the_last(world: World) -> None:
    world.fill(9)
    async with running(world) as (pilot, app):
        burst(app, *"SSSSS")
        await settle(pilot)
        assert bar(app, "news") == "The oldest first"
        assert titles(app) == [f"Article {n}" for n in reversed(range(9))]
    async with running(world) as (_, app):
        assert titles(app)[0] == "Article 8"


async def test_what_is_unread_first_does_not_move_under_the_cursor(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "S", "S", "S", "e", "e")
        assert titles(app) == [f"Article {n}" for n in range(5)]
        assert title(app) == "Article 2"
        await press(pilot, ".")
        assert titles(app) == ["Article 2", "Article 3", "Article 4", "Article 0", "Article 1"]
        assert title(app) == "Article 2"


async def test_next_unread_and_walking_follow_the_order(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "S", "home", "e")
        assert title(app) == "Article 3"
        await press(pilot, "enter", "J", "q")
        assert title(app) == "Article 2"


async def test_arrivals_come_in_where_the_order_has_them(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "S")
        arrive(world, 1)
        await list_screen(app)._look_for_news()
        await press(pilot, ".")
        assert titles(app)[-1] == "Arrival 0"
        await press(pilot, "S", "S", "S", ".")
        assert titles(app)[0] == "Arrival 0"
