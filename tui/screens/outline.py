"""The outline of an article: its headings, to go to one."""

from __future__ import annotations

from collections.abc import Sequence

from tui.screens.base import KeyedScreen, Moving
from tui.session import Session
from tui.widgets.drawn import Glyphs
from tui.widgets.outline_view import OutlineView, Section


class OutlineScreen(KeyedScreen["int | None"]):
    """Gives back which heading was chosen, or None."""

    scope = "outline"

    def __init__(
        self, session: Session, glyphs: Glyphs, sections: Sequence[Section], here: int
    ) -> None:
        self.outline = OutlineView(glyphs, sections, id="outline")
        super().__init__(session, glyphs, self.outline)
        self.outline.cursor = here

    @property
    def moving(self) -> Moving:
        return self.outline

    def draw_bars(self) -> None:
        if self.is_mounted:
            self.head.show([(self.words("Sections"), "ink bold")])
            self.draw_foot()

    def position(self) -> str:
        number, total = self.outline.cursor + 1, len(self.outline.sections)
        return self.words("{n} of {total}", n=number, total=total)

    def on_outline_view_moved(self) -> None:
        self.rest_soon()
        self.place_cursor()

    def on_outline_view_picked(self) -> None:
        self.do_go()

    def do_go(self) -> None:
        self.dismiss(self.outline.cursor)

    def do_back(self) -> None:
        self.dismiss(None)


__all__ = ["OutlineScreen", "Section"]
