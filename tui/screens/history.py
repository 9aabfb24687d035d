"""The history: all that was done, in words, to go back to before any of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence

from tui.core.change import Step
from tui.deeds import step_in_words
from tui.errors import TelexError
from tui.library import Library
from tui.screens.acts import Acts
from tui.screens.base import KeyedScreen, Moving
from tui.session import Session
from tui.widgets.article_row import Clock
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.feed_rows import FeedRow, FeedRows
from tui.words import mark as _

SHOWN = 1_000  # steps
_ORIGINS = {"open": _("by opening"), "rule": _("by a rule")}


class HistoryScreen(KeyedScreen[None]):
    """Each step with when it was, its articles, and whether it is undone."""

    scope = "history"

    def __init__(self, session: Session, glyphs: Glyphs, acts: Acts) -> None:
        self.rows = FeedRows(glyphs, id="steps")
        super().__init__(session, glyphs, self.rows)
        self._acts = acts
        self._steps: Sequence[Step] = ()
        self._heard = session.news

    @property
    def moving(self) -> Moving:
        return self.rows

    def on_mount(self) -> None:
        self.hold_keys()  # typed ahead, they are about rows that are yet to come
        self.draw_bars()
        self._load()
        self.set_interval(1.0, self._look)

    def _look(self) -> None:
        if self.session.news != self._heard:  # another telex did something
            self._heard = self.session.news
            self._load()

    def _load(self) -> None:
        self.work(self._look_up, group="load")

    async def _look_up(self) -> None:
        try:
            # (On the lane that marks: what was done before is in it.)
            self._steps, titles, names = await self.session.marks.call(_history)
            rows = await asyncio.to_thread(self._rows, self._steps, titles, names)
            self.rows.show(rows, explained=[(self.words("Nothing was done yet"), "dim")])
            self.draw_bars()
        finally:
            self.release_keys()

    def _rows(
        self, steps: Sequence[Step], titles: Mapping[int, str], names: Mapping[str, str]
    ) -> list[FeedRow]:
        """(A thousand take 20 ms: not on the event loop.)"""
        return [self._row(step, titles, names) for step in steps]

    def _row(self, step: Step, titles: Mapping[int, str], names: Mapping[str, str]) -> FeedRow:
        zone = self.session.config.zone
        told = step_in_words(step, self.words, names, zone)
        notes = [titles[step.ids[0]]] if len(step.ids) == 1 and step.ids[0] in titles else []
        if step.origin in _ORIGINS:
            notes.insert(0, self.words(_ORIGINS[step.origin]))
        if step.undone:
            told = self.words("undone: {act}", act=told)
        ink = "dim" if step.undone or not step.deliberate else "ink"
        when = Clock(self.session.now(), zone).write(step.at)
        local = step.at.astimezone(zone)
        if local.date() != self.session.now().astimezone(zone).date():
            when = f"{when} {local:%H:%M}"
        note = f" {self.glyphs.dot} ".join(notes)
        return FeedRow(f"{step.number}", told, ink=ink, cells=((when, "dim"),), note=note)

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        left: list[Part] = [(self.words("History"), "ink bold")]
        if self._steps:
            left.append((f" {len(self._steps):,}", "accent bold"))
        self.head.show(left)
        self.draw_foot()

    def on_feed_rows_moved(self) -> None:
        self.rest_soon()
        self.place_cursor()

    def on_feed_rows_picked(self) -> None:
        self.do_turn()

    def _current(self) -> Step | None:
        row = self.rows.current
        return next((s for s in self._steps if row and row.key == f"{s.number}"), None)

    # Commands

    def do_turn(self) -> None:
        """Back to before the step under the cursor; of an undone one, on to after it."""
        step = self._current()
        if step is None:
            return
        number, undone = step.number, step.undone
        turning = self.session.marks.call(
            lambda library: library.redo_to(number) if undone else library.undo_to(number)
        )
        self.work(lambda: self._turned(turning, undone), group="turn", exclusive=False)

    async def _turned(self, turning: Awaitable[list[Step]], redone: bool) -> None:
        steps = await turning
        self._acts.show_turned(steps)
        n = len(steps)
        if redone:
            told = self.words.plural("{n} step done again", "{n} steps done again", n)
        else:
            told = self.words.plural("{n} step undone", "{n} steps undone", n)
        self.tell(told)
        self._load()

    def do_undo(self) -> None:
        self.work(lambda: self._one(self._acts.undo(self.tell)), group="turn", exclusive=False)

    def do_redo(self) -> None:
        self.work(lambda: self._one(self._acts.redo(self.tell)), group="turn", exclusive=False)

    async def _one(self, turning: Awaitable[None]) -> None:
        try:
            await turning
        except TelexError as error:
            self.tell_error(error)
        self._load()

    def do_back(self) -> None:
        self.dismiss(None)


def _history(library: Library) -> tuple[list[Step], dict[int, str], dict[str, str]]:
    steps = library.history(SHOWN)
    single = [step.ids[0] for step in steps if len(step.ids) == 1]
    titles = {number: str(row.title) for number, row in library.rows(single).items()}
    return steps, titles, library.names()
