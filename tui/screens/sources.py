"""What the screens of feeds and of their health share: rows of sources, and acts on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import events
from textual.containers import Container

from tui.core import settings
from tui.core.change import Change, Columns, SourceChange
from tui.core.keys import Scope
from tui.core.models import SourceInfo
from tui.core.query import Query
from tui.core.text import fold
from tui.deeds import in_words
from tui.screens.acts import Acts
from tui.screens.base import KeyedScreen, Moving
from tui.screens.links import Links
from tui.screens.narrowing import Narrowing
from tui.screens.opener import Opener
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.feed_rows import FeedRow, FeedRows
from tui.widgets.notice import Notice

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
        self.draw_bars()
        self.load()

    def load(self) -> None:
        self.work(self._load, group="load")

    async def _load(self) -> None:
        await self.session.marks.call(lambda _: None)  # what was done before it counts
        self.infos = await self.look()
        self.loaded = True
        self.draw()

    async def look(self) -> Sequence[SourceInfo]:
        """What is known of the sources by now."""
        return await self.session.scan.call(lambda library: library.informed())

    def draw(self) -> None:
        shown = [info for info in self.infos if self._matches(info)]
        self.rows.show(self.rows_of(shown), explained=self._explained())
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
        """The sources that the row under the cursor stands for: one, or a folder's."""
        row = self.rows.current
        if row is None:
            return []
        return [i for i in self.infos if row.key in (i.subscription.key, *_folders(i))]

    # Words around the rows

    def on_feed_rows_moved(self) -> None:
        self.rest_soon()

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
            self.opener.act(self._edited(edits))

    async def _edited(self, edits: Sequence[tuple[str, Columns]]) -> None:
        step = await self.session.marks.call(lambda library: library.edit_sources(edits))
        if step is None:
            self.tell(self.words("nothing to change"))
            return
        self.tell(in_words(step.change, self.words) + self.words("   u takes it back"))
        self._changed(step.change)

    def _changed(self, change: Change | SourceChange) -> None:
        self.opener.show_change(change)
        if self.is_attached:
            self.load()

    def do_pause(self) -> None:
        paused = any(not info.subscription.paused for info in self.of_row())
        self._edit(lambda _: {"paused": int(paused)})

    def do_mute(self) -> None:
        mute = any(not info.subscription.settings.mute for info in self.of_row())
        self._edit(
            lambda info: {
                "settings": settings.written(replace(info.subscription.settings, mute=mute))
            }
        )

    def do_remove(self) -> None:
        if self.current() is None:
            self.tell(self.words("A folder goes with its last feed; remove those"))
            return
        self._edit(lambda _: {"subscribed": 0})

    def do_retry(self) -> None:
        keys = [info.subscription.key for info in self.of_row()]
        if keys and self.session.request_refresh(keys, forgive=True):
            self.tell(self.words("fetching…"))
        elif keys:
            self.tell(self.words("The fetching program is not running; telex doctor tells why"))

    async def do_site(self) -> None:
        if (info := self.current()) is not None:
            await self.links.open(self, info.home)

    def do_undo(self) -> None:
        self.opener.act(self.acts.undo())

    def do_redo(self) -> None:
        self.opener.act(self.acts.redo())

    # Leaving

    def do_show(self) -> None:
        """Show the articles of the row under the cursor."""
        row, infos = self.rows.current, self.of_row()
        if row is None or not infos:
            return
        field, value = ("folder", row.key[:-1]) if row.key.endswith("/") else ("source", row.key)
        names = [info.name for info in self.infos]
        if field == "source" and names.count(infos[0].name) == 1 and '"' not in infos[0].name:
            value = infos[0].name
        unread = any(info.unread for info in infos)
        self.dismiss(("unread" if unread else "all", Query().with_term(field, value)))

    def do_back(self) -> None:
        if not self.narrowing.clear():
            self.dismiss(None)


def _folders(info: SourceInfo) -> list[str]:
    """The rows of folders that ``info`` is in: ``a/`` and ``a/b/``."""
    parts = info.subscription.folder.split("/") if info.subscription.folder else []
    return ["/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1)]
