"""The app over a real store, driven by keys; what its screen shows is read back as text."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.strip import Strip
from textual.worker import Worker, WorkerError

from tests.builders import World, residue
from tui.app import TelexApp
from tui.config import Config
from tui.core.models import Subscription
from tui.core.text import Url
from tui.screens.article import ArticleScreen
from tui.screens.base import KeyedScreen
from tui.screens.links import Links, Opener
from tui.screens.list import ListScreen
from tui.screens.snapshot import Snapshot
from tui.screens.tags import TagScreen
from tui.session import Session
from tui.store.fold import Folded
from tui.widgets.drawn import UNICODE, Bar, Glyphs
from tui.words import Words

SLOW = frozenset({"counts"})  # it rests 0.3 s first; the tests that need it call `counted`
_ROUNDS = 8  # of the event loop; a message takes one or two
_HELD, _NEVER = 1.0, 60.0  # seconds
_ASKED_AT, _QUIET = (2, 5), 7  # turns; to ask each widget whether it rests takes as long as ten
_ENDLESS = "child"  # it listens as long as there is a child
Driven = tuple[Pilot[None], TelexApp]


class _Broken(logging.Handler):
    """Keeps what telex logs as an error: a worker's exception becomes a line of news otherwise."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self.found.append(f"{record.getMessage()}\n{trace}")


def new_session(
    world: World,
    *,
    language: str = "en",
    child: Sequence[str] | None = None,
    config: Config | None = None,
) -> Session:
    """A session over ``world``; without a command that starts one, it has no refreshing child."""
    words = Words(language)
    config = config or Config(timezone="UTC")
    return Session(world.open, config, words, now=lambda: world.now(), child=child)


@asynccontextmanager
async def running(
    world: World,
    size: tuple[int, int] = (100, 30),
    *,
    theme: str = "telex",
    glyphs: Glyphs = UNICODE,
    opener: Opener | None = None,
    target: Subscription | None = None,
    open_at_once: bool = False,
    pending_keys: str = "",
    first: Future[tuple[Snapshot, Folded]] | None = None,
    language: str = "en",
    child: Sequence[str] | None = None,
    config: Config | None = None,
) -> AsyncIterator[Driven]:
    """telex over ``world``, its first list loaded. Fails if any of its workers broke.

    With a ``first`` of the caller's the list is loaded when the caller resolves it.
    """
    session = new_session(world, language=language, child=child, config=config)
    app = TelexApp(
        session,
        glyphs,
        Links(opener),
        theme,
        target=target,
        open_at_once=open_at_once,
        pending_keys=pending_keys,
        first=first,
    )
    broken = _Broken()
    log = logging.getLogger("telex")
    log.addHandler(broken)
    try:
        async with app.run_test(size=size) as pilot:
            await (settle(pilot) if first is None else pilot.pause())
            yield pilot, app
    finally:
        log.removeHandler(broken)
        session.close()
    assert not broken.found, broken.found[0]


def _under_way(app: TelexApp, resting: Collection[str]) -> list[Worker[object]]:
    passed_over = {*resting, _ENDLESS}
    return [w for w in app.workers if not w.is_finished and w.group not in passed_over]


async def _turn(app: TelexApp) -> None:
    """Let the event loop go round, and paint what is to be painted: Textual waits for a sixtieth of a
    second to do so, and lays nothing out before."""
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)
    screen = app.screen
    if screen._layout_required or screen._dirty_widgets or screen._repaint_required:
        screen._on_timer_update()


async def _asked(pilot: Pilot[None]) -> None:
    """Every widget has handled what it was sent so far."""
    with contextlib.suppress(WaitForScreenTimeout):  # a screen that is left answers no more
        await pilot._wait_for_screen(timeout=1)


