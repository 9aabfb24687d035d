"""The list: triage happens here."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from tui.core.change import mark_read
from tui.core.models import ArticleRow
from tui.core.query import EVERYTHING, Query
from tui.library import SAMPLE
from tui.screens.acts import Acts
from tui.screens.links import Links
from tui.screens.live import Opening
from tui.screens.snapshot import SAVED, VIEWS
from tui.screens.triage import TriageList
from tui.session import Session
from tui.widgets.drawn import Glyphs

if TYPE_CHECKING:
    from tui.screens.sources import Outcome


class ListScreen(TriageList):
    """The list with its keys."""

    def __init__(
        self, session: Session, glyphs: Glyphs, links: Links, **opening: Unpack[Opening]
    ) -> None:
        super().__init__(session, glyphs, **opening)
        self.links = links
        self.acts = Acts(
            session,
            self.tell,
            begun=self.begin_change,
            settled=self.settle_change,
            changed=self.show_change,
        )

    async def on_article_list_chosen(self) -> None:
        await self.do_read_article()

    @property
    def searched(self) -> tuple[str, ...]:
        return self.state.narrowed.sought

    def row_of(self, number: int) -> ArticleRow | None:
        return self.list.row_of(number)

    # Commands

    async def run_command(self, command: str) -> None:
        self._touched = True
        await super().run_command(command)

    async def do_open(self) -> None:
        if (row := self.list.row) is not None:
            await self.links.open(self, row.url)

    async def do_open_read(self) -> None:
        if (row := self.list.row) is not None:
            self.apply(mark_read([row.id]))
            await self.links.open(self, row.url)

    def do_copy(self) -> None:
        if (row := self.list.row) is not None:
            self.links.copy(self, row.url)

    def do_back(self) -> None:
        """One thing after the other: what is selected, the search, the filter."""
        if self.list.selected:
            self.list.select_none()
            self.draw_bars()
        else:
            super().do_back()

    # Views

    def do_view_unread(self) -> None:
        self.load("unread")

    def do_view_all(self) -> None:
        self.load("all")

    def do_view_starred(self) -> None:
        self.load("starred")

    def do_view_later(self) -> None:
        self.load("later")

    def with_saved_view(self, words: str) -> None:
        """Show the view that is called so: one of telex's own, or a saved one."""
        if words in VIEWS:
            self.load(words, EVERYTHING)
        else:
            self.work(lambda: self._show_named(words), group="saved")

    async def _show_named(self, name: str) -> None:
        names = await self.session.hand.call(lambda library: list(library.views()))
        found = next((known for known in names if known.casefold() == name.casefold()), None)
        if found is None:
            self.tell(self.words("There is no view {name}", name=name[:60]), "accent")
        else:
            self.load(SAVED + found, EVERYTHING)

    def show_query(self, query: Query) -> None:
        self.load("all", query)

    def do_arrivals(self) -> None:
        self.load()

    # Sources

    def do_add(self) -> None:
        self.work(self._add, group="add")

    async def _add(self) -> None:
        target = self.state.target
        if target is None or target.subscribed or target.locator == SAMPLE.locator:
            self.tell(self.words("These are your sources; telex add ADDRESS adds another"))
            return
        await self.session.edit_sources([(target.key, {"subscribed": 1})])
        self.state.target = replace(target, subscribed=True)
        self.draw_bars()
        self.tell(self.words("added   {key} takes it back", key=self.key_of("undo")))

    def do_feeds(self) -> None:
        self._to_sources("feeds")

    def do_health(self) -> None:
        self._to_sources("health")

    def _to_sources(self, wanted: Outcome) -> None:
        """Open the screen of feeds or of their health; or show what was chosen there."""
        from tui.screens.feeds import screen_of

        if isinstance(wanted, tuple):
            view, narrowed = wanted
            self.load(view, narrowed)
        elif wanted is not None:
            screen = screen_of(wanted, self.session, self.glyphs, self.links, self)
            self.app.push_screen(screen, self._to_sources)

    # The tag filter, and the article

    def do_tags(self) -> None:
        self.choose_tags()

    def choose_tags(
        self, near: Sequence[str] = (), then: Callable[[Query | None], None] | None = None
    ) -> None:
        """Open the tag filter, its cursor on the first of the tags ``near``; ``then`` gets what was
        chosen."""
        from tui.screens.tags import TagScreen

        known = self.state.sources
        nothing = known.worn.everywhere if known.infos else None
        screen = TagScreen(
            self.session, self.glyphs, *self.asked, near=near, telling_nothing=nothing
        )
        self.app.push_screen(screen, self.narrow if then is None else then)

    def narrow(self, chosen: Query | None, view: str | None = None) -> None:
        """Show what the tag filter chose; None leaves it as it was."""
        if chosen is not None:
            self.load(view, chosen)

    async def do_read_article(self) -> None:
        from tui.screens.article import ArticleScreen

        if self.list.current is None:
            return
        screen = ArticleScreen(
            self.session, self.glyphs, self.links, self, array("q", self.list.ids), self.list.cursor
        )
        await self.app.push_screen(screen, self._return_to)

    def _return_to(self, place: int | None) -> None:
        self.list.go(self.list.cursor if place is None else place)
