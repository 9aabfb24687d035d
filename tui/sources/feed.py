"""A remote feed, or a saved one: RSS, Atom or JSON Feed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar

from tui import paths
from tui.core import text
from tui.core.draft import Draft, FeedInfo
from tui.errors import NotFound, TooLarge, said
from tui.sources import base, http, jsonfeed, syndication

SUFFIXES = (".xml", ".rss", ".atom", ".json", ".rdf")
_BATCH = 32
_ETAG, _MODIFIED, _HASH = "etag", "last-modified", "hash"


@dataclass(frozen=True, slots=True)
class FeedConfig:
    locator: str


class Feed:
    """Asks for what changed since the last time; an unchanged feed is never parsed."""

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

    async def aclose(self) -> None:
        pass

    async def fetch(self, job: base.Job) -> AsyncIterator[base.Event]:
        if self._locator.startswith(("http://", "https://")):
            asked = {
                "If-None-Match": job.state.get(_ETAG, ""),
                "If-Modified-Since": job.state.get(_MODIFIED, ""),
            }
            answer = await http.get(
                self._context.http(), self._locator, {k: v for k, v in asked.items() if v}
            )
        else:
            answer = http.Response(200, {}, _saved(Path(self._locator)), "")
        if answer.moved_to:
            yield base.Moved(answer.moved_to)
        if answer.status == 304:
            return
        digest = blake2b(answer.body, digest_size=16).hexdigest()
        if digest != job.state.get(_HASH):
            # Parsing takes a processor's whole attention; in a thread it lets others fetch on.
            events = await asyncio.to_thread(_parse, answer)
            for number, event in enumerate(events, 1):
                yield event
                if number % _BATCH == 0:
                    yield base.Checkpoint()
        kept = {_HASH: digest}
        for name in (_ETAG, _MODIFIED):
            if value := answer.headers.get(name):
                kept[name] = text.line(value, 500)
        yield base.Checkpoint(
            put=kept, drop=tuple(name for name in (_ETAG, _MODIFIED) if name not in kept)
        )


def _parse(answer: http.Response) -> list[FeedInfo | Draft]:
    if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return list(jsonfeed.read(answer.body, answer.address))
    kind = answer.headers.get("content-type", "")
    return list(syndication.read(answer.body, answer.address, kind))


def _saved(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(http.BYTES_LIMIT + 1)
    except OSError as error:
        raise NotFound(
            said("Cannot open {path}", path=text.line(str(path), 300)),
            said("Check the path and its permissions"),
            text.line(error.strerror or "", 100),
        ) from error
    if len(content) > http.BYTES_LIMIT:
        raise TooLarge(
            said("The file is larger than {limit} MB", limit=http.BYTES_LIMIT >> 20),
            said("Split it, or move it out of the folder"),
        )
    return content
