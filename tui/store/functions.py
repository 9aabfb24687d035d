"""The functions of ours that statements call."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tui.core import text

if TYPE_CHECKING:
    from tui.core.searchtext import Simplify


def add_functions(connection: sqlite3.Connection) -> None:
    """``simply(words)``: as words are compared, without regard to case, width and traditional
    characters. ``found_in(regex, title, text)``: whether it is found in either."""
    simplify: Simplify | None = None

    def simply(words: str) -> str:
        nonlocal simplify
        folded = text.fold(words)
        if folded.isascii():
            return folded
        if simplify is None:
            simplify = simplifier(connection)  # None until there is an index
        return simplify(folded) if simplify else folded

    def found_in(regex: str, title: str, words: str) -> bool:
        from tui.core import searchtext

        return searchtext.found_in(regex, title, words)

    connection.create_function("simply", 1, simply, deterministic=True)
    connection.create_function("found_in", 3, found_in, deterministic=True)


def search_size(connection: sqlite3.Connection) -> tuple[int, int]:
    """Bytes that the search index takes, and how many articles it does not know yet."""
    (size,) = connection.execute(
        "SELECT (SELECT coalesce(sum(length(block)), 0) FROM library.search_data)"
        " + (SELECT coalesce(sum(length(sz) + 8), 0) FROM library.search_docsize)"
    ).fetchone()
    (left,) = connection.execute("SELECT count(*) FROM library.unindexed").fetchone()
    return int(size), int(left)


def simplifier(connection: sqlite3.Connection) -> Simplify | None:
    """What replaces traditional characters, by the table that the index was made with."""
    from tui.core import searchtext  # 5 ms, for who looks for something

    row = connection.execute("SELECT value FROM library.meta WHERE name = 'simplified'").fetchone()
    return searchtext.simplifier(row[0] if row else "")
