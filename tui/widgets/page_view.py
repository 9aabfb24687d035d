"""A page of lines that scrolls: an article, or the help. The lines are drawn elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.widgets.drawn import UNICODE, DrawnScroll, Glyphs

Line = Sequence[Segment]
_OVERLAP = 2  # lines of the former page that a new one begins with


class PageView(DrawnScroll, inherit_bindings=False):
    """Lines centred at the reading width; the first screens may be shown before the rest."""

    class Scrolled(Message):
        def can_replace(self, message: Message) -> bool:
            return isinstance(message, PageView.Scrolled)

    class Resized(Message):
        """The room for the page has another width now."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._lines: list[Line] = []
        self._line_width = 80
        self.complete = True

    def show(self, lines: Sequence[Line], width: int, *, top: int = 0) -> None:
        """These lines, set ``width`` cells wide, from line ``top``."""
        self._lines = list(lines)
        self._line_width = width
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.scroll_to(y=max(0, top), animate=False, immediate=True, force=True)
        self.refresh()
        self.post_message(self.Scrolled())

    def add(self, lines: Sequence[Line]) -> None:
        """More lines below; what is on the screen stays where it is."""
        full = len(self._lines) >= self.scroll_offset.y + self.size.height
        self._lines.extend(lines)
        self.virtual_size = Size(self.size.width, len(self._lines))
        if not full:
            self.refresh()
        self.post_message(self.Scrolled())

    @property
    def top(self) -> int:
        return round(self.scroll_offset.y)

    @property
    def count(self) -> int:
        return len(self._lines)

    @property
    def at_end(self) -> bool:
        return self.complete and self.top + self.size.height >= len(self._lines)

    @property
    def percent(self) -> int:
        """How much of the page has been on the screen."""
        if not self._lines:
            return 100
        return min(100, round(100 * (self.top + self.size.height) / len(self._lines)))

    @property
    def page(self) -> int:
        return max(1, self.size.height - _OVERLAP)

    def step(self, count: int) -> None:
        self.move_to(self.top + count)

    turn = step

    def edge(self, *, end: bool) -> None:
        self.move_to(len(self._lines) if end else 0)

    def move_to(self, line: int) -> None:
        last = max(0, len(self._lines) - self.size.height)
        self.scroll_to(y=max(0, min(line, last)), animate=False, immediate=True, force=True)
        self.post_message(self.Scrolled())

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        place = self.top + y
        if place >= len(self._lines):
            return Strip.blank(width, self.inks.ink)
        margin = max(0, (width - self._line_width) // 2)
        ground = self.inks.ink
        line = [Segment(" " * margin, ground)]
        line += [
            Segment(s.text, ground + s.style if s.style else ground) for s in self._lines[place]
        ]
        return Strip(line).adjust_cell_length(width, ground)

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(event.size.width, len(self._lines))
        self.post_message(self.Resized())
