"""What others write while telex runs: articles that arrive, marks that another telex makes."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOW, World, ingest, make_draft
from tests.screens.screen import (
    article_screen,
    bar,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    title,
    titles,
)
from tui.core.change import mark_read, star
from tui.store.ingest import LibraryWriter


def arrive(world: World, count: int, source: str = "news") -> list[int]:
    """Another process fetches: ``count`` articles, newer than all there are."""
    drafts = [
        make_draft(
            1000 + n,
            title=f"Arrival {n}",
            published=NOW + timedelta(minutes=n + 1),
        )
        for n in range(count)
    ]
    return ingest(world.library, drafts, source, now=NOW)


async def test_an_untouched_list_fills_by_itself(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert titles(app)[:3] == ["Arrival 1", "Arrival 0", "Article 0"]
        assert bar(app, "head") == "Unread 5 of 5"


async def test_an_empty_list_fills_even_after_a_key(world: World) -> None:
    world.subscribe()
    async with running(world) as (pilot, app):
        await press(pilot, "j", "2")
        assert "No articles yet" in screen_text(app)
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert titles(app) == ["Arrival 1", "Arrival 0"]
        assert "Arrival 1" in screen_text(app)


async def test_under_a_reader_no_row_moves_and_the_head_says_how_many_came(world: World) -> None:
    world.fill(30)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j")
        before = screen_lines(app)[1:-1]
        arrive(world, 3)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert screen_lines(app)[1:-1] == before
        assert bar(app, "head").endswith("3 new · .")
        await press(pilot, ".")
        assert title(app) == "Article 2"
        assert titles(app)[:3] == ["Arrival 2", "Arrival 1", "Arrival 0"]
        assert "new" not in bar(app, "head")


async def test_a_second_arrival_adds_to_the_first(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        arrive(world, 5)  # two of them are known
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert bar(app, "head").endswith("5 new · .")
        assert bar(app, "head").startswith("Unread 8 of 8")


async def test_arrivals_that_the_filter_leaves_out_are_not_announced(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "G", "enter")
        ingest(world.library, [make_draft(1, guid="x", title="Elsewhere", tags=("none",))])
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert "new" not in bar(app, "head")


async def test_arrivals_while_reading_wait_for_the_way_back(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "enter")
        arrive(world, 2)
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert article_screen(app)._place == 1
        await press(pilot, "J", "q")
        assert title(app) == "Article 2"
        assert bar(app, "head").endswith("2 new · .")


async def test_a_mark_of_another_telex_is_shown(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        other = world.open()
        other.apply(mark_read([ids[0], ids[3]]))
        other.apply(star([ids[4]]))
        other.close()
        await list_screen(app)._look_for_news()
        await settle(pilot)
        lines = screen_lines(app)
        assert lines[2].startswith("    12:00  Article 0")
        assert lines[5].startswith("    09:00  Article 3")
        assert lines[6].startswith(" ●★ 08:00  Article 4")
        assert bar(app, "head") == "Unread 3 of 5"
        assert title(app) == "Article 1"


async def test_our_own_marks_are_no_news(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "s")
        assert await app.session.poll() is None


async def test_articles_that_vanish_stay_in_the_list_until_it_is_taken_anew(world: World) -> None:
    from tui.store.ingest import LibraryWriter

    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        writer = LibraryWriter(world.library)
        writer.drop(ids[3:4], {})
        writer.close()
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert len(list_screen(app).list.ids) == 5
        assert "new" not in bar(app, "head")
        await press(pilot, ".")
        assert titles(app) == ["Article 0", "Article 1", "Article 2", "Article 4"]


async def test_a_library_rebuilt_under_us_is_read_anew(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "j")
        for suffix in ("", "-wal", "-shm"):
            world.library.with_name(world.library.name + suffix).unlink(missing_ok=True)
        ingest(world.library, [make_draft(n) for n in range(7)])
        screen = list_screen(app)
        await screen._look_for_news()
        await settle(pilot)
        await press(pilot, ".")
        assert titles(app) == [f"Article {n}" for n in range(1, 7)]


async def test_the_backlog_of_a_new_source_is_named_once(world: World) -> None:
    world.subscribe("old", unread="")
    async with running(world) as (pilot, app):
        drafts = [make_draft(n, published=NOW - timedelta(days=30 + n)) for n in range(80)]
        ingest(world.library, drafts, "old")
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert bar(app, "news") == "30 older articles count as read; 2 shows all"
        assert bar(app, "head") == "Unread 50 of 80"
        assert await app.session.poll() is None


async def test_a_row_whose_file_moves_stays_where_it_is_with_its_marks(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "s")
        (heir,) = ingest(world.library, [make_draft(1, guid="moved")], now=NOW)
        writer = LibraryWriter(world.library)
        writer.drop([ids[1]], {ids[1]: heir})
        writer.close()
        await list_screen(app)._look_for_news()
        await settle(pilot)
        assert titles(app) == [f"Article {n}" for n in range(5)]
        row = list_screen(app).list.row
        assert row is not None
        assert (row.id, row.starred, row.read) == (heir, True, False)
        assert "new" not in bar(app, "head")
        await press(pilot, "s")
        row = list_screen(app).list.row
        assert row is not None and not row.starred
        await press(pilot, "u", "u")  # also the star that was given before the move
        row = list_screen(app).list.row
        assert row is not None and not row.starred
        await press(pilot, "enter")
        assert article_screen(app).reading is not None
