"""What the screens of feeds and of their health share: rows of sources, and acts on one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.containers import Container

from tui.core import settings
from tui.core.change import AnyChange, Columns, Step
from tui.core.commands import Scope
from tui.core.models import SourceInfo
from tui.core.query import Query
from tui.core.text import fold
from tui.deeds import in_words
from tui.errors import TelexError
from tui.screens.acts import Acts
from tui.screens.base import KeyedScreen, Moving
from tui.screens.links import Links
from tui.screens.narrowing import Narrowing
from tui.screens.opener import Opener
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.feed_rows import FeedRow, FeedRows
from tui.widgets.notice import Notice

LOOK_SECONDS = 0.5
Outcome = tuple[str, Query] | Scope | None
"""A view and a filter that the list is to show; or the other screen that is asked for; or None."""


class SourcesScreen(KeyedScreen[Outcome]):
    """Gives back what is to be shown next.

    A subclass makes rows of ``infos`` (in ``rows_of``). A row's key is that of a source, or a folder
    with a slash at its end.
    """

    def __init__(self, session: Session, glyphs: Glyphs, links: Links, opener: Opener) -> None:
        self.rows = FeedRows(glyphs, id="feeds")
        self.notice = Notice(glyphs, id="notice")
        body = Container(self.rows, self.notice, id="of-feeds")
        super().__init__(session, glyphs, body)
        self.links = links
        self.opener = opener
        self.infos: Sequence[SourceInfo] = ()
        self.loaded = False
        self._shown: Sequence[SourceInfo] = ()
        self._heard = session.news
        self._asked_at: int | None = None
        self.narrowing = Narrowing(self.draw)
        self.acts = Acts(
            session,
            self.tell,
            begun=opener.begin_change,
            settled=opener.settle_change,
            changed=self._changed,
        )

    @property
    def moving(self) -> Moving:
        return self.rows

    def on_mount(self) -> None:
        self.hold_keys()  # typed ahead, they are about rows that are yet to come
        self.draw_bars()
        self.load()
        self.set_interval(LOOK_SECONDS, self._look_at_fetching)

    def _look_at_fetching(self) -> None:
        """A fetch ended, or another telex wrote: what is known of the sources is another thing."""
        if self.session.news != self._heard:
            self._heard = self.session.news
            self.load()
        if self._asked_at is not None and len(self.session.rounds) > self._asked_at:
            brought, self._asked_at = sum(self.session.rounds[self._asked_at :]), None
            nothing = self.words("nothing new")
            self.tell(self.words("{n} new", n=f"{brought:,}") if brought else nothing)
            self.load()

    def load(self) -> None:
        self.work(self._load, group="load")

    async def _load(self) -> None:
        try:
            await self.session.marks.call(lambda _: None)  # what was done before it counts
            self.infos = await self.look()
            self.loaded = True
            self.draw()
        finally:
            self.release_keys()

    async def look(self) -> Sequence[SourceInfo]:
        """What is known of the sources by now."""
        return await self.session.scan.call(lambda library: library.informed())

    def draw(self) -> None:
        self._shown = [info for info in self.infos if self._matches(info)]
        self.rows.show(self.rows_of(self._shown), explained=self._explained())
        self.draw_bars()

    def rows_of(self, infos: Sequence[SourceInfo]) -> list[FeedRow]:
        raise NotImplementedError

    def _matches(self, info: SourceInfo) -> bool:
        source = info.subscription
        words = f"{info.name} {source.key} {source.folder} {' '.join(source.tags)}"
        return fold(self.narrowing.words) in fold(words)

    def _explained(self) -> list[Part]:
        if not self.loaded:
            return [(self.words("Reading the sources…"), "dim")]
        if self.narrowing.words:
            return [(self.words("no feed has that; / and Esc show all again"), "dim")]
        return [(self.words("No feeds yet; telex add ADDRESS subscribes to one"), "dim")]

    def current(self) -> SourceInfo | None:
        """The source under the cursor; None on a folder."""
        row = self.rows.current
        return next((i for i in self.infos if row and i.subscription.key == row.key), None)

    def of_row(self) -> list[SourceInfo]:
        """The sources that the row under the cursor stands for: one, or those shown of a folder."""
        row = self.rows.current
        if row is None:
            return []
        return [i for i in self._shown if row.key in (i.subscription.key, *folders_of(i))]

    # Words around the rows

    def on_feed_rows_moved(self) -> None:
        self.rest_soon()
        self.place_cursor()

    def on_feed_rows_picked(self) -> None:
        self.do_show()

    # Narrowing by typing

    def takes(self, event: events.Key) -> bool:
        return self.narrowing.takes(event)

    def do_feeds(self) -> None:
        self._go("feeds")

    def do_health(self) -> None:
        self._go("health")

    def _go(self, scope: Scope) -> None:
        if scope == self.scope:
            self.load()
        else:
            self.dismiss(scope)

    def do_narrow(self) -> None:
        self.narrowing.begin()

    # Acts on the source under the cursor

    def _edit(self, of: Callable[[SourceInfo], Columns]) -> None:
        edits = [(info.subscription.key, of(info)) for info in self.of_row()]
        if edits:
            # Asked for now, so that an undo typed behind it finds it done.
            self.act(self._edited(self.session.edit_sources(edits)))

    async def _edited(self, editing: Awaitable[Step | None]) -> None:
        step = await editing
        if step is None:
            self.tell(self.words("nothing to change"))
            return
        names = {info.subscription.key: info.name for info in self.infos}
        told = in_words(step.change, self.words, names)
        back = self.words("   {key} takes it back", key=self.key_of("undo"))
        self.tell_parts(((told, "ink"), (back, "dim")))
        self._changed(step.change)

    def act(self, act: Awaitable[object]) -> None:
        """Finish ``act`` whatever becomes of this screen, and tell here what goes wrong with it."""

        async def told() -> None:
            try:
                await act
            except TelexError as error:
                if not self.is_attached:
                    raise
                self.tell_error(error)

        self.opener.act(told())

    def _changed(self, change: AnyChange) -> None:
        self.opener.show_change(change)
        if self.is_attached:
            self.load()

    def do_pause(self) -> None:
        paused = any(not info.subscription.paused for info in self.of_row())
        self._edit(lambda _: {"paused": int(paused)})

    def do_mute(self) -> None:
        mute = any(not info.subscription.settings.mute for info in self.of_row())
        change = settings.patch(settings.Settings(mute=not mute), settings.Settings(mute=mute))
        self._edit(lambda _: {"settings": change})

    def do_remove(self) -> None:
        if self.current() is None:
            self.tell(self.words("A folder goes with its last feed; remove those"))
            return
        self._edit(lambda _: {"subscribed": 0})

    def do_retry(self) -> None:
        keys = [info.subscription.key for info in self.of_row()]
        if keys and self.session.request_refresh(keys, forgive=True):
            self._asked_at = len(self.session.rounds)
            self.tell(self.words("fetching…"), seconds=60)
        elif keys:
            self.tell(self.words("The fetching program is not running; telex doctor tells why"))

    async def do_site(self) -> None:
        info = self.current()
        if info is not None and info.home is None:
            self.tell(self.words("It names no site of its own"))
        elif info is not None:
            await self.links.open(self, info.home)

    def do_undo(self) -> None:
        self.act(self.acts.undo())

    def do_redo(self) -> None:
        self.act(self.acts.redo())

    # Leaving

    def do_show(self) -> None:
        """Show the articles of the row under the cursor."""
        row, infos = self.rows.current, self.of_row()
        if row is None or not infos:
            return
        field, value = "source", row.key
        if row.key.endswith("/"):
            parts = infos[0].subscription.folder.split("/")
            field, value = "folder", "/".join(parts[: row.key.count("/")])
        # The name reads better than an address, where it can mean nothing else.
        called = [fold(name) for i in self.infos for name in (i.name, i.subscription.key)]
        if field == "source" and infos[0].articles and called.count(fold(infos[0].name)) == 1:
            value = infos[0].name
        unread = any(info.unread for info in infos)
        self.dismiss(("unread" if unread else "all", Query().with_term(field, value)))

    def do_back(self) -> None:
        if not self.narrowing.clear():
            self.dismiss(None)


def folders_of(info: SourceInfo) -> list[str]:
    """The rows of folders that ``info`` is in, whatever their case: ``a/`` and ``a/b/``."""
    folder = fold(info.subscription.folder)
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1)]
