"""What a fetch means for what is stored: new, changed, the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tui.core.admit import Admitted
from tui.core.dates import EARLIEST


@dataclass(frozen=True, slots=True)
class Known:
    """What the library holds of an article, as far as deciding goes."""

    fingerprint: bytes
    first_seen: datetime
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to store. An edit does not move an undated article: ``changed`` keep ``first_seen``.

    ``moved`` are equal in content but were read from another path.
    """

    new: tuple[Admitted, ...] = ()
    changed: tuple[Admitted, ...] = ()
    moved: tuple[Admitted, ...] = ()
    same: int = 0


def decide(known: Mapping[int, Known], admitted: Iterable[Admitted]) -> Plan:
    """Compare ``admitted`` with ``known``. Of two with one id the newest wins, else the later."""
    newest: dict[int, Admitted] = {}
    for item in admitted:
        rival = newest.get(item.article.id)
        if rival is None or _age(item) >= _age(rival):
            newest[item.article.id] = item
    new: list[Admitted] = []
    changed: list[Admitted] = []
    moved: list[Admitted] = []
    for number, item in newest.items():
        stored = known.get(number)
        if stored is None:
            new.append(item)
        elif stored.fingerprint == item.fingerprint:
            if stored.path != item.article.path:
                moved.append(item)
        else:
            kept = replace(item.article, first_seen=stored.first_seen)
            changed.append(replace(item, article=kept))
    same = len(newest) - len(new) - len(changed)
    return Plan(tuple(new), tuple(changed), tuple(moved), same)


def _age(item: Admitted) -> datetime:
    return item.article.updated or item.article.published or EARLIEST
