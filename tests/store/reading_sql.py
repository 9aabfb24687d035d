"""A second, read-only look at the store's files, for what no method of the store tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders import World
from tui.store import db
from tui.store.schema import STATE_ID


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to one file, closed afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def both(world: World) -> Iterator[sqlite3.Connection]:
    """The state with the library attached, as the store sees them."""
    connection = db.connect(world.state, STATE_ID, create=False)
    try:
        connection.execute("ATTACH ? AS library", (f"{world.library.as_uri()}?mode=ro",))
        yield connection
    finally:
        connection.close()


def all_rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with opened(path) as connection:
        return connection.execute(sql).fetchall()
