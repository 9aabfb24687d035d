"""The tag filter's names are there at once, their counts follow; in which order values stand."""

from __future__ import annotations

from threading import Event

import pytest
from textual.pilot import Pilot

from tests.builders import World, ingest, make_draft
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    tag_screen,
    titles,
    until,
)
from tests.screens.searching import counting_waits
from tests.screens.test_tags import values
from tui.core.change import mark_read, tag
from tui.core.models import Facets
from tui.core.query import Query
from tui.errors import Interrupted
from tui.library import Library
from tui.screens import tags
from tui.screens.tags import TagScreen

WIDE = (140, 30)
USED = {"many": 6, "some": 4, "few": 2}
UNREAD = {"few": 2, "some": 1, "many": 0}


@pytest.fixture(autouse=True)
def _keys_wait_only_a_moment_for_the_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "PATIENCE_SECONDS", 0.1)


def fill(world: World) -> list[int]:
    """Ten articles of which seven are read; three tags, each order of which is another one."""
    world.subscribe()
    worn = [("many",)] * 4 + [("many", "some")] * 2 + [("some",)] * 2 + [("few",)] * 2
    ids = ingest(world.library, [make_draft(n, tags=names) for n, names in enumerate(worn)])
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[:7]))
    library.close()
    return ids


async def opened(pilot: Pilot[None]) -> None:
    """The tag filter is there, and heeds keys; its counts may be under way."""
    burst(pilot.app, "t")

    def there() -> bool:
        screen = pilot.app.screen
        return (
            isinstance(screen, TagScreen) and bool(screen.columns.facets) and screen._held is None
        )

    await until(pilot, there)


