"""The feeds in their folders, with how many of their articles are unread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tui.core.change import mark_read
from tui.core.commands import Scope
from tui.core.models import SourceInfo
from tui.core.text import fold
from tui.screens.head import troubles
from tui.screens.health import HealthScreen
from tui.screens.links import Links
from tui.screens.opener import Opener
from tui.screens.sources import SourcesScreen, folders_of
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.feed_rows import FeedRow


class FeedsScreen(SourcesScreen):
    scope = "feeds"

    def __init__(self, session: Session, glyphs: Glyphs, links: Links, opener: Opener) -> None:
        super().__init__(session, glyphs, links, opener)
        self.body.add_class("alone")
        self.unread: Mapping[str, Sequence[int]] = {}
        """By source, the ids of the unread articles that were counted for what is shown."""

    async def look(self) -> Sequence[SourceInfo]:
        found, unread = await self.session.scan.call(
            lambda library: (library.informed(), library.unread_by_source())
        )
        self.unread = unread
        # What is counted is what `A` marks, though an article came between the two questions.
        return [replace(i, unread=len(unread.get(i.subscription.key, ()))) for i in found]

    def rows_of(self, infos: Sequence[SourceInfo]) -> list[FeedRow]:
        rows: list[FeedRow] = []
        opened: list[str] = []
        inside: dict[str, list[SourceInfo]] = {}
        for info in infos:
            for key in folders_of(info):
                inside.setdefault(key, []).append(info)
        for info in sorted(infos, key=_place):
            path = folders_of(info)
            names = info.subscription.folder.split("/")
            for depth, key in enumerate(path):
                if key not in opened:
                    cells = _counts(inside[key])
                    rows.append(FeedRow(key, names[depth], depth, "place", cells=cells))
            opened = path
            rows.append(self._row(info, len(path)))
        return rows

    def _row(self, info: SourceInfo, depth: int) -> FeedRow:
        source = info.subscription
        notes = [self.words("paused")] if source.paused else []
        notes += [self.words("muted")] if source.settings.mute else []
        notes += [f"#{tag}" for tag in source.tags]
        return FeedRow(
            source.key,
            info.name,
            depth,
            "ink bold" if info.unread else "dim",
            "!" if troubles([info]) else "",
            _counts([info]),
            " ".join(notes),
        )

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        dot = (f" {self.glyphs.dot} ", "dim")
        heard = [info for info in self.infos if not info.subscription.settings.mute]
        unread = self.words("{n} unread", n=f"{sum(info.unread for info in heard):,}")
        left: list[Part] = [
            (self.words("Feeds"), "ink bold"),
            (f" {len(self.infos):,}", "accent bold"),
        ]
        left += [dot, (unread, "dim"), *self.narrowing.parts()]
        right: list[Part] = []
        if ill := sum(bool(troubles([info])) for info in self.infos):
            told = self.words.plural("{n} in trouble", "{n} in trouble", ill)
            right = [("gh", "accent"), (f" {told}", "dim")]
        self.head.show(left, right)
        self.draw_foot()

    def position(self) -> str:
        if not self.rows.rows:
            return ""
        number, total = self.rows.cursor + 1, len(self.rows.rows)
        return self.words("{n} of {total}", n=number, total=total)

    # Commands

    def do_next_unread(self) -> None:
        self._to_unread(range(self.rows.cursor + 1, len(self.rows.rows)))

    def do_previous_unread(self) -> None:
        self._to_unread(range(self.rows.cursor - 1, -1, -1))

    def _to_unread(self, places: Sequence[int]) -> None:
        unread = {info.subscription.key for info in self.infos if info.unread}
        for place in places:
            if self.rows.rows[place].key in unread:
                self.rows.step(place - self.rows.cursor)
                return
        self.tell(self.words("No other feed there has unread articles"))

    def do_all_read(self) -> None:
        """Exactly the articles that were counted: what arrived since is nobody's yet."""
        ids = [n for i in self.of_row() for n in self.unread.get(i.subscription.key, ())]
        if not ids:
            self.tell(self.words("Nothing unread"))
            return
        marking = self.acts.told(self.acts.apply(mark_read(ids)))

        async def done() -> None:
            await marking
            self.load()

        self.act(done())


def screen_of(
    scope: Scope, session: Session, glyphs: Glyphs, links: Links, opener: Opener
) -> SourcesScreen:
    """The screen of feeds, or that of their health."""
    kind = FeedsScreen if scope == "feeds" else HealthScreen
    return kind(session, glyphs, links, opener)


def _place(info: SourceInfo) -> tuple[list[str], str]:
    """By folder, a folder's own feeds before those within it; what is in none comes last."""
    return folders_of(info) or ["\U0010ffff"], fold(info.name)


def _counts(infos: Sequence[SourceInfo]) -> tuple[Part, ...]:
    unread, articles = sum(i.unread for i in infos), sum(i.articles for i in infos)
    return (
        (f"{unread:,}" if unread else "", "accent"),
        (f"{articles:,}", "dim"),
    )
