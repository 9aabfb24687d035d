"""When publishers are asked again: as often as the user wants, and never sooner than they do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.builders import NOW, World
from tests.refresh.faults import Reader
from tui.core.models import Health, Subscription
from tui.core.schedule import due, interval, next_try
from tui.core.settings import Settings
from tui.sources.limits import LIMITS

HOUR = timedelta(hours=1)
HALF = timedelta(minutes=30)
AGO = NOW - timedelta(minutes=10)
ITEM = "<item><guid>1</guid><title>One</title><description>Words.</description></item>"
FINE = f'<rss version="2.0"><channel><title>News</title>{ITEM}</channel></rss>'
A, B = "https://news.example.org/a", "https://news.example.org/b"
ELSEWHERE = "https://other.example.org/a"


class Publisher:
    """Answers what ``answers`` says for an address, or with a feed; counts who asks."""

    def __init__(self) -> None:
        self.answers: dict[str, httpx.Response] = {}
        self.asked: list[str] = []

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        address = f"https://{request.headers['host']}{request.url.raw_path.decode()}"
        self.asked.append(address)
        return self.answers.get(address) or httpx.Response(200, text=FINE)

    def asked_for(self) -> list[str]:
        """Since the last time."""
        asked, self.asked = sorted(self.asked), []
        return asked


Act = Callable[[Reader, Publisher], Coroutine[Any, Any, None]]


def acted(world: World, act: Act, publisher: Publisher | None = None) -> None:
    publisher = publisher or Publisher()

    async def run() -> None:
        async with asyncio.timeout(60), Reader(world, LIMITS, client=publisher.client) as reader:
            await act(reader, publisher)

    asyncio.run(run())


def refused(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def at(reader: Reader, source: Subscription, hours: float) -> bool:
    """Whether ``source`` is due so much later."""
    with reader.clock.later(timedelta(hours=hours)):
        return reader.refresher.due(source, HALF)


SCHEDULE: Mapping[str, tuple[Health, timedelta, datetime | None]] = {
    "never fetched": (Health(), HALF, datetime(1900, 1, 1, tzinfo=UTC)),
    "never fetched, and never to be": (Health(), timedelta(0), datetime(1900, 1, 1, tzinfo=UTC)),
    "fetched": (Health(AGO), HALF, AGO + HALF),
    "fetched once, and never again": (Health(AGO), timedelta(0), None),
    "still fresh": (Health(AGO, fresh_until=NOW + HOUR), HALF, NOW + HOUR),
    "not fresh for long": (Health(AGO, fresh_until=NOW), HOUR, AGO + HOUR),
    "failed": (Health(AGO, 1, NOW + HALF), HOUR, NOW + HALF),
    "failed at the first time": (Health(None, 1, NOW + HALF), HOUR, NOW + HALF),
    "failed and fresh": (Health(AGO, 1, NOW + HALF, fresh_until=NOW + HOUR), HALF, NOW + HALF),
    "asked to wait": (Health(AGO, 1, NOW + HOUR, waits=True), HALF, NOW + HOUR),
    "gone": (Health(AGO, 1, AGO, stopped=True), HALF, None),
}


@pytest.mark.parametrize("case", SCHEDULE)
def test_when_it_is_asked_next(case: str) -> None:
    health, every, expected = SCHEDULE[case]
    assert next_try(health, every) == expected
    assert due(NOW, health, every) is (expected is not None and expected <= NOW)
    if expected is not None and expected > NOW:
        assert due(expected, health, every)
        assert not due(expected - timedelta(seconds=1), health, every)


def test_its_own_interval_comes_before_the_users() -> None:
    assert interval(Settings(every=90), HALF) == timedelta(minutes=90)
    assert interval(Settings(), HALF) == HALF
    assert interval(Settings(every=90), timedelta(0)) == timedelta(minutes=90)


def test_each_source_is_due_by_its_own_interval(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        usual = reader.subscribe("a", A)
        rare = replace(reader.subscribe("b", B), settings=Settings(every=180))
        paused = replace(reader.subscribe("c", ELSEWHERE), paused=True)
        assert not reader.refresher.due(paused, HALF)  # though it was never fetched
        await reader.refresh(usual, rare, paused)
        assert [at(reader, usual, h) for h in (0.49, 0.5)] == [False, True]
        assert [at(reader, rare, h) for h in (0.5, 2.99, 3)] == [False, False, True]
        assert not at(reader, paused, 10_000)

    acted(world, act)


@pytest.mark.parametrize(
    ("headers", "hours"),
    [
        ({"cache-control": "max-age=7200"}, 2.0),
        ({"cache-control": "max-age=99999999"}, 24.0),
        ({"cache-control": "max-age=60"}, 0.5),
        ({"cache-control": "no-cache, max-age=7200"}, 0.5),
        ({"expires": "Mon, 23 Nov 2026 15:00:00 GMT"}, 3.0),
    ],
    ids=str,
)
def test_what_is_fresh_is_not_asked_for(
    world: World, headers: dict[str, str], hours: float
) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        publisher.answers[A] = httpx.Response(200, text=FINE, headers=headers)
        source = reader.subscribe("a", A)
        await reader.refresh(source)
        assert not at(reader, source, hours - 0.01)
        assert at(reader, source, hours)
        # But by hand it is.
        publisher.asked_for()
        assert (await reader.refresh(source, force=True))[-1].stage == "done"
        assert publisher.asked_for() == [A]

    acted(world, act)


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_for_a_wait_gets_it_even_if_the_user_is_in_a_hurry(
    world: World, status: int
) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = refused(status, retry_after="7200")
        await reader.refresh(source)
        publisher.asked_for()
        for force in (False, True):
            (told,) = await reader.refresh(source, force=force)
            assert (told.stage, told.until) == ("waiting", NOW + 2 * HOUR)
        assert publisher.asked_for() == []
        assert not at(reader, source, 1.99)
        assert at(reader, source, 2)
        reader.clock.time += 2 * HOUR
        publisher.answers.clear()
        assert (await reader.refresh(source))[-1].stage == "done"
        assert reader.look("a").health == Health(reader.clock.time)

    acted(world, act)


def test_who_is_named_is_asked_all_the_same(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = refused(429, retry_after="7200")
        await reader.refresh(source)
        publisher.asked_for()
        assert (await reader.refresh(source, forgive=True))[-1].stage == "failed"
        assert publisher.asked_for() == [A]
        assert (await reader.refresh(source, force=True))[-1].stage == "waiting"
        publisher.answers.clear()
        assert (await reader.refresh(source, forgive=True))[-1].stage == "done"
        assert reader.look("a").health == Health(NOW)

    acted(world, act)


def test_without_a_word_of_waiting_the_user_may_ask_at_once(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = refused(503)
        await reader.refresh(source)
        assert not at(reader, source, 0.05)
        assert at(reader, source, 0.2)
        publisher.answers.clear()
        assert (await reader.refresh(source, force=True))[-1].stage == "done"

    acted(world, act)


def test_what_is_gone_for_good_is_not_asked_for_until_it_is_named(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        await reader.refresh(source)
        publisher.answers[A] = refused(410)
        assert (await reader.refresh(source))[-1].stage == "failed"
        publisher.asked_for()
        (told,) = await reader.refresh(source, force=True)
        assert (told.stage, told.until) == ("waiting", None)
        assert not at(reader, source, 100_000)
        assert publisher.asked_for() == []
        seen = reader.look("a")
        assert (seen.health.stopped, seen.titles) == (True, {"One"})  # what came is kept
        publisher.answers.clear()
        assert (await reader.refresh(source, forgive=True))[-1].stage == "done"
        assert at(reader, source, 0.5)

    acted(world, act)


def test_a_wait_is_for_all_feeds_of_the_host(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        one, two = reader.subscribe("a", A), reader.subscribe("b", B)
        other = reader.subscribe("c", ELSEWHERE)
        publisher.answers[A] = refused(429, retry_after="3600")
        await reader.refresh(one)
        publisher.asked_for()
        told = await reader.refresh(two, other, force=True)
        assert {each.source: each.stage for each in told} == {"b": "waiting", "c": "done"}
        assert publisher.asked_for() == [ELSEWHERE]
        assert not at(reader, two, 0.99)
        reader.clock.time += HOUR
        publisher.answers.clear()
        told = await reader.refresh(one, two)
        assert {each.stage for each in told} >= {"done"}
        assert publisher.asked_for() == [A, B]

    acted(world, act)


def test_a_hosts_wait_outlives_the_program(world: World) -> None:
    publisher = Publisher()
    sources: list[Subscription] = []

    async def first(reader: Reader, publisher: Publisher) -> None:
        sources.extend([reader.subscribe("a", A), reader.subscribe("b", B)])
        publisher.answers[A] = refused(429, retry_after="3600")
        await reader.refresh(sources[0])
        await reader.refresh(sources[1])
        publisher.asked_for()

    async def second(reader: Reader, publisher: Publisher) -> None:
        told = await reader.refresh(*sources, force=True)
        assert [each.stage for each in told] == ["waiting", "waiting"]
        assert publisher.asked_for() == []
        assert (await reader.refresh(sources[1], forgive=True))[-1].stage == "done"
        assert publisher.asked_for() == [B]

    acted(world, first, publisher)
    acted(world, second, publisher)


def test_a_new_wait_is_never_shorter_than_the_old_one(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        one, two = reader.subscribe("a", A), reader.subscribe("b", B)
        publisher.answers[B] = refused(429, retry_after="86400")
        publisher.answers[A] = refused(429, retry_after="3600")
        await reader.refresh(two)
        await reader.refresh(one, forgive=True)
        (told,) = await reader.refresh(two, force=True)
        assert (told.stage, told.until) == ("waiting", NOW + 24 * HOUR)

    acted(world, act)
