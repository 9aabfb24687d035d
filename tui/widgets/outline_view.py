"""Headings, one a line, each as far in as its rank; the cursor is on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.core.text import last_hop_line
from tui.render.cells import cut
from tui.widgets.drawn import DrawnScroll, Glyphs

_INDENT = 2  # cells a rank


class Section(NamedTuple):
    """A heading of ``level`` 1 to 6."""

    level: int
    words: str


class OutlineView(DrawnScroll, inherit_bindings=False):
    class Moved(Message):
        pass

    class Picked(Message):
        """A click on the heading under the cursor."""

    def __init__(self, glyphs: Glyphs, sections: Sequence[Section], *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self.sections = tuple(sections)
        self.cursor = 0
        self._highest = min(section.level for section in sections)

    @property
    def page(self) -> int:
        return max(1, self.size.height - 1)

    def step(self, count: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(self.cursor + count, len(self.sections) - 1))
        if self.cursor != before:
            self._show_cursor()
            self.post_message(self.Moved())

    turn = step

    def edge(self, *, end: bool) -> None:
        self.step(len(self.sections) if end else -len(self.sections))

    def _show_cursor(self) -> None:
        height = self.size.height
        if not height:
            return
        row = Region(0, self.cursor, self.size.width, 1)
        self.scroll_to_region(row, animate=False, immediate=True, force=True, origin_visible=False)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(event.size.width, len(self.sections))
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        number = round(self.scroll_offset.y) + event.y
        if number == self.cursor:
            self.post_message(self.Picked())
        elif number < len(self.sections):
            self.step(number - self.cursor)

    def render_line(self, y: int) -> Strip:
        width, inks = self.size.width, self.inks
        number = round(self.scroll_offset.y) + y
        if number >= len(self.sections):
            return Strip.blank(width, inks.ink)
        section = self.sections[number]
        ground = inks.raised if number == self.cursor else Style.null()
        lead = self.glyphs.cursor if number == self.cursor else " "
        indent = " " * (1 + _INDENT * (section.level - self._highest))
        ink = inks.ink + Style(bold=section.level == self._highest)
        room = max(1, width - 2 - len(indent))
        words = cut(last_hop_line(section.words), room, self.glyphs.ellipsis)
        line = [Segment(lead, inks.accent + ground), Segment(indent + words, ink + ground)]
        return Strip(line).adjust_cell_length(width, inks.ink + ground)
