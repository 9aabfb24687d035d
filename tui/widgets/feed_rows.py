"""Feeds, one a line, under the headings of their folders; the cursor is on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.core.text import last_hop_line
from tui.render.cells import cut, fit
from tui.widgets.cursor_rows import CursorRows
from tui.widgets.drawn import Glyphs, Part, explanation, ink_of

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


class FeedRows(CursorRows, inherit_bindings=False):
    class Moved(CursorRows.Moved):
        pass

    class Picked(CursorRows.Picked):
        pass

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self.rows: tuple[FeedRow, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._explained: tuple[Part, ...] = ()

    @property
    def count(self) -> int:
        return len(self.rows)

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
        self.measure()
        self.post_message(self.Moved())

    @property
    def current(self) -> FeedRow | None:
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def render_line(self, y: int) -> Strip:
        width, inks = self.size.width, self.inks
        if not self.rows:
            return explanation(self._explained, y, self.size, inks)
        number = self.number_at(y)
        if number >= len(self.rows):
            return Strip.blank(width, inks.ink)
        row = self.rows[number]
        over = self.ground_of(number)
        current = number == self.cursor
        lead = self.glyphs.cursor if current and self.active else " "
        ink = "accent" if current and not self.active else row.ink
        sign = fit(row.sign, 1)
        line = [Segment(lead, inks.accent + over), Segment(f"{sign} ", inks.accent + over)]
        indent = min(_INDENT * row.depth, max(0, width // 6))
        line.append(Segment(" " * indent, inks.ink + over))
        room = width - 4 - indent
        # Columns give way to the name from the left, so the first of them is worth the most.
        shown: list[tuple[Part, int]] = []
        for part, column in zip(row.cells, self._widths, strict=False):
            if room - column - _GAP < max(12, width // 4):
                break
            shown.append((part, column))
            room -= column + _GAP
        name = cut(last_hop_line(row.name), max(1, room), self.glyphs.ellipsis)
        line.append(Segment(name, ink_of(ink, inks) + over))
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
