"""Questions over the store, and acts on it: what the screens and the command line both need."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from tui.core import ids, text
from tui.core.change import Change, Columns, Origin, Step
from tui.core.furniture import Found, Furniture
from tui.core.marking import NOTHING, Sought
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
from tui.core.query import Query, Term
from tui.core.text import Line
from tui.errors import Usage, said
from tui.saved import Saved
from tui.store.fold import Folded
from tui.store.store import Store
from tui.store.where import View

SAMPLE = Subscription("sample", "directory", "sample:", Line(""), subscribed=False, unread="all")
LABEL_FACETS = ("tag", "category", "source", "feed", "lang")
WHEN = ("today", "7d", "30d")
_WORN_SHARE = 0.95
_WORN_LEAST = 5  # articles; of fewer, "nearly all" says nothing


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sources are looked into: those subscribed to, or the targets named at the start."""

    keys: tuple[str, ...] | None = None


class Library(Saved):
    """One store seen through one scope. Synchronous: use it on the thread that opened it."""

    def __init__(
        self, store: Store, scope: Scope, *, now: Callable[[], datetime], zone: tzinfo
    ) -> None:
        super().__init__(store)
        self._scope = scope
        self._now = now
        self._zone = zone

    def close(self) -> None:
        self._store.close()

    def interrupt(self) -> None:
        self._store.interrupt()

    # Sources

    def sources(self) -> list[Subscription]:
        """The sources in scope; without any subscription, the sample."""
        known = self._store.sources()
        if self._scope.keys is not None:
            wanted = set(self._scope.keys)
            return [source for source in known if source.key in wanted]
        return [s for s in known if s.subscribed] or [
            s for s in known if s.locator == SAMPLE.locator
        ]

    def all_sources(self) -> list[Subscription]:
        """Every source this state knows, opened or subscribed to."""
        return self._store.sources()

    def names(self) -> dict[str, str]:
        """What the user calls each source, by its key."""
        return self._store.names()

    def check(self) -> list[str]:
        """What SQLite finds wrong with the files; empty if nothing."""
        return self._store.check()

    def moved(self, ids: Iterable[int]) -> dict[int, int]:
        """Of ``ids`` those whose articles have another id by now, with that one."""
        known = self._store.aliases()
        return {number: known[number] for number in ids if number in known} if known else {}

    def kept_among(self, ids: Iterable[int]) -> set[int]:
        """Those of ``ids`` that are never dropped: the user starred or tagged them."""
        return self._store.kept_among(ids)

    def informed(self, *, opened: bool = False) -> list[SourceInfo]:
        """What is known of the sources in scope, or of all that were ever ``opened``."""
        sources = self._store.sources() if opened else self.sources()
        return self._store.informed([source.key for source in sources])

    def unread_by_source(self) -> dict[str, array[int]]:
        """By the key of its source, the ids of every unread article."""
        return self._store.unread_by_source()

    def subscribe(self, key: str, value: bool = True) -> Step | None:
        return self.edit_sources([(key, {"subscribed": int(value)})])

    def edit_sources(self, wanted: Iterable[tuple[str, Columns]]) -> Step | None:
        """Change sources as one step, which undo takes back; None if nothing was to be changed."""
        return self._store.edit_sources(wanted)

    def remember(self, source: Subscription, *, rename: bool = False) -> Subscription:
        """Keep a source and its key; a known one's name changes only if ``rename``."""
        return self._store.remember(source, rename=rename)

    # Articles

    def view(self, query: Query) -> View:
        """``query`` over the sources in scope; among what is unread muted ones are left out, unless
        they are what is asked for."""
        keys = tuple(
            source.key
            for source in self.sources()
            if not (source.settings.mute and _passes_over_muted(query))
        )
        return View(query, keys, self._now(), self._zone)

    def fold(self) -> Folded:
        return self._store.fold(self._zone)

    def versions(self) -> tuple[int, int, int]:
        return self._store.versions()

    def ids(self, query: Query, limit: int = -1) -> array[int]:
        return self._store.ids(self.view(query), limit)

    def sources_in(self, query: Query) -> list[str]:
        """Keys of the sources that have an article in ``query``."""
        return self._store.sources_in(self.view(query))

    def seek_unread(self, ids: Sequence[int], start: int, step: int) -> int | None:
        """The place in ``ids`` of the next unread article after ``start``, going by ``step``."""
        unread = self._store.unread_ids()
        place = start + step
        while 0 <= place < len(ids):
            if ids[place] in unread:
                return place
            place += step
        return None

    def rows(self, wanted: Sequence[int]) -> dict[int, ArticleRow]:
        return self._store.rows(wanted)

    def counts(self, query: Query) -> Counts:
        return self._store.counts(self.view(query))

    def reading(self, number: int) -> Reading | None:
        return self._store.reading(number)

    def sought(self, query: Query) -> Sought:
        """The words of ``query``, ready to be marked where they stand."""
        return Sought.of(query, self._store.simplifier()) if query.sought else NOTHING

    def found_line(self, number: int, sought: Sought) -> Line:
        """The line of an article's text in which ``sought`` stands; empty if it does in none."""
        from tui.bodies.searchable import searchable

        reading = self._store.reading(number)
        if reading is None:
            return text.line("")
        words = f"{reading.article.summary}\n{searchable(reading.body)}"
        return text.line(sought.line_of(words))

    def search_size(self) -> tuple[int, int]:
        """Bytes that the search index takes, and how many articles it does not know yet."""
        return self._store.search_size()

    def known_values(self) -> dict[str, list[Line]]:
        """By their field, the values that a query may ask for."""
        return self._store.known_values()

    def matching(self, query: Query) -> list[int]:
        return self._store.matching(self.view(query))

    def one(self, prefix: str) -> int:
        """The article whose id begins with ``prefix``. Raises :class:`Usage` for none or several."""
        if ids.prefix_range(prefix) is None:
            raise Usage(
                said("“{value}” is no article's id", value=prefix[:40]),
                said("An id is 13 letters and digits, of which the first four or more will do"),
            )
        found = self.ids(Query((Term("id", (prefix,)),)), limit=3)
        if not found:
            raise Usage(
                said("No article's id begins with {prefix}", prefix=prefix),
                said("`telex list` shows the ids"),
            )
        if len(found) > 1:
            raise Usage(
                said("Several articles' ids begin with {prefix}", prefix=prefix),
                said("Write one letter more"),
            )
        return found[0]

    def facets(self, query: Query, kinds: Sequence[str] = LABEL_FACETS) -> Facets:
        """The tag filter's rows for the articles of ``query``; with all ``kinds``, times too."""
        found = self._store.facets(self.view(query), kinds)
        if kinds != LABEL_FACETS:
            return found
        when = []
        for span in WHEN:
            count = self.counts(query & Query((Term("newer", (span,)),))).total
            when.append((text.line(span), count))
        return replace(found, values={"when": tuple(when), **found.values})

    def worn_labels(self) -> Worn:
        """The labels that say nothing, for nearly every article of a feed bears them."""
        return self._store.worn_labels(_WORN_SHARE, _WORN_LEAST)

    # Marks

    def apply(self, changes: Change | Sequence[Change], origin: Origin = "hand") -> Step | None:
        """Mark articles, as one step; None if nothing changed by it."""
        several = [changes] if isinstance(changes, Change) else changes
        return self._store.apply(several, origin)

    def own_tags(self) -> dict[str, int]:
        """The user's own tags with how many articles bear them, the most used first."""
        return self._store.own_tags()

    def own_tags_of(self, ids: Sequence[int]) -> list[str]:
        """The user's own tags that each of ``ids`` bears."""
        return self._store.own_tags_of(ids)

    def undo(self, *, rules: bool = False, asked_before: int = 0) -> Step | None:
        """Take back the last deliberate act, or the last one of ``rules``; one that is not newer
        than the step ``asked_before`` is only told."""
        return self._store.undo(rules=rules, asked_before=asked_before)

    def redo(self) -> Step | None:
        return self._store.redo()

    def undo_to(self, number: int) -> list[Step]:
        """Everything is as it was before the step of this number; what was taken back."""
        return self._store.undo_to(number)

    def redo_to(self, number: int) -> list[Step]:
        """Do again what was undone, up to the step of this number."""
        return self._store.redo_to(number)

    def last_step(self) -> int:
        """The number of the newest step of the journal."""
        return self._store.last_step()

    def keep_place(self, number: int, place: Place | None) -> None:
        """Remember how far an article was read; None: its beginning, or its end."""
        self._store.keep_place(number, place)

    def furniture(self, key: str) -> tuple[list[Found], Furniture]:
        """What was found of the source ``key``, and all that is known of it."""
        return self._store.furniture(key)

    def list_furniture(self, key: str, words: str, kept: bool | None) -> bool:
        """List what begins with ``words`` as furniture or as ``kept``, or take it off the list."""
        return self._store.list_furniture(key, words, kept)

    def history(self, limit: int) -> list[Step]:
        return self._store.history(limit)


def _passes_over_muted(query: Query) -> bool:
    named = {node.field for node, meant in query.nodes() if meant and isinstance(node, Term)}
    return "unread" in query.values("is") and named.isdisjoint(("source", "feed", "folder", "id"))


def open_library(
    state: Path,
    library: Path,
    scope: Scope,
    *,
    now: Callable[[], datetime],
    zone: tzinfo,
    names: Mapping[str, str] | None = None,
) -> Library:
    """A library over the two files; ``names`` are other names for sources and feeds.

    Raises :class:`~tui.errors.StoreError`.
    """
    return Library(Store(state, library, now, names), scope, now=now, zone=zone)
