"""Keys faster than the store, articles that go while one looks: what is drawn is what is stored."""

from __future__ import annotations

from tests.builders import World
from tests.screens.screen import bar, burst, list_screen, press, running, screen_text, settle
from tui.core.change import mark_read
from tui.store.ingest import LibraryWriter


async def test_a_mark_and_a_new_snapshot_in_one_burst_agree(world: World) -> None:
    ids = world.fill(12)
    async with running(world) as (pilot, app):
        burst(app, "m", ".")
        await settle(pilot)
        assert ids[0] not in list_screen(app).list.ids
        assert len(list_screen(app).list.ids) == 11


async def test_marking_all_and_looking_anew_at_once_shows_nothing_unread(world: World) -> None:
    world.fill(2_000)
    async with running(world) as (pilot, app):
        burst(app, "A", ".")
        await settle(pilot)
        assert "Nothing unread" in screen_text(app)


async def test_rows_that_come_after_marking_all_come_marked(world: World) -> None:
    world.fill(2_000)
    async with running(world) as (pilot, app):
        burst(app, "A", "G")
        await settle(pilot)
        rows = [list_screen(app).list.known(place) for place in range(1_980, 2_000)]
        assert all(row is not None and row.read for row in rows)
        await press(pilot, "u")
        rows = [list_screen(app).list.known(place) for place in range(1_980, 2_000)]
        assert all(row is not None and not row.read for row in rows)


async def test_keys_on_an_article_that_is_gone_touch_no_other(world: World) -> None:
    ids = world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "enter")
        writer = LibraryWriter(world.library)
        writer.drop([ids[2]], {})
        writer.close()
        await press(pilot, "J", "s", "m", "N")
        assert "no longer there" in screen_text(app)
        await press(pilot, "K")
        assert "Article 1" in screen_text(app)
        await press(pilot, "s", "q")
    store = world.store()
    assert store.kept_among(ids) == {ids[1]}
    assert [step.ids for step in store.history(10)] == [(ids[1],), (ids[1],)]
    store.close()


async def test_leaving_the_tag_filter_leads_back_to_the_article_it_was_opened_from(
    world: World,
) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "t", "q")
        assert "The body of article 0" in screen_text(app)
        await press(pilot, "t", "enter")
        assert app.screen is list_screen(app)
        assert "tag:" in bar(app, "head")


async def test_what_was_undone_here_and_marked_elsewhere_is_drawn_as_it_is_stored(
    world: World,
) -> None:
    ids = world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "m", "u")
        other = world.open()
        other.apply(mark_read(ids[:1]))
        other.close()
        await list_screen(app)._look_for_news()
        await settle(pilot)
        row = list_screen(app).list.known(0)
        assert row is not None and row.read
        assert list_screen(app).unstored == []
