"""Where an article was left is where it is opened again; a resized page stays at its place."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.pages import (
    UNSET,
    bodies,
    held,
    keep,
    kept,
    page_of,
    resize,
    top_words,
)
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
from tui.core.models import Place

SIZES = ((100, 30), (80, 24), (40, 12))
TOLD = "where you left it · gg: its beginning"
BODY = "\n\n".join(f"Paragraph {n} of a long article. " + "Some words. " * 15 for n in range(120))
SHORT_ONES = "\n\n".join(f"Paragraph {n}." for n in range(400))


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_opens_where_it_was_left(world: World, size: tuple[int, int]) -> None:
    (number,) = bodies(world, BODY)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter")
        assert bar(app, "news") == ""
        await press(pilot, "space", "space", "j")
        top, words = page_of(app).top, top_words(app)
        await press(pilot, "q")
        assert kept(world, number).place is not None
        await press(pilot, "enter")
        assert (page_of(app).top, top_words(app)) == (top, words)
        assert bar(app, "news") == TOLD
        assert_sound(app)
        await press(pilot, "g", "g")
        assert page_of(app).top == 0
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "G", "k", "q", "enter")
        assert bar(app, "news") == TOLD
        assert page_of(app).top > 100


@pytest.mark.parametrize("line", [21, 31, 37, 81, 137, 157, 257, 277, 401, 603])
async def test_it_opens_at_the_very_line_however_far_it_is_set_by_then(
    world: World, line: int
) -> None:
    bodies(world, SHORT_ONES)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        page_of(app).move_to(line)
        assert page_of(app).lines[line].text.startswith("Paragraph")
        await press(pilot, "q", "enter")
        assert page_of(app).top == line


async def test_a_blank_line_at_the_top_is_a_place_too(world: World) -> None:
    bodies(world, SHORT_ONES)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        page_of(app).move_to(60)
        assert page_of(app).lines[60].text == ""
        for _ in range(3):
            await press(pilot, "q", "enter")
            assert page_of(app).top == 60


async def test_at_its_beginning_and_its_end_nothing_is_kept(world: World) -> None:
    (number,) = bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "q")
        assert kept(world, number).place is None
        await press(pilot, "enter", "space", "q")
        assert kept(world, number).place is not None
        await press(pilot, "enter", "G", "q")
        assert kept(world, number).place is None
        await press(pilot, "enter")
        assert (page_of(app).top, bar(app, "news")) == (0, "")
        await press(pilot, "space", "q", "enter", "g", "g", "q")
        assert kept(world, number).place is None


async def test_an_article_of_one_screen_has_no_place(world: World) -> None:
    (number,) = bodies(world, "Short.")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "j", "q")
        assert kept(world, number).place is None
        await press(pilot, "enter")
        assert bar(app, "news") == ""


async def test_the_place_is_kept_once_the_keys_have_rested(world: World) -> None:
    (number,) = bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space")
        await until(pilot, lambda: kept(world, number).place is not None)
        await press(pilot, "home")
        await until(pilot, lambda: kept(world, number).place is None)
        assert not on_list(app)


@pytest.mark.parametrize("keys", [("J",), ("n",), ("e",), ("Q",), ("t", "enter")], ids="+".join)
async def test_the_place_is_kept_however_the_article_is_left(
    world: World, keys: tuple[str, ...]
) -> None:
    number, _ = bodies(world, BODY, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "space", *keys)
        await settle(pilot)
        assert app._exit or on_list(app) or article_screen(app)._place == 1
    assert kept(world, number).place is not None


async def test_each_article_has_a_place_of_its_own(world: World) -> None:
    ids = bodies(world, BODY, BODY, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space")
        first = top_words(app)
        await press(pilot, "J", "space", "space")
        second = top_words(app)
        assert first != second
        await press(pilot, "J", "K")
        assert (bar(app, "news"), top_words(app)) == (TOLD, second)
        await press(pilot, "K")
        assert (bar(app, "news"), top_words(app)) == (TOLD, first)
        burst(app, *"JJKJKK")
        await settle(pilot)
        assert (article_screen(app)._place, top_words(app)) == (0, first)
    places = [kept(world, number).place for number in ids]
    assert places[2] is None and places[0] != places[1] and None not in places[:2]


async def test_an_article_on_its_way_does_not_take_over_the_formers_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = bodies(world, BODY, BODY, BODY)
    keep(world, second, Place(60))
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "space")
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "J"), batches=0)
        screen = article_screen(app)
        burst(app, "j")
        await until(pilot, lambda: screen._rest_timer is None)
        burst(app, "J")
        await settle(pilot, resting=UNSET)
        burst(app, "q")
        await settle(pilot, resting=UNSET)
        gate.release()
        await settle(pilot)
        assert on_list(app)
    there = kept(world, second).place  # the j was about this one, and moved it by a line
    assert there is not None and there.block == 60
    assert kept(world, third).place is None
    assert kept(world, first).place is not None


async def test_leaving_while_an_article_is_still_being_set_forgets_no_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = bodies(world, BODY)
    keep(world, number, Place(2))
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        assert top_words(app).startswith("Paragraph 1 ")
        burst(app, "q")
        await settle(pilot, resting=UNSET)
        assert on_list(app)
        gate.release()
        await settle(pilot)
    assert kept(world, number).place == Place(2)


async def test_a_place_in_an_article_that_became_shorter_does_no_harm(world: World) -> None:
    (number,) = bodies(world, BODY)
    keep(world, number, Place(100, 50))
    ingest(world.library, [make_draft(0, body="Only this is left.")])
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert "Only this is left." in screen_text(app)
        assert_sound(app)
        await press(pilot, "q")
    assert kept(world, number).place is None


# Resized


@pytest.mark.parametrize("size", [(40, 12), (60, 24), (200, 60)])
async def test_it_opens_in_another_width_in_the_same_paragraph(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", *["space"] * 4, "q", "enter")
        left = page_of(app).lines[page_of(app).top].block
        await press(pilot, "q")
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter")
        assert page_of(app).lines[page_of(app).top].block == left > 10
        assert_sound(app)


async def test_a_resized_page_stays_in_its_paragraph(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        for top in (30, 102, 203, 340):
            page_of(app).move_to(top)
            block = page_of(app).lines[top].block
            for size in ((50, 30), (100, 30), (40, 12), (30, 40), (100, 30)):
                await resize(pilot, app, *size)
                assert page_of(app).lines[page_of(app).top].block == block, (top, size)
                assert_sound(app)


async def test_a_terminal_resized_while_an_article_comes_loses_neither_place_nor_mark(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = bodies(world, BODY)
    keep(world, number, Place(80))
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"), batches=0)
        await pilot.resize_terminal(70, 30)
        screen = article_screen(app)
        await until(pilot, lambda: screen._resize_timer is None and screen.width == 68)
        gate.release()
        await settle(pilot)
        assert top_words(app).startswith("Paragraph 79 ")
        assert_sound(app)
        await press(pilot, "q")
    assert kept(world, number).read
    assert kept(world, number).place == Place(80)
