"""The store as its readers and markers see it: one state, one library, one thread."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tui.core import text
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
from tui.errors import Corrupt, Foreign, said
from tui.store import aids, articles, db, fold, health, labels, marks, subscriptions
from tui.store.fold import Folded
from tui.store.schema import LIBRARY, LIBRARY_ID, STATE, STATE_ID, migrate
from tui.store.where import View, select


class Store:
    """Reads both files, writes only the state. Use it on the thread that opened it. ``names`` are
    other names for sources, feeds and their categories.

    Raises only :class:`~tui.errors.StoreError`.
    """

    def __init__(
        self,
        state: Path,
        library: Path,
        now: Callable[[], datetime],
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._state_path = state
        self._library_path = library
        self._now = now
        self._ensure_library()
        self._db = db.connect(state, STATE_ID, create=True)
        try:
            with db.explained(state):
                migrate(self._db, STATE, STATE_ID, state, before=self._back_up)
            with db.explained(library):
                # Read-only: then a transaction on the state works while the child writes.
                self._db.execute("ATTACH ? AS library", (f"{library.absolute().as_uri()}?mode=ro",))
                self._db.execute(f"PRAGMA library.cache_size=-{db.CACHE_KB}")
            self._db.execute("CREATE TEMP TABLE renamed(called TEXT PRIMARY KEY, name TEXT)")
            self._db.executemany(
                "INSERT OR REPLACE INTO temp.renamed VALUES(?, ?)",
                ((text.fold(called), name) for called, name in (names or {}).items()),
            )
        except BaseException:
            self._db.close()
            raise

    def _ensure_library(self) -> None:
        if not self._library_path.exists():
            self._create_library()
            return
        try:
            probe = db.connect(self._library_path, LIBRARY_ID, create=False)
            try:
                with db.explained(self._library_path):
                    # An interrupted creation leaves an empty file.
                    (tables,) = probe.execute("PRAGMA user_version").fetchone()
                    probe.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                probe.close()
        except Foreign:
            raise
        except Corrupt:
            self._set_library_aside()
            tables = 0
        if not tables:
            self._create_library()
        else:
            self._upgrade_library(int(tables))

    def _create_library(self) -> None:
        from tui.store.ingest import LibraryWriter  # the child's side; here only to begin one

        LibraryWriter(self._library_path).close()

    def _upgrade_library(self, version: int) -> None:
        if version != len(LIBRARY):
            self._create_library()  # migrates, or refuses a newer one

    def _set_library_aside(self) -> None:
        """A damaged library is a lost cache: keep it for whoever wonders, and begin anew."""
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        for suffix in ("", "-wal", "-shm"):
            broken = self._library_path.with_name(self._library_path.name + suffix)
            if broken.exists():
                broken.rename(broken.with_name(f"{broken.name}.damaged-{stamp}"))

    def _back_up(self, version: int) -> None:
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        path = self._state_path.with_name(f"state-v{version}-{stamp}.db")
        path.touch(mode=0o600)
        copy = sqlite3.connect(path)
        try:
            with db.explained(path):
                self._db.backup(copy)
        finally:
            copy.close()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """SQLite's errors in words. Which of the two files is damaged is found out, not guessed:
        the library is set aside, and the state, which holds what cannot be fetched again, is not."""
        try:
            with db.explained(self._state_path):
                yield
        except Corrupt as error:
            if not self._library_is_damaged():
                raise
            self._set_library_aside()
            raise Corrupt(
                said("{path} was damaged; it has been set aside", path=self._library_path),
                said("Your marks are safe. `telex refresh` fetches the articles again"),
                error.detail,
            ) from error

    def _library_is_damaged(self) -> bool:
        try:
            return self._db.execute("PRAGMA library.quick_check(1)").fetchall() != [("ok",)]
        except sqlite3.DatabaseError:
            return True

    def interrupt(self) -> None:
        """Stop the query that is running. The one method that another thread may call."""
        self._db.interrupt()

    def versions(self) -> tuple[int, int, int]:
        """Numbers that change when somebody else wrote: the state, the library, and which file it is."""
        with self._guarded():
            try:
                file = self._library_path.stat().st_ino
            except FileNotFoundError:
                file = 0
            return db.data_version(self._db, "main"), db.data_version(self._db, "library"), file

    def check(self) -> list[str]:
        """What SQLite finds wrong with either file; empty if nothing."""
        with self._guarded():
            found = [
                f"{schema}: {row[0]}"
                for schema in ("main", "library")
                for row in self._db.execute(f"PRAGMA {schema}.quick_check(10)")
            ]
        return [line for line in found if not line.endswith(": ok")]

    # Sources

    def sources(self) -> list[Subscription]:
        with self._guarded():
            return subscriptions.all_sources(self._db)

    def remember(self, wanted: Subscription, *, rename: bool = False) -> Subscription:
        """See :func:`tui.store.subscriptions.remember`."""
        with self._guarded():
            return subscriptions.remember(self._db, wanted, self._seconds(), rename=rename)

    def edit_sources(self, wanted: Iterable[tuple[str, Columns]]) -> Step | None:
        """See :func:`tui.store.marks.edit_sources`."""
        with self._guarded():
            return marks.edit_sources(self._db, wanted, self._seconds())

    def informed(self, keys: Iterable[str]) -> list[SourceInfo]:
        with self._guarded():
            return health.informed(self._db, keys, self._now())

    def names(self) -> dict[str, str]:
        """What the user calls each source, by its key."""
        with self._guarded():
            return articles.names(self._db).by_key

    # Articles

    def fold(self) -> Folded:
        """Make what arrived in the library unread; see :mod:`tui.store.fold`."""
        with self._guarded():
            return fold.fold(self._db, self._now())

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
            return articles.unread_ids(self._db)

    def unread_by_source(self) -> dict[str, array[int]]:
        """See :func:`tui.store.articles.unread_by_source`."""
        with self._guarded():
            return articles.unread_by_source(self._db)

    def rows(self, ids: Sequence[int]) -> dict[int, ArticleRow]:
        with self._guarded():
            return articles.rows(self._db, ids)

    def reading(self, number: int) -> Reading | None:
        with self._guarded():
            return articles.reading(self._db, number)

    def keep_place(self, number: int, place: Place | None) -> None:
        """See :func:`tui.store.aids.keep_place`."""
        with self._guarded():
            aids.keep_place(self._db, number, place, self._seconds())

    def furniture(self, key: str) -> tuple[list[Found], Furniture]:
        """What was found of the source ``key``, and all that is known of it."""
        with self._guarded():
            return aids.furniture_found(self._db, key), aids.furniture(self._db, key)

    def list_furniture(self, key: str, words: str, kept: bool | None) -> bool:
        """See :func:`tui.store.aids.list_furniture`."""
        with self._guarded():
            return aids.list_furniture(self._db, key, words, kept)

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

    def starred_among(self, ids: Iterable[int]) -> set[int]:
        with self._guarded():
            starred = {row[0] for row in self._db.execute("SELECT id FROM starred")}
        return starred.intersection(ids)

    # Marks

    def apply(self, change: Change, origin: Origin = "hand") -> Step | None:
        """See :func:`tui.store.marks.apply`."""
        with self._guarded():
            return marks.apply(self._db, change, origin, self._seconds())

    def undo(self) -> Step | None:
        with self._guarded():
            return marks.undo(self._db, self._seconds())

    def redo(self) -> Step | None:
        with self._guarded():
            return marks.redo(self._db, self._seconds())

    def history(self, limit: int) -> list[Step]:
        with self._guarded():
            return marks.history(self._db, limit)

    def _seconds(self) -> int:
        return int(self._now().timestamp())