async def settle(pilot: Pilot[None], *, resting: Collection[str] = SLOW) -> None:
    """Wait until the lanes, the workers and the queue of messages have nothing more to do."""
    app = pilot.app
    assert isinstance(app, TelexApp)
    session = app.session
    quiet, began = 0, time.monotonic()
    while (spent := time.monotonic() - began) < _NEVER:
        if app._exit:
            return
        await _turn(app)
        waiting = _under_way(app, resting)
        for worker in waiting:
            with contextlib.suppress(WorkerError, asyncio.CancelledError):
                await worker.wait()
        if quiet % 2 == 0:
            for lane in (session.hand, session.scan, session.marks):
                await lane.call(lambda _: None)
        # (Keys that are held for good, as where a test blocks the store, are not waited for.)
        held = spent < _HELD and isinstance(app.screen, KeyedScreen) and app.screen._held
        quiet = 0 if waiting or held or _under_way(app, resting) else quiet + 1
        if quiet in _ASKED_AT:
            await _asked(pilot)
        if quiet == _QUIET:  # what is on its way between two screens is in no queue for a moment
            return
    raise AssertionError(f"never idle: {_under_way(app, resting)}")


async def counted(pilot: Pilot[None]) -> None:
    """Like :func:`settle`, and the counts of the head have caught up with the store."""
    await settle(pilot, resting=())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` one after the other; what each gives rise to is done before the next."""
    for key in keys:
        burst(pilot.app, key)
        await settle(pilot)


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait for what comes after a rest of the keys, or from another process."""
    end = time.monotonic() + _NEVER
    while not condition():
        assert time.monotonic() < end, screen_text(pilot.app)
        await pilot.pause()


_SENT = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b", "backspace": "\x7f"}


def burst(app: App[None], *keys: str) -> None:
    """Send ``keys`` at once, as a terminal does that was typed into faster than it was read."""
    assert app._driver is not None
    for key in keys:
        one = len(key) == 1
        event = events.Key(_character_to_key(key) if one else key, key if one else _SENT.get(key))
        event.set_sender(app)
        app._driver.send_message(event)


# What is on the screen


def strips(app: App[None]) -> list[Strip]:
    return app.screen._compositor.render_strips()


def screen_lines(app: App[None]) -> list[str]:
    return [strip.text for strip in strips(app)]


def screen_text(app: App[None]) -> str:
    return "\n".join(screen_lines(app))


def bar(app: TelexApp, name: str) -> str:
    """The words of ``head``, ``news`` or ``foot``, uncut."""
    return app.screen.query_one(f"#{name}", Bar).plain


def assert_sound(app: TelexApp) -> None:
    """Every line is exactly as wide as the screen and harmless to a terminal."""
    width, height = app.size
    drawn = strips(app)
    assert len(drawn) == height
    for strip in drawn:
        assert strip.cell_length == width, strip.text
        assert not residue(strip.text), (strip.text, residue(strip.text))
        assert "\n" not in strip.text and "\t" not in strip.text, strip.text


# The screens


def list_screen(app: TelexApp) -> ListScreen:
    """The list, whether it is on top or not."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ListScreen))


def on_list(app: TelexApp) -> bool:
    """Whether the list is the screen that is seen."""
    return isinstance(app.screen, ListScreen)


def article_screen(app: TelexApp) -> ArticleScreen:
    assert isinstance(app.screen, ArticleScreen), app.screen
    return app.screen


def tag_screen(app: TelexApp) -> TagScreen:
    assert isinstance(app.screen, TagScreen), app.screen
    return app.screen


def titles(app: TelexApp) -> list[str]:
    """The titles of the list's snapshot, in order, as far as their rows are loaded."""
    shown = list_screen(app).list
    return [row.title if (row := shown.row_of(n)) else "?" for n in shown.ids]


def title(app: TelexApp) -> str:
    """The title under the list's cursor."""
    row = list_screen(app).list.row
    assert row is not None
    return row.title


def recording(opened: list[str]) -> Opener:
    """An opener that opens nothing and notes what it was asked to."""

    def note(address: Url) -> bool:
        opened.append(address)
        return True

    return note
