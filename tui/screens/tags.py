"""The tag filter: which tags, categories, sources, languages and times to show."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

from textual import events

from tui.core.models import Facets
from tui.core.query import UNREAD, Query, Term
from tui.core.text import fold
from tui.errors import Interrupted
from tui.library import WHEN, Library
from tui.screens.base import KeyedScreen, Moving
from tui.screens.facet_values import FACETS, Choices, FacetValues, Sorting, in_order, named
from tui.screens.narrowing import Narrowing
from tui.screens.snapshot import query_of
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.facet_columns import FacetColumns

PATIENCE_SECONDS = 0.25


class TagScreen(KeyedScreen["Query | None"]):
    """Gives back the filter to narrow the view by, or None to leave it as it was."""

    scope = "tags"

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        view: str,
        narrowed: Query,
        *,
        near: Sequence[str] = (),
        telling_nothing: Collection[str] | None = None,
    ) -> None:
        """``near``: tags to begin at; ``telling_nothing``: folded labels that stand last, if known."""
        self.columns = FacetColumns(glyphs, id="facets")
        super().__init__(session, glyphs, self.columns)
        self._view = view
        self._narrowed = narrowed
        self.choices, self._all_tags = choices_of(narrowed)
        self._near = near
        self._known_nothing = telling_nothing
        self._values = FacetValues(session.words, Facets())
        self._telling_nothing: Collection[str] = ()
        self._counted: Facets | None = None
        self._unread: Facets | None = None
        self._sorting: Sorting = "used"
        self.narrowing = Narrowing(self._draw)
        self._matches: int | None = None

    @property
    def moving(self) -> Moving:
        return self.columns

    # From the store to the columns

    def on_mount(self) -> None:
        self.hold_keys()
        self.work(self._load, group="facets")
        self._count()

    async def _load(self) -> None:
        """Names at once; their counts, which look at every article of the view, follow."""
        view, others = self._view, self._others()
        asked = f"{view} {others}"
        try:
            known = self.session.known_facets.get(asked)
            if known is None:
                names = await self.session.hand.call(lambda library: library.known_values())
                known = named(names, WHEN)
            await self._draw_values(known)
            # The cursor begins on the tags: they are what the screen is for.
            self.columns.begin("tag", self._near)
        except BaseException:
            self.release_keys()
            raise
        # Keys wait for the counts, by which values are ordered; but not for long.
        patience = self.set_timer(PATIENCE_SECONDS, self.release_keys)
        nothing = self._known_nothing
        counted, self._telling_nothing = await self.session.scan.call(
            lambda library: _look(library, query_of(library, view, others), nothing), "facets"
        )
        self._counted, self.session.known_facets = counted, {asked: counted}
        await self._arrange()
        if self._held is not None:
            # Nothing was done yet: the cursor begins at the top of the order.
            self.columns.begin("tag", self._near)
        patience.stop()
        self.release_keys()

    async def _draw_values(self, facets: Facets) -> None:
        words, nothing = self.words, self._telling_nothing
        self._values = await asyncio.to_thread(FacetValues, words, facets, nothing)
        self._draw()

    async def _arrange(self) -> None:
        if self._counted is not None:
            counted, sorting, unread = self._counted, self._sorting, self._unread
            await self._draw_values(await asyncio.to_thread(in_order, counted, sorting, unread))

    def do_sort(self) -> None:
        """By how much each is used, by what is unread of it, by name."""
        after: dict[Sorting, Sorting] = {"used": "unread", "unread": "name", "name": "used"}
        self._sorting = after[self._sorting]
        if self._sorting == "unread" and self._unread is None:
            self.work(self._count_unread, group="arrange")
        else:
            self.work(self._arrange, group="arrange")
        told = {
            "used": self.words("The most used first"),
            "unread": self.words("What is unread, the most first"),
            "name": self.words("By name"),
        }
        self.tell(told[self._sorting])

    async def _count_unread(self) -> None:
        view, others = self._view, self._others()
        self._unread = await self.session.scan.call(
            lambda library: library.facets(query_of(library, view, others) & UNREAD), "facets"
        )
        await self._arrange()

    def _others(self) -> Query:
        return self._narrowed.without_field(*FACETS, "newer")

    def chosen(self) -> Query:
        """The filter as it is chosen now."""
        return self._others() & query_of_choices(self.choices, all_tags=self._all_tags)

    def _draw(self) -> None:
        self.columns.show(self._values.columns(self.narrowing.words, self.choices))
        self.draw_bars()

    def _count(self) -> None:
        self.session.scan.interrupt("matches")  # the count before this one helps nobody
        self.work(self._count_matches, group="count")

    async def _count_matches(self) -> None:
        view, chosen = self._view, self.chosen()
        try:
            counts = await self.session.scan.call(
                lambda library: library.counts(query_of(library, view, chosen)), "matches"
            )
        except Interrupted:
            return
        self._matches = counts.total
        self.draw_bars()

    # Words around the columns

    def resting(self) -> Sequence[Part]:
        if self.narrowing.typing:
            return [(self.words("what you type narrows the values; Enter or ↓ ends it"), "dim")]
        if self.narrowing.words and not any(facet.values for facet in self.columns.facets):
            return [(self.words("no value has that; / and Esc show all again"), "dim")]
        return ()

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        left: list[Part] = [(self.words("Filter"), "ink bold")]
        if narrowed := self.narrowing.parts():
            left += narrowed
        elif chosen := str(self.chosen()):
            left.append((f"   {chosen}", "place"))
        if self._tags_chosen() > 1:
            how = self.words("all of the tags") if self._all_tags else self.words("any of the tags")
            left.append((f"   {how}", "dim"))
        right: list[Part] = []
        if self._matches is not None:
            matches = self.words.plural("{n} article matches", "{n} articles match", self._matches)
            right.append((matches, "accent"))
        self.head.show(left, right)
        self.draw_foot()

    def _tags_chosen(self) -> int:
        return sum(
            1 for (field, _name), chosen in self.choices.items() if field == "tag" and chosen
        )

    # Keys

    def takes(self, event: events.Key) -> bool:
        return self.narrowing.takes(event)

    def do_narrow(self) -> None:
        self.narrowing.begin()

    def do_next_facet(self) -> None:
        self.columns.to_facet(1)

    def do_previous_facet(self) -> None:
        self.columns.to_facet(-1)

    def do_with(self) -> None:
        self._choose(True)

    def do_without(self) -> None:
        self._choose(False)

    def on_facet_columns_picked(self) -> None:
        self._choose(True)

    def _choose(self, wanted: bool) -> None:
        if self.columns.current is None:
            return
        facet, value = self.columns.current
        key = (facet.field, value.name)
        if self.choices.get(key) == wanted:
            del self.choices[key]
        else:
            if facet.field == "when":  # one time at most: the shorter is within the longer
                self.choices = {k: v for k, v in self.choices.items() if k[0] != "when"}
            self.choices[key] = wanted
        self._draw()
        self._count()

    def do_any_or_all(self) -> None:
        self._all_tags = not self._all_tags
        self.draw_bars()
        self.tell(
            self.words("Articles with all of the chosen tags")
            if self._all_tags
            else self.words("Articles with any of the chosen tags")
        )
        self._count()

    def do_undo_choice(self) -> None:
        self.choices = {}
        self._draw()
        self._count()

    def do_apply(self) -> None:
        if not self.choices and self.columns.current is not None:
            facet, value = self.columns.current
            if value.count != 0:  # (it may not be known yet)
                self.choices = {(facet.field, value.name): True}
        self._leave(self.chosen())

    def do_back(self) -> None:
        self._leave(None)

    def _leave(self, chosen: Query | None) -> None:
        self.session.scan.interrupt("facets")  # nobody is left to look at them
        self.dismiss(chosen)


def _look(
    library: Library, query: Query, nothing: Collection[str] | None
) -> tuple[Facets, frozenset[str]]:
    """The facets of ``query``, and which of their values tell nothing."""
    facets = library.facets(query)
    if nothing is None:
        nothing = library.worn_labels().everywhere
    values = (name for kind in ("tag", "category") for name, _ in facets.values.get(kind, ()))
    return facets, frozenset(name for name in values if fold(name) in nothing)


def choices_of(narrowed: Query) -> tuple[Choices, bool]:
    """The choices that a filter was made of, and whether several tags must all be there."""
    choices: Choices = {}
    terms = [term for term in narrowed.terms if isinstance(term, Term)]
    for term in terms:
        field = "when" if term.field == "newer" else term.field
        if field in FACETS:
            choices |= {(field, value): not term.negated for value in term.values}
    tags = [term for term in terms if term.field == "tag" and not term.negated]
    return choices, len(tags) > 1


def query_of_choices(choices: Choices, *, all_tags: bool) -> Query:
    """Any within a facet and all across facets; of the tags all, if ``all_tags``."""
    terms: list[Term] = []
    for facet in FACETS:
        field = "newer" if facet == "when" else facet
        wanted = tuple(name for (f, name), chosen in choices.items() if f == facet and chosen)
        unwanted = tuple(name for (f, name), chosen in choices.items() if f == facet and not chosen)
        if facet == "tag" and all_tags:
            terms += [Term(field, (name,)) for name in wanted]
        elif wanted:
            terms.append(Term(field, wanted))
        if unwanted:
            terms.append(Term(field, unwanted, negated=True))
    return replace(Query(), terms=tuple(terms))
