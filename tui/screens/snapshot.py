"""What the list shows at one moment: ordered ids, where the cursor goes, and the rows around it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from itertools import chain

from rich.cells import cell_len

from tui.core.marking import NOTHING, Sought
from tui.core.models import ArticleRow, Counts, SourceInfo, Worn
from tui.core.query import EVERYTHING, LATER, STARRED, UNREAD, Order, Query
from tui.library import Library
from tui.store.fold import Folded
from tui.words import Words
from tui.words import mark as _

VIEWS: Mapping[str, tuple[str, Query]] = {
    "unread": (_("Unread"), UNREAD),
    "all": (_("All"), EVERYTHING),
    "starred": (_("Starred"), STARRED),
    "later": (_("Later"), LATER),
}
SAVED = "="
_PANES = "panes"
_AROUND = 100  # rows loaded with the snapshot, on each side of the cursor
FIRST_IDS = 256


@dataclass(slots=True)
class Panes:
    """Which panes are open, and how large: cells, of the one below rows; 0 where that is telex's to
    choose."""

    side_open: bool = True
    preview: bool = False
    side: int = 28
    right: int = 80
    below: int = 0

    @classmethod
    def remembered(cls, library: Library) -> Panes:
        word = library.remembered(_PANES)
        with suppress(ValueError, TypeError):
            return cls(*json.loads(word)) if word else cls()
        return cls()

    def remember(self, library: Library) -> None:
        library.remember_word(_PANES, json.dumps(list(astuple(self))))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``partial`` when only the first ids were taken, so that the screen is there at once."""

    view: str
    ids: array[int]
    cursor: int
    rows: Mapping[int, ArticleRow]
    partial: bool = False
    sought: Sought = NOTHING
    """What it was searched for."""
    order: Order = "newest"
    panes: Panes | None = None
    """The panes as they were left; told with the first one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles are shown, and of how many: under a filter those of the view, without one
    all there are."""

    shown: Counts
    everything: Counts


@dataclass(frozen=True, slots=True)
class Sources:
    """What the columns need to know of where articles come from. It takes a while to find out, and
    changes only when articles come or go."""

    worn: Worn = Worn()
    infos: Sequence[SourceInfo] = ()

    @property
    def longest_name(self) -> int:
        """Cells of the longest name of a source, or of a feed where a source has several; 0 where
        all rows share one."""
        names = {name for info in self.infos for name, _ in info.feeds or ((info.name, 0),)}
        return max(map(cell_len, names)) if len(names) > 1 else 0


def query_of(library: Library, view: str, narrowed: Query) -> Query:
    """What ``view`` shows: one of telex's own, or a saved one, whose name stands behind ``=``. One
    that is there no more shows everything. Its order is the one that was asked for, else the one it
    was given last."""
    own = VIEWS.get(view)
    base = own[1] if own else library.views().get(view.removeprefix(SAVED), EVERYTHING)
    order = narrowed.order or library.order_of(view)
    return base & (replace(narrowed, order=order) if order else narrowed)


def title_of(view: str, words: Words) -> str:
    return words(VIEWS[view][0]) if view in VIEWS else view.removeprefix(SAVED)


def opening(library: Library) -> tuple[Snapshot, Folded]:
    """The first sight: what arrived is folded in; Unread, or All if there is nothing unread."""
    folded = library.fold()
    for view in ("unread", "all"):
        ids = library.ids(query_of(library, view, EVERYTHING), FIRST_IDS)
        if ids:
            break
    else:
        view = "unread"
    rows = library.rows(ids[:_AROUND])
    panes = Panes.remembered(library)
    order = query_of(library, view, EVERYTHING).ordered
    partial = len(ids) == FIRST_IDS
    return Snapshot(view, ids, 0, rows, partial, order=order, panes=panes), folded


def take(
    library: Library,
    view: str,
    narrowed: Query,
    old: Sequence[int] = (),
    cursor: int = 0,
    *,
    limit: int = -1,
) -> Snapshot:
    """The articles of ``view`` now, the first ``limit`` of them. The cursor stays on the article it
    was on in ``old``, else on the nearest below it that is still there, else above."""
    query = query_of(library, view, narrowed)
    ids = library.ids(query, limit)
    place = _place(ids, old, cursor)
    around = ids[max(0, place - _AROUND) : place + _AROUND]
    partial = len(ids) == limit
    sought = library.sought(query)
    return Snapshot(view, ids, place, library.rows(around), partial, sought, query.ordered)


def first_found(library: Library, view: str, queries: Sequence[Query]) -> tuple[Snapshot, Query]:
    """The beginning of what the first of ``queries`` shows that finds anything; else of the first."""
    found: list[tuple[Snapshot, Query]] = []
    for query in queries:
        found.append((take(library, view, query, limit=FIRST_IDS), query))
        if found[-1][0].ids:
            return found[-1]
    return found[0]


def _place(ids: Sequence[int], old: Sequence[int], cursor: int) -> int:
    if not old or not ids:
        return 0
    if ids and cursor < len(old) and old[cursor] == ids[0]:
        return 0
    places = {number: place for place, number in enumerate(ids)}
    for candidate in chain(range(cursor, len(old)), range(cursor - 1, -1, -1)):
        place = places.get(old[candidate])
        if place is not None:
            return place
    return 0


def tally(library: Library, view: str, narrowed: Query) -> Tally:
    shown = library.counts(query_of(library, view, narrowed))
    whole = EVERYTHING if narrowed == EVERYTHING else query_of(library, view, EVERYTHING)
    same = view == "all" and narrowed == EVERYTHING
    return Tally(shown, shown if same else library.counts(whole))


def sources(library: Library) -> Sources:
    return Sources(library.worn_labels(), library.informed())


def arrivals(library: Library, view: str, narrowed: Query, shown: Sequence[int]) -> int:
    """How many articles the view would gain by a new snapshot."""
    known: set[int] = set()
    for some in _chunks(shown):
        known.update(some)
    ids = library.ids(query_of(library, view, narrowed))
    return sum(len(set(some) - known) for some in _chunks(ids))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Pieces between which other threads get their turn: a set of 100,000 keeps them waiting."""
    return (ids[start : start + 4_096] for start in range(0, len(ids), 4_096))
