"""The panes of the list: how large each is, and the article under the cursor in the preview."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Unpack

from rich.segment import Segment
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from tui.core import text
from tui.core.change import mark_read
from tui.core.text import Url
from tui.render.lines import PageLine
from tui.screens.acts import Acts, host_of
from tui.screens.links import Links
from tui.screens.live import Opening
from tui.screens.side import SideList
from tui.screens.typesetting import prepared_for, setting_of, typeset_onto
from tui.session import News, Session
from tui.widgets.drawn import Glyphs
from tui.widgets.page_view import PageView
from tui.widgets.side_rows import PaneLine

if TYPE_CHECKING:
    from tui.render.article import Prepared

RIGHT_FROM, BELOW_FROM = 160, 36  # columns, rows
PREVIEW_SECONDS = 0.06
_KEPT = 24  # articles, ready to be set
_STEP = 4  # cells or, below, half as many rows
_LEAST_LIST = 60  # columns
Where = str
"""``right``, ``below``, or nowhere: empty."""


class PanesList(SideList):
    """The list with an article beside or below it, if that is wanted and there is room."""

    acts: Acts
    links: Links

    def __init__(self, session: Session, glyphs: Glyphs, **opening: Unpack[Opening]) -> None:
        self.preview = PageView(glyphs, id="preview")
        self._preview_line = PaneLine(glyphs, id="preview-line")
        super().__init__(session, glyphs, **opening)
        self._ready: OrderedDict[int, Prepared] = OrderedDict()
        self._preview_timer: Timer | None = None
        self._reads_timer: Timer | None = None
        self._previewed: int | None = None
        self._pointed_at: Url | None = None

    def beside_side(self) -> Widget:
        return Container(self.list, self._preview_line, self.preview, id="desk")

    # Room

    def place_side(self) -> None:
        self.side.styles.width = self.panes.side
        super().place_side()
        self.place_preview()

    @property
    def where(self) -> Where:
        """Where the preview is now."""
        if not self.panes.preview or self.session.zen or self.session.config.accessible:
            return ""
        if self.size.width >= RIGHT_FROM:
            return "right"
        return "below" if self.size.height >= BELOW_FROM else ""

    def place_preview(self) -> None:
        where = self.where
        before = self.preview.display
        self.set_class(where == "right", "preview-right")
        self.set_class(where == "below", "preview-below")
        if where == "right":
            self.preview.styles.width, self.preview.styles.height = self._right, "1fr"
        elif where == "below":
            self.preview.styles.width, self.preview.styles.height = "1fr", self._below
        if where and not before:
            self._previewed = None
        self.preview_soon()

    @property
    def _width_right_of_side(self) -> int:
        return self.size.width - (self.panes.side if self.has_class("with-side") else 0)

    @property
    def _right(self) -> int:
        return _within(self.panes.right, 40, self._width_right_of_side - _LEAST_LIST)

    @property
    def _below(self) -> int:
        height = self.size.height
        return _within(self.panes.below or height * 2 // 5, 8, height - 15)

    def do_preview(self) -> None:
        """Open it, or close it: remembered."""
        self.panes.preview = not self.panes.preview
        self.end_news()  # what was said of the room for it
        self.place_side()
        self.remember_panes()
        if self.panes.preview and not self.where:
            self.tell(
                self.words(
                    "The preview needs 160 columns, or 36 rows; {key} closes it",
                    key=self.key_of("preview"),
                )
            )

    def do_preview_down(self) -> None:
        self._turn_preview(1)

    def do_preview_up(self) -> None:
        self._turn_preview(-1)

    def _turn_preview(self, pages: int) -> None:
        if self.where:
            self.preview.turn(pages * self.preview.page)
        else:
            self.tell(self.words("No preview is open; {key} opens it", key=self.key_of("preview")))

    def do_zen(self) -> None:
        super().do_zen()
        self.place_side()

    def do_wider(self) -> None:
        self._resize_pane(1)

    def do_narrower(self) -> None:
        self._resize_pane(-1)

    def _resize_pane(self, step: int) -> None:
        """Of the pane that keys are in, else of the preview, else of the pane at the left."""
        panes, where = self.panes, "" if self.in_side else self.where
        width = self._width_right_of_side
        if where == "right":
            panes.right = _within(self._right + step * _STEP, 40, width - _LEAST_LIST)
        elif where == "below":
            panes.below = _within(self._below + step * _STEP // 2, 8, self.size.height - 15)
        elif self.has_class("with-side"):
            panes.side = _within(panes.side + step * _STEP, 16, self.size.width - _LEAST_LIST)
        else:
            self.tell(
                self.words(
                    "No pane is open; {side} and {preview} open one",
                    side=self.key_of("close-side"),
                    preview=self.key_of("preview"),
                )
            )
            return
        self.place_side()
        self.remember_panes()

    # The article under the cursor

    def on_article_list_moved(self) -> None:
        self.preview_soon()

    def preview_soon(self) -> None:
        """What is ready is shown at once, anything else once the keys have rested a little."""
        for timer in (self._preview_timer, self._reads_timer):
            if timer is not None:
                timer.stop()
        self._preview_timer = self._reads_timer = None
        number = self.list.current
        if not self.where or number == self._previewed:
            self._reads_soon()
            return
        if number is None:
            self._previewed = None
            self.preview.show([], self._width())
        elif number in self._ready:
            self._preview_now()
        else:
            self._preview_timer = self.set_timer(PREVIEW_SECONDS, self._preview_now)

    def _preview_now(self) -> None:
        self._preview_timer = None
        if (number := self.list.current) is not None and self.where:
            self.work(partial(self._preview, number), group="preview")

    async def _preview(self, number: int) -> None:
        width = self._width()
        if width < 20:
            return  # not laid out yet; it is asked for again when it is
        prepared = await self._prepared(number)
        if prepared is None:
            gone = self.words("This article is no longer there")
            self.preview.show([PageLine([Segment(gone, self.preview.inks.dim)])], width)
            return
        setting = setting_of(self.preview, width, self.words, self.session.config.zone)

        def shown() -> None:
            self._previewed = number
            self._reads_soon()

        await typeset_onto(self.preview, prepared, setting, self.session.page, at=None, shown=shown)
        below = self.list.known(self.list.cursor + 1)
        if below is not None:  # most go on downwards
            await self._prepared(below.id)

    async def _prepared(self, number: int) -> Prepared | None:
        if number not in self._ready:
            reading = await self.session.hand.call(lambda library: library.reading(number))
            if reading is None:
                return None
            plain = self.glyphs.ascii_only
            self._ready[number] = await self.session.page(
                lambda: prepared_for(reading, self.words, plain)
            )
            while len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
        self._ready.move_to_end(number)
        return self._ready[number]

    def _width(self) -> int:
        return min(self.session.config.width, self.preview.size.width - 2)

    def on_page_view_resized(self) -> None:
        self._previewed = None
        self.preview_soon()

    async def on_page_view_picked(self, event: PageView.Picked) -> None:
        """A click on a link names where it leads; a second one opens it."""
        links = self.preview.lines[event.line].links
        found = [link for link in links if link.start <= event.place < link.end]
        address = text.url(found[0].address) if found else None
        if address is None:
            return
        if address == self._pointed_at:
            await self.links.open(self, address)
        else:
            self._pointed_at = address
            self.tell_parts(((host_of(address), "place"), (f"  {address}", "dim")))

    def _reads_soon(self) -> None:
        """Read after a set time, if that is wanted: a glance while passing is no reading."""
        seconds, number = self.session.config.preview_reads, self._previewed
        if seconds and number is not None and number == self.list.current and self.where:
            self._reads_timer = self.set_timer(seconds, partial(self._read_by_looking, number))

    def _read_by_looking(self, number: int) -> None:
        self._reads_timer = None
        row = self.list.row_of(number)
        here = number == self.list.current and self.app.screen is self
        if here and row is not None and row.is_unread(self.session.now()):
            self.act(self.acts.apply(mark_read([number]), origin="open"))

    async def heed(self, news: News) -> None:
        if news.articles:
            self._ready.clear()
            self._previewed = None
        await super().heed(news)


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, max(least, most)))
