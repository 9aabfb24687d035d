"""Every key of the table does, on its screen, what the table says it is for."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.builders import World
from tests.screens.effects_on_feeds import EFFECTS as EFFECTS_ON_FEEDS
from tests.screens.effects_on_feeds import Effect, fill_feeds
from tests.screens.effects_on_marks import EFFECTS as EFFECTS_ON_MARKS
from tests.screens.effects_on_marks import WIDE, do_much, edit
from tests.screens.pages import keep_whole
from tests.screens.screen import (
    assert_sound,
    bar,
    list_screen,
    press,
    recording,
    running,
    screen_text,
    until,
)
from tests.screens.seen import Seen
from tui.config import Config
from tui.core.commands import TABLE
from tui.core.commands import Command as Key
from tui.core.keymaps import PRESETS, Keymap, keymap
from tui.core.keys import presses_of
from tui.core.query import EVERYTHING

LONG = "\n\n".join(
    [
        " ".join(f"[link {n}](https://l{n}.example.org/)" for n in range(1, 10)),
        f"```\n{'long line of code ' * 20}\n```",
        *(f"## Section {n}\n\nParagraph {n} of a long body." for n in range(40)),
    ]
)
WHOLE = "All of it, from the page of the third one."
OPEN = {
    "list": (),
    "article": ("j", "j", "enter"),
    "outline": ("j", "j", "enter", "\\"),
    "tags": ("t",),
    "feeds": ("gf",),
    "health": ("gh",),
    "history": ("s", "U"),
    "help": ("?",),
}
"""How each screen is come to. (The article is the third, so that there are some above it.)"""


WITH_SIDE = (120, 30)
HOME_LINK = "news.example.org"  # the article's own address, in its head
# (scope, command) → keys pressed before, what is looked at, what it is before, what after.
EFFECTS: dict[tuple[str, str], Effect] = {
    ("list", "down"): ((), lambda s: s.cursor, 0, 1),
    ("list", "up"): (("j", "j"), lambda s: s.cursor, 2, 1),
    ("list", "half-down"): ((), lambda s: s.cursor, 0, 12),
    ("list", "half-up"): (("G",), lambda s: s.cursor, 39, 27),
    ("list", "page-down"): ((), lambda s: s.cursor, 0, 25),
    ("list", "page-up"): (("G",), lambda s: s.cursor, 39, 14),
    ("list", "top"): (("G",), lambda s: s.cursor, 39, 0),
    ("list", "bottom"): ((), lambda s: s.cursor, 0, 39),
    ("list", "read-article"): ((), lambda s: s.scope, "list", "article"),
    ("list", "next-unread"): (("j", "m", "k"), lambda s: s.cursor, 0, 2),
    ("list", "previous-unread"): (("j", "m", "j"), lambda s: s.cursor, 2, 0),
    ("list", "done"): ((), lambda s: (s.read(0), s.cursor), (False, 0), (True, 1)),
    ("list", "read"): ((), lambda s: (s.read(0), s.cursor), (False, 0), (True, 0)),
    ("list", "unread"): (("m",), lambda s: s.read(0), True, False),
    ("list", "star"): ((), lambda s: s.starred(0), False, True),
    ("list", "open"): ((), lambda s: s.opened, [], ["https://news.example.org/0"]),
    ("list", "copy"): ((), lambda s: s.app.clipboard, "", "https://news.example.org/0"),
    ("list", "undo"): (("m",), lambda s: s.read(0), True, False),
    ("list", "redo"): (("m", "u"), lambda s: s.read(0), False, True),
    ("list", "all-read"): ((), lambda s: {s.read(n) for n in range(40)}, {False}, {True}),
    ("list", "tags"): ((), lambda s: s.scope, "list", "tags"),
    ("list", "search"): ((), lambda s: "/_" in bar(s.app, "head"), False, True),
    ("list", "saved-view"): (("1",), lambda s: s.view == f"=view {s.key[-1:]}", False, True),
    ("list", "save-view"): ((), lambda s: "Save as" in bar(s.app, "head"), False, True),
    ("list", "side"): ((), lambda s: s.in_side, False, True),
    ("list", "close-side"): ((), lambda s: s.side_is_shown, True, False),
    ("list", "view-unread"): (("2",), lambda s: s.view, "all", "unread"),
    ("list", "view-all"): ((), lambda s: s.view, "unread", "all"),
    ("list", "view-starred"): ((), lambda s: s.view, "unread", "starred"),
    ("list", "arrivals"): (("e",), lambda s: len(list_screen(s.app).list.ids), 40, 39),
    ("list", "fetch"): ((), lambda s: "not running" in s.news, False, True),
    ("list", "fetch-all"): ((), lambda s: "not running" in s.news, False, True),
    ("list", "feeds"): ((), lambda s: s.scope, "list", "feeds"),
    ("list", "health"): ((), lambda s: s.scope, "list", "health"),
    ("list", "add"): ((), lambda s: "These are your sources" in s.news, False, True),
    ("list", "back"): (("t", "enter"), lambda s: s.narrowed, "tag:tag0", str(EVERYTHING)),
    ("list", "help"): ((), lambda s: s.scope, "list", "help"),
    ("list", "suspend"): ((), lambda s: s.scope, "list", "list"),
    ("list", "quit"): ((), lambda s: s.gone, False, True),
    ("article", "page-or-next"): ((), lambda s: s.top, 0, 22),
    ("article", "down"): ((), lambda s: s.top, 0, 1),
    ("article", "up"): (("j", "j"), lambda s: s.top, 2, 1),
    ("article", "half-down"): ((), lambda s: s.top, 0, 11),
    ("article", "half-up"): (("pagedown",), lambda s: s.top, 22, 11),
    ("article", "page-down"): ((), lambda s: s.top, 0, 22),
    ("article", "page-up"): (("pagedown", "j"), lambda s: s.top, 23, 1),
    ("article", "top"): (("G",), lambda s: (s.at_end, s.top == 0), (True, False), (False, True)),
    ("article", "bottom"): ((), lambda s: s.at_end, False, True),
    ("article", "next-article"): ((), lambda s: s.place, 2, 3),
    ("article", "previous-article"): ((), lambda s: s.place, 2, 1),
    ("article", "next-unread"): (("J", "J", "K", "K"), lambda s: s.place, 2, 5),
    ("article", "previous-unread"): (("K", "J"), lambda s: s.place, 2, 0),
    ("article", "done"): (("N",), lambda s: (s.read(2), s.place), (False, 2), (True, 3)),
    ("article", "read"): (("N",), lambda s: (s.read(2), s.place), (False, 2), (True, 2)),
    ("article", "unread"): ((), lambda s: s.read(2), True, False),
    ("article", "star"): ((), lambda s: s.starred(2), False, True),
    ("article", "open"): ((), lambda s: s.opened, [], ["https://news.example.org/2"]),
    ("article", "copy"): ((), lambda s: s.app.clipboard, "", "https://news.example.org/2"),
    ("article", "undo"): (("s",), lambda s: s.starred(2), True, False),
    ("article", "redo"): (("s", "u"), lambda s: s.starred(2), False, True),
    ("article", "find"): ((), lambda s: "/_" in s.news, False, True),
    ("article", "next-link"): (("tab",), lambda s: s.link, HOME_LINK, "[1] l1.example.org"),
    ("article", "previous-link"): (
        ("2",),
        lambda s: s.link,
        "[2] l2.example.org",
        "[1] l1.example.org",
    ),
    ("article", "number"): ((), lambda s: s.link == f"[{s.key}] l{s.key}.example.org", False, True),
    ("article", "letters"): ((), lambda s: "press a link's letter" in s.news, False, True),
    ("article", "follow"): (("1",), lambda s: s.opened, [], ["https://l1.example.org/"]),
    ("article", "whole"): ((), lambda s: WHOLE in screen_text(s.app), False, True),
    ("article", "outline"): ((), lambda s: s.scope, "article", "outline"),
    ("article", "aside"): ((), lambda s: s.aside, False, True),
    ("article", "back-aside"): (("l",), lambda s: s.aside, True, False),
    ("article", "tags"): ((), lambda s: s.scope, "article", "tags"),
    ("article", "help"): ((), lambda s: s.scope, "article", "help"),
    ("article", "suspend"): ((), lambda s: s.scope, "article", "article"),
    ("article", "escape"): ((), lambda s: (s.scope, s.cursor), ("article", 2), ("list", 2)),
    ("article", "back"): ((), lambda s: (s.scope, s.cursor), ("article", 2), ("list", 2)),
    ("article", "quit"): ((), lambda s: s.gone, False, True),
    ("outline", "down"): ((), lambda s: s.section, 0, 1),
    ("outline", "up"): (("j", "j"), lambda s: s.section, 2, 1),
    ("outline", "half-down"): ((), lambda s: s.section, 0, 11),
    ("outline", "half-up"): (("G",), lambda s: s.section, 39, 28),
    ("outline", "page-down"): ((), lambda s: s.section, 0, 23),
    ("outline", "page-up"): (("G",), lambda s: s.section, 39, 16),
    ("outline", "top"): (("G",), lambda s: s.section, 39, 0),
    ("outline", "bottom"): ((), lambda s: s.section, 0, 39),
    ("outline", "go"): (
        ("j", "j"),
        lambda s: (s.scope, s.heading),
        ("outline", "Section 2"),
        ("article", "Section 2"),
    ),
    ("outline", "back"): (("j",), lambda s: s.scope, "outline", "article"),
    ("outline", "quit"): ((), lambda s: s.gone, False, True),
    ("tags", "down"): ((), lambda s: s.value, "tag0", "tag1"),
    ("tags", "up"): (("j", "j"), lambda s: s.value, "tag2", "tag1"),
    ("tags", "half-down"): ((), lambda s: s.value, "tag0", "all"),
    ("tags", "half-up"): (("G",), lambda s: s.value, "all", "tag0"),
    ("tags", "top"): (("G",), lambda s: s.value, "all", "tag0"),
    ("tags", "bottom"): ((), lambda s: s.value, "tag0", "all"),
    ("tags", "next-facet"): ((), lambda s: s.facet, "tag", "category"),
    ("tags", "previous-facet"): ((), lambda s: s.facet, "tag", "when"),
    ("tags", "with"): ((), lambda s: s.choices, [], [("tag0", True)]),
    ("tags", "without"): ((), lambda s: s.choices, [], [("tag0", False)]),
    ("tags", "any-or-all"): ((), lambda s: "with all of the chosen" in s.news, False, True),
    ("tags", "sort"): ((), lambda s: "What is unread, the most first" in s.news, False, True),
    ("tags", "narrow"): ((), lambda s: "/_" in bar(s.app, "head"), False, True),
    ("tags", "apply"): (
        ("j",),
        lambda s: (s.scope, s.narrowed),
        ("tags", ""),
        ("list", "tag:tag1"),
    ),
    ("tags", "undo-choice"): (("space",), lambda s: s.choices, [("tag0", True)], []),
    ("tags", "help"): ((), lambda s: s.scope, "tags", "help"),
    ("tags", "back"): (("space",), lambda s: (s.scope, s.narrowed), ("tags", ""), ("list", "")),
    ("tags", "quit"): ((), lambda s: s.gone, False, True),
    ("help", "down"): ((), lambda s: s.top, 0, 1),
    ("help", "up"): (("j", "j"), lambda s: s.top, 2, 1),
    ("help", "half-down"): ((), lambda s: s.top, 0, 11),
    ("help", "half-up"): (("pagedown",), lambda s: s.top, 22, 11),
    ("help", "page-down"): ((), lambda s: s.top, 0, 22),
    ("help", "page-up"): (("pagedown", "j"), lambda s: s.top, 23, 1),
    ("help", "top"): (("G",), lambda s: (s.at_end, s.top == 0), (True, False), (False, True)),
    ("help", "bottom"): ((), lambda s: s.at_end, False, True),
    ("help", "back"): ((), lambda s: s.scope, "help", "list"),
    ("help", "quit"): ((), lambda s: s.gone, False, True),
    **EFFECTS_ON_FEEDS,
    **EFFECTS_ON_MARKS,
}


def test_each_command_of_the_table_has_its_effect_named_here() -> None:
    assert {(entry.scope, entry.id) for entry in TABLE} == set(EFFECTS)


def save_views(world: World) -> None:
    """A view for each of the keys that show one."""
    library = world.open()
    for key in "56789":
        library.save_view(f"view {key}", EVERYTHING.with_term("tag", f"tag{int(key) - 5}"))
    library.close()


async def _press(pilot: Pilot[None], seen: Seen, key: str, keys: Keymap) -> None:
    """Press what does, in ``keys``, what ``key`` of telex's own does on the screen that is seen."""
    command = keymap().sequences(seen.scope).get(presses_of(key), "")
    found = keys.keys(seen.scope, command)
    meant = key if key in found or not found else found[0]
    await press(pilot, *presses_of(meant))


