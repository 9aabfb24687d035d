"""Hands that triage, and what the store says to what they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.pilot import Pilot

from tests.builders import NOW, World
from tests.screens.screen import burst, list_screen, settle, until
from tui.app import TelexApp
from tui.core.change import Change, Step
from tui.core.models import ArticleRow
from tui.screens.base import KeyedScreen
from tui.screens.history import HistoryScreen
from tui.screens.output import OutputScreen
from tui.widgets.feed_rows import FeedRow


async def type_in(pilot: Pilot[None], *keys: str) -> None:
    """Type all of ``keys`` at once: what is longer than a letter and no key is its letters."""
    named = ("enter", "escape", "tab", "backspace", "up", "down", "home", "end")
    for key in keys:
        alone = key in named or key.startswith(("ctrl+", "shift+"))
        burst(pilot.app, *([key] if alone else key))
    await settle(pilot)


# The store, opened anew


def rows(world: World, ids: Iterable[int]) -> list[ArticleRow]:
    """The rows of ``ids`` as the files have them, in that order."""
    library = world.open()
    try:
        wanted = list(ids)
        found = library.rows(wanted)
        return [found[number] for number in wanted]
    finally:
        library.close()


def read(world: World, ids: Sequence[int]) -> list[int]:
    """The places in ``ids`` of those that are read."""
    return [place for place, row in enumerate(rows(world, ids)) if row.read]


def starred(world: World, ids: Sequence[int]) -> list[int]:
    return [place for place, row in enumerate(rows(world, ids)) if row.starred]


def hidden(world: World, ids: Sequence[int]) -> list[int]:
    return [place for place, row in enumerate(rows(world, ids)) if row.hidden]


def put_off(world: World, ids: Sequence[int]) -> dict[int, str]:
    """The places in ``ids`` of those that are put off, and till when."""
    return {
        place: f"{row.later:%m-%d %H:%M}"
        for place, row in enumerate(rows(world, ids))
        if row.later is not None and row.put_off(NOW)
    }


def tags(world: World, number: int) -> list[str]:
    """The user's own tags of an article."""
    library = world.open()
    try:
        return library.own_tags_of([number])
    finally:
        library.close()


def journal(world: World) -> list[Step]:
    """All that was done, the newest first."""
    library = world.open()
    try:
        return library.history(1_000)
    finally:
        library.close()


def act(world: World, *changes: Change) -> None:
    """Another telex does this, each change as a step of its own."""
    library = world.open()
    library.fold()
    for change in changes:
        library.apply(change)
    library.close()


# The screens


def selected(app: TelexApp) -> list[int]:
    """The places of the rows that are selected."""
    shown = list_screen(app).list
    return [place for place, number in enumerate(shown.ids) if number in shown.selected]


def cursor(app: TelexApp) -> int:
    return list_screen(app).list.cursor


def offers(app: TelexApp) -> list[str]:
    """What is offered for what is being typed."""
    assert isinstance(app.screen, KeyedScreen), app.screen
    return [row.name.strip() for row in app.screen.offers.rows]


def history_rows(app: TelexApp) -> list[FeedRow]:
    assert isinstance(app.screen, HistoryScreen), app.screen
    return list(app.screen.rows.rows)


def output(app: TelexApp) -> list[str]:
    """The lines of what a program wrote."""
    assert isinstance(app.screen, OutputScreen), app.screen
    return [line.text for line in app.screen.page.lines]


async def output_shown(pilot: Pilot[None]) -> list[str]:
    """Wait until a program has written, and its lines are there."""
    app = pilot.app
    assert isinstance(app, TelexApp)
    await until(pilot, lambda: isinstance(app.screen, OutputScreen) and app.screen.page.lines)
    await settle(pilot)
    return output(app)
