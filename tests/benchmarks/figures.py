"""What was measured, and the table of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured of telex; ``limit`` bounds it, or its ratio to ``reference`` (of the empty
    app, Hugo, newsboat …) if that was measured too. ``static`` and ``widget`` are those of the apps
    that show the same article."""

    what: str
    unit: str
    measured: float
    limit: float | None = None
    reference: float | None = None
    static: float | None = None
    widget: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.reference is None else self.measured / self.reference

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        value = self.measured if self.ratio is None else self.ratio
        return "ok" if value <= self.limit else "over"

    @property
    def budget(self) -> str:
        if self.limit is None:
            return ""
        return f"{self.limit:,g} {self.unit}" if self.ratio is None else f"{self.limit:,g}x"

    def amount(self, value: float | None) -> str:
        return "" if value is None else f"{value:,.1f} {self.unit}"

    def times(self, value: float | None) -> str:
        return "" if not value else f"{self.measured / value:.2f}x"


_REFERENCE = "reference"
_COLUMNS: Sequence[tuple[str, Callable[[Figure], str]]] = (
    ("", lambda it: it.what),
    ("telex", lambda it: it.amount(it.measured)),
    (_REFERENCE, lambda it: it.amount(it.reference)),
    ("ratio", lambda it: it.times(it.reference)),
    ("Rich in Static", lambda it: it.amount(it.static)),
    ("ratio", lambda it: it.times(it.static)),
    ("Textual Markdown", lambda it: it.amount(it.widget)),
    ("ratio", lambda it: it.times(it.widget)),
    ("budget", lambda it: it.budget),
    ("", lambda it: it.verdict),
)


def table(figures: Sequence[Figure], reference: str) -> str:
    """A line for each, without the columns that have nothing in them; ``reference`` says what was
    measured too."""
    columns = [
        [reference if title is _REFERENCE else title, *cells]
        for title, cell in _COLUMNS
        if any(cells := [cell(figure) for figure in figures])
    ]
    last = len(columns) - 1
    sized = [
        [entry.rjust(width) if 0 < n < last else entry.ljust(width) for entry in column]
        for n, column in enumerate(columns)
        for width in [max(map(len, column))]
    ]
    return "\n".join("  ".join(row).rstrip() for row in zip(*sized, strict=True))


def lines(figures: Sequence[Figure]) -> str:
    """One object a line."""
    return "\n".join(
        json.dumps(asdict(figure) | {"ratio": figure.ratio, "verdict": figure.verdict})
        for figure in figures
    )
