"""Plays a case of the table against a real refresher, and looks whether what was promised came true."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from tests.builders import NOW, World, residue
from tests.sources.fault_cases import FEED, MB, Case, Round
from tests.sources.fault_server import Ask, FaultServer
from tui.core.models import Health, Problem, Subscription
from tui.core.query import EVERYTHING
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.sources import http
from tui.sources.limits import Limits
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

ENOUGH = 60.0  # seconds, for a case whose own limits are at most a half of it
HALF_AN_HOUR = timedelta(minutes=30)
MOST_STORED = 16 * MB  # of one feed, whatever its entries are multiplied with
ENDS = ("done", "failed", "busy", "waiting")
A_MOMENT = timedelta(seconds=1)


@dataclass
class Seen:
    """What is in the library, and what was said of the source, at one moment."""

    articles: int
    titles: set[str]
    problems: tuple[Problem, ...]
    health: Health
    kept: dict[str, str]
    moved: str | None
    moved_times: int
    bytes: int


@dataclass
class Clock:
    """The time of a world, which passes when it is told to."""

    time: datetime = NOW

    @contextmanager
    def later(self, span: timedelta) -> Iterator[None]:
        now = self.time
        self.time += span
        yield
        self.time = now


@dataclass
class Reader:
    """A world with sources, and one refresher for all that is asked of it."""

    world: World
    limits: Limits
    clock: Clock = field(default_factory=Clock)
    client: Callable[[], httpx.AsyncClient] = http.client

    async def __aenter__(self) -> Reader:
        self.world.now = lambda: self.clock.time
        self.writer = LibraryWriter(self.world.library)
        self.refresher = Refresher(
            self.writer,
            Registry(),
            self.world.root / "locks",
            now=lambda: self.clock.time,
            zone=UTC,
            client=self.client,
            limits=self.limits,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.refresher.aclose()
        self.writer.close()

    def subscribe(self, key: str, address: str) -> Subscription:
        source = Subscription(key, "feed", address, unread="all")
        store = self.world.store()
        store.remember(source)
        store.close()
        return source

    async def refresh(
        self, *sources: Subscription, force: bool = False, forgive: bool = False
    ) -> list[Progress]:
        telling = self.refresher.refresh(sources, force=force, forgive=forgive)
        return [told async for told in telling]

    def look(self, key: str) -> Seen:
        library = self.world.open(key)
        try:
            (info,) = library.informed()
            ids = library.ids(EVERYTHING)
            titles = {str(row.title) for row in library.rows(ids).values()}
        finally:
            library.close()
        with _reading(self.world) as db:
            number, moved, times = db.execute(
                "SELECT no, moved_to, moved_times FROM source WHERE key = ?", (key,)
            ).fetchone() or (0, None, 0)
            kept = db.execute("SELECT key, value FROM adapter_state WHERE source = ?", (number,))
            files = self.world.library.parent.glob(f"{self.world.library.name}*")
            size = sum(file.stat().st_size for file in files)
            return Seen(
                len(ids), titles, info.problems, info.health, dict(kept), moved, times, size
            )


@contextmanager
def _reading(world: World) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(f"file:{world.library}?mode=ro", uri=True)
    try:
        yield db
    finally:
        db.close()


async def play(case: Case, world: World) -> None:
    """Play ``case``; AssertionError where a promise was broken, TimeoutError where it did not end."""
    async with asyncio.timeout(ENOUGH), FaultServer() as server:
        async with Reader(world, case.limits) as reader:
            source = reader.subscribe("faulty", f"{server.address}{FEED}")
            for number, promised in enumerate(case.rounds, 1):
                try:
                    await _play_round(promised, server, reader, source)
                except AssertionError as error:
                    error.add_note(f"in round {number} of “{case}”")
                    raise
        # Whatever came of it, nothing is left open that would wait for ever.
        await server.left_alone()
    assert not server.troubles


async def _play_round(
    promised: Round, server: FaultServer, reader: Reader, source: Subscription
) -> None:
    reader.clock.time += promised.later
    before = reader.look(source.key)
    asked, sent = len(server.asked), server.sent
    server.play = promised.play
    told = await reader.refresh(source, force=promised.force, forgive=promised.forgive)
    after = reader.look(source.key)
    requests = server.asked[asked:]
    end = told[-1]
    assert [one.stage for one in told if one.stage in ENDS] == [promised.stage], end.problem
    _check_requests(promised, requests)
    _check_library(promised, before, after, end)
    if promised.stage == "failed":
        _check_failure(promised, before, after, end)
    elif promised.stage == "done":
        _check_success(after, reader.clock.time)
    if promised.retry is not None:
        assert after.health.retry_at is not None
        wait = after.health.retry_at - reader.clock.time
        least, most = (timedelta(minutes=minutes) for minutes in promised.retry)
        assert least - A_MOMENT <= wait <= most + A_MOMENT, wait
    for hours, due in promised.due.items():
        with reader.clock.later(timedelta(hours=hours)):
            assert reader.refresher.due(source, HALF_AN_HOUR) is due, f"{hours} h later"
    if promised.most_sent is not None:
        assert server.sent - sent <= promised.most_sent


def _check_requests(promised: Round, requests: list[Ask]) -> None:
    least, most = (
        promised.asks if isinstance(promised.asks, tuple) else (promised.asks, promised.asks)
    )
    assert least <= len(requests) <= most, [ask.path for ask in requests]
    for ask in requests:
        assert ask.headers["accept-encoding"] == "gzip, deflate"
        assert ask.headers["user-agent"].startswith("telex/")
        assert "cookie" not in ask.headers
        assert "referer" not in ask.headers
    if requests:
        _agrees(promised.sends, requests[0].headers)


def _check_library(promised: Round, before: Seen, after: Seen, end: Progress) -> None:
    assert after.articles == promised.articles, end.problem
    if promised.new is not None:
        assert end.new == promised.new
    if promised.shown:
        assert promised.shown in after.titles
    if promised.hidden:
        assert not [title for title in after.titles if promised.hidden in title]
    assert not residue("".join(after.titles))
    assert after.bytes < MOST_STORED
    _agrees(promised.keeps, after.kept)
    expected = f"{FEED}" if promised.moved is None else promised.moved
    assert (after.moved or FEED).endswith(expected)
    assert (after.moved is None) == (promised.moved is None)
    assert after.moved_times == promised.moved_times


def _agrees(promised: Mapping[str, str | None], found: Mapping[str, str]) -> None:
    assert {name: found.get(name) for name in promised} == dict(promised)


def _check_failure(promised: Round, before: Seen, after: Seen, end: Progress) -> None:
    problem = end.problem
    assert problem is not None
    assert after.problems == (problem,)
    said = str(problem.title)
    words = (promised.problem,) if isinstance(promised.problem, str) else promised.problem
    assert any(word in said for word in words), f"{said} ({problem.detail})"
    assert problem.permanent is promised.permanent
    assert problem.hint.text
    assert not residue(f"{said}{problem.detail}{problem.hint}")
    assert len(said) + len(problem.detail) < 1_000
    assert after.health.failures == before.health.failures + 1
    assert after.health.last_ok == before.health.last_ok
    # Nothing is kept of what failed: neither validators nor articles.
    assert after.kept == before.kept
    assert after.titles == before.titles


def _check_success(after: Seen, now: datetime) -> None:
    assert [problem for problem in after.problems if not problem.remark] == []
    assert (after.health.failures, after.health.retry_at) == (0, None)
    assert after.health.last_ok == now
