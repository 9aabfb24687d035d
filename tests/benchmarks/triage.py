"""A morning's triage, recorded: what it costs in keys, bytes and time; and all of a big store at once."""

from __future__ import annotations

import random
import statistics
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.filled import fill
from tests.benchmarks.timing import p95, step
from tests.terminal import TELEX, Terminal
from tests.triage_script import Decision, decisions, keys_of

MORNING = 300  # articles
SIZE = (100, 30)


class Triage:
    """Three hundred articles dealt with key by key; then everything marked, and taken back."""

    def __init__(self, root: Path, articles: int) -> None:
        self._root = root
        self._articles = articles

    def run(self) -> list[Figure]:
        return [*self._morning(), *self._all()]

    def _home(self, name: str) -> Path:
        home = self._root / name
        home.mkdir()
        return home

    def _morning(self) -> list[Figure]:
        home = self._home("morning")
        fill(home, MORNING, sources=20, all_unread=True)
        script = decisions(MORNING, random.Random(7))
        steps: list[float] = []
        spent = 0
        with Terminal(TELEX, home=home, size=SIZE) as telex:
            telex.wait_for("Unread [1-9][0-9]* of")
            telex.quiet(1.0)
            before = telex.bytes
            for decision in script:
                for key in keys_of(decision):
                    if key in ("e", "j", "k"):
                        steps.append(1_000 * step(telex, key))
                    else:
                        telex.send(key)
                        telex.quiet(0.05)
                if decision in (Decision.DISMISS, Decision.WRONG):
                    spent += len(keys_of(decision))
            telex.quiet(0.3)
            written = telex.bytes - before
        dismissed = sum(d in (Decision.DISMISS, Decision.WRONG) for d in script)
        presses = sum(len(keys_of(decision)) for decision in script)
        return [
            Figure("triage of 300: keys in all", "", presses),
            Figure("keys for each dismissed article", "", spent / dismissed, 1.1),
            Figure("bytes for each key, all of them", "B", written / presses),
            Figure("e to the next row painted, median", "ms", statistics.median(steps)),
            Figure("e to the next row painted, p95", "ms", p95(steps), 50),
            Figure("the same, longest", "ms", max(steps), 150),
        ]

    def _all(self) -> list[Figure]:
        home = self._home("all")
        fill(home, self._articles, all_unread=True)
        figures, keys = [], []
        with Terminal(TELEX, home=home, size=SIZE) as telex:
            telex.wait_for("Unread [1-9][0-9,]* of")
            telex.quiet(2.0)
            for name, key, done in (("A", "A", "marked read"), ("u after it", "u", "undid")):
                telex.quiet(1.0)
                telex.send(key)
                began = telex.sent_at
                while done not in telex.text:
                    keys.append(1_000 * step(telex))
                spent = 1_000 * (telex.heard_at - began)
                figures.append(Figure(f"{name} on {self._articles:,} unread", "ms", spent, 400))
        return [
            *figures,
            Figure("j meanwhile, p95", "ms", p95(keys), 50),
            Figure("j meanwhile, longest", "ms", max(keys), 150),
        ]
