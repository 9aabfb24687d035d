"""How feeds and their health look: every width, every script, hostile names, five hundred, none."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.builders import HOSTILE_TITLES, NOW, World
from tests.screens.feeds import (
    Feed,
    at,
    drawn_rows,
    fail,
    move,
    row_names,
    shown_rows,
    sources_screen,
    subscribe,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
)
from tui.core.models import Problem
from tui.core.settings import Settings
from tui.core.text import line
from tui.errors import said
from tui.widgets.drawn import ASCII

SIZES = ((40, 12), (80, 24), (120, 40))
SCREENS = ("f", "h")
LONG = "A feed with a name that is longer than any row could be, " * 3
FEEDS = (
    Feed("Hacker News", "Tech", unread=120, read=3, tags=("ai",)),
    Feed("阮一峰的网络日志", "Tech", unread=4),
    Feed("LWN.net", "Tech/Linux", unread=7),
    Feed("华尔街见闻", "财经", unread=60, paused=True),
    Feed("한국어 소식", "财经", unread=1, settings=Settings(mute=True)),
    Feed(LONG, unread=5),
    Feed("很长的名称" * 30, read=2),
    Feed("Dead"),
)


def fill(world: World) -> None:
    subscribe(world, *FEEDS)
    words = said("{host} did not answer in time", host="dead.example.org")
    fail(world, FEEDS[-1], Problem(words, NOW, line("ReadTimeout"), said("Try again later")))
    move(world, FEEDS[2], "https://lwn.net/" + "long-address/" * 12)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
async def test_every_row_has_its_name_and_its_columns_end_in_one_line(
    world: World, size: tuple[int, int], screen: str
) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "g", screen)
        while at(app) != shown_rows(app)[-1].name:
            assert_sound(app)
            await press(pilot, "j")
        assert_sound(app)
        await press(pilot, "g", "g")
        view = sources_screen(app).rows
        for drawn, row in zip(drawn_rows(app), view.rows, strict=False):
            name = drawn[3 + 2 * row.depth :]
            whole = name.startswith(row.name)
            assert whole or row.name.startswith(name.partition("…")[0]), drawn
            assert whole or len(name.partition("…")[0]) >= 5, drawn
            assert cell_len(drawn.rstrip()) == size[0] - 1, drawn
            last = row.cells[-1][0]
            assert drawn.rstrip().endswith(f" {last}"), drawn


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_is_only_cut_where_there_is_no_room(
    world: World, size: tuple[int, int]
) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "g", "f")
        for drawn in drawn_rows(app):
            name, cut, counts = drawn.partition("…")
            if cut:
                assert "  " not in name.strip()  # what is cut is the name
                assert len(counts) - len(counts.lstrip()) <= 12, drawn


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_ascii_set_draws_nothing_else(world: World, screen: str) -> None:
    feeds = [Feed(f"Feed {n}", "In/Some folder", unread=n) for n in range(1, 5)]
    subscribe(world, *feeds, Feed(LONG, unread=3))
    async with running(world, (60, 24), glyphs=ASCII) as (pilot, app):
        await press(pilot, "g", screen, "G")
        assert all(row.isascii() for row in drawn_rows(app))
        assert at(app) == LONG.strip() if screen == "f" else drawn_rows(app)[-1].startswith(">")
        assert "..." in screen_text(app)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_leave_nothing(
    world: World, size: tuple[int, int], screen: str
) -> None:
    feeds = [
        Feed(words, words, unread=1, key=f"k{n}", tags=(words,))
        for n, words in enumerate(HOSTILE_TITLES)
    ]
    subscribe(world, *feeds)
    for feed in feeds:
        words = line(feed.name)
        problem = Problem(said("Cannot read {path}", path=words), NOW, words, said("{x}", x=words))
        fail(world, feed, problem)
    async with running(world, size) as (pilot, app):
        await press(pilot, "g", screen)
        seen = ""
        for _ in range(len(shown_rows(app))):
            sources_screen(app).rested()
            assert_sound(app)
            seen += screen_text(app)
            await press(pilot, "j")
        assert "[red]红[/red]" in seen and "涨幅[2.5%]" in seen and "[@click=app.quit]" in seen
        for key in ("P", "m", "A", "S", "u", "u", "D", "u"):
            await press(pilot, key)
            assert_sound(app)
        await press(pilot, "/")
        for key in "[]$红“%":
            await press(pilot, key)
            assert_sound(app)
        assert not app._exit


@pytest.mark.parametrize("screen", SCREENS)
async def test_clicks_run_no_action_and_choose_the_row(world: World, screen: str) -> None:
    subscribe(world, *(Feed(words, key=f"k{n}") for n, words in enumerate(HOSTILE_TITLES)))
    async with running(world, (80, 40)) as (pilot, app):
        await press(pilot, "g", screen, "G")
        top = sources_screen(app).rows.region.y
        for y in range(len(HOSTILE_TITLES) - 1):
            await pilot.click(offset=(6, top + y))
            assert not app._exit and app.clipboard == ""
            assert sources_screen(app).rows.cursor == y
        await settle(pilot)
        assert_sound(app)


async def test_a_second_click_shows_the_articles(world: World) -> None:
    fill(world)
    async with running(world, (80, 24)) as (pilot, app):
        await press(pilot, "g", "f")
        top = sources_screen(app).rows.region.y
        for _ in range(2):
            await pilot.click(offset=(10, top + 1))
            await settle(pilot)
        assert bar(app, "head").startswith("Unread 120 of ")


@pytest.mark.parametrize("screen", SCREENS)
async def test_five_hundred_feeds(world: World, screen: str) -> None:
    feeds = [
        Feed(f"Feed {n:03}", f"Folder {n % 20:02}", unread=n % 7 == 0, fetched=n % 7 == 0)
        for n in range(500)
    ]
    subscribe(world, *feeds)
    count = 520 if screen == "f" else 500
    async with running(world, (80, 24)) as (pilot, app):
        await press(pilot, "g", screen, "G")
        assert len(row_names(app)) == count
        assert at(app) == "Feed 499"
        assert_sound(app)
        await press(pilot, "g", "g")
        assert at(app) == row_names(app)[0]
        for _ in range(5):
            await press(pilot, "pagedown", "ctrl+d", "pageup")
            assert at(app) == row_names(app)[sources_screen(app).rows.cursor]
            assert_sound(app)
        await press(pilot, "/", *"feed 333", "enter")
        assert row_names(app)[-1] == "Feed 333" and len(row_names(app)) <= 2
        await press(pilot, "G", "P", "escape")
        assert (at(app), len(row_names(app))) == ("Feed 333", count)
        assert "paused" in next(row for row in drawn_rows(app) if row.startswith("▌"))
        assert_sound(app)


@pytest.mark.parametrize("size", [*SIZES, (20, 5)])
@pytest.mark.parametrize("screen", SCREENS)
async def test_without_feeds_it_explains_itself(
    world: World, size: tuple[int, int], screen: str
) -> None:
    async with running(world, size) as (pilot, app):
        await press(pilot, "g", screen)
        shown = " ".join(screen_text(app).split())
        assert "No feeds yet" in shown
        assert size[1] == 5 or "telex add ADDRESS" in shown
        for key in "jkGgnpPmDAruoSM":
            await press(pilot, key)
            assert_sound(app)
        await press(pilot, "enter", "/", "x", "escape", "q")
        assert_sound(app)


async def test_resizing_keeps_the_cursor_on_its_feed_and_in_sight(world: World) -> None:
    subscribe(world, *(Feed(f"Feed {n:02}") for n in range(60)))
    async with running(world, (100, 50)) as (pilot, app):
        await press(pilot, "g", "f", "pagedown", "j")
        before = at(app)
        for size in ((100, 12), (20, 5), (200, 60), (60, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert at(app) == before
            assert_sound(app)


async def test_a_row_deep_down_has_some_of_its_name_however_narrow(world: World) -> None:
    subscribe(world, Feed("Down there", "/".join(f"f{n}" for n in range(20)), unread=3))
    async with running(world, (40, 30)) as (pilot, app):
        await press(pilot, "g", "f", "G")
        assert "Down" in drawn_rows(app)[-1]
        assert_sound(app)


@pytest.mark.parametrize(("screen", "words"), [("f", "订阅源 8 · 196 篇未读"), ("h", "健康")])
async def test_in_chinese(world: World, screen: str, words: str) -> None:
    fill(world)
    async with running(world, (80, 24), language="zh_CN") as (pilot, app):
        await press(pilot, "g", screen)
        assert bar(app, "head").startswith(words)
        assert "已暂停" in screen_text(app)
        if screen == "h":
            assert "fetched" not in screen_lines(app)[0] and "按问题" in screen_lines(app)[0]
            assert "dead.example.org 没有及时答复" in screen_text(app)
            assert "已搬到 https://lwn.net/" in screen_text(app)
        else:
            assert "静音" in screen_text(app) and "1 个有问题" in screen_lines(app)[0]
        assert "显示" in screen_lines(app)[-1] and "返回" in screen_lines(app)[-1]
        assert_sound(app)
