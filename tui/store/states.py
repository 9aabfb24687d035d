"""What an article may be to its reader: unread, starred, put off …, as SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

HIDDEN = {"draft": 1, "future": 2, "expired": 3}
_LISTED = "EXISTS (SELECT 1 FROM unread AS n WHERE n.docid = a.docid)"


class States:
    """Conditions on ``library.article AS a``. Whether an article that was put off is due is found
    out here, when it is asked: no clock ever writes it down."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._still_off = f"w.until > {int(now.timestamp())}"

    @property
    def hides_some(self) -> bool:
        """Whether the user hid any article."""
        return bool(self._connection.execute("SELECT 1 FROM main.hidden LIMIT 1").fetchone())

    @cached_property
    def asleep(self) -> str:
        """The ids of what is put off and not due yet; empty if there are none."""
        within = f"SELECT w.id FROM main.later AS w WHERE {self._still_off}"
        return f"({within})" if self._connection.execute(f"{within} LIMIT 1").fetchone() else ""

    @property
    def unread(self) -> str:
        """That an article is unread, and not put off."""
        unless = f" AND n.id NOT IN {self.asleep}" if self.asleep else ""
        return f"EXISTS (SELECT 1 FROM unread AS n WHERE n.docid = a.docid{unless})"

    def any_of(self, states: Iterable[str]) -> str:
        """That it is in one of ``states``, which are those of the query language."""
        return " OR ".join(f"({self._is(state)})" for state in states)

    def _is(self, state: str) -> str:
        if state in HIDDEN:
            return f"a.hidden = {HIDDEN[state]}"
        # What is due is unread again, and is still among what was put off until it is read.
        later = "SELECT 1 FROM main.later AS w WHERE w.id = a.id"
        return {
            "unread": f"a.hidden = 0 AND {self.unread}",
            "read": f"a.hidden = 0 AND NOT {_LISTED}",
            "later": f"{_LISTED} AND EXISTS ({later})",
            "starred": "EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id)",
            "edited": "EXISTS (SELECT 1 FROM library.version AS v WHERE v.id = a.id)",
            "hidden": "EXISTS (SELECT 1 FROM main.hidden AS h WHERE h.id = a.id)",
        }[state]
