"""From the list to elsewhere: the original's address, the clipboard, and the mouse."""

from __future__ import annotations

from textual.events import MouseScrollDown

from tests.builders import World
from tests.screens.screen import (
    article_screen,
    bar,
    press,
    recording,
    running,
    settle,
    title,
)
from tui.widgets.article_list import ArticleList


async def test_opening_the_original_names_the_real_host(world: World) -> None:
    world.fill(1, url="https://user@news.example.org:8080/a")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "o")
        assert opened == ["https://news.example.org:8080/a"]
        assert bar(app, "news") == "opening news.example.org"


async def test_without_a_desktop_the_link_is_copied(world: World) -> None:
    world.fill(1)
    async with running(world, opener=None) as (pilot, app):
        await press(pilot, "o")
        assert app.clipboard == "https://news.example.org/0"
        assert bar(app, "news").endswith("https://news.example.org/0")


async def test_an_article_without_a_link_says_so(world: World) -> None:
    world.fill(1, url="javascript:alert(1)")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "o")
        assert bar(app, "news") == "This article has no link"
        await press(pilot, "y")
        assert (opened, app.clipboard) == ([], "")


async def test_a_click_selects_and_a_click_on_the_selected_row_opens(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await pilot.click(ArticleList, offset=(20, 4))
        await settle(pilot)
        assert title(app) == "Article 4"
        await pilot.click(ArticleList, offset=(20, 4))
        await settle(pilot)
        assert article_screen(app)._place == 4


async def test_the_wheel_moves_three_rows(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await pilot._post_mouse_events([MouseScrollDown], widget=ArticleList)
        await settle(pilot)
        assert title(app) == "Article 3"
