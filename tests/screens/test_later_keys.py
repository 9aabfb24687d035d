"""Putting off till later: by a letter, by a date, and coming back as unread when it is due."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.builders import NOW, World
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
    title,
    titles,
)
from tests.screens.triaging import (
    cursor,
    journal,
    offers,
    put_off,
    read,
    rows,
    type_in,
)
from tui.config import Config

TOMORROW = {0: "11-24 08:00"}
LETTERS = {"a": "11-23 19:00", "s": "11-24 08:00", "d": "11-28 08:00", "f": "11-30 08:00"}


@pytest.mark.parametrize("letter", LETTERS)
async def test_a_letter_answers_at_once_and_goes_on(world: World, letter: str) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, "L", letter)
        await settle(pilot)
        assert put_off(world, ids) == {0: LETTERS[letter]}
        assert cursor(app) == 1
        assert LETTERS[letter] in bar(app, "news")
        assert screen_lines(app)[2].startswith(" z ")
        await press(pilot, "u")
        assert put_off(world, ids) == {}
        assert not screen_lines(app)[2].startswith(" z ")


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("", "11-24 08:00"),
        ("tonight", "11-23 19:00"),
        ("tomorrow", "11-24 08:00"),
        ("next week", "11-30 08:00"),
        ("3d", "11-26 12:00"),
        ("18:30", "11-23 18:30"),
        ("18：30", "11-23 18:30"),
        ("12-24", "12-24 08:00"),
        ("2026-12-24 9:00", "12-24 09:00"),
        ("明天", "11-24 08:00"),
        ("周末", "11-28 08:00"),
    ],
)
async def test_a_time_may_be_typed(world: World, typed: str, until: str) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "L")
        assert "Enter: tomorrow" in bar(app, "news")
        await type_in(pilot, typed, "enter")
        assert put_off(world, ids) == {0: until}


async def test_a_letter_from_an_input_method_answers_too(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, _):
        await press(pilot, "L", "ｓ")
        assert put_off(world, ids) == TOMORROW


@pytest.mark.parametrize("typed", ["3", "24:00", "2026-11-22", "0d", "[@click=app.quit]x[/]"])
async def test_what_is_no_time_to_come_is_told_and_changes_nothing(
    world: World, typed: str
) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await type_in(pilot, "L", typed, "enter")
        assert put_off(world, ids) == {}
        assert "is no time to come" in bar(app, "news")
        assert typed in bar(app, "news")
        assert journal(world) == []
        assert_sound(app)
        await press(pilot, "j")
        assert title(app) == f"Article {cursor(app)}"


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "backspace"])
async def test_leaving_the_prompt_puts_nothing_off(world: World, key: str) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "L", key)
        assert put_off(world, ids) == {}
        assert (cursor(app), bar(app, "foot")[:1] != "L") == (0, True)


async def test_offers_tell_which_day_each_is_and_arrows_choose(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "L")
        names = ["tonight", "tomorrow", "at the weekend", "next week", "no longer put off"]
        assert offers(app) == names
        assert "Mon 2026-11-30 08:00" in screen_text(app)
        await press(pilot, "down", "down", "down", "enter")
        assert put_off(world, ids) == {0: "11-28 08:00"}


async def test_it_is_out_of_unread_and_in_its_own_view_until_it_is_due(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "L", "s", ".")
        assert titles(app) == ["Article 1", "Article 2"]
        assert bar(app, "head").startswith("Unread 2 ")
        await press(pilot, "4")
        assert titles(app) == ["Article 0"]
        assert screen_lines(app)[2].startswith("▌z ")
    world.now = lambda: datetime(2026, 11, 24, 7, 59, tzinfo=UTC)
    async with running(world) as (_, app):
        assert titles(app) == ["Article 1", "Article 2"]
    world.now = lambda: datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    async with running(world) as (pilot, app):
        assert titles(app) == ["Article 0", "Article 1", "Article 2"]
        assert screen_lines(app)[2].startswith("▌●")
        await press(pilot, "4")  # what was put off is looked for there, until it is read
        assert titles(app) == ["Article 0"]
        await press(pilot, "e", ".")
        assert titles(app) == []
        assert "Nothing is put off" in screen_text(app)
    assert read(world, ids) == [0]


async def test_it_comes_due_while_telex_runs(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "L", "a", ".")
        assert "Article 0" not in titles(app)
        world.now = lambda: datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
        await press(pilot, ".")
        assert titles(app) == ["Article 0", "Article 1", "Article 2"]
        await press(pilot, "k", "e", ".")
        assert titles(app) == ["Article 1", "Article 2"]


async def test_what_comes_due_is_said_once_and_waits_to_be_brought_in(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "L", "a", ".", "j")
        world.now = lambda: datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
        await list_screen(app)._look_for_due()
        await settle(pilot)
        assert bar(app, "news").startswith("1 put off till now is unread again")
        assert bar(app, "head").endswith("1 new · .")
        assert "Article 0" not in titles(app)
        list_screen(app).end_news()
        await list_screen(app)._look_for_due()
        assert bar(app, "news") == ""
        await press(pilot, ".")
        assert titles(app)[0] == "Article 0"


async def test_a_read_one_comes_back_unread_and_undo_makes_it_read_again(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "m", "L", "d")
        assert (read(world, ids), list(put_off(world, ids))) == ([], [0])
        await press(pilot, "u")
        assert (read(world, ids), put_off(world, ids)) == ([0], {})
        assert screen_lines(app)[2].startswith("   ")
        assert [step.undone for step in journal(world)] == [True, False]


async def test_minus_ends_it_and_undo_has_it_as_it_was(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "L", "f", "k", "L", "-")
        assert put_off(world, ids) == {}
        assert bar(app, "news").startswith("1 no longer put off")
        await press(pilot, "u")
        assert put_off(world, ids) == {0: "11-30 08:00"}


async def test_another_date_takes_the_place_of_the_first_as_one_step(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, _):
        await press(pilot, "L", "a", "k", "L", "f")
        assert put_off(world, ids) == {0: "11-30 08:00"}
        await press(pilot, "u")
        assert put_off(world, ids) == {0: "11-23 19:00"}
        await press(pilot, "u")
        assert put_off(world, ids) == {}


async def test_marking_it_read_ends_it(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "L", "f", "k", "m", "4")
        assert put_off(world, ids) == {}
        assert titles(app) == []
        await press(pilot, "1", "u", "4")
        assert titles(app) == ["Article 0"]


async def test_an_article_is_put_off_from_its_page_and_its_head_says_so(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "L", "s")
        assert put_off(world, ids) == TOMORROW
        assert article_screen(app)._place == 0
        assert "put off until Tue 2026-11-24 08:00" in bar(app, "head")
        await press(pilot, "u")
        assert put_off(world, ids) == {}
        assert "put off" not in bar(app, "head")
        await press(pilot, "L", "s", "q")
        assert on_list(app) and screen_lines(app)[2].startswith("▌z ")


async def test_times_are_those_of_the_readers_zone(world: World) -> None:
    ids = world.fill(2)
    async with running(world, config=Config(timezone="Asia/Shanghai")) as (pilot, app):
        await press(pilot, "L", "s")
        assert put_off(world, ids) == {0: "11-24 00:00"}
        assert "Tue 2026-11-24 08:00" in bar(app, "news")


async def test_prompts_one_after_the_other_at_once(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        burst(app, *"LaLsLd", "L", "enter", "e")
        await settle(pilot)
        wanted = ["11-23 19:00", "11-24 08:00", "11-28 08:00", "11-24 08:00"]
        assert put_off(world, ids) == dict(enumerate(wanted))
        assert read(world, ids) == [4]


async def test_what_is_put_off_is_no_unread_one_to_go_to(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "j", "L", "s", "home", "n")
        assert title(app) == "Article 2"
        await press(pilot, "p")
        assert title(app) == "Article 0"
        assert list_screen(app).state.unread == 3 or "3 unread" in bar(app, "head")


async def test_a_narrow_terminal_shows_the_prompt_and_what_is_typed(world: World) -> None:
    ids = world.fill(2)
    async with running(world, (30, 8)) as (pilot, app):
        await type_in(pilot, "L", "2026-12-24 18:00")
        assert_sound(app)
        assert "12-24 18:00" in screen_text(app)
        await press(pilot, "enter")
        assert put_off(world, ids) == {0: "12-24 18:00"}
    (row,) = rows(world, ids[:1])
    assert row.put_off(NOW)


async def test_a_click_takes_what_is_offered(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "L")
        at = list_screen(app).offers.region
        await pilot.click(offset=(at.x + 5, at.y + 1))
        await settle(pilot)
        assert put_off(world, ids) == TOMORROW
