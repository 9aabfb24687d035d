"""What the list shows: snapshots of a view and a filter, taken from the store beside the keys."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual.containers import Horizontal
from textual.widget import Widget

from tui.core.models import Subscription
from tui.core.query import Query
from tui.screens.articles import ArticlesScreen
from tui.screens.base import Moving
from tui.screens.head import ListState, explanation, head
from tui.screens.snapshot import Panes, Snapshot, first_found, sources, take, tally
from tui.session import Session
from tui.widgets.article_list import ArticleList
from tui.widgets.article_row import Clock
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.side_rows import PaneLine, SideRows

SIDE_FROM = 110  # cells
TYPED, SIDE = "typed", "side"


class LoadedList(ArticlesScreen[None]):
    """A list of articles with its head, and room for panes."""

    scope = "list"

    def __init__(self, session: Session, glyphs: Glyphs, target: Subscription | None) -> None:
        self._now, self._config = session.now, session.config
        say = session.words if session.config.accessible else None
        self.list = ArticleList(self.clock, glyphs, say=say, id="list")
        self.side = SideRows(glyphs, id="side")
        line = PaneLine(glyphs, id="side-line")
        panes = Horizontal(self.side, line, self.beside_side(), id="panes")
        super().__init__(session, glyphs, panes)
        self.state = ListState(target=target, expecting=session.refreshes)
        self.panes = Panes(side_open=False)  # until it is known how they were left
        self.typed_load = 0
        """The number of the last search that was typed and is not shown yet; 0 for none."""
        self._asked_for: tuple[str, Query] | None = None  # last; it is shown a moment later

    def clock(self) -> Clock:
        return Clock(self._now(), self._config.zone, self._config.age == "relative")

    @property
    def moving(self) -> Moving:
        return self.list

    def beside_side(self) -> Widget:
        """What is right of the pane at the left."""
        return self.list

    def place_side(self) -> None:
        """Show the pane at the left, if it is wanted and there is room for it."""
        room = self.size.width >= SIDE_FROM and not self._config.accessible
        self.set_class(self.panes.side_open and room and not self.session.zen, "with-side")

    # Snapshots

    @property
    def something_asked(self) -> bool:
        """Whether something else was asked for than is shown."""
        return self._asked_for is not None

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
        self._asked_for = (
            asked_view if view is None else view,
            asked_filter if narrowed is None else narrowed,
        )
        for kind in (TYPED, SIDE):
            self.session.scan.interrupt(kind)  # what was asked before helps nobody, or can wait
        self.typed_load = self.typed_load + 1 if typed else 0
        if not typed:
            self.release_keys()  # nothing typed is being waited for any more
        self.work(partial(self._load, *self._asked_for, typed, self.typed_load), group="snapshot")

    def withdraw_load(self) -> None:
        """What was asked for last is to be shown no more."""
        self._asked_for, self.typed_load = None, 0
        self.workers.cancel_group(self, "snapshot")
        self.release_keys()

    @property
    def asked(self) -> tuple[str, Query]:
        """The view and the filter that keys asked for, shown already or not yet."""
        return self._asked_for or (self.state.view, self.state.narrowed)

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
                self._asked_for = (view, narrowed)
                self._arrange(some, narrowed)
            finally:
                if number == self.typed_load:  # else keys wait for the one that overtook it
                    self.typed_load = 0
                    self.release_keys()
            if not some.partial:
                self._asked_for = None
                await self.count_anew(kind)
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
        self._asked_for = None
        await self.count_anew(kind)

    def _arrange(self, snapshot: Snapshot, narrowed: Query) -> None:
        self.state.narrowed = narrowed
        self.state.arrived = 0
        self.show_snapshot(snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.state.view, self.state.order = snapshot.view, snapshot.order
        if self.list.selected:
            self.list.selected.intersection_update(snapshot.ids)
        self.list.seek(snapshot.sought)
        self.list.show(snapshot.ids, snapshot.cursor, snapshot.rows)
        self.draw_bars()

    async def count_anew(self, kind: str = "") -> None:
        view, narrowed = self.state.view, self.state.narrowed
        counted = await self.session.scan.call(lambda library: tally(library, view, narrowed), kind)
        self.state.tally = counted
        self.state.unread = counted.shown.unread
        self.draw_bars()

    async def look_at_sources(self) -> None:
        self.state.sources = await self.session.scan.call(sources)
        self.list.wear(self.state.sources.worn.by_feed, self.state.sources.longest_name)
        self.draw_bars()

    # Words around the list

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        self.state.selected = len(self.list.selected)
        self.head.show(*head(self.state, self.words, self.glyphs, self.key_of))
        if not self.list.ids:
            self.list.explain(explanation(self.state, self.words, self.key_of))
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
