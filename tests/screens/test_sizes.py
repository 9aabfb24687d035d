"""From twenty columns to two hundred: every line exactly as wide as the screen, nothing broken."""

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
    strips,
    title,
)

SIZES = ((20, 5), (40, 12), (80, 24), (200, 60))
TITLES = (
    "小模型是制造业的“集装箱时刻”——一份报告",
    "Mixed 中英文 title，全角 ＡＢＣ and ½",
    "한국어 제목과 日本語の題名",
    "👨‍👩‍👧 emoji 🇨🇳 and ✂️",
    "Short",
    "一" * 200,
)


def fill(world: World) -> None:
    for key in ("晨间新闻", "wire"):
        world.subscribe(key)
        drafts = [
            make_draft(n, title=words, tags=("人工智能", "econ", f"标签{n}"))
            for n, words in enumerate(TITLES)
        ]
        ingest(world.library, drafts, key)


@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_fits(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        assert_sound(app)
        for keys in (
            ("j", "s", "e", "G", "k", "2"),
            ("enter", "space", "space", "G", "b", "J", "g"),
            ("q", "t", "j", "space", "l", "-", "h"),
            ("/", "人", "escape", "escape"),
            ("?", "space", "G", "q"),
            ("3", "t", "escape", "1", "g"),
        ):
            for key in keys:
                await press(pilot, key)
                assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
async def test_rows_of_wide_characters_are_as_wide_as_the_screen(
    world: World, size: tuple[int, int]
) -> None:
    fill(world)
    async with running(world, size) as (_, app):
        rows = strips(app)[1:-1] if size[1] < 20 else strips(app)[2:-3]
        shown = list_screen(app).list
        assert len(rows) == shown.size.height
        assert any("小模型" in strip.text for strip in rows)
        for strip in rows:
            assert strip.cell_length == size[0]
            assert sum(segment.cell_length for segment in strip) == size[0]


@pytest.mark.parametrize(
    ("width", "tags", "source", "time", "star"),
    [
        (100, True, True, True, True),
        (59, False, False, True, True),
        (36, False, False, True, True),
        (35, False, False, False, True),
        (28, False, False, False, True),
        (27, False, False, False, False),
    ],
)
async def test_columns_go_in_the_order_tags_source_time_star(
    world: World, width: int, tags: bool, source: bool, time: bool, star: bool
) -> None:
    for key in ("wire", "gazette"):
        world.subscribe(key)
        drafts = [
            make_draft(n, title="Words that take some room here", tags=(f"t{n}",)) for n in range(4)
        ]
        ingest(world.library, drafts, key)
    async with running(world, (width, 24)) as (pilot, app):
        await press(pilot, "s")
        row = screen_lines(app)[2]
        assert "Words" in row
        assert ("t0" in row, "wire" in row or "gazette" in row) == (tags, source)
        assert ("12:00" in row, "★" in row) == (time, star)


async def test_one_source_is_not_named_in_rows(world: World) -> None:
    world.fill(3)
    async with running(world) as (_, app):
        assert "news" not in screen_lines(app)[2]


async def test_under_twenty_rows_there_are_no_hairlines(world: World) -> None:
    world.fill(30)
    async with running(world, (80, 20)) as (pilot, app):
        assert [n for n, line in enumerate(screen_lines(app)) if "───" in line] == [1, 17]
        await pilot.resize_terminal(80, 19)
        await settle(pilot)
        assert not any("───" in line for line in screen_lines(app))
        assert screen_lines(app)[1].startswith("▌●")
        assert_sound(app)


async def test_when_low_the_news_take_the_place_of_the_keys(world: World) -> None:
    world.fill(3)
    async with running(world, (60, 10)) as (pilot, app):
        assert "e done" in screen_lines(app)[-1]
        await press(pilot, "p")
        assert "No unread article above" in screen_lines(app)[-1]


async def test_resizing_keeps_the_cursor_on_its_article_and_in_sight(world: World) -> None:
    world.fill(200)
    async with running(world, (100, 50)) as (pilot, app):
        await press(pilot, "pagedown", "pagedown", "j")
        before = title(app)
        for size in ((100, 12), (20, 5), (200, 60), (60, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert title(app) == before
            assert sum("▌" in line for line in screen_lines(app)) == 1
            assert_sound(app)


async def test_the_head_gives_way_to_what_happens(world: World) -> None:
    world.fill(3)
    async with running(world, (30, 24)) as (pilot, app):
        await press(pilot, "j")
        ingest(world.library, [make_draft(900)])
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert screen_lines(app)[0].endswith("1 new · . ")
        assert bar(app, "head").startswith("Unread")
        assert_sound(app)
