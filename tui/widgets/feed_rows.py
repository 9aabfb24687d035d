"""Feeds, one a line, under the headings of their folders; the cursor is on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.core.text import last_hop_line
from tui.render.cells import cut, fit
from tui.widgets.drawn import DrawnScroll, Glyphs, Part, explanation, ink_of

_GAP = 2  # cells between columns
_INDENT = 2  # cells a folder in a folder


class FeedRow(NamedTuple):
    """``key`` is what the row stands for; ``cells`` are its columns, from the right."""

    key: str
    name: str
    depth: int = 0
    ink: str = "ink"
    sign: str = ""
    cells: tuple[Part, ...] = ()
    note: str = ""


class FeedRows(DrawnScroll, inherit_bindings=False):
    """``header`` names the columns, if they need names."""

    class Moved(Message):
        pass

    class Picked(Message):
        """A click on the row under the cursor."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self.rows: tuple[FeedRow, ...] = ()
        self.cursor = 0
        self._widths: tuple[int, ...] = ()
        self._explained: tuple[Part, ...] = ()

    def show(self, rows: Sequence[FeedRow], *, explained: Sequence[Part] = ()) -> None:
        """Draw ``rows`` from now on; the cursor stays on what it was on. Without any, the
        explanation."""
        before = self.current
        self.rows, self._explained = tuple(rows), tuple(explained)
        keys = [row.key for row in self.rows]
        if before is not None and before.key in keys:
            self.cursor = keys.index(before.key)
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        columns = max((len(row.cells) for row in self.rows), default=0)
        self._widths = tuple(
            max(cell_len(row.cells[n][0]) for row in self.rows if len(row.cells) > n)
            for n in range(columns)
        )
        self._measure()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def current(self) -> FeedRow | None:
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def page(self) -> int:
        return max(1, self.size.height - 1)

    def step(self, count: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(self.cursor + count, len(self.rows) - 1))
        if self.cursor != before:
            self._show_cursor()
            self.post_message(self.Moved())

    turn = step

    def edge(self, *, end: bool) -> None:
        self.step(len(self.rows) if end else -len(self.rows))

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._show_cursor()

    def _show_cursor(self) -> None:
        if not self.size.height:
            return
        row = Region(0, self.cursor, self.size.width, 1)
        self.scroll_to_region(row, animate=False, immediate=True, force=True, origin_visible=False)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._measure()

    def on_click(self, event: events.Click) -> None:
        number = round(self.scroll_offset.y) + event.y
        if number == self.cursor:
            self.post_message(self.Picked())
        elif number < len(self.rows):
            self.step(number - self.cursor)

    def render_line(self, y: int) -> Strip:
        width, inks = self.size.width, self.inks
        if not self.rows:
            return explanation(self._explained, y, self.size, inks)
        number = round(self.scroll_offset.y) + y
        if number >= len(self.rows):
            return Strip.blank(width, inks.ink)
        row = self.rows[number]
        current = number == self.cursor
        over = (
            Style(bgcolor=inks.raised.bgcolor, reverse=inks.raised.reverse or None)
            if current
            else Style.null()
        )
        lead = self.glyphs.cursor if current else " "
        sign = fit(row.sign, 1)
        line = [Segment(lead, inks.accent + over), Segment(f"{sign} ", inks.accent + over)]
        line.append(Segment(" " * (_INDENT * row.depth), inks.ink + over))
        room = width - 4 - _INDENT * row.depth
        # Columns give way to the name from the left, so the first of them is worth the most.
        shown: list[tuple[Part, int]] = []
        for part, column in zip(row.cells, self._widths, strict=False):
            if room - column - _GAP < max(12, width // 4):
                break
            shown.append((part, column))
            room -= column + _GAP
        name = cut(last_hop_line(row.name), max(1, room), self.glyphs.ellipsis)
        line.append(Segment(name, ink_of(row.ink, inks) + over))
        room -= cell_len(name)
        if row.note and room > 10:
            note = cut("  " + last_hop_line(row.note), room, self.glyphs.ellipsis)
            line.append(Segment(note, inks.dim + over))
            room -= cell_len(note)
        line.append(Segment(" " * max(0, room), inks.ink + over))
        for (words, ink), column in shown:
            padded = " " * (_GAP + column - cell_len(words)) + last_hop_line(words)
            line.append(Segment(padded, ink_of(ink, inks) + over))
        return Strip(line).adjust_cell_length(width, inks.ink + over)
