"""The child that the screen keeps: refreshes when asked, when due, and when a directory changes.

It reads requests from standard input, one JSON object a line, writes what happens as JSON lines,
and ends when its input does.

    → {"refresh": ["key", …], "force": true}      no keys: every source it was started for
      "forgive": true                             even those that asked to be left alone
    → {"whole": 123}                              the whole of the article of that id
    ← {"source": "key", "stage": "stored", "new": 32, …}
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence, Set
from datetime import timedelta
from pathlib import Path
from typing import Any

from tui.core.models import Subscription
from tui.errors import TelexError, said
from tui.refresh.folders import Folders
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.sources.addresses import origin

_ROUND_SECONDS = 60
NICENESS = 10


def progress_line(progress: Progress) -> str:
    """One event of a refresh as JSON; a problem's sentences stay to be translated."""
    event: dict[str, Any] = {
        "source": progress.source,
        "stage": progress.stage,
        "new": progress.new,
        "changed": progress.changed,
        "gone": progress.gone,
        "troubles": progress.troubles,
        "handled": progress.handled,
        "listed": progress.listed,
    }
    if progress.until is not None:
        event["until"] = progress.until.isoformat()
    if progress.problem is not None:
        event["title"] = json.loads(progress.problem.title.to_json())
        event["hint"] = json.loads(progress.problem.hint.to_json())
        event["detail"] = progress.problem.detail
    return json.dumps(event, ensure_ascii=False)


class Watch:
    """``sources`` is asked anew for every round: a subscription may have come or gone."""

    def __init__(
        self,
        refresher: Refresher,
        sources: Callable[[], Sequence[Subscription]],
        every: timedelta,
        report: Callable[[str], None],
        *,
        eager: bool = False,
    ) -> None:
        """``eager``: the sources were named, so they are fetched at once, however lately they
        failed."""
        self._eager = eager
        self._refresher = refresher
        self._sources = sources
        self._every = every
        self._report = report
        self._tasks: set[asyncio.Task[None]] = set()
        self._fetching: Counter[str] = Counter()
        self._once_more: set[str] = set()
        self._folders = Folders(self._folders_changed, lambda event: report(json.dumps(event)))

    async def run(self) -> None:
        """Until standard input ends."""
        with contextlib.suppress(OSError):
            os.nice(NICENESS)
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        rounds = asyncio.create_task(self._rounds())
        try:
            while line := await reader.readline():
                self._obey(line)
        finally:
            rounds.cancel()
            for task in self._tasks:
                task.cancel()
            self._folders.stop()
            await self._refresher.aclose()

    def _obey(self, line: bytes) -> None:
        try:
            request = json.loads(line)
            if "whole" in request:
                self._begin(self._whole(int(request["whole"])))
                return
            keys, force = set(request.get("refresh", ())), bool(request.get("force"))
            forgive = bool(request.get("forgive"))
        except (ValueError, AttributeError, TypeError):
            return
        wanted = [s for s in self._known() if s.key in keys or not (keys or s.paused)]
        self._start(wanted, force, forgive=forgive)

    def _known(self) -> Sequence[Subscription]:
        """The sources; none while the store does not answer, which the next round may."""
        try:
            return self._sources()
        except TelexError:
            logging.getLogger("telex.refresh").exception("the sources were not read")
            return ()

    async def _whole(self, number: int) -> None:
        event: dict[str, Any] = {"stage": "whole", "id": number}
        try:
            key = self._refresher.wholes.source_of(number)
            typed = {origin(s.locator) for s in self._sources() if s.key == key}
            await self._refresher.wholes.fetch(number, typed)
        except TelexError as error:
            event["title"] = json.loads(error.title.to_json())
            event["hint"] = json.loads(error.hint.to_json())
        except Exception:
            logging.getLogger("telex.refresh").exception("an article was not fetched")
            event["title"] = json.loads(said("Fetching failed").to_json())
            event["hint"] = json.loads(said("The log has the details").to_json())
        self._report(json.dumps(event, ensure_ascii=False))

    async def _rounds(self) -> None:
        first = True
        while True:
            try:
                self._round(first=first)
            except Exception:
                # A disk that went away, for instance: the next round may fare better.
                logging.getLogger("telex.refresh").exception("a round failed")
                self._report(_round_ended(()))
            first = False
            await asyncio.sleep(_ROUND_SECONDS)

    def _round(self, *, first: bool) -> None:
        self._refresher.reveal()
        sources = self._sources()
        # (What waits for its turn since the last round is not asked for twice.)
        due = [s for s in sources if s.key not in self._fetching and self._due(s, first=first)]
        self._start(due, force=False)
        if not due:
            self._begin(self._refresher.index())  # what a telex of before, or a killed one, left
        if first and not due:
            self._report(_round_ended(()))  # the screen waits for the first one's end
        self._folders.watch(
            {Path(s.locator): s.key for s in sources if Path(s.locator).is_absolute()}
        )

    def _due(self, source: Subscription, *, first: bool) -> bool:
        if source.paused and not self._eager:
            return False
        # A directory costs a look at each file's date: at the start it is always taken.
        at_once = first and (self._eager or not source.remote)
        return at_once or self._refresher.due(source, self._every)

    def _folders_changed(self, keys: Set[str]) -> None:
        # What changes in a folder while it is being read was perhaps not seen: once more, then.
        self._once_more |= keys & self._fetching.keys()
        still = keys - self._fetching.keys()
        self._start([s for s in self._known() if s.key in still], force=False)

    def _start(
        self, sources: Sequence[Subscription], force: bool, *, forgive: bool = False
    ) -> None:
        if sources:
            self._fetching.update(source.key for source in sources)
            self._begin(self._refresh(sources, force, forgive))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _refresh(self, sources: Sequence[Subscription], force: bool, forgive: bool) -> None:
        try:
            async for progress in self._refresher.refresh(sources, force=force, forgive=forgive):
                self._report(progress_line(progress))
        except TelexError:
            logging.getLogger("telex.refresh").exception("a refresh failed")
        finally:
            # (Of one that was started twice the second fetch was over at once.)
            self._fetching -= Counter(source.key for source in sources)
            self._report(_round_ended(sources))
            again = self._once_more - self._fetching.keys()
            self._once_more -= again
            if again:
                self._start([s for s in self._known() if s.key in again], force=False)


def _round_ended(sources: Sequence[Subscription]) -> str:
    return json.dumps({"stage": "round", "sources": [source.key for source in sources]})
