"""Fetching with one adapter, without a store: its events, and what it would be handed next time."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from datetime import UTC
from itertools import count
from pathlib import Path

import httpx

from tests.builders import NOW
from tui.core.draft import Draft, FeedInfo
from tui.sources.base import Checkpoint, Context, Event, Gone, Job, Source, Trouble
from tui.sources.directory import Directory, DirectoryConfig
from tui.sources.feed import Feed, FeedConfig

Handler = Callable[[httpx.Request], httpx.Response]


def write(root: Path, name: str, content: str | bytes = "# Title\n\nBody.\n") -> Path:
    """A file that was written a while ago, each a little later than the one before."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = next(_MOMENTS)
    os.utime(path, (moment, moment))
    return path


_MOMENTS = count(1_700_000_000)


class Fetch:
    """The events of one fetch, sorted. ``troubles`` are of what could not be read, ``remarks`` of
    what could."""

    def __init__(self, events: list[Event], before: Mapping[str, str]) -> None:
        self.events = events
        self.drafts = [event for event in events if isinstance(event, Draft)]
        troubles = [event for event in events if isinstance(event, Trouble)]
        self.troubles = {e.place: e.error for e in troubles if not e.remark}
        self.remarks = {e.place: e.error for e in troubles if e.remark}
        self.gone = {event.path for event in events if isinstance(event, Gone)}
        self.heirs = {e.path: e.heir for e in events if isinstance(e, Gone) and e.heir}
        self.feeds = {e.key: e.title for e in events if isinstance(e, FeedInfo)}
        self.state = dict(before)
        for event in events:
            if isinstance(event, Checkpoint):
                self.state |= event.put
                for key in event.drop:
                    self.state.pop(key, None)

    @property
    def draft(self) -> Draft:
        (draft,) = self.drafts
        return draft

    @property
    def titles(self) -> set[str]:
        return {draft.title for draft in self.drafts}


def no_network() -> httpx.AsyncClient:
    raise AssertionError("nothing here may ask the network")


def context(client: Callable[[], httpx.AsyncClient] = no_network) -> Context:
    return Context(client, lambda: NOW, UTC, logging.getLogger("telex.tests"))


async def events_of(
    source: Source, state: Mapping[str, str], again: frozenset[str] = frozenset()
) -> Fetch:
    try:
        return Fetch([event async for event in source.fetch(Job(state, again=again))], state)
    finally:
        await source.aclose()


def fetch_directory(
    root: Path, state: Mapping[str, str] | None = None, *, again: frozenset[str] = frozenset()
) -> Fetch:
    source = Directory(DirectoryConfig(str(root)), context())
    return asyncio.run(events_of(source, state or {}, again))


def fetch_feed(
    handler: Handler,
    state: Mapping[str, str] | None = None,
    address: str = "https://feeds.example.org/news",
) -> Fetch:
    """Fetch ``address`` from a server that is only ``handler``."""

    async def fetch() -> Fetch:
        transport = httpx.MockTransport(handler)
        async with httpx.AsyncClient(
            transport=transport, follow_redirects=True, max_redirects=5
        ) as client:
            source = Feed(FeedConfig(address), context(lambda: client))
            return await events_of(source, state or {})

    return asyncio.run(fetch())


def fetch_saved(path: Path) -> Fetch:
    return asyncio.run(events_of(Feed(FeedConfig(str(path)), context()), {}))
