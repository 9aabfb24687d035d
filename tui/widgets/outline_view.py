"""Headings, one a line, each as far in as its rank; the cursor is on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.core.text import last_hop_line
from tui.render.cells import cut
from tui.widgets.cursor_rows import CursorRows
from tui.widgets.drawn import Glyphs

_INDENT = 2  # cells a rank


class Section(NamedTuple):
    """A heading of ``level`` 1 to 6."""

    level: int
    words: str


class OutlineView(CursorRows, inherit_bindings=False):
    class Moved(CursorRows.Moved):
        pass

    class Picked(CursorRows.Picked):
        pass

    def __init__(self, glyphs: Glyphs, sections: Sequence[Section], *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self.sections = tuple(sections)
        self._highest = min(section.level for section in sections)

    @property
    def count(self) -> int:
        return len(self.sections)

    def render_line(self, y: int) -> Strip:
        width, inks = self.size.width, self.inks
        number = self.number_at(y)
        if number >= len(self.sections):
            return Strip.blank(width, inks.ink)
        section = self.sections[number]
        ground = self.ground_of(number)
        lead = self.glyphs.cursor if number == self.cursor else " "
        indent = " " * (1 + _INDENT * (section.level - self._highest))
        ink = inks.ink + Style(bold=section.level == self._highest)
        room = max(1, width - 2 - len(indent))
        words = cut(last_hop_line(section.words), room, self.glyphs.ellipsis)
        line = [Segment(lead, inks.accent + ground), Segment(indent + words, ink + ground)]
        return Strip(line).adjust_cell_length(width, inks.ink + ground)
