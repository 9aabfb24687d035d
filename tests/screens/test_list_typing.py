"""How keys are read: full-width ones, sequences that are begun, and what follows them."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.screen import (
    Driven,
    article_screen,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    title,
    titles,
    until,
)
from tui.screens import base
from tui.screens.help import HelpScreen


def _foot(driven: Driven) -> str:
    return screen_lines(driven[1])[-1].rstrip()


async def test_full_width_keys_of_an_input_method_are_the_keys_meant(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "ｊ", "ｊ")
        assert title(app) == "Article 2"
        await press(pilot, "ｅ", "ｋ", "ｋ", "ｎ")
        assert title(app) == "Article 3"
        await press(pilot, "。")
        assert "Article 2" not in titles(app)
        await press(pilot, "Ｇ")
        assert title(app) == "Article 5"
        await press(pilot, "？")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "？", "　")
        assert on_list(app)


async def test_the_ideographic_comma_is_the_slash_of_the_tag_filter(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "t", "、", "t", "a", "g", "1")
        assert screen_lines(app)[0].startswith(" Filter   /tag1_")


async def test_a_begun_sequence_shows_in_the_foot(world: World) -> None:
    world.fill(6)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "G")
        await until(pilot, lambda: "6 of 6" in _foot(driven))
        await press(pilot, "g")
        assert _foot(driven).endswith("g…")
        assert title(app) == "Article 5"
        await press(pilot, "g")
        assert not _foot(driven).endswith("g…")
        assert title(app) == "Article 0"


async def test_a_begun_sequence_is_dropped_after_a_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.fill(6)
    monkeypatch.setattr(base, "PENDING_SECONDS", 0.1)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "G", "g")
        await until(pilot, lambda: not _foot(driven).endswith("g…"))
        await press(pilot, "g")
        assert title(app) == "Article 5"


@pytest.mark.parametrize(("key", "place"), [("j", 1), ("G", 5), ("k", 0), ("n", 1)])
async def test_a_key_after_a_sequence_that_leads_nowhere_is_not_lost(
    world: World, key: str, place: int
) -> None:
    world.fill(6)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "g", key)
        assert list_screen(app).list.cursor == place
        assert not _foot(driven).endswith("g…")


async def test_a_begun_sequence_does_not_reach_into_another_screen(world: World) -> None:
    world.fill(6)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j")
        await press(pilot, "g", "enter")
        assert article_screen(app)._place == 2
        await press(pilot, "q")
        await press(pilot, "g")
        assert title(app) == "Article 2"


async def test_the_foot_shows_whole_keys_only_and_keeps_the_last(world: World) -> None:
    world.fill(3)
    for width in (100, 60, 40, 24):
        async with running(world, (width, 24)) as driven:
            foot = _foot(driven)
            shown = [part for part in foot.split("   ") if part.strip()]
            wanted = [
                "Enter read",
                "e done",
                "s star",
                "L later",
                "u undo",
                "t tags",
                "/ search",
                "gf feeds",
            ]
            wanted += ["? keys", "1 of 3"]
            assert all(part.strip() in wanted for part in shown), (width, foot)
            assert "? keys" in foot, width
