"""The whole article from its page, where its feed has a few lines of it only; and back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.builders import World
from tests.screens.feeds import Child, Feed, started, subscribe
from tests.screens.pages import bodies, keep_whole, kept, page_of, top_words
from tests.screens.screen import (
    SLOW,
    article_screen,
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_text,
    settle,
    until,
)
from tui.app import TelexApp
from tui.core.query import EVERYTHING
from tui.core.settings import Settings

FEW = "Only a few lines of the feed's."
PARAGRAPHS = [f"Paragraph {n} of the whole. " + "Some words. " * 15 for n in range(60)]
WHOLE = "\n\n".join(PARAGRAPHS)
LONG = "\n\n".join(f"Paragraph {n} of the feed. " + "Its words. " * 15 for n in range(60))
IS_WHOLE = "the whole article · F: what the feed has of it"
FETCHING = "fetching the whole article…"
ASKING = SLOW | {"whole"}
"""What is under way while the child is asked."""
TITLE = {"title": ["{host} did not answer in time", {"host": "news.example.org"}]}
FAILED = TITLE | {"hint": ["Try again later", {}]}


def shows(app: TelexApp) -> str:
    """Whose words are on the page."""
    shown = screen_text(app)
    return "whole" if "of the whole." in shown else "feed" if "the feed" in shown else ""


async def ask(pilot: Pilot[None], app: TelexApp, child: Child, *keys: str) -> None:
    """Press ``keys``, the last of which asks the child."""
    before = len(child.asked)
    for key in keys:
        burst(app, key)
        await settle(pilot, resting=ASKING)
    await until(pilot, lambda: len(child.asked) > before)


# What is kept


async def test_F_shows_the_whole_one_and_again_the_feeds(world: World) -> None:
    (number,) = bodies(world, FEW)
    keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert (shows(app), bar(app, "news")) == ("feed", "")
        for _ in range(2):
            await press(pilot, "F")
            assert (shows(app), bar(app, "news")) == ("whole", IS_WHOLE)
            assert page_of(app).top == 0 and top_words(app).strip() == "Article 0"
            assert_sound(app)
            await press(pilot, "F")
            assert (shows(app), bar(app, "news")) == ("feed", "")
            assert_sound(app)


@pytest.mark.parametrize("full_text", [True, False])
async def test_a_source_of_which_the_whole_is_wanted_opens_with_it(
    world: World, full_text: bool
) -> None:
    feed = Feed("Wire", unread=3, settings=Settings(full_text=full_text))
    subscribe(world, feed)
    library = world.open()
    first, _, third = library.ids(EVERYTHING)
    library.close()
    for number in (first, third):
        keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert ("of the whole" in screen_text(app)) == full_text
        assert (bar(app, "news") == IS_WHOLE) == full_text
        await press(pilot, "F")
        assert ("of the whole" in screen_text(app)) != full_text
        await press(pilot, "J")
        assert "The body of article 1" in screen_text(app)  # there is no more of it
        await press(pilot, "J")
        assert ("of the whole" in screen_text(app)) == full_text
        await press(pilot, "K", "K")
        assert ("of the whole" in screen_text(app)) == full_text


async def test_each_article_begins_as_its_source_is_set(world: World) -> None:
    for number in bodies(world, FEW, FEW):
        keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "F")
        assert shows(app) == "whole"
        await press(pilot, "J")
        assert shows(app) == "feed"
        await press(pilot, "K")
        assert shows(app) == "feed"


async def test_marks_outline_and_search_are_those_of_the_article_whichever_is_shown(
    world: World,
) -> None:
    (number,) = bodies(world, FEW)
    keep_whole(world, number, f"# The first heading\n\n{WHOLE}\n\n# The last heading\n\nneedle")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "F", "s")
        assert kept(world, number).starred
        assert shows(app) == "whole"
        await press(pilot, "\\", "G", "enter")
        assert top_words(app) == "The last heading" or "needle" in screen_text(app)
        await press(pilot, "g", "g", "/", *"needle", "enter")
        assert "needle" in screen_text(app)
        await press(pilot, "escape", "u")
        assert not kept(world, number).starred
        assert_sound(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_resized_page_goes_on_showing_the_whole(
    world: World, size: tuple[int, int]
) -> None:
    (number,) = bodies(world, FEW)
    keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "F", "space", "space")
        block_there = page_of(app).lines[page_of(app).top].block
        await pilot.resize_terminal(*size)
        screen = article_screen(app)
        await until(
            pilot, lambda: screen.page.size.width == size[0] and screen._resize_timer is None
        )
        await settle(pilot)
        assert page_of(app).lines[page_of(app).top].block == block_there
        assert shows(app) == "whole"
        assert_sound(app)


# The place


async def test_the_place_in_the_feeds_words_is_not_spoiled_by_the_whole(world: World) -> None:
    (number,) = bodies(world, LONG)
    keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "space", "j")
        top, words = page_of(app).top, top_words(app)
        await press(pilot, "F")
        place = kept(world, number).place
        assert place is not None
        assert (page_of(app).top, bar(app, "news")) == (0, IS_WHOLE)
        screen = article_screen(app)
        await press(pilot, "space")
        await until(pilot, lambda: screen._rest_timer is None)
        await press(pilot, "G")
        await until(pilot, lambda: screen._rest_timer is None)
        assert kept(world, number).place == place
        await press(pilot, "F")
        assert (page_of(app).top, top_words(app)) == (top, words)
        await press(pilot, "F", "space", "q")
        assert kept(world, number).place == place
        await press(pilot, "enter")
        assert (page_of(app).top, top_words(app)) == (top, words)


@pytest.mark.parametrize("keys", [("q",), ("Q",), ("escape",), ("J",), ("e",)], ids="".join)
async def test_however_the_whole_is_left_the_place_stays(
    world: World, keys: tuple[str, ...]
) -> None:
    number, _ = bodies(world, LONG, FEW)
    keep_whole(world, number, WHOLE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "F")
        place = kept(world, number).place
        assert place is not None
        burst(app, "space", "space", *keys)
        await settle(pilot)
        assert app._exit or on_list(app) or article_screen(app)._place == 1
    assert kept(world, number).place == place


# Fetched by the child


async def test_what_is_not_there_is_asked_for_and_shown_when_it_came(
    world: World, child: Child
) -> None:
    (number,) = bodies(world, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        assert child.asked == [{"whole": number}]
        assert (shows(app), bar(app, "news")) == ("feed", FETCHING)
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: shows(app) == "whole")
        await settle(pilot)
        assert bar(app, "news") == IS_WHOLE
        assert_sound(app)
        await press(pilot, "F")
        assert (shows(app), len(child.asked)) == ("feed", 1)


async def test_a_failure_is_told_in_words_and_the_feeds_stay(world: World, child: Child) -> None:
    (number,) = bodies(world, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        child.say(stage="whole", id=number, detail="ReadTimeout", **FAILED)
        await until(pilot, lambda: "did not answer" in bar(app, "news"))
        assert bar(app, "news") == "news.example.org did not answer in time  Try again later"
        await settle(pilot)
        assert shows(app) == "feed"
        await ask(pilot, app, child, "F")  # and again, which succeeds
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: shows(app) == "whole")


async def test_a_failure_is_told_in_the_readers_language(world: World, child: Child) -> None:
    (number,) = bodies(world, FEW)
    async with running(world, child=child.command, language="zh_CN") as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        assert bar(app, "news") == "正在取全文……"
        child.say(stage="whole", id=number, **FAILED)
        await until(pilot, lambda: "没有及时答复" in bar(app, "news"))
        assert bar(app, "news") == "news.example.org 没有及时答复  请稍后再试"


async def test_lines_that_make_no_sense_do_no_harm(world: World, child: Child) -> None:
    number, other = bodies(world, FEW, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        child.say(stage="whole")
        child.say(stage="whole", id="x")
        child.say(stage="whole", id=number, title="no sentence", hint=3)
        child.say(stage="whole", id=other)
        child.say(id=number)
        keep_whole(world, number, WHOLE)
        child.say(stage="whole", id=number)
        await until(pilot, lambda: shows(app) == "whole")
        assert_sound(app)


async def test_without_a_child_it_says_why_there_is_no_more(world: World) -> None:
    bodies(world, FEW)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "F")
        assert bar(app, "news").startswith("The fetching program is not running")
        assert bar(app, "news").endswith("o opens the page in a browser")
        assert shows(app) == "feed"
        await press(pilot, "F")
        assert shows(app) == "feed"


async def test_a_child_that_ends_meanwhile_is_told_of(world: World, child: Child) -> None:
    bodies(world, FEW)
    async with running(world, child=child.command) as (pilot, app):
        await started(pilot, app)
        await ask(pilot, app, child, "enter", "F")
        child.end()
        await until(pilot, lambda: bar(app, "news").startswith("The fetching program is not"))
        await settle(pilot)
        assert shows(app) == "feed"
        await press(pilot, "q")
        assert list_screen(app) is app.screen
