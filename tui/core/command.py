"""A command: what can be done on a screen, and what the list and the article both have of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.words import mark as _

Scope = Literal["list", "article", "outline", "tags", "feeds", "health", "history", "help"]


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done on the screen ``scope``; ``gg`` among its ``keys`` is two presses of ``g``,
    and ``gf`` one of each.

    ``help`` is the sentence of the help screen, ``foot`` the word in the foot (none: not shown
    there). Both are yet to be translated. ``verb`` is what does the same in the shell, if anything
    does. ``takes`` says what may be typed behind its name on the command line; ``by_key``: which of
    its keys it was is what it is about.
    """

    scope: Scope
    id: str
    keys: tuple[str, ...]
    help: str
    foot: str = ""
    verb: str = ""
    takes: str = ""
    by_key: bool = False


def movement(scope: Scope, down: str, up: str) -> tuple[Command, ...]:
    return (
        Command(scope, "down", ("j", "down"), down),
        Command(scope, "up", ("k", "up"), up),
        Command(scope, "half-down", ("ctrl+d",), _("Half a page on")),
        Command(scope, "half-up", ("ctrl+u",), _("Half a page back")),
    )


def in_both(scope: Scope) -> tuple[Command, ...]:
    return (
        Command(scope, "command", (":",), _("Any command by its name, with completion")),
        Command(scope, "zen", ("z",), _("Nothing but the text; again: everything")),
        Command(scope, "mouse", ("M",), _("Leave the mouse to the terminal, or take it back")),
        Command(scope, "help", ("?", "f1"), _("All keys"), _("keys")),
        Command(scope, "suspend", ("ctrl+z",), _("To the shell; fg comes back")),
    )
