"""The list as it lives: snapshots from the store, news of what others write, the fetching child."""

from __future__ import annotations

import asyncio
import contextlib
from array import array
from collections.abc import Container, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from textual import events
from textual.containers import Horizontal

from tui.core.change import Change
from tui.core.models import ArticleRow, Subscription
from tui.core.progress import Pace
from tui.core.query import Query
from tui.screens.base import KeyedScreen, Moving
from tui.screens.head import ListState, explanation, head
from tui.screens.snapshot import Snapshot, arrivals, first_found, opening, sources, take, tally
from tui.session import News, Session
from tui.store.fold import Folded
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import Clock
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.side_rows import SideLine, SideRows

POLL_SECONDS = 1.0
PROGRESS_SECONDS = 0.5
SIDE_FROM = 110  # cells
TYPED, SIDE = "typed", "side"
CHILD_AFTER_SECONDS = 0.3  # the first screen has the processor for itself until then


class LiveList(KeyedScreen[None]):
    """``target`` is a source that was only opened, or None; ``first`` the opening under way."""

    scope = "list"

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        *,
        target: Subscription | None = None,
        first: Future[tuple[Snapshot, Folded]] | None = None,
        open_at_once: bool = False,
    ) -> None:
        self._now, self._config = session.now, session.config
        self.list = ArticleList(self.clock, glyphs, id="list")
        self.side = SideRows(glyphs, id="side")
        panes = Horizontal(self.side, SideLine(glyphs, id="side-line"), self.list, id="panes")
        super().__init__(session, glyphs, panes)
        self.state = ListState(target=target, expecting=session.refreshes)
        self._first = first
        self._open_at_once = open_at_once
        self.side_wanted = False
        self.typed_load = 0
        """The number of the last search that was typed and is not shown yet; 0 for none."""
        self.unstored: list[tuple[Change, Container[int]]] = []
        self.fetch_asked = False
        self._progress_drawn, self._pace = 0.0, Pace()
        self._polling = False
        self._touched = False
        # Asked for last; the state says what is shown, a moment later.
        self._asked: tuple[str, Query] | None = None
        self._backlog = 0

    def clock(self) -> Clock:
        return Clock(self._now(), self._config.zone, self._config.age == "relative")

    @property
    def moving(self) -> Moving:
        return self.list

    async def on_mount(self) -> None:
        self.hold_keys()
        first = self._first or self.session.begin(opening)
        shown = first.done() and first.exception() is None
        if shown:
            # It was read while Textual was imported: the very first frame has it.
            self._show(first.result()[0])
            self.side_wanted = first.result()[0].side
            self.place_side()
            self.release_keys()
        self.work(partial(self._open, first, shown=shown), group="open")

    def on_resize(self, event: events.Resize) -> None:
        self.place_side()

    def place_side(self) -> None:
        """Show the pane at the left, if it is wanted and there is room for it."""
        self.set_class(self.side_wanted and self.size.width >= SIDE_FROM, "with-side")

    async def _open(self, first: Future[tuple[Snapshot, Folded]], *, shown: bool) -> None:
        try:
            snapshot, folded = await asyncio.wrap_future(first)
            if not shown:
                self._show(snapshot)
                self.side_wanted = snapshot.side
                self.place_side()
        finally:
            self.release_keys()
        self._tell_backlog(folded)
        self.set_interval(POLL_SECONDS, self._poll)
        self.set_timer(CHILD_AFTER_SECONDS, self.start_child)
        if snapshot.view == "all":
            self.tell(self.words("Nothing unread; here is everything"))
        if snapshot.partial and self._asked is None:
            self.load()
        await self._count()
        await self._look_at_sources()
        if self._open_at_once and len(self.list.ids) == 1:
            self._open_at_once = False
            await self.run_command("read-article")

    def start_child(self) -> None: ...

    def load(
        self,
        view: str | None = None,
        narrowed: Query | None = None,
        *,
        typed: Sequence[Query] = (),
    ) -> None:
        """Take a new snapshot, of another view or filter; the cursor stays. ``typed``: of the first
        of these that finds anything, its beginning first, withdrawn by the next letter."""
        narrowed = typed[0] if typed else narrowed
        asked_view, asked_filter = self.asked
        self._asked = (
            asked_view if view is None else view,
            asked_filter if narrowed is None else narrowed,
        )
        for kind in (TYPED, SIDE) if typed else (SIDE,):
            self.session.scan.interrupt(kind)  # what was asked before helps nobody, or can wait
        self.typed_load = self.typed_load + 1 if typed else 0
        if not typed:
            self.release_keys()  # nothing typed is being waited for any more
        self.work(partial(self._load, *self._asked, typed, self.typed_load), group="snapshot")

    def withdraw_load(self) -> None:
        """What was asked for last is to be shown no more."""
        self._asked, self.typed_load = None, 0
        self.workers.cancel_group(self, "snapshot")
        self.release_keys()

    @property
    def asked(self) -> tuple[str, Query]:
        """The view and the filter that keys asked for, shown already or not yet."""
        return self._asked or (self.state.view, self.state.narrowed)

    async def _load(
        self, view: str, narrowed: Query, typed: Sequence[Query] = (), number: int = 0
    ) -> None:
        await self.session.marks.call(lambda _: None)  # a snapshot knows what was marked before it
        kind = TYPED if typed else ""
        if typed:
            try:
                some, narrowed = await self.session.scan.call(
                    lambda library: first_found(library, view, typed), kind
                )
                self._asked = (view, narrowed)
                self._arrange(some, narrowed)
            finally:
                if number == self.typed_load:  # else keys wait for the one that overtook it
                    self.typed_load = 0
                    self.release_keys()
            if not some.partial:
                self._asked = None
                await self._count(kind)
                return
        old, cursor = array("q", self.list.ids), self.list.cursor
        query = narrowed
        snapshot = await self.session.scan.call(
            lambda library: take(library, view, query, old, cursor), kind
        )
        if old and self.list.cursor != cursor and (moved_to := self.list.current) is not None:
            # The keys went on meanwhile: stay where they are now.
            with contextlib.suppress(ValueError):
                snapshot = replace(snapshot, cursor=snapshot.ids.index(moved_to))
        self._arrange(snapshot, narrowed)
        self._asked = None
        await self._count(kind)

    def _arrange(self, snapshot: Snapshot, narrowed: Query) -> None:
        self.state.narrowed = narrowed
        self.state.arrived = 0
        self._show(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self.state.view, self.state.order = snapshot.view, snapshot.order
        self.list.seek(snapshot.sought)
        self.list.show(snapshot.ids, snapshot.cursor, snapshot.rows)
        self.draw_bars()

    async def _count(self, kind: str = "") -> None:
        view, narrowed = self.state.view, self.state.narrowed
        counted = await self.session.scan.call(lambda library: tally(library, view, narrowed), kind)
        self.state.tally = counted
        self.state.unread = counted.shown.unread
        self.draw_bars()

    async def _look_at_sources(self) -> None:
        self.state.sources = await self.session.scan.call(sources)
        self.list.wear(self.state.sources.worn.by_feed, self.state.sources.longest_name)
        self.draw_bars()

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
                read = change.value if change.kind == "read" else row.read
                starred = change.value if change.kind == "star" else row.starred
                row = replace(row, read=read, starred=starred)
        return row

    def on_article_list_moved(self) -> None:
        self.rest_soon()

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
            await self._heed(news)
        return news is not None and news.articles

    async def _heed(self, news: News) -> None:
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
            view, narrowed = self.state.view, self.state.narrowed
            shown = array("q", self.list.ids)
            self.state.arrived = await self.session.scan.call(
                lambda library: arrivals(library, view, narrowed, shown)
            )
        await self._count()

    def _tell_backlog(self, folded: Folded) -> None:
        self._backlog += sum(count for _, count in folded.backlog)
        if self._backlog and folded.backlog:
            self.tell(
                self.words.plural(
                    "{n} older article counts as read; 2 shows all",
                    "{n} older articles count as read; 2 shows all",
                    self._backlog,
                )
            )

    # Words around the list

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        self.head.show(*head(self.state, self.words, self.glyphs))
        if not self.list.ids:
            self.list.explain(explanation(self.state, self.words))
        self.draw_foot()

    def resting(self) -> Sequence[Part]:
        row = self.list.row
        return ((row.title, "ink"),) if row is not None and self.list.title_is_cut else ()

    def position(self) -> str:
        if not self.list.ids:
            return ""
        return self.words(
            "{n} of {total}", n=f"{self.list.cursor + 1:,}", total=f"{len(self.list.ids):,}"
        )
