"""The pane at the left of the list: views, feeds by folder, tags, with how much is unread."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.widgets.drawn import Drawn
from tui.widgets.feed_rows import FeedRow, FeedRows

GAP = FeedRow("", "")
"""An empty row between parts; the cursor passes over it."""


class SideRows(FeedRows, inherit_bindings=False):
    class Moved(FeedRows.Moved):
        pass

    class Picked(FeedRows.Picked):
        """A row was clicked: here that is enough to show it."""

    def step(self, count: int) -> None:
        super().step(count)
        current = self.current
        if current is not None and not current.key:
            super().step(1 if count > 0 else -1)

    def seek(self, key: str) -> None:
        """Put the cursor on the row of ``key``, if there is one."""
        keys = [row.key for row in self.rows]
        if key in keys:
            self.cursor = keys.index(key)
            self.show_cursor()

    def _put_on(self, number: int) -> bool:
        if number >= len(self.rows) or not self.rows[number].key:
            return False
        self.cursor = number
        self.show_cursor()
        return True

    def on_click(self, event: events.Click) -> None:
        if self._put_on(self.number_at(event.y)):
            self.post_message(self.Picked())


class PaneLine(Drawn):
    """The hairline between two panes, upright or level as its room is."""

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if width > 2:
            words = self.glyphs.line * width
        else:
            words = f"{'|' if self.glyphs.ascii_only else '│'} "[:width]
        return Strip([Segment(words, self.inks.hairline)]).adjust_cell_length(width)
