"""The history: all that was done, taken back step by step, over sessions, or down to a step."""

from __future__ import annotations

import pytest

from tests.builders import World, make_draft
from tests.builders import ingest as store
from tests.screens.screen import (
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
from tests.screens.triaging import act, history_rows, journal, put_off, read, starred, tags, type_in
from tui import session
from tui.app import TelexApp
from tui.core.change import mark_read, star


def told(app: TelexApp) -> list[str]:
    return [row.name for row in history_rows(app)]


async def test_each_act_is_told_in_words_the_newest_first(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "j", "e", "L", "d", "x", "x", "N")
        await type_in(pilot, "T", "mine", "enter")
        await press(pilot, "W", *"view", "enter", "U")
        names = told(app)
        assert names[0] == "view view saved"
        assert names[1] == "1 tagged mine"
        assert names[-3:] == [
            "1 put off until Sat 2026-11-28 08:00",
            "1 marked read",
            "1 starred",
        ]
        assert "Article 0" in screen_text(app)
        assert bar(app, "head").startswith(f"History {len(names)}")
        assert_sound(app)
        await press(pilot, "q")
        assert on_list(app)


async def test_without_any_act_it_says_so(world: World) -> None:
    world.fill(1)
    async with running(world) as (pilot, app):
        await press(pilot, "U")
        assert "Nothing was done yet" in screen_text(app)
        await press(pilot, "enter", "u")
        assert bar(app, "news") == "Nothing to undo"
        await press(pilot, "ctrl+r")
        assert bar(app, "news") == "Nothing to do again"


async def test_u_names_an_act_of_an_earlier_session_and_a_second_takes_it_back(
    world: World,
) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, _):
        await press(pilot, "s", "j", "s")
    async with running(world) as (pilot, app):
        await press(pilot, "u")
        assert starred(world, ids) == [0, 1]
        assert "1 starred" in bar(app, "news")
        assert "u again takes it back" in bar(app, "news")
        await press(pilot, "u")
        assert starred(world, ids) == [0]
        assert bar(app, "news").startswith("undid: 1 starred")
        await press(pilot, "u")
        assert starred(world, ids) == [0]
        await press(pilot, "u", "u")
        assert starred(world, ids) == []
        assert bar(app, "news") == "Nothing to undo"


async def test_two_presses_at_once_are_the_question_and_its_answer(world: World) -> None:
    ids = world.fill(3)
    act(world, star(ids[:1]), star(ids[1:2]))
    async with running(world) as (pilot, app):
        burst(app, "u", "u")
        await settle(pilot)
        assert starred(world, ids) == [0]
        burst(app, "u", "u", "u")
        await settle(pilot)
        assert starred(world, ids) == []
        assert bar(app, "news") == "Nothing to undo"
        burst(app, "ctrl+r", "ctrl+r")
        await settle(pilot)
        assert starred(world, ids) == [0, 1]


async def test_an_act_of_this_session_is_taken_back_at_once_and_only_that(world: World) -> None:
    ids = world.fill(3)
    act(world, star(ids[:1]))
    async with running(world) as (pilot, app):
        await press(pilot, "j", "s", "u")
        assert starred(world, ids) == [0]
        await press(pilot, "u", "m", "u")
        assert (read(world, ids), starred(world, ids)) == ([], [0])
        await press(pilot, "u")
        assert "again takes it back" in bar(app, "news")
        assert starred(world, ids) == [0]


async def test_a_second_u_that_comes_late_asks_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = world.fill(2)
    act(world, star(ids[:1]))
    monkeypatch.setattr(session, "ASKED_SECONDS", 0.0)
    async with running(world) as (pilot, app):
        await press(pilot, "u", "u")
        assert starred(world, ids) == [0]
        assert "again takes it back" in bar(app, "news")


