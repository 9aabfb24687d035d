"""The command line: every command of the screen by its name, and the shell's verbs."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from tui import paths, pipes
from tui.core.commands import TABLE, Command
from tui.core.markwords import NAMES, change_of
from tui.core.query import ORDERS, Query
from tui.core.text import line
from tui.core.verbs import VERBS, Verb
from tui.dispatch import written as written_keys
from tui.errors import TelexError, Usage, nearest, said
from tui.library import Library
from tui.screens.acting import ActingScreen
from tui.screens.output import OutputScreen
from tui.screens.piping import pipe_offers
from tui.screens.prompt import Offer, Prompt
from tui.screens.querying import counted, in_everything, query_offers, told
from tui.screens.snapshot import VIEWS
from tui.widgets.drawn import Part

_QUERIES = ("search", "list")
_MARKS = tuple(f"{name}:" if name in ("later", "tag", "untag") else name for name in NAMES)
_WITHIN = ("mark", "list")
"""Verbs that are done here, and not by another telex."""
_NOT_HERE = frozenset(("command",))


def command_prompt(screen: ActingScreen[Any]) -> Prompt:
    """``:`` on ``screen``."""
    screen.work(screen.learn_values, group="known")
    return Prompt(
        ":",
        partial(run_typed, screen),
        offers=partial(_offers, screen),
        hint=partial(_hint, screen),
        look=partial(_look, screen),
        prefers=lambda typed: bool(typed) and " " not in typed,
        earlier=screen.session.typed.setdefault("command", []),
    )


# What may be meant


def _offers(screen: ActingScreen[Any], typed: str) -> Sequence[Offer]:
    name, space, rest = typed.partition(" ")
    if space:
        shift = len(name) + 1
        return [replace(o, start=o.start + shift) for o in _arguments(screen, name, rest)]
    wanted = name.casefold()
    words = screen.words
    found: list[tuple[int, Offer]] = []
    for command in commands_of(screen):
        keys = written_keys(screen.session.keymap.keys(screen.scope, command.id))
        help_words = words(command.help)
        offer = Offer(_begun(command.id, command.takes), command.id, help_words, keys)
        found.append((_rank(command.id, help_words, wanted), offer))
    for verb in verbs_of(screen):
        help_words = words(verb.help)
        offer = Offer(_begun(verb.name, verb.takes), verb.name, help_words, whole=not verb.takes)
        found.append((_rank(verb.name, help_words, wanted) + (2 if wanted else 0), offer))
    earlier = [
        Offer(was, was)
        for was in reversed(screen.session.typed.get("command", []))
        if not wanted or (was.startswith(typed) and was != typed)
    ]
    ranked = [offer for rank, offer in sorted(found, key=lambda pair: pair[0]) if rank < 9]
    return [*earlier[:3], *ranked] if not wanted else [*ranked, *earlier[:3]]


def _rank(name: str, help_words: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if any(part.startswith(wanted) for part in name.split("-")):
        return 3
    return 5 if wanted in help_words.casefold() else 9


def _begun(name: str, takes: str) -> str:
    return f"{name} " if takes and not takes.startswith("[") else name


def commands_of(screen: ActingScreen[Any]) -> list[Command]:
    """The commands of ``screen``; not those that depend on which of several keys was pressed."""
    return [
        command
        for command in TABLE
        if command.scope == screen.scope
        and command.id not in _NOT_HERE
        and (command.takes or not command.by_key)
    ]


def verbs_of(screen: ActingScreen[Any]) -> list[Verb]:
    """The shell's verbs that no command of ``screen`` stands for; where no programs are started, those
    that need none."""
    taken = {command.id for command in TABLE if command.scope == screen.scope}
    verbs = [verb for verb in VERBS if verb.here and verb.name not in taken]
    return [v for v in verbs if v.name in _WITHIN or not screen.session.restricted]


def _arguments(screen: ActingScreen[Any], name: str, rest: str) -> Sequence[Offer]:
    match name:
        case "later":
            return screen.later_offers(rest)
        case "sort":
            return [Offer(order, order) for order in ORDERS if order.startswith(rest)]
        case "saved-view":
            names = [*VIEWS, *screen.known_values.get("view", ())]
            return [Offer(view, view) for view in names if rest.casefold() in view.casefold()]
        case "own-tags":
            tags = screen.known_values.get("own", ())
            return [Offer(tag, tag) for tag in tags if rest.casefold() in tag.casefold()]
        case "pipe":
            return pipe_offers(screen, rest)
        case "mark":
            mark, space, query = rest.partition(" ")
            if not space:
                return [
                    Offer(m if m.endswith(":") else f"{m} ", m, whole=not m.endswith(":"))
                    for m in _MARKS
                    if m.startswith(mark)
                ]
            found = query_offers(query, screen.known_values)
            return [replace(o, start=o.start + len(mark) + 1) for o in found]
        case "search" | "list" | "select-by":
            return query_offers(rest, screen.known_values)
        case _:
            return ()


def _hint(screen: ActingScreen[Any], typed: str) -> Sequence[Part]:
    """How the command that is being typed is used."""
    name = typed.partition(" ")[0]
    words = screen.words
    for command in commands_of(screen):
        if command.id == name:
            return (
                (f"{name} {command.takes}".strip(), "place"),
                (f"  {words(command.help)}", "dim"),
            )
    for verb in verbs_of(screen):
        if verb.name == name:
            return ((f"{name} {verb.takes}".strip(), "place"), (f"  {words(verb.help)}", "dim"))
    return ((words("a command; Tab completes, ↑ ↓ choose, ctrl+p: what was typed before"), "dim"),)


def _look(screen: ActingScreen[Any], typed: str) -> Awaitable[Sequence[Part]] | None:
    """How many articles it would be about: told before Enter."""
    name, _, rest = typed.partition(" ")
    if name == "mark":
        mark, space, query = rest.strip().partition(" ")
        if not mark:
            return None
        if not space or not query.strip():
            ids = screen.targets()
            return told(screen.words.plural("{n} article", "{n} articles", len(ids)))
        return counted(screen, query, within=in_everything())
    if name == "select-by" and rest.strip():
        return screen.count_in_view(rest)
    if name in _QUERIES and rest.strip():
        return counted(screen, rest, within=in_everything())
    return None


# What becomes of it


def run_typed(screen: ActingScreen[Any], typed: str) -> None:
    """Do what was typed: a command of the screen, or a verb of the shell."""
    name, _, rest = typed.partition(" ")
    rest = rest.strip()
    if not name:
        return
    try:
        command = next((c for c in commands_of(screen) if c.id == name), None)
        if command is not None and (act := _with_words(screen, command, rest)) is not None:
            act(rest)
        elif command is not None and not rest:
            screen.work(partial(screen.run_command, name), group="typed", exclusive=False)
        elif name == "mark":
            _mark(screen, rest)
        elif name == "list":
            screen.show_query(_parsed(rest))
        elif any(verb.name == name and verb.here for verb in VERBS):
            _verb(screen, name, rest)
        else:
            raise _no_such(screen, name)
    except TelexError as error:
        screen.tell_error(error)


def _with_words(
    screen: ActingScreen[Any], command: Command, rest: str
) -> Callable[[str], None] | None:
    act: Callable[[str], None] | None = getattr(
        screen, "with_" + command.id.replace("-", "_"), None
    )
    return act if rest else None


def _no_such(screen: ActingScreen[Any], name: str) -> Usage:
    known = [c.id for c in commands_of(screen)] + [v.name for v in verbs_of(screen)]
    meant = nearest(name, known)
    return Usage(
        said("There is no command {name}", name=line(name, 40)),
        said("Did you mean {meant}?", meant=meant) if meant else said("Tab shows what there is"),
    )


def _parsed(written: str) -> Query:
    from tui.core.queryparse import parse

    return parse(written)


def _mark(screen: ActingScreen[Any], rest: str) -> None:
    """``mark read older:2d tag:市场``; without a query, what keys are about."""
    mark, _, written = rest.partition(" ")
    change = change_of(mark, screen.session.now(), screen.session.config.zone)
    if not written.strip():
        screen.apply(replace(change, ids=tuple(screen.targets())), tell=True)
        return
    query = _parsed(written)

    def find(library: Library) -> list[int]:
        return library.matching(query)

    async def act() -> None:
        # (On the lane that marks: what is found is what is there when Enter was pressed.)
        found = await finding
        screen.apply(replace(change, ids=tuple(found)), tell=True)
        if not found:
            screen.tell(screen.words("No article here matches {query}", query=query))

    finding = screen.session.marks.call(find)
    screen.work(act, group="act", exclusive=False)


def _verb(screen: ActingScreen[Any], name: str, rest: str) -> None:
    """A verb of the shell, done by another telex; what it prints is shown."""
    if screen.session.restricted:
        screen.tell(screen.words("No programs can be started from here"))
        return
    arguments = pipes.split(rest)
    screen.tell(screen.words("{name} is at work…", name=f"telex {name}"), seconds=60)
    screen.work(partial(_run, screen, name, arguments), group="verb", exclusive=False)


async def _run(screen: ActingScreen[Any], name: str, arguments: Sequence[str]) -> None:
    start = paths.python("from tui.cli.main import run; sys.exit(run())")
    program = await asyncio.to_thread(pipes.Program, [*start, name, *arguments])
    outcome = await pipes.ended(program)
    screen.end_news()
    output = outcome.output.strip("\n")
    if not output or ("\n" not in output and len(output) < screen.size.width - 4):
        told = line(output, 300) or screen.words("{name} is done", name=f"telex {name}")
        screen.tell(told, "accent" if outcome.status else "ink", seconds=12)
    elif screen.app.screen is screen:
        title = (("telex ", "ink bold"), (f"{name} {shlex.join(arguments)}".strip(), "place"))
        shown = OutputScreen(screen.session, screen.glyphs, title, output)
        await screen.app.push_screen(shown)
