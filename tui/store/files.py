"""The two files of a store: opened, attached, upgraded, and set aside where they are damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tui.core import text
from tui.errors import Corrupt, Foreign, said
from tui.store import db, functions
from tui.store.schema import LIBRARY, LIBRARY_ID, STATE, STATE_ID, migrate


class Files:
    """A connection to the state with the library attached to it, read-only."""

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
            functions.add_functions(self._db)
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
