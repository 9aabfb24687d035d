"""The list by its keys: moving over many rows, marking, undoing, views, opening, leaving."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    bar,
    burst,
    counted,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    title,
    titles,
    until,
)
from tui.core.change import mark_read
from tui.screens.help import HelpScreen


def marks(world: World, number: int) -> tuple[bool, bool]:
    """Whether article ``number`` is read and starred, as the files have it."""
    library = world.open("news")
    try:
        row = library.rows([number])[number]
        return row.read, row.starred
    finally:
        library.close()


async def test_next_unread_goes_over_rows_that_are_not_loaded(world: World) -> None:
    ids = world.fill(500)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[1:450]))
    library.close()
    async with running(world) as (pilot, app):
        await press(pilot, "2")
        assert list_screen(app).list.known(449) is None
        await press(pilot, "n")
        assert title(app) == "Article 450"
        assert any("Article 450" in line and line.startswith("▌●") for line in screen_lines(app))
        await press(pilot, "p")
        assert title(app) == "Article 0"


async def test_without_unread_below_or_above_it_says_so_and_stays(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "p")
        assert bar(app, "news") == "No unread article above"
        await press(pilot, "G", "n")
        assert bar(app, "news") == "No unread article below"
        assert title(app) == "Article 2"


async def test_a_long_list_shows_its_end_and_its_beginning(world: World) -> None:
    world.fill(500)
    async with running(world) as (pilot, app):
        await press(pilot, "G")
        assert title(app) == "Article 499"
        assert screen_lines(app)[26].startswith("▌●  11-02  Article 499")
        await press(pilot, "g", "g")
        assert screen_lines(app)[2].startswith("▌●  12:00  Article 0")


async def test_moving_stops_at_both_ends(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "k", "ctrl+u", "pageup")
        assert title(app) == "Article 0"
        await press(pilot, "j", "j", "j", "j", "pagedown", "ctrl+d")
        assert title(app) == "Article 2"


async def test_every_row_between_the_ends_can_be_reached_by_steps(world: World) -> None:
    world.fill(60)
    async with running(world, (60, 20)) as (pilot, app):
        for number in range(60):
            assert f"Article {number}  " in "".join(
                line for line in screen_lines(app) if line.startswith("▌")
            )
            await press(pilot, "j")


async def test_done_marks_and_moves_on_and_the_row_stays_until_it_is_let_go(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "e")
        assert title(app) == "Article 2"
        assert titles(app)[:3] == ["Article 0", "Article 1", "Article 2"]
        assert screen_lines(app)[0].startswith(" Unread 3 of 5")
        assert screen_lines(app)[2].startswith("    12:00  Article 0")
        assert marks(world, ids[0]) == (True, False)
        await press(pilot, ".")
        assert titles(app) == ["Article 2", "Article 3", "Article 4"]
        assert title(app) == "Article 2"


async def test_done_on_the_last_row_marks_it(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "G", "e")
        assert title(app) == "Article 1"
        assert marks(world, ids[1]) == (True, False)


async def test_a_star_is_drawn_stored_and_taken_away(world: World) -> None:
    ids = world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "s")
        assert screen_lines(app)[2].startswith("▌●★")
        assert marks(world, ids[0]) == (False, True)
        await press(pilot, "s")
        assert screen_lines(app)[2].startswith("▌● ")
        assert marks(world, ids[0]) == (False, False)


async def test_undo_takes_back_all_that_was_marked_and_redo_does_it_again(world: World) -> None:
    world.fill(300)
    async with running(world) as (pilot, app):
        await press(pilot, "e")
        await press(pilot, "A")
        await counted(pilot)
        assert bar(app, "news") == "299 marked read   u takes it back"
        assert bar(app, "head").startswith("Unread 0 of 300")
        await press(pilot, "u")
        await counted(pilot)
        assert bar(app, "news") == "undid: 299 marked read · ctrl+r"
        assert bar(app, "head").startswith("Unread 299 of 300")
        assert "●" in screen_lines(app)[3] and "●" not in screen_lines(app)[2]
        await press(pilot, "ctrl+r")
        await counted(pilot)
        assert bar(app, "news") == "done again: 299 marked read"
        assert bar(app, "head").startswith("Unread 0 of 300")
        assert "●" not in screen_text(app)
        await press(pilot, "u", "u")
        assert bar(app, "news") == "undid: 1 marked read · ctrl+r · Article 0"
        await press(pilot, "u")
        assert bar(app, "news") == "Nothing to undo"


async def test_redo_without_anything_undone_says_so(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "m", "ctrl+r")
        assert bar(app, "news") == "Nothing to do again"


async def test_views_keep_the_cursor_on_the_article(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "e", "j", "s")
        assert title(app) == "Article 3"
        await press(pilot, "2")
        assert (title(app), len(titles(app))) == ("Article 3", 10)
        assert screen_lines(app)[0].startswith(" All 10 · 8 unread")
        await press(pilot, "3")
        assert titles(app) == ["Article 3"]
        assert screen_lines(app)[0].startswith(" Starred 1 · 1 unread")
        await press(pilot, "1")
        assert (title(app), len(titles(app))) == ("Article 3", 8)


async def test_a_view_without_the_article_goes_to_the_nearest_below(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "j", "j", "m", "1")
        assert title(app) == "Article 3"


async def test_with_nothing_unread_it_opens_on_everything_and_says_so(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids))
    library.close()
    async with running(world) as (_, app):
        assert screen_lines(app)[0].startswith(" All 3 ")
        assert bar(app, "news") == "Nothing unread; here is everything"


async def test_a_filter_narrows_the_view_and_escape_clears_it(world: World) -> None:
    world.fill(10)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "enter")
        assert screen_lines(app)[0].startswith(" Unread 2 of 10 · tag:tag0")
        assert titles(app) == ["Article 0", "Article 5"]
        await press(pilot, "escape")
        assert screen_lines(app)[0].startswith(" Unread 10 of 10  ")
        assert len(titles(app)) == 10
        await press(pilot, "escape")
        assert app.screen is list_screen(app)


async def test_a_target_is_added_by_a_and_stays_added(world: World) -> None:
    world.subscribe("other", subscribed=False)
    world.fill(2, "other")
    world.subscribe("other", subscribed=False)
    store = world.store()
    store.edit_sources([("other", {"subscribed": 0})])
    (target,) = store.sources()
    store.close()
    async with running(world, target=target) as (pilot, app):
        assert bar(app, "head").endswith("not subscribed · a adds it")
        await press(pilot, "a")
        assert "not subscribed" not in bar(app, "head")
        assert bar(app, "news") == "added   u takes it back"
        await press(pilot, "a")
        assert bar(app, "news").startswith("These are your sources")
    store = world.store()
    assert [source.subscribed for source in store.sources()] == [True]
    store.close()


@pytest.mark.parametrize("key", ["r", "R"])
async def test_fetching_without_the_child_says_why_nothing_happens(world: World, key: str) -> None:
    world.fill(1)
    async with running(world) as (pilot, app):
        await press(pilot, key)
        assert bar(app, "news") == "The fetching program is not running; telex doctor tells why"


async def test_help_names_every_key_and_leads_back(world: World) -> None:
    world.fill(3)
    async with running(world, (100, 80)) as (pilot, app):
        await press(pilot, "j", "?")
        assert isinstance(app.screen, HelpScreen)
        shown = screen_text(app)
        assert shown.index("In the list") < shown.index("In an article")
        assert "Mark all in this view read" in shown
        await press(pilot, "q")
        assert title(app) == "Article 1" and on_list(app)


async def test_textuals_own_keys_do_nothing(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        before = screen_lines(app)[:-3]
        await press(pilot, "ctrl+q", "ctrl+p", "f5", "tab", "ctrl+x")
        assert not app._exit
        assert screen_lines(app)[:-3] == before
        await press(pilot, "ctrl+c")
        assert not app._exit
        assert bar(app, "news") == "Esc leads back, q quits"
        await press(pilot, "t", "ctrl+c")
        assert bar(app, "news") == "q leads back, Q quits"


async def test_a_cut_title_is_shown_whole_after_a_rest(world: World) -> None:
    world.fill(1, title="A very long title " * 6)
    async with running(world) as (pilot, app):
        await until(pilot, lambda: "very long title A very" in screen_lines(app)[-2])
        assert screen_lines(app)[2].rstrip().endswith("…")


async def test_keys_held_are_all_counted(world: World) -> None:
    world.fill(300)
    async with running(world) as (pilot, app):
        burst(app, *"j" * 150)
        await until(pilot, lambda: list_screen(app).list.cursor == 150)
        await settle(pilot)
        assert title(app) == "Article 150"
