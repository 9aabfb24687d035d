"""The whole article is on its way while the reader goes on: nothing of that is disturbed."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import Child, started
from tests.screens.pages import bodies, keep_whole, kept, page_of, top_words
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    running,
    screen_text,
    settle,
    until,
)
from tests.screens.test_whole_article import (
    ASKING,
    FAILED,
    FETCHING,
    FEW,
    IS_WHOLE,
    LONG,
    WHOLE,
    ask,
    shows,
)
from tui.store.ingest import LibraryWriter

NEXT = "The next one.\n\n" + LONG


async def test_the_next_article_is_not_disturbed_by_what_comes_for_the_former(
    world: World, child: Child
) -> None:
    number, _ = bodies(world, FEW, NEXT)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        for key in ("J", "space", "space"):
            burst(app, key)
            await settle(pilot, resting=ASKING)
        before = (page_of(app).top, top_words(app), bar(app, "news"))
        assert before[0] > 0 and before[2] != FETCHING
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: not app.session._wholes)
        await settle(pilot)
        assert (page_of(app).top, top_words(app), bar(app, "news")) == before
        assert article_screen(app)._place == 1
        assert_sound(app)
        await press(pilot, "K")
        assert shows(app) == "feed"
        await press(pilot, "F")  # it is there by now
        assert (shows(app), len(child.asked)) == ("whole", 1)


@pytest.mark.parametrize("keys", [("J",), ("q",)], ids="".join)
async def test_a_failure_for_an_article_that_was_left_is_not_told_of_another(
    world: World, child: Child, keys: tuple[str, ...]
) -> None:
    number, _ = bodies(world, FEW, NEXT)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        for key in keys:
            burst(app, key)
            await settle(pilot, resting=ASKING)
        child.say(stage="whole", id=number, **FAILED)
        await until(pilot, lambda: not app.session._wholes)
        await settle(pilot)
        assert "did not answer" not in bar(app, "news")
        assert on_list(app) or article_screen(app)._place == 1


async def test_leaving_while_it_is_on_its_way_leads_to_the_list(world: World, child: Child) -> None:
    number, _ = bodies(world, FEW, NEXT)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        burst(app, "q")
        await settle(pilot, resting=ASKING)
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: not app.session._wholes)
        await settle(pilot)
        assert on_list(app)
        assert_sound(app)
        await press(pilot, "enter", "F")
        assert shows(app) == "whole"


async def test_two_wholes_on_their_way_each_come_to_their_own(world: World, child: Child) -> None:
    first, second = bodies(world, FEW, "Of the second there is little in the feed.")
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        await ask(pilot, app, child, "J", "F")
        assert child.asked == [{"whole": first}, {"whole": second}]
        keep_whole(world, first, WHOLE)
        child.say(stage="whole", id=first)
        await until(pilot, lambda: first not in app.session._wholes)
        await settle(pilot, resting=ASKING)
        assert "Of the second" in screen_text(app)
        assert bar(app, "news") == FETCHING
        keep_whole(world, second, "The second is whole now.")
        child.say(stage="whole", id=second)
        await until(pilot, lambda: "The second is whole now." in screen_text(app))
        await settle(pilot)
        assert bar(app, "news") == IS_WHOLE


async def test_asking_twice_shows_it_once(world: World, child: Child) -> None:
    (number,) = bodies(world, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        burst(app, "F")
        await settle(pilot, resting=ASKING)
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: shows(app) == "whole")
        await settle(pilot)
        assert shows(app) == "whole"
        await press(pilot, "F")
        assert shows(app) == "feed"


async def test_the_place_reached_before_it_comes_is_kept(world: World, child: Child) -> None:
    (number,) = bodies(world, LONG)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        for key in ("space", "space"):
            burst(app, key)
            await settle(pilot, resting=ASKING)
        words = top_words(app)
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: shows(app) == "whole")
        await settle(pilot)
        assert kept(world, number).place is not None
        await press(pilot, "F")
        assert top_words(app) == words


async def test_F_typed_ahead_of_the_page_is_about_the_article_that_comes(world: World) -> None:
    numbers = bodies(world, FEW, FEW)
    for number in numbers:
        keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "F")
        await settle(pilot)
        assert article_screen(app)._place == 1
        assert shows(app) == "whole"
        burst(app, "F", "F", "F")
        await settle(pilot)
        assert shows(app) == "feed"


async def test_an_article_that_is_gone_has_no_whole(world: World, child: Child) -> None:
    _, second = bodies(world, FEW, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await press(pilot, "enter")
        writer = LibraryWriter(world.library)
        writer.drop([second], {})
        writer.close()
        await press(pilot, "J", "F")
        assert "no longer there" in screen_text(app)
        assert child.asked == []
        assert_sound(app)
