"""The list: a snapshot of ordered ids, and the rows of the pages around the cursor.

Only lines that changed are sent to the terminal: a step within the page is two rows. At the edge
the list moves on by half a page, so that the whole of it is drawn once in fifteen steps. Rows
never move under the cursor; a new snapshot comes only from :meth:`ArticleList.show`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import replace

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.core.marking import NOTHING, Sought
from tui.core.models import ArticleRow
from tui.widgets.article_row import Clock, Columns, draw, title_is_cut
from tui.widgets.drawn import UNICODE, DrawnScroll, Glyphs, Part, explanation
from tui.widgets.row_cache import RowCache

PAGE = 128  # rows fetched at once
_ROWS_KEPT = 16 * PAGE
_STRIPS_KEPT = 512


class ArticleList(DrawnScroll, inherit_bindings=False):
    """Shows rows by their place in a snapshot of ids; knows the cursor's place."""

    class Wanted(Message):
        """Rows that are about to be seen and are not here; answer with :meth:`put`."""

        def __init__(self, ids: list[int]) -> None:
            super().__init__()
            self.ids = ids

    class Moved(Message):
        """The cursor came to another row, or the rows changed under it."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleList.Moved)

    class Chosen(Message):
        """The selected row was clicked."""

    def __init__(
        self, clock: Callable[[], Clock], glyphs: Glyphs = UNICODE, *, id: str | None = None
    ) -> None:
        super().__init__(glyphs, id=id)
        self._clock = clock
        self._drawn_at = clock()
        self.ids: array[int] = array("q")
        self.cursor = 0
        self._rows: RowCache[int, ArticleRow] = RowCache(_ROWS_KEPT)
        self._asked: set[int] = set()
        self._strips: RowCache[tuple[int, bool], Strip] = RowCache(_STRIPS_KEPT)
        self._columns = Columns.within(80, 0)
        self._longest_source = 0
        self._worn: Mapping[int, Collection[str]] = {}
        self.sought = NOTHING
        self._empty: tuple[Part, ...] = ()

    # What is shown

    def show(self, ids: Sequence[int], cursor: int, rows: Mapping[int, ArticleRow]) -> None:
        """A new snapshot, with the rows that are known already."""
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._rows.clear()
        self._asked.clear()
        self._keep(rows)
        self._drawn_at = self._clock()
        self._repaint()
        self.virtual_size = Size(self.size.width, len(self.ids))
        self.cursor = max(0, min(cursor, len(self.ids) - 1))
        self._reveal(flip=True)
        self._want()
        self.post_message(self.Moved())

    def put(self, rows: Mapping[int, ArticleRow]) -> None:
        """Rows that were wanted, or that changed."""
        self._keep(rows)
        self._asked.difference_update(rows)
        self._repaint()
        self.post_message(self.Moved())

    def follow(self, moved: Mapping[int, int]) -> None:
        """Articles have other ids now, because their files moved; the rows stay where they are."""
        for place, number in enumerate(self.ids if moved else ()):
            if number in moved:
                self.ids[place] = moved[number]

    def forget_rows(self) -> None:
        """Ask for all rows anew: somebody else changed them."""
        self._asked.clear()
        visible = set(self.ids[self._window()])
        for number in [n for n in self._rows if n not in visible]:
            del self._rows[number]
        self.post_message(self.Wanted(list(visible)))

    def mark(
        self, ids: Container[int], *, read: bool | None = None, starred: bool | None = None
    ) -> None:
        """Change the marks of ``ids`` at once, as far as their rows are here."""
        wanted = [number for number in self._rows if number in ids]
        for number in wanted:
            row = self._rows[number]
            self._rows[number] = replace(
                row,
                read=row.read if read is None else read,
                starred=row.starred if starred is None else starred,
            )
            for current in (True, False):
                self._strips.pop((number, current), None)
        for place, number in enumerate(self.ids[self._window()], self._top):
            if number in ids:
                self._refresh_row(place)

    def wear(self, worn: Mapping[int, Collection[str]], longest_source: int) -> None:
        """Labels to leave out, by feed; how wide the longest source's name is (0: draw none)."""
        if (worn, longest_source) != (self._worn, self._longest_source):
            self._worn, self._longest_source = worn, longest_source
            self._repaint()

    def seek(self, sought: Sought) -> None:
        if sought != self.sought:
            self.sought = sought
            self._repaint()

    def explain(self, parts: Sequence[Part]) -> None:
        """What to say while there is no row."""
        self._empty = tuple(parts)
        if not self.ids:
            self.refresh()

    # The cursor

    @property
    def current(self) -> int | None:
        return self.ids[self.cursor] if self.ids else None

    @property
    def row(self) -> ArticleRow | None:
        return self.known(self.cursor)

    @property
    def title_is_cut(self) -> bool:
        return self.row is not None and title_is_cut(self.row, self._columns)

    @property
    def rows_here(self) -> dict[int, ArticleRow]:
        return dict(self._rows)

    def row_of(self, number: int) -> ArticleRow | None:
        return self._rows.get(number)

    def known(self, place: int) -> ArticleRow | None:
        """The row at ``place``, if there is one and it is here."""
        return self.row_of(self.ids[place]) if 0 <= place < len(self.ids) else None

    @property
    def page(self) -> int:
        return max(1, self.size.height)

    def go(self, place: int, *, flip: bool = True) -> None:
        """Move the cursor to ``place``, or to the end that it lies beyond."""
        if not self.ids:
            return
        place = max(0, min(place, len(self.ids) - 1))
        if place == self.cursor:
            return
        before, self.cursor = self.cursor, place
        if not self._reveal(flip=flip):
            self._refresh_row(before)
            self._refresh_row(place)
        self._want()
        self.post_message(self.Moved())

    def step(self, count: int) -> None:
        self.go(self.cursor + count)

    def edge(self, *, end: bool) -> None:
        self.go(len(self.ids) - 1 if end else 0)

    def turn(self, count: int) -> None:
        """Move cursor and window together: the cursor keeps its height on the screen."""
        top = self._top
        before = self.cursor
        self.cursor = max(0, min(before + count, len(self.ids) - 1)) if self.ids else 0
        moved = self._scroll(top + count)
        if self.cursor != before and not moved:
            self._refresh_row(before)
            self._refresh_row(self.cursor)
        self._reveal(flip=True)
        self._want()
        self.post_message(self.Moved())

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if not self.ids:
            return explanation(self._empty, y, self.size, self.inks)
        place = self._top + y
        if place >= len(self.ids):
            return Strip.blank(width, self.inks.ink)
        number = self.ids[place]
        current = place == self.cursor
        strip = self._strips.get((number, current))
        if strip is None:
            row = self._rows.get(number)
            line = draw(
                row,
                self._columns,
                self._drawn_at,
                current=current,
                worn=self._worn,
                sought=self.sought,
                inks=self.inks,
                glyphs=self.glyphs,
            )
            strip = Strip(Segment.simplify(line)).adjust_cell_length(width)
            if row is not None:
                self._strips.keep((number, current), strip)
        return strip

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(event.size.width, len(self.ids))
        self._repaint()
        self._reveal(flip=True)
        self._want()
        self.post_message(self.Moved())

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if place >= len(self.ids):
            return
        if place == self.cursor:
            self.post_message(self.Chosen())
        else:
            self.go(place)

    def _repaint(self) -> None:
        self._columns = Columns.within(self.size.width, self._longest_source)
        self._strips.clear()
        self.refresh()

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

    def _want(self) -> None:
        height = max(self.size.height, 1)
        start, end = max(0, self._top - height), self._top + 2 * height
        if self._missing(start, end):
            # A whole page at a time, or held keys would ask for every row by itself.
            wanted = self._missing(start, max(end, start + PAGE))
            self._asked.update(wanted)
            self.post_message(self.Wanted(wanted))

    def _missing(self, start: int, end: int) -> list[int]:
        rows, asked = self._rows, self._asked
        return [n for n in self.ids[start:end] if n not in rows and n not in asked]

    def _keep(self, rows: Mapping[int, ArticleRow]) -> None:
        for number, row in rows.items():
            self._rows.keep(number, row)
