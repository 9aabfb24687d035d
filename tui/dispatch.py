"""From key presses to commands: one dispatcher for every screen, and the words of the foot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tui.core.commands import TABLE, Scope
from tui.core.keymaps import Keymap, Presses
from tui.core.keys import fold_width, shown
from tui.words import Words

PENDING_SECONDS = 1.0
COUNT_MOST = 9_999
_DIGITS = re.compile(r"\b(\d)(?: \d)+\b")
_NAMES = {" ": "space", "\r": "enter", "\t": "tab"}


@dataclass(slots=True)
class Dispatcher:
    """Turns presses into commands of one screen, keeping those that begin a sequence.

    ``pending`` is what was pressed so far, to be shown; drop it after :data:`PENDING_SECONDS`.
    Where digits count (``counts``), ``count`` is the number before the command; 0 for none.
    """

    table: Mapping[Presses, str]
    counts: bool = False
    pending: Presses = field(default=())
    count: int = 0
    _counting: str = ""

    def press(self, key: str, character: str | None) -> str | None:
        """The command that this press completes; None while, or if, there is none."""
        name = key_name(key, character)
        if self.counts and not self.pending and self._is_digit(name):
            self._counting = (self._counting + name)[:6]
            return None
        presses = (*self.pending, name)
        command = self._match(presses)
        if command is None and not self.pending and len(presses) > 1:
            command = self._match((name,))  # the sequence led nowhere; the key may stand alone
        if command is not None or not self.pending:
            self.count = min(int(self._counting or 0), COUNT_MOST)
            self._counting = ""
        return command

    @property
    def begun(self) -> str:
        """What was pressed and is no command yet: a count, the beginning of a sequence."""
        return self._counting + "".join(shown(press) for press in self.pending)

    def drop(self) -> None:
        """Forget what was begun."""
        self.pending, self._counting = (), ""

    def _is_digit(self, name: str) -> bool:
        return len(name) == 1 and name.isdigit() and (name != "0" or bool(self._counting))

    def _match(self, presses: Presses) -> str | None:
        self.pending = ()
        if presses in self.table:
            return self.table[presses]
        if any(known[: len(presses)] == presses for known in self.table):
            self.pending = presses
        return None


def dispatcher(scope: Scope, keymap: Keymap) -> Dispatcher:
    return Dispatcher(keymap.sequences(scope), keymap.counts_on(scope))


def key_name(key: str, character: str | None) -> str:
    """What the key table calls a press: the character where it has one, else the key's name."""
    if character and character.isprintable() and character != " ":
        return fold_width(character)
    return _NAMES.get(character or "", key)


def foot(scope: Scope, keymap: Keymap, words: Words) -> list[tuple[str, str]]:
    """Keys and words for the foot of a screen, the most important first."""
    return [
        (shown(keys[0]), words(command.foot))
        for command in TABLE
        if command.scope == scope and command.foot and (keys := keymap.keys(scope, command.id))
    ]


def help_rows(scope: Scope, keymap: Keymap, words: Words) -> list[tuple[str, str]]:
    """Keys and sentences for the help screen and the README: of what has a key."""
    return [
        (written(keys), words(command.help))
        for command in TABLE
        if command.scope == scope and (keys := keymap.keys(scope, command.id))
    ]


def written(keys: Sequence[str]) -> str:
    """``j ↓``; digits that follow one another as ``5–9``."""
    line = " ".join(shown(key) for key in keys)
    return _DIGITS.sub(lambda found: f"{found[1]}–{found[0][-1]}", line)
