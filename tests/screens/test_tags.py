"""The tag filter: facets with their counts, choosing, typing, and counts that are the truth."""

from __future__ import annotations

import re

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.screen import (
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    settle,
    tag_screen,
    titles,
)
from tui.app import TelexApp
from tui.core.query import Query
from tui.screens.snapshot import query_of

WIDE = (140, 30)


def fill(world: World) -> None:
    """Twelve articles in two sources, of two languages, over a hundred days."""
    for key in ("news", "wire"):
        world.subscribe(key)
    for key, numbers in (("news", range(8)), ("wire", range(8, 12))):
        drafts = [
            make_draft(
                n * 200 if n > 9 else n,
                guid=f"g{n}",
                title=f"Article {n}",
                lang="zh-CN" if n % 2 else "en",
                tags=("all", f"tag{n % 3}", *(("quick",) if n in (1, 2, 5) else ())),
                categories=("jobs" if n % 4 == 0 else "news",),
            )
            for n in numbers
        ]
        ingest(world.library, drafts, key)


def counted_truth(world: World, view: str, narrowed: Query) -> int:
    library = world.open()
    try:
        return len(library.ids(query_of(library, view, narrowed)))
    finally:
        library.close()


def matches(app: TelexApp) -> int:
    """The number in the head, which follows each choice."""
    found = re.search(r" ([\d,]+) article(?:s match| matches) $", screen_lines(app)[0])
    assert found is not None, screen_lines(app)[0]
    return int(found[1].replace(",", ""))


def values(app: TelexApp, field: str) -> dict[str, int | None]:
    facets = {facet.field: facet for facet in tag_screen(app).columns.facets}
    return {value.shown: value.count for value in facets[field].values}


async def test_every_facet_shows_its_values_with_true_counts(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        assert values(app, "tag") == {"all": 12, "tag0": 4, "tag1": 4, "tag2": 4, "quick": 3}
        assert values(app, "category") == {"news": 9, "jobs": 3}
        assert values(app, "lang") == {"en": 6, "zh-CN": 6}
        assert values(app, "source") == {"news": 8, "wire": 4}
        assert values(app, "when") == {"Today": 10, "7 days": 10, "30 days": 10}
        heading = next(line for line in screen_lines(app) if "Tags" in line)
        assert heading.split() == ["When", "Tags", "Categories", "Languages", "Sources"]
        assert any("quick" in line and " 3 " in line for line in screen_lines(app))


async def test_counts_are_those_of_the_view_it_was_opened_from(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "e", "e", "t")
        assert values(app, "tag")["all"] == 10
        await press(pilot, "q", "2", "t")
        assert values(app, "tag")["all"] == 12


@pytest.mark.parametrize(
    "keys",
    [
        ("G", "space"),
        ("G", "-"),
        ("j", "space", "j", "space"),
        ("G", "space", "k", "space", "a"),
        ("j", "space", "l", "j", "space"),
        ("h", "space"),
        ("h", "space", "j", "space"),
        ("l", "l", "j", "-", "l", "space"),
        ("G", "space", "space"),
        ("G", "-", "space", "u"),
    ],
)
async def test_the_number_in_the_head_follows_each_choice(
    world: World, keys: tuple[str, ...]
) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        for key in keys:
            await press(pilot, key)
            chosen = tag_screen(app).chosen()
            assert matches(app) == counted_truth(world, "unread", chosen), (key, str(chosen))
        await press(pilot, "enter")
        if chosen.terms:
            assert len(titles(app)) == counted_truth(world, "unread", chosen)


async def test_choices_pressed_quickly_end_with_the_number_of_the_last(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        burst(app, "j", "space", "j", "space", "j", "space", "j", "-")
        await settle(pilot)
        chosen = tag_screen(app).chosen()
        assert str(chosen) == "tag:tag0,tag1,tag2 -tag:quick"
        assert matches(app) == counted_truth(world, "unread", chosen) == 9


async def test_with_without_and_neither(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "space")
        assert any("+ quick" in line for line in screen_lines(app))
        await press(pilot, "-")
        assert any("− quick" in line for line in screen_lines(app))
        await press(pilot, "-", "enter")
        assert bar(app, "head").startswith("Unread 3 of 12 · tag:quick")


async def test_all_of_the_tags_instead_of_any(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "space", "k", "space")
        assert "any of the tags" in bar(app, "head") and matches(app) == 5
        await press(pilot, "a")
        assert "all of the tags" in bar(app, "head") and matches(app) == 2
        await press(pilot, "enter")
        assert titles(app) == ["Article 2", "Article 5"]
        await press(pilot, "t")
        assert "all of the tags" in bar(app, "head") and matches(app) == 2


async def test_one_time_at_most_is_chosen(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "h", "space", "j", "space")
        assert str(tag_screen(app).chosen()) == "newer:7d"


async def test_enter_without_a_choice_takes_the_row_under_the_cursor(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "enter")
        assert titles(app) == ["Article 1", "Article 2", "Article 5"]


async def test_enter_with_choices_ignores_the_row_under_the_cursor(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "space", "g", "g", "enter")
        assert titles(app) == ["Article 1", "Article 2", "Article 5"]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_leaves_the_filter_as_it_was(world: World, key: str) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "enter", "j")
        before = titles(app), list_screen(app).list.cursor
        await press(pilot, "t", "u", "g", "g", "space", key)
        assert (titles(app), list_screen(app).list.cursor) == before
        assert bar(app, "head").startswith("Unread 3 of 12 · tag:quick")


async def test_reopening_shows_the_former_choices(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "space", "l", "-", "enter")
        narrowed = str(list_screen(app).state.narrowed)
        await press(pilot, "t")
        assert any("+ quick" in line for line in screen_lines(app))
        assert any("− news" in line for line in screen_lines(app))
        await press(pilot, "enter")
        assert str(list_screen(app).state.narrowed) == narrowed


async def test_clearing_every_choice_and_applying_shows_what_is_under_the_cursor(
    world: World,
) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "enter")
        await press(pilot, "t", "u", "G", "enter")
        assert str(list_screen(app).state.narrowed) == "tag:quick"


