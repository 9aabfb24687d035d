"""Search over very many articles: how long it takes, how large its index is, and keys meanwhile.

Words are looked for warm, each after all of them were looked for once; what they find is held by
``tests/slow/test_search_exact.py``, here only that planted words are found as often as they were
planted. Words of the index's budget are the UTF-8 bytes of titles, authors, labels and bodies.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.search_beside import Grep, Newsboat
from tests.benchmarks.search_keys import SearchKeys
from tests.benchmarks.search_texts import KINDS, SearchTexts, words_of
from tests.benchmarks.searched import Indexed, Ingested, index, ingest
from tests.benchmarks.timing import p95
from tests.builders import World
from tui.core.query import Query, Word
from tui.library import Library

FIRST = 200
_SLOW = 30.0  # ms; of slower words it is told what they are
_BESIDE = 7  # of each kind, of which the others take a second each
_PLANTED = ("zeppelin", "AI应用", "翡", "霾霁", "telegraphs")
_MB = 1_000_000


class Searching:
    """Fills a home of its own under ``root``."""

    def __init__(self, root: Path, articles: int, repeat: int) -> None:
        self._root = root
        self._home = root / "search"
        self._articles = articles
        self._repeat = repeat

    def run(self) -> list[Figure]:
        self._home.mkdir()
        texts = SearchTexts(self._articles)
        figures = self._making(ingest(self._home, texts), index(self._home))
        words = words_of(self._bodies(), random.Random(2))
        world = World(self._home)
        library = world.open()
        for word, count in texts.planted.items():
            assert len(_ids(library, -1, word)) == count, word
        figures += self._asking(library, words)
        figures += self._planted(library, texts)
        figures += self._beside(library, words, world.library)
        library.close()
        return figures + SearchKeys(self._home, self._repeat).run()

    def _bodies(self) -> list[str]:
        connection = sqlite3.connect(World(self._home).library)
        rows = connection.execute("SELECT text FROM body ORDER BY docid").fetchall()
        connection.close()
        return [row[0] for row in rows]

    def _making(self, ingested: Ingested, indexed: Indexed) -> list[Figure]:
        words, grown = ingested.words, indexed.file - ingested.file
        return [
            Figure(f"{self._articles:,} articles, their words", "MB", words / _MB),
            Figure("time to store them", "s", ingested.seconds),
            Figure("time to index them", "s", indexed.seconds),
            Figure("CPU time of that", "s", indexed.ran.cpu),
            Figure("longest transaction of it", "ms", 1_000 * indexed.longest),
            Figure("peak memory of the process, PSS", "MB", indexed.ran.peak, 300),
            Figure("the index, of the words", "x", indexed.own / words, 1.5),
            Figure("what the file grew by, of the words", "x", grown / words),
        ]

    def _asking(self, library: Library, words: dict[str, list[str]]) -> list[Figure]:
        figures = []
        for name, limit, budget in ((f"newest {FIRST}", FIRST, 10), ("all ids", -1, 100)):
            slow = list[tuple[float, str]]()
            for kind in KINDS:
                some = words[kind]
                times = _times(partial(_ids, library, limit), some)
                slow += [(t, word) for t, word in zip(times, some, strict=True) if t > _SLOW]
                what = f"{name} of {len(some)} {kind} words"
                figures += [
                    Figure(f"{what}, median", "ms", statistics.median(times)),
                    Figure(f"{what}, p95", "ms", p95(times), budget),
                    Figure(f"{what}, longest", "ms", max(times), None if limit > 0 else budget),
                ]
            for milliseconds, word in sorted(slow, reverse=True)[:8]:
                print(f"{name}: {word} took {milliseconds:.0f} ms", file=sys.stderr)
        return figures

    def _planted(self, library: Library, texts: SearchTexts) -> list[Figure]:
        """Of one article, and of very many."""
        first = {word: _ask(library, FIRST, word) for word in texts.planted}
        slowest = max(first, key=lambda word: first[word])
        figures = [Figure(f"newest {FIRST} of planted words: {slowest}", "ms", first[slowest], 10)]
        for word in _PLANTED:
            what = f"all {texts.planted[word]:,} of {word}"
            figures.append(Figure(what, "ms", _ask(library, -1, word), 100))
        return figures

    def _beside(self, library: Library, words: dict[str, list[str]], path: Path) -> list[Figure]:
        some = [word for kind in KINDS for word in words[kind][:_BESIDE]]
        telex = _times(partial(_ids, library, -1), some)
        newsboat, grep = Newsboat(self._root / "boat", path), Grep(self._root / "files", path)
        print(f"newsboat: its own statement by Python's sqlite3, {newsboat.how}", file=sys.stderr)
        figures = []
        for name, ask in (("newsboat's LIKE", newsboat.search), (grep.name, grep.search)):
            ask(some[0])
            times = [1_000 * ask(word) for word in some]
            for of, called in ((statistics.median, "median"), (p95, "p95")):
                what = f"all ids of {len(some)} words, {called}; {name}"
                figures.append(Figure(what, "ms", of(telex), None, of(times)))
        newsboat.close()
        return figures


def _ask(library: Library, limit: int, word: str) -> float:
    """The milliseconds of one question, asked several times."""
    return statistics.median(_times(partial(_ids, library, limit), [word] * 7))


def _times(ask: Callable[[str], object], words: Sequence[str]) -> list[float]:
    for word in words:
        ask(word)
    times = []
    for word in words:
        began = time.perf_counter()
        ask(word)
        times.append(1_000 * (time.perf_counter() - began))
    return times


def _ids(library: Library, limit: int, word: str) -> Sequence[int]:
    return library.ids(Query((Word(word),)), limit)
