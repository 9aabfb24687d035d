"""Marking one feed read during a refresh changes exactly the ids that were shown."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from tests.builders import World
from tests.screens.feeds import Feed, arrive, news, read_ones, subscribe
from tests.screens.screen import bar, burst, counted, list_screen, press, running, settle, until
from tui.core.change import Change
from tui.core.query import EVERYTHING

WIRE = Feed("Wire", "News", unread=40)
GAZETTE = Feed("Gazette", "News", unread=30)
POST = Feed("Post", unread=20)
FEEDS = (WIRE, GAZETTE, POST)
BATCHES = 12


def everything(world: World) -> set[int]:
    library = world.open()
    try:
        return set(library.ids(EVERYTHING))
    finally:
        library.close()


class Refresh(Thread):
    """Fetches the feeds again and again, some articles a time; ``half`` is set half way."""

    def __init__(self, world: World, go: Event) -> None:
        super().__init__()
        self._world = world
        self._go = go
        self.half = Event()

    def run(self) -> None:
        for batch in range(BATCHES):
            for feed in FEEDS:
                arrive(self._world, feed, 5, first=1_000 + 5 * batch)
            if batch == BATCHES // 2:
                self.half.set()
                self._go.wait(10)


@pytest.mark.parametrize(
    ("steps", "feeds"), [(2, [WIRE]), (0, [WIRE, GAZETTE])], ids=["feed", "folder"]
)
async def test_exactly_the_articles_shown_are_marked(
    world: World, steps: int, feeds: list[Feed]
) -> None:
    subscribe(world, *FEEDS)
    go = Event()
    refresh = Refresh(world, go)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", *"j" * steps, "enter")
        shown = set(list_screen(app).list.ids)
        assert len(shown) == sum(feed.unread for feed in feeds)
        refresh.start()
        try:
            await until(pilot, refresh.half.is_set)
            await list_screen(app)._look_for_news()
            await until(pilot, lambda: "new · ." in bar(app, "head"))
            go.set()
            burst(app, "A")  # while the rest comes
            await settle(pilot)
        finally:
            go.set()
            refresh.join()
        assert news(app) == f"{len(shown)} marked read   u takes it back"
        await list_screen(app)._look_for_news()
        await counted(pilot)
        assert set(list_screen(app).list.ids) == shown
        every = everything(world)
        assert len(every) == 90 + 3 * 5 * BATCHES
        assert read_ones(world, every) == shown
        assert bar(app, "head").startswith(f"Unread {5 * BATCHES * len(feeds)} of ")
        await press(pilot, "u")
        assert read_ones(world, every) == set()
    store = world.store()
    marked = [set(step.ids) for step in store.history(5) if isinstance(step.change, Change)]
    store.close()
    assert marked == [shown]


async def test_a_batch_between_the_key_and_the_store_is_not_marked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, *FEEDS)
    async with running(world) as (pilot, app):
        await press(pilot, "g", "f", "j", "j", "enter")
        shown = set(list_screen(app).list.ids)
        apply = app.session.apply
        later: list[int] = []

        def late(*arguments: object) -> object:
            for feed in FEEDS:
                later.extend(arrive(world, feed, 5))
            other = world.open()
            other.fold()
            other.close()
            return apply(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(app.session, "apply", late)
        await press(pilot, "A", ".")
        assert len(later) == 15
        assert read_ones(world, everything(world)) == shown
        assert set(list_screen(app).list.ids) <= set(later)
        assert len(list_screen(app).list.ids) == 5
