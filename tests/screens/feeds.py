"""Feeds in folders, a fetching program that says what the test has it say, and their screens."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.builders import NOW, World, admitted, make_draft
from tests.screens.screen import screen_lines, until
from tui.app import TelexApp
from tui.cli.add import folder_named, tags_named
from tui.core import settings
from tui.core.change import Columns, mark_read
from tui.core.decide import decide
from tui.core.models import Problem, SourceInfo, Subscription
from tui.core.settings import Settings
from tui.core.text import line, url
from tui.screens.sources import SourcesScreen
from tui.store.ingest import LibraryWriter
from tui.widgets.drawn import Bar
from tui.widgets.feed_rows import FeedRow


@dataclass(frozen=True)
class Feed:
    """A subscription, and how many articles there are of it. Its key is an address made of its
    name, unless it has one. ``fetched``: the library has heard of it."""

    name: str
    folder: str = ""
    unread: int = 0
    read: int = 0
    key: str = ""
    fetched: bool = True
    paused: bool = False
    tags: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)

    @property
    def address(self) -> str:
        return self.key or f"https://{'-'.join(self.name.lower().split())}.example.org/feed"


def subscribe(world: World, *feeds: Feed) -> None:
    """Subscribe to ``feeds`` and give them their articles, the unread ones first."""
    store = world.store()
    for feed in feeds:
        store.remember(
            Subscription(feed.address, "feed", feed.address, line(feed.name), unread="all")
        )
    store.edit_sources([(feed.address, _columns(feed)) for feed in feeds])
    store.close()
    read: list[int] = []
    writer = LibraryWriter(world.library)
    for feed in feeds:
        if feed.fetched:
            ids = _store(writer, feed, range(feed.unread + feed.read))
            read += ids[feed.unread :]
    writer.close()
    if read:
        library = world.open()
        library.fold()
        library.apply(mark_read(read), "open")
        library.close()


def _columns(feed: Feed) -> Columns:
    return {
        "folder": folder_named(feed.folder),
        "paused": int(feed.paused),
        "tags": tags_named(feed.tags),
        "settings": settings.written(feed.settings),
    }


def arrive(world: World, feed: Feed, count: int, *, first: int = 1_000) -> list[int]:
    """``feed`` is fetched, with ``count`` articles from the number ``first`` on; their ids."""
    writer = LibraryWriter(world.library)
    try:
        return _store(writer, feed, range(first, first + count))
    finally:
        writer.close()


def _store(writer: LibraryWriter, feed: Feed, numbers: Iterable[int]) -> list[int]:
    drafts = [
        make_draft(n, guid=f"{feed.name} {n}", title=f"{feed.name} article {n}") for n in numbers
    ]
    items = admitted(drafts, feed.address)
    source = writer.source(feed.address)
    ids = [item.article.id for item in items]
    writer.ingest(source, decide(writer.known(ids), items), NOW)
    writer.succeeded(source, NOW)
    return [*ids]


def fail(
    world: World,
    feed: Feed,
    problem: Problem,
    *,
    retry_at: datetime | None = None,
    stopped: bool = False,
) -> None:
    """Fetching ``feed`` failed once more."""
    writer = LibraryWriter(world.library)
    writer.failed(writer.source(feed.address), problem, retry_at, stopped=stopped)
    writer.close()


def describe(world: World, feed: Feed, home: str) -> None:
    """``feed`` says where its site is."""
    writer = LibraryWriter(world.library)
    writer.describe(writer.source(feed.address), "", line(""), url(home))
    writer.close()


def move(world: World, feed: Feed, address: str, times: int = 3) -> None:
    """The publisher of ``feed`` has called ``address`` the right one so many times in a row."""
    writer = LibraryWriter(world.library)
    for _ in range(times):
        writer.moved(writer.source(feed.address), url(address))
    writer.close()


def stored(world: World, feed: Feed) -> Subscription:
    """``feed`` as the files have it."""
    store = world.store()
    try:
        return next(source for source in store.sources() if source.key == feed.address)
    finally:
        store.close()


def read_ones(world: World, ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` that are read, as the files have it."""
    library = world.open()
    try:
        return {number for number, row in library.rows(list(ids)).items() if row.read}
    finally:
        library.close()


# What the screens of feeds and health show


def sources_screen(app: TelexApp) -> SourcesScreen:
    assert isinstance(app.screen, SourcesScreen), app.screen
    return app.screen


def shown_rows(app: TelexApp) -> tuple[FeedRow, ...]:
    return sources_screen(app).rows.rows


def row_names(app: TelexApp) -> list[str]:
    return [row.name for row in shown_rows(app)]


def drawn_rows(app: TelexApp) -> list[str]:
    """The rows of feeds as they are drawn, as far as they are in sight."""
    view = sources_screen(app).rows
    top, seen = view.region.y, min(view.size.height, len(view.rows))
    return screen_lines(app)[top : top + seen]


def drawn_row(app: TelexApp, name: str) -> str:
    """The row of ``name`` as it is drawn; it is in sight."""
    view = sources_screen(app).rows
    return drawn_rows(app)[row_names(app).index(name) - round(view.scroll_offset.y)]


def at(app: TelexApp) -> str:
    """The name under the cursor; there is one cursor, and it is on that row."""
    current = sources_screen(app).rows.current
    assert current is not None
    (drawn,) = [row for row in drawn_rows(app) if row.startswith(("▌", ">"))]
    assert current.name[:5] in drawn
    return current.name


def info_of(app: TelexApp, name: str) -> SourceInfo:
    return next(info for info in sources_screen(app).infos if info.name == name)


def notice(app: TelexApp) -> list[str]:
    """What the health screen tells of the source under the cursor, part by part."""
    return [words for words, _ in sources_screen(app).notice._parts]


def news(app: TelexApp) -> str:
    return app.screen.query_one("#news", Bar).plain


# The fetching program


class Child:
    """Stands in for the fetching program: says what :meth:`say` is told to, ``asked`` is what was
    asked of it."""

    def __init__(self, folder: Path) -> None:
        self._asked, answers = folder / "asked", folder / "answers"
        self._asked.touch()
        os.mkfifo(answers)
        self._fd: int | None = os.open(answers, os.O_RDWR)
        script = 'exec 3<&0; cat <&3 >"$0" & exec cat "$1"'
        self.command = ("sh", "-c", script, str(self._asked), str(answers))

    @property
    def asked(self) -> list[Mapping[str, Any]]:
        whole, _, _ = self._asked.read_text().rpartition("\n")
        return [json.loads(request) for request in whole.splitlines()]

    def say(self, **event: object) -> None:
        assert self._fd is not None
        os.write(self._fd, json.dumps(event).encode() + b"\n")

    def end(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
        self._fd = None


async def started(pilot: Pilot[None], app: TelexApp) -> None:
    """Wait for the fetching program, which is started after the first screen."""
    await until(pilot, lambda: app.session._child is not None)
