"""The commands of the screens beside the list and the article."""

from __future__ import annotations

from tui.core.command import Command, Scope, movement
from tui.words import mark as _

OUTLINE: tuple[Command, ...] = (
    *movement("outline", _("Next heading"), _("Previous heading")),
    Command("outline", "page-down", ("pagedown", "space"), _("A page on")),
    Command("outline", "page-up", ("pageup", "b"), _("A page back")),
    Command("outline", "top", ("gg", "home"), _("First heading")),
    Command("outline", "bottom", ("G", "end"), _("Last heading")),
    Command("outline", "go", ("enter", "l", "right"), _("Go there"), _("go there")),
    Command(
        "outline", "back", ("q", "h", "left", "escape", "\\"), _("Back to the page"), _("back")
    ),
    Command("outline", "quit", ("Q",), _("Quit")),
)

TAGS: tuple[Command, ...] = (
    *movement("tags", _("Next value"), _("Previous value")),
    Command("tags", "top", ("gg", "home"), _("First value")),
    Command("tags", "bottom", ("G", "end"), _("Last value")),
    Command("tags", "next-facet", ("l", "right", "tab"), _("Next facet")),
    Command("tags", "previous-facet", ("h", "left", "shift+tab"), _("Previous facet")),
    Command("tags", "with", ("space",), _("Only articles with it"), _("with")),
    Command("tags", "without", ("-",), _("Only articles without it"), _("without")),
    Command(
        "tags", "any-or-all", ("a",), _("Any of the chosen tags, or all of them"), _("any/all")
    ),
    Command("tags", "sort", ("S",), _("Most used, most unread, or by name")),
    Command("tags", "narrow", ("/",), _("Narrow the values by typing"), _("narrow")),
    Command(
        "tags", "apply", ("enter",), _("Show these; without a choice, the row's own"), _("show")
    ),
    Command("tags", "undo-choice", ("u",), _("Clear every choice")),
    Command("tags", "help", ("?", "f1"), _("All keys")),
    Command("tags", "back", ("q", "escape"), _("Leave the filter as it was"), _("as it was")),
    Command("tags", "quit", ("Q",), _("Quit")),
)


def _sources(scope: Scope, *more: Command) -> tuple[Command, ...]:
    return (
        *movement(scope, _("Next row"), _("Previous row")),
        Command(scope, "page-down", ("pagedown", "space"), _("A page on")),
        Command(scope, "page-up", ("pageup", "b"), _("A page back")),
        Command(scope, "top", ("gg", "home"), _("First row")),
        Command(scope, "bottom", ("G", "end"), _("Last row")),
        Command(scope, "show", ("enter", "l", "right"), _("Show its articles"), _("show")),
        *more,
        Command(
            scope,
            "retry",
            ("r",),
            _("Fetch it now, whatever it asked for before"),
            _("fetch"),
            "feeds retry",
        ),
        Command(
            scope, "pause", ("P",), _("Pause it, or fetch it again"), _("pause"), "feeds pause"
        ),
        Command(
            scope,
            "mute",
            ("m",),
            _("Leave it out of Unread, or take it in again"),
            verb="feeds mute",
        ),
        Command(scope, "remove", ("D",), _("Unsubscribe; your marks stay"), _("remove"), "remove"),
        Command(scope, "site", ("o",), _("Open its site in a browser")),
        Command(
            scope,
            "undo",
            ("u",),
            _("Undo the last thing you did, even yesterday's"),
            _("undo"),
            "undo",
        ),
        Command(scope, "redo", ("ctrl+r",), _("Do it again"), verb="redo"),
        Command(scope, "narrow", ("/",), _("Narrow the rows by typing")),
        Command(scope, "feeds", ("gf",), _("Feeds by folder, with how much is unread")),
        Command(scope, "health", ("gh",), _("How each feed fares, and what to do")),
        Command(scope, "help", ("?", "f1"), _("All keys")),
        Command(scope, "suspend", ("ctrl+z",), _("To the shell; fg comes back")),
        Command(scope, "back", ("q", "h", "left", "escape"), _("Back to the list"), _("back")),
        Command(scope, "quit", ("Q",), _("Quit")),
    )


FEEDS = _sources(
    "feeds",
    Command("feeds", "next-unread", ("n",), _("Next feed with something unread")),
    Command("feeds", "previous-unread", ("p",), _("Previous feed with something unread")),
    Command(
        "feeds", "all-read", ("A",), _("Mark all of it read that is counted here"), _("all read")
    ),
)

HEALTH = _sources(
    "health",
    Command("health", "next-unread", ("n",), _("Next feed that needs you")),
    Command("health", "previous-unread", ("p",), _("Previous feed that needs you")),
    Command("health", "take-address", ("M",), _("Take the address that it moved to")),
    Command("health", "sort", ("S",), _("Sort by trouble, name, articles a week, last success")),
)

HISTORY: tuple[Command, ...] = (
    *movement("history", _("Next row"), _("Previous row")),
    Command("history", "page-down", ("pagedown", "space"), _("A page on")),
    Command("history", "page-up", ("pageup", "b"), _("A page back")),
    Command("history", "top", ("gg", "home"), _("First row")),
    Command("history", "bottom", ("G", "end"), _("Last row")),
    Command(
        "history",
        "turn",
        ("enter",),
        _("Undo this and all above it; of what is undone, do it again up to here"),
        _("back to before this"),
    ),
    Command("history", "undo", ("u",), _("Undo the last thing you did"), _("undo"), "undo"),
    Command("history", "redo", ("ctrl+r",), _("Do it again"), _("redo"), "redo"),
    Command("history", "help", ("?", "f1"), _("All keys")),
    Command("history", "back", ("q", "h", "left", "escape", "U"), _("Back to the list"), _("back")),
    Command("history", "quit", ("Q",), _("Quit")),
)

HELP: tuple[Command, ...] = (
    *movement("help", _("A line down"), _("A line up")),
    Command("help", "page-down", ("pagedown", "space"), _("A page on")),
    Command("help", "page-up", ("pageup", "b"), _("A page back")),
    Command("help", "top", ("gg", "home"), _("First row")),
    Command("help", "bottom", ("G", "end"), _("Last row")),
    Command("help", "back", ("q", "escape", "?", "enter"), _("Back"), _("back")),
    Command("help", "quit", ("Q",), _("Quit")),
)
