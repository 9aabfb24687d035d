"""For screen readers: words instead of signs, no lines or panes, the cursor where the reader is."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.builders import World, ingest, make_draft
from tests.screens.pages import bodies
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    until,
)
from tests.screens.seen import Seen
from tests.screens.test_preview import RIGHT
from tests.screens.triaging import type_in
from tui.app import TelexApp
from tui.config import Config
from tui.widgets.drawn import ASCII

ACCESSIBLE = Config(timezone="UTC", accessible=True)


def listed(app: TelexApp) -> list[str]:
    """The rows of the list as they are drawn, without the column of the cursor."""
    view = list_screen(app).list
    top = view.region.y
    return [
        line[1:] for line in screen_lines(app)[top : top + min(len(view.ids), view.size.height)]
    ]


def at(app: TelexApp) -> str:
    """The line that the terminal's cursor stands on."""
    return screen_lines(app)[app.cursor_position.y]


async def test_each_row_begins_with_its_state_in_words(world: World) -> None:
    world.fill(7)
    world.subscribe()
    ingest(world.library, [make_draft(6, body="Another text, edited since.")])
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await press(pilot, "m", "j", "s", "j", "L", "s", "D", "x")
        words = [row.partition("  ")[0] for row in listed(app)]
        assert words == [
            "read",
            "unread, starred",
            "put off",
            "hidden",
            "selected, unread",
            "unread",
            "unread, edited",
        ]
        assert not any(sign in screen_text(app) for sign in "●★✓")
        assert_sound(app)


@pytest.mark.parametrize("room", [(120, 40), RIGHT, (60, 24), (30, 10)])
async def test_there_are_no_lines_and_no_panes(world: World, room: tuple[int, int]) -> None:
    world.fill(5)
    async with running(world, room, config=ACCESSIBLE) as (pilot, app):
        for keys in (("v",), ("b",), ("tab",), ("enter",), ("q",), ("g", "f"), ("q",), ("?",)):
            await press(pilot, *keys)
            assert not {"─", "│"}.intersection(screen_text(app)), keys
            assert_sound(app)


async def test_the_cursor_stands_on_the_row_that_keys_are_about(world: World) -> None:
    world.fill(60)
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        for keys in (("j",), ("j", "j"), ("G",), ("ctrl+u",), ("k",), ("g", "g"), ("e",)):
            await press(pilot, *keys)
            row = list_screen(app).list.row
            assert row is not None
            assert f"{row.title}  " in at(app)
            assert app.cursor_position.x == 0


async def test_it_does_without_the_preference_too(world: World) -> None:
    world.fill(10)
    async with running(world, (120, 30)) as (pilot, app):
        await press(pilot, "j", "j")
        assert "Article 2  " in at(app)
        await pilot.resize_terminal(90, 24)
        await settle(pilot)
        await press(pilot, "j")
        assert "Article 3  " in at(app)


async def typed_place(pilot: Pilot[None], app: TelexApp, letter: str) -> None:
    """The next letter stands where the terminal's cursor was before it."""
    place = app.cursor_position
    await press(pilot, letter)
    assert screen_lines(app)[place.y][place.x] == letter
    assert app.cursor_position.x == place.x + 1


@pytest.mark.parametrize("key", [":", "T", "*", "|"])
async def test_it_stands_where_the_next_letter_comes(world: World, key: str) -> None:
    world.fill(5)
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await press(pilot, key)
        for letter in "later 12":
            await typed_place(pilot, app, letter)
        await press(pilot, "left", "left")
        assert screen_lines(app)[app.cursor_position.y][: app.cursor_position.x].endswith("later ")
        await press(pilot, "escape")
        assert "Article 0  " in at(app)


async def test_a_long_line_scrolls_and_the_cursor_stays_on_the_screen(world: World) -> None:
    world.fill(3)
    async with running(world, (40, 24), config=ACCESSIBLE) as (pilot, app):
        await press(pilot, "T")
        for words in ("long words " * 8, "很长的标签" * 12):
            burst(app, *words)
            await settle(pilot)
            x, y = app.cursor_position
            assert y == 23 and x < 40
            assert "_" in screen_lines(app)[y]
            assert_sound(app)


async def test_in_an_article_it_stands_at_the_page(world: World) -> None:
    bodies(world, "One.\n\nTwo.\n\nThree.", "Another.")
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await press(pilot, "enter")
        assert not {"─", "│"}.intersection(screen_text(app))
        assert app.cursor_position == article_screen(app).page.region.offset
        await press(pilot, "q", "j")
        assert "Article 1  " in at(app)


async def test_the_history_and_the_feeds_have_their_rows_cursor(world: World) -> None:
    world.fill(5)
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await press(pilot, "s", "j", "m", "U")
        assert "1 marked read" in at(app)
        await press(pilot, "j")
        assert "1 starred" in at(app)
        await press(pilot, "q", "k")
        assert "Article 0  " in at(app)
        await press(pilot, "g", "f")
        assert "news" in at(app)
        await press(pilot, "q", "j")
        assert "Article 1  " in at(app)


async def test_the_outline_and_the_pane_at_the_left_have_it_too(world: World) -> None:
    bodies(world, "\n\n".join(f"## Section {n}\n\nWords." for n in range(40)), "Another.")
    async with running(world, (120, 30)) as (pilot, app):
        await press(pilot, "enter", "\\")
        for keys in (("j", "j"), ("G",), ("k",)):
            await press(pilot, *keys)
            assert f"Section {Seen(app).section}" in at(app)
        await press(pilot, "q", "q")
        await until(pilot, lambda: Seen(app).side_is_shown and list_screen(app).side.rows)
        await press(pilot, "tab", "j")
        assert at(app).startswith("▌  All ")


async def test_offers_are_there_and_the_cursor_stays_in_the_line(world: World) -> None:
    world.fill(3)
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await type_in(pilot, ":", "don")
        await press(pilot, "down")
        assert at(app).strip().startswith(":don")


async def test_a_cut_title_is_told_whole_after_a_rest(world: World) -> None:
    world.fill(1, title="A very long title " * 6)
    async with running(world, config=ACCESSIBLE) as (pilot, app):
        await until(pilot, lambda: "very long title A very" in bar(app, "news"))


async def test_with_ascii_signs_and_in_chinese(world: World) -> None:
    world.fill(3)
    async with running(world, config=ACCESSIBLE, glyphs=ASCII) as (pilot, app):
        await press(pilot, "s")
        assert listed(app)[0].startswith("unread, starred")
    async with running(world, config=ACCESSIBLE, language="zh_CN") as (_, app):
        assert "unread" not in "".join(listed(app))
        assert_sound(app)


async def test_the_preview_is_not_waited_for_in_vain(world: World) -> None:
    world.fill(3)
    async with running(world, RIGHT, config=ACCESSIBLE) as (pilot, app):
        await press(pilot, "v")
        assert list_screen(app).preview.size.width == 0
        await press(pilot, "j", "v", "e")
        assert "Article 2  " in at(app)
