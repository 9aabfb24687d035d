"""Tests that every source adapter has to pass; ours do. For plugins' own test suites.

class TestShelf(SourceContract):
    def source(self) -> Source:
        return Shelf(ShelfConfig("shelf:"), context())
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui.core.admit import Admission, admit
from tui.core.draft import Draft
from tui.sources.base import API_VERSION, Checkpoint, Context, Event, Job, Source

if TYPE_CHECKING:
    import httpx

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _no_network() -> httpx.AsyncClient:
    raise AssertionError("this adapter asked for the network; hand context() a client")


def context(http: object = _no_network) -> Context:
    """A context with a clock that stands still; ``http`` makes the client, if one is needed."""
    return Context(http, lambda: NOW, UTC, logging.getLogger("telex.testing"))  # type: ignore[arg-type]


class SourceContract:
    """Subclass it, and give it ``source``."""

    def source(self) -> Source:
        """A new object of the adapter, ready to fetch something of at least one article."""
        raise NotImplementedError

    def fetch(self, state: dict[str, str]) -> list[Event]:
        async def all_events() -> list[Event]:
            source = self.source()
            try:
                return [event async for event in source.fetch(Job(state))]
            finally:
                await source.aclose()

        return asyncio.run(all_events())

    def state_after(self, events: list[Event]) -> dict[str, str]:
        state: dict[str, str] = {}
        for event in events:
            if isinstance(event, Checkpoint):
                state |= event.put
                for key in event.drop:
                    state.pop(key, None)
        return state

    def test_it_speaks_this_version_of_the_protocol(self) -> None:
        assert type(self.source()).api_version == API_VERSION

    def test_its_claims_are_numbers_from_0_to_100(self) -> None:
        for target in ("", "/nowhere", "https://example.org/feed", "x:y"):
            assert 0 <= type(self.source()).claims(target) <= 100

    def test_it_ends_with_a_checkpoint_after_its_drafts(self) -> None:
        events = self.fetch({})
        drafts = [n for n, event in enumerate(events) if isinstance(event, Draft)]
        points = [n for n, event in enumerate(events) if isinstance(event, Checkpoint)]
        assert drafts
        assert points and max(points) > max(drafts)

    def test_its_drafts_can_be_admitted_under_ids_of_their_own(self) -> None:
        where = Admission("contract", "contract", UTC, NOW)
        drafts = [event for event in self.fetch({}) if isinstance(event, Draft)]
        ids = [admit(draft, where).article.id for draft in drafts]
        assert len(set(ids)) == len(ids)

    def test_a_second_fetch_gives_no_article_another_identity(self) -> None:
        where = Admission("contract", "contract", UTC, NOW)
        first = self.fetch({})
        second = self.fetch(self.state_after(first))
        before = {admit(d, where).article.id for d in first if isinstance(d, Draft)}
        assert {admit(d, where).article.id for d in second if isinstance(d, Draft)} <= before
