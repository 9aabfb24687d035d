"""The store as its readers and markers see it: one state, one library, one thread."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Literal

from tui.core.change import Change, Columns, Origin, Step
from tui.core.furniture import Found, Furniture
from tui.core.models import (
    ArticleRow,
    Counts,
    Facets,
    Place,
    Reading,
    SourceInfo,
    Subscription,
    Worn,
)
from tui.core.text import Line
from tui.store import (
    aids,
    articles,
    fold,
    functions,
    health,
    journal,
    labels,
    reading,
    rules,
    saved,
    subscriptions,
)
from tui.store.files import Files
from tui.store.fold import Folded
from tui.store.where import View, select

if TYPE_CHECKING:
    from tui.core.searchtext import Simplify


class Store(Files):
    """Reads both files, writes only the state. Use it on the thread that opened it. ``names`` are
    other names for sources, feeds and their categories.

    Raises only :class:`~tui.errors.StoreError`.
    """

    # Sources

    def sources(self) -> list[Subscription]:
        with self._guarded():
            return subscriptions.all_sources(self._db)

    def remember(self, wanted: Subscription, *, rename: bool = False) -> Subscription:
        """See :func:`tui.store.subscriptions.remember`."""
        with self._guarded():
            return subscriptions.remember(self._db, wanted, self.seconds(), rename=rename)

    def edit_sources(self, wanted: Iterable[tuple[str, Columns]]) -> Step | None:
        """See :func:`tui.store.journal.edit_sources`."""
        with self._guarded():
            return journal.edit_sources(self._db, wanted, self.seconds())

    def informed(self, keys: Iterable[str]) -> list[SourceInfo]:
        with self._guarded():
            return health.informed(self._db, keys, self._now())

    def names(self) -> dict[str, str]:
        """What the user calls each source, by its key."""
        with self._guarded():
            return articles.names(self._db).by_key

    # Articles

    def fold(self, zone: tzinfo) -> Folded:
        """Make what arrived in the library unread, and apply the rules to it; see
        :mod:`tui.store.fold` and :mod:`tui.store.rules`."""
        with self._guarded():
            folded = fold.fold(self._db, self._now())
            rules.apply(self._db, self._now(), zone)
            return folded

    def ids(self, view: View, limit: int = -1) -> array[int]:
        with self._guarded():
            return articles.article_ids(self._db, view, limit)

    def counts(self, view: View) -> Counts:
        with self._guarded():
            return articles.counts(self._db, view)

    def sources_in(self, view: View) -> list[str]:
        with self._guarded():
            return articles.sources_in(self._db, view)

    def unread_ids(self) -> set[int]:
        with self._guarded():
            return articles.unread_ids(self._db, self.seconds())

    def unread_by_source(self) -> dict[str, array[int]]:
        """See :func:`tui.store.articles.unread_by_source`."""
        with self._guarded():
            return articles.unread_by_source(self._db, self.seconds())

    def rows(self, ids: Sequence[int]) -> dict[int, ArticleRow]:
        with self._guarded():
            return articles.rows(self._db, ids)

    def reading(self, number: int) -> Reading | None:
        with self._guarded():
            return reading.reading(self._db, number)

    def keep_place(self, number: int, place: Place | None) -> None:
        """See :func:`tui.store.aids.keep_place`."""
        with self._guarded():
            aids.keep_place(self._db, number, place, self.seconds())

    def furniture(self, key: str) -> tuple[list[Found], Furniture]:
        """What was found of the source ``key``, and all that is known of it."""
        with self._guarded():
            return aids.furniture_found(self._db, key), aids.furniture(self._db, key)

    def list_furniture(self, key: str, words: str, kept: bool | None) -> bool:
        """See :func:`tui.store.aids.list_furniture`."""
        with self._guarded():
            return aids.list_furniture(self._db, key, words, kept)

    def simplifier(self) -> Simplify | None:
        """See :func:`tui.store.functions.simplifier`."""
        with self._guarded():
            return functions.simplifier(self._db)

    def search_size(self) -> tuple[int, int]:
        """See :func:`tui.store.functions.search_size`."""
        with self._guarded():
            return functions.search_size(self._db)

    def known_values(self) -> dict[str, list[Line]]:
        """See :func:`tui.store.labels.known_values`."""
        with self._guarded():
            return labels.known_values(self._db)

    def facets(self, view: View, kinds: Iterable[str]) -> Facets:
        with self._guarded():
            return labels.facets(self._db, view, kinds)

    def worn_labels(self, share: float, least: int) -> Worn:
        with self._guarded():
            return labels.worn_labels(self._db, share, least)

    def matching(self, view: View) -> list[int]:
        """All ids of ``view`` in no order, for marking them."""
        with self._guarded():
            chosen = select(self._db, view, articles.names(self._db).by_key)
            return articles.chosen_ids(self._db, chosen)

    def aliases(self) -> dict[int, int]:
        """Ids that articles had before their files moved, with those that they have now."""
        with self._guarded():
            return dict(self._db.execute("SELECT old, new FROM alias").fetchall())

    def kept_among(self, ids: Iterable[int]) -> set[int]:
        """Those of ``ids`` that are never dropped: the user starred, tagged or put them off."""
        with self._guarded():
            put_off = "SELECT id FROM later EXCEPT SELECT id FROM read"
            kept = f"SELECT id FROM starred UNION SELECT id FROM tagged UNION SELECT * FROM ({put_off})"
            return {row[0] for row in self._db.execute(kept)}.intersection(ids)

    # Marks

    def apply(self, changes: Iterable[Change], origin: Origin = "hand") -> Step | None:
        """See :func:`tui.store.journal.apply`."""
        with self._guarded():
            return journal.apply(self._db, changes, origin, self.seconds())

    def due_between(self, since: int, until: int) -> int:
        """How many unread articles were put off till then: seconds since 1970."""
        with self._guarded():
            row = self._db.execute(
                "SELECT count(*) FROM later WHERE until > ? AND until <= ?"
                " AND id NOT IN (SELECT id FROM read)",
                (since, until),
            ).fetchone()
            return int(row[0])

    def own_tags(self) -> dict[str, int]:
        """See :func:`tui.store.aids.own_tags`."""
        with self._guarded():
            return aids.own_tags(self._db)

    def own_tags_of(self, ids: Iterable[int]) -> list[str]:
        """See :func:`tui.store.aids.own_tags_of`."""
        with self._guarded():
            return aids.own_tags_of(self._db, ids)

    def undo(self, *, rules: bool = False, asked_before: int = 0) -> Step | None:
        """See :func:`tui.store.journal.undo`."""
        with self._guarded():
            seconds = self.seconds()
            return journal.undo(self._db, seconds, rules=rules, asked_before=asked_before)

    def redo(self) -> Step | None:
        with self._guarded():
            return journal.redo(self._db, self.seconds())

    def undo_to(self, number: int) -> list[Step]:
        """See :func:`tui.store.journal.undo_to`."""
        with self._guarded():
            return journal.undo_to(self._db, number, self.seconds())

    def redo_to(self, number: int) -> list[Step]:
        """See :func:`tui.store.journal.redo_to`."""
        with self._guarded():
            return journal.redo_to(self._db, number, self.seconds())

    def last_step(self) -> int:
        """See :func:`tui.store.journal.last_number`."""
        with self._guarded():
            return journal.last_number(self._db)

    def history(self, limit: int) -> list[Step]:
        with self._guarded():
            return journal.history(self._db, limit)

    # Views and rules

    def saved(self, kind: Literal["view", "rule"]) -> dict[str, str]:
        """See :func:`tui.store.saved.saved`."""
        with self._guarded():
            return saved.saved(self._db, kind)

    def save(self, kind: Literal["view", "rule"], name: str, value: str | None) -> Step | None:
        """See :func:`tui.store.journal.save`."""
        with self._guarded():
            return journal.save(self._db, kind, name, value, self.seconds())

    def remembered(self, name: str) -> str:
        """See :func:`tui.store.saved.remembered`."""
        with self._guarded():
            return saved.remembered(self._db, name)

    def remember_word(self, name: str, word: str) -> None:
        """See :func:`tui.store.saved.remember`."""
        with self._guarded():
            saved.remember(self._db, name, word)

    def seconds(self) -> int:
        return int(self._now().timestamp())
