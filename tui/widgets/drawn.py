"""What the widgets that draw their own lines share: styles by name, bars and hairlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.core.text import last_hop_line
from tui.render.cells import cut
from tui.render.linebreak import lines_of

WHEEL = 3  # lines a notch


class Inks(NamedTuple):
    """Styles by purpose, each on the ground of the theme."""

    ink: Style
    dim: Style
    accent: Style
    place: Style
    raised: Style
    hairline: Style


INKS = frozenset(f"ink--{name}" for name in Inks._fields)
"""The component classes by which an app gives what is drawn its inks, in ``base.tcss``. (An app's, for
Textual works out those of each widget anew, for a quarter of what a screen costs.)"""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The few signs telex draws; the ASCII set has none whose width a terminal may doubt."""

    cursor: str = "▌"
    unread: str = "●"
    star: str = "★"
    line: str = "─"
    ellipsis: str = "…"
    dot: str = "·"
    plus: str = "+"
    minus: str = "−"
    more: str = "›"
    less: str = "‹"
    selected: str = "✓"
    edited: str = "~"
    later: str = "z"
    hidden: str = "x"

    @property
    def ascii_only(self) -> bool:
        return self.cursor.isascii()


UNICODE = Glyphs()
ASCII = Glyphs(">", "*", "+", "-", "...", "-", "+", "-", ">", "<", "#")


class Drawn(Widget, inherit_bindings=False):
    """A widget that draws its lines itself, in the inks of its app."""

    can_focus = False

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._inks: Inks | None = None

    @property
    def inks(self) -> Inks:
        if self._inks is None:
            style_of = self.app.get_component_styles
            self._inks = Inks(*(style_of(f"ink--{name}").rich_style for name in Inks._fields))
        return self._inks

    def notify_style_update(self) -> None:
        self._inks = None
        super().notify_style_update()


class DrawnScroll(Drawn, ScrollView, inherit_bindings=False):
    """Drawn lines that the wheel moves too."""

    def step(self, count: int) -> None:
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        event.prevent_default()
        self.step(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        event.prevent_default()
        self.step(-WHEEL)


Part = tuple[str, str]
"""Text, and the name of the ink it is set in (``accent bold`` for two)."""


def segments(parts: Sequence[Part], inks: Inks) -> list[Segment]:
    """``parts`` as segments, through the last look before the terminal."""
    return [Segment(last_hop_line(words), ink_of(name, inks)) for words, name in parts if words]


def ink_of(name: str, inks: Inks) -> Style:
    first, _, attribute = name.partition(" ")
    style: Style = getattr(inks, first)
    return style + Style(bold=True) if attribute == "bold" else style


@lru_cache(maxsize=4)
def _wrapped(parts: tuple[Part, ...], width: int) -> list[Part]:
    return [(line, ink) for words, ink in parts for line in lines_of(words, width)]


def explanation(parts: Sequence[Part], y: int, size: Size, inks: Inks) -> Strip:
    """Line ``y`` of a widget that has nothing to show but ``parts``, in its upper third."""
    wrapped = _wrapped(tuple(parts), max(1, min(size.width - 4, 72)))
    top = max(0, size.height // 3 - len(wrapped) // 2)
    if not top <= y < top + len(wrapped):
        return Strip.blank(size.width, inks.ink)
    line = segments([("  ", "ink"), wrapped[y - top]], inks)
    return Strip(line).adjust_cell_length(size.width, inks.ink)


class Bar(Drawn):
    """One line: parts from the left, parts to the right; the left ones give way."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Draw these from now on; nothing is sent where nothing changed."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    @property
    def plain(self) -> str:
        return "".join(words for words, _ in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self.inks.ink)
        # The left says what is shown: it may have two thirds before the right gives way no more.
        wanted = min(sum(cell_len(words) for words, _ in self._left), (width - 2) * 2 // 3)
        right = _within(self._right, max(0, width - 4 - wanted), self.glyphs.ellipsis)
        taken = sum(cell_len(words) for words, _ in right)
        room = width - 2 - taken - (2 if taken else 0)
        left = _within(self._left, max(0, room), self.glyphs.ellipsis)
        gap = width - 2 - taken - sum(cell_len(words) for words, _ in left)
        line = [(" ", "ink"), *left, (" " * max(0, gap), "ink"), *right, (" ", "ink")]
        return Strip(segments(line, self.inks)).simplify().adjust_cell_length(width, self.inks.ink)


def _within(parts: Sequence[Part], width: int, ellipsis: str) -> list[Part]:
    kept: list[Part] = []
    for words, name in parts:
        if width <= 0:
            break
        shown = cut(words, width, ellipsis)
        kept.append((shown, name))
        width -= cell_len(shown)
    return kept


class Hairline(Drawn):
    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line = self.glyphs.line * width
        return Strip([Segment(line, self.inks.hairline)]).adjust_cell_length(width)
