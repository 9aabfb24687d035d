"""Feeds beside newsboat: 100 of 1,000 articles, served on this machine, and keys while 500 refresh.

Both fetch two at a time, as telex does from one host: newsboat with ``reload-threads 2``, and with
its default of 1 too; its best run counts, of telex the median. Its reload by ETag is the second after
the import, as newsboat 2.21 forgets the ETag that came with a feed's first fetch. In ``without the
start`` newsboat's time is without that of ``newsboat -x print-unread``, telex's begins with the first
feed that it asks for. What is listed is indexed when all have come: ``searchable`` is
when the command ends.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.feed_server import Served
from tests.benchmarks.figures import Figure
from tests.benchmarks.filled import fill
from tests.benchmarks.running import Ran, Running
from tests.benchmarks.timing import p95, pause, step
from tests.builders import World
from tests.terminal import TELEX, Terminal
from tui.core.models import Subscription
from tui.core.text import Line

FEEDS, ARTICLES = 100, 1_000
REFRESHING, SHORT = 500, 30
"""So many feeds refresh beside the keys, of so many articles."""
_FIRSTS = 2  # imports of telex; newsboat has one with each number of threads
_FETCHING = re.compile(r"fetching \d|reading \d")
_BETWEEN = 0.05  # seconds from what a key painted to the next key
_LONG = 900.0  # seconds that a refresh may take


class Refreshed(NamedTuple):
    """A refresh of telex: seconds to the last new article, and those after the first feed began."""

    ran: Ran
    listed: float
    fetching: float
    new: int


class Feeds:
    """What the first import costs, a reload that finds nothing new, and keys meanwhile."""

    def __init__(self, root: Path, articles: int, repeat: int) -> None:
        self._root = root
        self._articles = articles
        self._repeat = repeat

    def run(self) -> list[Figure]:
        with Served(self._root / "served", FEEDS, ARTICLES) as server:
            self._boats = [Newsboat(self._root / f"newsboat-{n}", server, n) for n in (1, 2)]
            if not shutil.which("newsboat"):
                self._boats = []
                print("newsboat is not installed: its times are missing", file=sys.stderr)
            figures = self._importing(server)
            self._starts = []
            for boat in self._boats:
                boat.reload()  # it has the ETags from here on
                self._starts.append(boat.start().seconds)
            figures += self._reloading("304 by ETag")
            server.answer("same")
            figures += self._reloading("identical 200s")
        with Served(self._root / "changing", REFRESHING, SHORT) as server:
            server.answer("changing")
            figures += self._keys(server)
        return figures

    # Beside newsboat

    def _importing(self, server: Served) -> list[Figure]:
        boats, firsts = [boat.reload() for boat in self._boats], []
        for turn in range(_FIRSTS):
            self._home = self._root / f"imported-{turn}"
            _subscribe(self._home, server)
            firsts.append(refreshed(self._home))
            assert firsts[-1].new == FEEDS * ARTICLES, firsts
        what, peaks = f"first import of {FEEDS} feeds of {ARTICLES:,}", [it.peak for it in boats]
        peak, seconds = max(it.ran.peak for it in firsts), [it.seconds for it in boats]
        return [
            _beside(f"{what}, all listed", "s", (it.listed for it in firsts), seconds, 2),
            _beside(
                f"{what}, searchable (its end)", "s", (it.ran.seconds for it in firsts), seconds, 3
            ),
            _beside("CPU time of it", "s", (it.ran.cpu for it in firsts), [it.cpu for it in boats]),
            _beside("peak memory of it, all processes", "MB", [peak], peaks),
            Figure("the same against its budget", "MB", peak, 300),
        ]

    def _reloading(self, how: str) -> list[Figure]:
        boats = [boat.reload() for boat in self._boats for _ in range(2)]
        reloads = [refreshed(self._home) for _ in range(self._repeat)]
        assert not any(it.new for it in reloads), reloads
        what, seconds = f"reload, nothing new, {how}", [it.seconds for it in boats]
        alone = [took - min(self._starts) for took in seconds]
        return [
            _beside(what, "s", (it.ran.seconds for it in reloads), seconds, 0.1),
            _beside(f"{what}, without the start", "s", (it.fetching for it in reloads), alone),
            _beside(
                "CPU time of it", "s", (it.ran.cpu for it in reloads), (it.cpu for it in boats)
            ),
            _beside(
                "peak memory of it, all processes",
                "MB",
                [max(it.ran.peak for it in reloads)],
                [it.peak for it in boats],
            ),
        ]

    # Beside keys

    def _keys(self, server: Served) -> list[Figure]:
        home, times, took = self._root / "keys", list[float](), list[float]()
        fill(home, self._articles, sources=REFRESHING, address=server.address("{}"))
        with Terminal(TELEX, home=home) as telex:
            telex.wait_for(r"(?m)^▌")
            telex.quiet(1.0)
            for turn in (1, 2):  # the first brings them all, the second one of each
                telex.send("R")
                began = telex.sent_at
                while server.answered() < turn * REFRESHING or _FETCHING.search(telex.lines[0]):
                    times.append(1_000 * step(telex, "jjjk"[len(times) % 4]))
                    pause(telex, _BETWEEN)
                    assert time.monotonic() - began < _LONG, telex.text
                took.append(time.monotonic() - began)
                telex.quiet(1.0, timeout=60)
        what = f"{REFRESHING} changed feeds of {SHORT} refresh"
        return [
            Figure(f"{what}, the first time", "s", took[0]),
            Figure(f"{what}, again", "s", took[1]),
            Figure(f"j or k meanwhile, p95 of {len(times):,}", "ms", p95(times), 50),
            Figure("j or k meanwhile, longest", "ms", max(times), 150),
        ]


class Newsboat:
    """newsboat in a home of its own, with so many threads."""

    def __init__(self, home: Path, server: Served, threads: int) -> None:
        self._home = home
        folder = home / ".newsboat"
        folder.mkdir(parents=True)
        urls = (f"{server.address(number)}\n" for number in range(FEEDS))
        (folder / "urls").write_text("".join(urls))
        (folder / "config").write_text(f"auto-reload no\nreload-threads {threads}\nmax-items 0\n")

    def reload(self) -> Ran:
        return self._run("reload")

    def start(self) -> Ran:
        """Its start and end, with nothing fetched."""
        return self._run("print-unread")

    def _run(self, command: str) -> Ran:
        environment = {"HOME": str(self._home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        return Running(["newsboat", "-x", command], environment).ended()


def refreshed(home: Path) -> Refreshed:
    environment = os.environ | {"TELEX_HOME": str(home), "LC_ALL": "C.UTF-8"}
    running = Running([*TELEX, "refresh", "--progress", "json"], environment)
    asked, listed, new = 0.0, 0.0, Counter[str]()
    for line in running.lines():
        event, before, now = json.loads(line), new.total(), time.monotonic() - running.began
        asked = asked or now
        new[event["source"]] = event["new"]
        listed = now if new.total() > before else listed
    ran = running.ended()
    return Refreshed(ran, listed, ran.seconds - asked, new.total())


def _subscribe(home: Path, server: Served) -> None:
    store = World(home).store()
    for number in range(FEEDS):
        name, address = Line(f"Feed {number}"), server.address(number)
        store.remember(Subscription(f"feed-{number}", "feed", address, name, True, "all"))
    store.close()


def _beside(
    what: str,
    unit: str,
    telex: Iterable[float],
    newsboat: Iterable[float],
    limit: float | None = None,
) -> Figure:
    reference = min(newsboat, default=None)
    limit = None if reference is None else limit
    return Figure(what, unit, statistics.median(telex), limit, reference)
