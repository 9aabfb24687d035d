"""Tables: columns where they fit, else a record a row. Either way every word of every cell is there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from markdown_it.token import Token
from rich import markdown
from rich.cells import cell_len
from rich.markdown import MarkdownContext, MarkdownElement

from tui.render.blocks import Block, Inline, Room
from tui.render.linebreak import longest_piece
from tui.render.lines import PageLine, joined, plain_line

_GAP = "  "
_READABLE = 10  # cells; a column with more to say is not made narrower
_LABEL_SHARE = 3  # a record's labels take at most one part in so many of its width
_LEAST_BESIDE = 16  # cells; a narrower record has its values below their labels


class Cell(Inline):
    def __init__(self, align: str, *, heads: bool) -> None:
        super().__init__()
        self.align = align
        self.style_name = "markdown.table.header" if heads else "markdown.paragraph"

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Cell:
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        return cls(align, heads=token.type == "th_open")

    @property
    def empty(self) -> bool:
        return not self.runs.plain.strip()

    def aligned(self, width: int, room: Room) -> list[PageLine]:
        lines = self.runs.set(width, next(room.flows))
        if self.align in ("right", "center"):
            for line in lines:
                left = max(0, width - cell_len(line.text))
                line.after(" " * (left if self.align == "right" else left // 2))
        return lines


class Row(MarkdownElement):
    def __init__(self) -> None:
        self.cells: list[Cell] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, Cell):
            self.cells.append(child)
        return False


class Part(MarkdownElement):
    """The head or the body of a table."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, Row):
            self.rows.append(child)
        return False


class Table(Block):
    def __init__(self) -> None:
        self._parts: list[Part] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, Part):
            self._parts.append(child)
        return False

    def lines(self, room: Room) -> list[PageLine]:
        head, *body = [row.cells for part in self._parts for row in part.rows]
        widths = _widths([head, *body], room.width)
        if widths is None:
            return _records(head, body, room)
        return _columns(head, body, widths, room)


def _widths(rows: Sequence[Sequence[Cell]], room: int) -> list[int] | None:
    """How wide each column is to be within ``room`` cells; None if that would not be readable."""
    natural: list[int] = []
    least: list[int] = []
    for column in zip_longest(*rows):
        cells = [cell for cell in column if cell is not None]
        natural.append(max(1, *(cell.runs.widest() for cell in cells), 1))
        least.append(
            min(natural[-1], max(_READABLE, *(longest_piece(cell.runs.plain) for cell in cells)))
        )
    room -= len(_GAP) * (len(natural) - 1)
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return None
    # What is left over goes where it is wanted.
    spare, wanted = room - sum(least), sum(natural) - sum(least)
    return [low + spare * (full - low) // wanted for low, full in zip(least, natural, strict=True)]


def _columns(
    head: Sequence[Cell], body: Sequence[Sequence[Cell]], widths: Sequence[int], room: Room
) -> list[PageLine]:
    lines: list[PageLine] = []
    if not all(cell.empty for cell in head):
        lines += _row(head, widths, room)
        rules = (plain_line(room.sign("─", "-") * width, room.palette.dim) for width in widths)
        lines.append(joined(zip(rules, widths, strict=True), _GAP))
    rows = [_row(cells, widths, room) for cells in body]
    apart = any(len(row) > 1 for row in rows)
    for place, row in enumerate(rows):
        if place and apart:
            lines.append(PageLine([]))
        lines += row
    return lines


def _row(cells: Sequence[Cell], widths: Sequence[int], room: Room) -> list[PageLine]:
    columns = [cell.aligned(width, room) for cell, width in zip(cells, widths, strict=False)]
    return [
        joined(
            ((line or PageLine([]), width) for line, width in zip(side, widths, strict=False)), _GAP
        )
        for side in zip_longest(*columns)
    ]


def _records(head: Sequence[Cell], body: Sequence[Sequence[Cell]], room: Room) -> list[PageLine]:
    """Each row as lines of label and value, the empty ones left out."""
    if not body:
        return [line for cell in head for line in cell.aligned(room.width, room)]
    labels = max((cell.runs.widest() for cell in head), default=0)
    labels = min(labels, room.width // _LABEL_SHARE)
    beside = room.width - labels - len(_GAP)
    lines: list[PageLine] = []
    for cells in body:
        if lines:
            lines.append(PageLine([]))
        for label, cell in zip(head, cells, strict=False):
            if cell.empty:
                continue
            names = label.runs.set(max(1, labels), next(room.flows)) if labels else []
            if beside < _LEAST_BESIDE or not labels:
                lines += label.runs.set(room.width, next(room.flows)) if labels else []
                inner = room.narrower(2)
                lines += [line.after("  ") for line in cell.runs.set(inner.width, next(room.flows))]
                continue
            values = cell.runs.set(beside, next(room.flows))
            lines += [
                joined(((name or PageLine([]), labels), (value or PageLine([]), beside)), _GAP)
                for name, value in zip_longest(names, values)
            ]
    return lines
