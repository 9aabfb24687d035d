"""The feeds by folder: their counts, the way to their articles, narrowing them by typing."""

from __future__ import annotations

import pytest

from tests.builders import NOW, World
from tests.screens.feeds import (
    Feed,
    arrive,
    at,
    drawn_row,
    drawn_rows,
    fail,
    move,
    news,
    shown_rows,
    sources_screen,
    subscribe,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    settle,
    titles,
)
from tui.core.models import Problem
from tui.errors import said

HACKER = Feed("Hacker News", "Tech", unread=3, read=2, tags=("ai", "web"))
LWN = Feed("LWN.net", "Tech/Linux", unread=4)
RUAN = Feed("阮一峰的网络日志", "Tech", read=2)
WALL = Feed("华尔街见闻", "财经", unread=5, read=1, paused=True)
DEEP = Feed("Deep", "a/b/c", unread=2)
LOOSE = Feed("Loose", unread=1)
ALL = (LOOSE, WALL, LWN, HACKER, RUAN, DEEP)


def by_source(app_titles: list[str]) -> dict[str, int]:
    """How many articles of each feed are in the list."""
    names = [words.partition(" article ")[0] for words in app_titles]
    return {name: names.count(name) for name in names}


async def test_they_stand_in_their_folders_each_with_its_counts(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world, (60, 24)) as (pilot, app):
        await press(pilot, "g", "f")
        assert bar(app, "head") == "Feeds 6 · 15 unread"
        rows = [
            (line[3:].rstrip(), row.depth)
            for line, row in zip(drawn_rows(app), shown_rows(app), strict=True)
        ]
        assert [(" ".join(words.split()), depth) for words, depth in rows] == [
            ("a 2 2", 0),
            ("b 2 2", 1),
            ("c 2 2", 2),
            ("Deep 2 2", 3),
            ("Tech 7 11", 0),
            ("Hacker News #ai #web 3 5", 1),
            ("阮一峰的网络日志 2", 1),
            ("Linux 4 4", 1),
            ("LWN.net 4 4", 2),
            ("财经 5 6", 0),
            ("华尔街见闻 paused 5 6", 1),
            ("Loose 1 1", 0),
        ]
        for words, depth in rows:
            assert len(words) - len(words.lstrip()) == 2 * depth, words
        assert_sound(app)


async def test_folders_that_differ_in_case_only_are_each_headed_once(world: World) -> None:
    subscribe(world, Feed("A", "Tech"), Feed("B", "tech"), Feed("C", "Tech"))
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        keys = [row.key for row in shown_rows(app)]
        assert len(keys) == len(set(keys)), keys


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_a_feed_narrows_the_list_to_what_is_unread_of_it(world: World, key: str) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "g", "f", "/", *"hack", "enter", "j", key)
        assert on_list(app)
        assert (list_screen(app).state.view, len(titles(app))) == ("unread", 3)
        assert by_source(titles(app)) == {"Hacker News": 3}
        assert bar(app, "head") == 'Unread 3 of 15 · source:"Hacker News"'


async def test_a_feed_without_unread_articles_shows_all_of_them(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"jjjjjj")
        assert at(app) == RUAN.name
        await press(pilot, "enter")
        assert (list_screen(app).state.view, by_source(titles(app))) == ("all", {RUAN.name: 2})


@pytest.mark.parametrize(
    ("steps", "folder", "expected"),
    [
        (0, "a", {"Deep": 2}),
        (1, "a/b", {"Deep": 2}),
        (4, "Tech", {"Hacker News": 3, "LWN.net": 4}),
        (7, "Tech/Linux", {"LWN.net": 4}),
        (9, "财经", {"华尔街见闻": 5}),
    ],
)
async def test_a_folder_narrows_the_list_to_all_within(
    world: World, steps: int, folder: str, expected: dict[str, int]
) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"j" * steps, "enter")
        assert str(list_screen(app).state.narrowed) == f"folder:{folder}"
        assert (list_screen(app).state.view, by_source(titles(app))) == ("unread", expected)


async def test_a_folder_in_which_all_is_read_shows_all(world: World) -> None:
    subscribe(world, Feed("One", "Done", read=2), Feed("Two", "Done/x", read=1), LOOSE)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "enter")
        assert (list_screen(app).state.view, by_source(titles(app))) == (
            "all",
            {"One": 2, "Two": 1},
        )


