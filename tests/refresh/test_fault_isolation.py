"""Other feeds are not delayed: what is slow, endless or deep harms only itself. By the order of
events: the slow ones end when the others are done, and if these waited for them, nothing would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from tests.builders import NOW, World
from tests.refresh.faults import ENDS, ENOUGH, Reader
from tests.sources.fault_cases import FEED, FINE, MB, TOO_LARGE, TOO_SLOW, item, rss
from tests.sources.fault_cases_bytes import CHUNKED, SLOW, chunk
from tests.sources.fault_cases_packed import pour_bomb
from tests.sources.fault_server import Ask, FaultServer, Play, Wire, answer, endless, head
from tui.core.models import Subscription
from tui.refresh.run import Progress
from tui.sources.limits import Limits

PATIENT = Limits(total_seconds=ENOUGH, idle_seconds=ENOUGH, body_bytes=MB)
IMPATIENT = Limits(total_seconds=ENOUGH, idle_seconds=ENOUGH, parse_seconds=0.5)


class Held:
    """Plays that go on until they are released, and then break off."""

    def __init__(self) -> None:
        self.release = asyncio.Event()

    async def silence(self, wire: Wire, ask: Ask) -> None:
        await self.release.wait()

    async def half_a_head(self, wire: Wire, ask: Ask) -> None:
        await wire.send(head()[:-2])
        await self.release.wait()

    async def half_a_body(self, wire: Wire, ask: Ask) -> None:
        await wire.send(head(200, "Content-Length: 999") + b"<rss>")
        await self.release.wait()

    async def loris_of_headers(self, wire: Wire, ask: Ask) -> None:
        await wire.send(b"HTTP/1.1 200 OK\r\n")
        while not self.release.is_set():
            await wire.drip(b"X: y\r\n")

    async def loris_of_chunks(self, wire: Wire, ask: Ask) -> None:
        await wire.send(CHUNKED)
        while not self.release.is_set():
            await wire.drip(b"1\r\n \r\n")

    async def loris_of_trailers(self, wire: Wire, ask: Ask) -> None:
        await wire.send(CHUNKED + b"0\r\n")
        while not self.release.is_set():
            await wire.drip(b"X: y\r\n")

    async def error_page(self, wire: Wire, ask: Ask) -> None:
        """A redirect that is slow itself."""
        await wire.send(b"HTTP/1.1 302 Found\r\nLocation: /other\r\n")
        await self.release.wait()

    def plays(self) -> list[Play]:
        return [
            self.silence,
            self.half_a_head,
            self.half_a_body,
            self.loris_of_headers,
            self.loris_of_chunks,
            self.loris_of_trailers,
            self.error_page,
        ]


@pytest.fixture
async def servers() -> AsyncIterator[AsyncExitStack]:
    async with asyncio.timeout(ENOUGH), AsyncExitStack() as stack:
        yield stack


async def listening(servers: AsyncExitStack, play: Play, host: str) -> FaultServer:
    try:
        return await servers.enter_async_context(FaultServer(play, host))
    except OSError:
        pytest.skip(f"this system has no {host}")


def subscribed(reader: Reader, server: FaultServer, key: str, count: int = 1) -> list[Subscription]:
    return [reader.subscribe(f"{key}{n}", f"{server.address}{FEED}?{n}") for n in range(count)]


async def ends_in_order(
    reader: Reader, sources: list[Subscription], good: int, held: Held
) -> list[Progress]:
    """How each ended, in that order; what is held is released when all good ones are done."""
    ends: list[Progress] = []
    async for told in reader.refresher.refresh(sources):
        if told.stage in ENDS:
            ends.append(told)
        if sum(one.source.startswith("good") for one in ends) == good:
            held.release.set()
    return ends


async def test_ten_bad_feeds_delay_no_good_one(world: World, servers: AsyncExitStack) -> None:
    held = Held()
    boundless = [pour_bomb(), endless(head(), b" " * 2**16), endless(CHUNKED, chunk(bytes(999)))]
    async with Reader(world, PATIENT) as reader:
        bad: list[Subscription] = []
        for number, play in enumerate([*boundless, *held.plays()]):
            server = await listening(servers, play, f"127.0.0.{number + 2}")
            bad += subscribed(reader, server, f"{'held' if number > 2 else 'large'}{number}-")
        fine = await listening(servers, answer(FINE), "127.0.0.1")
        good = subscribed(reader, fine, "good", 10)
        ends = await ends_in_order(reader, [*bad, *good], 10, held)
    assert (len(bad), len(ends)) == (10, 20)
    last_good = max(n for n, one in enumerate(ends) if one.source.startswith("good"))
    first_held = min(n for n, one in enumerate(ends) if one.source.startswith("held"))
    assert last_good < first_held
    for one in ends:
        assert one.stage == ("done" if one.source.startswith("good") else "failed")
        if one.source.startswith("large"):
            assert one.problem is not None
            assert TOO_LARGE in str(one.problem.title)


async def test_many_feeds_of_one_slow_host_delay_no_other_host(
    world: World, servers: AsyncExitStack
) -> None:
    held = Held()
    slow = await listening(servers, held.silence, "127.0.0.2")
    fine = await listening(servers, answer(FINE), "127.0.0.1")
    async with Reader(world, PATIENT) as reader:
        bad = subscribed(reader, slow, "held", 40)
        good = subscribed(reader, fine, "good", 5)
        ends = await ends_in_order(reader, [*bad, *good], 5, held)
    assert {one.source for one in ends[:5]} == {source.key for source in good}
    assert [one.stage for one in ends] == ["done"] * 5 + ["failed"] * 40
    assert len(slow.asked) == 40


async def test_documents_that_take_too_long_end_and_the_others_are_read(
    world: World, servers: AsyncExitStack
) -> None:
    slow = await listening(servers, answer(SLOW), "127.0.0.2")
    fine = await listening(servers, answer(FINE), "127.0.0.1")
    async with Reader(world, IMPATIENT) as reader:
        good = subscribed(reader, fine, "good", 5)
        await reader.refresh(good[0])  # the process that parses has begun
        ends = {
            told.source: told
            for told in await reader.refresh(*subscribed(reader, slow, "slow"), *good[1:])
            if told.stage in ENDS
        }
        problem = ends.pop("slow0").problem
        assert problem is not None
        assert TOO_SLOW in str(problem.title)
        assert [end.stage for end in ends.values()] == ["done"] * 4


async def test_a_host_that_asks_to_wait_is_not_asked_for_its_other_feeds(
    world: World, servers: AsyncExitStack
) -> None:
    busy = await listening(servers, answer(b"", 429, "Retry-After: 3600"), "127.0.0.2")
    fine = await listening(servers, answer(FINE), "127.0.0.1")
    async with Reader(world, PATIENT) as reader:
        bad = subscribed(reader, busy, "busy", 12)
        good = subscribed(reader, fine, "good", 3)
        ends = [told for told in await reader.refresh(*bad, *good) if told.stage in ENDS]
        stages = {told.source: told.stage for told in ends}
        asked = len(busy.asked)
        assert 1 <= asked <= 2  # so many were under way when the first was told
        assert len(ends) == len(stages) == 15
        assert [stages[source.key] for source in good] == ["done"] * 3
        assert sorted(stages[source.key] for source in bad) == (
            ["failed"] * asked + ["waiting"] * (12 - asked)
        )
        for source in bad:
            assert reader.look(source.key).health.retry_at == NOW + timedelta(hours=1)
            assert not reader.refresher.due(source, timedelta(minutes=5))
        # Nor are they when the user asks, until the time has come.
        again = await reader.refresh(*bad, force=True)
        assert {told.stage for told in again if told.stage in ENDS} == {"waiting"}
        assert len(busy.asked) == asked
        busy.play = answer(rss(item(1)))
        reader.clock.time += timedelta(hours=1, seconds=1)
        again = await reader.refresh(*bad)
        assert [told.stage for told in again if told.stage in ENDS] == ["done"] * 12
        assert len(busy.asked) == asked + 12


async def test_a_refresh_that_is_given_up_leaves_nothing_open(
    world: World, servers: AsyncExitStack
) -> None:
    held = Held()
    slow = await listening(servers, held.half_a_body, "127.0.0.1")
    asked = asyncio.Event()

    async def play(wire: Wire, ask: Ask) -> None:
        asked.set()
        await held.half_a_body(wire, ask)

    slow.play = play
    async with Reader(world, PATIENT) as reader:
        source = subscribed(reader, slow, "held")[0]
        fetching = asyncio.create_task(reader.refresh(source))
        await asked.wait()
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching
        slow.play = answer(FINE)
        # Its lock is free again, if not at once, and the next fetch succeeds.
        while (end := (await reader.refresh(source))[-1]).stage == "busy":
            await asyncio.sleep(0)
        assert end.stage == "done"
    held.release.set()
    await slow.left_alone()
