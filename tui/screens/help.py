"""All keys, made from the key table; those of the screen one came from first."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.core.commands import Scope
from tui.dispatch import help_rows
from tui.render.cells import fit
from tui.render.lines import PageLine
from tui.screens.base import KeyedScreen, Moving
from tui.session import Session
from tui.widgets.drawn import Glyphs
from tui.widgets.page_view import PageView
from tui.words import mark as _

_TITLES: dict[Scope, str] = {
    "list": _("In the list"),
    "article": _("In an article"),
    "outline": _("In an article's outline"),
    "tags": _("In the tag filter"),
    "feeds": _("Among the feeds"),
    "health": _("In the feeds' health"),
    "history": _("In the history"),
}


class HelpScreen(KeyedScreen[None]):
    scope = "help"

    def __init__(self, session: Session, glyphs: Glyphs, came_from: Scope) -> None:
        self.page = PageView(glyphs, id="page")
        super().__init__(session, glyphs, self.page)
        self._came_from = came_from

    @property
    def moving(self) -> Moving:
        return self.page

    def on_page_view_resized(self) -> None:
        page = self.page
        width = min(76, page.size.width - 2)
        page.show(self._lines(page, width), width)

    def draw_bars(self) -> None:
        if self.is_mounted:
            self.head.show([(self.words("Keys"), "ink bold")])
            self.draw_foot()

    def _lines(self, page: PageView, width: int) -> list[PageLine]:
        inks = page.inks
        scopes = sorted(_TITLES, key=lambda scope: scope != self._came_from)
        tables = {scope: help_rows(scope, self.session.keymap, self.words) for scope in scopes}
        column = max(cell_len(keys) for rows in tables.values() for keys, _ in rows)
        column = min(column, max(8, width // 3))
        lines: list[PageLine] = []
        for scope in scopes:
            lines.append(PageLine([]))
            title = Segment(self.words(_TITLES[scope]), inks.accent + Style(bold=True))
            lines.append(PageLine([title]))
            for keys, words in tables[scope]:
                name = Segment(fit(keys, column, self.glyphs.ellipsis), inks.place)
                lines.append(PageLine([name, Segment("  "), Segment(words, inks.ink)]))
        return lines

    def do_help(self) -> None:
        self.dismiss(None)

    def do_back(self) -> None:
        self.dismiss(None)
