"""The tag filter's values: a column a facet, or one facet at a time where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.core.text import last_hop_line
from tui.render.cells import cut, fit
from tui.widgets.drawn import UNICODE, Drawn, Glyphs, Part, segments

_NARROWEST = 19  # cells a column
_WIDEST = 34
_SIDE_BY_SIDE = 80


@dataclass(frozen=True, slots=True)
class Value:
    """One row: what is shown, how many articles bear it, and what was chosen of it."""

    name: str
    shown: str
    count: int | None
    chosen: bool | None = None
    """True with, False without, None neither."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values from ``telling`` on tell nothing: they stand under a heading of their own, quietly."""

    field: str
    title: str
    values: tuple[Value, ...]
    telling: int | None = None
    heading: str = ""

    @property
    def height(self) -> int:
        return len(self.values) + (self.telling is not None)

    def line_of(self, row: int) -> int:
        """Where the value of that number is drawn, the heading counted in."""
        return row + (self.telling is not None and row >= self.telling)

    def row_at(self, line: int) -> int | None:
        """The number of the value drawn there; None for the heading and below the last one."""
        if line == self.telling or not 0 <= line < self.height:
            return None
        return line - (self.telling is not None and line > self.telling)


class FacetColumns(Drawn):
    """Draws facets and knows where the cursor is; what is chosen is the screen's business."""

    class Picked(Message):
        """A click on the row under the cursor."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self.facets: tuple[Facet, ...] = ()
        self.facet = 0
        self.rows: list[int] = []

    def show(self, facets: Sequence[Facet]) -> None:
        """Draw these; the cursor stays on its value where that is still there."""
        before = {
            facet.field: facet.values[row].name
            for facet, row in zip(self.facets, self.rows, strict=True)
            if row < len(facet.values)
        }
        self.facets = tuple(facets)
        self.rows = [
            next((n for n, v in enumerate(f.values) if v.name == before.get(f.field)), 0)
            for f in self.facets
        ]
        self.facet = min(self.facet, max(0, len(self.facets) - 1))
        self.refresh()

    @property
    def current(self) -> tuple[Facet, Value] | None:
        """The facet and the value under the cursor."""
        if not self.facets:
            return None
        facet = self.facets[self.facet]
        row = self.rows[self.facet]
        return (facet, facet.values[row]) if row < len(facet.values) else None

    @property
    def page(self) -> int:
        return max(1, self.size.height - 2)

    def begin(self, field: str, names: Sequence[str] = ()) -> None:
        """Put the cursor on the first value of ``field`` that is one of ``names``, else on its
        first; of the other facets on the first."""
        self.rows = [0] * len(self.facets)
        for place, facet in enumerate(self.facets):
            if facet.field == field:
                self.facet = place
                found = (n for n, value in enumerate(facet.values) if value.name in names)
                self.rows[place] = next(found, 0)
        self.refresh()

    def step(self, count: int) -> None:
        if self.facets:
            last = max(0, len(self.facets[self.facet].values) - 1)
            self.rows[self.facet] = max(0, min(self.rows[self.facet] + count, last))
            self.refresh()

    turn = step

    def edge(self, *, end: bool) -> None:
        if self.facets:
            self.step(len(self.facets[self.facet].values) * (1 if end else -1))

    def to_facet(self, facets: int) -> None:
        """To the next facet or the one before, around the ends."""
        if self.facets:
            self.facet = (self.facet + facets) % len(self.facets)
            self.refresh()

    def _columns(self) -> tuple[int, int, int]:
        """The first facet shown, how many are, and how wide each is."""
        width = self.size.width
        if width < _SIDE_BY_SIDE:
            return self.facet, 1, width
        fit_in = max(1, min(len(self.facets), (width - 1) // _NARROWEST))
        first = max(0, min(self.facet - fit_in // 2, len(self.facets) - fit_in))
        return first, fit_in, min(_WIDEST, (width - 1) // fit_in)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        ground = self.inks.ink
        if not self.facets:
            return Strip.blank(width, ground)
        first, count, each = self._columns()
        line: list[Segment] = []
        if y == 0:
            line = self._headings(first, count, each)
        elif y > 1:
            for place in range(first, first + count):
                line += self._cell(place, y - 2, each)
        return Strip(Segment.simplify(line)).adjust_cell_length(width, ground)

    def _headings(self, first: int, count: int, each: int) -> list[Segment]:
        if count == 1 and len(self.facets) > 1:
            # One at a time: say which others there are, the present one first.
            parts: list[Part] = [("  ", "ink")]
            turned = list(enumerate(self.facets))
            for place, facet in turned[self.facet :] + turned[: self.facet]:
                parts += [
                    (facet.title, "accent bold" if place == self.facet else "dim"),
                    ("  ", "ink"),
                ]
            return segments(parts, self.inks)
        found: list[Segment] = []
        for place in range(first, first + count):
            ink = "accent bold" if place == self.facet else "dim"
            found += segments([(fit("  " + self.facets[place].title, each), ink)], self.inks)
        # More to the left or to the right than there is room for.
        if first:
            found.insert(0, Segment("<", self.inks.dim))
        if first + count < len(self.facets):
            found.append(Segment(">", self.inks.dim))
        return found

    def _cell(self, place: int, y: int, width: int) -> list[Segment]:
        facet, row = self.facets[place], self.rows[place]
        line = self._top(place) + y
        number = facet.row_at(line)
        inks = self.inks
        if number is None:
            nothing = "  -" if y == 0 and not facet.values else ""
            words = f"  {facet.heading}" if line == facet.telling else nothing
            return [Segment(fit(words, width), inks.dim)]
        value = facet.values[number]
        current = place == self.facet and number == row
        over = Style(bgcolor=inks.raised.bgcolor, reverse=inks.raised.reverse or None)
        over = over if current else Style.null()
        sign = {True: self.glyphs.plus, False: self.glyphs.minus, None: " "}[value.chosen]
        count = "" if value.count is None else f"{value.count:,}"
        room = width - 6 - cell_len(count)
        name = cut(last_hop_line(value.shown), max(1, room), self.glyphs.ellipsis)
        sunk = facet.telling is not None and number >= facet.telling
        quiet = value.chosen is False or (sunk and not value.chosen)
        ink = inks.accent if value.chosen is True else inks.dim if quiet else inks.ink
        gap = " " * max(1, width - 5 - cell_len(name) - cell_len(count))
        return [
            Segment(self.glyphs.cursor if current else " ", inks.accent + over),
            Segment(f"{sign} ", inks.accent + over),
            Segment(name, ink + over),
            Segment(gap, inks.dim + over),
            Segment(count, inks.dim + over),
            Segment(" ", inks.dim + over),
            Segment(" ", inks.ink),
        ]

    def _top(self, place: int) -> int:
        """The first line drawn of a facet: the cursor stays in the middle where it can."""
        facet, height = self.facets[place], max(1, self.size.height - 2)
        return max(0, min(facet.line_of(self.rows[place]) - height // 2, facet.height - height))

    def on_click(self, event: events.Click) -> None:
        first, count, each = self._columns()
        place = first + min(event.x // max(1, each), count - 1)
        if event.y < 2 or place >= len(self.facets):
            return
        number = self.facets[place].row_at(self._top(place) + event.y - 2)
        if number is not None:
            self.facet, self.rows[place] = place, number
            self.refresh()
            self.post_message(self.Picked())
