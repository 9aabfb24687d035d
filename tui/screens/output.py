"""What a program wrote, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.segment import Segment

from tui.render.linebreak import lines_of
from tui.render.lines import PageLine
from tui.screens.base import KeyedScreen, Moving
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.page_view import PageView

_TAB = 8
_LINES_MOST = 20_000


class OutputScreen(KeyedScreen[None]):
    """The lines of ``output``, which has passed the gate; those that are too long go on below."""

    scope = "help"

    def __init__(
        self, session: Session, glyphs: Glyphs, title: Sequence[Part], output: str
    ) -> None:
        self.page = PageView(glyphs, id="page")
        super().__init__(session, glyphs, self.page)
        self._title = title
        self._output = output

    @property
    def moving(self) -> Moving:
        return self.page

    def on_page_view_resized(self) -> None:
        self.work(partial(self._set, max(10, self.page.size.width - 2)), group="page")

    async def _set(self, width: int) -> None:
        # (On the thread that renders: a megabyte takes a while to be broken into lines.)
        ink, lines = self.page.inks.ink, self._output.rstrip("\n").split("\n")[:_LINES_MOST]
        parts = await self.session.page(
            lambda: [
                PageLine([Segment(part, ink)])
                for line in lines
                for part in (lines_of(line.expandtabs(_TAB), width) or [""])
            ]
        )
        self.page.show(parts, width)

    def draw_bars(self) -> None:
        if self.is_mounted:
            self.head.show(self._title)
            self.draw_foot()

    def position(self) -> str:
        return f"{self.page.percent}%"

    def on_page_view_scrolled(self) -> None:
        self.rest_soon()

    def do_help(self) -> None:
        self.dismiss(None)

    def do_back(self) -> None:
        self.dismiss(None)
