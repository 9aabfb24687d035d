"""A screen that acts on articles: what keys are about there, and how an act is done."""

from __future__ import annotations

from array import array
from collections.abc import Awaitable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from tui.core import later
from tui.core.change import Change, Step
from tui.core.models import ArticleRow, Reading
from tui.core.query import Query
from tui.deeds import day
from tui.library import Library
from tui.screens.acts import Acts
from tui.screens.base import KeyedScreen
from tui.screens.prompt import Offer
from tui.session import TYPED
from tui.widgets.drawn import Part
from tui.words import mark as _

T = TypeVar("T")
# Keys of the home row: a time may be written as well, and none begins with one of these.
TIMES: Mapping[str, tuple[str, str]] = {
    "a": ("tonight", _("tonight")),
    "s": ("tomorrow", _("tomorrow")),
    "d": ("weekend", _("at the weekend")),
    "f": ("week", _("next week")),
}
NEVER = "never"


class ActingScreen(KeyedScreen[T], inherit_bindings=False):
    """A screen whose keys are about articles: those selected, or the one that is looked at.

    Every act is on ids taken when its key was pressed, whatever is shown by the time it is stored.
    """

    acts: Acts

    def targets(self) -> Sequence[int]:
        """The articles that keys are about now."""
        raise NotImplementedError

    def known(self, number: int) -> ArticleRow | Reading | None:
        """What is known here of an article."""
        raise NotImplementedError

    def act(self, act: Awaitable[object]) -> None:
        """Store a change beside the keys; each is finished, whatever comes after it."""
        raise NotImplementedError

    known_values: Mapping[str, Sequence[str]] = MappingProxyType({})
    """By their field, values that a query may ask for; the user's own tags, and views."""

    async def learn_values(self) -> None:
        """Values for what is being typed; and once, what was typed in earlier sessions."""
        self.known_values, typed = await self.session.hand.call(_known_values)
        self.session.recall(typed)
        self.offer_again()

    def count_in_view(self, written: str) -> Awaitable[Sequence[Part]] | None:
        """How many of the articles that are shown the query ``written`` finds."""
        return None

    def show_query(self, query: Query) -> None:
        """Show what ``query`` finds among all articles."""
        raise NotImplementedError

    async def next_unread(self, ids: array[int], start: int, step: int) -> int | None:
        """The place in ``ids`` of the next unread one after ``start``, or before it (``step`` -1); if
        there is none, that is told."""
        # (After the marks made till now: what they are about is not what is looked for.)
        await self.session.marks.call(lambda _: None)
        place = await self.session.hand.call(lambda library: library.seek_unread(ids, start, step))
        if place is None:
            below = self.words("No unread article below") if step > 0 else ""
            self.tell(below or self.words("No unread article above"))
        return place

    def acted(self, ids: Sequence[int]) -> None:
        """Something was done to ``ids`` on purpose."""

    def apply(self, change: Change, *, tell: bool | None = None) -> None:
        """Draw ``change`` and store it; of more than one article it is told how many (``tell`` says
        otherwise)."""
        if not change.ids:
            return
        applying: Awaitable[Step | None] = self.acts.apply(change)
        if len(change.ids) > 1 if tell is None else tell:
            applying = self.acts.told(applying)
        self.act(applying)
        self.acted(change.ids)

    def later_offers(self, typed: str) -> Sequence[Offer]:
        """What may be written for a time to come."""
        now, zone = self.session.now(), self.session.config.zone
        times = later.named(now, zone)
        offers = [
            Offer(word, self.words(told), day(times[word].astimezone(zone), self.words), key)
            for key, (word, told) in TIMES.items()
        ]
        offers.append(Offer(NEVER, self.words("no longer put off"), key="-"))
        wanted = typed.casefold()
        return [o for o in offers if o.written.startswith(wanted) or wanted in o.shown.casefold()]


def _known_values(library: Library) -> tuple[Mapping[str, Sequence[str]], str]:
    # (On the thread of the lane, some ms before the first letter needs them.)
    from tui.core import completion, queryparse  # noqa: F401

    own = {"own": list(library.own_tags()), "view": list(library.views())}
    return {**library.known_values(), **own}, library.remembered(TYPED)
