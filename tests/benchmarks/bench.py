"""How telex stands against its budgets (docs/architecture.md): ``python -m tests.benchmarks.bench``.

Everything is measured on a real PTY of 100x30 cells in true colour, next to an empty Textual app in
the same run, and articles next to two apps that show the same text with what Rich and Textual have.
It informs and never fails: the machines that run it differ.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.articles import EMPTY, FIRST_ROW, Articles
from tests.benchmarks.feeds import Feeds
from tests.benchmarks.figures import Figure, lines, table
from tests.benchmarks.filled import fill
from tests.benchmarks.folders import Folders
from tests.benchmarks.memory import memory
from tests.benchmarks.searching import Searching
from tests.benchmarks.timing import Company, p95, press, step
from tests.benchmarks.triage import Triage
from tests.terminal import TELEX, Terminal

_PRESSES = 12  # for each repetition
_BESIDE = {"folders": "Hugo, find", "feeds": "newsboat", "search": "others"}


class Bench:
    """The start, the list, and the memory it takes."""

    def __init__(self, home: Path, repeat: int) -> None:
        self._home = home
        self._repeat = repeat

    def run(self) -> list[Figure]:
        figures = self._starts()
        with self._start(EMPTY) as empty, self._start(TELEX) as telex:
            empty.wait_for("pressed 0")
            telex.wait_for(FIRST_ROW)
            for terminal in (empty, telex):
                terminal.quiet(1.0)
            figures += self._idle(telex)
            figures += self._keys(empty, telex)
            size = memory(telex.pid)
            figures.append(Figure("memory of the screen's process, RSS", "MB", size.rss, 60))
            figures.append(Figure("the same, PSS", "MB", size.pss))
            figures += self._bulk(telex)
        return figures

    def _start(self, command: Sequence[str]) -> Terminal:
        return Terminal(command, home=self._home)

    def _starts(self) -> list[Figure]:
        times: dict[Sequence[str], list[float]] = {TELEX: [], EMPTY: []}
        for turn in range(self._repeat + 1):
            for command, shows in ((EMPTY, "pressed 0"), (TELEX, FIRST_ROW)):
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
            reference.append(press(empty, "j"))
            steps.append(press(telex, "j"))
        own = p95([p.milliseconds for p in reference])
        line = statistics.median(p.bytes for p in steps)
        flips = [p.bytes for p in steps if p.bytes > 3 * line]
        figures = [
            Figure("j to paint, p95", "ms", p95([p.milliseconds for p in steps]), 3, own),
            Figure("bytes of j in the page, median", "B", line, 900),
        ]
        if flips:
            figures.append(
                Figure("bytes of a flip at the edge, median", "B", statistics.median(flips), 13_000)
            )
        pages = [press(telex, "pagedown") for _ in range(self._repeat * _PRESSES)]
        figures.append(
            Figure("PageDown to paint, p95", "ms", p95([p.milliseconds for p in pages]), 10, own)
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
            ends.append(1_000 * step(telex, "end"))
            telex.quiet()
            step(telex, "home")
            telex.quiet()
        return [
            *figures,
            Figure("End of all to its rows, median", "ms", statistics.median(ends), 10, own),
        ]

    def _bulk(self, telex: Terminal) -> list[Figure]:
        figures, keys = [], []
        for name, key, done in (("A", "A", "marked read"), ("u after it", "u", "undid")):
            telex.quiet(0.5)
            telex.send(key)
            began = telex.sent_at
            while done not in telex.text:
                keys.append(1_000 * step(telex))
            figures.append(Figure(f"{name} to done", "ms", 1_000 * (telex.heard_at - began)))
        return [
            *figures,
            Figure("j meanwhile, p95", "ms", p95(keys), 50),
            Figure("j meanwhile, longest", "ms", max(keys), 150),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument(
        "--only", choices=("bench", "articles", "folders", "feeds", "search", "triage")
    )
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, home, began = Path(folder), Path(folder) / "home", time.monotonic()
        home.mkdir()
        if options.only in (None, "bench", "articles"):
            fill(home, options.articles)
            print(
                f"{options.articles:,} articles stored and indexed in {time.monotonic() - began:.1f} s",
                file=sys.stderr,
            )
        parts: dict[str, Bench | Articles | Folders | Feeds | Searching | Triage] = {
            "bench": Bench(home, options.repeat),
            "articles": Articles(home, options.repeat),
            "folders": Folders(root, options.repeat),
            "feeds": Feeds(root, options.articles, options.repeat),
            "search": Searching(root, options.articles, options.repeat),
            "triage": Triage(root, options.articles),
        }
        chosen = [options.only] if options.only else list(parts)
        for number, name in enumerate(chosen):
            company, figures = Company(), parts[name].run()
            if options.json:
                print(lines(figures))
            else:
                beside = _BESIDE.get(name, "empty app")
                print(("\n" if number else "") + table(figures, beside), flush=True)
            print(company.words(), file=sys.stderr)


if __name__ == "__main__":
    main()
