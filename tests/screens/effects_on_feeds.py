"""What each key does on the screens of feeds and of their health, and feeds to do it to."""

from __future__ import annotations

from collections.abc import Callable

from tests.builders import NOW, World
from tests.screens.feeds import Feed, describe, fail, move, subscribe
from tests.screens.screen import bar, list_screen
from tests.screens.seen import Seen
from tui.core.models import Problem
from tui.core.text import line
from tui.errors import said

Look = Callable[[Seen], object]
Effect = tuple[tuple[str, ...], Look, object, object]
HOME = "https://feed-00.example.org/"
NEW_ADDRESS = "https://elsewhere.example.org/feed"


def fill_feeds(world: World) -> None:
    """Forty feeds: of each fourth there is something unread; the first and the fifth are in
    trouble, and the first has moved."""
    feeds = [Feed(f"Feed {n:02}", unread=2 * (n % 4 == 0), read=1) for n in range(40)]
    subscribe(world, *feeds)
    describe(world, feeds[0], HOME)
    move(world, feeds[0], NEW_ADDRESS)
    for feed in (feeds[0], feeds[4]):
        fail(world, feed, Problem(said("{host} did not answer in time", host="x"), NOW, line("")))


def _of_both(scope: str, name: str, height: int) -> dict[tuple[str, str], Effect]:
    """``name`` is the first row's, ``height`` how many rows are to be seen."""
    last, page, half = 39, height - 1, (height - 1) // 2
    found: dict[str, Effect] = {
        "down": ((), lambda s: s.row, 0, 1),
        "up": (("j", "j"), lambda s: s.row, 2, 1),
        "half-down": ((), lambda s: s.row, 0, half),
        "half-up": (("G",), lambda s: s.row, last, last - half),
        "page-down": ((), lambda s: s.row, 0, page),
        "page-up": (("G",), lambda s: s.row, last, last - page),
        "top": (("G",), lambda s: s.row, last, 0),
        "bottom": ((), lambda s: s.row, 0, last),
        "show": (
            (),
            lambda s: (s.scope, s.narrowed, len(list_screen(s.app).list.ids)),
            (scope, "", 20),
            ("list", f'source:"{name}"', 2),
        ),
        "retry": ((), lambda s: "not running" in s.news, False, True),
        "pause": ((), lambda s: "paused" in s.drawn, False, True),
        "mute": ((), lambda s: s.feed.settings.mute, False, True),
        "remove": ((), lambda s: (s.rows, name in s.drawn), (40, True), (39, False)),
        "site": ((), lambda s: s.opened, [], [HOME]),
        "undo": (("P",), lambda s: "paused" in s.drawn, True, False),
        "redo": (("P", "u"), lambda s: "paused" in s.drawn, False, True),
        "narrow": ((), lambda s: "/_" in bar(s.app, "head"), False, True),
        "feeds": ((), lambda s: s.scope, scope, "feeds"),
        "health": ((), lambda s: s.scope, scope, "health"),
        "help": ((), lambda s: s.scope, scope, "help"),
        "suspend": ((), lambda s: s.scope, scope, scope),
        "back": (("j",), lambda s: (s.scope, s.narrowed), (scope, ""), ("list", "")),
        "quit": ((), lambda s: s.gone, False, True),
    }
    return {(scope, command): effect for command, effect in found.items()}


EFFECTS: dict[tuple[str, str], Effect] = {
    **_of_both("feeds", "Feed 00", 24),
    ("feeds", "next-unread"): ((), lambda s: s.row, 0, 4),
    ("feeds", "previous-unread"): (("G",), lambda s: s.row, 39, 36),
    ("feeds", "all-read"): ((), lambda s: s.drawn.split()[-2:], ["2", "3"], ["00", "3"]),
    **_of_both("health", "Feed 00", 20),
    ("health", "next-unread"): ((), lambda s: s.row, 0, 1),
    ("health", "previous-unread"): (("j", "j", "j"), lambda s: s.row, 3, 1),
    ("health", "take-address"): (
        (),
        lambda s: s.feed.locator,
        "https://feed-00.example.org/feed",
        NEW_ADDRESS,
    ),
    ("health", "sort"): ((), lambda s: "by trouble" in bar(s.app, "head"), True, False),
}
