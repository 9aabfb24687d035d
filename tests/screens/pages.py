"""Articles as they are read on the screen: what is marked on them, resized, set slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from tests.builders import NOW, World, ingest, make_draft
from tests.screens.screen import SLOW, article_screen, settle, strips, until
from tui.app import TelexApp
from tui.core.models import Body, Place, Reading
from tui.core.text import block
from tui.render.lines import PageLine
from tui.store.ingest import LibraryWriter
from tui.widgets.page_view import PageView

T = TypeVar("T")
UNSET = SLOW | {"page"}
"""What is under way while a page is held: to be given to :func:`settle`."""


def bodies(world: World, *texts: str, **changes: object) -> list[int]:
    """Subscribe to a source whose articles have these bodies, the newest first."""
    world.subscribe()
    drafts = [make_draft(number, body=body, **changes) for number, body in enumerate(texts)]
    return ingest(world.library, drafts)


def kept(world: World, number: int) -> Reading:
    """An article as the store has it, with the place where it was left."""
    library = world.open()
    try:
        found = library.reading(number)
        assert found is not None
        return found
    finally:
        library.close()


def keep(world: World, number: int, place: Place) -> None:
    library = world.open()
    library.fold()
    library.keep_place(number, place)
    library.close()


def keep_whole(world: World, number: int, text: str) -> None:
    """The whole of an article was fetched from its page."""
    writer = LibraryWriter(world.library)
    writer.keep_whole(number, Body("markdown", block(text)), NOW)
    writer.close()


def page_of(app: TelexApp) -> PageView:
    return article_screen(app).page


def top_words(app: TelexApp) -> str:
    """The first words that are seen: a blank line at the top does not count."""
    page = page_of(app)
    return next(line.text for line in page.lines[page.top :] if line.text.strip())


# What is drawn into the page


def _runs(app: TelexApp, wanted: Callable[[Style], object]) -> list[str]:
    runs: list[str] = []
    for strip in strips(app):
        open_run = False
        for segment in strip:
            if segment.style is not None and wanted(segment.style):
                runs[-1:] = [runs[-1] + segment.text] if open_run else [*runs[-1:], segment.text]
                open_run = True
            else:
                open_run = False
    return runs


def marked(app: TelexApp) -> list[str]:
    """What is marked on the screen, line by line; the match that one is at is :func:`chosen`."""
    return _runs(app, lambda style: style.bold and style.underline)


def chosen(app: TelexApp) -> list[str]:
    """What stands out most: the match or link that one is at, and letters over links."""
    return _runs(app, lambda style: style.reverse)


def hyperlinks(app: TelexApp) -> set[str]:
    """What the terminal is told to be links (OSC 8)."""
    found = [s.style.link for strip in strips(app) for s in strip if s.style is not None]
    return {address for address in found if address}


def segments_with(app: TelexApp, words: str) -> list[Segment]:
    """The drawn segments that hold ``words``."""
    return [segment for strip in strips(app) for segment in strip if words in segment.text]


# Resized, and set slowly


async def resize(pilot: Pilot[None], app: TelexApp, width: int, height: int) -> None:
    """Resize the terminal; the page is set anew when this returns."""
    await pilot.resize_terminal(width, height)
    screen = article_screen(app)
    await until(pilot, lambda: screen.page.size.width == width and screen._resize_timer is None)
    await settle(pilot)


class Held:
    """Of the pages set from now on, only so many batches of lines come to the screen."""

    def __init__(self, app: TelexApp, batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waiting = False
        self._left = batches
        self._released = asyncio.Event()
        self._page = app.session.page
        monkeypatch.setattr(app.session, "page", self._come)

    async def _come(self, work: Callable[[], T]) -> T:
        answer = await self._page(work)
        if isinstance(answer, list) and answer and isinstance(answer[0], PageLine):
            if not self._left:
                self.waiting = True
                await self._released.wait()
            else:
                self._left -= 1
        return answer

    def release(self) -> None:
        """Let the others come."""
        self._released.set()


async def held(
    pilot: Pilot[None],
    app: TelexApp,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[], Awaitable[None] | None],
    *,
    batches: int = 1,
) -> Held:
    """Do what sets a page, and wait until only ``batches`` of it are there."""
    gate = Held(app, batches, monkeypatch)
    answer = act()
    if answer is not None:
        await answer
    await until(pilot, lambda: gate.waiting)
    return gate
