"""A feed or a folder marked read: exactly what was counted when the screen was drawn."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.feeds import (
    Feed,
    arrive,
    at,
    drawn_row,
    news,
    read_ones,
    subscribe,
)
from tests.screens.screen import (
    bar,
    counted,
    list_screen,
    press,
    running,
    settle,
)
from tui.core.change import mark_read
from tui.library import Library

HACKER = Feed("Hacker News", "Tech", unread=3, read=2)
LWN = Feed("LWN.net", "Tech/Linux", unread=4)
WALL = Feed("华尔街见闻", "财经", unread=5, read=1)
LOOSE = Feed("Loose", unread=1)
ALL = (HACKER, LWN, WALL, LOOSE)
ROWS = ["Tech", "Hacker News", "Linux", "LWN.net", "财经", "华尔街见闻", "Loose"]
STEPS = {name: n for n, name in enumerate(ROWS)}


def unread_ids(world: World, *feeds: Feed) -> set[int]:
    library = world.open()
    try:
        library.fold()
        found = library.unread_by_source()
        return {number for feed in feeds or ALL for number in found.get(feed.address, ())}
    finally:
        library.close()


@pytest.mark.parametrize(
    ("name", "feeds"),
    [("Hacker News", (HACKER,)), ("Tech", (HACKER, LWN)), ("Linux", (LWN,)), ("财经", (WALL,))],
)
@pytest.mark.parametrize("folded", [True, False], ids=["folded in", "not folded in"])
async def test_exactly_what_was_counted_is_marked_though_more_arrived(
    world: World, name: str, feeds: tuple[Feed, ...], folded: bool
) -> None:
    subscribe(world, *ALL)
    before = unread_ids(world)
    wanted = unread_ids(world, *feeds)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"j" * STEPS[name])
        shown = drawn_row(app, name).split()[-2]
        later = {number for feed in ALL for number in arrive(world, feed, 3)}
        if folded:
            await list_screen(app)._look_for_news()
            await settle(pilot)
        assert drawn_row(app, name).split()[-2] == shown == str(len(wanted))
        await press(pilot, "A")
        assert news(app) == f"{len(wanted)} marked read   u takes it back"
        assert read_ones(world, before | later) == wanted
        assert unread_ids(world) == before - wanted | later
        await press(pilot, "g", "f")
        assert at(app) == name
        assert drawn_row(app, name).split()[-2] == str(3 * len(feeds))
        await press(pilot, "u")
        assert news(app) == f"undid: {len(wanted)} marked read · ctrl+r"
        assert read_ones(world, before | later) == set()
        await press(pilot, "ctrl+r")
        assert read_ones(world, before | later) == wanted
        assert at(app) == name


async def test_what_arrives_while_the_feeds_are_being_counted_is_not_marked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, *ALL)
    looked_up = Library.unread_by_source
    later: list[int] = []

    def late(library: Library) -> object:
        """The list's poll folds in what has come, between the counts and the ids."""
        if not later:
            later.extend(arrive(world, HACKER, 2))
            other = world.open()
            other.fold()
            other.close()
        return looked_up(library)

    monkeypatch.setattr(Library, "unread_by_source", late)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j")
        shown = int(drawn_row(app, "Hacker News").split()[-2])
        await press(pilot, "A")
        assert news(app).startswith(f"{shown} marked read")


async def test_a_folder_that_is_narrowed_marks_what_it_counts(world: World) -> None:
    subscribe(world, *ALL)
    others = unread_ids(world, HACKER, WALL, LOOSE)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "/", *"lwn", "enter", "g", "g")
        assert at(app) == "Tech"
        assert drawn_row(app, "Tech").split()[-2:] == ["4", "4"]
        await press(pilot, "A")
    assert unread_ids(world) == others


async def test_where_nothing_is_unread_nothing_is_marked(world: World) -> None:
    subscribe(world, Feed("Read", read=3), LOOSE)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "A")
        assert (at(app), news(app)) == ("Read", "Nothing unread")
        await press(pilot, "u")
        assert news(app) == "Nothing to undo"


async def test_where_another_telex_was_first_nothing_is_there_to_be_taken_back(
    world: World,
) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j")
        other = world.open()
        other.apply(mark_read(unread_ids(world, HACKER)))
        other.close()
        await press(pilot, "A")
        assert "takes it back" not in news(app)


async def test_the_list_below_is_marked_too(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"jjj", "A", "q")
        await counted(pilot)
        assert bar(app, "head").startswith("Unread 9 of 16")
        shown = list_screen(app).list
        rows = [row for number in shown.ids if (row := shown.row_of(number)) is not None]
        assert [row.read for row in rows] == [row.source == LWN.address for row in rows]
