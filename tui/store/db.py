"""Connections, transactions, and SQLite's errors in telex's words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.core import text
from tui.errors import Corrupt, DiskFull, Foreign, Interrupted, Locked, StoreError, said

BUSY_MS = 5_000
WAL_PAGES = 4_000
"""So many are moved into the file at once, which whoever writes then waits for (40 ms for 1,000). The
log's index has them in one table of 4,096."""
CACHE_KB = 1_000  # a connection; the system caches the files anyway


def connect(path: Path, application: int, *, create: bool) -> sqlite3.Connection:
    """A connection in autocommit mode: every transaction is opened by name, none by surprise.

    It may be used on the thread that opened it only, but for ``interrupt``. A file that is not
    ``application``'s is refused before a byte of it is changed.
    """
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                path.touch(mode=0o600)
        except OSError as error:
            raise StoreError(
                said("Cannot use {path}", path=path),
                said("Check that the folder can be written"),
                error.strerror or "",
            ) from error
    mode = "rw" if create else "ro"
    with explained(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
        )
        try:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            _check_owner(connection, application, path)
            connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
            if create:
                _use_wal(connection)
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
            connection.create_function("fold", 1, text.fold, deterministic=True)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_owner(connection: sqlite3.Connection, application: int, path: Path) -> None:
    (found,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if found != application and (found or tables):
        raise Foreign(
            said("{path} belongs to another program", path=path), said("Move it away and try again")
        )


def _use_wal(connection: sqlite3.Connection) -> None:
    # Changing the mode ignores the busy timeout when two programs create one file at once.
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """An immediate transaction: it holds the write lock before it reads, so nothing changes under it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about ``path`` into a :class:`StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error


def _explain(error: sqlite3.Error, path: Path) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    detail = str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(
            said("Another program keeps {path} busy", path=path),
            said("Close it, or try again in a moment"),
            detail,
        )
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(
            said("The disk that holds {path} is full", path=path),
            said("Free some space; what you marked before is safe"),
            detail,
        )
    if code == sqlite3.SQLITE_INTERRUPT:
        return Interrupted(said("The question was withdrawn"))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Corrupt(
            said("{path} is damaged", path=path),
            said("Move it away; for state.db put back the newest backup that stands beside it"),
            detail,
        )
    return StoreError(
        said("Cannot use {path}", path=path), said("Check that the folder can be written"), detail
    )


def data_version(connection: sqlite3.Connection, schema: str) -> int:
    """A number that changes when another connection wrote the file attached as ``schema``."""
    (version,) = connection.execute(f"PRAGMA {schema}.data_version").fetchone()
    return int(version)