async def test_enter_takes_back_all_down_to_its_step_and_does_it_again(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "j", "s", "j", "s", "j", "m", "U")
        assert told(app) == ["1 marked read", "1 starred", "1 starred", "1 starred"]
        await press(pilot, "j", "j", "enter")
        assert (starred(world, ids), read(world, ids)) == ([0], [])
        assert bar(app, "news") == "3 steps undone"
        assert [name.startswith("undone: ") for name in told(app)] == [True, True, True, False]
        await press(pilot, "k", "enter")
        assert (starred(world, ids), read(world, ids)) == ([0, 1, 2], [])
        assert bar(app, "news") == "2 steps done again"
        await press(pilot, "G", "enter", "q")
        assert starred(world, ids) == []
        assert not any("★" in line for line in screen_lines(app))


async def test_what_opening_marked_is_listed_and_taken_back_with_the_rest(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "enter", "q", "U")
        assert told(app) == ["1 marked read", "1 starred"]
        assert "by opening" in screen_text(app)
        await press(pilot, "j", "enter")
        assert (read(world, ids), starred(world, ids)) == ([], [])
        await press(pilot, "home", "enter", "q")
        assert (read(world, ids), starred(world, ids)) == ([0], [0])


async def test_another_days_step_is_gone_back_to_without_asking(world: World) -> None:
    ids = world.fill(3)
    act(world, star(ids[:1]), mark_read(ids))
    async with running(world) as (pilot, _):
        await press(pilot, "U", "j", "enter")
        assert (read(world, ids), starred(world, ids)) == ([], [])


async def test_u_in_the_history_asks_for_an_earlier_act_too(world: World) -> None:
    ids = world.fill(3)
    act(world, star(ids[:1]))
    async with running(world) as (pilot, app):
        await press(pilot, "U", "u")
        assert starred(world, ids) == [0]
        assert "again takes it back" in bar(app, "news")
        await press(pilot, "u")
        assert starred(world, ids) == []
        assert told(app) == ["undone: 1 starred"]
        await press(pilot, "ctrl+r")
        assert told(app) == ["1 starred"]


async def test_an_act_of_another_telex_appears(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "U")
        act(world, mark_read(ids))
        await list_screen(app)._look_for_news()
        await until(pilot, lambda: len(history_rows(app)) == 2)
        assert told(app) == ["3 marked read", "1 starred"]
        await press(pilot, "home", "j", "enter")
        assert (read(world, ids), starred(world, ids)) == ([], [])


async def test_a_step_of_several_changes_is_taken_back_whole(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, _):
        await press(pilot, "m", "x", "x", "L", "f")
        await type_in(pilot, "T", "one, two", "enter")
        await press(pilot, "U", "j", "enter")
        assert put_off(world, ids) == {}
        assert read(world, ids) == [0]
        assert all(tags(world, number) == [] for number in ids)
        await press(pilot, "home", "enter")
        assert list(put_off(world, ids)) == [0, 1]
        assert read(world, ids) == []


async def test_a_new_act_ends_what_could_be_done_again(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "u", "j", "s", "U")
        assert told(app) == ["1 starred", "undone: 1 starred"]
        await press(pilot, "j", "enter")
        assert starred(world, ids) == [1]
        assert bar(app, "news") == "0 steps done again"


async def test_keys_typed_ahead_are_about_the_rows_that_come(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, "s", "j", "s", "U", "j", "enter", "q", "m")
        await settle(pilot)
        assert on_list(app)
        assert (starred(world, ids), read(world, ids)) == ([], [1])
        assert len(journal(world)) == 3


async def test_hostile_titles_are_drawn_as_they_are(world: World) -> None:
    world.subscribe()
    titles = ("[@click=app.quit]点我[/]", "\x1b]0;PWNED\x07title", "a\u202eb")
    store(world.library, [make_draft(n, title=title) for n, title in enumerate(titles)])
    async with running(world, (60, 20)) as (pilot, app):
        await press(pilot, "s", "j", "s", "j", "s", "U")
        assert "[@click=app.quit]点我[/]" in screen_text(app)
        assert_sound(app)
