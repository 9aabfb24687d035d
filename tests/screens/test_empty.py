"""Every empty view names its reason and one key that leads on."""

from __future__ import annotations

import pytest

from tests.builders import NOW, World
from tests.screens.screen import assert_sound, press, running, screen_text
from tui.core.change import mark_read
from tui.core.models import Problem
from tui.core.text import line
from tui.errors import said
from tui.store.ingest import LibraryWriter

SIZES = ((100, 30), (40, 12), (20, 5))


@pytest.mark.parametrize("size", SIZES)
async def test_no_articles(world: World, size: tuple[int, int]) -> None:
    world.subscribe()
    async with running(world, size) as (pilot, app):
        assert "No articles yet" in screen_text(app)
        if size[1] > 5:
            assert "r fetches" in screen_text(app)
        for key in "jkGgeNmsoytnpAu123.":
            await press(pilot, key)
            if app.screen is not app.screen_stack[0]:
                await press(pilot, "escape")
            assert_sound(app)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_no_source_at_all(world: World, size: tuple[int, int]) -> None:
    async with running(world, size) as (_, app):
        assert "No articles yet" in screen_text(app)
        assert "telex add ADDRESS" in " ".join(screen_text(app).split())
        assert_sound(app)


async def test_nothing_unread(world: World) -> None:
    ids = world.fill(12)
    async with running(world) as (pilot, app):
        await press(pilot, "A", "1")
        assert "Nothing unread" in screen_text(app)
        assert "2 shows all 12 articles" in screen_text(app)
        await press(pilot, "2")
        assert "Article 11" in screen_text(app)
    library = world.open()
    assert [row.read for row in library.rows(ids).values()] == [True] * 12
    library.close()


async def test_nothing_unread_of_a_single_article(world: World) -> None:
    ids = world.fill(1)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids))
    library.close()
    async with running(world) as (pilot, app):
        await press(pilot, "1")
        assert "2 shows the 1 article there is" in screen_text(app)


async def test_nothing_starred(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "3")
        assert "Nothing starred yet" in screen_text(app)
        assert "s stars an article; 2 shows them all" in screen_text(app)


async def test_no_match_for_the_filter(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter", "3")
        assert "No article here matches tag:tag0" in screen_text(app)
        assert "Esc clears the filter" in screen_text(app)
        await press(pilot, "escape")
        assert "Nothing starred yet" in screen_text(app)


async def test_a_filter_whose_articles_are_all_read(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter", "A", ".")
        assert "No article here matches tag:tag0" in screen_text(app)
        await press(pilot, "2")
        assert "Article 5" in screen_text(app)


async def test_a_source_with_a_problem(world: World) -> None:
    world.subscribe()
    writer = LibraryWriter(world.library)
    problem = Problem(
        said("No folder {path}", path="/nowhere/news"),
        NOW,
        line("errno 2"),
        said("Mount it, or telex remove news"),
    )
    writer.failed(writer.source("news"), problem, None)
    writer.close()
    async with running(world) as (_, app):
        shown = screen_text(app)
        assert "No articles yet" in shown
        assert "news: No folder /nowhere/news (errno 2)" in shown
        assert "Mount it, or telex remove news" in shown
        assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_tag_filter_over_nothing(world: World, size: tuple[int, int]) -> None:
    world.subscribe()
    async with running(world, size) as (pilot, app):
        await press(pilot, "t", "j", "k", "G", "l", "h", "space", "-", "a", "u")
        assert_sound(app)
        await press(pilot, "enter")
        assert "No articles yet" in screen_text(app)
