"""What is typed while an article is on its way: about that article, in its order, and never stuck."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from tests.builders import World
from tests.screens.pages import UNSET, bodies, chosen, held, keep, page_of
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    recording,
    running,
    settle,
    until,
)
from tui.core.models import Place, Reading
from tui.errors import Corrupt, said
from tui.library import Library
from tui.render import article
from tui.screens import page

LONG = "\n\n".join(
    f"Paragraph {n} with [a link](https://l{n}.example.org/) in it." for n in range(90)
)
CODE = f"```\n{'long line of code ' * 20}\n```\n\n{LONG}"


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (("j", "j", "k"), 1),
        (("ctrl+d", "j"), 12),
        (("G", "g", "g", "j"), 1),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else str(value),
)
async def test_moving_typed_ahead_moves_the_article_that_comes(
    world: World, keys: tuple[str, ...], top: int
) -> None:
    bodies(world, LONG, LONG)
    async with running(world) as (pilot, app):
        burst(app, "enter", *keys)
        await settle(pilot)
        assert page_of(app).top == top
        await press(pilot, "end")
        burst(app, "J", *keys)
        await settle(pilot)
        assert (article_screen(app)._place, page_of(app).top) == (1, top)
        assert_sound(app)


async def test_gg_typed_ahead_leads_to_the_beginning_of_an_article_that_was_left_midway(
    world: World,
) -> None:
    _, second = bodies(world, LONG, LONG)
    keep(world, second, Place(40))
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "g", "g")
        await settle(pilot)
        assert (article_screen(app)._place, page_of(app).top) == (1, 0)
        burst(app, "g")
        await settle(pilot)
        assert page_of(app).top == 0
        assert article_screen(app)._dispatcher.pending == ("g",)


async def test_links_typed_ahead_are_those_of_the_article_that_comes(world: World) -> None:
    bodies(world, "See [x](https://former.example.org/).", LONG)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "3", "enter", "tab", "enter", ";", "s", "enter")
        await settle(pilot)
        assert opened == [f"https://l{n}.example.org/" for n in (2, 3, 0)]


async def test_code_typed_aside_ahead_is_that_of_the_article_that_comes(world: World) -> None:
    bodies(world, LONG, CODE)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "l", "l", "h")
        await settle(pilot)
        assert not on_list(app)
        assert "of code long" in "\n".join(line.text for line in page_of(app).lines)
        burst(app, "h", "h")
        await settle(pilot)
        assert on_list(app)


async def test_walking_and_moving_typed_ahead_keep_their_order(world: World) -> None:
    bodies(world, LONG, LONG, LONG)
    async with running(world) as (pilot, app):
        burst(app, "enter", "j", "J", "j", "j", "J", "j", "j", "j", "K")
        await settle(pilot)
        assert article_screen(app)._place == 1
        assert bar(app, "head").startswith("news · 2 of 3")
        assert page_of(app).lines[0].text == "Article 1"


async def test_an_article_that_is_long_in_coming_can_be_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG, LONG)
    monkeypatch.setattr(page, "PATIENCE_SECONDS", 0.1)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "J"), batches=0)
        burst(app, "space", "j", "q")
        await until(pilot, lambda: on_list(app))
        gate.release()
        await settle(pilot)
        assert on_list(app)


@pytest.mark.parametrize("where", ["store", "page"])
async def test_an_article_that_cannot_be_shown_holds_no_key_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    _, broken, _ = bodies(world, LONG, LONG, LONG)
    error = Corrupt(said("It is broken"), said("Mend it"))
    read, prepare = Library.reading, article.prepare

    def reading(library: Library, number: int) -> Reading | None:
        if number == broken:
            raise error
        return read(library, number)

    def prepared(found: Reading, *others: Any, **more: Any) -> article.Prepared:
        if found.article.id == broken:
            raise error
        return prepare(found, *others, **more)

    if where == "store":
        monkeypatch.setattr(Library, "reading", reading)
    else:
        monkeypatch.setattr(article, "prepare", prepared)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "j", "tab", "/", "x", "escape")
        await settle(pilot)
        await until(pilot, lambda: article_screen(app)._held is None)
        await settle(pilot)
        assert_sound(app)
        await press(pilot, "q")
        assert on_list(app)
        await press(pilot, "enter", "J")
        assert article_screen(app)._place == 2
        await press(pilot, "2")
        assert chosen(app) == ["a link[2]"]


async def test_what_is_typed_into_a_search_before_the_page_comes_is_searched_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG, LONG)
    monkeypatch.setattr(page, "PATIENCE_SECONDS", 0.1)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        gate = await held(
            pilot, app, monkeypatch, lambda: burst(app, "J", "/", *"paragraph 2"), batches=0
        )
        screen = article_screen(app)
        await until(pilot, lambda: screen._held is None)  # it waits for so long, and no longer
        await settle(pilot, resting=UNSET)
        gate.release()
        await settle(pilot)
        assert bar(app, "news") == "/paragraph 2_  1 of 11"
        assert chosen(app) == ["Paragraph 2"]
        await press(pilot, "0")
        assert chosen(app) == ["Paragraph 20"]


async def test_keys_that_came_just_before_the_page_are_done_after_those_that_waited_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, LONG, LONG)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "J", "/"), batches=0)
        screen = article_screen(app)
        show = screen.page_shown

        def shown_after_keys() -> None:
            for key in "oq":  # they are in the queue already, and not yet looked at
                screen.post_message(events.Key(key, key))
            show()

        monkeypatch.setattr(screen, "page_shown", shown_after_keys)
        gate.release()
        await settle(pilot)
        assert (opened, on_list(app)) == ([], False)
        assert bar(app, "news") == "/oq_  is nowhere in this article"
