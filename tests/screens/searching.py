"""A few articles to look for, and hands that type into the list's search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from rich.segment import Segment
from textual import events
from textual.pilot import Pilot

from tests.builders import World, ingest, make_draft
from tests.screens.screen import burst, list_screen, press, settle, strips, until
from tui.app import TelexApp
from tui.core.query import begins_so
from tui.core.queryparse import parse
from tui.screens.snapshot import query_of

ROBOTS = "Robots learn to walk"
ARMS = "Robot arms in Rome"
RAIN = "Rome in the rain"
CLASS = "人工智能走進課堂"
WATERS = "Quiet waters"
PEOPLE = "人口与人工"
ALL = [ROBOTS, ARMS, RAIN, CLASS, WATERS, PEOPLE]
_BODIES = {
    ROBOTS: ("ai", "They fall, too."),
    ARMS: ("ai", "Arms for robots. Robots, robots for arms."),
    RAIN: ("travel", "Water everywhere, and Rome."),
    CLASS: ("ai", "老师和学生。"),
    WATERS: ("travel", "The first line.\n\nA needle lies in the hay.\n"),
    PEOPLE: ("census", "数字。"),
}


def fill(world: World) -> list[int]:
    """The articles of ``ALL``, in that order."""
    world.subscribe()
    drafts = [
        make_draft(n, title=title, tags=(_BODIES[title][0],), body=_BODIES[title][1])
        for n, title in enumerate(ALL)
    ]
    return ingest(world.library, drafts)


async def followed(pilot: Pilot[None]) -> None:
    """What was typed is looked for, and shown."""
    app = pilot.app
    assert isinstance(app, TelexApp)
    await settle(pilot)
    await until(pilot, lambda: list_screen(app)._search_timer is None)
    await settle(pilot)


async def find(pilot: Pilot[None], words: str, *keys: str) -> None:
    """Type ``words`` behind a ``/``, one letter after the other; then press ``keys``."""
    await press(pilot, "/", *words)
    await followed(pilot)
    await press(pilot, *keys)


async def type_on(pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await followed(pilot)


async def paste(pilot: Pilot[None], words: str) -> None:
    """As a terminal sends what was pasted into it."""
    driver = pilot.app._driver
    assert driver is not None
    event = events.Paste(words)
    event.set_sender(pilot.app)
    driver.send_message(event)
    await settle(pilot)


def at_once(app: TelexApp, words: str, *keys: str) -> None:
    """Everything in the queue before the first letter of it is looked at."""
    burst(app, "/", *("space" if letter == " " else letter for letter in words), *keys)


@contextmanager
def counting_waits(app: TelexApp) -> Iterator[Event]:
    """Nothing is counted or looked for until the event is set: another long question is being answered."""
    gate = Event()
    app.session.scan.submit(lambda _: gate.wait(30))
    try:
        yield gate
    finally:
        gate.set()


def truth(world: World, text: str, view: str = "unread") -> list[int]:
    """The ids that ``text`` finds in ``view``, asked of the store itself."""
    library = world.open()
    try:
        return list(library.ids(query_of(library, view, parse(text))))
    finally:
        library.close()


def typed_truth(world: World, text: str) -> list[int]:
    """What is shown while ``text`` is typed: what it finds, else what begins with its last word."""
    found = truth(world, text)
    begun = begins_so(parse(text), text)
    return found if found or begun is None else truth(world, str(begun))


def shown(app: TelexApp) -> list[int]:
    return list(list_screen(app).list.ids)


def marked(app: TelexApp) -> list[str]:
    """The words on the screen that stand out because they were looked for."""
    return [segment.text for segment in _segments(app) if segment.style and segment.style.underline]


def _segments(app: TelexApp) -> list[Segment]:
    return [segment for strip in strips(app)[1:-2] for segment in strip]
