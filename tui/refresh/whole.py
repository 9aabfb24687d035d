"""Whole articles, where a feed carries a few lines of each: from the page that it links to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Set
from datetime import datetime
from typing import TYPE_CHECKING

from tui.core import text
from tui.core.models import Body, Subscription
from tui.errors import NotFound, SourceError, said
from tui.sources import http
from tui.sources.addresses import origin
from tui.sources.limits import Limits
from tui.sources.parsing import Parser
from tui.store.ingest import LibraryWriter

if TYPE_CHECKING:
    import httpx

_AT_ONCE = 4
_MOST = 20  # articles a fetch; a reader who wants an older one asks for it
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


class Wholes:
    """Fetches pages and keeps their articles. Pages are content: none on a private network is
    fetched, and none gets a password."""

    def __init__(
        self,
        writer: LibraryWriter,
        client: Callable[[], httpx.AsyncClient],
        parser: Parser,
        now: Callable[[], datetime],
        limits: Limits,
    ) -> None:
        self._writer = writer
        self._client = client
        self._parser = parser
        self._now = now
        self._limits = limits
        # Their own: who fills them holds one of a refresh's, and must not wait for another.
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def fetch(self, number: int, trusted: Set[str] = frozenset()) -> None:
        """Keep the whole of article ``number``. Raises :class:`SourceError` where that fails.

        ``trusted`` are origins that the user typed: they may be of a private network.
        """
        address = self._writer.address_of(number)
        if address is None:
            raise NotFound(
                said("The article names no page of its own"), said("What is here is all there is")
            )
        typed = origin(address) in trusted
        asking = http.Asking({"Accept": _ACCEPT}, self._limits, trusted=typed)
        async with self._slots:
            page = await http.get(self._client(), address, asking)
        kind = page.headers.get("content-type", "")
        if kind and "html" not in kind.lower() and "xml" not in kind.lower():
            raise NotFound(
                said("The article's page is no web page"),
                said("o opens it in a browser"),
                text.line(kind, 60),
            )
        article = await self._parser.article(page.body, page.address, kind)
        self._writer.keep_whole(number, Body("markdown", text.block(article["text"])), self._now())

    def source_of(self, number: int) -> str:
        """The key of the source of article ``number``; empty if it is not there."""
        return self._writer.source_of(number)

    async def fill(self, source: Subscription, since: datetime) -> None:
        """Keep the whole of the articles that ``source`` brought ``since``."""
        number = self._writer.source(source.key)
        for article in self._writer.without_whole(number, since)[:_MOST]:
            try:
                await self.fetch(article, {origin(source.locator)})
            except SourceError as error:
                # The feed's words are there; asking by hand tells why there are no more.
                logging.getLogger("telex.refresh").warning("%s: %s", source.key, error.title)
