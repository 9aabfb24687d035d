"""Typing ahead: keys that come before the screen has caught up are neither lost nor misread."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.builders import World
from tests.screens.screen import (
    article_screen,
    bar,
    burst,
    list_screen,
    press,
    recording,
    running,
    settle,
    tag_screen,
    title,
    titles,
)
from tui.screens.list import ListScreen
from tui.screens.snapshot import Snapshot, opening
from tui.store.fold import Folded


def starred(world: World, ids: list[int]) -> list[bool]:
    library = world.open()
    try:
        rows = library.rows(ids)
        return [rows[number].starred for number in ids]
    finally:
        library.close()


async def test_keys_typed_before_the_list_is_loaded_are_not_lost(world: World) -> None:
    world.fill(5)
    library = world.open()
    opened = opening(library)
    library.close()
    first: Future[tuple[Snapshot, Folded]] = Future()
    async with running(world, pending_keys="jj", first=first) as (pilot, app):
        await pilot.pause()
        first.set_result(opened)
        await settle(pilot)
        assert title(app) == "Article 2"


@pytest.mark.parametrize("key", ["s", "o", "y"])
async def test_a_key_right_after_the_next_articles_is_about_that_one(
    world: World, key: str
) -> None:
    ids = world.fill(3)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", key)
        await settle(pilot)
        assert article_screen(app)._place == 1
        done = {"s": starred(world, ids), "o": opened, "y": app.clipboard}[key]
        link = "https://news.example.org/1"
        assert done == {"s": [False, True, False], "o": [link], "y": link}[key]


async def test_a_star_given_while_the_article_opens_is_not_lost(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, "enter", "s")
        await settle(pilot)
        assert starred(world, ids) == [True, False, False]


async def test_unread_given_while_the_article_opens_is_kept(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "N")
        await settle(pilot)
        await press(pilot, "q")
        row = list_screen(app).list.known(1)
        assert row is not None and not row.read


async def test_walking_on_quickly_ends_on_the_article_it_was_walked_to(world: World) -> None:
    world.fill(9)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, *"JJJJJK")
        await settle(pilot)
        assert bar(app, "head") == "news · 5 of 9"
        reading = article_screen(app).reading
        assert reading is not None and reading.article.title == "Article 4"


async def test_a_filter_cleared_and_a_view_chosen_at_once_are_both_done(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "t", "G", "enter")
        burst(app, "escape", "2")
        await settle(pilot)
        assert bar(app, "head").startswith("All 10 · 9 unread")
        assert len(titles(app)) == 10


async def test_a_view_chosen_and_arrivals_brought_in_at_once_are_both_done(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "e")
        burst(app, "2", ".")
        await settle(pilot)
        assert len(titles(app)) == 10


async def test_the_filter_opened_right_after_a_view_counts_that_view(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "e")
        burst(app, "2", "t")
        await settle(pilot)
        current = tag_screen(app).columns.current
        assert current is not None
        assert (current[1].name, current[1].count) == ("tag0", 2)


async def test_keys_right_after_the_filter_was_opened_are_heeded(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        burst(app, "t", "G", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ListScreen)
        assert str(list_screen(app).state.narrowed) == "tag:all"


async def test_the_facet_gone_to_at_once_stays_the_facet(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        burst(app, "t", "h")
        await settle(pilot)
        current = tag_screen(app).columns.current
        assert current is not None and current[0].field == "when"


async def test_opening_and_leaving_many_times_ends_where_it_should(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        burst(app, *("l", "q", "j") * 5)
        await settle(pilot)
        assert isinstance(app.screen, ListScreen)
        assert title(app) == "Article 5"


async def test_enter_pressed_twice_opens_one_article(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        burst(app, "enter", "enter")
        await settle(pilot)
        await press(pilot, "q")
        assert isinstance(app.screen, ListScreen)


@pytest.mark.parametrize("opening_key", ["enter", "t", "?"])
async def test_leaving_twice_at_once_does_no_harm(world: World, opening_key: str) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, opening_key)
        burst(app, "escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, ListScreen)
        await press(pilot, "j")
        assert title(app) == "Article 1"


async def test_mark_undo_mark_undo_ends_as_it_began(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, *"msmNuuuuA")
        burst(app, "u")
        await settle(pilot)
        rows = await app.session.hand.call(lambda lib: lib.rows(ids))
        assert [(rows[n].read, rows[n].starred) for n in ids] == [(False, False)] * 3
        shown = [list_screen(app).list.row_of(n) for n in ids]
        assert [row.read for row in shown if row is not None] == [False] * 3
