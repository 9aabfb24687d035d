"""How each feed fares: when it was fetched, when it will be, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from tui.core.models import SourceInfo
from tui.core.schedule import interval, next_try
from tui.core.text import without_secrets
from tui.screens.head import troubles
from tui.screens.links import Links
from tui.screens.opener import Opener
from tui.screens.sources import SourcesScreen
from tui.session import Session
from tui.widgets.article_row import Clock
from tui.widgets.drawn import Glyphs, Part
from tui.widgets.feed_rows import FeedRow
from tui.words import mark as _

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_SORTS: Sequence[tuple[str, Callable[[SourceInfo], object]]] = (
    (_("by trouble"), lambda info: (_trouble(info), info.name.casefold())),
    (_("by name"), lambda info: info.name.casefold()),
    (_("by articles a week"), lambda info: (-info.per_week, info.name.casefold())),
    (_("by last success"), lambda info: (info.health.last_ok or _NEVER, info.name.casefold())),
)


class HealthScreen(SourcesScreen):
    scope = "health"

    def __init__(self, session: Session, glyphs: Glyphs, links: Links, opener: Opener) -> None:
        super().__init__(session, glyphs, links, opener)
        self._sort = 0

    def rows_of(self, infos: Sequence[SourceInfo]) -> list[FeedRow]:
        clock = Clock(self.session.now(), self.session.config.zone)
        return [self._row(info, clock) for info in sorted(infos, key=_SORTS[self._sort][1])]  # type: ignore[arg-type]

    def _row(self, info: SourceInfo, clock: Clock) -> FeedRow:
        source, health = info.subscription, info.health
        sign = "!" if troubles([info]) else "?" if info.problems or health.proposed else ""
        cells: list[Part] = [
            (clock.write(health.last_ok) if health.last_ok else self.words("never"), "ink"),
            (self._next(info, clock), "dim"),
            (f"{info.per_week:.0f}" if info.per_week >= 10 else f"{info.per_week:.1f}", "dim"),
        ]
        note = self.words.say(info.problems[0].title) if info.problems else ""
        if not note and health.proposed:
            note = self.words("moved to {address}", address=health.proposed)
        if not note and source.settings.mute:
            note = self.words("muted")
        ink = "ink bold" if sign == "!" else "dim" if source.paused else "ink"
        return FeedRow(source.key, info.name, 0, ink, sign, tuple(cells), note)

    def _next(self, info: SourceInfo, clock: Clock) -> str:
        source, health = info.subscription, info.health
        if source.paused:
            return self.words("paused")
        if health.stopped:
            return self.words("stopped")
        if not source.remote:
            return self.words("watched")
        at = next_try(health, interval(source.settings, self.session.config.every))
        if at is None:
            return self.words("by hand")
        if at <= clock.now:
            return self.words("now")
        soon = at - clock.now < timedelta(days=1)  # also after midnight the hour is what counts
        return at.astimezone(clock.zone).strftime("%H:%M") if soon else clock.write(at)

    def draw_bars(self) -> None:
        if not self.is_mounted:
            return
        ill = sum(bool(troubles([info])) for info in self.infos)
        left: list[Part] = [(self.words("Health"), "ink bold")]
        if self.loaded:
            left.append(
                (self.words("   {n} of {total} in trouble", n=ill, total=len(self.infos)), "dim")
            )
        left += self.narrowing.parts()
        names = (self.words("fetched"), self.words("next try"), self.words("a week"))
        columns = f" {self.glyphs.dot} ".join(names)
        self.head.show(left, [(self.words(_SORTS[self._sort][0]) + "   ", "dim"), (columns, "dim")])
        self.draw_foot()

    def rested(self) -> None:
        super().rested()
        self.notice.show(self._told())

    def draw(self) -> None:
        super().draw()
        self.notice.show(self._told())

    def _told(self) -> list[Part]:
        """What is to be known of the source under the cursor: what happened, what to do, where."""
        info = self.current()
        if info is None:
            return []
        parts: list[Part] = []
        if moved := info.health.proposed:
            parts.append(
                (
                    self.words(
                        "It moved for good; {key} takes the new address",
                        key=self.key_of("take-address"),
                    ),
                    "accent",
                )
            )
            parts.append((moved, "ink"))
        for problem in info.problems[:1]:
            where = f"{problem.where}: " if problem.where else ""
            detail = f" ({problem.detail})" if problem.detail else ""
            parts.append((f"{where}{self.words.say(problem.title)}{detail}", "accent"))
            hint = self.words.say(problem.hint)
            if more := len(info.problems) - 1:
                hint += self.words("   and {n} more: telex sources", n=more)
            parts.append((hint, "ink"))
        return [*parts, (without_secrets(info.subscription.locator), "dim")]

    def position(self) -> str:
        info = self.current()
        if info is None:
            return ""
        return self.words("{n} of {total}", n=self.rows.cursor + 1, total=len(self.rows.rows))

    # Commands

    def do_sort(self) -> None:
        self._sort = (self._sort + 1) % len(_SORTS)
        self.draw()

    def do_next_unread(self) -> None:
        self._to_ill(range(self.rows.cursor + 1, len(self.rows.rows)))

    def do_previous_unread(self) -> None:
        self._to_ill(range(self.rows.cursor - 1, -1, -1))

    def _to_ill(self, places: Sequence[int]) -> None:
        for place in places:
            if self.rows.rows[place].sign:
                self.rows.step(place - self.rows.cursor)
                return
        self.tell(self.words("Nothing else there needs you"))

    def do_take_address(self) -> None:
        info = self.current()
        if info is None or info.health.moved_to is None:
            self.tell(self.words("It has not moved"))
            return
        address = str(info.health.moved_to)
        twin = next((i for i in self.infos if i.subscription.locator == address), None)
        if twin is not None:
            told = self.words(
                "You have that address already: {name}; D removes this one", name=twin.name
            )
            self.tell(told, "accent")
            return
        self._edit(lambda _: {"locator": address})


def _trouble(info: SourceInfo) -> tuple[int, int]:
    """How much a source needs its user, the most the least."""
    health = info.health
    rank = 3 if health.stopped else 2 if troubles([info]) else 1 if health.proposed else 0
    return -rank, -health.failures
