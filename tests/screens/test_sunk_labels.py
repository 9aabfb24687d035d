"""The tag filter's labels that stand on every article: last, under a heading, still to be chosen;
and its sections, where a source has several."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.screen import (
    assert_sound,
    bar,
    list_screen,
    press,
    running,
    screen_lines,
    settle,
    tag_screen,
    titles,
)
from tests.screens.test_tags import matches, values
from tui.app import TelexApp
from tui.widgets.facet_columns import Facet

WIDE = (140, 30)
SIZES = [WIDE, (140, 12), (60, 24)]
HEADING = "on every article"


def fill(world: World, **changes: object) -> None:
    """Twelve articles that all bear ``all``, ``every`` and the category ``news``; some, others."""
    world.subscribe()
    drafts = [
        make_draft(
            n,
            **{
                "tags": ("all", "every", f"tag{n % 3}", *(("rare",) if n < 2 else ())),
                "categories": ("news", *(("jobs",) if n % 4 == 0 else ())),
            }
            | changes,
        )
        for n in range(12)
    ]
    ingest(world.library, drafts)


def facet(app: TelexApp, field: str) -> Facet:
    return next(facet for facet in tag_screen(app).columns.facets if facet.field == field)


def column(app: TelexApp, field: str) -> list[str]:
    """What is drawn of a facet, line by line, without its counts and its cursor."""
    shown = tag_screen(app).columns
    lines = screen_lines(app)
    first, count, each = shown._columns()
    place = next(n for n, one in enumerate(shown.facets) if one.field == field)
    assert first <= place < first + count
    begin = (place - first) * each
    cells = [line[begin : begin + each].strip() for line in lines[shown.region.y + 2 :]]
    return [" ".join(c.strip("▌>▏❯ ").split()[:3]) for c in cells[: facet(app, field).height]]


def under_cursor(app: TelexApp) -> str:
    current = tag_screen(app).columns.current
    assert current is not None
    return current[1].name


async def test_what_is_on_every_article_stands_last_under_a_heading(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        tags = [value.name for value in facet(app, "tag").values]
        assert tags == ["tag0", "tag1", "tag2", "rare", "all", "every"]
        assert (facet(app, "tag").telling, facet(app, "tag").heading) == (4, HEADING)
        assert [value.name for value in facet(app, "category").values] == ["jobs", "news"]
        assert facet(app, "category").telling == 1
        assert values(app, "tag") == {
            **{"tag0": 4, "tag1": 4, "tag2": 4, "rare": 2},
            **{"all": 12, "every": 12},
        }
        drawn = [line for line in screen_lines(app) if HEADING in line]
        assert len(drawn) == 2  # of tags on the one, of categories on the other
        below = screen_lines(app)[screen_lines(app).index(drawn[1]) + 1]
        assert "all" in below.split()
        assert_sound(app)


async def test_the_heading_stands_between_the_two_kinds(world: World) -> None:
    fill(world, categories=())
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        words = [line.removesuffix(" 4") for line in column(app, "tag")]
        assert [w.split()[0] for w in words] == [
            "tag0",
            "tag1",
            "tag2",
            "rare",
            "on",
            "all",
            "every",
        ]
        assert words[4] == HEADING


@pytest.mark.parametrize("changes", [{"tags": ()}, {"tags": ("x", "y")}])
async def test_where_none_or_all_tell_nothing_the_rest_is_empty(
    world: World, changes: dict[str, object]
) -> None:
    fill(world, **changes)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        tags = facet(app, "tag")
        assert tags.telling == (0 if tags.values else None)
        await press(pilot, "j", "k", "j", "space")
        assert str(tag_screen(app).chosen()) == ("tag:y" if tags.values else "")
        assert_sound(app)


async def test_of_few_articles_nothing_sinks(world: World) -> None:
    world.fill(4, categories=("jobs",))
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        assert [value.name for value in facet(app, "tag").values][:1] == ["all"]
        assert facet(app, "tag").telling is None
        assert HEADING not in "\n".join(screen_lines(app))


@pytest.mark.parametrize("size", SIZES)
async def test_j_and_k_step_over_the_heading(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "t")
        names = [value.name for value in facet(app, "tag").values]
        seen = [under_cursor(app)]
        for _ in range(len(names)):
            await press(pilot, "j")
            seen.append(under_cursor(app))
            assert any(under_cursor(app) in line for line in screen_lines(app))
        assert seen == [*names, names[-1]]
        back = [under_cursor(app)]
        for _ in range(len(names)):
            await press(pilot, "k")
            back.append(under_cursor(app))
        assert back == [*reversed(names), names[0]]
        assert_sound(app)


async def test_what_sank_is_still_chosen_with_space_and_rises(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "k", "space")
        assert str(tag_screen(app).chosen()) == "tag:all"
        assert under_cursor(app) == "all"
        assert matches(app) == 12
        tags = facet(app, "tag")
        assert [value.name for value in tags.values][tags.telling :] == ["every"]
        await press(pilot, "-", "enter")
        assert titles(app) == []
        assert str(list_screen(app).state.narrowed) == "-tag:all"
        await press(pilot, "t", "u")
        tags = facet(app, "tag")
        assert [value.name for value in tags.values][tags.telling :] == ["all", "every"]


async def test_enter_on_what_sank_takes_it(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "G", "enter")
        assert str(list_screen(app).state.narrowed) == "tag:every"
        assert len(titles(app)) == 12


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_the_heading_chooses_nothing(world: World, size: tuple[int, int]) -> None:
    fill(world, categories=())
    async with running(world, size) as (pilot, app):
        await press(pilot, "t", "j", "j", "j")
        lines = screen_lines(app)
        y = next(n for n, line in enumerate(lines) if HEADING in line)
        await pilot.click(offset=(lines[y].index(HEADING) + 3, y))
        await settle(pilot)
        assert (tag_screen(app).choices, under_cursor(app)) == ({}, "rare")
        assert screen_lines(app) == lines
        for name, beyond in (("all", 1), ("rare", -1)):
            now = screen_lines(app)
            row = next(n for n, line in enumerate(now) if HEADING in line) + beyond
            assert name in now[row].split()
            await pilot.click(offset=(now[row].index(name), row))
            await settle(pilot)
            assert ("tag", name) in tag_screen(app).choices


async def test_typing_narrows_what_sank_too(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t", "/", "e", "v", "e", "r")
        assert [value.name for value in facet(app, "tag").values] == ["every"]
        assert facet(app, "tag").telling == 0
        await press(pilot, "enter", "enter")
        assert str(list_screen(app).state.narrowed) == "tag:every"


# Sections


def sections(world: World, *names: str, source: str = "site", first: int = 100) -> None:
    world.subscribe(source)
    drafts = [make_draft(first + n, feed_key=name) for n, name in enumerate(names)]
    ingest(world.library, drafts, source)


def heads(app: TelexApp) -> list[str]:
    return [facet.title for facet in tag_screen(app).columns.facets]


async def test_sections_are_offered_where_a_source_has_several(world: World) -> None:
    world.fill(3)
    sections(world, "notes", "posts", "posts")
    async with running(world, (160, 30)) as (pilot, app):
        await press(pilot, "t")
        assert values(app, "feed") == {"posts": 2, "notes": 1}
        heading = next(line for line in screen_lines(app) if "Tags" in line)
        assert heading.split()[-2:] == ["Sources", "Sections"]
        await press(pilot, "h", "h", "space")
        assert str(tag_screen(app).chosen()) == "feed:posts"
        assert matches(app) == 2
        await press(pilot, "enter")
        assert bar(app, "head").startswith("Unread 2 of 6 · feed:posts")
        await press(pilot, "t")
        assert any("+ posts" in line for line in screen_lines(app))


async def test_without_sections_there_is_no_such_column(world: World) -> None:
    world.fill(6)
    world.fill(6, "wire")
    async with running(world, (160, 30)) as (pilot, app):
        await press(pilot, "t")
        assert heads(app) == ["When", "Tags", "Categories", "Languages", "Sources"]
