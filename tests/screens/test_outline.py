"""The outline of an article: its headings, to go to one; and back to where one was."""

from __future__ import annotations

import pytest

from tests.builders import HOSTILE_TITLES, World
from tests.screens.pages import UNSET, bodies, held, page_of, top_words
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    until,
)
from tui.app import TelexApp
from tui.screens.outline import OutlineScreen
from tui.widgets.outline_view import OutlineView

SIZES = ((100, 30), (80, 24), (40, 12), (20, 5))
TEXT = "Some words that take a few lines wherever they are read, and then some more. " * 6
BODY = f"""# The first

{TEXT}

## 第二节：港口与灯塔

{TEXT}

### Third, *with emphasis* and `code`

{TEXT}

Fourth
------

{TEXT}

# The last

{TEXT}

{TEXT}
"""
MANY = "\n\n".join(f"## Section {n}\n\n{TEXT}" for n in range(60))


def outline(app: TelexApp) -> OutlineView:
    assert isinstance(app.screen, OutlineScreen), app.screen
    return app.screen.outline


def cursor_line(app: TelexApp) -> str:
    """The one line that the cursor is on."""
    (line,) = [line for line in screen_lines(app) if line.startswith("▌")]
    return line.strip("▌ ")


async def test_the_headings_are_there_each_as_far_in_as_its_rank(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "\\")
        assert bar(app, "head") == "Sections"
        shown = [line.rstrip() for line in screen_lines(app)[3:8]]
        assert shown == [
            "▌ The first",
            "    第二节：港口与灯塔",
            "      Third, with emphasis and code",
            "    Fourth",
            "  The last",
        ]
        assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_a_heading_is_gone_to(world: World, size: tuple[int, int], key: str) -> None:
    bodies(world, BODY + "\n\n" + MANY)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "\\", "j", "j", key)
        assert top_words(app).startswith("Third, with")
        assert_sound(app)
        await press(pilot, "\\", "k")
        assert cursor_line(app).startswith("第二节")
        assert_sound(app)
        await press(pilot, key)
        assert top_words(app).startswith("第二节")


@pytest.mark.parametrize("key", ["q", "h", "left", "escape", "\\"])
async def test_the_outline_is_left_for_where_one_was(world: World, key: str) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "j", "\\", "j", "j", "j", key)
        assert page_of(app).top == 23
        assert_sound(app)


async def test_the_cursor_is_on_the_section_that_is_read(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        for _ in range(6):
            page = page_of(app)
            await press(pilot, "space", "j")
            above = [
                ln.heading.words for ln in page.lines[: page.top + 2] if ln.heading is not None
            ]
            await press(pilot, "\\")
            assert cursor_line(app) == above[-1]
            await press(pilot, "escape")


async def test_a_long_outline_scrolls_with_its_cursor(world: World) -> None:
    bodies(world, MANY)
    async with running(world, (40, 12)) as (pilot, app):
        await press(pilot, "enter", "G", "\\")
        assert cursor_line(app) == "Section 59"
        for key, there in (("g", 59), ("g", 0), ("space", 9), ("ctrl+d", 13), ("b", 4), ("G", 59)):
            await press(pilot, key)
            assert outline(app).cursor == there
            assert cursor_line(app) == f"Section {there}"
            assert_sound(app)


async def test_an_article_without_headings_says_so(world: World) -> None:
    bodies(world, TEXT)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "\\")
        assert bar(app, "news") == "This article has no headings"
        assert article_screen(app)


async def test_headings_typed_ahead_are_gone_to(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "\\", *"jjjj", "enter")
        await settle(pilot)
        assert top_words(app) == "Section 4"
        burst(app, "\\", "j", "\\", "\\", "j", "enter")
        await settle(pilot)
        assert top_words(app) == "Section 5"
        burst(app, "\\", "G", "escape", "escape")
        await settle(pilot)
        assert on_list(app)


async def test_the_outline_of_the_article_walked_to_is_its_own(world: World) -> None:
    bodies(world, BODY, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "J", "\\", "j", "enter")
        await settle(pilot)
        assert article_screen(app)._place == 1
        assert top_words(app) == "Section 1"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_headings_are_harmless(world: World, size: tuple[int, int]) -> None:
    bodies(world, "\n\n".join(f"## {words}" for words in HOSTILE_TITLES))
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "\\")
        seen = ""
        for _ in range(len(HOSTILE_TITLES)):
            assert_sound(app)
            seen += screen_text(app)
            await press(pilot, "j")
        assert "[red]红[/red]" in seen and "涨幅[2.5%]" in seen
        await press(pilot, "enter")
        assert_sound(app)
        assert not app._exit


async def test_a_click_chooses_a_heading_and_a_second_one_goes_there(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "\\")
        await pilot.click(OutlineView, offset=(12, 7))
        await settle(pilot)
        assert cursor_line(app) == "Section 7"
        await pilot.click(OutlineView, offset=(12, 7))
        await settle(pilot)
        assert top_words(app) == "Section 7"


async def test_a_click_below_the_headings_does_nothing(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "\\")
        await pilot.click(OutlineView, offset=(12, 15))
        await settle(pilot)
        assert (outline(app).cursor, bar(app, "head")) == (0, "Sections")


@pytest.mark.parametrize("when", ["before", "while"])
async def test_a_heading_is_gone_to_although_the_terminal_is_resized_meanwhile(
    world: World, when: str
) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        screen = article_screen(app)
        if when == "before":
            await pilot.resize_terminal(50, 24)
        burst(app, "\\", *"jjjjjjjj")
        await settle(pilot)
        if when == "while":
            await pilot.resize_terminal(50, 24)
        else:
            await until(pilot, lambda: screen._resize_timer is None)
        await settle(pilot)
        assert cursor_line(app) == "Section 8"
        assert_sound(app)
        await press(pilot, "enter")
        await until(pilot, lambda: screen._resize_timer is None and screen.width == 48)
        await settle(pilot)
        assert top_words(app) == "Section 8"
        assert_sound(app)


async def test_headings_are_there_while_the_article_is_still_being_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "\\", "j")
        await settle(pilot, resting=UNSET)
        assert 1 < len(outline(app).sections) < 60
        gate.release()
        await press(pilot, "enter")
        assert top_words(app) == "Section 1"
        await press(pilot, "\\", "G", "ctrl+u", "ctrl+u", "enter")
        assert top_words(app) == "Section 37"


async def test_q_in_the_outline_leads_to_the_article_and_Q_out_of_telex(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "\\", "q", "q")
        assert app.screen is list_screen(app)
        await press(pilot, "enter", "\\", "Q")
        assert app._exit
