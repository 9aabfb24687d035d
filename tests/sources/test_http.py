"""Every way a server can fail is told in words, with what to do; and nothing is without bounds."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.sources.fetching import Handler
from tui.errors import (
    BadContent,
    Denied,
    Gone,
    NotFound,
    Postponed,
    SourceError,
    TooLarge,
    Unreachable,
)
from tui.sources import http
from tui.sources.limits import LIMITS

ADDRESS = "https://feeds.example.org/news"


def get(handler: Handler, address: str = ADDRESS) -> http.Response:
    async def ask() -> http.Response:
        async with httpx.AsyncClient(
            transport=httpx.MockTransport(handler), follow_redirects=True, max_redirects=5
        ) as client:
            return await http.get(client, address)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [
        (401, Denied, True),
        (403, Denied, True),
        (404, NotFound, False),
        (410, Gone, True),
        (429, Postponed, False),
        (500, Postponed, False),
        (503, Postponed, False),
        (400, BadContent, False),
        (418, BadContent, False),
        (305, BadContent, False),
    ],
)
def test_each_status_is_an_error_of_its_own(
    status: int, kind: type[SourceError], permanent: bool
) -> None:
    with pytest.raises(SourceError) as caught:
        get(lambda _: httpx.Response(status))
    assert type(caught.value) is kind
    assert caught.value.permanent is permanent
    assert "feeds.example.org" in str(caught.value.title)
    assert f"HTTP {status}" in caught.value.detail
    assert caught.value.hint.text


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (httpx.ConnectError("no route"), Unreachable),
        (httpx.ConnectTimeout("slow"), Unreachable),
        (httpx.ReadTimeout("slow"), Unreachable),
        (httpx.PoolTimeout("slow"), Unreachable),
        (TimeoutError(), Unreachable),
        (httpx.RemoteProtocolError("garbage"), Unreachable),
        (httpx.DecodingError("not gzip"), BadContent),
    ],
)
def test_each_failure_of_the_network_is_told(raised: Exception, kind: type[SourceError]) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise raised

    with pytest.raises(kind) as caught:
        get(fail)
    assert caught.value.hint.text
    assert not caught.value.permanent


def test_an_error_shows_no_escape_sequence_and_no_password() -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("\x1b[31mred\x1b]0;title\x07")

    with pytest.raises(Unreachable) as caught:
        get(fail, "https://user:secret@feeds.example.org/")
    assert "\x1b" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "http://", "no address", "http://[::1", "http://a:b/", ""]
)
def test_what_is_no_address_is_told(address: str) -> None:
    async def ask() -> None:
        async with http.client() as client:
            await http.get(client, address)

    with pytest.raises(SourceError) as caught:
        asyncio.run(ask())
    assert caught.value.hint.text


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "javascript:x"])
def test_a_redirect_out_of_the_web_is_not_followed(target: str) -> None:
    with pytest.raises(SourceError):
        get(lambda _: httpx.Response(302, headers={"location": target}))


def test_redirects_end() -> None:
    asked: list[str] = []

    def circle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": ADDRESS + str(len(asked))})

    with pytest.raises(Unreachable) as caught:
        get(circle)
    assert "circles" in str(caught.value)
    assert len(asked) == 6


def test_an_endless_answer_is_cut() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 2**16
            yield bytes(2**16)

    with pytest.raises(TooLarge) as caught:
        get(lambda _: httpx.Response(200, content=endless()))
    assert LIMITS.body_bytes < sent < LIMITS.body_bytes + 2**18
    assert "8 MB" in str(caught.value)


def test_an_answer_that_unpacks_without_end_is_cut() -> None:
    bomb = gzip.compress(bytes(LIMITS.body_bytes * 4))
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        get(lambda _: httpx.Response(200, content=bomb, headers={"content-encoding": "gzip"}))


def test_a_compressed_answer_is_unpacked_and_a_broken_one_told() -> None:
    headers = {"content-encoding": "gzip"}
    answer = get(lambda _: httpx.Response(200, content=gzip.compress(b"news"), headers=headers))
    assert answer.body == b"news"

    async def broken() -> AsyncIterator[bytes]:
        yield b"not gzip at all"

    with pytest.raises(BadContent):
        get(lambda _: httpx.Response(200, content=broken(), headers=headers))


def test_an_answer_of_the_largest_size_is_taken() -> None:
    answer = get(lambda _: httpx.Response(200, content=bytes(LIMITS.body_bytes)))
    assert len(answer.body) == LIMITS.body_bytes


class _Server(BaseHTTPRequestHandler):
    """Sets a cookie, and says which headers it was sent."""

    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        type(self).asked.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.send_header("Set-Cookie", "tracked=yes; Path=/")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"news")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is no log."""


@pytest.fixture
def server() -> Iterator[str]:
    _Server.asked = []
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_address[1]}/feed"
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_the_client_says_who_it_is_and_keeps_no_cookie(server: str) -> None:
    async def ask_twice() -> list[bytes]:
        async with http.client() as client:
            return [(await http.get(client, server)).body for _ in range(2)]

    assert asyncio.run(ask_twice()) == [b"news", b"news"]
    first, second = _Server.asked
    assert first["user-agent"].startswith("telex/")
    assert "application/feed+json" in first["accept"]
    assert "cookie" not in second


def test_a_port_where_nobody_listens_is_unreachable(server: str) -> None:
    port = int(server.split(":")[2].split("/")[0])

    async def ask() -> None:
        async with http.client() as client:
            await http.get(client, f"http://127.0.0.1:{port + 1 if port < 65535 else port - 1}/")

    with pytest.raises(Unreachable):
        asyncio.run(ask())
