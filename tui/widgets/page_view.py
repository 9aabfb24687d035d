"""A page of lines that scrolls: an article, or the help. The lines are set elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.core.models import Place
from tui.render.find import Span
from tui.render.lines import PageLine
from tui.widgets.drawn import UNICODE, DrawnScroll, Glyphs, Inks

_OVERLAP = 2  # lines of the former page that a new one begins with
_ASIDE = 12  # cells that one key press moves long lines of code
_MARKED = Style(bold=True, underline=True)
_CHOSEN = Style(reverse=True)


class Mark(NamedTuple):
    """Characters ``start`` to ``end`` of a line in an ink of their own; ``label`` is drawn over
    their beginning."""

    start: int
    end: int
    ink: str
    chosen: bool = False
    label: str = ""


class PageView(DrawnScroll, inherit_bindings=False):
    """Lines centred at the reading width; the first screens may be shown before the rest."""

    class Scrolled(Message):
        def can_replace(self, message: Message) -> bool:
            return isinstance(message, PageView.Scrolled)

    class Resized(Message):
        """The room for the page has another width now."""

    class Picked(Message):
        """A click on the link that begins, or goes on, at character ``place`` of line ``line``."""

        def __init__(self, line: int, place: int) -> None:
            super().__init__()
            self.line = line
            self.place = place

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self.lines: list[PageLine] = []
        self._line_width = 80
        self._starts: list[int] = []
        """The first line of each block."""
        self._marks: Mapping[int, Sequence[Mark]] = {}
        self.aside = 0
        """Cells that long lines of code are moved to the left."""
        self._shown_at: tuple[int, Place | None] = (0, None)
        """The line that the page was shown from, for this place."""
        self._to_end = False
        """The reader wants its end, which is yet to come."""
        self.complete = True

    # What is on it

    def show(self, lines: Sequence[PageLine], width: int, *, at: Place | None = None) -> None:
        """These lines, set ``width`` cells wide, from ``at`` or from their beginning."""
        self.lines, self._starts, self._marks, self.aside = [], [], {}, 0
        self._line_width = width
        self._append(lines)
        self._to_end = False
        self.scroll_to(y=self.line_of(at), animate=False, immediate=True, force=True)
        self._shown_at = (self.top, at)
        self.refresh()
        self.post_message(self.Scrolled())

    def add(self, lines: Sequence[PageLine]) -> None:
        """More lines below; what is on the screen stays where it is."""
        full = len(self.lines) >= self.scroll_offset.y + self.size.height
        self._append(lines)
        if not full:
            self.refresh()
        if self._to_end:
            self.edge(end=True)
        self.post_message(self.Scrolled())

    def _append(self, lines: Iterable[PageLine]) -> None:
        for line in lines:
            if line.block >= len(self._starts):
                self._starts.append(len(self.lines))
            self.lines.append(line)
        # Not by assignment: that would lay the screen out, and paint it, for each batch below it.
        self.set_reactive(PageView.virtual_size, Size(self.size.width, len(self.lines)))

    def mark(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        """Draw these marks, by line, and no others."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    # Where it stands

    @property
    def top(self) -> int:
        return round(self.scroll_offset.y)

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def at_end(self) -> bool:
        return self.complete and self.top + self.size.height >= len(self.lines)

    @property
    def percent(self) -> int:
        """How much of the page has been on the screen."""
        if not self.lines:
            return 100
        return min(100, round(100 * (self.top + self.size.height) / len(self.lines)))

    @property
    def place(self) -> Place | None:
        """Where its first line on the screen stands in the article; None at the beginning."""
        if not self.top or not self.lines:
            return None
        if self.top == self._shown_at[0]:
            return self._shown_at[1]  # however often it is set anew, it does not wander
        block = bisect_right(self._starts, self.top) - 1
        before = self.lines[self._starts[block] : self.top]
        return Place(block, sum(line.extent for line in before))

    def line_of(self, place: Place | None) -> int:
        """The line that holds ``place``, or comes nearest to it."""
        if place is None or not self._starts:
            return 0
        if place.block >= len(self._starts):
            return len(self.lines)
        at, passed = self._starts[place.block], 0
        end = self._starts[place.block + 1] if place.block + 1 < len(self._starts) else self.count
        while at < end - 1 and passed + self.lines[at].extent <= place.offset:
            passed += self.lines[at].extent
            at += 1
        return at

    def sees(self, line: int) -> bool:
        return self.top <= line < self.top + self.size.height

    # Moving

    @property
    def page(self) -> int:
        return max(1, self.size.height - _OVERLAP)

    def step(self, count: int) -> None:
        self.move_to(self.top + count)

    turn = step

    def edge(self, *, end: bool) -> None:
        self.move_to(len(self.lines) if end else 0)
        self._to_end = end and not self.complete

    def move_to(self, line: int) -> None:
        self._to_end = False
        last = max(0, len(self.lines) - self.size.height)
        self.scroll_to(y=max(0, min(line, last)), animate=False, immediate=True, force=True)
        self.post_message(self.Scrolled())

    def reveal(self, span: Span) -> None:
        """Bring ``span`` onto the screen, into its upper third if it was not there."""
        if not self.sees(span.line):
            self.move_to(span.line - self.size.height // 3)
        line = self.lines[span.line]
        if line.aside:
            before = Strip([Segment(line.text[: span.end])]).cell_length
            self._move_aside(max(0, before + _ASIDE - self._room()))

    def move_aside(self, steps: int) -> bool:
        """Move long lines of code by ``steps`` of 12 cells; False if there is nothing to move."""
        longest = max(
            (
                Strip(line.segments).cell_length
                for line in self.lines[self.top : self.top + self.size.height]
                if line.aside
            ),
            default=0,
        )
        if not longest:
            self.aside = 0  # there is nothing on the screen that would show it
        most = max(0, longest - self._room())
        if steps > 0:
            most = -(-most // _ASIDE) * _ASIDE
        return self._move_aside(max(0, min(self.aside + steps * _ASIDE, max(most, self.aside))))

    def _move_aside(self, cells: int) -> bool:
        moved = cells != self.aside
        self.aside = cells
        if moved:
            self.refresh()
        return moved

    # Drawing

    def _margin(self) -> int:
        return max(0, (self.size.width - self._line_width) // 2)

    def _room(self) -> int:
        """Cells of a line of code that can be seen: it may stand out into the right margin."""
        return self.size.width - self._margin() - 1

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.inks.ink
        place = self.top + y
        if place >= len(self.lines):
            return Strip.blank(width, ground)
        line = self.lines[place]
        segments = [Segment(s.text, ground + s.style if s.style else ground) for s in line.segments]
        if place in self._marks:
            segments = _painted(segments, self._marks[place], self.inks)
        strip = Strip(segments)
        if line.aside:
            strip = self._window(strip, line.stretches[0].start if line.stretches else 0)
        strip = Strip([Segment(" " * self._margin(), ground), *strip])
        return strip.adjust_cell_length(width, ground)

    def _window(self, strip: Strip, lead: int) -> Strip:
        """What can be seen of a line of code that was moved aside, or has no room."""
        room, dim = self._room(), self.inks.dim
        if self.aside:
            kept = strip.crop(lead + self.aside + 1)
            less = Segment(self.glyphs.less, dim) if strip.cell_length > lead else Segment(" ")
            strip = Strip([*strip.crop(0, lead), less, *kept])
        if strip.cell_length > room:
            strip = Strip([*strip.crop(0, room - 1), Segment(self.glyphs.more, dim)])
        return strip

    # The mouse, and the room

    def on_click(self, event: events.Click) -> None:
        number = self.top + event.y
        if number >= len(self.lines):
            return
        line = self.lines[number]
        cell = event.x - self._margin()
        for link in line.links:
            start = _cells(line.text[: link.start])
            if start <= cell < start + _cells(line.text[link.start : link.end]):
                self.post_message(self.Picked(number, link.start))

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(event.size.width, len(self.lines))
        self.post_message(self.Resized())


def _cells(words: str) -> int:
    return Strip([Segment(words)]).cell_length


def _painted(segments: Sequence[Segment], marks: Sequence[Mark], inks: Inks) -> list[Segment]:
    """``segments`` with ``marks`` drawn into them; of two over one place the first counts."""
    owners: list[Mark | None] = [None] * sum(len(segment.text) for segment in segments)
    for mark in reversed(marks):
        end = min(mark.end, len(owners))
        owners[mark.start : end] = [mark] * max(0, end - mark.start)
    painted: list[Segment] = []
    at = 0
    for segment in segments:
        begin = at
        at += len(segment.text)
        for owner, run in groupby(range(begin, at), owners.__getitem__):
            places = list(run)
            words = segment.text[places[0] - begin : places[-1] + 1 - begin]
            style = segment.style or Style.null()
            if owner is not None:
                ink: Style = getattr(inks, owner.ink)
                style = ink + (_CHOSEN if owner.chosen else _MARKED) + Style(link=style.link)
                if owner.label and places[0] == owner.start:
                    words = _over(words, owner.label)
            painted.append(Segment(words, style))
    return painted


def _over(words: str, label: str) -> str:
    """``label`` drawn over the beginning of ``words``, which take as many cells as before."""
    room = _cells(words)
    rest = words
    while rest and _cells(rest) > room - len(label):
        rest = rest[1:]
    return label[:room] + " " * (room - len(label[:room]) - _cells(rest)) + rest
