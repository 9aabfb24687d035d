"""The list as it lives: its opening, its rows, news of what others write."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Container, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TypedDict, Unpack

from textual import events

from tui.core.change import Change
from tui.core.models import ArticleRow, Subscription
from tui.core.progress import Pace
from tui.screens.acts import looks_of
from tui.screens.loading import LoadedList
from tui.screens.snapshot import (
    Snapshot,
    arrivals,
    opening,
)
from tui.session import News, Session
from tui.store.fold import Folded
from tui.widgets.article_list import ArticleList
from tui.widgets.drawn import Glyphs

POLL_SECONDS = 1.0
DUE_SECONDS = 30.0
CHILD_AFTER_SECONDS = 0.3  # the first screen has the processor for itself until then


class Opening(TypedDict, total=False):
    """How a list begins: with a source only opened; an opening under way; on its one article."""

    target: Subscription | None
    first: Future[tuple[Snapshot, Folded]] | None
    open_at_once: bool


class LiveList(LoadedList):
    """The list, as long as nobody presses a key."""

    def __init__(self, session: Session, glyphs: Glyphs, **opening: Unpack[Opening]) -> None:
        target = opening.get("target")
        super().__init__(session, glyphs, target)
        self._first = opening.get("first")
        self._open_at_once = opening.get("open_at_once", False)
        self.unstored: list[tuple[Change, Container[int]]] = []
        self.fetch_asked = False
        self._progress_drawn, self._pace = 0.0, Pace()
        self._polling = False
        self._touched = False
        self._backlog = 0

    async def on_mount(self) -> None:
        self.hold_keys()
        first = self._first or self.session.begin(opening)
        shown = first.done() and first.exception() is None
        if shown:
            # It was read while Textual was imported: the very first frame has it.
            self._show_first(first.result()[0])
            self.release_keys()
        self.work(partial(self._open, first, shown=shown), group="open")

    def _show_first(self, snapshot: Snapshot) -> None:
        self.show_snapshot(snapshot)
        if snapshot.panes is not None:
            self.panes = snapshot.panes
        self.place_side()

    def on_resize(self, event: events.Resize) -> None:
        self.place_side()

    async def _open(self, first: Future[tuple[Snapshot, Folded]], *, shown: bool) -> None:
        try:
            snapshot, folded = await asyncio.wrap_future(first)
            if not shown:
                self._show_first(snapshot)
        finally:
            self.release_keys()
        self._tell_backlog(folded)
        self.set_interval(POLL_SECONDS, self._poll)
        self.set_timer(CHILD_AFTER_SECONDS, self.start_child)
        if snapshot.view == "all":
            self.tell(self.words("Nothing unread; here is everything"))
        if snapshot.partial and not self.something_asked:
            self.load()
        await self.count_anew()
        await self.look_at_sources()
        await self._look_for_due()
        self.set_interval(DUE_SECONDS, self._due_soon)
        if self._open_at_once and len(self.list.ids) == 1:
            self._open_at_once = False
            await self.run_command("read-article")

    def start_child(self) -> None: ...

    def on_article_list_wanted(self, message: ArticleList.Wanted) -> None:
        wanted = message.ids
        self.work(partial(self._fetch_rows, wanted), group="rows", exclusive=False)

    async def _fetch_rows(self, wanted: Sequence[int]) -> None:
        rows = await self.session.hand.call(lambda library: library.rows(wanted))
        self.list.put({number: self._with_unstored(row) for number, row in rows.items()})
        if gone := set(wanted).difference(rows):
            self.list.mark(gone, read=True)  # no longer there: nothing to be read

    def _with_unstored(self, row: ArticleRow) -> ArticleRow:
        """``row`` with the marks that were made but are not stored yet: it may have been read
        from the store before them."""
        for change, ids in self.unstored:
            if row.id in ids:
                row = replace(row, **looks_of(change))
        return row

    def on_article_list_moved(self) -> None:
        self.rest_soon()
        self.place_cursor()

    # What others do meanwhile

    def _poll(self) -> None:
        if not self._polling:
            self.work(self._look_for_news, group="poll", exclusive=False)

    async def _look_for_news(self) -> bool:
        self._polling = True
        try:
            news = await self.session.poll()
        finally:
            self._polling = False
        if news is not None:
            self._tell_backlog(news.folded)
            await self.heed(news)
        return news is not None and news.articles

    async def heed(self, news: News) -> None:
        if news.articles:
            ids = array("q", self.list.ids)
            self.list.follow(await self.session.scan.call(lambda library: library.moved(ids)))
        self.list.forget_rows()
        if news.articles:
            if not self._touched or not self.list.ids:
                # Nobody has begun to read: let the list fill before their eyes.
                await self._load(*self.asked)
                if self._open_at_once and self.list.ids:
                    self._open_at_once = False
                    await self.run_command("read-article")
                return
            await self._count_arrivals()
        await self.count_anew()

    def _due_soon(self) -> None:
        self.work(self._look_for_due, group="due")

    async def _look_for_due(self) -> None:
        """What was put off till now is unread again: said once, and to be brought in like arrivals."""
        back = await self.session.marks.call(lambda library: library.came_back())
        if not back:
            return
        self.list.forget_rows()
        await self._count_arrivals()
        await self.count_anew()
        self.tell(
            self.words.plural(
                "{n} put off till now is unread again · {key}",
                "{n} put off till now are unread again · {key}",
                back,
                key=self.key_of("view-later"),
            )
        )

    async def _count_arrivals(self) -> None:
        view, narrowed = self.state.view, self.state.narrowed
        shown = array("q", self.list.ids)
        self.state.arrived = await self.session.scan.call(
            lambda library: arrivals(library, view, narrowed, shown)
        )

    def _tell_backlog(self, folded: Folded) -> None:
        self._backlog += sum(count for _, count in folded.backlog)
        if self._backlog and folded.backlog:
            self.tell(
                self.words.plural(
                    "{n} older article counts as read; {key} shows all",
                    "{n} older articles count as read; {key} shows all",
                    self._backlog,
                    key=self.key_of("view-all"),
                )
            )
