"""Content that means harm: nothing of it acts on the terminal, on the screen, or as markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import HOSTILE_TITLES, NOW, World, ingest, make_draft
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    tag_screen,
    until,
)
from tui.core.draft import Draft
from tui.core.models import Problem, Subscription
from tui.core.text import Line, line
from tui.errors import said
from tui.store.ingest import LibraryWriter

SIZES = ((80, 24), (40, 12))
MORE = (
    "\x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\dcs",
    "\x1b_Gf=100;AAAA\x1b\\kitty",
    "\x9f apc \x9c",
    "<script>alert(1)</script> <b>bold</b>",
    "[link=https://evil.example]markup[/link]",
    "$(touch /tmp/x) `y`; rm -rf ~",
)
HOSTILE = (*HOSTILE_TITLES, *MORE)


def hostile(number: int, words: str) -> Draft:
    return replace(
        make_draft(number, guid=f"h{number}"),
        title=words,
        authors=(words, "Ann"),
        summary=words + " summary",
        tags=(words, f"tag {words}", "all"),
        categories=(words,),
        lang=words,
        body=f"{words}\n\n> {words}\n\n# {words}\n\n- {words}\n\n`{words}`\n\n|a|b|\n|-|-|\n|{words}|x|\n",
    )


def fill(world: World) -> None:
    """Two sources of hostile articles, and names of sources that are no better."""
    store = world.store()
    for key, name in (("news", "[red]\x1b[31mnews[/red]"), ("wire", "[@click=app.quit]w[/]")):
        store.remember(Subscription(key, "directory", f"/nowhere/{key}", line(name), unread="all"))
        drafts = [hostile(n, words) for n, words in enumerate(HOSTILE)]
        ingest(world.library, drafts, key)
    store.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_is_harmless(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        assert len(list_screen(app).list.ids) == 2 * len(HOSTILE)
        seen = screen_text(app)
        for _ in range(2 * len(HOSTILE)):
            await press(pilot, "j")
            list_screen(app).draw_foot()  # as after a rest: the whole title
            assert_sound(app)
            seen += screen_text(app)
        assert "涨幅[2.5%]" in seen
        assert "[@click=app.quit]点我[/]" in seen
        assert "[red]红[/red]" in seen


@pytest.mark.parametrize("size", SIZES)
async def test_every_article_is_harmless(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter")
        seen = ""
        for _ in range(len(HOSTILE)):
            assert_sound(app)
            seen += screen_text(app)
            await press(pilot, "space")
            assert_sound(app)
            await press(pilot, "J")
        assert "涨幅[2.5%]" in seen and "[red]红[/red]" in seen
        assert article_screen(app)._place == len(HOSTILE)


@pytest.mark.parametrize("size", SIZES)
async def test_the_tag_filter_is_harmless(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "t")
        seen = ""
        for _ in range(5):
            for key in ("G", "space", "k", "-", "k", "ctrl+u", "ctrl+u"):
                await press(pilot, key)
                assert_sound(app)
                seen += screen_text(app)
            await press(pilot, "l")
        await press(pilot, "/")
        for key in "[]$红“":
            await press(pilot, key)
            assert_sound(app)
        assert "[@click=app" in seen
        await press(pilot, "escape", "u", "G", "enter")
        assert_sound(app)


async def test_a_hostile_filter_in_the_head_is_harmless(world: World) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "/", "c", "l", "i", "c", "k", "enter", "enter")
        assert bar(app, "head").startswith("Unread 2 of 62 · tag:[@click=app.quit]点我[/]")
        assert "[@click=app.quit]点我[/]" in screen_lines(app)[0]
        assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
async def test_clicks_on_rows_and_pages_run_no_action(world: World, size: tuple[int, int]) -> None:
    fill(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "G")  # a click on the row under the cursor would open it
        for y in range(size[1]):
            await pilot.click(offset=(15, y))
            assert not app._exit and app.clipboard == ""
            assert app.screen is list_screen(app)
        await press(pilot, "home", "j", "enter")  # [@click=app.quit]
        for y in range(size[1]):
            await pilot.click(offset=(4, y))
            assert not app._exit and app.screen is article_screen(app)
        await press(pilot, "t")
        for y in range(size[1]):
            await pilot.click(offset=(4, y))
            assert not app._exit and app.screen is tag_screen(app)
        await settle(pilot)
        assert_sound(app)


async def test_hostile_addresses_are_shown_nowhere_and_opened_never(world: World) -> None:
    addresses = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.example/\x1b]0;x\x07",
        "-oProxyCommand=x",
        "data:text/html,x",
        "https://user:secret@a.example/",
    )
    world.subscribe()
    ingest(world.library, [make_draft(n, url=url) for n, url in enumerate(addresses)])
    opened: list[str] = []

    def opener(address: str) -> bool:
        opened.append(address)
        return True

    async with running(world, opener=opener) as (pilot, app):
        await press(pilot, "enter")
        for _ in addresses:
            await press(pilot, "o")
            assert_sound(app)
            assert "secret" not in screen_text(app)
            await press(pilot, "J")
    assert opened == ["https://a.example/"]


async def test_a_hostile_problem_is_told_harmlessly(world: World) -> None:
    world.subscribe()
    writer = LibraryWriter(world.library)
    raw = "\x1b]0;PWNED\x07 [red]boom[/red] \u202egnp"
    problem = Problem(
        said("Cannot read {path}", path=line(raw)), NOW, line(raw), where=Line(line(raw))
    )
    writer.failed(writer.source("news"), problem, None)
    writer.close()
    async with running(world) as (_, app):
        assert "[red]boom[/red]" in screen_text(app)
        assert_sound(app)


async def test_a_hostile_title_is_whole_in_the_line_of_news(world: World) -> None:
    world.subscribe()
    ingest(world.library, [make_draft(0, title="[/] [bold]" + "很长的标题" * 12)])
    async with running(world, (120, 24)) as (pilot, app):
        await until(pilot, lambda: "[/] [bold]很长" in screen_lines(app)[-2])
        assert_sound(app)
