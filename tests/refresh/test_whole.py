"""Whole articles: fetched from their pages, without what stands around them."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from typing import Any

import httpx
import pytest

from tests.builders import NOW, World
from tui.core.models import Body, Subscription
from tui.core.query import EVERYTHING
from tui.core.settings import Settings
from tui.core.text import Line
from tui.errors import BadContent, Denied, Misconfigured, NotFound, SourceError
from tui.refresh.refresher import Refresher
from tui.sources.extraction import extract
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

FEED = "https://feeds.example.org/news"
SENTENCE = "研究院周一发布了新的报告，其中写明了三个城市在冬季的用电情况。"
PARAGRAPHS = "".join(f"<p>第{n}段：{SENTENCE * 3}</p>" for n in range(1, 7))
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>报告</title></head><body>
<nav><a href="/">Home</a><a href="/login">Log in</a></nav>
<article><h1>冬季用电</h1>{PARAGRAPHS}<p>They said <a href="/more">more</a>.</p></article>
<footer>All rights reserved. Subscribe to our letter.</footer></body></html>"""
PDF = {"content-type": "application/pdf"}
Answer = Callable[[httpx.Request], httpx.Response]


def page(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html=PAGE)


def item(number: int) -> str:
    return (
        f"<item><title>T{number}</title><guid>{number}</guid><description>Two lines.</description>"
        f"<link>https://pages.example.org/{number}</link></item>"
    )


def rss(count: int) -> str:
    items = "".join(item(number) for number in range(count))
    return f'<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'


class Scene:
    """One feed of ``count`` articles, and a server that answers for their pages."""

    def __init__(self, world: World, answer: Answer, count: int = 1, **settings: Any) -> None:
        self.world = world
        self.asked: list[str] = []
        self._answer = answer
        self._count = count
        store = world.store()
        wanted = Subscription(FEED, "feed", FEED, Line("News"), True, "all")
        self.source = replace(store.remember(wanted), settings=Settings(**settings))
        store.close()

    def _server(self, request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "feeds.example.org":
            return httpx.Response(200, text=rss(self._count))
        self.asked.append(request.url.path)
        return self._answer(request)

    def run(self, number: int | None = None) -> None:
        """Fetch the feed, and the whole of its article ``number``."""

        async def act() -> None:
            writer = LibraryWriter(self.world.library)
            refresher = Refresher(
                writer,
                Registry(),
                self.world.root / "locks",
                now=lambda: NOW,
                zone=UTC,
                client=lambda: httpx.AsyncClient(transport=httpx.MockTransport(self._server)),
            )
            try:
                async for _ in refresher.refresh([self.source], force=True):
                    pass
                if number is not None:
                    await refresher.wholes.fetch(self.ids()[number])
            finally:
                await refresher.aclose()
                writer.close()

        asyncio.run(act())

    def ids(self) -> list[int]:
        library = self.world.open()
        try:
            library.fold()
            return list(library.ids(EVERYTHING))
        finally:
            library.close()

    def whole(self, number: int = 0) -> Body | None:
        ids = self.ids()
        library = self.world.open()
        try:
            reading = library.reading(ids[number])
            assert reading is not None
            assert reading.body.text == "Two lines."
            return reading.whole
        finally:
            library.close()


def test_the_article_of_a_page_is_kept_beside_the_feeds(world: World) -> None:
    scene = Scene(world, page)
    scene.run()
    assert scene.whole() is None
    scene.run(0)
    whole = scene.whole()
    assert whole is not None
    assert whole.format == "markdown"
    assert all(f"第{n}段：{SENTENCE}" in whole.text for n in range(1, 7))
    assert "Subscribe to our letter" not in whole.text
    assert "Log in" not in whole.text


def test_a_feed_that_is_set_so_brings_the_whole_of_what_is_new(world: World) -> None:
    scene = Scene(world, page, 3, full_text=True)
    scene.run()
    assert sorted(scene.asked) == ["/0", "/1", "/2"]
    assert all(scene.whole(number) is not None for number in range(3))
    scene.asked.clear()
    scene.run()
    assert scene.asked == []


def test_a_feed_brings_at_most_twenty_at_once(world: World) -> None:
    scene = Scene(world, page, 30, full_text=True)
    scene.run()
    assert len(scene.asked) == 20


def test_a_page_that_cannot_be_had_is_told_and_harms_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/1" else page(request)

    scene = Scene(world, answer, 3, full_text=True)
    with caplog.at_level(logging.WARNING):
        scene.run()
    assert [scene.whole(number) is None for number in range(3)].count(True) == 1
    assert "no such page" in caplog.text


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lambda _: httpx.Response(404), NotFound),
        (lambda _: httpx.Response(200, content=b"%PDF", headers=PDF), NotFound),
        (lambda _: httpx.Response(200, html="<html><body></body></html>"), BadContent),
        (lambda _: httpx.Response(302, headers={"location": "http://127.0.0.1/admin"}), Denied),
        (lambda _: httpx.Response(302, headers={"location": "http://[::1]/"}), Denied),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told(world: World, answer: Answer, error: type[SourceError]) -> None:
    scene = Scene(world, answer)
    with pytest.raises(error) as caught:
        scene.run(0)
    assert caught.value.hint.text
    assert scene.whole() is None


def test_without_the_package_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(Misconfigured) as caught:
        extract(PAGE.encode(), "https://pages.example.org/1", "text/html")
    assert "telex[fulltext]" in str(caught.value.hint)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_is_read_in_its_own_encoding(encoding: str) -> None:
    content = PAGE.replace("utf-8", encoding).encode(encoding)
    found = extract(content, "https://pages.example.org/1", f"text/html; charset={encoding}")
    assert SENTENCE in found["text"]