async def _try(pilot: Pilot[None], seen: Seen, entry: Key, key: str, keys: Keymap) -> None:
    before, look, was, becomes = EFFECTS[entry.scope, entry.id]
    for earlier in (*OPEN[entry.scope], *before):
        await _press(pilot, seen, earlier, keys)
        if earlier == "v":
            await until(pilot, lambda: seen.preview_top == 0)
    if (entry.scope, entry.id) == ("list", "close-side"):
        await until(pilot, lambda: seen.side_is_shown)
    # A pane has its new size only once the screen is laid out anew, which may be after the keys.
    await until(pilot, lambda: look(seen) == was)
    seen.key = key
    await press(pilot, *presses_of(key))
    await until(pilot, lambda: look(seen) == becomes)
    if not seen.gone:
        assert_sound(seen.app)


async def _start_over(pilot: Pilot[None], seen: Seen) -> None:
    """Back to the list's beginning, and nothing is remembered of the article."""
    while seen.scope != "list":
        await press(pilot, "home", "escape")
    await press(pilot, "escape", "home")


def _fill(world: World, entry: Key) -> tuple[int, int]:
    """Articles or feeds for ``entry`` to be tried on; the size of the terminal."""
    if entry.scope in ("feeds", "health"):
        fill_feeds(world)
        return (100, 30)
    if entry.id == "former":
        edit(world, LONG)
    ids = world.fill(40, body=LONG)
    keep_whole(world, ids[2], WHOLE)
    if entry.scope == "history":
        do_much(world, ids[5])
    else:
        save_views(world)
    if entry.id.startswith("preview") or entry.id in ("wider", "narrower"):
        return WIDE
    return WITH_SIDE if "side" in entry.id else (100, 30)


