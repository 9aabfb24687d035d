"""Fetching sources into the library: bounded, polite, isolated, a transaction a batch."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.core.admit import Admission
from tui.core.models import Subscription
from tui.core.schedule import due, interval
from tui.errors import Postponed, SourceCrash, TelexError, said
from tui.refresh.fetching import KEEP_ALL, Bounds, Fetching, Report
from tui.refresh.indexing import Indexing
from tui.refresh.locks import source_lock
from tui.refresh.run import Progress, Run, named, problem_of
from tui.refresh.whole import Wholes
from tui.sources import addresses, http
from tui.sources.base import Context, Source
from tui.sources.limits import LIMITS, Limits
from tui.sources.parsing import Parser
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

if TYPE_CHECKING:
    import httpx

AT_ONCE = 16
AT_ONCE_PER_HOST = 2
_INDEX_SECONDS = 0.3
_INDEX_EVERY_SECONDS = 5


class Refresher:
    """Fetches sources into one library.

    ``keep`` tells which of some ids must not be dropped although their file is gone, or their time
    over (starred ones).
    """

    def __init__(
        self,
        writer: LibraryWriter,
        registry: Registry,
        locks: Path,
        *,
        now: Callable[[], datetime],
        zone: tzinfo,
        keep: Callable[[Iterable[int]], set[int]] = lambda _: set(),
        client: Callable[[], httpx.AsyncClient] = http.client,
        limits: Limits = LIMITS,
        bounds: Bounds = KEEP_ALL,
        at_once: int = AT_ONCE,
        per_host: int = AT_ONCE_PER_HOST,
    ) -> None:
        self._writer = writer
        self._registry = registry
        self._locks = locks
        self._now = now
        self._zone = zone
        self._keep = keep
        self._make_client = client
        self._client: httpx.AsyncClient | None = None
        self._limits = limits
        self._bounds = bounds
        self._parser = Parser(limits)
        self._log = logging.getLogger("telex.refresh")
        self._slots = asyncio.Semaphore(at_once)
        self._host_slots: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(per_host)
        )
        self._host_waits: dict[str, datetime] = {}
        self.wholes = Wholes(writer, self._http, self._parser, now, limits)
        self._indexing = Indexing(writer)
        self._index_at = time.monotonic() + _INDEX_EVERY_SECONDS

    async def aclose(self) -> None:
        await self._parser.aclose()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def due(self, source: Subscription, every: timedelta) -> bool:
        """Whether ``source`` is to be fetched unbidden."""
        if source.paused:
            return False
        self._writer.at(source.key, source.locator)
        health = self._writer.health(source.key)
        return due(self._now(), health, interval(source.settings, every))

    def reveal(self) -> None:
        """Show the articles whose time has come, and hide those whose time is over."""
        self._writer.follow()
        self._writer.reveal(self._now())

    async def refresh(
        self, sources: Sequence[Subscription], *, force: bool = False, forgive: bool = False
    ) -> AsyncIterator[Progress]:
        """Fetch ``sources``, several at a time; what happens to each, as it happens.

        Who asked to be left alone is, even if it was by ``force``, unless the user named the source
        and so would ``forgive`` it.
        """
        self.reveal()
        reports: asyncio.Queue[Progress | None] = asyncio.Queue()
        if forgive:
            for source in sources:
                self._writer.forgive(source.key)
                self._host_waits.pop(addresses.host(source.locator), None)

        async def one(source: Subscription) -> None:
            host = addresses.host(source.locator) or source.key
            async with self._host_slots[host], self._slots:
                await self._fetch_safely(source, force, reports.put_nowait)
            await self.index(now_and_then=True)

        async def every_one() -> None:
            try:
                async with asyncio.TaskGroup() as group:
                    for source in sources:
                        group.create_task(one(source))
                await self.index()
            finally:
                reports.put_nowait(None)

        fetching = asyncio.create_task(every_one())
        try:
            while (report := await reports.get()) is not None:
                yield report
            await fetching
        finally:
            fetching.cancel()

    async def index(self, *, now_and_then: bool = False) -> None:
        """Have what was taken in found by a search. ``now_and_then``, while more is on its way, only
        a little, every few seconds: first everything is to be listed."""
        try:
            if not now_and_then:
                await self._indexing.run()
            elif time.monotonic() > self._index_at:
                await self._indexing.run(_INDEX_SECONDS)
                self._index_at = time.monotonic() + _INDEX_EVERY_SECONDS
        except TelexError:
            self._log.exception("the search index was not brought up to date")

    def prune(self, source: Subscription, *, dry: bool = False) -> int | None:
        """Let go of what has outlived its time in ``source``; how many articles that is, or would
        be (``dry``). None if another telex is fetching it."""
        with source_lock(self._locks, source.key) as mine:
            if not mine:
                return None
            fetching = self._fetching(source)
            return len(fetching.outlived()) if dry else fetching.let_go()

    async def _fetch_safely(self, source: Subscription, force: bool, report: Report) -> None:
        """One source's trouble, and the store's, ends this fetch and no other."""
        try:
            await self._fetch(source, force, report)
        except Exception as error:  # noqa: BLE001  whatever it is, the others go on
            self._log.exception("fetching %s failed", source.key)
            told = (
                error
                if isinstance(error, TelexError)
                else SourceCrash(
                    said("Fetching failed"), said("The log has the details"), named(error)
                )
            )
            report(Progress(source.key, "failed", problem=problem_of(told, self._now(), "")))

    async def _fetch(self, source: Subscription, force: bool, report: Report) -> None:
        if waiting := self._left_alone(source):
            report(waiting)
            return
        with source_lock(self._locks, source.key) as mine:
            if not mine:
                report(Progress(source.key, "busy"))
                return
            report(Progress(source.key, "started"))
            self._writer.source(source.key)
            self._writer.at(source.key, source.locator)
            # (A run that was killed may have brought articles after the last that ended.)
            before = self._writer.health(source.key).last_ok or self._now()
            fetching = self._fetching(source)
            error = await fetching.fetch(report, force=force)
            if (
                isinstance(error, Postponed)
                and error.wait
                and (host := addresses.host(source.locator))
            ):
                self._host_waits[host] = self._now() + error.wait
        if error is None and source.settings.full_text:
            await self.wholes.fill(source, before)

    def _left_alone(self, source: Subscription) -> Progress | None:
        """Whether it is gone for good, or its publisher, or that of another feed of its host, asked
        for silence."""
        self._writer.at(source.key, source.locator)
        health = self._writer.health(source.key)
        if health.stopped:
            return Progress(source.key, "waiting")
        until = health.retry_at if health.waits else None
        host = self._host_waits.get(addresses.host(source.locator))
        if host is not None and host > self._now() and (until is None or host > until):
            self._writer.wait_until(self._writer.source(source.key), host)
            until = host
        if until is None or until <= self._now():
            return None
        return Progress(source.key, "waiting", until=until)

    def _fetching(self, source: Subscription) -> Fetching:
        zone = ZoneInfo(source.settings.zone) if source.settings.zone else self._zone
        name = source.name or addresses.host(source.locator) or source.key
        where = Admission(source.key, name, zone, self._now())
        return Fetching(
            self._writer,
            source,
            Run(self._writer.source(source.key), where),
            now=self._now,
            open_source=partial(self._open, zone=zone),
            keep=self._keep,
            bounds=self._bounds,
        )

    def _open(self, source: Subscription, *, zone: tzinfo) -> Source:
        kind = self._registry.source(source.adapter)
        context = Context(
            self._http,
            self._now,
            zone,
            logging.getLogger(f"telex.sources.{source.adapter}"),
            source.key,
            source.settings,
            self._limits,
            self._parser,
        )
        return kind(kind.Config(locator=source.locator), context)

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = self._make_client()
        return self._client
