"""The list: a snapshot of ordered ids, and the rows of the pages around the cursor.

Only lines that changed are sent to the terminal: a step within the page is two rows. At the edge
the list moves on by half a page, so that the whole of it is drawn once in fifteen steps. Rows
never move under the cursor; a new snapshot comes only from :meth:`ArticleList.show`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.core.marking import NOTHING, Sought
from tui.core.models import ArticleRow
from tui.widgets.article_row import Clock, Columns, Say, draw, state_words, title_is_cut
from tui.widgets.drawn import UNICODE, Glyphs, Part, explanation
from tui.widgets.row_cache import LoadedRows, RowCache
from tui.widgets.row_window import RowWindow

PAGE = 128  # rows fetched at once
_ROWS_KEPT = 16 * PAGE
_STRIPS_KEPT = 512


class ArticleList(RowWindow, inherit_bindings=False):
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
        self,
        clock: Callable[[], Clock],
        glyphs: Glyphs = UNICODE,
        *,
        say: Say | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(glyphs, id=id)
        self._clock = clock
        self._drawn_at = clock()
        self._loaded = LoadedRows(_ROWS_KEPT)
        self._strips: RowCache[tuple[int, bool], Strip] = RowCache(_STRIPS_KEPT)
        self._say = say
        self.selected: set[int] = set()
        self._columns = Columns.within(80, 0)
        self._longest_source = 0
        self._worn: Mapping[int, Collection[str]] = {}
        self.sought = NOTHING
        self._empty: tuple[Part, ...] = ()

    # What is shown

    def show(self, ids: Sequence[int], cursor: int, rows: Mapping[int, ArticleRow]) -> None:
        """A new snapshot, with the rows that are known already."""
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._loaded.clear()
        self._loaded.put(rows)
        self._drawn_at = self._clock()
        self._repaint()
        self.virtual_size = Size(self.size.width, len(self.ids))
        self.cursor = max(0, min(cursor, len(self.ids) - 1))
        self._reveal(flip=True)
        self._want()
        self.post_message(self.Moved())

    def put(self, rows: Mapping[int, ArticleRow]) -> None:
        """Rows that were wanted, or that changed."""
        self._loaded.put(rows)
        self._repaint()
        self.post_message(self.Moved())

    def follow(self, moved: Mapping[int, int]) -> None:
        """Articles have other ids now, because their files moved; the rows stay where they are."""
        for place, number in enumerate(self.ids if moved else ()):
            if number in moved:
                self.ids[place] = moved[number]
        self.selected = {moved.get(number, number) for number in self.selected}

    def forget_rows(self) -> None:
        """Ask for all rows anew: somebody else changed them."""
        visible = set(self.ids[self._window()])
        self._loaded.forget_all_but(visible)
        self.post_message(self.Wanted(list(visible)))

    def mark(self, ids: Iterable[int], **looks: Any) -> None:
        """Change fields of the rows of ``ids``, which may be very many, at once, as far as they are
        here."""
        rows = self._loaded.rows
        here = {*rows, *(number for number, _ in self._strips)}.intersection(ids)
        for number in here.intersection(rows):
            rows[number] = replace(rows[number], **looks)
        self._redraw(here)

    def _redraw(self, ids: Container[int]) -> None:
        for key in [key for key in self._strips if key[0] in ids]:
            del self._strips[key]
        for place, number in enumerate(self.ids[self._window()], self._top):
            if number in ids:
                self._refresh_row(place)

    def select(self, ids: Iterable[int], value: bool = True) -> None:
        """Add ``ids`` to what is selected, or take them off."""
        turned = set(ids)
        self.selected = self.selected | turned if value else self.selected - turned
        self._redraw(turned)

    def select_none(self) -> None:
        self.select(self.selected, False)

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
        return self.row is not None and title_is_cut(self.row, self._columns, self._told(self.row))

    def _told(self, row: ArticleRow) -> str:
        if self._say is None:
            return ""
        return state_words(row, self._drawn_at, selected=row.id in self.selected, say=self._say)

    @property
    def rows_here(self) -> dict[int, ArticleRow]:
        return dict(self._loaded.rows)

    def row_of(self, number: int) -> ArticleRow | None:
        return self._loaded.rows.get(number)

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
            row = self._loaded.rows.get(number)
            line = draw(
                row,
                self._columns,
                self._drawn_at,
                current=current,
                selected=number in self.selected,
                say=self._say,
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

    def _want(self) -> None:
        height = max(self.size.height, 1)
        start, end = max(0, self._top - height), self._top + 2 * height
        if self._loaded.missing(self.ids[start:end]):
            # A whole page at a time, or held keys would ask for every row by itself.
            wanted = self._loaded.missing(self.ids[start : max(end, start + PAGE)])
            self._loaded.ask(wanted)
            self.post_message(self.Wanted(wanted))
