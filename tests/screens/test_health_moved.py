"""A feed that moved: the new address is taken by a key, and given back by another."""

from __future__ import annotations

from tests.builders import World
from tests.screens.feeds import (
    Feed,
    at,
    drawn_row,
    info_of,
    move,
    news,
    notice,
    stored,
    subscribe,
)
from tests.screens.screen import press, running, until
from tests.screens.test_health import MOVED, NEW, SLOW, WELL, fill

PROPOSED = "It moved for good; M takes the new address"


async def test_M_takes_the_new_address_and_u_gives_back_the_old(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "j", "j", "j")
        await until(pilot, lambda: notice(app)[:1] == [PROPOSED])
        assert notice(app)[1:] == [NEW, MOVED.address]
        assert f"moved to {NEW}" in drawn_row(app, "Moved")
        await press(pilot, "M")
        assert stored(world, MOVED).locator == NEW
        assert stored(world, MOVED).key == MOVED.address
        assert NEW in news(app) and news(app).endswith("   u takes it back")
        assert (at(app), info_of(app, "Moved").subscription.locator) == ("Moved", NEW)
        await press(pilot, "u")
        assert stored(world, MOVED).locator == MOVED.address
        assert news(app).startswith("undid: ")
        await press(pilot, "ctrl+r")
        assert stored(world, MOVED).locator == NEW
        assert at(app) == "Moved"
    store = world.store()
    step, *_ = store.history(5)
    store.close()
    assert (step.kind, step.undone) == ("source", False)


async def test_an_address_that_was_taken_is_proposed_no_more(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "j", "j", "j", "M")
        assert stored(world, MOVED).locator == NEW
        await press(pilot, "g", "h")
        assert at(app) == "Moved"
        assert PROPOSED not in notice(app)
        assert drawn_row(app, "Moved")[1] == " "


async def test_an_address_that_was_given_once_is_known_though_not_proposed(world: World) -> None:
    subscribe(world, MOVED)
    move(world, MOVED, NEW, times=1)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert notice(app) == [MOVED.address]
        await press(pilot, "M")
        assert stored(world, MOVED).locator == NEW


async def test_M_where_nothing_moved_says_so_and_changes_nothing(world: World) -> None:
    subscribe(world, WELL, SLOW)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "M")
        assert news(app) == "It has not moved"
        assert stored(world, WELL).locator == WELL.address
        await press(pilot, "u")
        assert news(app) == "Nothing to undo"


async def test_an_address_that_is_subscribed_to_already_is_not_taken_twice(world: World) -> None:
    subscribe(world, MOVED, Feed("There", key=NEW))
    move(world, MOVED, NEW)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert at(app) == "Moved"
        await press(pilot, "M")
        assert "Something went wrong" not in news(app)
    store = world.store()
    locators = [source.locator for source in store.sources()]
    store.close()
    assert sorted(locators) == sorted({MOVED.address, NEW})
