"""Narrowing what a screen shows by typing: while it is typed every printable key is text."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from tui.widgets.drawn import Part


class Narrowing:
    """``changed`` is called whenever the words did, or typing began or ended."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.words = ""
        self.typing = False
        self._changed = changed

    def begin(self) -> None:
        self.typing = True
        self._changed()

    def clear(self) -> bool:
        """Show everything again; False if everything was shown."""
        narrowed = bool(self.words)
        self.words, self.typing = "", False
        if narrowed:
            self._changed()
        return narrowed

    def takes(self, event: events.Key) -> bool:
        """Whether the key is a part of what is being typed; else it is a command."""
        if not self.typing:
            return False
        if event.key in ("enter", "down"):
            self.typing = False
        elif event.key == "escape":
            self.typing, self.words = False, ""
        elif event.key == "backspace":
            self.words = self.words[:-1]
        elif event.key == "ctrl+u":
            self.words = ""
        elif event.character and event.character.isprintable():
            self.words += event.character
        else:
            return False
        self._changed()
        return True

    def parts(self) -> list[Part]:
        """What is typed, for the head of the screen."""
        if not (self.typing or self.words):
            return []
        return [("   /", "accent"), (self.words, "ink"), ("_" if self.typing else "", "accent")]
