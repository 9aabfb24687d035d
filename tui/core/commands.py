"""The table of commands. Keys, foot, help, palette, README and the tests are all made from it."""

from __future__ import annotations

from typing import Any

from tui.core.command import Command, Scope, in_both, movement
from tui.core.commands_beside import FEEDS, HEALTH, HELP, HISTORY, OUTLINE, TAGS
from tui.words import mark as _

__all__ = ["TABLE", "Command", "Scope"]

_MARKS: tuple[tuple[Any, ...], ...] = (
    ("read", ("m",), _("Mark read"), "", "mark read"),
    ("unread", ("N",), _("Mark unread"), "", "mark unread"),
    ("toggle-read", (), _("Mark read, or unread again"), "", ""),
    ("star", ("s",), _("Star, or take the star away"), _("star"), "mark star"),
    (
        "later",
        ("L",),
        _("Put off: tonight, tomorrow, weekend, next week, a date"),
        _("later"),
        "mark later",
        "WHEN",
    ),
    ("own-tags", ("T",), _("Give or take your own tags"), "", "mark tag:NAME", "NAME, -NAME …"),
    ("open", ("o",), _("Open the original in a browser"), _("open"), ""),
    ("open-read", ("O",), _("Open it in a browser and mark it read"), "", ""),
    ("copy", ("y",), _("Copy its link, to your own clipboard over SSH too"), _("copy"), ""),
    (
        "pipe",
        ("|",),
        _("Hand it to a command, as Markdown, HTML or JSON"),
        "",
        "show",
        "[markdown|html|json] [quiet] COMMAND …",
    ),
    ("undo", ("u",), _("Undo the last thing you did, even yesterday's"), _("undo"), "undo"),
    ("redo", ("ctrl+r",), _("Do it again"), "", "redo"),
    ("history", ("U",), _("All that was done, to go back to before any of it"), "", "history"),
)


def _marks(scope: Scope, *foot: str) -> tuple[Command, ...]:
    return tuple(
        Command(scope, command, keys, words, short if command in foot else "", *more)
        for command, keys, words, short, *more in _MARKS
    )


LIST: tuple[Command, ...] = (
    *movement("list", _("Next row"), _("Previous row")),
    Command("list", "page-down", ("pagedown", "space"), _("A page on")),
    Command("list", "page-up", ("pageup",), _("A page back")),
    Command("list", "top", ("gg", "home"), _("First row")),
    Command("list", "bottom", ("G", "end"), _("Last row")),
    Command("list", "read-article", ("enter", "l", "right"), _("Read the article"), _("read")),
    Command("list", "next-unread", ("n",), _("Next unread")),
    Command("list", "previous-unread", ("p",), _("Previous unread")),
    Command("list", "done", ("e",), _("Done: mark read and go on"), _("done"), "mark read"),
    Command("list", "done-above", ("E",), _("Mark all above read"), verb="mark read"),
    Command("list", "all-read", ("A",), _("Mark all in this view read"), verb="mark read"),
    *_marks("list", "star", "later", "undo"),
    Command("list", "hide", ("D",), _("Hide it, or show it again (is:hidden)"), verb="mark hide"),
    Command("list", "select", ("x",), _("Select: what you do then is done to all selected")),
    Command("list", "select-to", ("X",), _("Select all rows from the last one selected to here")),
    Command(
        "list", "select-by", ("*",), _("Select by a query; without one, all in view"), takes="QUERY"
    ),
    Command(
        "list",
        "tags",
        ("t",),
        _("Filter by tag, category, source, language, time"),
        _("tags"),
        "tags",
    ),
    Command(
        "list",
        "search",
        ("/",),
        _("Search: words, tag:x, is:unread …, followed as you type"),
        _("search"),
        "list",
        "QUERY",
    ),
    Command(
        "list",
        "sort",
        ("S",),
        _("Newest, oldest, source by source, unread first"),
        verb="list",
        takes="ORDER",
    ),
    Command("list", "view-unread", ("1",), _("View: unread"), verb="list"),
    Command("list", "view-all", ("2",), _("View: all"), verb="list"),
    Command("list", "view-starred", ("3",), _("View: starred"), verb="list"),
    Command("list", "view-later", ("4",), _("View: put off till later"), verb="list"),
    Command(
        "list",
        "saved-view",
        tuple("56789"),
        _("View: the first, second … that you saved"),
        verb="views",
        takes="NAME",
        by_key=True,
    ),
    Command(
        "list",
        "save-view",
        ("W",),
        _("Save what is shown as a view, under a name"),
        verb="views",
        takes="NAME",
    ),
    Command("list", "side", ("tab",), _("To the pane at the left, and back")),
    Command("list", "close-side", ("b",), _("Close or open the pane (from 110 columns on)")),
    Command("list", "preview", ("v",), _("The article beside or below the list, or no more")),
    Command("list", "preview-down", ("}",), _("The preview: a page on")),
    Command("list", "preview-up", ("{",), _("The preview: a page back")),
    Command("list", "wider", (">",), _("A wider or higher pane")),
    Command("list", "narrower", ("<",), _("A narrower or lower pane")),
    Command("list", "arrivals", (".",), _("Bring in what is new, let go what is done")),
    Command("list", "fetch", ("r",), _("Fetch the sources of this view"), verb="refresh"),
    Command("list", "fetch-all", ("R",), _("Fetch all sources"), verb="refresh"),
    Command(
        "list", "feeds", ("gf",), _("Feeds by folder, with how much is unread"), _("feeds"), "feeds"
    ),
    Command("list", "health", ("gh",), _("How each feed fares, and what to do"), verb="sources"),
    Command("list", "add", ("a",), _("Add this source, if it was only opened"), verb="add"),
    Command(
        "list", "back", ("escape",), _("Clear the selection, then the search, then the filter")
    ),
    *in_both("list"),
    Command("list", "quit", ("q", "Q"), _("Quit")),
)