async def test_a_former_choice_without_a_rival_in_this_view_can_be_let_go(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "s", "t", "l", "G", "enter")
        assert str(list_screen(app).state.narrowed) == "category:jobs"
        await press(pilot, "3", "t")
        fields = [facet.field for facet in tag_screen(app).columns.facets]
        assert "category" in fields
        assert any("+ jobs" in line for line in screen_lines(app))


async def test_typing_narrows_and_every_printable_key_is_text(world: World) -> None:
    world.fill(2, tags=("jq", "Quiet a-?", "other", "gg tag"))
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "/", "j", "q")
        assert bar(app, "head").startswith("Filter   /jq_")
        assert values(app, "tag") == {"jq": 2}
        await press(pilot, "backspace", "backspace")
        await press(pilot, "q", "u", "i", "e", "t", "space", "a", "-", "?")
        assert values(app, "tag") == {"Quiet a-?": 2}
        assert bar(app, "head").startswith("Filter   /quiet a-?_")
        await press(pilot, "ctrl+u", "g", "g")
        assert values(app, "tag") == {"gg tag": 2}
        await press(pilot, "enter", "enter")
        assert str(list_screen(app).state.narrowed) == 'tag:"gg tag"'


async def test_typing_is_left_by_enter_or_down_and_dropped_by_escape(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "/", "t", "a", "g", "down")
        assert list(values(app, "tag")) == ["tag0", "tag1", "tag2"]
        await press(pilot, "j", "space")
        assert str(tag_screen(app).chosen()) == "tag:tag1"
        await press(pilot, "/", "escape")
        assert len(values(app, "tag")) == 5
        await press(pilot, "enter")
        assert str(list_screen(app).state.narrowed) == "tag:tag1"


async def test_narrowing_to_nothing_says_so_and_harms_nothing(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "/", "z", "z", "enter", "j", "k", "G", "space", "-", "enter")
        assert list_screen(app) is app.screen
        assert len(titles(app)) == 12


async def test_under_80_columns_one_facet_at_a_time_under_the_names_of_all(world: World) -> None:
    fill(world)
    async with running(world, (79, 24)) as (pilot, app):
        await press(pilot, "t")
        names = ["Tags", "Categories", "Languages", "Sources", "When"]
        assert screen_lines(app)[3].split() == names
        shown = "\n".join(screen_lines(app))
        assert "quick" in shown and "zh-CN" not in shown and "jobs" not in shown
        await press(pilot, "tab", "tab")
        shown = "\n".join(screen_lines(app))
        assert "zh-CN" in shown and "quick" not in shown
        # The present one leads, so that its name is there however narrow the screen is.
        assert screen_lines(app)[3].split() == names[2:] + names[:2]


@pytest.mark.parametrize("size", [WIDE, (140, 16), (60, 24)])
@pytest.mark.parametrize("value", ["tag1", "quick"])
async def test_a_click_chooses_the_value_it_is_on(
    world: World, size: tuple[int, int], value: str
) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "t")
        lines = screen_lines(app)
        y = next(n for n, line in enumerate(lines) if value in line)
        await pilot.click(offset=(lines[y].index(value), y))
        await settle(pilot)
        assert str(tag_screen(app).chosen()) == f"tag:{value}"
