"""Triage in the list: what is selected, done and next, everything above, everything in view."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from functools import partial

from tui.core.change import AnyChange, Change, SavedChange, SourceChange, mark_read
from tui.core.models import ArticleRow
from tui.core.query import Query
from tui.core.queryvalues import QueryError
from tui.errors import TelexError
from tui.library import Library
from tui.screens.acts import looks_of
from tui.screens.among import Among
from tui.screens.panes import PanesList
from tui.screens.prompt import Prompt
from tui.screens.querying import counted, query_offers
from tui.widgets.drawn import Part

FEW = 200  # ids; what is done to more is not looked up one by one
COUNTS_SECONDS = 0.3


class TriageList(PanesList):
    """The list with its marks: drawn at once, stored beside the keys."""

    _anchor: int | None = None
    """The article that was selected last: ``X`` selects from there."""

    # What keys are about

    def targets(self) -> Sequence[int]:
        selected = self.list.selected
        if not selected:
            return () if self.list.current is None else (self.list.current,)
        return [number for number in self.list.ids if number in selected]

    def known(self, number: int) -> ArticleRow | None:
        return self.list.row_of(number)

    def acted(self, ids: Sequence[int]) -> None:
        if self.list.selected:
            self.list.select_none()
            self.draw_bars()

    def act(self, act: Awaitable[object]) -> None:
        self.work(partial(self._done, act), group="act", exclusive=False)

    async def _done(self, act: Awaitable[object]) -> None:
        try:
            await act
        except TelexError:
            self.list.forget_rows()
            raise

    # Selecting

    def do_select(self) -> None:
        """Select the row, or let it go; and on to the next."""
        if (number := self.list.current) is not None:
            self.list.select([number], number not in self.list.selected)
            self._anchor = number
            self.list.go(self.list.cursor + 1)
            self.draw_bars()

    def do_select_to(self) -> None:
        """All rows from the one selected last to here."""
        if (number := self.list.current) is None:
            return
        start = self.list.cursor
        if self._anchor is not None and self._anchor in self.list.ids:
            start = self.list.ids.index(self._anchor)
        first, last = sorted((start, self.list.cursor))
        self.list.select(self.list.ids[first : last + 1])
        self._anchor = number
        self.draw_bars()

    def do_select_by(self) -> None:
        """Select what a query finds in what is shown."""
        hint = self.words("a query, such as source:lwn or title:降息; Enter alone: all in view")
        self.work(self.learn_values, group="known")
        self.ask(
            Prompt(
                self.words("Select: "),
                self.with_select_by,
                offers=lambda typed: query_offers(typed, self.known_values),
                hint=lambda _text: ((hint, "dim"),),
                look=self.count_in_view,
                earlier=self.session.typed.setdefault("query", []),
            )
        )

    def with_select_by(self, words: str) -> None:
        if not words:
            self.list.select(self.list.ids)
            self.draw_bars()
            return
        from tui.core.queryparse import parse

        try:
            query = parse(words)
        except QueryError as error:
            self.tell_error(error)
            return
        self.work(partial(self._select, query), group="select")

    async def _select(self, query: Query) -> None:
        here = await self._in_view(query)
        self.list.select(here)
        self.draw_bars()
        if not here:
            self.tell(self.words("Nothing in view matches that"))

    async def _in_view(self, query: Query) -> list[int]:
        """What ``query`` finds among the rows that are shown, as they are marked by now."""
        shown = array("q", self.list.ids)
        await self.session.marks.call(lambda _: None)

        def find(library: Library) -> list[int]:
            found = set(library.ids(query))
            return [number for number in shown if number in found]

        return await self.session.scan.call(find)

    def count_in_view(self, written: str) -> Awaitable[Sequence[Part]] | None:
        """How many rows ``written`` would select."""
        from tui.core.queryparse import parse

        try:
            query = parse(written)
        except QueryError:
            return counted(self, written, within=self.asked)  # says what is wrong
        if query.reads_everything:
            return None

        async def count() -> Sequence[Part]:
            n = len(await self._in_view(query))
            return ((self.words.plural("{n} article", "{n} articles", n), "accent"),)

        return count()

    # Marks

    def begin_change(self, change: Change) -> None:
        """Draw a change before it is stored, and on rows that are read before it is."""
        self.unstored.append((change, Among(change.ids)))
        self.show_change(change)

    def show_change(self, change: AnyChange) -> None:
        """Draw a change; of sources, by looking anew."""
        if isinstance(change, SourceChange):
            target = self.state.target
            if target is not None and (now := change.subscribes(target.key)) is not None:
                self.state.target = replace(target, subscribed=now)
            if change.shows_others:  # (rows move only then)
                self.load()
            self.list.forget_rows()
            self.work(self.look_at_sources, group="sources")
            return
        if isinstance(change, SavedChange):
            if change.kind == "view" and change.after is None:
                self.forget_view(change.name)
            self.draw_bars()  # the pane follows
            return
        if change.kind == "tag":
            self.list.forget_rows()
        else:
            self.state.unread = max(0, self.state.unread + self._turned(change))
            self.list.mark(change.ids, **looks_of(change))
        self.draw_bars()
        self.work(self._settle_counts, group="counts")

    def settle_change(self, change: Change) -> None:
        """It is stored: rows read from now on have it."""
        self.work(partial(self._forget_unstored, change), group="settle", exclusive=False)

    async def _forget_unstored(self, change: Change) -> None:
        await self.session.hand.call(lambda _: None)  # after the rows that were read before it
        self.unstored[:] = [pair for pair in self.unstored if pair[0] is not change]
        if change.kind == "tag":
            self.list.forget_rows()  # what is drawn of a tag is only known by now

    def _turned(self, change: Change) -> int:
        """How much more is unread by it; a guess for rows that are not here, corrected at once."""
        now, looks = self.session.now(), looks_of(change)
        rows = [self.list.row_of(number) for number in change.ids] if len(change.ids) < FEW else []
        return sum(
            replace(row, **looks).is_unread(now) - row.is_unread(now)
            for row in rows
            if row is not None
        )

    async def _settle_counts(self) -> None:
        from asyncio import sleep

        await sleep(COUNTS_SECONDS)
        await self.session.marks.call(lambda _: None)  # after all that was marked till now
        await self.count_anew()

    # Done, and on

    def do_done(self) -> None:
        """Mark read what keys are about, and go where ``after_done`` says."""
        self.apply(mark_read(self.targets()))
        self.go_on()

    def go_on(self) -> None:
        step, unread = self.session.config.onward
        if unread:
            self.to_unread(step)
        else:
            self.list.go(self.list.cursor + step)

    def put_off(self, ids: Sequence[int], words: str) -> None:
        alone = not self.list.selected and list(ids) == [self.list.current]
        super().put_off(ids, words)
        if alone:
            self.go_on()

    def do_done_above(self) -> None:
        ids = self.list.ids[: self.list.cursor].tolist()
        if ids:
            self.apply(mark_read(ids), tell=True)

    def do_all_read(self) -> None:
        self.apply(mark_read(self.list.ids.tolist()), tell=True)

    def do_hide(self) -> None:
        alone = not self.list.selected
        super().do_hide()
        if alone:
            self.list.go(self.list.cursor + 1)

    def do_next_unread(self) -> None:
        self.to_unread(1)

    def do_previous_unread(self) -> None:
        self.to_unread(-1)

    def to_unread(self, step: int) -> None:
        place = self.list.cursor + step
        while (row := self.list.known(place)) is not None:
            if row.is_unread(self.session.now()):
                self.list.go(place)
                return
            place += step
        self.work(partial(self._seek, step), group="seek")

    async def _seek(self, step: int) -> None:
        ids, start = array("q", self.list.ids), self.list.cursor
        place = await self.next_unread(ids, start, step)
        if place is not None:
            self.list.go(place)
