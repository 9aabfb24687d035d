"""The article: read well, left quickly."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.timer import Timer

from tui.core.change import Change
from tui.core.models import ArticleRow, Reading
from tui.core.query import Query
from tui.screens.acts import Acts, marked
from tui.screens.base import KeyedScreen, Moving
from tui.screens.links import Links, address_of
from tui.screens.opener import Opener
from tui.screens.typesetting import prepared_for, typeset_onto
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from tui.render.article import Prepared, Setting

RESIZE_REST_SECONDS = 0.15
GUARD_SECONDS = 0.3  # a held key does not run over an article's end


class ArticleScreen(KeyedScreen[int]):
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
        self.page = PageView(glyphs, id="page")
        super().__init__(session, glyphs, self.page)
        self.links = links
        self.acts = Acts(
            session,
            self.tell,
            begun=self._begin_change,
            settled=opener.settle_change,
            changed=self._show_change,
        )
        self._list = opener
        self._ids = ids
        self._place = place
        self._reading: Reading | None = None
        self._prepared: Prepared | None = None
        self._width = 0
        self._marked_by_hand: set[int] = set()
        self._gone: set[int] = set()
        self._end_said_at: float | None = None
        self._resize_timer: Timer | None = None

    @property
    def moving(self) -> Moving:
        return self.page

    # From the store to the page

    def on_page_view_resized(self) -> None:
        if not self._width:
            self._start()
            return
        if self._resize_timer is not None:
            self._resize_timer.stop()
        self._resize_timer = self.set_timer(RESIZE_REST_SECONDS, self._set_again)

    def _start(self) -> None:
        self._width = self._page_width()
        self.work(partial(self._read, self._ids[self._place]), group="page")

    def _page_width(self) -> int:
        return max(10, min(self.session.config.width, self.page.size.width - 2))

    def _set_again(self) -> None:
        self._resize_timer = None
        width = self._page_width()
        if width == self._width:
            return
        self._width = width
        reading = self._reading
        if self._prepared is None or reading is None or reading.article.id != self._number:
            # Another one is on its way: it is to come in this width.
            self.work(partial(self._read, self._number), group="page")
        else:
            share = self.page.top / max(1, self.page.count)
            self.work(partial(self._set, self._prepared, share), group="page")

    async def _read(self, number: int) -> None:
        reading = await self.session.hand.call(lambda library: library.reading(number))
        if reading is None:
            self._gone.add(number)
            self._reading = self._prepared = None
            gone = self.words("This article is no longer there")
            self.page.show([[Segment(gone, self.page.inks.dim)]], self._width)
            self.page.complete = True
            self.draw_bars()
            return
        words = self.session.words
        prepared = await self.session.page(lambda: prepared_for(reading, words))
        self._reading, self._prepared = reading, prepared
        await self._set(prepared, 0.0, shown=partial(self._opened, reading))

    def _opened(self, reading: Reading) -> None:
        """Its first screen is there: only now is it read. A key pressed in error leaves no mark,
        and what was marked by hand meanwhile stays as it was marked."""
        number = reading.article.id
        if not reading.read and number not in self._marked_by_hand:
            self._list.act(self.acts.mark_read([number], origin="open"))
        self.draw_bars()

    async def _set(
        self, prepared: Prepared, share: float, *, shown: Callable[[], None] = lambda: None
    ) -> None:
        await typeset_onto(
            self.page,
            prepared,
            self._setting(),
            self.session.page,
            share=share,
            shown=shown,
        )
        self.rest_soon()

    def _setting(self) -> Setting:
        from tui.render.article import Setting
        from tui.render.palette import Palette

        inks = self.page.inks
        palette = Palette(inks.ink, inks.dim, inks.accent, inks.place, inks.place)
        zone = self.session.config.zone
        return Setting(self._width, palette, self.words, zone, self.glyphs.ascii_only)

    # Words around the page

    def on_page_view_scrolled(self) -> None:
        if not self.page.at_end:
            self._end_said_at = None
        self.rest_soon()

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        dot = f" {self.glyphs.dot} "
        left: list[Part] = []
        if self._reading is not None:
            left = [(self._reading.source_name, "place"), (dot, "dim")]
        left.append((self.words("{n} of {total}", n=self._place + 1, total=len(self._ids)), "dim"))
        if self._reading is not None and self._reading.starred:
            left += [("  ", "dim"), (self.glyphs.star, "accent")]
        if self._reading is not None and not self._reading.read:
            left += [("  ", "dim"), (self.glyphs.unread, "accent")]
        self.head.show(left)
        self.draw_foot()

    def position(self) -> str:
        return f"{self.page.percent}%"

    def _begin_change(self, change: Change) -> None:
        self._mark(change)
        self._list.begin_change(change)

    def _show_change(self, change: Change) -> None:
        self._mark(change)
        self._list.show_change(change)

    def _mark(self, change: Change) -> None:
        reading = self._reading
        if reading is not None and reading.article.id in change.ids:
            self._reading = marked(reading, change)
            self.draw_bars()

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
        self._end_said_at = None
        self.end_news()
        self.work(partial(self._read, self._ids[place]), group="page")

    def do_next_article(self) -> None:
        self._to(self._place + 1)

    def do_previous_article(self) -> None:
        self._to(self._place - 1)

    def do_next_unread(self) -> None:
        self.work(partial(self._seek, 1), group="seek")

    def do_previous_unread(self) -> None:
        self.work(partial(self._seek, -1), group="seek")

    async def _seek(self, step: int) -> None:
        ids, start = self._ids, self._place
        place = await self.session.hand.call(lambda library: library.seek_unread(ids, start, step))
        if place is None:
            above = self.words("No unread article above")
            self.tell(self.words("No unread article below") if step > 0 else above)
        else:
            self._to(place)

    def do_page_or_next(self) -> None:
        if not self.page.at_end:
            self.page.turn(self.page.page)
            return
        now = time.monotonic()
        if self._end_said_at is None:
            self._end_said_at = now
            self.tell(self.words("end · Space: next unread"), "accent")
        elif now - self._end_said_at < GUARD_SECONDS:
            self._end_said_at = now  # still held
        else:
            self.do_next_unread()

    def do_done(self) -> None:
        self.do_read()
        if self._place + 1 < len(self._ids):
            self._to(self._place + 1)
        else:
            self.do_back()

    @property
    def _number(self) -> int:
        """The article that keys are about: the one gone to last, shown already or not yet."""
        return self._ids[self._place]

    def _known(self) -> ArticleRow | Reading | None:
        """What is known of it by now: the page's own article, else the list's row."""
        reading = self._reading
        if reading is not None and reading.article.id == self._number:
            return reading
        return None if self._number in self._gone else self._list.row_of(self._number)

    def do_read(self) -> None:
        if self._number in self._gone:
            return
        self._marked_by_hand.add(self._number)
        self._list.act(self.acts.mark_read([self._number]))

    def do_unread(self) -> None:
        if self._number in self._gone:
            return
        self._marked_by_hand.add(self._number)
        self._list.act(self.acts.mark_read([self._number], False))

    def do_star(self) -> None:
        if (known := self._known()) is not None:
            self._list.act(self.acts.toggle_star(known))

    def do_undo(self) -> None:
        self._list.act(self.acts.undo())

    def do_redo(self) -> None:
        self._list.act(self.acts.redo())

    async def do_open(self) -> None:
        if (known := self._known()) is not None:
            await self.links.open(self, address_of(known))

    def do_copy(self) -> None:
        if (known := self._known()) is not None:
            self.links.copy(self, address_of(known))

    def do_tags(self) -> None:
        """The tag filter, on this article's tags; leaving it leads back here."""
        labels = () if self._reading is None else self._reading.article.tags
        self._list.choose_tags(labels, self._narrow)

    def _narrow(self, chosen: Query | None) -> None:
        if chosen is not None:
            self.dismiss(self._place)
            self._list.narrow(chosen)

    def do_back(self) -> None:
        self.dismiss(self._place)
