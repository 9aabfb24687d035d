"""Fetching sources into the library: bounded, isolated, a transaction a batch."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui.core import text
from tui.core.admit import Admission
from tui.core.draft import Draft, FeedInfo
from tui.core.models import Problem, Subscription
from tui.core.schedule import due, retry_at
from tui.errors import SourceCrash, TelexError, said
from tui.refresh.furnishing import note_furniture
from tui.refresh.intake import Intake
from tui.refresh.locks import source_lock
from tui.refresh.run import BATCH, Run, host_of, named, problem_of
from tui.sources import http
from tui.sources.base import Checkpoint, Context, Gone, Job, Listed, Moved, Source, Trouble
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

if TYPE_CHECKING:
    import httpx

AT_ONCE = 16
AT_ONCE_PER_HOST = 2

Stage = Literal["started", "stored", "done", "busy", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the fetch of one source is; ``new`` and the others count from its beginning.

    ``handled`` of the ``listed`` files or entries were read; ``listed`` is 0 where that is unknown.
    """

    source: str
    stage: Stage
    new: int = 0
    changed: int = 0
    gone: int = 0
    troubles: int = 0
    handled: int = 0
    listed: int = 0
    problem: Problem | None = None


class Refresher:
    """Fetches sources into one library.

    ``keep`` tells which of some ids must not be dropped although their file is gone (starred ones).
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
    ) -> None:
        self._writer = writer
        self._registry = registry
        self._locks = locks
        self._now = now
        self._zone = zone
        self._keep = keep
        self._make_client = client
        self._client: httpx.AsyncClient | None = None
        self._log = logging.getLogger("telex.refresh")
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._host_slots: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(AT_ONCE_PER_HOST)
        )

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def due(self, source: Subscription, every: timedelta) -> bool:
        """Whether ``source`` is to be fetched unbidden."""
        health = self._writer.health(source.key)
        return due(self._now(), health.last_ok, health.retry_at, every)

    def reveal(self) -> None:
        """Show the articles whose time has come, and hide those whose time is over."""
        self._writer.follow()
        self._writer.reveal(self._now())

    async def refresh(
        self, sources: Sequence[Subscription], *, force: bool = False
    ) -> AsyncIterator[Progress]:
        """Fetch ``sources``, several at a time; what happens to each, as it happens."""
        self.reveal()
        reports: asyncio.Queue[Progress | None] = asyncio.Queue()

        async def one(source: Subscription) -> None:
            host = host_of(source) or source.key
            async with self._host_slots[host], self._slots:
                await self._fetch_safely(source, force, reports.put_nowait)

        async def every_one() -> None:
            try:
                async with asyncio.TaskGroup() as group:
                    for source in sources:
                        group.create_task(one(source))
            finally:
                reports.put_nowait(None)

        fetching = asyncio.create_task(every_one())
        try:
            while (report := await reports.get()) is not None:
                yield report
            await fetching
        finally:
            fetching.cancel()

    async def _fetch_safely(
        self, source: Subscription, force: bool, report: Callable[[Progress], None]
    ) -> None:
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

    async def _fetch(
        self, source: Subscription, force: bool, report: Callable[[Progress], None]
    ) -> None:
        with source_lock(self._locks, source.key) as mine:
            if not mine:
                report(Progress(source.key, "busy"))
                return
            report(Progress(source.key, "started"))
            number = self._writer.source(source.key)
            name = source.name or host_of(source) or source.key
            run = Run(number, Admission(source.key, name, self._zone, self._now()))
            try:
                await self._run(source, run, force, report)
            except TelexError as error:
                report(self._failed(source, run, error))
            except (Exception, SystemExit, asyncio.CancelledError) as error:
                # An adapter is somebody's code: it may raise anything, and cancel itself.
                task = asyncio.current_task()
                if task is not None and task.cancelling():
                    raise
                self._log.exception("the adapter %s failed on %s", source.adapter, source.key)
                crash = SourceCrash(
                    said("The adapter “{name}” broke", name=text.line(source.adapter, 60)),
                    said("Report it to its author; the log has the details"),
                    named(error),
                )
                report(self._failed(source, run, crash))
            else:
                self._writer.succeeded(number, self._now())
                # All that is amiss, not only what was read this time.
                amiss = len(self._writer.places_in_trouble(number, remarks=False))
                report(replace(self._progress(source, run, "done"), troubles=amiss))

    async def _run(
        self,
        source: Subscription,
        run: Run,
        force: bool,
        report: Callable[[Progress], None],
    ) -> None:
        intake = Intake(self._writer, run, self._now, self._keep)
        state = self._state(run)
        run.listed_before = bool(state)
        await self._listen(source, run, intake, Job(state, force), report)
        if run.again:
            # A file that stood back behind another of the same id: that one is gone.
            job = Job(self._state(run), force, frozenset(run.again))
            await self._listen(source, run, intake, job, report)
        intake.end()
        self._writer.moved(run.number, run.moved_to)
        if run.new or run.changed or run.dropped:
            self._writer.name_by_category(run.number)
            await note_furniture(self._writer, run.number)

    def _state(self, run: Run) -> dict[str, str]:
        return self._writer.adapter_state(run.number)

    async def _listen(
        self,
        source: Subscription,
        run: Run,
        intake: Intake,
        job: Job,
        report: Callable[[Progress], None],
    ) -> None:
        adapter = self._open(source)
        try:
            async for event in adapter.fetch(job):
                match event:
                    case Draft():
                        intake.take(event)
                    case FeedInfo():
                        title, home = text.line(event.title, 200), text.url(event.home)
                        self._writer.describe(run.number, text.line(event.key), title, home)
                    case Listed():
                        run.listed = max(0, event.count)
                        report(self._progress(source, run, "stored"))
                    case Trouble():
                        intake.trouble(event.place, event.error, remark=event.remark)
                    case Gone():
                        run.gone[text.line(event.path)] = text.line(event.heir)
                    case Moved():
                        run.moved_to = text.url(event.locator)
                    case Checkpoint():
                        intake.store()
                        intake.drop_gone()  # before the adapter forgets that they were there
                        self._writer.checkpoint(run.number, event.put, event.drop)
                        report(self._progress(source, run, "stored"))
                if len(run.waiting) >= BATCH:
                    intake.store()
                    report(self._progress(source, run, "stored"))
                    await asyncio.sleep(0)
            intake.store()
            intake.drop_gone()
        finally:
            await adapter.aclose()

    def _open(self, source: Subscription) -> Source:
        kind = self._registry.source(source.adapter)
        context = Context(
            self._http, self._now, self._zone, logging.getLogger(f"telex.sources.{source.adapter}")
        )
        return kind(kind.Config(locator=source.locator), context)

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = self._make_client()
        return self._client

    def _failed(self, source: Subscription, run: Run, error: TelexError) -> Progress:
        problem = problem_of(error, self._now(), "")
        failures = self._writer.health(source.key).failures + 1
        again = retry_at(self._now(), failures, random.random())  # noqa: S311  no secret
        self._writer.failed(run.number, problem, again)
        return replace(self._progress(source, run, "failed"), problem=problem)

    def _progress(self, source: Subscription, run: Run, stage: Stage) -> Progress:
        counts = (run.new, run.changed, run.dropped, run.unreadable, run.handled, run.listed)
        return Progress(source.key, stage, *counts)
