"""The shell's verbs on the command line: done by another telex, and what it prints is shown."""

from __future__ import annotations

import pytest

from tests.builders import World, make_draft
from tests.builders import ingest as store
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    list_screen,
    on_list,
    press,
    running,
    screen_text,
    settle,
    title,
    until,
)
from tests.screens.triaging import offers, output_shown, read, type_in
from tui.config import Config
from tui.core.verbs import VERBS


@pytest.mark.parametrize(("verb", "told"), [("doctor", "state.db"), ("tags is:unread", "tag0")])
async def test_what_a_verb_prints_is_shown_and_left_again(
    world: World, verb: str, told: str
) -> None:
    world.fill(8)
    for key in ("q", "escape"):
        async with running(world) as (pilot, app):
            await press(pilot, "j")
            await type_in(pilot, ":", verb, "enter")
            lines = await output_shown(pilot)
            assert any(told in line for line in lines), lines
            assert bar(app, "head").startswith(f"telex {verb}")
            assert_sound(app)
            await press(pilot, "G", "g", "g", key)
            assert on_list(app) and title(app) == "Article 1"


async def test_a_single_line_is_told_as_news(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", "views", "enter")
        await until(pilot, lambda: "at work" not in bar(app, "news") and bar(app, "news"))
        assert on_list(app)


async def test_a_verb_that_fails_says_why(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", "show zzzz", "enter")
        lines = await output_shown(pilot) if not on_list(app) else []
        await until(pilot, lambda: "at work" not in bar(app, "news"))
        if on_list(app) and not bar(app, "news"):
            lines = await output_shown(pilot)
        told = " ".join([*lines, bar(app, "news")])
        assert "zzzz" in told


async def test_what_a_verb_changed_is_seen_in_the_list(world: World) -> None:
    ids = world.fill(5)
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", "views save twos tag:tag2", "enter")
        await until(pilot, lambda: "at work" not in bar(app, "news"))
        await settle(pilot)
        await press(pilot, "escape", "5")
        assert list(list_screen(app).list.ids) == [ids[2]]
        assert read(world, ids) == []


async def test_a_verb_from_an_article_leads_back_to_it(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "J")
        await type_in(pilot, ":", "doctor", "enter")
        await output_shown(pilot)
        await press(pilot, "q")
        assert article_screen(app)._place == 1


async def test_quotes_that_do_not_match_are_told(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", 'tags "is', "enter")
        assert "The quotes do not match" in bar(app, "news")


async def test_hostile_output_is_shown_harmless(world: World) -> None:
    world.subscribe()
    titles = ("[@click=app.quit]点我[/]", "\x1b]0;PWNED\x07title", "a\u202eb")
    store(world.library, [make_draft(n, tags=(title,)) for n, title in enumerate(titles)])
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", "tags is:unread", "enter")
        lines = await output_shown(pilot)
        assert any("[@click=app.quit]点我[/]" in line for line in lines)
        assert_sound(app)
        assert not app._exit


async def test_who_went_on_meanwhile_is_not_called_back(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await type_in(pilot, ":", "doctor", "enter", "?")
        verbs = [worker for worker in app.workers if worker.group == "verb"]
        for worker in verbs:
            await worker.wait()
        await settle(pilot)
        await press(pilot, "q")
        assert on_list(app)


async def test_restricted_there_is_no_verb_but_every_command(world: World) -> None:
    ids = world.fill(3)
    config = Config(timezone="UTC", restricted=True)
    async with running(world, config=config) as (pilot, app):
        await type_in(pilot, ":", "doctor", "enter")
        assert bar(app, "news") == "No programs can be started from here"
        assert not [worker for worker in app.workers if worker.group == "verb"]
        await type_in(pilot, ":", "mark read tag:tag1", "enter")
        assert read(world, ids) == [1]


async def test_verbs_are_offered_behind_the_commands(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, ":", *"re")
        found = offers(app)
        assert found.index("read") < found.index("refresh")
        await press(pilot, "escape", ":", *"doc")
        assert offers(app) == ["doctor"]
        assert "see where everything is and what is wrong" in screen_text(app)
        await press(pilot, "escape", ":", *"sample")
        assert "sample" not in offers(app)
        assert not any(verb.here for verb in VERBS if verb.name == "sample")
