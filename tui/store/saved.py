"""What the user saved by name: views and rules; and small things a screen remembers."""

from __future__ import annotations

import sqlite3
from typing import Literal


def saved(connection: sqlite3.Connection, kind: Literal["view", "rule"]) -> dict[str, str]:
    """In the order they were saved in: the queries of views by their names, or what rules do by
    their queries."""
    return dict(
        connection.execute(
            "SELECT name, value FROM saved WHERE kind = ? ORDER BY place", (kind,)
        ).fetchall()
    )


def remembered(connection: sqlite3.Connection, name: str) -> str:
    """What was remembered under ``name``; empty if nothing was."""
    row = connection.execute(
        "SELECT value FROM main.meta WHERE name = ?", (f"word:{name}",)
    ).fetchone()
    return str(row[0]) if row else ""


def remember(connection: sqlite3.Connection, name: str, word: str) -> None:
    """Keep a word for the next time: that the pane is closed, for instance."""
    connection.execute("INSERT OR REPLACE INTO main.meta VALUES(?, ?)", (f"word:{name}", word))
