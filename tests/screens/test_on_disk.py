"""What was marked is in the files, however quickly telex was left."""

from __future__ import annotations

import sqlite3

import pytest

from tests.builders import World
from tests.screens.screen import bar, burst, press, running, titles
from tui.core.models import ArticleRow


def kept(world: World, ids: list[int]) -> list[ArticleRow]:
    library = world.open()
    try:
        rows = library.rows(ids)
        return [rows[number] for number in ids]
    finally:
        library.close()


@pytest.mark.parametrize(
    ("keys", "read", "starred"),
    [
        ("eeq", [True, True, False], [False, False, False]),
        ("jsq", [False, False, False], [False, True, False]),
        ("AQ", [True, True, True], [False, False, False]),
        ("Auq", [False, False, False], [False, False, False]),
        ("esjsq", [True, False, False], [False, True, True]),
    ],
)
async def test_marks_made_just_before_quitting_are_kept(
    world: World, keys: str, read: list[bool], starred: list[bool]
) -> None:
    ids = world.fill(3)
    async with running(world) as (pilot, app):
        burst(app, *keys)
        while not app._exit:
            await pilot.pause()
    rows = kept(world, ids)
    assert [row.read for row in rows] == read
    assert [row.starred for row in rows] == starred


async def test_a_mark_outlives_quitting_while_another_program_holds_the_file(world: World) -> None:
    ids = world.fill(3)
    other = sqlite3.connect(world.state, isolation_level=None)
    async with running(world) as (pilot, app):
        other.execute("BEGIN IMMEDIATE")
        burst(app, *"esq")
        while not app._exit:
            await pilot.pause()
        assert not kept(world, ids)[0].read
        other.execute("COMMIT")
        other.close()
    assert [row.read for row in kept(world, ids)] == [True, False, False]
    assert [row.starred for row in kept(world, ids)] == [False, True, False]


async def test_a_key_is_answered_while_another_program_holds_the_file(world: World) -> None:
    world.fill(30)
    other = sqlite3.connect(world.state, isolation_level=None)
    async with running(world) as (pilot, app):
        other.execute("BEGIN IMMEDIATE")
        burst(app, *"eejj")
        for _ in range(20):
            await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert lines[2].startswith("    12:00  Article 0") and lines[6].startswith("▌●")
        other.execute("COMMIT")
        other.close()


async def test_the_next_start_shows_what_is_left_and_undoes_what_was_done(world: World) -> None:
    world.fill(4)
    async with running(world) as (pilot, app):
        await press(pilot, "e", "e", "q")
    async with running(world) as (pilot, app):
        assert titles(app) == ["Article 2", "Article 3"]
        await press(pilot, "u")  # an act of the session before is named first
        assert titles(app) == ["Article 2", "Article 3"]
        assert bar(app, "news").endswith("1 marked read · u again takes it back · Article 1")
        await press(pilot, "u", "1")
        assert titles(app) == ["Article 1", "Article 2", "Article 3"]


async def test_two_sessions_side_by_side_keep_each_others_marks(world: World) -> None:
    ids = world.fill(6)
    async with running(world) as (one, _):
        await press(one, "e", "e")
        async with running(world) as (two, second):
            assert "Article 0" not in titles(second)
            await press(two, "s")
        await press(one, "G", "e")
    rows = kept(world, ids)
    assert [row.read for row in rows] == [True, True, False, False, False, True]
    assert [row.starred for row in rows] == [False, False, True, False, False, False]
