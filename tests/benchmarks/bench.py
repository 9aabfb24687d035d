"""How telex stands against its budgets (docs/architecture.md): ``python -m tests.benchmarks.bench``.

Everything is measured on a real PTY of 100x30 cells in true colour, next to an empty Textual app in
the same run. It informs and never fails: the machines that run it differ.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.filled import SIZES, fill, title_of
from tests.benchmarks.memory import memory
from tests.terminal import TELEX, Terminal

EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
_FIRST_ROW = r"(?m)^▌"
_PRESSES = 12  # for each repetition


@dataclass(frozen=True)
class Figure:
    """Something measured; ``limit`` bounds it, or its ratio to the reference if there is one."""

    what: str
    unit: str
    measured: float
    limit: float | None = None
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.reference is None else self.measured / self.reference

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        value = self.measured if self.ratio is None else self.ratio
        return "ok" if value <= self.limit else "over"


class Bench:
    def __init__(self, home: Path, repeat: int) -> None:
        self._home = home
        self._repeat = repeat

    def run(self) -> list[Figure]:
        figures = self._starts()
        with self._start(EMPTY) as empty, self._start(TELEX) as telex:
            empty.wait_for("pressed 0")
            telex.wait_for(_FIRST_ROW)
            for terminal in (empty, telex):
                terminal.quiet(1.0)
            figures += self._idle(telex)
            figures += self._keys(empty, telex)
            size = memory(telex.pid)
            figures.append(Figure("memory of the screen's process, RSS", "MB", size.rss, 60))
            figures.append(Figure("the same, PSS", "MB", size.pss))
            figures += self._articles(telex)
            size = memory(telex.pid)
            figures.append(Figure("RSS after these articles", "MB", size.rss))
            figures += self._bulk(telex)
        return figures

    def _start(self, command: Sequence[str]) -> Terminal:
        return Terminal(command, home=self._home)

    def _starts(self) -> list[Figure]:
        times: dict[Sequence[str], list[float]] = {TELEX: [], EMPTY: []}
        for turn in range(self._repeat + 1):
            for command, shows in ((EMPTY, "pressed 0"), (TELEX, _FIRST_ROW)):
                with self._start(command) as terminal:
                    seconds = terminal.wait_for(shows)
                if turn:  # the first warms the disk's cache
                    times[command].append(1_000 * seconds)
        return [
            Figure(f"start to first list, {name}", "ms", of(times[TELEX]), 1.5, of(times[EMPTY]))
            for name, of in (("least", min), ("median", statistics.median))
        ]

    def _idle(self, telex: Terminal) -> list[Figure]:
        before = telex.bytes
        telex.quiet(1.0, timeout=30)
        return [Figure("bytes while idle for a second", "B", telex.bytes - before, 0)]

    def _keys(self, empty: Terminal, telex: Terminal) -> list[Figure]:
        reference, steps = [], []
        for _ in range(self._repeat * _PRESSES):
            reference.append(_press(empty, "j"))
            steps.append(_press(telex, "j"))
        own = _p95([p.milliseconds for p in reference])
        step = statistics.median(p.bytes for p in steps)
        flips = [p.bytes for p in steps if p.bytes > 3 * step]
        figures = [
            Figure("j to paint, p95", "ms", _p95([p.milliseconds for p in steps]), 3, own),
            Figure("bytes of j in the page, median", "B", step, 900),
        ]
        if flips:
            figures.append(
                Figure("bytes of a flip at the edge, median", "B", statistics.median(flips), 13_000)
            )
        pages = [_press(telex, "pagedown") for _ in range(self._repeat * _PRESSES)]
        figures.append(
            Figure("PageDown to paint, p95", "ms", _p95([p.milliseconds for p in pages]), 10, own)
        )
        figures.append(
            Figure(
                "bytes of PageDown, median", "B", statistics.median(p.bytes for p in pages), 13_000
            )
        )
        telex.send("2")
        telex.wait_for("All [1-9]")
        telex.quiet(0.5)
        ends = []
        for _ in range(self._repeat):
            ends.append(1_000 * _step(telex, "end"))
            telex.quiet()
            _step(telex, "home")
            telex.quiet()
        return [
            *figures,
            Figure("End of all to its rows, median", "ms", statistics.median(ends), 10, own),
        ]

    def _articles(self, telex: Terminal) -> list[Figure]:
        figures = []
        for size, budget in zip(SIZES, (150, 250, 300), strict=True):
            telex.wait_for(rf"(?m)^▌.*{title_of(size)}")
            telex.quiet(0.5)
            times = []
            for _ in range(self._repeat):
                telex.send("enter")
                times.append(1_000 * telex.wait_for("It begins here"))
                telex.quiet(0.5)
                telex.send("q")
                telex.wait_for(_FIRST_ROW)
                telex.quiet(0.5)
            telex.send("j")
            figures.append(
                Figure(f"an article of {size} KB, median", "ms", statistics.median(times), budget)
            )
        return figures

    def _bulk(self, telex: Terminal) -> list[Figure]:
        figures, keys = [], []
        for name, key, done in (("A", "A", "marked read"), ("u after it", "u", "undone")):
            telex.quiet(0.5)
            telex.send(key)
            began = telex.sent_at
            while done not in telex.text:
                keys.append(1_000 * _step(telex))
            figures.append(Figure(f"{name} to done", "ms", 1_000 * (telex.heard_at - began)))
        return [
            *figures,
            Figure("j meanwhile, p95", "ms", _p95(keys), 50),
            Figure("j meanwhile, longest", "ms", max(keys), 150),
        ]


@dataclass(frozen=True)
class Press:
    milliseconds: float
    bytes: int


def _press(terminal: Terminal, key: str) -> Press:
    """One key: the time to the first byte it causes, and all of its bytes."""
    before = terminal.bytes
    terminal.send(key)
    seconds = terminal.hear()
    terminal.quiet(0.04)
    return Press(1_000 * seconds, terminal.bytes - before)


def _step(terminal: Terminal, key: str = "j") -> float:
    """The seconds until ``key`` brought the cursor to another row and that row has its words."""
    terminal.wait_for(lambda now: _cursor(now) is not None)
    before = _cursor(terminal)
    terminal.send(key)
    return terminal.wait_for(lambda now: _cursor(now) not in (None, before))


def _cursor(terminal: Terminal) -> tuple[int, str] | None:
    """Where the cursor stands and on what; None in the middle of a frame, or before its row came."""
    for y, line in enumerate(terminal.lines):
        if line.startswith("▌") and len(line) > 1:
            return y, line
    return None


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def table(figures: Sequence[Figure]) -> str:
    rows = [("", "measured", "reference", "ratio", "budget", "")]
    for figure in figures:
        ratio = figure.ratio
        limit = "" if figure.limit is None else f"{figure.limit:,g}"
        rows.append(
            (
                figure.what,
                f"{figure.measured:,.1f} {figure.unit}",
                "" if figure.reference is None else f"{figure.reference:,.1f} {figure.unit}",
                "" if ratio is None else f"{ratio:.2f}x",
                limit + ("" if not limit else f" {figure.unit}" if ratio is None else "x"),
                figure.verdict,
            )
        )
    widths = [max(len(row[n]) for row in rows) for n in range(6)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 0 < n < 5 else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, began = Path(folder) / "home", time.monotonic()
        home.mkdir()
        fill(home, options.articles)
        print(
            f"{options.articles:,} articles stored in {time.monotonic() - began:.1f} s",
            file=sys.stderr,
        )
        figures = Bench(home, options.repeat).run()
    if options.json:
        for figure in figures:
            print(json.dumps(asdict(figure) | {"ratio": figure.ratio, "verdict": figure.verdict}))
    else:
        print(table(figures))


if __name__ == "__main__":
    main()
