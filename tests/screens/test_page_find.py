"""Finding in an article: marked as it is typed, walked through, and left; nothing typed is a key."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.pages import (
    bodies,
    chosen,
    marked,
    page_of,
)
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    list_screen,
    on_list,
    press,
    recording,
    running,
    screen_lines,
    settle,
)
from tui.core.query import Query, Term

SIZES = ((100, 30), (80, 24), (40, 12))
KEYS = "   n p: next, previous; Esc: enough"
BODY = "\n\n".join(
    f"Paragraph {n} speaks of the {'harbour' if n % 10 == 3 else 'town'} and of the sea, at some"
    " length, so that it takes a few lines wherever it is read."
    for n in range(60)
)


def news(lines: list[str]) -> str:
    """The line of news, where the screen has one, else the foot."""
    return lines[-1 if len(lines) < 20 else -2].strip()


@pytest.mark.parametrize("size", SIZES)
async def test_every_match_is_marked_and_counted_as_it_is_typed(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, BODY)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "/")
        assert news(screen_lines(app)).startswith("/_")
        await press(pilot, *"harbour")
        assert news(screen_lines(app)).startswith("/harbour_  1 of 6")
        assert chosen(app) == ["harbour"]
        assert set(marked(app)) <= {"harbour"}
        assert_sound(app)
        await press(pilot, "backspace", "backspace", *"bi")
        assert news(screen_lines(app)).startswith("/harbobi_  is nowhere in this")
        assert chosen(app) == marked(app) == []
        await press(pilot, "ctrl+u", *"TOWN")
        assert news(screen_lines(app)).startswith("/TOWN_  1 of 54")
        assert chosen(app) == ["town"]
        assert_sound(app)


async def test_n_and_p_lead_from_match_to_match_and_round_the_end(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"harbour", "enter")
        assert bar(app, "news") == "/harbour  1 of 6" + KEYS
        seen = []
        for number in (2, 3, 4, 5, 6, 1):
            await press(pilot, "n")
            assert bar(app, "news") == f"/harbour  {number} of 6" + KEYS
            assert chosen(app) == ["harbour"]
            assert_sound(app)
            seen.append(page_of(app).top)
        assert seen[:5] == sorted(seen[:5]) and len(set(seen[:5])) == 5 and seen[5] < seen[0]
        await press(pilot, "p")
        assert bar(app, "news") == "/harbour  6 of 6" + KEYS
        assert article_screen(app)._place == 0


async def test_finding_begins_where_the_reader_is(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "space", "/", *"paragraph")
        assert page_of(app).top == 44
        (first, _, total) = bar(app, "news").removeprefix("/paragraph_  ").split()
        assert int(first) > 5 and total == "60"


async def test_escape_while_typing_leads_back_to_where_it_began(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "/", *"paragraph 55")
        assert page_of(app).top > 100
        await press(pilot, "escape")
        assert page_of(app).top == 22
        assert (marked(app), chosen(app), bar(app, "news")) == ([], [], "")
        await press(pilot, "escape")
        assert on_list(app)


async def test_escape_after_typing_stays_there_and_a_second_one_leaves(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"harbour", "enter", "n", "n")
        place = page_of(app).top
        assert place > 0
        await press(pilot, "escape")
        assert (page_of(app).top, chosen(app), bar(app, "news")) == (place, [], "")
        await press(pilot, "escape")
        assert on_list(app)


async def test_nothing_typed_ends_the_finding(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", "enter")
        assert bar(app, "news") == ""
        await press(pilot, "q")
        assert on_list(app)


async def test_what_is_typed_is_text_and_no_key(world: World) -> None:
    bodies(world, BODY + "\n\nqJ/?1;\\ stands here.", "other")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "/", *"qJ/?1;\\")
        assert bar(app, "news") == "/qJ/?1;\\_  1 of 1"
        assert chosen(app) == ["qJ/?1;\\"]
        assert (article_screen(app)._place, opened) == (0, [])


async def test_a_space_is_text_too(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", "space")
        assert bar(app, "news").startswith("/ _  ")
        assert page_of(app).top == 0
        await press(pilot, *"sea,")
        assert bar(app, "news") == "/ sea,_  1 of 60"
        await press(pilot, "enter", "n")
        assert_sound(app)


async def test_an_arrow_pressed_while_typing_does_not_leave_the_article(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"harb", "left", *"our")
        assert not on_list(app)
        assert bar(app, "news").startswith("/harb")


async def test_an_input_methods_characters_are_found(world: World) -> None:
    bodies(world, "港口的文章。" * 30 + "这里有灯塔，还有海。\n\nＡＢＣ stands in wide letters.")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "、")  # the slash, as an input method sends it
        await press(pilot, *"灯塔，")
        assert bar(app, "news") == "/灯塔，_  1 of 1"
        assert chosen(app) == ["灯塔，"]
        assert_sound(app)
        await press(pilot, "backspace", *",还")
        assert bar(app, "news") == "/灯塔,还_  1 of 1"
        await press(pilot, "ctrl+u", *"ｂｃ")
        assert chosen(app) == ["ＢＣ"]
        assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_match_over_a_lines_end_is_marked_in_both_lines(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, "海港" * 60 + "灯塔守望者" + "海港" * 60)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "/", *"灯塔守望者")
        assert "".join(chosen(app)) == "灯塔守望者"
        await press(pilot, "ctrl+u", *"海港灯塔守望者海港海")
        found = chosen(app)
        assert "".join(found) == "海港灯塔守望者海港海"
        assert_sound(app)


async def test_the_words_that_narrowed_the_list_are_marked_and_n_leads_on_through_it(
    world: World,
) -> None:
    bodies(world, "The article itself speaks of an Article.", "second article")
    async with running(world) as (pilot, app):
        list_screen(app).narrow(Query((Term("title", ("article",)),)))
        await settle(pilot)
        await press(pilot, "enter")
        assert marked(app) == ["Article", "article", "Article"]
        assert (chosen(app), bar(app, "news")) == ([], "")
        await press(pilot, "/", *"itself", "enter")
        assert (marked(app), chosen(app)) == ([], ["itself"])
        await press(pilot, "escape")
        assert marked(app) == ["Article", "article", "Article"]
        await press(pilot, "n")
        assert article_screen(app)._place == 1
        assert marked(app) == ["Article", "article"]
        assert_sound(app)
