"""A program that shows articles, as it is driven by its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.benchmarks.prose import FIRST_SCREEN
from tests.benchmarks.timing import Press, Watch, Work, pause, press
from tests.terminal import Terminal

DOWN, PAGE = "\x1b[B", "pagedown"
RUNS: Mapping[str, int] = {DOWN: 10, PAGE: 2}
"""So many presses, then back to the beginning: a short article has no more."""
LONG = 180.0
"""Seconds that the slowest may take."""


class Reader:
    """A program that shows an article: ``keys[n]`` opens number n where it ``waits``."""

    def __init__(self, terminal: Terminal, keys: Sequence[str], waits: str) -> None:
        self.terminal = terminal
        self._keys = keys
        self._waits = waits
        self.opened: list[float] = []
        self.work: list[Work] = []

    def open(self, number: int) -> None:
        """Open it, and let all be done that has to be."""
        watch = Watch(self.terminal)
        self.enter(number)
        self.opened.append(1_000 * self.terminal.wait_for(FIRST_SCREEN, LONG))
        self.work.append(watch.until_idle(LONG))

    def enter(self, number: int) -> None:
        self.terminal.send(self._keys[number])

    def leave(self) -> None:
        self.terminal.send("q")
        self.terminal.wait_for(self._waits)
        pause(self.terminal, 0.5)

    def begin(self) -> None:
        """Back to the beginning, at rest."""
        self.terminal.send("home")
        pause(self.terminal, 0.3)

    def run(self, key: str) -> list[Press]:
        presses = [press(self.terminal, key) for _ in range(RUNS[key])]
        self.begin()
        return presses
