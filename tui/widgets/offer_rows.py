"""Rows of what may be meant by what is being typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tui.widgets.feed_rows import FeedRow, FeedRows

MOST = 8  # rows


class OfferRows(FeedRows, inherit_bindings=False):
    """As high as there are rows, and gone without any; ``chosen`` may be none of them."""

    class Moved(FeedRows.Moved):
        pass

    class Picked(FeedRows.Picked):
        """A row was clicked: here that is enough to take it."""

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # (else Textual calls the handler of the class above as well)
        number = self.number_at(event.y)
        if number < self.count:
            self.cursor = number
            self.post_message(self.Picked())

    def offer(self, rows: Sequence[FeedRow], chosen: int, room: int) -> None:
        """Draw ``rows``, ``room`` of them at most at a time, that of ``chosen`` as the one meant; -1
        for none."""
        self.display = bool(rows)
        self.styles.height = min(len(rows), MOST, max(1, room))
        if tuple(rows) != self.rows:
            self.show(rows)
        self.cursor = min(chosen, len(rows) - 1)
        self.show_cursor()

    def show_cursor(self) -> None:
        if self.cursor >= 0:
            super().show_cursor()
        elif self.size.height:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
            self.refresh()
