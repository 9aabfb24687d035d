"""A line that is being typed: the text, the place in it, and the keys that change them."""

from __future__ import annotations

import re
from typing import Literal

from rich.cells import cell_len
from textual import events

from tui.core import text
from tui.widgets.drawn import Part

LONGEST = 1_000  # characters
_WORD_BACK = re.compile(r"\S*\s*\Z")
Typed = Literal["changed", "moved", "ended", "left", "complete", "earlier"]
"""What a key did: other text; another place in it; Enter or down; Esc; Tab; up, on what was typed
before."""


class TypedLine:
    """While something is typed, every printable key is text."""

    def __init__(self) -> None:
        self.text = ""
        self.at = 0

    def begin(self, words: str = "") -> None:
        self.text, self.at = words, len(words)

    def press(self, event: events.Key) -> Typed | None:
        """What the key did; None where it is no part of typing."""
        match event.key:
            case "enter" | "down":
                return "ended"
            case "escape" | "ctrl+c":
                return "left"
            case "tab":
                return "complete"
            case "up":
                return "earlier"
            case "left" | "ctrl+b":
                return self._move(self.at - 1)
            case "right" | "ctrl+f":
                return self._move(self.at + 1)
            case "home" | "ctrl+a":
                return self._move(0)
            case "end" | "ctrl+e":
                return self._move(len(self.text))
            case "backspace" | "ctrl+h":
                return self._replace(max(0, self.at - 1), self.at)
            case "delete" | "ctrl+d":
                return self._replace(self.at, self.at + 1)
            case "ctrl+w":
                found = _WORD_BACK.search(self.text, 0, self.at)
                return self._replace(found.start() if found else 0, self.at)
            case "ctrl+u":
                return self._replace(0, self.at)
            case "ctrl+k":
                return self._replace(self.at, len(self.text))
        if event.character == "\u3000":  # an input method's space
            return self._replace(self.at, self.at, " ")
        if event.character and event.character.isprintable():
            return self._replace(self.at, self.at, event.character)
        return None

    def paste(self, words: str) -> Typed:
        """Words from the clipboard, as if they were typed."""
        return self._replace(self.at, self.at, text.line(words, LONGEST))

    def complete(self, start: int, words: str) -> None:
        """Put ``words`` in the place of what stands between ``start`` and the cursor."""
        self._replace(start, self.at, words)

    def _move(self, at: int) -> Typed:
        self.at = max(0, min(at, len(self.text)))
        return "moved"

    def _replace(self, start: int, end: int, words: str = "") -> Typed:
        self.text = (self.text[:start] + words + self.text[end:])[:LONGEST]
        self.at = min(start + len(words), len(self.text))
        return "changed"

    def before(self, room: int) -> str:
        """What can be seen, in ``room`` cells, of what stands before the place."""
        room = max(1, room - 2)
        before = self.text[: self.at][-room:]
        while cell_len(before) > room:
            before = before[1:]
        return before

    def parts(self, sign: str, room: int) -> list[Part]:
        """The line for a head, the place marked, its end in sight."""
        before, after = self.before(room), self.text[self.at :]
        after = after[: max(0, room - cell_len(before) - 2)]
        return [(sign, "accent"), (before, "ink"), ("_", "accent"), (after, "ink")]
