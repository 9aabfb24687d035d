"""The article: read well, left quickly."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment

from tui.core.change import mark_read
from tui.core.ids import prefix_range
from tui.core.models import Place, Reading
from tui.core.query import Query
from tui.render.lines import PageLine
from tui.screens.head import article_head
from tui.screens.links import Links
from tui.screens.opener import Opener
from tui.screens.typesetting import prepared_for, setting_of, typeset_onto
from tui.screens.versions import VersionedPage
from tui.session import Session
from tui.widgets.drawn import Glyphs

if TYPE_CHECKING:
    from tui.render.article import Prepared

GUARD_SECONDS = 0.3  # a held key does not run over an article's end


class ArticleScreen(VersionedPage):
    """Walks the list's snapshot ``ids`` from ``place``; gives back the place it was left at."""

    scope = "article"

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        links: Links,
        opener: Opener,
        ids: array[int],
        place: int,
    ) -> None:
        super().__init__(session, glyphs, links, opener)
        self._ids = ids
        self._place = place
        self._aside: int | None = None
        """A translation that is looked at instead of the article at ``_place``."""
        self._prepared: Prepared | None = None
        self._kept: Place | None = None
        self._on_page: int | None = None
        """The article whose lines are on the page; ``_reading`` may be one that is yet to be set."""
        self._end_said_at: float | None = None

    # From the store to the page

    def set_page(self) -> None:
        if self._prepared is None or self._on_page != self.number:
            # It is still on its way: it is to come in this width.
            self.work(partial(self._read, self.number), group="page")
        else:
            self.work(partial(self._set, self._prepared, self.page.place), group="page")

    async def _read(self, number: int) -> None:
        try:
            stored = await self.session.hand.call(lambda library: library.reading(number))
            reading = None if stored is None else self.version(stored)
            if reading is None:
                self._show_gone(number)
                return
            plain = self.glyphs.ascii_only
            prepared = await self.session.page(lambda: prepared_for(reading, self.words, plain))
            self.reading, self._prepared = reading, prepared
            self._kept = reading.place
            await self._set(prepared, reading.place, shown=partial(self._opened, reading))
        except Exception:
            self.wait_no_more()
            raise

    def _show_gone(self, number: int) -> None:
        self.gone.add(number)
        self.reading = self._prepared = self._on_page = None
        gone = self.words("This article is no longer there")
        self.page.show([PageLine([Segment(gone, self.page.inks.dim)])], self.width)
        self.page.complete = True
        self.page_shown()
        self.draw_bars()

    def _opened(self, reading: Reading) -> None:
        """Its first screen is there: only now is it read. A key pressed in error leaves no mark,
        and what was marked by hand meanwhile stays as it was marked."""
        number = self._on_page = reading.article.id
        if not reading.read and number not in self.marked_by_hand:
            self.act(self.acts.apply(mark_read([number]), origin="open"))
        self.tell_version(reading)
        self.draw_bars()

    async def _set(
        self,
        prepared: Prepared,
        at: Place | None,
        *,
        shown: Callable[[], None] = lambda: None,
    ) -> None:
        def lines_are_there() -> None:
            self.page_links.numbered = prepared.addresses
            self.find.searched = self.opener.searched
            self.page_shown()
            shown()

        await typeset_onto(
            self.page,
            prepared,
            setting_of(self.page, self.width, self.words, self.session.config.zone),
            self.session.page,
            at=at,
            shown=lines_are_there,
        )
        self.find.look(stay=True)
        self.page_links.again()
        self.rest_soon()

    # Where the reader is

    def rested(self) -> None:
        super().rested()
        self.keep_place_now()

    def keep_place_now(self) -> None:
        """Remember how far this article was read, unless that is its beginning or its end."""
        reading, page = self.reading, self.page
        if reading is None or reading.article.id != self._on_page:
            return
        if not self.is_now(reading):
            return  # a place is one in the words that the feed has now
        place = None if page.at_end else page.place
        if place != self._kept:
            self._kept = place
            number = reading.article.id
            self.opener.act(self.session.marks.call(lambda it: it.keep_place(number, place)))

    # Words around the page

    def on_page_view_scrolled(self) -> None:
        self.find.note_sight()
        if not self.page.at_end:
            self._end_said_at = None
        self.rest_soon()

    def draw_bars(self) -> None:
        if self.is_mounted:
            place, total = self._place + 1, len(self._ids)
            now, zone = self.session.now(), self.session.config.zone
            self.head.show(
                article_head(
                    self.reading, place, total, self.words, self.glyphs, now=now, zone=zone
                )
            )
            self.draw_foot()

    # Commands

    def _to(self, place: int) -> None:
        if not 0 <= place < len(self._ids):
            self.tell(
                self.words("This is the last article")
                if place > 0
                else self.words("This is the first article")
            )
            return
        self._place = place
        self._turn_to(None)

    def _turn_to(self, aside: int | None) -> None:
        self.keep_place_now()
        self._aside = aside
        self.begin_version()
        self._end_said_at = None
        self.read_page()

    def read_page(self) -> None:
        self.end_news()
        self.begin_page()
        self.work(partial(self._read, self.number), group="page")

    def go_to_article(self, written: str) -> None:
        if (found := prefix_range(written)) is not None:
            self._turn_to(found[0])

    def do_next_article(self) -> None:
        self._to(self._place + 1)

    def do_previous_article(self) -> None:
        self._to(self._place - 1)

    def do_next_unread(self) -> None:
        self._next(1)

    def do_previous_unread(self) -> None:
        self._next(-1)

    def _next(self, step: int) -> None:
        if self.find.active:
            self.find.step(step)
        else:
            self.work(partial(self._seek, step), group="seek")

    async def _seek(self, step: int) -> None:
        place = await self.next_unread(self._ids, self._place, step)
        if place is not None:
            self._to(place)

    def do_page_or_next(self) -> None:
        if not self.page.at_end:
            self.page.turn(self.page.page)
            return
        now = time.monotonic()
        if self._end_said_at is None:
            self._end_said_at = now
            self.tell(
                self.words("end · {key}: next unread", key=self.key_of("page-or-next")), "accent"
            )
        elif now - self._end_said_at < GUARD_SECONDS:
            self._end_said_at = now  # still held
        else:
            self.work(partial(self._seek, 1), group="seek")

    def do_done(self) -> None:
        """Read, and on, as ``after_done`` says; from the last one back to the list."""
        self.do_read()
        step, unread = self.session.config.onward
        if unread:
            self.work(partial(self._seek, step), group="seek")
        elif step:
            if 0 <= self._place + step < len(self._ids):
                self._to(self._place + step)
            else:
                self.do_back()

    @property
    def number(self) -> int:
        """The article that keys are about: the one gone to last, shown already or not yet."""
        return self._ids[self._place] if self._aside is None else self._aside

    def do_tags(self) -> None:
        labels = () if self.reading is None else self.reading.article.tags
        self.opener.choose_tags(labels, self._narrow)

    def _narrow(self, chosen: Query | None) -> None:
        if chosen is not None:
            self._aside = None
            self.do_back()
            self.opener.narrow(chosen)

    def do_back(self) -> None:
        if self._aside is not None:
            self._turn_to(None)
            return
        self.keep_place_now()
        self.dismiss(self._place)

    def do_quit(self) -> None:
        self.keep_place_now()
        super().do_quit()
