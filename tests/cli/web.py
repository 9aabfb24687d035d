"""The web as verbs meet it: a few pages by their address, and what was asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

import httpx
import pytest

from tui.sources import http

HOST = "https://news.example.org"
FEED = f"{HOST}/feed"


@dataclass
class Web:
    """``pages`` by address: text, or a whole answer. A host of ``down`` cannot be reached; all else
    is 404. ``asked`` are the requests, each with the address that was meant."""

    pages: dict[str, str | httpx.Response] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.asked]

    def answer(self, request: httpx.Request) -> httpx.Response:
        # A redirect is followed to a number; whom it means stands in the header.
        host = request.headers["host"]
        address = f"{request.url.scheme}://{host}{request.url.raw_path.decode()}"
        self.asked.append((address, dict(request.headers)))
        if host in self.down:
            raise httpx.ConnectError("no route")
        page = self.pages.get(address)
        if page is None:
            return httpx.Response(404)
        if isinstance(page, str):
            kind = "text/html" if page.startswith("<!DOCTYPE html") else "application/xml"
            return httpx.Response(200, text=page, headers={"content-type": kind})
        return page


def only_web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """A web without pages, which is all that verbs reach from now on."""
    web = Web()

    def client(connections: int = 16, per_host: int = 2) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(web.answer))

    monkeypatch.setattr(http, "client", client)
    return web


def rss(*titles: str, name: str = "The News", ages: Iterable[float] = (), body: str = "") -> str:
    """A feed; each of its articles is as many days old as ``ages`` says, or an hour older than the
    one before it."""
    days = [*ages] or [n / 24 for n in range(len(titles))]
    now = datetime.now(UTC)
    items = "".join(
        f"<item><guid>id-{escape(title)}</guid><title>{escape(title)}</title>"
        f"<link>{HOST}/{n}</link><pubDate>{format_datetime(now - timedelta(days=age))}</pubDate>"
        f"<description>{escape(body or f'The words of {title}.')}</description></item>"
        for n, (title, age) in enumerate(zip(titles, days, strict=True))
    )
    head = f"<title>{escape(name)}</title><link>{HOST}/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def page(*feeds: tuple[str, str]) -> str:
    """A web page that names ``feeds``: address and title of each."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{link}" title="{escape(title)}">'
        for link, title in feeds
    )
    return f"<!DOCTYPE html><html><head><title>Page</title>{links}</head><body>Hello</body></html>"
