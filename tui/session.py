"""The bridge between a screen, which must never wait, and the store, which sometimes does.

Three lanes, each one thread with its own connection: ``hand`` for rows and articles, short reads
that a key waits for; ``scan`` for snapshots and counts, long reads that can be interrupted;
``marks`` for everything that writes. What is asked of one lane happens in order, so an undo never
overtakes the mark that it takes back, and marking 100,000 keeps no row waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from tui.child import RefreshChild
from tui.config import Config
from tui.core.change import Change, Columns, Origin, Step
from tui.core.models import Facets
from tui.deeds import Turned
from tui.errors import Said, SourceError, said
from tui.lanes import Lane
from tui.library import Library
from tui.store.fold import Folded
from tui.words import Words

T = TypeVar("T")
TYPED, TYPED_MOST = "typed", 50
ASKED_SECONDS = 12.0  # so long a second key is taken for the answer to what the first one asked


@dataclass(frozen=True, slots=True)
class Fetching:
    """How a refresh stands: the sources under way, and how many articles each brought so far;
    how many files or entries of those it listed each has handled."""

    running: frozenset[str] = frozenset()
    brought: Mapping[str, int] = field(default_factory=dict)
    finished: bool = False
    handled: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def progress(self) -> tuple[int, int]:
        """How many are handled, and of how many."""
        pairs = [self.handled[key] for key in self.running if key in self.handled]
        return sum(done for done, _ in pairs), sum(listed for _, listed in pairs)

    @property
    def new(self) -> int:
        return sum(self.brought.values())


@dataclass(frozen=True, slots=True)
class News:
    """What somebody else wrote since the last look."""

    marks: bool
    articles: bool
    folded: Folded = field(default_factory=Folded)


class Session:
    """All that one screen needs of the outside. ``close`` it when the screen is gone."""

    def __init__(
        self,
        open_library: Callable[[], Library],
        config: Config,
        words: Words,
        *,
        now: Callable[[], datetime],
        child: Sequence[str] | None = None,
        log: Path | None = None,
        restricted: bool = False,
    ) -> None:
        self.config = config
        self.words = words
        self.now = now
        self.hand = Lane("hand", open_library)
        self.scan = Lane("scan", open_library)
        self.marks = Lane("marks", open_library)
        self._pages = ThreadPoolExecutor(max_workers=1, thread_name_prefix="telex-page")
        self._seen: tuple[int, int, int] | None = None
        self._child_command = child
        self._child: RefreshChild | None = None
        self._log = log
        self._fetching = Fetching()
        self.news = 0
        """How often something was written that this session has looked at."""
        self.rounds: list[int] = []
        """Of each refresh of the child that ended, how many articles it brought."""
        self.known_facets: dict[str, Facets] = {}
        """The counts of the tag filter, as they were last, by what they were asked of."""
        self._wholes: dict[int, asyncio.Future[None]] = {}
        self.keymap = config.bindings
        self.restricted = restricted or config.restricted
        """Whether neither programs nor the shell can be come to."""
        self.zen = False
        self.began_after = 0
        """The last step of the journal that was made before this session."""
        self._asked: tuple[int, float] | None = None
        """The step of an earlier session that was told last, and when; of the lane that marks."""
        self.typed: dict[str, list[str]] = {}
        """What was typed before, by what it was typed for."""
        self._recalled = False

    def close(self) -> None:
        if self._child is not None:
            self._child.stop()
        self.scan.interrupt()
        for lane in (self.hand, self.scan, self.marks):
            lane.close()
        self._pages.shutdown(wait=True, cancel_futures=True)

    def apply(
        self, changes: Change | Sequence[Change], origin: Origin = "hand"
    ) -> Awaitable[Step | None]:
        """Mark articles, as one step: asked for at once, in the order of the keys."""
        return self.marks.call(lambda library: library.apply(changes, origin))

    def edit_sources(self, wanted: Sequence[tuple[str, Columns]]) -> Awaitable[Step | None]:
        """Change sources: asked for at once, in the order of the keys."""
        return self.marks.call(lambda library: library.edit_sources(wanted))

    def undo(self) -> Awaitable[Turned | None]:
        """Take back the last deliberate act. One of an earlier session is first only told (its
        ``undone`` is false); asked again, it is taken back."""

        def act(library: Library) -> Turned | None:
            before = self.began_after
            if self._asked is not None and time.monotonic() - self._asked[1] < ASKED_SECONDS:
                before = self._asked[0] - 1
            step = library.undo(asked_before=before)
            told = step is not None and not step.undone
            self._asked = (step.number, time.monotonic()) if told and step is not None else None
            return _titled(step, library)

        return self.marks.call(act)

    def redo(self) -> Awaitable[Turned | None]:
        return self.marks.call(lambda library: _titled(library.redo(), library))

    def recall(self, remembered: str) -> None:
        """Take in what was typed in earlier sessions; once."""
        if self._recalled:
            return
        self._recalled = True
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            for what, earlier in json.loads(remembered or "{}").items():
                now = self.typed.setdefault(what, [])
                now[:0] = [str(words) for words in earlier if words not in now]

    def remember_typed(self) -> None:
        """Keep what was typed for the next session."""
        kept = json.dumps({what: words[-TYPED_MOST:] for what, words in self.typed.items()})
        self.marks.submit(lambda library: library.remember_word(TYPED, kept))

    async def page(self, work: Callable[[], T]) -> T:
        """Do rendering work on its own thread, one piece after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._pages, work)

    def begin(self, act: Callable[[Library], T]) -> Future[T]:
        """The first question; what others write from now on is news."""

        def first(library: Library) -> T:
            self._seen = library.versions()
            self.began_after = library.last_step()
            return act(library)

        return self.marks.submit(first)

    async def poll(self) -> News | None:
        """What others wrote since the last look, with arrivals folded in; None if nothing."""
        versions = await self.marks.call(lambda library: library.versions())
        if versions == self._seen:
            return None
        before = self._seen or (0, 0, versions[2])
        if before[2] != versions[2]:
            for lane in (self.hand, self.scan, self.marks):
                lane.reopen()
        articles = before[1:] != versions[1:]
        folded = Folded()
        if articles:
            folded = await self.marks.call(lambda library: library.fold())
        # Only now: an asker who is withdrawn meanwhile has not seen it.
        self._seen = None if before[2] != versions[2] else versions
        self.news += 1
        return News(before[0] != versions[0], articles, folded)

    # The refreshing child

    async def refresh_forever(self, report: Callable[[Fetching], None]) -> None:
        """Keep the refreshing child and report what it does, until cancelled or it ends.

        :meth:`close` ends the child: a screen that is told to go has no time to wait for it.
        """
        command = self._child_command
        if command is None:
            return
        loop = asyncio.get_running_loop()
        lines: asyncio.Queue[bytes | None] = asyncio.Queue()

        def heard(line: bytes | None) -> None:
            loop.call_soon_threadsafe(lines.put_nowait, line)

        def start() -> None:
            # Kept where it is begun: whoever asked may be gone by then.
            self._child = RefreshChild(command, self._log, heard)

        await asyncio.to_thread(start)
        while (line := await lines.get()) is not None:
            with contextlib.suppress(ValueError, KeyError, TypeError):
                event = json.loads(line)
                if event["stage"] == "whole":
                    self._heard_of_whole(event)
                    continue
                self._fetching = _after(self._fetching, event)
                report(self._fetching)
                if self._fetching.finished:
                    self.rounds.append(self._fetching.new)
                    self._fetching = Fetching()
        for number in list(self._wholes):  # nobody is left to bring them
            self._tell_of_whole(number, _no_child())

    def request_refresh(self, keys: Sequence[str] = (), *, forgive: bool = False) -> bool:
        """Ask the child to fetch ``keys``, or everything; to ``forgive`` is to ask even who wanted
        to be left alone. False if there is no child."""
        request = {"refresh": list(keys), "force": True, "forgive": forgive}
        return self._child is not None and self._child.ask(request)

    async def fetch_whole(self, number: int) -> None:
        """Have the child fetch the whole of an article. Raises :class:`SourceError` where it cannot
        be had, or no child is there to fetch it."""
        loop = asyncio.get_running_loop()
        waiting = self._wholes.setdefault(number, loop.create_future())
        if self._child is None or not self._child.ask({"whole": number}):
            self._tell_of_whole(number, _no_child())
        await asyncio.shield(waiting)

    def _heard_of_whole(self, event: dict[str, Any]) -> None:
        error = None
        if "title" in event:
            title, hint = (Said.from_json(json.dumps(event[name])) for name in ("title", "hint"))
            error = SourceError(title, hint)
        self._tell_of_whole(int(event["id"]), error)

    def _tell_of_whole(self, number: int, error: SourceError | None) -> None:
        waiting = self._wholes.pop(number, None)
        if waiting is None or waiting.done():
            return
        if error is None:
            waiting.set_result(None)
        else:
            waiting.set_exception(error)

    @property
    def refreshes(self) -> bool:
        """Whether there is to be a refreshing child."""
        return self._child_command is not None


def _no_child() -> SourceError:
    return SourceError(
        said("The fetching program is not running; telex doctor tells why"),
        said("o opens the page in a browser"),
    )


def _after(now: Fetching, event: dict[str, Any]) -> Fetching:
    """``now``, one line of the child's later."""
    key, stage = str(event.get("source", "")), event["stage"]
    if stage == "round":
        running = now.running - set(event["sources"])
        return replace(now, running=running, finished=not running)
    brought = {**now.brought, key: int(event.get("new", 0))}
    handled = {**now.handled, key: (int(event.get("handled", 0)), int(event.get("listed", 0)))}
    if stage in ("started", "stored"):
        return Fetching(now.running | {key}, brought, handled=handled)
    if stage in ("done", "failed", "busy", "waiting"):
        running = now.running - {key}
        return Fetching(running, brought, not running, handled)
    return now


def _titled(step: Step | None, library: Library) -> Turned | None:
    if step is None:
        return None
    rows = library.rows(step.ids) if len(step.ids) == 1 else {}
    return Turned(step, "".join(row.title for row in rows.values()))
