"""What the user saved by name: a part of every library."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from tui.core import text
from tui.core.change import Step
from tui.core.query import ORDERS, Order, Query
from tui.core.text import Line
from tui.store.store import Store

NAME_LONGEST = 60  # characters


def view_name(raw: str) -> Line:
    """What a view may be called: one clean line."""
    return text.line(raw, NAME_LONGEST)


class Saved:
    """Views and rules, and the small things that a screen remembers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def views(self) -> dict[str, Query]:
        """The saved views by their names; one that this telex does not understand is left out."""
        return _understood(self._store.saved("view"))

    def save_view(self, name: str, query: Query | None) -> Step | None:
        """Call ``query`` by ``name``, or forget that view; None if it was so already."""
        return self._store.save("view", name, None if query is None else str(query))

    def order_of(self, view: str) -> Order | None:
        """The order that the user gave to ``view``."""
        word = self.remembered(f"sort:{view}")
        return next((order for order in ORDERS if order == word), None)

    def sort_view(self, view: str, order: Order) -> None:
        """Show ``view`` in this order from now on."""
        self.remember_word(f"sort:{view}", order)

    def rules(self) -> dict[str, str]:
        """What each rule does, by its query."""
        return self._store.saved("rule")

    def save_rule(self, query: str, acts: str | None) -> Step | None:
        """Do ``acts`` to what will arrive and match ``query``, or do so no longer."""
        return self._store.save("rule", query, acts)

    def remembered(self, name: str) -> str:
        """A word that a screen remembers from the last time; empty if there is none."""
        return self._store.remembered(name)

    def remember_word(self, name: str, word: str) -> None:
        self._store.remember_word(name, word)

    def came_back(self) -> int:
        """How many articles that were put off are unread again since this was asked last."""
        now = self._store.seconds()
        since = self.remembered("due")
        back = self._store.due_between(int(since) if since.isdecimal() else 0, now)
        if back:
            self.remember_word("due", str(now))
        return back


def _understood(queries: Mapping[str, str]) -> dict[str, Query]:
    if not queries:
        return {}
    from tui.core.queryparse import QueryError, parse  # some ms, for who saved a view

    found = {}
    for name, written in queries.items():
        with suppress(QueryError):
            found[name] = parse(written)
    return found
