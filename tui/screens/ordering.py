"""The order of the list: of each view as the reader left it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.core.query import ORDERS, Order
from tui.screens.finding import FindingList
from tui.words import mark as _

_ORDERS: Mapping[Order, str] = {
    "newest": _("The newest first"),
    "oldest": _("The oldest first"),
    "relevance": _("What is most about it first"),
    "source": _("Source by source"),
    "unread": _("What is unread first"),
}


class OrderingList(FindingList):
    """The list in an order that its view remembers."""

    def do_sort(self) -> None:
        """The next order of this view, which remembers it; of what was searched, for this once."""
        orders = [order for order in _ORDERS if order != "relevance" or self.list.sought]
        now = self.asked[1].order or self.state.order
        place = orders.index(now) if now in orders else -1
        self.sort_by(orders[(place + 1) % len(orders)])

    def with_sort(self, words: str) -> None:
        order = next((order for order in ORDERS if order == words), None)
        if order is None:
            told = self.words("No order {word}; it is one of {orders}", **_named(words))
            self.tell(told, "accent")
        else:
            self.sort_by(order)

    def sort_by(self, order: Order) -> None:
        view, narrowed = self.asked
        self.tell(self.words(_ORDERS[order]))
        if narrowed in self.searched_for:
            turned = replace(narrowed, order=order)
            self.searched_for = (turned,)
            self.load(narrowed=turned)
            return
        self.session.marks.submit(lambda library: library.sort_view(view, order))
        self.load(narrowed=replace(narrowed, order=None))


def _named(word: str) -> dict[str, str]:
    return {"word": word[:40], "orders": ", ".join(ORDERS)}
