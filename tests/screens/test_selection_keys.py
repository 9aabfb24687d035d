"""Selecting rows, and acts on all that is selected, each of them one step to be taken back."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    settle,
    title,
    titles,
)
from tests.screens.test_arrivals import arrive
from tests.screens.triaging import (
    cursor,
    hidden,
    journal,
    put_off,
    read,
    rows,
    selected,
    starred,
    tags,
    type_in,
)
from tui.core.query import EVERYTHING


async def test_x_selects_goes_on_and_lets_go_again(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "j", "x")
        assert (selected(app), cursor(app)) == ([0, 2], 3)
        drawn = ["✓" in line[:5] for line in screen_lines(app)[2:7]]
        assert drawn == [True, False, True, False, False]
        assert "2 selected" in bar(app, "head")
        await press(pilot, "home", "x")
        assert (selected(app), cursor(app)) == ([2], 1)
        assert "1 selected" in bar(app, "head")
        assert_sound(app)


async def test_x_on_the_last_row_selects_it(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "G", "x")
        assert (selected(app), cursor(app)) == ([1], 1)
        await press(pilot, "x")
        assert selected(app) == []


@pytest.mark.parametrize("way", [("j", "j", "j", "j", "x", "home"), ("j", "x", "G")])
async def test_X_selects_from_the_last_one_selected_to_here_up_and_down(
    world: World, way: tuple[str, ...]
) -> None:
    world.fill(8)
    async with running(world) as (pilot, app):
        await press(pilot, *way, "X")
        assert selected(app) == (list(range(5)) if way[-1] == "home" else list(range(1, 8)))


async def test_X_without_anything_selected_before_selects_the_row(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "X", "j", "j", "X")
        assert selected(app) == [1, 2, 3]


async def test_X_where_the_last_one_selected_is_gone_selects_the_row(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "home", "e", ".")
        assert titles(app) == ["Article 1", "Article 2", "Article 3"]
        await press(pilot, "j", "X")
        assert selected(app) == [1]


async def test_star_without_a_query_selects_all_in_view(world: World) -> None:
    ids = world.fill(300)
    async with running(world) as (pilot, app):
        await press(pilot, "*")
        assert bar(app, "foot").startswith("Select: ")
        await press(pilot, "enter", "s")
        assert starred(world, ids) == list(range(300))
        assert bar(app, "news").startswith("300 starred")
        await press(pilot, "u")
        assert starred(world, ids) == []


async def test_star_with_a_query_selects_what_it_finds_in_view(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "m")
        await type_in(pilot, "*", "tag:tag0 is:read", "enter")
        assert selected(app) == [0]
        await type_in(pilot, "*", "tag:tag1", "enter")
        assert selected(app) == [0, 1, 6]  # more is added to what was selected
        await type_in(pilot, "*", "nothing-like-it", "enter")
        assert bar(app, "news") == "Nothing in view matches that"


async def test_a_wrong_query_is_told_and_changes_nothing(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "x")
        for wrong in ("(tag:tag1", "newer:soon", "is:purple"):
            await type_in(pilot, "*", wrong, "enter")
            assert bar(app, "news") not in ("", "Nothing in view matches that")
            assert selected(app) == [0]


async def test_what_a_query_selects_is_within_the_filter(world: World) -> None:
    ids = world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter")
        await type_in(pilot, "*", "article", "enter")
        assert selected(app) == [0, 1]
        await press(pilot, "escape", "escape")
        assert titles(app) == [f"Article {n}" for n in range(10)]
        await press(pilot, "A")
        assert read(world, ids) == list(range(10))


async def test_leaving_the_prompt_selects_nothing(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await type_in(pilot, "*", "tag:tag1", "escape")
        assert selected(app) == []
        assert "Select" not in bar(app, "foot")


async def test_escape_lets_go_the_selection_then_the_search_then_the_filter(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter")
        await type_in(pilot, "/", "article", "enter")
        await press(pilot, "x")
        state = list_screen(app).state
        assert str(state.narrowed) == "tag:tag0 article"
        await press(pilot, "escape")
        assert (selected(app), str(state.narrowed)) == ([], "tag:tag0 article")
        await press(pilot, "escape")
        assert str(state.narrowed) == "tag:tag0"
        await press(pilot, "escape")
        assert state.narrowed == EVERYTHING


async def test_a_selection_survives_new_rows_and_loses_what_left(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "x", "j", "x")
        assert selected(app) == [1, 3]
        arrive(world, 1)
        await list_screen(app)._look_for_news()
        await press(pilot, ".")
        assert titles(app) == ["Arrival 0", *(f"Article {n}" for n in range(1, 5))]
        assert selected(app) == [1, 3]
        assert "2 selected" in bar(app, "head")
        await press(pilot, "t", "j", "enter")
        assert selected(app) == [titles(app).index("Article 1")]
        await press(pilot, "s")
        assert starred(world, ids) == [1]


async def test_s_stars_all_selected_and_only_where_all_are_takes_it_away(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "s", "x", "x", "s")
        assert starred(world, ids) == [0, 1]
        assert bar(app, "news").startswith("1 starred")
        assert selected(app) == []
        await press(pilot, "home", "x", "x", "s")
        assert starred(world, ids) == []
        await press(pilot, "u")
        assert starred(world, ids) == [0, 1]


ACTS = {
    "e": (("e",), read),
    "m": (("m",), read),
    "s": (("s",), starred),
    "D": (("D",), hidden),
    "L": (("L", "a"), lambda world, ids: list(put_off(world, ids))),
    "T": (("T", "mine", "enter"), None),
}


@pytest.mark.parametrize("name", ACTS)
async def test_an_act_is_done_to_all_selected_as_one_step(world: World, name: str) -> None:
    keys, look = ACTS[name]

    def done() -> list[int]:
        if look is not None:
            return look(world, ids)
        return [place for place, number in enumerate(ids) if tags(world, number) == ["mine"]]

    ids = world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "j", "x", "j", "x", "home")
        await type_in(pilot, *keys)
        assert done() == [0, 2, 4]
        assert len(journal(world)) == 1
        assert selected(app) == []
        assert bar(app, "news").startswith("3 ")
        await press(pilot, "u")
        assert done() == []
        await press(pilot, "ctrl+r")
        assert done() == [0, 2, 4]


async def test_unread_and_back_of_a_selection(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, _):
        await press(pilot, "m", "x", "x", "N")
        assert read(world, ids) == []
        await press(pilot, "u")
        assert read(world, ids) == [0]


async def test_done_on_a_selection_goes_on_from_the_cursor(world: World) -> None:
    ids = world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "x", "e")
        assert read(world, ids) == [0, 1]
        assert cursor(app) == 3


async def test_it_does_not_matter_in_which_order_rows_were_selected(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, _):
        await press(pilot, "G", "x", "home", "x", "s")
        (step,) = journal(world)
        assert set(step.ids) == {ids[0], ids[4]}


async def test_selected_and_acted_on_at_once(world: World) -> None:
    ids = world.fill(10)
    async with running(world) as (pilot, app):
        burst(app, *"xjxjxs")
        await settle(pilot)
        assert starred(world, ids) == [0, 2, 4]
        burst(app, *"ggxxeu")
        await settle(pilot)
        assert read(world, ids) == []


async def test_the_selection_is_left_alone_by_the_articles_own_keys(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "x", "x", "j", "enter", "s", "q")
        assert title(app) == "Article 3"
        assert starred(world, ids) == [3]
        assert not any(row.starred for row in rows(world, ids[:2]))
        assert selected(app) == [0, 1]
