"""What the keys of triage do: marks, selections, prompts, panes, the history."""

from __future__ import annotations

from tests.builders import World, ingest, make_draft
from tests.screens.effects_on_feeds import Effect
from tests.screens.screen import screen_text
from tui.core.change import star

FORMER = "What it was before it was edited."
WIDE = (200, 50)
STEPS = 40


def edit(world: World, body: str) -> None:
    """The third article had another body before."""
    world.subscribe()
    ingest(world.library, [make_draft(2, body=FORMER)])
    ingest(world.library, [make_draft(2, body=body)])


def do_much(world: World, number: int) -> None:
    """Forty steps for the history, each other undoing the one before."""
    library = world.open()
    library.fold()
    for step in range(STEPS):
        library.apply(star([number], step % 2 == 0))
    library.close()


def _of_both(scope: str, place: int) -> dict[tuple[str, str], Effect]:
    """What is on the list and in an article alike; of the article at ``place``."""
    address = f"https://news.example.org/{place}"
    unread = ("N",) if scope == "article" else ()
    found: dict[str, Effect] = {
        "toggle-read": (unread, lambda s: s.read(place), False, True),
        "later": ((), lambda s: s.foot.startswith("Later: "), False, True),
        "own-tags": ((), lambda s: s.foot.startswith("Tags: "), False, True),
        "pipe": ((), lambda s: s.foot.startswith("Pipe: "), False, True),
        "command": ((), lambda s: s.foot.startswith(":"), False, True),
        "open-read": (
            unread,
            lambda s: (s.opened, s.read(place)),
            ([], False),
            ([address], True),
        ),
        "history": ((), lambda s: s.scope, scope, "history"),
        "zen": ((), lambda s: s.head_is_shown, True, False),
        "mouse": ((), lambda s: s.app.has_mouse, True, False),
    }
    return {(scope, command): effect for command, effect in found.items()}


EFFECTS: dict[tuple[str, str], Effect] = {
    **_of_both("list", 0),
    **_of_both("article", 2),
    ("list", "done-above"): (
        ("j", "j"),
        lambda s: [s.read(n) for n in range(3)],
        [False, False, False],
        [True, True, False],
    ),
    ("list", "hide"): ((), lambda s: (s.hidden(0), s.cursor), (False, 0), (True, 1)),
    ("list", "select"): ((), lambda s: (s.selected, s.cursor), ([], 0), ([0], 1)),
    ("list", "select-to"): (("x", "j", "j"), lambda s: s.selected, [0], [0, 1, 2, 3]),
    ("list", "select-by"): ((), lambda s: s.foot.startswith("Select: "), False, True),
    ("list", "sort"): ((), lambda s: s.order, "newest", "oldest"),
    ("list", "view-later"): ((), lambda s: s.view, "unread", "later"),
    ("list", "preview"): ((), lambda s: s.preview_width, 0, 80),
    ("list", "preview-down"): (("v",), lambda s: s.preview_top, 0, 43),
    ("list", "preview-up"): (("v", "}", "}"), lambda s: s.preview_top, 86, 43),
    ("list", "wider"): (("v",), lambda s: s.preview_width, 80, 84),
    ("list", "narrower"): (("v",), lambda s: s.preview_width, 80, 76),
    ("article", "former"): ((), lambda s: FORMER in screen_text(s.app), False, True),
    ("history", "down"): ((), lambda s: s.step, 0, 1),
    ("history", "up"): (("j", "j"), lambda s: s.step, 2, 1),
    ("history", "half-down"): ((), lambda s: s.step, 0, 11),
    ("history", "half-up"): (("G",), lambda s: s.step, STEPS, STEPS - 11),
    ("history", "page-down"): ((), lambda s: s.step, 0, 23),
    ("history", "page-up"): (("G",), lambda s: s.step, STEPS, STEPS - 23),
    ("history", "top"): (("G",), lambda s: s.step, STEPS, 0),
    ("history", "bottom"): ((), lambda s: s.step, 0, STEPS),
    ("history", "turn"): (("j", "j"), lambda s: s.undone, 0, 3),
    ("history", "undo"): ((), lambda s: s.undone, 0, 1),
    ("history", "redo"): (("u",), lambda s: s.undone, 1, 0),
    ("history", "help"): ((), lambda s: s.scope, "history", "help"),
    ("history", "back"): ((), lambda s: s.scope, "history", "list"),
    ("history", "quit"): ((), lambda s: s.gone, False, True),
}
