"""What is seen of the pane at the left of the list, and what the store says to it."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.builders import World
from tests.screens.feeds import Feed
from tests.screens.screen import list_screen, screen_lines, settle, until
from tui.app import TelexApp
from tui.core.queryparse import parse
from tui.screens.snapshot import query_of

WIDE = (120, 40)
HACKER = Feed("Hacker News", "Tech", unread=3, read=1)
LWN = Feed("LWN.net", "Tech", unread=2, tags=("linux",))
LOOSE = Feed("A loose one", unread=1)
FEEDS = (LWN, LOOSE, HACKER)


def side(app: TelexApp) -> list[str]:
    """The lines of the pane, without what is at the right of its hairline."""
    cut = [line.partition("│") for line in screen_lines(app)]
    return [before.strip() for before, hairline, _ in cut if hairline]


def rows(app: TelexApp) -> list[list[str]]:
    """The words of each line of the pane in which there are any, and its number."""
    found = [line.removeprefix("▌").rsplit("  ", 1) for line in side(app) if line]
    return [[part.strip() for part in parts] for parts in found]


def row_under_cursor(app: TelexApp) -> str:
    current = list_screen(app).side.current
    assert current is not None
    return current.name


async def counted(pilot: Pilot[None]) -> None:
    """The pane has caught up with what was done."""
    app = pilot.app
    assert isinstance(app, TelexApp)
    await settle(pilot)
    await until(pilot, lambda: list_screen(app)._side_timer is None)
    await settle(pilot)


def ids_of(world: World, text: str, view: str = "all") -> list[int]:
    library = world.open()
    try:
        return list(library.ids(query_of(library, view, parse(text))))
    finally:
        library.close()


def saved(world: World) -> dict[str, str]:
    library = world.open()
    try:
        return {name: str(query) for name, query in library.views().items()}
    finally:
        library.close()


def save(world: World, **views: str) -> None:
    library = world.open()
    for name, query in views.items():
        library.save_view(name, parse(query))
    library.close()


def shown(app: TelexApp) -> list[int]:
    return list(list_screen(app).list.ids)
