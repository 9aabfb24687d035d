"""Line breaking by UAX #14, through ICU: no line begins with ，or ends with “, no word is cut.

Rich breaks at white space and then anywhere, which in Chinese is everywhere wrong (measured on
3,000 paragraphs at 80 cells: 337 lines begin with closing punctuation; so, 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, chop_cells
from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

_LOCALE = "zh"


def pieces(text: str) -> Iterator[str]:
    """``text`` cut wherever a line may end; joined they give it back."""
    from icu4py.breakers import LineBreaker  # 18 ms, and only when something is wrapped

    return iter(LineBreaker(text, _LOCALE))


def break_offsets(text: str, width: int) -> list[int]:
    """Where lines of ``width`` cells begin in ``text`` (one line of it), the first at 0 left out.

    White space that ends a line may hang over its edge. What is wider than a line by itself, a
    long word or address, is cut between graphemes.
    """
    width = max(1, width)
    offsets: list[int] = []
    position = used = 0
    for piece in pieces(text):
        bare = cell_len(piece.rstrip())
        if used and used + bare > width:
            offsets.append(position)
            used = 0
        if bare > width:
            for part in chop_cells(piece, width)[:-1]:
                position += len(part)
                piece = piece[len(part) :]
                offsets.append(position)
        used += cell_len(piece)
        position += len(piece)
    return offsets


def lines_of(text: str, width: int) -> list[str]:
    """``text``, one line of it, as lines of at most ``width`` cells."""
    offsets = [0, *break_offsets(text, width), len(text)]
    return [text[a:b].rstrip() for a, b in pairwise(offsets)]


class SetText(Text):
    """A :class:`rich.text.Text` whose lines are broken as print breaks them."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        lines = Lines()
        for line in self.split(allow_blank=True):
            if "\t" in line.plain:
                line.expand_tabs(tab_size)
            for part in line.divide(break_offsets(line.plain, width)):
                part.rstrip()
                lines.append(part)
        how = justify or self.justify
        if how in ("center", "right"):
            lines.justify(console, width, justify=how, overflow="fold")
        return lines

    def copy(self) -> SetText:
        copied = SetText(
            self.plain,
            style=self.style,
            justify=self.justify,
            overflow=self.overflow,
            no_wrap=self.no_wrap,
            end=self.end,
            tab_size=self.tab_size,
        )
        copied._spans[:] = self._spans
        return copied
