"""A page whose article can be marked, opened in a browser, and copied."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from tui.core.change import AnyChange, Change
from tui.core.models import ArticleRow, Reading
from tui.core.query import Query
from tui.screens.acts import Acts, marked
from tui.screens.links import Links, address_of
from tui.screens.opener import Opener
from tui.screens.page import PageScreen
from tui.session import Session
from tui.widgets.drawn import Glyphs


class MarkedPage(PageScreen):
    """``reading`` is the article that is shown or about to be; ``gone`` those that were looked for
    in vain."""

    def __init__(self, session: Session, glyphs: Glyphs, links: Links, opener: Opener) -> None:
        super().__init__(session, glyphs, links)
        self.acts = Acts(
            session,
            self.tell,
            begun=self._begin_change,
            settled=opener.settle_change,
            changed=self._show_change,
        )
        self.opener = opener
        self.reading: Reading | None = None
        self.gone: set[int] = set()
        self.marked_by_hand: set[int] = set()

    @property
    def number(self) -> int:
        """The article that keys are about."""
        raise NotImplementedError

    def _begin_change(self, change: Change) -> None:
        self._mark(change)
        self.opener.begin_change(change)

    def _show_change(self, change: AnyChange) -> None:
        if isinstance(change, Change):
            self._mark(change)
        self.opener.show_change(change)

    def _mark(self, change: Change) -> None:
        reading = self.reading
        if reading is not None and reading.article.id in change.ids:
            self.reading = marked(reading, change)
            self.draw_bars()

    # What keys are about

    def targets(self) -> Sequence[int]:
        return () if self.number in self.gone else (self.number,)

    def known(self, number: int) -> ArticleRow | Reading | None:
        """What is known of it by now: the page's own article, else the list's row."""
        reading = self.reading
        if reading is not None and reading.article.id == number:
            return reading
        return None if number in self.gone else self.opener.row_of(number)

    def act(self, act: Awaitable[object]) -> None:
        self.opener.act(act)

    def apply(self, change: Change, *, tell: bool | None = None) -> None:
        if change.kind in ("read", "later"):
            self.marked_by_hand.update(change.ids)
        super().apply(change, tell=tell)

    def show_query(self, query: Query) -> None:
        """In the list, behind the article."""
        self.do_back()
        self.opener.narrow(query, "all")

    # Commands

    async def do_open(self) -> None:
        if (known := self.known(self.number)) is not None:
            await self.links.open(self, address_of(known))

    async def do_open_read(self) -> None:
        self.do_read()
        await self.do_open()

    def do_copy(self) -> None:
        """The chosen link's address, else the article's own."""
        if (chosen := self.page_links.web_address) is not None:
            self.links.copy(self, chosen)
        elif (known := self.known(self.number)) is not None:
            self.links.copy(self, address_of(known))