@pytest.mark.parametrize(
    "entry", [pytest.param(e, id=f"{e.scope}-{e.id}") for e in TABLE if e.keys]
)
async def test_keys_do_what_they_are_for(world: World, entry: Key) -> None:
    alone = entry.id == "quit" or entry.scope == "history"
    for number, keys in enumerate([(key,) for key in entry.keys] if alone else [entry.keys]):
        opened: list[str] = []
        place = World(world.root / f"{number}")
        size = _fill(place, entry)
        async with running(place, size, opener=recording(opened)) as (pilot, app):
            seen = Seen(app, opened)
            for key in keys:
                await _try(pilot, seen, entry, key, keymap())
                if not alone:
                    await _start_over(pilot, seen)


OWN = [
    pytest.param(preset, entry, key, id=f"{preset}-{entry.scope}-{entry.id}-{key}")
    for preset in PRESETS
    for entry in TABLE
    for key in keymap(preset).keys(entry.scope, entry.id)
    if key not in entry.keys
]


@pytest.mark.parametrize(("preset", "entry", "key"), OWN)
async def test_keys_of_a_preset_do_what_they_are_for(
    world: World, preset: str, entry: Key, key: str
) -> None:
    opened: list[str] = []
    config = Config(timezone="UTC", keymap=preset)
    size = _fill(world, entry)
    async with running(world, size, opener=recording(opened), config=config) as (pilot, app):
        await _try(pilot, Seen(app, opened), entry, key, keymap(preset))
