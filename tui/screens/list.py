"""The list: triage happens here."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Awaitable, Callable, Container, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from tui.core.change import AnyChange, Change, SavedChange, SourceChange, Step
from tui.core.models import ArticleRow, Subscription
from tui.core.query import Query
from tui.errors import TelexError
from tui.library import SAMPLE
from tui.screens.acts import Acts
from tui.screens.among import Among, Every
from tui.screens.links import Links
from tui.screens.side import SideList
from tui.screens.snapshot import Snapshot
from tui.session import Session
from tui.store.fold import Folded
from tui.widgets.drawn import Glyphs

if TYPE_CHECKING:
    from tui.screens.sources import Outcome

FEW = 200  # ids; what is done to more is not looked up one by one


class ListScreen(SideList):
    """The list with its keys."""

    all_in_view: ClassVar[Container[int]] = Every()

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        links: Links,
        *,
        target: Subscription | None = None,
        first: Future[tuple[Snapshot, Folded]] | None = None,
        open_at_once: bool = False,
    ) -> None:
        super().__init__(session, glyphs, target=target, first=first, open_at_once=open_at_once)
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

    # Marks: drawn at once, stored beside the keys

    def begin_change(self, change: Change) -> None:
        """Draw a change before it is stored, and on rows that are read before it is."""
        self.unstored.append((change, Among(change.ids)))
        self.show_change(change)

    def show_change(self, change: AnyChange) -> None:
        """Draw a change; of sources, by looking anew."""
        if isinstance(change, SourceChange):
            target = self.state.target
            if target is not None and (now := change.subscribes(target.key)) is not None:
                self.state.target = replace(target, subscribed=now)
            if change.shows_others:  # (rows move only then)
                self.load()
            self.list.forget_rows()
            self.work(self._look_at_sources, group="sources")
            return
        if isinstance(change, SavedChange):
            if change.kind == "view" and change.after is None:
                self.forget_view(change.name)
            self.draw_bars()  # the pane follows
            return
        if change.kind in ("hide", "tag"):
            self.load()
            self.list.forget_rows()
            return
        ids = self.all_in_view if self._is_all_in_view(change) else Among(change.ids)
        if change.kind == "read":
            self.state.unread = max(0, self.state.unread + self._turned(change))
            self.list.mark(ids, read=change.value)
        else:
            self.list.mark(ids, starred=change.value)
        self.draw_bars()
        self.work(self._settle_counts, group="counts")

    def settle_change(self, change: Change) -> None:
        """It is stored: rows read from now on have it."""
        self.work(partial(self._forget_unstored, change), group="settle", exclusive=False)

    async def _forget_unstored(self, change: Change) -> None:
        await self.session.hand.call(lambda _: None)  # after the rows that were read before it
        self.unstored[:] = [pair for pair in self.unstored if pair[0] is not change]

    def _is_all_in_view(self, change: Change) -> bool:
        ids = self.list.ids
        return len(change.ids) == len(ids) > FEW and (change.ids[0], change.ids[-1]) == (
            ids[0],
            ids[-1],
        )

    def _turned(self, change: Change) -> int:
        """How much less unread there is; a guess for rows that are not here, corrected at once."""
        rows = [self.list.row_of(number) for number in change.ids] if len(change.ids) < FEW else []
        turned = sum(1 for row in rows if row is not None and row.read != change.value)
        return -turned if change.value else turned

    async def _settle_counts(self) -> None:
        await asyncio.sleep(0.3)
        await self.session.marks.call(lambda _: None)  # after all that was marked till now
        await self._count()

    async def _done(self, act: Awaitable[object]) -> None:
        try:
            await act
        except TelexError:
            self.list.forget_rows()
            raise

    @property
    def searched(self) -> tuple[str, ...]:
        return self.state.narrowed.sought

    def row_of(self, number: int) -> ArticleRow | None:
        return self.list.row_of(number)

    def act(self, act: Awaitable[object]) -> None:
        """Store a change beside the keys; each is finished, whatever comes after it."""
        self.work(partial(self._done, asyncio.ensure_future(act)), group="act", exclusive=False)

    # Commands

    async def run_command(self, command: str) -> None:
        self._touched = True
        await super().run_command(command)

    def do_next_unread(self) -> None:
        self._to_unread(1)

    def do_previous_unread(self) -> None:
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        place = self.list.cursor + step
        while (row := self.list.known(place)) is not None:
            if not row.read:
                self.list.go(place)
                return
            place += step
        self.work(partial(self._seek, step), group="seek")

    async def _seek(self, step: int) -> None:
        ids, start = array("q", self.list.ids), self.list.cursor
        place = await self.session.hand.call(lambda library: library.seek_unread(ids, start, step))
        if place is None:
            below = self.words("No unread article below") if step > 0 else ""
            self.tell(below or self.words("No unread article above"))
        else:
            self.list.go(place)

    def do_done(self) -> None:
        if (number := self.list.current) is not None:
            self.act(self.acts.mark_read([number]))
            self.list.go(self.list.cursor + 1)

    def do_read(self) -> None:
        if (number := self.list.current) is not None:
            self.act(self.acts.mark_read([number]))

    def do_unread(self) -> None:
        if (number := self.list.current) is not None:
            self.act(self.acts.mark_read([number], False))

    def do_star(self) -> None:
        if (row := self.list.row) is not None:
            self.act(self.acts.toggle_star(row))

    def do_all_read(self) -> None:
        ids = self.list.ids.tolist()
        self.act(self._tell_all_read(self.acts.mark_read(ids)))

    async def _tell_all_read(self, marking: Awaitable[Step | None]) -> None:
        step = await marking
        n = len(step.ids) if step else 0
        marked = self.words.plural("{n} marked read", "{n} marked read", n)
        self.tell(marked + (self.words("   u takes it back") if n else ""))

    def do_undo(self) -> None:
        self.act(self.acts.undo())

    def do_redo(self) -> None:
        self.act(self.acts.redo())

    async def do_open(self) -> None:
        if (row := self.list.row) is not None:
            await self.links.open(self, row.url)

    def do_copy(self) -> None:
        if (row := self.list.row) is not None:
            self.links.copy(self, row.url)

    def do_view_unread(self) -> None:
        self.load("unread")

    def do_view_all(self) -> None:
        self.load("all")

    def do_view_starred(self) -> None:
        self.load("starred")

    def do_arrivals(self) -> None:
        self.load()

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
        self.tell(self.words("added   u takes it back"))

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

    def narrow(self, chosen: Query | None) -> None:
        """Show what the tag filter chose; None leaves it as it was."""
        if chosen is not None:
            self.load(narrowed=chosen)

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
