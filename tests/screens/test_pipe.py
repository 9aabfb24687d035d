"""The pipe: articles to a command's standard input, no shell between; what it writes is shown."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.builders import HOSTILE_TITLES, World, make_draft
from tests.builders import ingest as store
from tests.screens.screen import (
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    running,
    settle,
    title,
    until,
)
from tests.screens.triaging import offers, output_shown, read, selected, type_in
from tui.app import TelexApp
from tui.config import Config


async def pipe(pilot: Pilot[None], command: str) -> None:
    await type_in(pilot, "|", command, "enter")


async def ended(pilot: Pilot[None]) -> str:
    """Wait until the command has ended; what is said of it."""
    app = pilot.app
    assert isinstance(app, TelexApp)
    await until(pilot, lambda: "is at work" not in bar(app, "news"))
    await settle(pilot)
    return bar(app, "news")


def wrote(target: Path) -> str:
    """A command that keeps in ``target`` what it is given, and how it was called."""
    script = (
        "import pathlib, sys;"
        f" pathlib.Path({str(target)!r}).write_text(repr(sys.argv[1:]) + sys.stdin.read())"
    )
    return f"{sys.executable} -c {shlex.quote(script)}"


async def test_the_article_is_handed_over_as_markdown(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "j")
        await pipe(pilot, "cat")
        lines = await output_shown(pilot)
        assert any("Article 1" in line for line in lines)
        assert "The body of article 1." in lines
        assert bar(app, "head").startswith("Pipe: cat")
        assert_sound(app)
        await press(pilot, "q")
        assert on_list(app) and title(app) == "Article 1"


async def test_from_an_article_its_own_is_handed_over(world: World) -> None:
    world.fill(3)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "J")
        await pipe(pilot, "cat")
        assert "The body of article 1." in await output_shown(pilot)
        await press(pilot, "escape")
        assert article_screen(app)._place == 1


async def test_all_selected_are_handed_over_in_the_lists_order(world: World) -> None:
    world.fill(5)
    async with running(world) as (pilot, app):
        await press(pilot, "G", "x", "home", "x", "x")
        await pipe(pilot, "json cat")
        await until(pilot, lambda: not on_list(app))
        text = "\n".join(await output_shown(pilot))
        handed_over = [n for n in range(5) if f'"title": "Article {n}"' in text]
        assert handed_over == [0, 1, 4]
        assert text.index("Article 0") < text.index("Article 1") < text.index("Article 4")
        await press(pilot, "q")
        assert selected(app) == [0, 1, 4]


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("html", "<"), ("markdown", "")])
async def test_each_form_is_what_it_is_called(world: World, form: str, begins: str) -> None:
    world.fill(1, title="<script>alert(1)</script>")
    target = world.root / "given"
    async with running(world) as (pilot, _):
        await pipe(pilot, f"{form} quiet {wrote(target)}")
        await ended(pilot)
    given = target.read_text().removeprefix("[]")
    assert given.lstrip().startswith(begins)
    if form == "json":
        assert json.loads(given)["title"] == "<script>alert(1)</script>"
    if form == "html":
        assert "<script" not in given


async def test_counting_a_command_that_reads_all(world: World) -> None:
    world.fill(1)
    async with running(world) as (pilot, _):
        await pipe(pilot, "wc -l")
        (line,) = await output_shown(pilot)
        assert int(line) > 2


@pytest.mark.parametrize(
    ("command", "status"), [("false", 1), ("sh -c 'exit 3'", 3), ('sh -c "exit 4"', 4)]
)
async def test_how_it_ended_is_told_where_it_failed(
    world: World, command: str, status: int
) -> None:
    world.fill(1)
    async with running(world) as (pilot, app):
        await pipe(pilot, command)
        assert (await ended(pilot)).endswith(f"ended with {status}")
        assert on_list(app)


async def test_what_a_failing_command_wrote_is_shown_too(world: World) -> None:
    world.fill(1)
    async with running(world) as (pilot, _):
        await pipe(pilot, "sh -c 'echo why not >&2; exit 2'")
        assert await output_shown(pilot) == ["why not"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("no-such-program-anywhere -x", "There is no program no-such-program-anywhere"),
        ("cat 'x", "The quotes do not match"),
        ('html "', "The quotes do not match"),
        ("json", "A command is missing"),
        ("html quiet", "A command is missing"),
        ("[@click=app.quit]x[/]", "There is no program [@click=app.quit]x[/]"),
    ],
)
async def test_what_cannot_be_started_is_told(world: World, typed: str, told: str) -> None:
    world.fill(1)
    async with running(world) as (pilot, app):
        await pipe(pilot, typed)
        assert bar(app, "news").startswith(told)
        assert_sound(app)
        await press(pilot, "m")


async def test_there_is_no_shell_and_no_title_is_an_argument(world: World, tmp_path: Path) -> None:
    world.subscribe()
    trap = tmp_path / "trap"
    name = f"$(touch {trap}); `touch {trap}`; -rf | touch {trap} ' \" \\ {{}}"
    store(world.library, [make_draft(0, title=name)])
    target = world.root / "given"
    async with running(world) as (pilot, _):
        await pipe(pilot, f"quiet {wrote(target)} $HOME '*' a\\ b > {trap}")
        await ended(pilot)
    given = target.read_text()
    assert given.startswith(str(["$HOME", "*", "a b", ">", str(trap)]))
    assert f"touch {trap}" in given
    assert not trap.exists()


async def test_output_with_escape_sequences_is_shown_harmless(world: World) -> None:
    world.fill(1)
    bad = r"printf '\033[31mred\033]0;PWNED\007 \302\233 \342\200\256 a\tb [b]x[/] \377\000end\n'"
    async with running(world) as (pilot, app):
        await pipe(pilot, bad)
        text = "\n".join(await output_shown(pilot))
        assert "red" in text and "end" in text and "[b]x[/]" in text
        assert_sound(app)
        await pilot.resize_terminal(30, 10)
        await settle(pilot)
        assert_sound(app)


async def test_hostile_articles_come_through_a_pipe_harmless(world: World) -> None:
    world.subscribe()
    store(world.library, [make_draft(n, title=name) for n, name in enumerate(HOSTILE_TITLES)])
    async with running(world) as (pilot, app):
        await press(pilot, "*", "enter")
        await pipe(pilot, "cat")
        await output_shown(pilot)
        page = app.screen.query_one("#page")
        while not page.at_end:  # type: ignore[attr-defined]
            assert_sound(app)
            await press(pilot, "pagedown")


async def test_quiet_shows_nothing_but_that_it_is_done(world: World) -> None:
    world.fill(1)
    async with running(world) as (pilot, app):
        await pipe(pilot, "quiet cat")
        assert await ended(pilot) == "cat is done"
        assert on_list(app)
        await pipe(pilot, "quiet false")
        assert await ended(pilot) == "false ended with 1"


async def test_restricted_there_is_no_pipe(world: World) -> None:
    world.fill(2)
    config = Config(timezone="UTC", restricted=True)
    async with running(world, config=config) as (pilot, app):
        for keys in (("|",), (":", "pipe cat", "enter"), (":", "pipe", "enter")):
            await type_in(pilot, *keys)
            assert bar(app, "news") == "No programs can be started from here"
            assert not bar(app, "foot").startswith("Pipe")
            await press(pilot, "escape")
        await press(pilot, "ctrl+z")
        assert "no way to the shell" in bar(app, "news")


async def test_forms_are_offered_and_commands_of_before(world: World) -> None:
    world.fill(2)
    async with running(world) as (pilot, app):
        await press(pilot, "|")
        assert offers(app) == ["markdown", "html", "json", "quiet"]
        await press(pilot, "h", "tab")
        assert bar(app, "foot").startswith("Pipe: html _")
        assert "html" not in offers(app)
        await press(pilot, "escape")
        await pipe(pilot, "quiet cat")
        await ended(pilot)
        await press(pilot, "|", "ctrl+p")
        assert bar(app, "foot").startswith("Pipe: quiet cat_")
    async with running(world) as (pilot, app):
        await press(pilot, "|", "ctrl+p")
        assert bar(app, "foot").startswith("Pipe: quiet cat_")
        await press(pilot, "ctrl+u", "enter")
        assert on_list(app) and bar(app, "news") == ""


async def test_keys_go_on_while_a_command_is_at_work(world: World) -> None:
    ids = world.fill(5)
    gate = world.root / "gate"
    os.mkfifo(gate)
    async with running(world) as (pilot, app):
        burst(app, "|", *f"cat {shlex.quote(str(gate))}", "enter", "e", "e")
        await until(pilot, lambda: title(app) == "Article 2")
        await app.session.marks.call(lambda _: None)
        assert read(world, ids) == [0, 1]
        await asyncio.to_thread(gate.write_text, "let through")
        assert await output_shown(pilot) == ["let through"]


async def test_who_quits_does_not_wait_for_a_command(world: World) -> None:
    world.fill(2)
    gate = world.root / "gate"
    os.mkfifo(gate)
    async with running(world) as (pilot, app):
        burst(app, "|", *f"quiet cat {shlex.quote(str(gate))}", "enter")
        await until(pilot, lambda: "is at work" in bar(app, "news"))
        burst(app, "Q")
        await until(pilot, lambda: app._exit)
    await asyncio.to_thread(gate.write_text, "")
