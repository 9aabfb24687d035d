"""A remote feed, or a saved one: RSS, Atom or JSON Feed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar

from tui import paths
from tui.core import text
from tui.core.draft import FeedInfo
from tui.errors import BadContent, Gone, NotFound, SourceError, WebPage, said
from tui.sources import addresses, base, credentials, freshness, http
from tui.sources.file import read_named
from tui.sources.parsing import Parser
from tui.sources.wire import Found

SUFFIXES = (".xml", ".rss", ".atom", ".json", ".rdf")
_BATCH = 64
_ETAG, _MODIFIED, _HASH, _TTL, _PAGE = "etag", "last-modified", "hash", "ttl", "page"


@dataclass(frozen=True, slots=True)
class FeedConfig:
    locator: str


class Feed:
    """Asks for what changed since the last time; an unchanged feed is never parsed.

    The address of a page that names a feed is one of that feed, for good: which one is kept.
    """

    api_version: ClassVar[int] = base.API_VERSION
    Config: ClassVar[type] = FeedConfig

    @classmethod
    def claims(cls, target: str) -> int:
        if target.startswith(("http://", "https://")) and text.url(target):
            return 50
        path = paths.existing(target)
        return 60 if path is not None and path.suffix.lower() in SUFFIXES else 0

    def __init__(self, config: FeedConfig, context: base.Context) -> None:
        self._locator = config.locator
        self._context = context
        self._own: Parser | None = None
        self._parser: base.Reads
        if context.parser is not None:
            self._parser = context.parser
        else:
            self._parser = self._own = Parser(context.limits)

    async def aclose(self) -> None:
        if self._own is not None:
            await self._own.aclose()

    async def fetch(self, job: base.Job) -> AsyncIterator[base.Event]:
        remote = self._locator.startswith(("http://", "https://"))
        page = job.state.get(_PAGE, "")
        if remote:
            try:
                answer = await self._ask(page or self._locator, job)
            except (NotFound, Gone):
                if not page:
                    raise
                # The page that named this feed may name another one by now.
                page, answer = "", await self._ask(self._locator, base.Job())
        else:
            saved = await asyncio.to_thread(
                read_named, Path(self._locator), self._context.limits.body_bytes
            )
            answer = http.Response(200, {}, saved, "")
        if answer.moved_to and not page:
            yield base.Moved(answer.moved_to)
        ttl = int(job.state.get(_TTL, "0"))
        digest = blake2b(answer.body, digest_size=16).hexdigest()
        if answer.status == 304:
            kept = {}
        elif digest == job.state.get(_HASH):
            kept = {_HASH: digest}
        else:
            try:
                found = await self._parse(answer)
            except WebPage as error:
                page, answer, found = await self._through(answer, error)
                digest = blake2b(answer.body, digest_size=16).hexdigest()
            ttl = next((event.ttl for event in found if isinstance(event, FeedInfo)), 0)
            for number, event in enumerate(found, 1):
                yield event
                if number % _BATCH == 0:
                    yield base.Checkpoint()
            kept = {_HASH: digest}
        kept |= {_TTL: str(ttl)} if ttl else {}
        kept |= {_PAGE: page} if page else {}
        for name in (_ETAG, _MODIFIED):
            value = answer.headers.get(name, "")
            # One that was shortened, or is no ASCII, would never be the server's again.
            if 0 < len(value) <= 500 and value.isascii() and value.isprintable():
                kept[name] = value
        if kept.items() <= job.state.items() and (
            answer.status == 304 or kept.keys() == job.state.keys()
        ):
            kept = {}  # nothing that would wake who watches the library
        dropped = () if answer.status == 304 or not kept else tuple(job.state.keys() - kept.keys())
        yield base.Checkpoint(put=kept, drop=dropped)
        if remote:
            fresh = freshness.fresh_for(answer.headers, ttl, self._context.now())
            yield base.Fresh(fresh)

    async def _ask(self, address: str, job: base.Job) -> http.Response:
        settings = self._context.settings
        trusted = addresses.origin(address) == addresses.origin(self._locator)
        asked = {
            "If-None-Match": job.state.get(_ETAG, ""),
            "If-Modified-Since": job.state.get(_MODIFIED, ""),
            "User-Agent": settings.user_agent,
        }
        asking = http.Asking(
            {name: value for name, value in asked.items() if value},
            self._context.limits,
            trusted=trusted,
            now=self._context.now,
        )
        if settings.user and trusted and addresses.host(address) == settings.host:
            login = await credentials.login(settings, self._context.key)
            asking = replace(asking, login=login)
        return await http.get(self._context.http(), address, asking)

    async def _parse(self, answer: http.Response) -> list[Found]:
        kind = answer.headers.get("content-type", "")
        limit = self._context.settings.limit
        return await self._parser.feed(answer.body, answer.address, kind, limit)

    async def _through(
        self, page: http.Response, error: WebPage
    ) -> tuple[str, http.Response, list[Found]]:
        """The first feed that a web page names: its address, what it sent, what that holds.

        Raises ``error`` if the page names none.
        """
        kind = page.headers.get("content-type", "")
        links = await self._parser.links(page.body, page.address, kind)
        for address, _ in links[:3]:
            try:
                answer = await self._ask(address, base.Job())
                found = await self._parse(answer)
            except SourceError:
                continue
            if len(links) > 1:
                remark = BadContent(
                    said("The page names {n} feeds; this is the first", n=len(links)),
                    said("telex add {address} lists them all", address=self._locator),
                )
                found.append(base.Trouble("", remark, remark=True))
            return address, answer, found
        raise error
