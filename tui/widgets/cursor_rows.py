"""Rows of which one is under the cursor: what a list of headings and one of feeds share."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message

from tui.widgets.drawn import DrawnScroll, Glyphs


class CursorRows(DrawnScroll, inherit_bindings=False):
    """A subclass says how many rows there are (``count``) and draws each."""

    class Moved(Message):
        """The cursor is on another row."""

    class Picked(Message):
        """A click on the row under the cursor."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self.cursor = 0
        self.active = True
        """Whether keys move the cursor now; else its row is told by its ink alone."""

    @property
    def count(self) -> int:
        raise NotImplementedError

    @property
    def cursor_line(self) -> int:
        """The line of the widget that the cursor's row is drawn in."""
        return max(0, self.cursor - self.number_at(0))

    @property
    def page(self) -> int:
        return max(1, self.size.height - 1)

    def step(self, count: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(self.cursor + count, self.count - 1))
        if self.cursor != before:
            self.show_cursor()
            self.post_message(self.Moved())

    turn = step

    def edge(self, *, end: bool) -> None:
        self.step(self.count if end else -self.count)

    def measure(self) -> None:
        """The number of rows, or the room for them, is another one now."""
        self.virtual_size = Size(self.size.width, self.count)
        self.show_cursor()

    def show_cursor(self) -> None:
        if not self.size.height:
            return
        row = Region(0, self.cursor, self.size.width, 1)
        self.scroll_to_region(row, animate=False, immediate=True, force=True, origin_visible=False)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self.measure()

    def on_click(self, event: events.Click) -> None:
        number = self.number_at(event.y)
        if number == self.cursor:
            self.post_message(self.Picked())
        elif number < self.count:
            self.step(number - self.cursor)

    def number_at(self, y: int) -> int:
        """The row that is drawn ``y`` lines below the widget's top."""
        return round(self.scroll_offset.y) + y

    def ground_of(self, number: int) -> Style:
        """What lies under row ``number``: slightly raised where the cursor is."""
        if number != self.cursor or not self.active:
            return Style.null()
        raised = self.inks.raised
        return Style(bgcolor=raised.bgcolor, reverse=raised.reverse or None)
