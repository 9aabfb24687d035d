"""A content directory: Markdown files with front matter, as Hugo and its relatives keep them.

Files are read and never written. What is kept of each is its stamp (time, size, inode) and a hash
of its bytes: a file whose stamp is as before is not opened, one whose hash is as before is not
drafted, and one that came where another of equal bytes went is that one, moved.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from tui import paths
from tui.core.draft import FeedInfo
from tui.sources import base
from tui.sources.layout import as_named
from tui.sources.listing import RULES, Listing, Movers
from tui.sources.tree import SUFFIXES, Entry, entry_of

if TYPE_CHECKING:
    from tui.sources.reading import Outcome

SAMPLE = "sample:"
QUIET_SECONDS = 0.5
_PATIENCE_SECONDS = 10.0
_BATCH = 64


@dataclass(frozen=True, slots=True)
class DirectoryConfig:
    locator: str


class Directory:
    """A folder of Markdown files, or one such file. ``listing`` is what the last fetch found."""

    api_version: ClassVar[int] = base.API_VERSION
    Config: ClassVar[type] = DirectoryConfig

    @classmethod
    def claims(cls, target: str) -> int:
        if target == SAMPLE:
            return 100
        path = paths.existing(target)
        if path is None:
            return 0
        return 100 if path.is_dir() or path.suffix.lower() in SUFFIXES else 0

    def __init__(self, config: DirectoryConfig, context: base.Context) -> None:
        sample = config.locator == SAMPLE
        self._root = paths.sample_content() if sample else Path(config.locator)
        self._name = "sample" if sample else ""
        self._context = context
        self._named: set[str] = set()
        self.listing: Listing | None = None

    async def aclose(self) -> None:
        pass

    async def fetch(self, job: base.Job) -> AsyncIterator[base.Event]:
        listing = await asyncio.to_thread(Listing, self._root, job, self._context.zone)
        self.listing = listing
        yield FeedInfo(title=self._name or listing.layout.site.title)
        for place, error in listing.walk.troubles:
            yield base.Trouble(place, error)
        for info in _nameless(listing):
            yield info
        yield base.Listed(len(listing.changed))
        movers = listing.movers()
        # The first time nothing was read by other rules; later they hold when all was read anew.
        keep: dict[str, str] = {} if job.state else {RULES: listing.rules}
        still, writing = _settled(listing.changed) if job.state else (listing.changed, [])
        number = 0
        async for outcome in self._outcomes(listing, still, writing):
            number += 1
            for event in self._told(outcome, listing, movers):
                yield event
            # A file that cannot be read is not read again either, until it changes.
            young = "?" if outcome.young else ""
            keep[outcome.entry.place] = f"{outcome.entry.stamp}:{outcome.mark}{young}"
            if number % _BATCH == 0:
                yield base.Checkpoint(put=keep)
                keep = {}
        for place in listing.gone:
            yield base.Gone(place, movers.heirs.get(place, ""))
        keep[RULES] = listing.rules
        yield base.Checkpoint(put=keep, drop=tuple(listing.gone))

    async def _outcomes(
        self, listing: Listing, still: list[Entry], writing: list[Entry]
    ) -> AsyncIterator[Outcome]:
        from tui.sources.reading import Reader  # YAML, 20 ms that `telex --version` need not pay

        reader = Reader(listing.layout, self._context.zone, listing.walk.sections)
        for entry in still:
            yield reader.read(entry, listing.mark_to_skip(entry.place))
        async for entry in _coming_to_rest(writing):
            yield reader.read(entry, listing.mark_to_skip(entry.place))

    def _told(self, outcome: Outcome, listing: Listing, movers: Movers) -> Iterator[base.Event]:
        place = outcome.entry.place
        if outcome.mark and (outcome.error or outcome.draft):
            movers.came(place, outcome.mark)
        if outcome.error is not None:
            yield base.Trouble(place, outcome.error)
        elif outcome.draft is not None:
            feed = outcome.draft.feed_key
            if feed and feed not in self._named and feed not in listing.section_pages:
                self._named.add(feed)
                yield FeedInfo(_name(feed), key=feed)
            yield outcome.draft
        elif outcome.title is not None:
            yield from self._section(place, outcome.title, listing)
        for remark in outcome.remarks:
            yield base.Trouble(place, remark, remark=True)

    def _section(self, place: str, title: str, listing: Listing) -> Iterator[base.Event]:
        folder = place.rpartition("/")[0]
        site = listing.layout.site
        if listing.section_pages.get(folder) != place:
            return  # the same in another language
        if folder in ("", site.content):
            yield FeedInfo(self._name or site.title or title)
        else:
            yield FeedInfo(title or _name(folder), key=folder)


def _settled(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The ``entries`` that are still, and those that somebody seems to be writing."""
    now = time.time_ns()
    still: list[Entry] = []
    writing: list[Entry] = []
    for entry in entries:
        quiet = abs(now - entry.modified) >= QUIET_SECONDS * 10**9
        (still if quiet else writing).append(entry)
    return still, writing


async def _coming_to_rest(entries: Iterable[Entry]) -> AsyncIterator[Entry]:
    """``entries`` once they are still. One that does not come to rest is left out: it is looked at
    the next time."""
    writing = {entry.place: (entry, time.monotonic()) for entry in entries}
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while writing and time.monotonic() < deadline:
        await asyncio.sleep(QUIET_SECONDS / 10)
        for place, (entry, since) in list(writing.items()):
            age = time.time() - entry.modified / 10**9
            # A clock that goes wrong, or another machine's, says nothing: then we count ourselves.
            quiet = age if 0 <= age < 10 * QUIET_SECONDS else time.monotonic() - since
            if quiet < QUIET_SECONDS:
                continue
            try:
                now = entry_of(place, entry.path, os.lstat(entry.path), section=entry.section)
            except OSError:
                del writing[place]  # gone again
                continue
            if now.stamp != entry.stamp:
                writing[place] = (now, time.monotonic())
            else:
                del writing[place]
                yield entry


def _nameless(listing: Listing) -> Iterator[FeedInfo]:
    """Sections whose page is gone are called like their folder again."""
    for place in listing.gone:
        folder = place.rpartition("/")[0]
        if folder and listing.layout.is_section_page(place) and folder not in listing.section_pages:
            yield FeedInfo(_name(folder), key=folder)


def _name(folder: str) -> str:
    name = as_named(PurePosixPath(folder).name)
    return name.strip("_ ").replace("-", " ").replace("_", " ")
