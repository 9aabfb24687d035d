"""Content leads telex into nobody's private network; who typed a private address may be led about."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable

import httpx
import pytest

from tests.builders import World
from tests.refresh.faults import ENDS, ENOUGH, Reader
from tests.sources.fault_cases import FEED, FINE, ROOMY
from tests.sources.fault_server import FaultServer, answer, by_path, to
from tui.core.models import Problem
from tui.refresh.run import Progress
from tui.sources import addresses

PUBLIC = "93.184.216.34"
NAMES = {
    "news.example.org": [PUBLIC],
    "mirror.example.net": ["2606:2800:220:1:248:1893:25c8:1946", "93.184.216.35"],
    "inside.example.net": ["10.0.0.7"],
    "mixed.example.net": ["93.184.216.36", "192.168.1.1"],
    # As C libraries read them, which is not how the standard writes them.
    "127.1": ["127.0.0.1"],
    "2130706433": ["127.0.0.1"],
    "0x7f000001": ["127.0.0.1"],
    "0177.0.0.1": ["127.0.0.1"],
}
PRIVATE = (
    "http://127.0.0.1/",
    "http://127.0.0.1:6379/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/admin?reboot=1",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://printer.local/",
    "http://router.lan/",
    "http://inside.example.net/",
    "http://mixed.example.net/",
    "http://user:secret@127.0.0.1/",
    "//127.0.0.1/",
)
Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of ours; numbers that are what they are; and nothing is asked of the network."""

    async def resolve(host: str, port: int) -> list[str]:
        if host in NAMES:
            return NAMES[host]
        try:
            ipaddress.ip_address(host)
        except ValueError:
            raise OSError(f"{host} is not known here") from None
        return [host]

    monkeypatch.setattr(addresses, "resolve", resolve)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def fetched(
    world: World, handler: Handler, address: str
) -> tuple[Progress, list[httpx.Request]]:
    """How the fetch of ``address`` ended, where ``handler`` is the whole network; what was asked."""
    asked: list[httpx.Request] = []

    def network(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return handler(request)

    def client() -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(network))

    async with asyncio.timeout(ENOUGH), Reader(world, ROOMY, client=client) as reader:
        source = reader.subscribe("faulty", address)
        told = await reader.refresh(source)
        seen = reader.look("faulty")
    (end,) = [one for one in told if one.stage in ENDS]
    assert seen.articles == (2 if end.stage == "done" else 0)
    assert bool(seen.kept) == (end.stage == "done")
    return end, asked


def leading(*places: str) -> Handler:
    """Leads from each place to the next; at the last is a feed."""

    def handle(request: httpx.Request) -> httpx.Response:
        step = int(request.url.params.get("step", "0"))
        if step < len(places):
            return httpx.Response(302, headers={"location": places[step]})
        return httpx.Response(200, text=FINE)

    return handle


def refused(problem: Problem | None) -> bool:
    return problem is not None and problem.permanent and "private network" in str(problem.title)


@pytest.mark.parametrize("place", PRIVATE)
async def test_a_stranger_leads_nobody_home(world: World, place: str) -> None:
    end, asked = await fetched(world, leading(place), "http://news.example.org/feed")
    assert end.stage == "failed"
    assert [request.url.host for request in asked] == ["news.example.org"]
    assert refused(end.problem), end.problem
    assert "secret" not in str(end.problem)


async def test_an_octal_address_is_none(world: World) -> None:
    end, asked = await fetched(world, leading("http://0177.0.0.1/"), "http://news.example.org/")
    assert end.stage == "failed"
    assert len(asked) == 1


async def test_nor_by_a_detour(world: World) -> None:
    handler = leading("http://mirror.example.net/?step=1", "http://10.0.0.1/")
    end, asked = await fetched(world, handler, "http://news.example.org/feed")
    assert refused(end.problem)
    assert len(asked) == 2


async def test_a_public_redirect_is_followed_to_the_address_that_was_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    async def changing(host: str, port: int) -> list[str]:
        """Public when it is looked at, and private a moment later."""
        looks.append(host)
        return ["93.184.216.99"] if looks.count(host) == 1 else ["127.0.0.1"]

    monkeypatch.setattr(addresses, "resolve", changing)
    handler = leading("http://rebinding.example.net/?step=1")
    end, (first, second) = await fetched(world, handler, "http://1.1.1.1/feed")
    assert end.stage == "done", end.problem
    assert first.url.host == "1.1.1.1"
    assert second.url.host == "93.184.216.99"
    assert second.headers["host"] == "rebinding.example.net"


async def test_a_redirect_to_a_name_that_nobody_has_is_told(world: World) -> None:
    end, _ = await fetched(world, leading("http://gone.example.com/"), "http://news.example.org/")
    assert end.problem is not None
    assert "Cannot reach" in str(end.problem.title)


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/feed", "http://localhost:9/", "//10.0.0.1/"])
async def test_a_page_names_no_feed_at_home(world: World, place: str) -> None:
    page = f'<html><head><link rel="alternate" type="application/rss+xml" href="{place}"></head></html>'

    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=page if request.url.path == "/page" else FINE)

    end, asked = await fetched(world, handler=handle, address="http://news.example.org/page")
    assert end.stage == "failed"
    assert [request.url.path for request in asked] == ["/page"]


async def test_who_typed_a_private_address_may_be_led_about_in_it(world: World) -> None:
    async with asyncio.timeout(ENOUGH), FaultServer() as server:
        local = f"http://localhost:{server.port}/there"
        server.play = by_path({FEED: to(local), "/there": answer(FINE)})
        async with Reader(world, ROOMY) as reader:
            source = reader.subscribe("faulty", f"{server.address}{FEED}")
            assert (await reader.refresh(source))[-1].stage == "done"
        assert [ask.path for ask in server.asked] == [FEED, "/there"]
