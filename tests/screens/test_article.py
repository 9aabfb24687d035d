"""The article screen by its keys: what opening marks, walking, going back, what undo takes back."""

from __future__ import annotations

from concurrent.futures import Future

from tests.builders import World
from tests.screens.screen import (
    Driven,
    article_screen,
    bar,
    burst,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    tag_screen,
    title,
    until,
)
from tui.core.change import Step, mark_read
from tui.library import Library
from tui.screens import article
from tui.screens.article import ArticleScreen
from tui.screens.list import ListScreen

LONG = "\n\n".join(f"Paragraph {n} of a long body." for n in range(80))


def history(world: World) -> list[Step]:
    library = world.open()
    try:
        return library.history(20)
    finally:
        library.close()


def starred(world: World, ids: list[int]) -> list[bool]:
    library = world.open()
    try:
        rows = library.rows(ids)
        return [rows[number].starred for number in ids]
    finally:
        library.close()


def shown(driven: Driven) -> str:
    """The title of the article on the screen."""
    lines = [line.strip() for line in screen_lines(driven[1])]
    return next(line for line in lines[2:] if line)


async def test_opening_marks_read_by_the_way_and_undo_leaves_that_alone(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "s", "k")
        await press(pilot, "enter")
        (step, _) = history(world)
        assert (step.origin, step.change) == ("open", mark_read([ids[0]]))
        await press(pilot, "u")
        assert starred(world, ids) == [False] * 5
        assert bar(app, "news") == "undid: 1 starred · ctrl+r · Article 1"
        row = list_screen(app).list.known(0)
        assert row is not None and row.read
        await press(pilot, "u")
        assert bar(app, "news") == "Nothing to undo"


async def test_nothing_is_marked_before_the_article_is_shown(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        held: Future[None] = Future()

        def hold(library: Library) -> None:
            held.result(timeout=10)

        waiting = app.session.hand.submit(hold)
        burst(app, "enter")
        for _ in range(5):
            await pilot.pause()
        article_screen(app)
        assert "Article 0" not in screen_text(app)
        assert history(world) == []
        held.set_result(None)
        waiting.result(timeout=10)
        await settle(pilot)
        assert "Article 0" in screen_text(app)
        assert [step.origin for step in history(world)] == ["open"]


async def test_going_back_before_the_article_is_shown_leaves_no_mark(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        held: Future[None] = Future()
        waiting = app.session.hand.submit(lambda _: held.result(timeout=10))
        burst(app, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        burst(app, "q")
        await until(pilot, lambda: app.screen is list_screen(app))
        held.set_result(None)
        waiting.result(timeout=10)
        await settle(pilot)
        assert history(world) == []


async def test_walking_goes_through_the_lists_order(world: World) -> None:
    world.fill(4)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        await press(pilot, "J", "J")
        assert shown(driven) == "Article 2"
        assert bar(app, "head") == "news · 3 of 4"
        await press(pilot, "K")
        assert shown(driven) == "Article 1"
        await press(pilot, "K", "K")
        assert (shown(driven), bar(app, "news")) == ("Article 0", "This is the first article")
        await press(pilot, "J", "J", "J", "J")
        assert (shown(driven), bar(app, "news")) == ("Article 3", "This is the last article")


async def test_next_and_previous_unread_go_over_what_is_read(world: World) -> None:
    ids = world.fill(300)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[1:250]))
    library.close()
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "2")
        await press(pilot, "enter")
        await press(pilot, "n")
        assert shown(driven) == "Article 250"
        await press(pilot, "N", "n")
        assert shown(driven) == "Article 251"
        await press(pilot, "p")
        assert shown(driven) == "Article 250"
        await press(pilot, "p")
        assert bar(app, "news") == "No unread article above"


async def test_going_back_leaves_the_cursor_on_the_article_left(world: World) -> None:
    world.fill(60)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        for _ in range(40):
            await press(pilot, "J")
        await press(pilot, "q")
        assert title(app) == "Article 40"
        assert any(line.startswith("▌") and "Article 40" in line for line in screen_lines(app))
        assert len(list_screen(app).list.ids) == 60


async def test_done_marks_and_goes_on_and_leaves_after_the_last(world: World) -> None:
    world.fill(2)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        await press(pilot, "e")
        assert shown(driven) == "Article 1"
        await press(pilot, "N", "e")
        assert isinstance(app.screen, ListScreen)
        assert bar(app, "head").startswith("Unread 0 of 2")


async def test_marks_show_in_the_head_and_in_the_list(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert bar(app, "head") == "news · 1 of 2"
        await press(pilot, "s", "N")
        assert bar(app, "head") == "news · 1 of 2  ★  ●"
        await press(pilot, "q")
        assert screen_lines(app)[2].startswith("▌●★")


async def test_space_pages_then_says_the_end_then_goes_on(world: World) -> None:
    world.fill(3, body=LONG)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        page = article_screen(app).page
        pages = 0
        while not page.at_end:
            await press(pilot, "space")
            pages += 1
        assert pages > 3 and shown(driven) != "Article 1"
        await press(pilot, "space")
        assert bar(app, "news") == "end · Space: next unread"
        burst(app, "space", "space")  # held: nothing yet
        await settle(pilot)
        assert article_screen(app)._place == 0
        said = article_screen(app)._end_said_at
        assert said is not None
        article_screen(app)._end_said_at = said - article.GUARD_SECONDS
        await press(pilot, "space")
        assert (shown(driven), page.top) == ("Article 1", 0)


async def test_scrolling_up_forgets_that_the_end_was_said(world: World) -> None:
    world.fill(2, body=LONG)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        await press(pilot, "G", "space")
        assert article_screen(app)._end_said_at is not None
        await press(pilot, "k")
        assert article_screen(app)._end_said_at is None


async def test_a_page_overlaps_the_one_before(world: World) -> None:
    world.fill(1, body=LONG)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        before = screen_lines(app)[2:-3]
        await press(pilot, "space")
        after = screen_lines(app)[2:-3]
        kept = [line for line in before if line.strip() and line in after]
        assert kept == [line for line in before[-2:] if line.strip()]


async def test_t_opens_the_filter_on_one_of_its_tags(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j", "j")
        await press(pilot, "enter")
        await press(pilot, "t")
        current = tag_screen(app).columns.current
        assert current is not None and current[1].name in ("all", "tag3")
        await press(pilot, "q")
        assert title(app) == "Article 3"


async def test_a_single_file_opens_at_once(world: World) -> None:
    world.fill(1)
    async with running(world, open_at_once=True) as driven:
        assert shown(driven) == "Article 0"
        await press(driven[0], "q")
        assert title(driven[1]) == "Article 0"


async def test_an_article_that_is_gone_meanwhile_says_so(world: World) -> None:
    from tui.store.ingest import LibraryWriter

    ids = world.fill(2)
    async with running(world) as (pilot, app):
        writer = LibraryWriter(world.library)
        writer.drop(ids[:1], {})
        writer.close()
        await press(pilot, "enter")
        assert "This article is no longer there" in screen_text(app)
        await press(pilot, "s", "o", "y", "j", "space", "J")
        assert "Article 1" in screen_text(app)
