"""Fetching one source: its adapter's events become what the library holds of it."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tui.core import text
from tui.core.draft import Draft, FeedInfo
from tui.core.models import Subscription
from tui.core.retention import outlived, rule_for
from tui.core.schedule import retry_at
from tui.errors import Gone as GoneForGood
from tui.errors import Postponed, SourceCrash, TelexError, said
from tui.refresh.furnishing import note_furniture
from tui.refresh.intake import Intake
from tui.refresh.run import BATCH, Progress, Run, Stage, named, problem_of
from tui.sources.base import Checkpoint, Fresh, Gone, Job, Listed, Moved, Source, Trouble
from tui.store.ingest import LibraryWriter

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the user set for all sources: how long articles stay, and how many; 0 is for ever."""

    keep_days: int = 0
    keep_articles: int = 0


KEEP_ALL = Bounds()


class Fetching:
    """One fetch of ``source``. ``open_source`` makes its adapter; ``keep`` tells which of some ids
    must not be dropped (starred ones)."""

    def __init__(
        self,
        writer: LibraryWriter,
        source: Subscription,
        run: Run,
        *,
        now: Callable[[], datetime],
        open_source: Callable[[Subscription], Source],
        keep: Callable[[Iterable[int]], set[int]],
        bounds: Bounds,
    ) -> None:
        self._writer = writer
        self._source = source
        self._run = run
        self._now = now
        self._open = open_source
        self._keep = keep
        self._bounds = bounds
        self._intake = Intake(writer, run, now, keep)
        self._log = logging.getLogger("telex.refresh")

    async def fetch(self, report: Report, *, force: bool) -> TelexError | None:
        """Fetch, store, and report; what went wrong with the source as a whole, if anything."""
        run, writer = self._run, self._writer
        try:
            await self._take_in(report, force=force)
        except TelexError as error:
            report(self._failed(error))
            return error
        except (Exception, SystemExit, asyncio.CancelledError) as error:
            # An adapter is somebody's code: it may raise anything, and cancel itself.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            name = self._source.adapter
            self._log.exception("the adapter %s failed on %s", name, self._source.key)
            crash = SourceCrash(
                said("The adapter “{name}” broke", name=text.line(name, 60)),
                said("Report it to its author; the log has the details"),
                named(error),
            )
            report(self._failed(crash))
            return crash
        writer.succeeded(run.number, self._now(), run.fresh_until)
        # All that is amiss, not only what was read this time.
        amiss = len(writer.places_in_trouble(run.number, remarks=False))
        report(replace(self._progress("done"), troubles=amiss))
        return None

    async def _take_in(self, report: Report, *, force: bool) -> None:
        run, writer = self._run, self._writer
        state = writer.adapter_state(run.number)
        run.listed_before = bool(state)
        await self._listen(Job(state, force), report)
        if run.again:
            # A file that stood back behind another of the same id: that one is gone.
            state = writer.adapter_state(run.number)
            await self._listen(Job(state, force, frozenset(run.again)), report)
        self._intake.end()
        writer.moved(run.number, run.moved_to)
        if run.new or run.changed or run.dropped:
            writer.name_by_category(run.number)
            await note_furniture(writer, run.number)
        if self._source.remote and (run.new or run.described):
            self.let_go()

    async def _listen(self, job: Job, report: Report) -> None:
        run, intake = self._run, self._intake
        adapter = self._open(self._source)
        try:
            async for event in adapter.fetch(job):
                match event:
                    case Draft():
                        intake.take(event)
                    case FeedInfo():
                        run.described = True
                        title, home = text.line(event.title, 200), text.url(event.home)
                        self._writer.describe(run.number, text.line(event.key), title, home)
                    case Listed():
                        run.listed = max(0, event.count)
                        report(self._progress("stored"))
                    case Trouble():
                        intake.trouble(event.place, event.error, remark=event.remark)
                    case Gone():
                        run.gone[text.line(event.path)] = text.line(event.heir)
                    case Moved():
                        run.moved_to = text.url(event.locator)
                    case Fresh():
                        run.fresh_until = self._now() + event.span if event.span else None
                    case Checkpoint():
                        intake.store()
                        intake.drop_gone()  # before the adapter forgets that they were there
                        if not run.postponed:
                            self._writer.checkpoint(run.number, event.put, event.drop)
                        report(self._progress("stored"))
                if len(run.waiting) >= BATCH:
                    intake.store()
                    report(self._progress("stored"))
                    await asyncio.sleep(0)
            intake.store()
            intake.drop_gone()
        finally:
            await adapter.aclose()

    def outlived(self) -> list[int]:
        """Ids of the articles that are to be let go now."""
        bounds = self._bounds
        rule = rule_for(self._source.settings, bounds.keep_days, bounds.keep_articles)
        if not rule or not self._source.remote:
            return []
        stored = self._writer.articles(self._run.number)
        kept = self._keep(article.id for article in stored)
        return outlived(stored, rule, kept, self._now())

    def let_go(self) -> int:
        """Let go of what has outlived its time; how many articles that was."""
        gone = self.outlived()
        for start in range(0, len(gone), BATCH):
            some = gone[start : start + BATCH]
            kept = self._keep(some)  # it may have been starred this moment
            leaving = [number for number in some if number not in kept]
            self._writer.bury(self._run.number, leaving, self._now())
        self._writer.forget_tombstones(self._run.number, self._now())
        return len(gone)

    def _failed(self, error: TelexError) -> Progress:
        problem = problem_of(error, self._now(), "")
        asked = error.wait if isinstance(error, Postponed) else timedelta(0)
        failures = self._writer.health(self._source.key).failures + 1
        again = retry_at(self._now(), failures, random.random())  # noqa: S311  no secret
        if asked:
            again = self._now() + asked
        self._writer.failed(
            self._run.number,
            problem,
            again,
            waits=bool(asked),
            stopped=isinstance(error, GoneForGood),
        )
        return replace(self._progress("failed"), problem=problem)

    def _progress(self, stage: Stage) -> Progress:
        run = self._run
        counts = (run.new, run.changed, run.dropped, run.unreadable, run.handled, run.listed)
        return Progress(self._source.key, stage, *counts)
