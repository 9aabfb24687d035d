"""The pane at the left of the list: what there is to be shown, and what is under way in it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual import events
from textual.timer import Timer

from tui.core.models import SourceInfo
from tui.core.query import EVERYTHING, LATER, STARRED, UNREAD, Query, Term
from tui.core.text import fold
from tui.library import Library
from tui.saved import view_name
from tui.screens.base import Moving
from tui.screens.loading import SIDE, SIDE_FROM
from tui.screens.ordering import OrderingList
from tui.screens.snapshot import SAVED, VIEWS, Panes, query_of
from tui.screens.typed import TypedLine
from tui.widgets.feed_rows import FeedRow
from tui.widgets.side_rows import GAP
from tui.words import Words

SIDE_SECONDS = 0.7  # of rest, before what is unread is counted anew
SIDE_AT_LAST_SECONDS = 3.0
_TAGS = 20


@dataclass(frozen=True, slots=True)
class SideCounts:
    """How much is unread of each view and tag."""

    views: Mapping[str, int]
    tags: Sequence[tuple[str, int]] = ()


def side_counts(library: Library) -> SideCounts:
    views = {
        "unread": library.counts(UNREAD).unread,
        "starred": library.counts(STARRED).total,
        "later": library.counts(LATER).total,
    }
    for name, query in library.views().items():
        views[SAVED + name] = library.counts(query).unread
    tags = library.facets(UNREAD, ("tag",)).values.get("tag", ())
    return SideCounts(views, [(str(name), count) for name, count in tags[:_TAGS]])


def side_rows(counts: SideCounts, infos: Sequence[SourceInfo], words: Words) -> list[FeedRow]:
    """The rows of the pane: views, feeds by folder, tags that something unread bears."""
    rows = [
        _row(f"view:{view}", words(title), counts.views.get(view, 0))
        for view, (title, _) in VIEWS.items()
    ]
    rows += [
        _row(f"view:{view}", view.removeprefix(SAVED), unread)
        for view, unread in counts.views.items()
        if view.startswith(SAVED)
    ]
    heard = [info for info in infos if info.subscription.subscribed]
    if heard:
        rows.append(GAP)
        rows += _feeds(heard)
    if counts.tags:
        rows.append(GAP)
        rows += [_row(f"tag:{name}", name, unread) for name, unread in counts.tags]
    return rows


def _feeds(infos: Sequence[SourceInfo]) -> list[FeedRow]:
    rows: list[FeedRow] = []
    folder = ""
    unread: dict[str, int] = {}
    for info in infos:
        parts = fold(info.subscription.folder).split("/")
        for place in ("/".join(parts[:n]) for n in range(1, len(parts) + 1)):
            unread[place] = unread.get(place, 0) + info.unread
    loose_last = sorted(
        infos, key=lambda i: (not i.subscription.folder, fold(i.subscription.folder), fold(i.name))
    )
    for info in loose_last:
        place = info.subscription.folder
        if place and fold(place) != fold(folder):
            rows.append(_row(f"folder:{place}", f"{place}/", unread[fold(place)], "place"))
        folder = place
        rows.append(
            _row(f"source:{info.subscription.key}", info.name, info.unread, depth=int(bool(place)))
        )
    return rows


def _row(key: str, name: str, unread: int, ink: str = "", *, depth: int = 0) -> FeedRow:
    cells = ((f"{unread:,}" if unread else "", "dim"),)
    return FeedRow(key, name, depth, ink or ("ink" if unread else "dim"), cells=cells)


class SideList(OrderingList):
    """The list with its pane, and views that are saved from it."""

    in_side: bool = False
    naming: TypedLine | None = None
    _side_timer: Timer | None = None
    _side_asked_at = 0.0
    _side_shown: tuple[str, str, Query] = ("", "", EVERYTHING)

    @property
    def moving(self) -> Moving:
        return self.side if self.in_side else super().moving

    # What stands in it

    def place_side(self) -> None:
        super().place_side()
        if not self.has_class("with-side"):
            self.leave_side()
        self._count_soon()

    def draw_bars(self) -> None:
        super().draw_bars()
        if self.naming is not None and self.is_mounted:
            self.head.show([(self.words("Save as"), "ink bold"), *self.naming.parts("  ", 40)], [])
        self._count_soon()

    def _count_soon(self) -> None:
        if not self.has_class("with-side"):
            return
        now = time.monotonic()
        if self._side_timer is None:
            self._side_asked_at = now
            self._side_timer = self.set_timer(SIDE_SECONDS, self._count_now)
        elif now - self._side_asked_at < SIDE_AT_LAST_SECONDS:
            self._side_timer.reset()

    def _count_now(self) -> None:
        self._side_timer = None
        self.work(self._count_side, group="side")

    async def _count_side(self) -> None:
        counts, infos = await self.session.scan.call(
            lambda library: (side_counts(library), library.informed()), SIDE
        )
        self.side.show(side_rows(counts, infos, self.words))
        if not self.in_side:
            self.side.active = False
            key, *shown = self._side_shown
            now = [self.state.view, self.state.narrowed]
            self.side.seek(key if shown == now else f"view:{self.state.view}")

    # Going there and back

    def do_side(self) -> None:
        """To the pane; from it, back. Where there is room for it but it is closed, open it."""
        if self.in_side:
            self.leave_side()
        elif self.has_class("with-side"):
            self._enter_side()
        elif not self.panes.side_open and self.size.width >= SIDE_FROM:
            self.do_close_side()
            self._enter_side()
        else:
            self.tell(self._no_room())

    def _enter_side(self) -> None:
        self.in_side = True
        self.side.active = True
        self.side.seek(f"view:{self.asked[0]}")
        self.side.refresh()
        self.place_cursor()

    def leave_side(self) -> None:
        self.in_side = self.side.active = False
        self.side.refresh()
        self.place_cursor()

    def do_close_side(self) -> None:
        """Close the pane, or open it: remembered."""
        self.panes.side_open = not self.panes.side_open
        self.place_side()
        self.remember_panes()
        if self.panes.side_open and not self.has_class("with-side"):
            self.tell(self._no_room())

    def _no_room(self) -> str:
        return self.words(
            "There is room for the pane from 110 columns on; {key} shows it",
            key=self.key_of("close-side"),
        )

    def remember_panes(self) -> None:
        panes = replace(self.panes)
        self.work(partial(self._remember, panes), group="remember", exclusive=False)

    async def _remember(self, panes: Panes) -> None:
        await self.session.marks.call(panes.remember)

    def on_side_rows_moved(self) -> None:
        self.place_cursor()

    def on_side_rows_picked(self) -> None:
        self._show_row()

    async def run_command(self, command: str) -> None:
        if self.in_side and command == "read-article":
            self._show_row()
        elif self.in_side and command == "back":
            self.leave_side()
        else:
            await super().run_command(command)

    def _show_row(self) -> None:
        row = self.side.current
        if row is None:
            return
        field, _, value = row.key.partition(":")
        if field == "view":
            self.load(value, EVERYTHING)
        else:
            unread = bool(row.cells[0][0])
            self.load("unread" if unread else "all", Query((Term(field, (value,)),)))
        self._side_shown = (row.key, *self.asked)
        self.leave_side()

    # Saved views

    def do_saved_view(self) -> None:
        """The saved view of the key that was pressed: of the first key the first one."""
        number = self.which_key("saved-view")
        self.work(lambda: self._show_saved(number), group="saved")

    async def _show_saved(self, number: int) -> None:
        names = list(await self.session.hand.call(lambda library: library.views()))
        if 0 <= number < len(names):
            self.load(SAVED + names[number], EVERYTHING)
        else:
            self.tell(
                self.words(
                    "No view is saved there; {key} saves what is shown under a name",
                    key=self.key_of("save-view"),
                )
            )

    def do_save_view(self) -> None:
        self.naming = TypedLine()
        view = self.asked[0]
        self.naming.begin(view.removeprefix(SAVED) if view.startswith(SAVED) else "")
        self.draw_bars()

    def with_save_view(self, words: str) -> None:
        view, narrowed = self.asked
        self.work(lambda: self._save(words, view, narrowed), group="save")

    def takes(self, event: events.Key) -> bool:
        if self.naming is None:
            return super().takes(event)
        match self.naming.press(event):
            case "ended":
                name = self.naming.text.strip()
                self.naming = None
                if name:
                    view, narrowed = self.asked
                    self.work(lambda: self._save(name, view, narrowed), group="save")
            case "left":
                self.naming = None
        self.draw_bars()
        return True

    def on_paste(self, event: events.Paste) -> None:
        # (What is searched is pasted by the class above: Textual calls the handlers of both.)
        if self.naming is not None:
            self.naming.paste(event.text)
            self.draw_bars()

    def forget_view(self, name: str) -> None:
        """The view of that name is no more: if it is shown, everything is."""
        if self.asked[0] == SAVED + name:
            self.load("all", EVERYTHING)

    async def _save(self, name: str, view: str, narrowed: Query) -> None:
        name = view_name(name)
        step = await self.session.marks.call(
            lambda library: library.save_view(name, query_of(library, view, narrowed))
        )
        self.load(SAVED + name, EVERYTHING)
        words = (
            self.words("view {name} saved", name=name) if step else self.words("nothing to change")
        )
        self.tell(
            words + (self.words("   {key} takes it back", key=self.key_of("undo")) if step else "")
        )
