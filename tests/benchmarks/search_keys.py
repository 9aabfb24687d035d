"""Keys while something is looked for: letters typed at speed after ``/``, and what follows Enter."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.timing import p95, pause, step
from tests.terminal import TELEX, Terminal

_FAST, _SLOW = 0.03, 0.15  # seconds from one letter to the next; within the second it searches
_FIRST_ROW = r"(?m)^▌."
_TYPED = (
    "telegraphs",
    "AI应用 霾霁 翡",
    "obsidian 翡",
    "霾霁 AI应用 翡",
)  # the last letter changes all
_BROAD = ("霾霁", "telegraphs", "翡", "AI应用")
_MOVES = 6
_ENTERED = 20  # times that Enter is pressed, at least: a p95 of fewer is the longest


class SearchKeys:
    """In the real program, over the library of ``home``."""

    def __init__(self, home: Path, repeat: int) -> None:
        self._home = home
        self._repeat = repeat

    def run(self) -> list[Figure]:
        with Terminal(TELEX, home=self._home) as terminal:
            terminal.wait_for(_FIRST_ROW)
            terminal.send("2")
            terminal.wait_for("All [1-9]")
            terminal.quiet(1.5, timeout=60)
            return [
                *self._letters(terminal, _FAST),
                *self._letters(terminal, _SLOW),
                *self._moves(terminal),
            ]

    def _letters(self, terminal: Terminal, between: float) -> list[Figure]:
        painted, found = list[float](), list[float]()
        for turn in range(2 * self._repeat):
            typing = Typing(terminal, _TYPED[turn % len(_TYPED)])
            painted += typing.type(between)
            found.append(1_000 * typing.results())
            terminal.quiet(0.8, timeout=30)
            terminal.send("escape")
            terminal.quiet(0.5, timeout=30)
        what = f"a letter every {1_000 * between:.0f} ms"
        return [
            Figure(f"{what}: to paint, p95 of {len(painted)}", "ms", p95(painted), 50),
            Figure(f"{what}: to paint, longest", "ms", max(painted), 150),
            Figure(f"{what}: last letter to results, median", "ms", statistics.median(found)),
            Figure(f"{what}: last letter to results, longest", "ms", max(found)),
        ]

    def _moves(self, terminal: Terminal) -> list[Figure]:
        """From Enter on, behind the last letter at once: the whole snapshot is loaded meanwhile."""
        times, first, lost = list[float](), list[float](), 0
        for turn in range(max(_ENTERED, 2 * self._repeat)):
            Typing(terminal, _BROAD[turn % len(_BROAD)]).type(_FAST)
            terminal.send("enter")
            for number in range(_MOVES):
                try:
                    took = 1_000 * step(terminal, "j", 1.0)
                except AssertionError:  # the list came anew, and the cursor went up again
                    lost += 1
                else:
                    (times if number else first).append(took)
                pause(terminal, 0.01)
            terminal.quiet(0.8, timeout=30)
            terminal.send("escape")
            terminal.quiet(0.8, timeout=30)
        return [
            Figure(f"j right after Enter, p95 of {len(first)}", "ms", p95(first), 50),
            Figure("j right after Enter, longest", "ms", max(first), 150),
            Figure(f"j behind it, p95 of {len(times)}", "ms", p95(times), 50),
            Figure("j behind it, longest", "ms", max(times), 150),
            Figure("j without effect", "", lost),
        ]


class Typing:
    """A word that is typed after ``/``."""

    def __init__(self, terminal: Terminal, word: str) -> None:
        self._terminal = terminal
        self._word = word
        terminal.send("/")
        terminal.wait_for(r"/_")
        terminal.quiet(0.3, timeout=30)
        self._before: Sequence[str] = ()
        self._ended = 0.0

    def type(self, between: float) -> list[float]:
        """The milliseconds from each letter until it was painted."""
        terminal, word = self._terminal, self._word
        sent, painted = list[float](), list[float]()

        def all_painted(now: Terminal) -> bool:
            shown = _shown(now, word)
            while len(painted) < min(shown, len(sent)):
                painted.append(now.heard_at)
            return False

        began = time.monotonic()
        for number, letter in enumerate(word):
            self._before = _rows(terminal)
            terminal.send(letter)
            all_painted(terminal)
            sent.append(terminal.sent_at)
            left = began + (number + 1) * between - time.monotonic()
            with suppress(AssertionError):  # the time is over: that is all
                terminal.wait_for(all_painted, max(0.001, left))
        self._ended = sent[-1]
        terminal.wait_for(lambda now: all_painted(now) or len(painted) == len(word))
        return [1_000 * (p - s) for p, s in zip(painted, sent, strict=True)]

    def results(self) -> float:
        """The seconds from the last letter until what it finds was painted: other rows than before."""
        terminal, before = self._terminal, self._before
        terminal.wait_for(
            lambda now: _rows(now) not in ((), before) and _rows(now)[0][0] == "▌", 30
        )
        return terminal.heard_at - self._ended


def _shown(terminal: Terminal, word: str) -> int:
    """How many characters of ``word`` the head shows."""
    head = terminal.lines[0]
    return next((n for n in range(len(word), 0, -1) if f"/{word[:n]}_" in head), 0)


def _rows(terminal: Terminal) -> Sequence[str]:
    return tuple(line for line in terminal.lines[2:-3] if line.strip())
