"""Done and next, all above, all in view, hiding: from the list and from an article."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    article_screen,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    settle,
    title,
    titles,
    until,
)
from tests.screens.searching import counting_waits
from tests.screens.test_arrivals import arrive
from tests.screens.triaging import cursor, hidden, journal, put_off, read, selected, starred
from tui.config import AFTER_DONE, Config
from tui.core.change import mark_read

LONG = "\n\n".join(f"Paragraph {n} of a long body." for n in range(80))
WAYS = [("next", 3), ("next-unread", 4), ("previous", 1), ("previous-unread", 0), ("stay", 2)]


def going(way: str) -> Config:
    return Config(timezone="UTC", after_done=way)


def some_read(world: World) -> list[int]:
    """Six articles, of which the second and the fourth are read."""
    ids = world.fill(6)
    library = world.open()
    library.fold()
    library.apply(mark_read([ids[1], ids[3]]))
    library.close()
    return ids


def test_all_ways_to_go_on_are_tried_here() -> None:
    assert {way for way, _ in WAYS} == set(AFTER_DONE)


@pytest.mark.parametrize(("way", "place"), WAYS)
async def test_done_in_the_list_marks_read_and_goes_on_as_it_is_set(
    world: World, way: str, place: int
) -> None:
    ids = some_read(world)
    async with running(world, config=going(way)) as (pilot, app):
        await press(pilot, "2", "j", "j", "e")
        assert read(world, ids) == [1, 2, 3]
        assert cursor(app) == place
        await press(pilot, "u")
        assert read(world, ids) == [1, 3]
        assert cursor(app) == place


@pytest.mark.parametrize(("way", "place"), WAYS)
async def test_done_in_an_article_goes_on_as_it_is_set(world: World, way: str, place: int) -> None:
    ids = some_read(world)
    async with running(world, config=going(way)) as (pilot, app):
        await press(pilot, "2", "j", "j", "enter", "N")
        assert read(world, ids) == [1, 3]
        await press(pilot, "e")
        assert 2 in read(world, ids)
        assert article_screen(app)._place == place


async def test_done_with_what_opening_marked_is_what_undo_takes_back(world: World) -> None:
    """To be done with an article is an act, though reading it had marked it before."""
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "enter")
        assert read(world, ids) == [0, 1]
        await press(pilot, "e", "u")
        assert read(world, ids) == [0, 2]  # the second was opened by going on
        assert bar(app, "news") == "undid: 1 marked read · ctrl+r · Article 1"


@pytest.mark.parametrize(
    ("way", "key", "left", "told"),
    [
        ("next", "end", True, ""),
        ("next-unread", "end", False, "No unread article below"),
        ("previous", "home", True, ""),
        ("previous-unread", "home", False, "No unread article above"),
        ("stay", "end", False, ""),
    ],
)
async def test_done_at_the_end_of_its_way_leads_nowhere_wrong(
    world: World, way: str, key: str, left: bool, told: str
) -> None:
    ids = world.fill(3)
    last = 2 if key == "end" else 0
    async with running(world, config=going(way)) as (pilot, app):
        await press(pilot, key, "e")
        assert (cursor(app), read(world, ids)) == (last, [last])
        assert bar(app, "news") == told
        await press(pilot, "N", "enter", "N", "e")
        assert (on_list(app), read(world, ids)) == (left, [last])
        assert told in bar(app, "news")


async def test_thirty_presses_at_once_mark_exactly_thirty(world: World) -> None:
    ids = world.fill(40)
    async with running(world) as (pilot, app):
        burst(app, *"e" * 30)
        await until(pilot, lambda: cursor(app) == 30)
        await settle(pilot)
        assert read(world, ids) == list(range(30))
        assert [step.change for step in journal(world)] == [
            mark_read([number]) for number in reversed(ids[:30])
        ]
        burst(app, *"u" * 30)
        await settle(pilot)
        assert read(world, ids) == []


async def test_thirty_presses_in_an_article_walk_thirty_on(world: World) -> None:
    ids = world.fill(40)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, *"e" * 30)
        await settle(pilot)
        assert article_screen(app)._place == 30
        assert read(world, ids) == list(range(31))


async def test_all_above_are_marked_without_the_row_itself(world: World) -> None:
    ids = world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j", "j", "E")
        assert read(world, ids) == [0, 1, 2]
        assert bar(app, "news").startswith("3 marked read")
        assert cursor(app) == 3
        await press(pilot, "u")
        assert read(world, ids) == []
        assert bar(app, "news").startswith("undid: 3 marked read")


async def test_above_the_first_row_there_is_nothing_to_mark(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, _):
        await press(pilot, "E")
        assert journal(world) == []


async def test_all_above_are_those_of_the_snapshot_and_of_its_order(world: World) -> None:
    ids = world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "S", "home", "j", "j")
        assert title(app) == "Article 3"
        arrive(world, 2)
        await press(pilot, "E")
        assert read(world, ids) == [4, 5]


async def test_all_in_view_are_those_that_are_shown(world: World) -> None:
    ids = world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter", "A")
        assert read(world, ids) == [0, 5]
        assert bar(app, "news").startswith("2 marked read")
        await press(pilot, "escape", "A")
        assert read(world, ids) == list(range(10))
        await press(pilot, "u")
        assert read(world, ids) == [0, 5]
        await press(pilot, "u")
        assert read(world, ids) == []


async def test_what_arrives_meanwhile_is_in_no_view_yet_and_stays_unread(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        came = arrive(world, 3)
        await list_screen(app)._look_for_news()
        await press(pilot, "A")
        assert read(world, ids) == list(range(5))
        assert read(world, came) == []
        await press(pilot, ".")
        assert titles(app) == ["Arrival 2", "Arrival 1", "Arrival 0"]


async def test_hiding_goes_on_and_is_taken_back(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "D", "D")
        assert (hidden(world, ids), cursor(app)) == ([0, 1], 2)
        assert bar(app, "news").startswith("1 hidden")
        assert screen_lines(app)[2].startswith(" x ")
        await press(pilot, ".")
        assert titles(app) == ["Article 2", "Article 3"]
        await press(pilot, "u", "u", ".")
        assert hidden(world, ids) == []
        assert titles(app) == [f"Article {n}" for n in range(4)]


async def test_a_hidden_row_is_shown_again_by_the_same_key(world: World) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "D", "k", "D")
        assert hidden(world, ids) == []
        assert bar(app, "news").startswith("1 no longer hidden")


async def test_keys_are_about_what_was_there_when_they_were_pressed(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "m")
        with counting_waits(app):
            burst(app, ".", "L")
            await until(pilot, lambda: bar(app, "foot").startswith("Later: "))
            assert title(app) == "Article 0"
        await settle(pilot)
        assert title(app) == "Article 1"  # the other one is let go
        await press(pilot, "enter")
        assert list(put_off(world, ids)) == [0]
        assert cursor(app) == 0


async def test_a_selection_that_is_asked_about_is_the_one_of_the_key_press(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "x", "x", "L")
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        list_screen(app).load()
        await settle(pilot)
        assert selected(app) == [3, 4]
        await press(pilot, "d")
        assert list(put_off(world, ids)) == [1, 2]


async def test_marks_made_while_a_reload_is_under_way_are_drawn_on_its_rows(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "m")
        burst(app, ".", "s", "j", "s")
        await settle(pilot)
        assert starred(world, ids)[0] in (0, 1) and len(starred(world, ids)) == 2
        drawn = [line for line in screen_lines(app)[2:6] if "★" in line]
        shown = [int(name[-1]) for name in titles(app)]
        assert len(drawn) == len(set(starred(world, ids)).intersection(shown))


async def test_space_held_through_a_long_article_stops_at_its_end(world: World) -> None:
    world.fill(3, body=LONG)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        for _ in range(3):
            burst(app, *[" "] * 20)
            await settle(pilot)
        assert article_screen(app)._place == 0
        assert article_screen(app).page.at_end
        assert bar(app, "news").startswith("end ")
