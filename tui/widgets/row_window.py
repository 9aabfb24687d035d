"""The window onto a long snapshot of ids: which of its rows are on the screen."""

from __future__ import annotations

from array import array

from textual.geometry import Region

from tui.widgets.drawn import DrawnScroll, Glyphs


class RowWindow(DrawnScroll, inherit_bindings=False):
    """Rows by their place in ``ids``, a cursor, and the part of them that is seen."""

    def __init__(self, glyphs: Glyphs, *, id: str | None) -> None:
        super().__init__(glyphs, id=id)
        self.ids: array[int] = array("q")
        self.cursor = 0

    @property
    def cursor_line(self) -> int:
        """The line of the widget that the cursor's row is drawn in."""
        return max(0, self.cursor - self._top)

    @property
    def _top(self) -> int:
        return round(self.scroll_offset.y)

    def _window(self) -> slice:
        return slice(self._top, min(len(self.ids), self._top + self.size.height))

    def _scroll(self, top: int) -> bool:
        top = max(0, min(top, len(self.ids) - self.size.height))
        if top == self._top:
            return False
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        return True

    def _reveal(self, *, flip: bool) -> bool:
        height = self.size.height
        if height <= 0:
            return False  # not laid out yet
        top, half = self._top, height // 2 if flip else 0
        if self.cursor < top:
            return self._scroll(min(self.cursor, top - half) if flip else self.cursor)
        if self.cursor >= top + height:
            return self._scroll(max(self.cursor - height + 1, top + half))
        return False

    def _refresh_row(self, place: int) -> None:
        y = place - self._top
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))
