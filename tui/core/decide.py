"""What a fetch means for what is stored: new, changed, the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tui.core.admit import Admitted
from tui.core.dates import EARLIEST


@dataclass(frozen=True, slots=True)
class Known:
    """What the library holds of an article, as far as deciding goes. ``age``: its last date."""

    fingerprint: bytes
    first_seen: datetime
    path: str
    age: datetime = EARLIEST
    feed: str = ""
    tie: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """Of two files that claim to be the article ``id``, the older one, and the one that is shown."""

    id: int
    path: str
    shown: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to store. An edit does not move an undated article: ``changed`` keep ``first_seen``.

    ``moved`` are equal in content but were read from another path, or belong to another feed now;
    ``aged`` are the ids of those that are older than they were.
    """

    new: tuple[Admitted, ...] = ()
    changed: tuple[Admitted, ...] = ()
    moved: tuple[Admitted, ...] = ()
    same: int = 0
    doubles: tuple[Double, ...] = ()
    aged: tuple[int, ...] = ()


def decide(
    known: Mapping[int, Known], admitted: Iterable[Admitted], vanished: Collection[str] = ()
) -> Plan:
    """Compare ``admitted`` with ``known``. Of two with one id the newest wins, else the later; of
    two files the other is a double, unless its path ``vanished``."""
    newest: dict[int, Admitted] = {}
    number: int
    doubles: list[Double] = []
    for item in admitted:
        number, path = item.article.id, item.article.path
        rival = newest.get(number)
        stored = known.get(number)
        if rival is not None:
            age, other = _age(rival), str(rival.article.path)
        elif stored is not None and path and stored.path not in ("", path, *vanished):
            age, other = stored.age, stored.path
        else:
            newest[number] = item
            continue
        wins = _age(item) >= age
        if wins:
            newest[number] = item
        if path and other and path != other:
            doubles.append(Double(number, other, path) if wins else Double(number, path, other))
    new: list[Admitted] = []
    changed: list[Admitted] = []
    moved: list[Admitted] = []
    for number, item in newest.items():
        stored = known.get(number)
        if stored is None:
            new.append(item)
        elif stored.fingerprint == item.fingerprint:
            found = item.article
            if (stored.path, stored.feed, stored.tie) != (found.path, found.feed, found.tie):
                moved.append(item)
        else:
            kept = replace(item.article, first_seen=stored.first_seen)
            changed.append(replace(item, article=kept))
    same = len(newest) - len(new) - len(changed)
    aged = [n for n, item in newest.items() if n in known and _age(item) < known[n].age]
    return Plan(tuple(new), tuple(changed), tuple(moved), same, tuple(doubles), tuple(aged))


def _age(item: Admitted) -> datetime:
    return item.article.updated or item.article.published or EARLIEST
