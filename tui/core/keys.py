"""The table of keys. Dispatch, help, foot, README and the tests are all made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.words import mark as _

Scope = Literal["list", "article", "outline", "tags", "feeds", "health", "help"]


@dataclass(frozen=True, slots=True)
class Key:
    """``keys`` each do ``command`` on the screen ``scope``; ``gg`` is two presses of ``g``, and
    ``gf`` one of each.

    ``help`` is the sentence of the help screen, ``foot`` the word in the foot (none: not shown
    there). Both are yet to be translated.
    """

    scope: Scope
    command: str
    keys: tuple[str, ...]
    help: str
    foot: str = ""


def _movement(scope: Scope, down: str, up: str) -> tuple[Key, ...]:
    return (
        Key(scope, "down", ("j", "down"), down),
        Key(scope, "up", ("k", "up"), up),
        Key(scope, "half-down", ("ctrl+d",), _("Half a page on")),
        Key(scope, "half-up", ("ctrl+u",), _("Half a page back")),
    )


_MARKS = (
    ("read", ("m",), _("Mark read"), ""),
    ("unread", ("N",), _("Mark unread"), ""),
    ("star", ("s",), _("Star, or take the star away"), _("star")),
    ("open", ("o",), _("Open the original in a browser"), _("open")),
    ("copy", ("y",), _("Copy its link, to your own clipboard over SSH too"), _("copy")),
    ("undo", ("u",), _("Undo the last thing you did, even yesterday's"), _("undo")),
    ("redo", ("ctrl+r",), _("Do it again"), ""),
)


def _marks(scope: Scope, *foot: str) -> tuple[Key, ...]:
    return tuple(
        Key(scope, command, keys, words, short if command in foot else "")
        for command, keys, words, short in _MARKS
    )


LIST: tuple[Key, ...] = (
    *_movement("list", _("Next row"), _("Previous row")),
    Key("list", "page-down", ("pagedown", "space"), _("A page on")),
    Key("list", "page-up", ("pageup",), _("A page back")),
    Key("list", "top", ("gg", "home"), _("First row")),
    Key("list", "bottom", ("G", "end"), _("Last row")),
    Key("list", "read-article", ("enter", "l", "right"), _("Read the article"), _("read")),
    Key("list", "next-unread", ("n",), _("Next unread")),
    Key("list", "previous-unread", ("p",), _("Previous unread")),
    Key("list", "done", ("e",), _("Done: mark read and go to the next"), _("done")),
    *_marks("list", "star", "undo"),
    Key("list", "all-read", ("A",), _("Mark all in this view read")),
    Key("list", "tags", ("t",), _("Filter by tag, category, source, language, time"), _("tags")),
    Key(
        "list",
        "search",
        ("/",),
        _("Search: words, tag:x, is:unread …, followed as you type"),
        _("search"),
    ),
    Key("list", "sort", ("S",), _("Newest, oldest, or most fitting first")),
    Key("list", "view-unread", ("1",), _("View: unread")),
    Key("list", "view-all", ("2",), _("View: all")),
    Key("list", "view-starred", ("3",), _("View: starred")),
    Key("list", "saved-view", tuple("56789"), _("View: the first, second … that you saved")),
    Key("list", "save-view", ("W",), _("Save what is shown as a view, under a name")),
    Key("list", "side", ("tab",), _("To the pane at the left, and back")),
    Key("list", "close-side", ("b",), _("Close or open the pane (from 110 columns on)")),
    Key("list", "arrivals", (".",), _("Bring in what is new, let go what is done")),
    Key("list", "fetch", ("r",), _("Fetch the sources of this view")),
    Key("list", "fetch-all", ("R",), _("Fetch all sources")),
    Key("list", "feeds", ("gf",), _("Feeds by folder, with how much is unread"), _("feeds")),
    Key("list", "health", ("gh",), _("How each feed fares, and what to do")),
    Key("list", "add", ("a",), _("Add this source, if it was only opened")),
    Key("list", "back", ("escape",), _("Back from the search; clear the filter")),
    Key("list", "help", ("?", "f1"), _("All keys"), _("keys")),
    Key("list", "suspend", ("ctrl+z",), _("To the shell; fg comes back")),
    Key("list", "quit", ("q", "Q"), _("Quit")),
)

ARTICLE: tuple[Key, ...] = (
    Key("article", "page-or-next", ("space",), _("A page on; at the end, next unread"), _("page")),
    *_movement("article", _("A line down"), _("A line up")),
    Key("article", "page-down", ("pagedown",), _("A page on")),
    Key("article", "page-up", ("b", "backspace", "pageup"), _("A page back")),
    Key("article", "top", ("gg", "home"), _("To its beginning")),
    Key("article", "bottom", ("G", "end"), _("To its end")),
    Key("article", "next-article", ("J",), _("Next article"), _("next")),
    Key("article", "previous-article", ("K",), _("Previous article")),
    Key("article", "find", ("/",), _("Find in the article"), _("find")),
    Key("article", "next-link", ("tab",), _("Next link: where it leads is shown"), _("links")),
    Key("article", "previous-link", ("shift+tab",), _("Previous link")),
    Key("article", "number", tuple("123456789"), _("The link of that number")),
    Key("article", "letters", (";",), _("A letter for each link on the screen")),
    Key("article", "follow", ("enter",), _("Open the chosen link")),
    Key("article", "outline", ("\\",), _("The article's headings, to go to one")),
    Key("article", "whole", ("F",), _("The whole article from its page, and back")),
    Key("article", "aside", ("l", "right"), _("Long lines of code: further right")),
    Key("article", "back-aside", ("h", "left"), _("Back left; from there, back to the list")),
    Key("article", "next-unread", ("n",), _("Next unread; while finding, next match")),
    Key("article", "previous-unread", ("p",), _("Previous unread, or match")),
    Key("article", "done", ("e",), _("Done: mark read and go to the next")),
    *_marks("article", "star", "open"),
    Key("article", "tags", ("t",), _("Filter the list by one of its tags")),
    Key("article", "help", ("?", "f1"), _("All keys"), _("keys")),
    Key("article", "suspend", ("ctrl+z",), _("To the shell; fg comes back")),
    Key("article", "escape", ("escape",), _("Leave the link, the search, the article")),
    Key("article", "back", ("q",), _("Back to the list"), _("back")),
    Key("article", "quit", ("Q",), _("Quit")),
)

OUTLINE: tuple[Key, ...] = (
    *_movement("outline", _("Next heading"), _("Previous heading")),
    Key("outline", "page-down", ("pagedown", "space"), _("A page on")),
    Key("outline", "page-up", ("pageup", "b"), _("A page back")),
    Key("outline", "top", ("gg", "home"), _("First heading")),
    Key("outline", "bottom", ("G", "end"), _("Last heading")),
    Key("outline", "go", ("enter", "l", "right"), _("Go there"), _("go there")),
    Key("outline", "back", ("q", "h", "left", "escape", "\\"), _("Back to the page"), _("back")),
    Key("outline", "quit", ("Q",), _("Quit")),
)

TAGS: tuple[Key, ...] = (
    *_movement("tags", _("Next value"), _("Previous value")),
    Key("tags", "top", ("gg", "home"), _("First value")),
    Key("tags", "bottom", ("G", "end"), _("Last value")),
    Key("tags", "next-facet", ("l", "right", "tab"), _("Next facet")),
    Key("tags", "previous-facet", ("h", "left", "shift+tab"), _("Previous facet")),
    Key("tags", "with", ("space",), _("Only articles with it"), _("with")),
    Key("tags", "without", ("-",), _("Only articles without it"), _("without")),
    Key("tags", "any-or-all", ("a",), _("Any of the chosen tags, or all of them"), _("any/all")),
    Key("tags", "sort", ("S",), _("Most used, most unread, or by name")),
    Key("tags", "narrow", ("/",), _("Narrow the values by typing"), _("narrow")),
    Key("tags", "apply", ("enter",), _("Show these; without a choice, the row's own"), _("show")),
    Key("tags", "undo-choice", ("u",), _("Clear every choice")),
    Key("tags", "help", ("?", "f1"), _("All keys")),
    Key("tags", "back", ("q", "escape"), _("Leave the filter as it was"), _("as it was")),
    Key("tags", "quit", ("Q",), _("Quit")),
)


def _sources(scope: Scope, *more: Key) -> tuple[Key, ...]:
    return (
        *_movement(scope, _("Next row"), _("Previous row")),
        Key(scope, "page-down", ("pagedown", "space"), _("A page on")),
        Key(scope, "page-up", ("pageup", "b"), _("A page back")),
        Key(scope, "top", ("gg", "home"), _("First row")),
        Key(scope, "bottom", ("G", "end"), _("Last row")),
        Key(scope, "show", ("enter", "l", "right"), _("Show its articles"), _("show")),
        *more,
        Key(scope, "retry", ("r",), _("Fetch it now, whatever it asked for before"), _("fetch")),
        Key(scope, "pause", ("P",), _("Pause it, or fetch it again"), _("pause")),
        Key(scope, "mute", ("m",), _("Leave it out of Unread, or take it in again")),
        Key(scope, "remove", ("D",), _("Unsubscribe; your marks stay"), _("remove")),
        Key(scope, "site", ("o",), _("Open its site in a browser")),
        Key(scope, "undo", ("u",), _("Undo the last thing you did, even yesterday's"), _("undo")),
        Key(scope, "redo", ("ctrl+r",), _("Do it again")),
        Key(scope, "narrow", ("/",), _("Narrow the rows by typing")),
        Key(scope, "feeds", ("gf",), _("Feeds by folder, with how much is unread")),
        Key(scope, "health", ("gh",), _("How each feed fares, and what to do")),
        Key(scope, "help", ("?", "f1"), _("All keys")),
        Key(scope, "suspend", ("ctrl+z",), _("To the shell; fg comes back")),
        Key(scope, "back", ("q", "h", "left", "escape"), _("Back to the list"), _("back")),
        Key(scope, "quit", ("Q",), _("Quit")),
    )


FEEDS = _sources(
    "feeds",
    Key("feeds", "next-unread", ("n",), _("Next feed with something unread")),
    Key("feeds", "previous-unread", ("p",), _("Previous feed with something unread")),
    Key("feeds", "all-read", ("A",), _("Mark all of it read that is counted here"), _("all read")),
)

HEALTH = _sources(
    "health",
    Key("health", "next-unread", ("n",), _("Next feed that needs you")),
    Key("health", "previous-unread", ("p",), _("Previous feed that needs you")),
    Key("health", "take-address", ("M",), _("Take the address that it moved to")),
    Key("health", "sort", ("S",), _("Sort by trouble, name, articles a week, last success")),
)

HELP: tuple[Key, ...] = (
    *_movement("help", _("A line down"), _("A line up")),
    Key("help", "page-down", ("pagedown", "space"), _("A page on")),
    Key("help", "page-up", ("pageup", "b"), _("A page back")),
    Key("help", "top", ("gg", "home"), _("First row")),
    Key("help", "bottom", ("G", "end"), _("Last row")),
    Key("help", "back", ("q", "escape", "?", "enter"), _("Back"), _("back")),
    Key("help", "quit", ("Q",), _("Quit")),
)

TABLE: tuple[Key, ...] = (*LIST, *ARTICLE, *OUTLINE, *TAGS, *FEEDS, *HEALTH, *HELP)

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


def shown(key: str) -> str:
    """A key as people write it."""
    return _SHOWN.get(key, key)


def fold_width(character: str) -> str:
    """A key typed through a Chinese input method, as the key that was meant.

    Full-width forms become ASCII, ``。`` the full stop and ``、`` the slash.
    """
    if len(character) != 1:
        return character
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return {"　": "space", "。": ".", "、": "/", "·": "`"}.get(character, character)


def sequences(scope: Scope) -> dict[tuple[str, ...], str]:
    """Every key sequence of ``scope`` with its command; raises ValueError where two clash."""
    found: dict[tuple[str, ...], str] = {}
    for entry in TABLE:
        if entry.scope == scope:
            for key in entry.keys:
                presses = tuple(key) if len(key) == 2 and key[0] == "g" else (key,)
                if found.setdefault(presses, entry.command) != entry.command:
                    raise ValueError(f"{key} does two things on the {scope} screen")
    return found
