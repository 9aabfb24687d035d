"""A few lines of words, wrapped; what does not fit is cut at the end of the last."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.render.cells import cut
from tui.render.linebreak import lines_of
from tui.widgets.drawn import Drawn, Glyphs, Part, segments


class Notice(Drawn):
    """Each part begins a line of its own."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(glyphs, id=id)
        self._parts: tuple[Part, ...] = ()

    def show(self, parts: Sequence[Part]) -> None:
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        room = max(1, width - 4)
        lines = [
            (line, ink, goes_on)
            for words, ink in self._parts
            for line, goes_on in _with_ends(lines_of(words, room))
        ]
        if y >= len(lines):
            return Strip.blank(width, self.inks.ink)
        words, ink, goes_on = lines[y]
        if y == height - 1 and goes_on:
            words = cut(words + self.glyphs.ellipsis, room, self.glyphs.ellipsis)
        line = segments([("   ", "ink"), (words, ink)], self.inks)
        return Strip(line).adjust_cell_length(width, self.inks.ink)


def _with_ends(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """Each line, and whether its sentence goes on after it."""
    return [(line, number < len(lines)) for number, line in enumerate(lines, 1)]
