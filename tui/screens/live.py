"""The list as it lives: snapshots from the store, news of what others write, the fetching child."""

from __future__ import annotations

import asyncio
import contextlib
import time
from array import array
from collections.abc import Container, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from tui.core.change import Change
from tui.core.models import ArticleRow, Subscription
from tui.core.progress import Pace
from tui.core.query import Query
from tui.screens.base import KeyedScreen, Moving
from tui.screens.head import ListState, explanation, head, problem_words, troubles
from tui.screens.snapshot import Snapshot, arrivals, opening, sources, take, tally
from tui.session import Fetching, News, Session
from tui.store.fold import Folded
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import Clock
from tui.widgets.drawn import Glyphs, Part

POLL_SECONDS = 1.0
PROGRESS_SECONDS = 0.5
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
        super().__init__(session, glyphs, self.list)
        self.state = ListState(target=target, expecting=session.refreshes)
        self._first = first
        self._open_at_once = open_at_once
        self.unstored: list[tuple[Change, Container[int]]] = []
        self.fetch_asked = False
        self._progress_drawn = 0.0
        self._pace = Pace()
        self._polling = False
        self._touched = False
        # What was asked for last; the state says what is shown, which comes a moment later.
        self._asked: tuple[str, Query] | None = None
        self._backlog = 0

    def clock(self) -> Clock:
        config = self._config
        return Clock(self._now(), config.zone, config.age == "relative")

    @property
    def moving(self) -> Moving:
        return self.list

    # From the store to the list

    async def on_mount(self) -> None:
        self.hold_keys()
        first = self._first or self.session.begin(opening)
        shown = first.done() and first.exception() is None
        if shown:
            # It was read while Textual was imported: the very first frame has it.
            self._show(first.result()[0])
            self.release_keys()
        self.work(partial(self._open, first, shown=shown), group="open")

    async def _open(self, first: Future[tuple[Snapshot, Folded]], *, shown: bool) -> None:
        try:
            snapshot, folded = await asyncio.wrap_future(first)
            if not shown:
                self._show(snapshot)
        finally:
            self.release_keys()
        self._tell_backlog(folded)
        self.set_interval(POLL_SECONDS, self._poll)
        self.set_timer(CHILD_AFTER_SECONDS, self._start_child)
        if snapshot.view == "all":
            self.tell(self.words("Nothing unread; here is everything"))
        if snapshot.partial and self._asked is None:
            self.load()
        await self._count()
        await self._look_at_sources()
        if self._open_at_once and len(self.list.ids) == 1:
            self._open_at_once = False
            await self.run_command("read-article")

    def load(self, view: str | None = None, narrowed: Query | None = None) -> None:
        """Take a new snapshot, of another view or under another filter; the cursor stays."""
        asked_view, asked_filter = self.asked
        self._asked = (
            asked_view if view is None else view,
            asked_filter if narrowed is None else narrowed,
        )
        self.work(partial(self._load, *self._asked), group="snapshot")

    @property
    def asked(self) -> tuple[str, Query]:
        """The view and the filter that the keys asked for, shown already or not yet."""
        return self._asked or (self.state.view, self.state.narrowed)

    async def _load(self, view: str, narrowed: Query) -> None:
        await self.session.marks.call(lambda _: None)  # a snapshot knows what was marked before it
        old, cursor = array("q", self.list.ids), self.list.cursor
        snapshot = await self.session.scan.call(
            lambda library: take(library, view, narrowed, old, cursor)
        )
        if old and self.list.cursor != cursor and (moved_to := self.list.current) is not None:
            # The keys went on meanwhile: stay where they are now.
            with contextlib.suppress(ValueError):
                snapshot = replace(snapshot, cursor=snapshot.ids.index(moved_to))
        self.state.narrowed = narrowed
        self.state.arrived = 0
        self._asked = None
        self._show(snapshot)
        await self._count()

    def _show(self, snapshot: Snapshot) -> None:
        self.state.view = snapshot.view
        self.list.show(snapshot.ids, snapshot.cursor, snapshot.rows)
        self.draw_bars()

    async def _count(self) -> None:
        view, narrowed = self.state.view, self.state.narrowed
        counted = await self.session.scan.call(lambda library: tally(library, view, narrowed))
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

    def _start_child(self) -> None:
        self.work(self._refresh, group="child")

    async def _refresh(self) -> None:
        try:
            await self.session.refresh_forever(self._on_fetching)
        finally:
            self.state.expecting, self.state.fetching = False, Fetching()  # nothing more will come
            self.draw_bars()
        if self.session.refreshes:
            self.tell(
                self.words("The fetching program ended; telex doctor shows its log"), "accent"
            )

    def _on_fetching(self, fetching: Fetching) -> None:
        before, self.state.fetching = self.state.fetching, fetching
        if fetching.finished:
            self.state.expecting = False
            self.work(self._fetched, group="fetched", exclusive=False)
        now = time.monotonic()
        self.state.seconds_left = self._pace.left(*fetching.progress, now)
        if before.running != fetching.running or now - self._progress_drawn > PROGRESS_SECONDS:
            self._progress_drawn = now
            self.draw_bars()

    async def _fetched(self) -> None:
        came = await self._look_for_news()
        await self._look_at_sources()
        asked, self.fetch_asked = self.fetch_asked, False
        if asked and not came:
            self.tell(self.words("nothing new"))
        infos = self.state.sources.infos
        if self.list.ids and (count := troubles(infos)) and not (asked and not came):
            source = next(source for source in infos if troubles([source]))
            problem = source.problems[0]  # remarks come last
            told: list[Part] = [(problem_words(source, problem, self.words), "accent")]
            told.append(("   " + self.words.say(problem.hint), "dim"))
            if count > 1:
                told.insert(0, (self.words("{n} problems: gh   ", n=count), "dim"))
            self.tell_parts(told, seconds=12)

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


class Every:
    """Holds every id there is: drawing what was done to all in view needs no set of 100,000."""

    def __contains__(self, number: object) -> bool:
        return True


class Among:
    """Holds ``ids``; the set is made when it is first asked for, which is often never."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = ids
        self._set: frozenset[int] | None = None

    def __contains__(self, number: object) -> bool:
        if self._set is None:
            self._set = frozenset(self._ids)
        return number in self._set