ARTICLE: tuple[Command, ...] = (
    Command(
        "article", "page-or-next", ("space",), _("A page on; at the end, next unread"), _("page")
    ),
    *movement("article", _("A line down"), _("A line up")),
    Command("article", "page-down", ("pagedown",), _("A page on")),
    Command("article", "page-up", ("b", "backspace", "pageup"), _("A page back")),
    Command("article", "top", ("gg", "home"), _("To its beginning")),
    Command("article", "bottom", ("G", "end"), _("To its end")),
    Command("article", "next-article", ("J",), _("Next article"), _("next")),
    Command("article", "previous-article", ("K",), _("Previous article")),
    Command("article", "find", ("/",), _("Find in the article"), _("find")),
    Command("article", "next-link", ("tab",), _("Next link: where it leads is shown"), _("links")),
    Command("article", "previous-link", ("shift+tab",), _("Previous link")),
    Command("article", "number", tuple("123456789"), _("The link of that number"), by_key=True),
    Command("article", "letters", (";",), _("A letter for each link on the screen")),
    Command("article", "follow", ("enter",), _("Open the chosen link")),
    Command("article", "outline", ("\\",), _("The article's headings, to go to one")),
    Command("article", "whole", ("F",), _("The whole article from its page, and back")),
    Command("article", "aside", ("l", "right"), _("Long lines of code: further right")),
    Command("article", "back-aside", ("h", "left"), _("Back left; from there, back to the list")),
    Command("article", "next-unread", ("n",), _("Next unread; while finding, next match")),
    Command("article", "previous-unread", ("p",), _("Previous unread, or match")),
    Command("article", "done", ("e",), _("Done: mark read and go on"), verb="mark read"),
    Command("article", "former", ("V",), _("As it was before it was edited, and back")),
    *_marks("article", "star", "open"),
    Command("article", "tags", ("t",), _("Filter the list by one of its tags"), verb="tags"),
    *in_both("article"),
    Command("article", "escape", ("escape",), _("Leave the link, the search, the article")),
    Command("article", "back", ("q",), _("Back to the list"), _("back")),
    Command("article", "quit", ("Q",), _("Quit")),
)

TABLE: tuple[Command, ...] = (
    *(*LIST, *ARTICLE, *OUTLINE, *TAGS, *FEEDS, *HEALTH, *HISTORY, *HELP),
)
