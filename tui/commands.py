"""From key presses to commands: one dispatcher for every screen, and the words of the foot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tui.core.keys import TABLE, Scope, fold_width, sequences, shown
from tui.words import Words

PENDING_SECONDS = 1.0
_DIGITS = re.compile(r"\b(\d)(?: \d)+\b")
_NAMES = {" ": "space", "\r": "enter", "\t": "tab"}


@dataclass(slots=True)
class Dispatcher:
    """Turns presses into commands of one screen, keeping those that begin a sequence.

    ``pending`` is what was pressed so far, to be shown; drop it after :data:`PENDING_SECONDS`.
    """

    table: Mapping[tuple[str, ...], str]
    pending: tuple[str, ...] = field(default=())

    def press(self, key: str, character: str | None) -> str | None:
        """The command that this press completes; None while, or if, there is none."""
        name = key_name(key, character)
        presses = (*self.pending, name)
        command = self._match(presses)
        if command is None and not self.pending and len(presses) > 1:
            command = self._match((name,))  # the sequence led nowhere; the key may stand alone
        return command

    def _match(self, presses: tuple[str, ...]) -> str | None:
        self.pending = ()
        if presses in self.table:
            return self.table[presses]
        if any(known[: len(presses)] == presses for known in self.table):
            self.pending = presses
        return None


def dispatcher(scope: Scope) -> Dispatcher:
    return Dispatcher(sequences(scope))


def key_name(key: str, character: str | None) -> str:
    """What the key table calls a press: the character where it has one, else the key's name."""
    if character and character.isprintable() and character != " ":
        return fold_width(character)
    return _NAMES.get(character or "", key)


def foot(scope: Scope, words: Words) -> list[tuple[str, str]]:
    """Keys and words for the foot of a screen, the most important first."""
    return [
        (shown(entry.keys[0]), words(entry.foot))
        for entry in TABLE
        if entry.scope == scope and entry.foot
    ]


def help_rows(scope: Scope, words: Words) -> list[tuple[str, str]]:
    """Keys and sentences for the help screen and the README."""
    return [(_keys(entry.keys), words(entry.help)) for entry in TABLE if entry.scope == scope]


def _keys(keys: Sequence[str]) -> str:
    """``j ↓``; digits that follow one another as ``5–9``."""
    written = " ".join(shown(key) for key in keys)
    return _DIGITS.sub(lambda found: f"{found[1]}–{found[0][-1]}", written)
