"""Finding in the list: what is typed after ``/``, the order, and the way back."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Unpack

from textual import events
from textual.timer import Timer

from tui.core.marking import Sought
from tui.core.models import ArticleRow
from tui.core.query import EVERYTHING, Query, Term, begins_so
from tui.screens.fetching import FetchingList
from tui.screens.live import Opening
from tui.screens.loading import TYPED
from tui.screens.snapshot import Snapshot
from tui.screens.typed import TypedLine
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.words import mark as _

if TYPE_CHECKING:
    from tui.core.completion import Completion
    from tui.core.queryparse import QueryError

SEARCH_SECONDS = 0.08
_EARLIER = 50


@dataclass(frozen=True, slots=True)
class Former:
    """What the list showed before something was looked for in it."""

    view: str
    narrowed: Query
    ids: array[int] | None
    """None where something else had been asked for and was not shown yet."""
    cursor: int
    rows: Mapping[int, ArticleRow]


class FindingList(FetchingList):
    """The list with a line in which a query is typed; it is followed letter by letter."""

    def __init__(self, session: Session, glyphs: Glyphs, **opening: Unpack[Opening]) -> None:
        super().__init__(session, glyphs, **opening)
        self.typed = TypedLine()
        self.typing = False
        self._former: Former | None = None
        self._base = EVERYTHING
        self.searched_for: tuple[Query, ...] = ()
        self._wrong: QueryError | None = None
        self._search_timer: Timer | None = None
        self._offered: list[Completion] = []
        self._offers: list[Completion] = []
        self._taken = 0
        self._earlier, self._earlier_at = list[str](), 0
        self._found_line: tuple[int, Sought, str] | None = None

    # Typing

    def do_search(self) -> None:
        """Look for words within the filter that is set; those of a search before this one go."""
        view, narrowed = self.asked
        if self._former is None or narrowed not in self.searched_for:
            shown = (view, narrowed) == (self.state.view, self.state.narrowed)
            ids = array("q", self.list.ids) if shown else None
            rows = self.list.rows_here
            self._former = Former(view, narrowed, ids, self.list.cursor, rows)
        within = self._former.narrowed
        self._base = Query(tuple(t for t in within.terms if isinstance(t, Term)), within.order)
        self._earlier_at = len(self._earlier)
        self.typing, self._wrong, self._offered, self._offers = True, None, [], []
        self.typed.begin()
        self.work(self.learn_values, group="known")
        self.draw_bars()

    def with_search(self, words: str) -> None:
        """Look for ``words``, all at once."""
        self.do_search()
        self.typed.begin(words)
        self._end()
        self.draw_bars()

    def takes(self, event: events.Key) -> bool:
        if not self.typing:
            return False
        pressed = self.typed.press(event)
        match pressed:
            case "changed":
                self._changed()
            case "moved":
                self._offer_anew()
            case "ended":
                self._end()
            case "left":
                self.typing = False
                self._go_back()
            case "complete":
                self._complete()
            case "earlier":
                self._recall()
            case None if event.key == "ctrl+z":
                return False
        self.draw_bars()
        return True

    def on_paste(self, event: events.Paste) -> None:
        if self.typing:
            self.typed.paste(event.text)
            self._changed()
            self.draw_bars()

    def _changed(self) -> None:
        self._offered, self._taken = [], 0
        self._offer_anew()
        if self._search_timer is not None:
            self._search_timer.stop()
        self._search_timer = self.set_timer(SEARCH_SECONDS, self._follow)

    def _follow(self) -> None:
        self._search_timer = None
        if self.typing:
            self._search(ended=False)
            self.draw_bars()

    def _search(self, *, ended: bool) -> bool:
        """Show what is typed; False if it is no query, which is told."""
        from tui.core.queryparse import QueryError, parse

        self._wrong = None
        try:
            query = parse(self.typed.text)
        except QueryError as error:
            self._wrong = error
            return False
        if not ended and query.reads_everything:
            return True  # not for each letter
        # As long as no word is just that, words will do that begin so.
        wanted = [self._base & query]
        if (begun := begins_so(query, self.typed.text)) is not None:
            wanted.append(self._base & begun)
        if self.asked[1] not in wanted:
            self.load(typed=wanted)
        self.searched_for = tuple(wanted)
        return True

    def _end(self) -> None:
        if self._search_timer is not None:
            self._search_timer.stop()
            self._search_timer = None
        if self._search(ended=True):
            self.typing = False
            if self.typed_load and not self.asked[1].reads_everything:
                self.hold_keys()  # they are about what is being found, which is there at once
            if self.typed.text.strip():
                self._earlier = [*self._earlier, self.typed.text][-_EARLIER:]
            else:
                self._former = None

    def _complete(self) -> None:
        """Take the first of what is offered; then, one after the other, the next."""
        if not self._offered:
            self._offered, self._taken = self._offers, 0
        if self._offered:
            offer = self._offered[self._taken % len(self._offered)]
            self.typed.complete(offer.start, offer.written)
            offered, taken = self._offered, self._taken + 1
            self._changed()
            # A field asks for a value; a value may be exchanged for the next one.
            if not offer.written.endswith(":"):
                self._offered, self._taken = offered, taken

    def _offer_anew(self) -> None:
        from tui.core.completion import completions

        self._offers = completions(self.typed.text[: self.typed.at], self.known_values)

    def _recall(self) -> None:
        if self._earlier:
            self._earlier_at = (self._earlier_at - 1) % len(self._earlier)
            self.typed.begin(self._earlier[self._earlier_at])
            self._changed()

    # The way back

    def _go_back(self) -> bool:
        """What was shown before the search, as it was; False if there is nothing to go back to."""
        former, self._former = self._former, None
        if former is None:
            return False
        self.searched_for, self._wrong = (), None
        self.session.scan.interrupt(TYPED)
        self._restore(former)
        return True

    def _restore(self, former: Former) -> None:
        self.withdraw_load()
        if former.ids is None:
            self.load(former.view, former.narrowed)
            return
        self.state.narrowed = former.narrowed
        # What was marked since is drawn so, where it was among what was found.
        rows = {**former.rows, **self.list.rows_here}
        self.show_snapshot(Snapshot(former.view, former.ids, former.cursor, rows))
        self.list.forget_rows()
        self.work(self._recount, group="snapshot")

    async def _recount(self) -> None:
        sought = self.state.narrowed
        self.list.seek(await self.session.scan.call(lambda library: library.sought(sought)))
        await self.count_anew()

    def do_back(self) -> None:
        narrowed = self.asked[1]
        if narrowed in self.searched_for and self._go_back():
            return
        self._former = None
        if narrowed != EVERYTHING:
            self.load(narrowed=EVERYTHING)

    # Words around the list

    def draw_bars(self) -> None:
        self.state.typing = None
        if self.typing and self.is_mounted:
            sign = f"{self._base} /" if self._base != EVERYTHING else "/"
            self.state.typing = self.typed.parts(sign, max(12, self.size.width // 2))
        super().draw_bars()

    def resting(self) -> Sequence[Part]:
        if self.typing:
            return self._offer()
        row = self.list.row
        if row is None:
            return ()
        if (found := self._found_line) and found[0] == row.id and found[1] == self.list.sought:
            return found[1].parts(found[2])
        return super().resting()

    def _offer(self) -> Sequence[Part]:
        """What may be meant by what is being typed, or what is wrong with it."""
        offered = self._offered or self._offers
        if offered:
            taken = (self._taken - 1) % len(offered) if self._offered else -1
            parts: list[Part] = [("Tab ", "accent")]
            for number, offer in enumerate(offered):
                parts += [(offer.shown, "ink" if number == taken else "dim"), ("  ", "dim")]
            return parts
        if self._wrong is not None and self.typed.text.strip():
            hint = self.words.say(self._wrong.hint)
            return [(self.words.say(self._wrong.title), "accent"), (f"   {hint}", "dim")]
        told = _('words, "a phrase", begin*, tag:x, is:unread, -not, or, ( ); Enter, Esc')
        return [] if self.typed.text else [(self.words(told), "dim")]

    def rested(self) -> None:
        super().rested()
        number, sought = self.list.current, self.list.sought
        if number is not None and sought:
            self.work(partial(self._find_line, number, sought), group="found-line")

    async def _find_line(self, number: int, sought: Sought) -> None:
        found = await self.session.hand.call(lambda library: library.found_line(number, sought))
        if number == self.list.current and found:
            self._found_line = (number, sought, found)
            self.draw_foot()
