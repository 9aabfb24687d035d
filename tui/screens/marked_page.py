"""A page whose article can be marked, opened in a browser, and copied."""

from __future__ import annotations

from tui.core.change import AnyChange, Change
from tui.core.models import ArticleRow, Reading
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

    # Commands

    def _known(self) -> ArticleRow | Reading | None:
        """What is known of it by now: the page's own article, else the list's row."""
        reading = self.reading
        if reading is not None and reading.article.id == self.number:
            return reading
        return None if self.number in self.gone else self.opener.row_of(self.number)

    def do_read(self) -> None:
        if self.number in self.gone:
            return
        self.marked_by_hand.add(self.number)
        self.opener.act(self.acts.mark_read([self.number]))

    def do_unread(self) -> None:
        if self.number in self.gone:
            return
        self.marked_by_hand.add(self.number)
        self.opener.act(self.acts.mark_read([self.number], False))

    def do_star(self) -> None:
        if (known := self._known()) is not None:
            self.opener.act(self.acts.toggle_star(known))

    def do_undo(self) -> None:
        self.opener.act(self.acts.undo())

    def do_redo(self) -> None:
        self.opener.act(self.acts.redo())

    async def do_open(self) -> None:
        if (known := self._known()) is not None:
            await self.links.open(self, address_of(known))

    def do_copy(self) -> None:
        """The chosen link's address, else the article's own."""
        if (chosen := self.page_links.web_address) is not None:
            self.links.copy(self, chosen)
        elif (known := self._known()) is not None:
            self.links.copy(self, address_of(known))
