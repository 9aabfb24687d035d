"""How feeds fare: what needs one first, why in words, when each is fetched, where one moved to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, World, admitted, make_draft
from tests.screens.feeds import (
    Feed,
    at,
    drawn_row,
    drawn_rows,
    fail,
    move,
    news,
    notice,
    row_names,
    shown_rows,
    stored,
    subscribe,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    list_screen,
    on_list,
    press,
    running,
    screen_text,
    until,
)
from tui.core.decide import decide
from tui.core.models import Problem, Subscription
from tui.core.settings import Settings
from tui.core.text import line
from tui.errors import Said, said
from tui.store.ingest import LibraryWriter

NEW = "https://feeds.example.org/atom.xml"
GONE = said("{host} says the feed is gone for good", host="gone.example.org")
LATE = said("{host} did not answer in time", host="slow.example.org")
REMOVE = said("Remove it; what you have stays until then")
LATER = said("Try again later")

STOPPED = Feed("Zeta gone", read=1)
SLOW = Feed("Slow", read=1)
SLOWER = Feed("Slower", read=1)
MOVED = Feed("Moved", unread=2)
PAUSED = Feed("Paused", unread=1, paused=True)
WELL = Feed("alpha well", unread=4, read=36)
ALL = (WELL, PAUSED, MOVED, SLOW, SLOWER, STOPPED)
BY_TROUBLE = ["Zeta gone", "Slower", "Slow", "Moved", "alpha well", "Paused"]


def problem(title: Said, hint: Said = LATER, detail: str = "", *, remark: bool = False) -> Problem:
    return Problem(title, NOW, line(detail), hint, remark=remark)


def fill(world: World) -> None:
    subscribe(world, *ALL)
    fail(world, STOPPED, problem(GONE, REMOVE, "HTTP 410 Gone"), stopped=True)
    fail(world, SLOW, problem(LATE, detail="ReadTimeout"), retry_at=NOW + timedelta(hours=2))
    for _ in range(4):
        fail(world, SLOWER, problem(LATE), retry_at=NOW - timedelta(minutes=1))
    move(world, MOVED, NEW)


def columns(row: str) -> list[str]:
    """When it was fetched, when it will be, and how much a week."""
    return row.split()[-3:]


async def test_what_needs_the_user_most_is_first_and_marked(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert row_names(app) == BY_TROUBLE
        assert [row[1] for row in drawn_rows(app)] == ["!", "!", "!", "?", " ", " "]
        assert bar(app, "head").startswith("Health   3 of 6 in trouble")
        assert at(app) == "Zeta gone"
        assert_sound(app)


async def test_S_goes_through_the_orders_and_names_them(world: World) -> None:
    fill(world)
    writer = LibraryWriter(world.library)
    for n, feed in enumerate((SLOW, MOVED, PAUSED, WELL)):
        writer.succeeded(writer.source(feed.address), NOW - timedelta(hours=10 - n))
    writer.close()
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "j")
        stays = at(app)
        orders: dict[str, list[str]] = {}
        for _ in range(5):
            named = next(words for words in NAMES if words in bar(app, "head"))
            orders.setdefault(named, row_names(app))
            assert at(app) == stays
            await press(pilot, "S")
            assert_sound(app)
        assert list(orders) == NAMES
        by_name = ["alpha well", "Moved", "Paused", "Slow", "Slower", "Zeta gone"]
        assert orders["by name"] == by_name
        weekly = ["alpha well", "Moved", "Paused", "Slow", "Slower", "Zeta gone"]
        assert orders["by articles a week"] == weekly
        oldest_first = ["Slow", "Moved", "Paused", "alpha well", "Slower", "Zeta gone"]
        assert orders["by last success"] == oldest_first


NAMES = ["by trouble", "by name", "by articles a week", "by last success"]


async def test_the_columns_say_when_it_was_and_will_be_fetched_and_how_much_comes(
    world: World,
) -> None:
    fill(world)
    posts = Subscription("posts", "directory", "/nowhere/posts", line("posts"), unread="all")
    store = world.store()
    store.remember(posts)
    store.close()
    often = Feed("often", fetched=True, settings=Settings(every=90))
    subscribe(world, Feed("new one", fetched=False), often)
    writer = LibraryWriter(world.library)
    writer.succeeded(writer.source(often.address), NOW - timedelta(hours=1))
    writer.succeeded(writer.source("posts"), NOW - timedelta(days=3))
    writer.close()
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        written = {name: columns(drawn_row(app, name)) for name in row_names(app)}
    assert written == {
        "Zeta gone": ["12:00", "stopped", "0.2"],
        "Slow": ["12:00", "14:00", "0.2"],
        "Slower": ["12:00", "now", "0.2"],
        "Moved": ["12:00", "12:30", "0.5"],
        "Paused": ["12:00", "paused", "0.2"],
        "alpha well": ["12:00", "12:30", "10"],
        "posts": ["11-20", "watched", "0.0"],
        "new one": ["never", "now", "0.0"],
        "often": ["11:00", "12:30", "0.0"],
    }


async def test_articles_a_week_are_those_of_the_last_four(world: World) -> None:
    feed = Feed("Weekly")
    subscribe(world, feed)
    drafts = [
        make_draft(n, published=NOW - timedelta(days=day)) for n, day in enumerate((1, 8, 27, 29))
    ]
    items = admitted(drafts, feed.address)
    writer = LibraryWriter(world.library)
    source = writer.source(feed.address)
    writer.ingest(source, decide(writer.known([i.article.id for i in items]), items), NOW)
    writer.close()
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert columns(drawn_row(app, "Weekly"))[-1] == "0.8"


# What is wrong, in words


async def test_the_notice_says_what_happened_and_what_to_do(world: World) -> None:
    fill(world)
    async with running(world, (80, 24)) as (pilot, app):
        await press(pilot, "g", "h")
        assert notice(app) == [
            "gone.example.org says the feed is gone for good (HTTP 410 Gone)",
            "Remove it; what you have stays until then",
            STOPPED.address,
        ]
        for words in notice(app):
            assert words in screen_text(app)
        assert GONE.text.format(host="gone.example.org")[:30] in drawn_row(app, "Zeta gone")
        await press(pilot, "j", "j")
        await until(pilot, lambda: "slow.example.org did not answer" in notice(app)[0])
        assert notice(app)[1] == "Try again later"
        await press(pilot, "j", "j")
        await until(pilot, lambda: notice(app) == [WELL.address])
        assert "Try again later" not in screen_text(app)
        assert_sound(app)


async def test_problems_of_its_files_are_counted_and_the_first_is_told(world: World) -> None:
    subscribe(world, WELL)
    writer = LibraryWriter(world.library)
    found = [
        Problem(said("The file is empty"), NOW, hint=said("Write into it"), where=line(f"{n}.md"))
        for n in range(3)
    ]
    writer.trouble(writer.source(WELL.address), found, [])
    writer.close()
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert notice(app)[:2] == [
            "0.md: The file is empty",
            "Write into it   and 2 more: telex sources",
        ]
        assert bar(app, "head").startswith("Health   1 of 1 in trouble")


async def test_a_remark_is_told_and_is_no_trouble(world: World) -> None:
    subscribe(world, WELL)
    writer = LibraryWriter(world.library)
    remark = problem(said("The date is in no known form"), remark=True)
    writer.trouble(writer.source(WELL.address), [remark], [])
    writer.close()
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        assert bar(app, "head").startswith("Health   0 of 1 in trouble")
        assert drawn_rows(app)[0][1] == "?"
        assert notice(app)[0] == "The date is in no known form"


async def test_what_was_stored_in_english_is_told_in_the_readers_language(world: World) -> None:
    fill(world)
    async with running(world, (80, 24), language="zh_CN") as (pilot, app):
        await press(pilot, "g", "h")
        assert "gone.example.org 说这个订阅源永久消失了" in drawn_row(app, "Zeta gone")
        assert notice(app)[0] == "gone.example.org 说这个订阅源永久消失了 (HTTP 410 Gone)"
        assert columns(drawn_row(app, "Zeta gone"))[1] == "已停止"
        await press(pilot, "j", "j")
        await until(pilot, lambda: "没有及时答复" in notice(app)[0])
        assert notice(app)[1] == "请稍后再试"
        assert "Try again" not in screen_text(app) and "did not" not in screen_text(app)
        await press(pilot, "j")
        await until(pilot, lambda: notice(app)[:2] == ["它已永久搬走；M 采用新地址", NEW])


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_long_problem_is_cut_at_the_notices_end(
    world: World, size: tuple[int, int]
) -> None:
    subscribe(world, WELL)
    fail(world, WELL, problem(said("{x}", x="很长的话 and long words " * 20)))
    async with running(world, size) as (pilot, app):
        await press(pilot, "g", "h")
        assert_sound(app)
        region = app.screen.query_one("#notice").region
        told = screen_text(app).splitlines()[region.y : region.bottom]
        assert told[-1].rstrip().endswith("…")
        assert len(told[-1].rstrip()) <= size[0]


async def test_n_and_p_go_to_what_needs_the_user(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h")
        for name in BY_TROUBLE[1:4]:
            await press(pilot, "n")
            assert at(app) == name
        await press(pilot, "n")
        assert (at(app), news(app)) == ("Moved", "Nothing else there needs you")
        await press(pilot, "G", "p")
        assert at(app) == "Moved"


async def test_enter_shows_its_articles(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "j", "j", "j", "enter")
        assert on_list(app)
        assert str(list_screen(app).state.narrowed) == "source:Moved"
        assert len(list_screen(app).list.ids) == 2


async def test_acts_leave_the_cursor_on_their_feed(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "h", "j", "j", "P")
        assert columns(drawn_row(app, "Slow"))[1] == "paused"
        assert stored(world, SLOW).paused
        for key in ("P", "m", "u", "r", "S", "S", "M"):
            await press(pilot, key)
            assert at(app) == "Slow", key
        assert len(shown_rows(app)) == 6
        await press(pilot, "D")
        assert "Slow" not in row_names(app) and len(shown_rows(app)) == 5
        await press(pilot, "u")
        assert "Slow" in row_names(app)
