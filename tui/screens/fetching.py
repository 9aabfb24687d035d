"""The list and the child that fetches for it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tui.core.query import EVERYTHING
from tui.screens.head import problem_words, troubles
from tui.screens.live import LiveList
from tui.session import Fetching
from tui.widgets.drawn import Part

PROGRESS_SECONDS = 0.5


class FetchingList(LiveList):
    """Shows what the child does, and what went wrong with it."""

    def start_child(self) -> None:
        self.work(self._refresh, group="child")

    async def _refresh(self) -> None:
        try:
            await self.session.refresh_forever(self._on_fetching)
        finally:
            self.state.expecting, self.state.fetching = False, Fetching()  # nothing more will come
            self.draw_bars()
        if self.session.refreshes:
            self.tell(
                self.words("The fetching program ended; telex doctor shows its log"), "accent"
            )

    def _on_fetching(self, fetching: Fetching) -> None:
        before, self.state.fetching = self.state.fetching, fetching
        if fetching.finished:
            self.state.expecting = False
            self.work(self._fetched, group="fetched", exclusive=False)
        now = time.monotonic()
        self.state.seconds_left = self._pace.left(*fetching.progress, now)
        if before.running != fetching.running or now - self._progress_drawn > PROGRESS_SECONDS:
            self._progress_drawn = now
            self.draw_bars()

    async def _fetched(self) -> None:
        came = await self._look_for_news()
        await self.look_at_sources()
        asked, self.fetch_asked = self.fetch_asked, False
        if asked and not came:
            self.tell(self.words("nothing new"))
        infos = self.state.sources.infos
        if self.list.ids and (count := troubles(infos)) and not (asked and not came):
            source = next(source for source in infos if troubles([source]))
            problem = source.problems[0]  # remarks come last
            told: list[Part] = [(problem_words(source, problem, self.words), "accent")]
            told.append(("   " + self.words.say(problem.hint), "dim"))
            if count > 1:
                told.insert(
                    0,
                    (
                        self.words("{n} problems: {key}   ", n=count, key=self.key_of("health")),
                        "dim",
                    ),
                )
            self.tell_parts(told, seconds=12)

    # Commands

    def do_fetch(self) -> None:
        self.work(self._fetch, group="ask")

    async def _fetch(self) -> None:
        keys: Sequence[str] = ()
        if (query := self.asked[1]) != EVERYTHING:
            keys = await self.session.hand.call(lambda library: library.sources_in(query))
        self._ask(keys)

    def do_fetch_all(self) -> None:
        self._ask(())

    def _ask(self, keys: Sequence[str]) -> None:
        if self.session.request_refresh(keys):
            self.fetch_asked = True
            self.tell(self.words("fetching…"))
        else:
            self.tell(self.words("The fetching program is not running; telex doctor tells why"))