async def test_a_former_filter_gives_way_to_the_feed(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter")
        assert "tag:" in bar(app, "head")
        await press(pilot, "g", "f", "G", "enter")
        assert str(list_screen(app).state.narrowed) == "source:Loose"


@pytest.mark.parametrize("key", ["q", "h", "left", "escape"])
async def test_leaving_changes_nothing_of_the_list(world: World, key: str) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter", "j")
        before = (bar(app, "head"), list_screen(app).list.cursor, titles(app))
        await press(pilot, "g", "f", "j", "j", key)
        assert on_list(app)
        assert (bar(app, "head"), list_screen(app).list.cursor, titles(app)) == before


SAME = [
    ("the same name", Feed("News", unread=2), Feed("News", unread=3, key="https://b.example.org/")),
    ("another case", Feed("News", unread=2), Feed("NEWS", unread=3, key="https://b.example.org")),
    ("quotes", Feed('The "News"', unread=2), Feed("News", unread=3)),
    ("a part of another", Feed("News", unread=2), Feed("News daily", unread=3)),
    ("a comma", Feed("News, daily", unread=2), Feed("News", unread=3)),
    ("like a term", Feed("source:News", unread=2), Feed("News", unread=3)),
    ("a dash", Feed("-News", unread=2), Feed("News", unread=3)),
    ("another's key", Feed("wire", unread=2), Feed("News", unread=3, key="wire")),
]


@pytest.mark.parametrize(("feed", "other"), [pytest.param(*f, id=name) for name, *f in SAME])
async def test_whatever_a_feed_is_called_only_its_own_articles_are_shown(
    world: World, feed: Feed, other: Feed
) -> None:
    subscribe(world, feed, other)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        screen = sources_screen(app)
        if shown_rows(app)[0].key != feed.address:
            await press(pilot, "j")
        current = screen.current()
        assert current is not None and current.subscription.key == feed.address
        await press(pilot, "enter")
        rows = [list_screen(app).list.row_of(number) for number in list_screen(app).list.ids]
        assert [row.source for row in rows if row is not None] == [feed.address] * feed.unread


async def test_a_feed_that_was_never_fetched_shows_no_other_ones_articles(world: World) -> None:
    subscribe(world, Feed("News", fetched=False), Feed("News daily", unread=3))
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        assert at(app) == "News"
        await press(pilot, "enter")
        assert titles(app) == []
        assert_sound(app)


# Moving


async def test_n_and_p_go_to_feeds_with_unread_articles_over_headings_and_read_ones(
    world: World,
) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        seen = []
        for _ in range(5):
            await press(pilot, "n")
            seen.append(at(app))
        assert seen == ["Deep", "Hacker News", "LWN.net", "华尔街见闻", "Loose"]
        await press(pilot, "n")
        assert (at(app), news(app)) == ("Loose", "No other feed there has unread articles")
        for name in reversed(seen[:-1]):
            await press(pilot, "p")
            assert at(app) == name
        await press(pilot, "p")
        assert (at(app), news(app)) == ("Deep", "No other feed there has unread articles")


async def test_keys_typed_before_the_feeds_are_there_are_not_lost(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        burst(app, "g", "f", "G", "enter")
        await settle(pilot)
        assert on_list(app)
        assert str(list_screen(app).state.narrowed) == "source:Loose"


async def test_from_the_feeds_to_their_health_and_back(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "g", "h")
        assert bar(app, "head").startswith("Health")
        await press(pilot, "g", "f")
        assert bar(app, "head").startswith("Feeds 6")
        await press(pilot, "q")
        assert on_list(app) and len(app.screen_stack) == 1


async def test_the_counts_stand_still_until_they_are_asked_for_anew(world: World) -> None:
    subscribe(world, *ALL)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "G")
        arrive(world, LOOSE, 2)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert drawn_row(app, "Loose").split()[-2:] == ["1", "1"]
        await press(pilot, "g", "f")
        assert drawn_row(app, "Loose").split()[-2:] == ["3", "3"]
        assert at(app) == "Loose"


async def test_feeds_in_trouble_are_marked_and_counted(world: World) -> None:
    subscribe(world, *ALL)
    fail(world, LWN, Problem(said("{host} did not answer in time", host="lwn.net"), NOW))
    move(world, LOOSE, "https://new.example.org/")
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f")
        assert bar(app, "head").endswith("1 in trouble")
        assert [line[1] for line in drawn_rows(app)].count("!") == 1
        assert drawn_row(app, "LWN.net")[1] == "!"
