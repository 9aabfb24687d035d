"""What a mark is by the steps that stand: undoing out of order leaves what later steps did.

``u`` takes back what the user did, but reading an article and the user's rules mark it too, and
those steps stay. So a step is not taken back where one that stands and was made after it set the
same mark; and where an earlier one was undone in between, the mark is what the steps that still
stand made of it, else what it was before the first of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tui.core.change import Change, unpack
from tui.core.text import fold


def turned(
    connection: sqlite3.Connection, number: int, change: Change, mine: range, *, undone: bool
) -> list[Change]:
    """The marks to be set where the row ``number``, which made ``change``, is undone or done again.
    ``mine`` are the rows of its step."""
    plain = change.inverse if undone else change
    cell = _cell(change)
    moved = dict(connection.execute("SELECT old, new FROM alias").fetchall())
    # (Two questions, for which there are indexes: one with `or` would read every row, whose flags
    # stand behind all of its ids.)
    touching = (
        "number IN (SELECT number FROM journal WHERE number > ?1 AND undone = 0 UNION"
        " SELECT number FROM journal WHERE turned > 0 AND turned >= ?1 AND number < ?1)"
    )
    others = [
        stored
        for row, *_, stored in _rows(connection, cell, touching, (number,))
        if row not in mine
    ]
    if not others and moved.keys().isdisjoint(change.ids):
        return [plain]
    ids = {moved.get(n, n) for n in change.ids}
    doubtful = {n for stored in others for n in (moved.get(n, n) for n in stored) if n in ids}
    if not doubtful:
        return [replace(plain, ids=tuple(ids))]
    found: dict[int, Change | None] = {}
    for row, undone_by_now, value, until, stored in _rows(connection, cell, "1", ()):
        stands = not undone if row in mine else not undone_by_now
        for n in stored:
            present = moved.get(n, n)
            if present in doubtful:
                made = replace(change, ids=(present,), value=value, until=until)
                if stands:
                    found[present] = made
                else:
                    found.setdefault(present, made.inverse)
    marks = [replace(plain, ids=tuple(ids - doubtful))]
    return marks + [mark for mark in found.values() if mark is not None]


Cells = dict[tuple[str, str], set[int]]
"""Marks, with the articles whose mark of that kind is in question."""


def gather(cells: Cells, change: Change, moved: Mapping[int, int]) -> None:
    """Add what ``change`` is about to ``cells``."""
    present = {moved.get(number, number) for number in change.ids}
    cells.setdefault(_cell(change), set()).update(present)


def marks_now(
    connection: sqlite3.Connection, cells: Cells, moved: Mapping[int, int]
) -> list[Change]:
    """What the steps that stand make of ``cells``: one look at the journal, however many steps were
    turned. Changes of many articles each, to be made in their order."""
    found: list[Change] = []
    for cell, wanted in cells.items():
        latest: dict[int, tuple[bool, str, int]] = {}
        for _, undone, value, until, stored, tag in _spelled(connection, cell, "1", ()):
            for number in stored:
                present = moved.get(number, number)
                if present not in wanted:
                    continue
                if not undone:
                    latest[present] = (value, tag, until)
                else:
                    latest.setdefault(present, (not value, tag, until))
        alike: dict[tuple[bool, str, int], list[int]] = {}
        for present, mark in latest.items():
            alike.setdefault(mark, []).append(present)
        # What is taken away first: of an article that is put off to another date, the former one.
        for (value, tag, until), ids in sorted(alike.items(), key=lambda item: item[0]):
            found.append(Change(cell[0], tuple(ids), value, tag, until))  # type: ignore[arg-type]
    return found


def _cell(change: Change) -> tuple[str, str]:
    """The mark that the change is of: all dates that an article is put off to are one."""
    return change.kind, fold(change.tag)


def _rows(
    connection: sqlite3.Connection, cell: tuple[str, str], which: str, values: tuple[int, ...]
) -> Iterator[tuple[int, bool, bool, int, tuple[int, ...]]]:
    """Of one mark: row, whether it is undone, what it set, until when, of which articles."""
    for *row, _ in _spelled(connection, cell, which, values):
        yield tuple(row)  # type: ignore[misc]


def _spelled(
    connection: sqlite3.Connection, cell: tuple[str, str], which: str, values: tuple[int, ...]
) -> Iterator[tuple[int, bool, bool, int, tuple[int, ...], str]]:
    """:func:`_rows`, and how the tag was written."""
    kind, folded = cell
    for number, name, undone, value, stored in connection.execute(
        "SELECT number, kind, undone, value, ids FROM journal"
        f" WHERE ({which}) AND (kind = '{kind}' OR kind >= '{kind}:' AND kind < '{kind};')"
        " ORDER BY number",
        values,
    ):
        more = name.partition(":")[2]
        if kind == "tag" and fold(more) != folded:
            continue
        until = int(more) if kind == "later" else 0
        tag = more if kind == "tag" else ""
        yield number, bool(undone), bool(value), until, unpack(stored), tag