async def test_names_are_there_before_their_counts(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            assert values(app, "tag") == {"few": None, "many": None, "some": None}
            assert values(app, "when") == {"Today": None, "7 days": None, "30 days": None}
            assert "-1" not in screen_text(app) and "None" not in screen_text(app)
            assert "match" not in bar(app, "head")
            assert_sound(app)
            gate.set()
            await settle(pilot)
        assert values(app, "tag") == USED
        assert list(values(app, "tag")) == list(USED)
        assert values(app, "source") == {"news": 10}
        assert any("many" in line and " 6 " in line for line in screen_lines(app))


async def test_no_column_comes_or_goes_with_the_counts(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            before = [facet.title for facet in tag_screen(app).columns.facets]
            gate.set()
            await settle(pilot)
        assert [facet.title for facet in tag_screen(app).columns.facets] == before


async def test_a_choice_made_before_the_counts_outlives_them_with_the_cursor(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            burst(app, "j", "j", "space")
            await until(pilot, lambda: tag_screen(app).choices)
            assert str(tag_screen(app).chosen()) == "tag:some"
            gate.set()
            await settle(pilot)
        assert str(tag_screen(app).chosen()) == "tag:some"
        current = tag_screen(app).columns.current
        assert current is not None and current[1].name == "some"
        await press(pilot, "enter")
        assert titles(app) == [f"Article {n}" for n in (4, 5, 6, 7)]


async def test_a_row_is_shown_by_enter_before_its_count_is_known(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            burst(app, "j", "j", "enter")
            await until(pilot, lambda: on_list(app))
            gate.set()
            await settle(pilot)
        assert str(list_screen(app).state.narrowed) == "tag:some"
        assert titles(app) == [f"Article {n}" for n in (4, 5, 6, 7)]


async def test_narrowing_begun_before_the_counts_goes_on_with_them(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            burst(app, "/", "m")
            await until(pilot, lambda: values(app, "tag") == {"many": None, "some": None})
            gate.set()
            await settle(pilot)
        assert values(app, "tag") == {"many": 6, "some": 4}
        assert bar(app, "head").startswith("Filter   /m_")


async def test_S_orders_by_use_by_what_is_unread_and_by_name(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2", "t")
        assert list(values(app, "tag").items()) == list(USED.items())
        await press(pilot, "S")
        assert bar(app, "news") == "What is unread, the most first"
        assert list(values(app, "tag").items()) == list(UNREAD.items())
        assert list(values(app, "when")) == ["Today", "7 days", "30 days"]
        assert values(app, "source") == {"news": 3}
        await press(pilot, "S")
        assert bar(app, "news") == "By name"
        assert list(values(app, "tag").items()) == sorted(USED.items())
        assert list(values(app, "when")) == ["Today", "7 days", "30 days"]
        await press(pilot, "S")
        assert bar(app, "news") == "The most used first"
        assert list(values(app, "tag").items()) == list(USED.items())


async def test_in_another_order_the_cursor_stays_on_its_value_and_choices_are_kept(
    world: World,
) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2", "t", "space", "G", "S")
        assert list(values(app, "tag")) == list(UNREAD)
        current = tag_screen(app).columns.current
        assert current is not None and current[1].name == "few"
        await press(pilot, "S", "S", "enter")
        assert str(list_screen(app).state.narrowed) == "tag:many"


async def test_S_at_once_ends_with_the_order_that_was_told_last(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2", "t")
        burst(app, *"SSSSS")
        await settle(pilot)
        assert bar(app, "news") == "By name"
        assert list(values(app, "tag")) == sorted(USED)


async def test_own_tags_are_told_from_those_of_the_articles(world: World) -> None:
    ids = fill(world)
    library = world.open()
    library.apply(tag(ids[:3], "Mine"))
    library.apply(tag(ids[8:9], "few"))
    library.close()
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2", "t")
        assert values(app, "tag") == {"many": 6, "some": 4, "#Mine": 3, "#few": 2}
        assert any("#Mine" in line for line in screen_lines(app))
        await press(pilot, "/", *"mine", "enter", "enter")
        assert str(list_screen(app).state.narrowed) == "tag:Mine"
        assert titles(app) == ["Article 0", "Article 1", "Article 2"]


async def test_of_ten_thousand_values_typing_finds_each_that_has_it(world: World) -> None:
    names = [f"t{n:04}" for n in range(10_000)]
    drafts = [make_draft(n, tags=tuple(names[n * 20 : n * 20 + 20])) for n in range(500)]
    world.subscribe()
    ingest(world.library, drafts)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "t")
        assert len(values(app, "tag")) == 10_000
        await press(pilot, "/")
        for typed in ("9", "99", "990", "9901"):
            await press(pilot, typed[-1])
            assert sorted(values(app, "tag")) == [name for name in names if typed in name]
        burst(app, "backspace", "backspace", *"07")
        await settle(pilot)
        assert values(app, "tag") == {"t9907": 1}
        await press(pilot, "enter", "enter")
        assert titles(app) == ["Article 495"]


async def test_leaving_stops_the_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(world)
    begun, stopped = Event(), Event()

    def endless(library: Library, query: Query, *_: object) -> Facets:
        begun.set()
        try:
            with library._store._guarded():
                library._store._db.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                    " LIMIT 1000000000) SELECT max(i) FROM n"
                ).fetchall()
        except Interrupted:
            stopped.set()
            raise
        raise AssertionError("nobody stopped it")

    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "2", "g", "g", "j")
        monkeypatch.setattr(Library, "facets", endless)
        await opened(pilot)
        await until(pilot, begun.is_set)
        burst(app, "q", "j", "e")
        await settle(pilot)
        assert stopped.is_set()
        assert on_list(app) and list_screen(app).list.cursor == 3
        assert "Something went wrong" not in bar(app, "news")


async def test_opened_again_it_has_the_former_counts_at_once_and_then_the_new_ones(
    world: World,
) -> None:
    ids = fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "1", "t")
        assert values(app, "tag") == {"few": 2, "some": 1}
        await press(pilot, "q", "e")
        library = world.open()
        assert list(library.ids(Query().with_term("is", "unread"))) == ids[8:]
        library.close()
        with counting_waits(app) as gate:
            await opened(pilot)
            assert values(app, "tag") == {"few": 2, "some": 1}
            gate.set()
            await settle(pilot)
        assert values(app, "tag") == {"few": 2}


async def test_the_counts_of_one_view_are_not_those_of_another(world: World) -> None:
    fill(world)
    async with running(world, WIDE) as (pilot, app):
        await press(pilot, "1", "t", "q", "2")
        with counting_waits(app) as gate:
            await opened(pilot)
            assert set(values(app, "tag").values()) == {None}
            gate.set()
            await settle(pilot)
        assert values(app, "tag") == USED
