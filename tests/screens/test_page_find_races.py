"""Finding while something else goes on: typed ahead, still being set, resized, walked on, gone."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.pages import UNSET, bodies, chosen, held, marked, page_of, resize
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    recording,
    running,
    screen_text,
    settle,
)
from tui.store.ingest import LibraryWriter

KEYS = "   n p: next, previous; Esc: enough"
BODY = "\n\n".join(
    f"Paragraph {n} speaks of the {'harbour' if n % 10 == 3 else 'town'} and of the sea, at some"
    " length, so that it takes a few lines wherever it is read."
    for n in range(60)
)
LONG = BODY + "\n\n" + "\n\n".join(f"Later paragraph {n} of the town." for n in range(200))


# Typed ahead


async def test_what_is_typed_in_one_burst_is_found_and_walked(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "/", *"harbour", "enter", "n", "n")
        await settle(pilot)
        assert bar(app, "news") == "/harbour  3 of 6" + KEYS
        assert chosen(app) == ["harbour"]
        assert_sound(app)


async def test_what_is_looked_for_anew_in_a_burst_is_not_walked_by_what_was_found_before(
    world: World,
) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"town", "enter", "n", "n", "n")
        burst(app, "/", *"harbour", "enter")
        await settle(pilot)
        assert chosen(app) == ["harbour"]
        assert bar(app, "news").startswith("/harbour  ")
        burst(app, "escape", "/", *"paragraph 5", "backspace", "9", "enter")
        await settle(pilot)
        assert bar(app, "news") == "/paragraph 9  1 of 1" + KEYS
        assert chosen(app) == ["Paragraph 9"]


async def test_finding_typed_while_the_article_is_opened_is_not_lost(world: World) -> None:
    bodies(world, BODY, "other")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        burst(app, "enter", "/", *"harbour", "enter")
        await settle(pilot)
        assert bar(app, "news") == "/harbour  1 of 6" + KEYS
        assert chosen(app) == ["harbour"]
        assert (article_screen(app)._place, opened) == (0, [])


async def test_what_is_typed_while_the_next_article_comes_is_never_taken_for_keys(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, "first", BODY, "third")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "J", "/"), batches=0)
        gate.release()
        await settle(pilot)
        burst(app, *"oq")
        await settle(pilot)
        assert (opened, on_list(app)) == ([], False)
        assert bar(app, "news") == "/oq_  is nowhere in this article"


# Still being set


async def test_finding_while_an_article_is_still_being_set_finds_what_comes_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG)
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "/", *"later paragraph")
        await settle(pilot, resting=UNSET)
        assert "Later paragraph" not in "\n".join(line.text for line in page_of(app).lines)
        assert_sound(app)
        gate.release()
        await settle(pilot)
        assert bar(app, "news") == "/later paragraph_  1 of 200"
        await press(pilot, "enter")
        assert chosen(app) == ["Later paragraph"]
        await press(pilot, "n")
        assert bar(app, "news") == "/later paragraph  2 of 200" + KEYS
        assert_sound(app)


async def test_a_search_that_was_ended_before_its_match_came_leads_to_it_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG)
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "/", *"later paragraph", "enter")
        await settle(pilot, resting=UNSET)
        gate.release()
        await settle(pilot)
        if not chosen(app):  # the reader may have gone elsewhere, so it need not come by itself
            await press(pilot, "n")
        assert bar(app, "news") == "/later paragraph  1 of 200" + KEYS
        assert chosen(app) == ["Later paragraph"]


async def test_escape_while_the_article_is_still_being_set_leaves_the_search_for_good(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG)
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "/", *"town", "escape")
        await settle(pilot, resting=UNSET)
        gate.release()
        await settle(pilot)
        assert (marked(app), chosen(app), bar(app, "news")) == ([], [], "")
        assert page_of(app).top == 0


# Resized


async def test_resizing_while_finding_keeps_the_match_that_one_is_at(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"town", "enter", *"nnnnnnn")
        assert bar(app, "news") == "/town  8 of 54" + KEYS
        for size in ((40, 30), (40, 12), (80, 24), (100, 30)):
            await resize(pilot, app, *size)
            assert bar(app, "news") == "/town  8 of 54" + KEYS, size
            assert chosen(app) in (["town"], []), size  # it may be out of sight
            assert set(marked(app)) == {"town"}
            assert_sound(app)
        await press(pilot, "n")
        assert bar(app, "news") == "/town  9 of 54" + KEYS
        assert chosen(app) == ["town"]


async def test_resizing_while_typing_goes_on_with_the_typing(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"harb")
        await resize(pilot, app, 50, 20)
        await press(pilot, *"our")
        assert bar(app, "news") == "/harbour_  1 of 6"
        assert chosen(app) == ["harbour"]
        assert_sound(app)


async def test_n_pressed_while_the_page_is_set_in_a_new_width_does_no_harm(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, BODY)
    async with running(world, (30, 30)) as (pilot, app):
        await press(pilot, "enter", "/", *"harbour", "enter", "p")
        assert bar(app, "news") == "/harbour  6 of 6" + KEYS
        await press(pilot, "home")
        await held(pilot, app, monkeypatch, lambda: pilot.resize_terminal(100, 30))
        assert page_of(app).count < 100
        burst(app, "p", "n", "p")
        await settle(pilot, resting=UNSET)
        assert_sound(app)


async def test_matches_of_a_former_width_are_drawn_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, BODY)
    async with running(world, (40, 30)) as (pilot, app):
        await press(pilot, "enter", "/", *"town", "enter")
        gate = await held(pilot, app, monkeypatch, lambda: pilot.resize_terminal(100, 30))
        burst(app, "n")
        await settle(pilot, resting=UNSET)
        assert set(marked(app)) | set(chosen(app)) <= {"town"}
        gate.release()
        await settle(pilot)
        assert set(marked(app)) == {"town"} and chosen(app) == ["town"]


# Walked on


@pytest.mark.parametrize(
    ("key", "place", "unread", "then"), [("J", 2, "p", 0), ("K", 0, "n", 2)], ids=["J", "K"]
)
async def test_the_next_article_is_not_searched(
    world: World, key: str, place: int, unread: str, then: int
) -> None:
    bodies(world, BODY, BODY, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "enter", "/", *"town", "enter", "n", key)
        assert article_screen(app)._place == place
        assert (marked(app), chosen(app), bar(app, "news")) == ([], [], "")
        assert page_of(app).top == 0
        assert_sound(app)
        await press(pilot, unread)
        assert article_screen(app)._place == then
        await press(pilot, "escape")
        assert on_list(app)


async def test_n_right_after_the_next_article_is_about_that_one(world: World) -> None:
    bodies(world, BODY, BODY, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"town", "enter")
        burst(app, "J", "n")
        await settle(pilot)
        assert article_screen(app)._place == 2


async def test_finding_and_then_an_article_that_is_gone_does_no_harm(world: World) -> None:
    ids = bodies(world, BODY, BODY, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"town", "enter", "n")
        writer = LibraryWriter(world.library)
        writer.drop(ids[1:2], {})
        writer.close()
        await press(pilot, "J")
        assert "This article is no longer there" in screen_text(app)
        assert (marked(app), chosen(app)) == ([], [])
        await press(pilot, "n", "p", "/", "x", "enter")
        assert_sound(app)
