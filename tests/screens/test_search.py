"""Searching in the list: what is found, what is marked, and the way back to what was there."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.pages import marked as marked_on_page
from tests.screens.screen import (
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_text,
    settle,
    title,
    titles,
    until,
)
from tests.screens.searching import (
    ALL,
    ARMS,
    CLASS,
    PEOPLE,
    RAIN,
    ROBOTS,
    at_once,
    fill,
    find,
    followed,
    marked,
    shown,
    truth,
    type_on,
    typed_truth,
)
from tui.app import TelexApp


def state(app: TelexApp) -> tuple[list[int], int, str, str, str]:
    """All that a search that is taken back must leave as it was."""
    screen = list_screen(app)
    narrowed = str(screen.state.narrowed)
    return shown(app), screen.list.cursor, screen.state.view, narrowed, bar(app, "head")


async def test_each_letter_narrows_what_is_shown(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "人")
        assert titles(app) == [CLASS, PEOPLE]
        await type_on(pilot, "工")
        assert titles(app) == [CLASS, PEOPLE]
        await type_on(pilot, "智")
        assert titles(app) == [CLASS]
        assert bar(app, "head") == "Unread 1 of 6 · /人工智_"
        await type_on(pilot, "backspace")
        assert titles(app) == [CLASS, PEOPLE]


@pytest.mark.parametrize("text", ["robots -tag:ai", "rome or needle", "tag:ai ro*", '"in the"'])
async def test_after_each_letter_the_list_is_what_the_query_finds(world: World, text: str) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "/")
        followed_once = False
        for end in range(1, len(text) + 1):
            await type_on(pilot, text[end - 1])
            if list_screen(app)._wrong is None:
                assert shown(app) == typed_truth(world, text[:end]), text[:end]
                followed_once = followed_once or shown(app) != truth(world, "")
        assert followed_once
        await press(pilot, "enter")
        assert shown(app) == truth(world, text)


async def test_escape_gives_back_the_very_rows_with_those_that_are_read_by_now(
    world: World,
) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "e", "j")
        before = state(app)
        assert before[:2] == (ids, 3)
        assert truth(world, "") == ids[2:], "a new snapshot has fewer"
        await find(pilot, "rome")
        assert titles(app) == [RAIN]
        await press(pilot, "escape")
        assert state(app) == before
        assert titles(app) == ALL
        assert title(app) == CLASS
        assert marked(app) == []


async def test_enter_keeps_what_was_found_and_escape_leads_back_from_there(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "j", "j", "j")
        before = state(app)
        await find(pilot, "rome", "enter")
        assert titles(app) == [ARMS, RAIN]
        assert bar(app, "head") == "Unread 2 of 5 · rome"
        await press(pilot, "G")
        assert title(app) == RAIN
        await press(pilot, "escape")
        assert state(app) == before
        await press(pilot, "escape")
        assert state(app) == before


async def test_a_second_search_is_left_for_what_was_there_before_the_first(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        before = state(app)
        await find(pilot, "rome", "enter")
        await find(pilot, "robots", "enter")
        assert titles(app) == [ROBOTS, ARMS]
        await press(pilot, "escape")
        assert state(app) == before


async def test_a_search_stays_within_the_tag_filter(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "/", "a", "i", "enter", "enter", "j")
        before = state(app)
        assert before[3] == "tag:ai" and titles(app) == [ROBOTS, ARMS, CLASS]
        await find(pilot, "rome")
        assert titles(app) == [ARMS]
        assert "tag:ai /rome_" in bar(app, "head")
        await press(pilot, "enter")
        assert str(list_screen(app).state.narrowed) == "tag:ai rome"
        await press(pilot, "escape")
        assert state(app) == before
        await press(pilot, "escape")
        assert str(list_screen(app).state.narrowed) == "" and len(titles(app)) == 6


async def test_what_is_wrong_is_told_and_the_last_results_stay(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome")
        await type_on(pilot, "space", "(")
        assert bar(app, "news").startswith("There is nothing in the brackets")
        assert titles(app) == [ARMS, RAIN]
        await press(pilot, "enter")
        assert "/rome (_" in bar(app, "head"), "it is typed on, for it is no query"
        await type_on(pilot, *"arms)")
        assert titles(app) == [ARMS]
        assert "bracket" not in bar(app, "news")
        await press(pilot, "enter")
        assert "rome arms" in bar(app, "head")


async def test_a_pattern_is_looked_for_only_at_enter(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "~r.me")
        assert titles(app) == ALL
        await press(pilot, "enter")
        await settle(pilot)
        assert titles(app) == [ARMS, RAIN]
        await press(pilot, "escape")
        assert titles(app) == ALL


async def test_ten_letters_at_once_end_with_the_whole_word(world: World) -> None:
    ids = fill(world)
    async with running(world) as (pilot, app):
        at_once(app, "rome seems m")
        await followed(pilot)
        assert shown(app) == truth(world, "rome seems m") == []
        burst(app, *["backspace"] * 8)
        await followed(pilot)
        assert bar(app, "head") == "Unread 2 of 6 · /rome_"
        assert titles(app) == [ARMS, RAIN]
        await press(pilot, "escape")
        # No letter of it was a command.
        assert (shown(app), list_screen(app).list.cursor) == (ids, 0)
        assert truth(world, "is:starred", "all") == truth(world, "is:read", "all") == []


async def test_the_words_are_marked_in_the_titles(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        assert marked(app) == []
        await find(pilot, "rome")
        assert marked(app) == ["Rome", "Rome"]
        await press(pilot, "ctrl+u")
        await type_on(pilot, *"课堂")
        assert marked(app) == ["課堂"]
        await press(pilot, "enter")
        assert marked(app) == ["課堂"]


async def test_where_a_word_is_only_in_the_text_its_line_is_shown(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "needle", "enter")
        await until(pilot, lambda: bar(app, "news") == "A needle lies in the hay.")
        assert marked(app) == []


async def test_the_words_are_marked_in_the_article_that_is_opened(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "needle", "enter", "enter")
        assert "lies in the hay" in screen_text(app)
        await until(pilot, lambda: marked_on_page(app))
        assert marked_on_page(app) == ["needle"]


async def test_S_puts_what_was_found_in_another_order(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "robots", "enter")
        assert titles(app) == [ROBOTS, ARMS]
        told = []
        orders = []
        for _ in range(5):
            await press(pilot, "S")
            told.append(bar(app, "news"))
            orders.append(titles(app))
            assert sorted(titles(app)) == sorted([ROBOTS, ARMS])
        assert told == [
            *("The oldest first", "What is most about it first"),
            *("Source by source", "What is unread first", "The newest first"),
        ]
        assert orders[0] == [ARMS, ROBOTS] and orders[4] == [ROBOTS, ARMS]
        assert orders[1] == titles_of(world, "robots sort:relevance")
        await press(pilot, "S", "escape")
        assert titles(app) == ALL


async def test_without_words_there_is_no_order_by_fitting(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "S")
        assert titles(app) == ALL[::-1]
        told = []
        for _ in range(3):
            await press(pilot, "S")
            told.append(bar(app, "news"))
        assert told == ["Source by source", "What is unread first", "The newest first"]
        assert titles(app) == ALL


def titles_of(world: World, text: str) -> list[str]:
    library = world.open()
    try:
        ids = truth(world, text)
        rows = library.rows(ids)
        return [rows[number].title for number in ids]
    finally:
        library.close()


async def test_nothing_found_names_what_was_looked_for_and_the_way_out(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "nowhere")
        assert titles(app) == []
        assert "No article here matches nowhere" in screen_text(app)
        await press(pilot, "enter")
        assert "No article here matches nowhere" in screen_text(app)
        assert "Esc" in screen_text(app)
        await press(pilot, "e", "s", "enter", "escape")
        assert titles(app) == ALL


async def test_what_arrives_during_a_search_is_brought_in_by_a_key_alone(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await find(pilot, "rome", "enter")
        ingest(world.library, [make_draft(900, title="Rome again", body="x")])
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert titles(app) == [ARMS, RAIN]
        assert bar(app, "head").endswith("1 new · .")
        await press(pilot, ".")
        assert "Rome again" in titles(app) and len(titles(app)) == 3


async def test_while_no_word_is_just_that_words_that_begin_so_are_shown_and_kept(
    world: World,
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "/")
        await type_on(pilot, *"ro")
        assert shown(app) == truth(world, "ro*") != []
        assert truth(world, "ro") == []
        await press(pilot, "enter")
        assert shown(app) == truth(world, "ro*")
        assert "ro*" in bar(app, "head")
        await press(pilot, "escape")
        assert shown(app) == truth(world, "")
