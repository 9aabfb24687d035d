"""The journal's rows: a step is one of them, or several that follow one another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tui.core.change import (
    AnyChange,
    Change,
    Origin,
    SavedChange,
    SourceChange,
    Step,
    pack,
    unpack,
)
from tui.store.articles import moment

BY_HAND = "origin <> 'open' AND origin <> 'rule'"
_LATELY = 64  # rows: not even a long journal is searched for what was opened last
_COLUMNS = "number, at, kind, value, ids, origin, undone, parts"


@dataclass(frozen=True, slots=True)
class Noted:
    """A step with the numbers of its rows, each with what it changed."""

    step: Step
    rows: tuple[tuple[int, AnyChange], ...]


def note(
    connection: sqlite3.Connection, changes: Sequence[AnyChange], origin: Origin, now: int
) -> Step:
    """Write into the journal what was done, as one step. A deliberate one ends what could be
    redone."""
    if origin == "hand":
        _end_redoing(connection)
    numbers = []
    for place, change in enumerate(changes):
        kind, value, ids = _written(change)
        cursor = connection.execute(
            "INSERT INTO journal(at, kind, value, ids, origin, parts) VALUES(?, ?, ?, ?, ?, ?)",
            (now, kind, value, ids, origin, 0 if place else len(changes)),
        )
        assert cursor.lastrowid is not None
        numbers.append(cursor.lastrowid)
    when = moment(now)
    assert when is not None
    return Step(numbers[0], when, _summary(changes), origin, False, _of_articles(changes))


def meant(connection: sqlite3.Connection, changes: Sequence[Change]) -> Step | None:
    """The step by which opening an article did, as the last of its kind and lately, just what
    ``changes`` ask for: from now on it is a deliberate one, so that ``undo`` takes it back. None if
    there is no such step."""
    lately = f"number > (SELECT max(number) FROM journal) - {_LATELY}"
    found = steps(connection, f"undone = 0 AND origin = 'open' AND {lately}", newest_first=True)
    if not found or [_as_a_whole(change) for _, change in found[0].rows] != [
        _as_a_whole(change) for change in changes
    ]:
        return None
    (first, _), (last, _) = found[0].rows[0], found[0].rows[-1]
    connection.execute(
        "UPDATE journal SET origin = 'hand' WHERE number BETWEEN ? AND ?", (first, last)
    )
    _end_redoing(connection)
    return replace(found[0].step, origin="hand")


def _as_a_whole(change: AnyChange) -> AnyChange:
    """``change`` with its ids in an order of their own."""
    return replace(change, ids=tuple(sorted(change.ids))) if isinstance(change, Change) else change


def _end_redoing(connection: sqlite3.Connection) -> None:
    connection.execute(f"UPDATE journal SET undone = 2 WHERE undone = 1 AND {BY_HAND}")


def steps(
    connection: sqlite3.Connection, which: str, *, newest_first: bool, limit: int = 1
) -> list[Noted]:
    """The steps whose first row is as the condition ``which`` says; it is one of ours."""
    order = "DESC" if newest_first else "ASC"
    records = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE parts > 0 AND {which} ORDER BY number {order} LIMIT ?",
        (limit,),
    ).fetchall()
    return [_noted(connection, record) for record in records]


def _noted(connection: sqlite3.Connection, first: Sequence[object]) -> Noted:
    number, at, _, _, _, origin, undone, parts = first
    records = [first]
    if parts != 1:
        records += connection.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE number > ? AND number < ? + ? ORDER BY number",
            (number, number, parts),
        ).fetchall()
    rows = tuple((int(str(record[0])), _read(*record[2:5])) for record in records)
    changes = [change for _, change in rows]
    when = moment(at)  # type: ignore[arg-type]
    assert when is not None
    step = Step(
        int(str(number)),
        when,
        _summary(changes),
        origin,  # type: ignore[arg-type]
        bool(undone),
        _of_articles(changes),
    )
    return Noted(step, rows)


def _of_articles(changes: Iterable[AnyChange]) -> tuple[Change, ...]:
    return tuple(change for change in changes if isinstance(change, Change))


def _summary(changes: Sequence[AnyChange]) -> AnyChange:
    """What the step was about: to be put off is what the user did, not what goes along with it."""
    put_off = [c for c in changes if isinstance(c, Change) and c.kind == "later"]
    if not put_off:
        return changes[-1]
    last = put_off[-1]
    if last.value:
        return last
    return replace(last, ids=tuple(n for change in put_off for n in change.ids))


def _written(change: AnyChange) -> tuple[str, int, bytes]:
    match change:
        case SourceChange():
            return "source", 1, change.packed()
        case SavedChange():
            return change.kind, 1, change.packed()
        case Change("tag"):
            return f"tag:{change.tag}", change.value, pack(change.ids)
        case Change("later"):
            return f"later:{change.until}", change.value, pack(change.ids)
        case _:
            return change.kind, change.value, pack(change.ids)


def _read(kind: object, value: object, ids: object) -> AnyChange:
    stored = ids if isinstance(ids, bytes) else bytes(str(ids), "utf-8")
    name, _, more = str(kind).partition(":")
    match name:
        case "source":
            return SourceChange.unpacked(stored)
        case "view" | "rule":
            return SavedChange(name, *json.loads(stored))
        case "later":
            return Change("later", unpack(stored), bool(value), until=int(more))
        case _:
            return Change(name, unpack(stored), bool(value), more)  # type: ignore[arg-type]
