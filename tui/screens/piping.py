"""The pipe: an article, or those selected, as Markdown, HTML or JSON to a command of the reader's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

from tui import pipes
from tui.core.models import Reading
from tui.core.text import line
from tui.errors import Usage
from tui.forms import FORMS, written
from tui.library import Library
from tui.screens.acting import ActingScreen
from tui.screens.output import OutputScreen
from tui.screens.prompt import Offer, Prompt
from tui.words import mark as _

QUIET = "quiet"
_NOTES = {
    "markdown": _("the article as Markdown"),
    "html": _("as a page of HTML"),
    "json": _("as one object of JSON, a line each"),
    QUIET: _("do not show what the command writes"),
}
_SEVERAL_MOST = 500


def pipe_prompt(screen: ActingScreen[Any], ids: Sequence[int]) -> Prompt:
    """Ask for the command. Without a form before it, it gets Markdown."""
    words = screen.words
    screen.work(screen.learn_values, group="known")
    hint = words("a command and its arguments; before it: html, json, quiet")
    earlier = screen.session.typed.setdefault("pipe", [])
    return Prompt(
        words("Pipe: "),
        partial(pipe_to, screen, ids),
        offers=lambda typed: pipe_offers(screen, typed),
        hint=lambda _text: ((hint, "dim"),),
        earlier=earlier,
    )


def pipe_offers(screen: ActingScreen[Any], typed: str) -> Sequence[Offer]:
    """The words that may stand before the command, as long as it has not begun; commands of before."""
    words = screen.words
    *before, last = typed.split(" ")
    offers = []
    if all(word in _NOTES for word in before):
        start = len(typed) - len(last)
        offers = [
            Offer(f"{name} ", name, words(note), start=start, whole=False)
            for name, note in _NOTES.items()
            if name.startswith(last) and name not in before
        ]
    earlier = [
        Offer(command, command)
        for command in reversed(screen.session.typed.get("pipe", []))
        if command.startswith(typed) and command != typed
    ]
    return [*earlier[:4], *offers]


def pipe_to(screen: ActingScreen[Any], ids: Sequence[int], line_typed: str) -> None:
    """Hand the articles to the command that was typed, beside the keys."""
    if not line_typed.strip():
        return
    form, quiet, command = _read(line_typed)
    try:
        argv = pipes.arguments(command)
    except Usage as error:
        screen.tell_error(error)
        return
    screen.tell(screen.words("{name} is at work…", name=line(command, 60)), seconds=60)
    screen.work(
        partial(_run, screen, tuple(ids[:_SEVERAL_MOST]), form, quiet, argv, command),
        group="pipe",
        exclusive=False,
    )


def _reading(number: int, library: Library) -> Reading | None:
    return library.reading(number)


def _read(typed: str) -> tuple[str, bool, str]:
    """``html quiet pandoc -o x`` as its form, whether it is quiet, and the command."""
    form, quiet, rest = "markdown", False, typed.strip()
    while True:
        word, _, after = rest.partition(" ")
        if word in FORMS:
            form, rest = word, after.strip()
        elif word == QUIET:
            quiet, rest = True, after.strip()
        else:
            return form, quiet, rest


async def _run(
    screen: ActingScreen[Any],
    ids: Sequence[int],
    form: str,
    quiet: bool,
    argv: Sequence[str],
    command: str,
) -> None:
    parts = []
    for number in ids:
        reading = await screen.session.hand.call(partial(_reading, number))
        if reading is not None:
            parts.append(await screen.session.page(partial(written, reading, form)))
    program = await asyncio.to_thread(pipes.Program, argv, "".join(parts), quiet=quiet)
    outcome = await pipes.ended(program)
    words, name = screen.words, line(command, 60)
    screen.end_news()
    if outcome.stopped:
        screen.tell(
            words("{name} was stopped: it took too long or wrote too much", name=name), "accent"
        )
    elif outcome.status:
        screen.tell(words("{name} ended with {status}", name=name, status=outcome.status), "accent")
    elif quiet or not outcome.output.strip():
        screen.tell(words("{name} is done", name=name))
    if outcome.output.strip() and not quiet and screen.app.screen is screen:
        title = ((words("Pipe: ").strip(), "ink bold"), (f" {name}", "place"))
        await screen.app.push_screen(
            OutputScreen(screen.session, screen.glyphs, title, outcome.output)
        )
