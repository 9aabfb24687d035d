"""A content folder of 10,000 posts beside Hugo, and one of 100,000 beside ``find``.

Hugo renders the same posts to memory with layouts of one line. telex is the command that refreshes
(start of Python included); its articles are *listed* when the last batch is stored, and the command
is done when the furniture is found, too.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Figure
from tests.benchmarks.prose import prose
from tests.terminal import TELEX

POSTS = 10_000
MANY = 100_000
_SIZE = 5 * 1024  # bytes a post
_LAYOUTS = {
    "index.html": "{{ range .Site.RegularPages }}{{ .Title }}{{ end }}",
    "_default/single.html": "{{ .Title }}{{ .Content }}",
    "_default/list.html": "{{ .Title }}",
}


class Refreshed(NamedTuple):
    """Seconds to the last batch and to the end, and the most memory it took, in MB."""

    listed: float
    done: float
    peak: float
    new: int


class Folders:
    """What reading folders costs, the first time and later."""

    def __init__(self, root: Path, repeat: int) -> None:
        self._root = root
        self._repeat = repeat

    def run(self) -> list[Figure]:
        site, many = self._root / "site", self._root / "many"
        write_posts(site / "content" / "posts", POSTS)
        (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ntimeZone = "UTC"\n')
        for name, layout in _LAYOUTS.items():
            path = site / "layouts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(layout + "\n")
        figures = self._first(site)
        figures += self._later(site / "content")
        write_posts(many, MANY)
        figures += self._rescan(many)
        return figures

    def _first(self, site: Path) -> list[Figure]:
        hugo, first = [], []
        for turn in range(self._repeat):
            if shutil.which("hugo"):
                hugo.append(_seconds(["hugo", "--renderToMemory", "--quiet"], site))
            home = self._root / f"first-{turn}"
            _telex(home, "add", str(site / "content"), "--name", "empty")
            shutil.rmtree(home / "cache")
            first.append(refreshed(home))
        reference = statistics.median(hugo) if hugo else None
        if reference is None:
            print("hugo is not installed: its times are missing", file=sys.stderr)
        return [
            Figure(
                f"{what} of {POSTS:,} posts of 5 KB, to {name}",
                "s",
                statistics.median(getattr(one, field) for one in first),
                None if reference is None else limit,
                reference,
            )
            for what, name, field, limit in (
                ("first index", "all listed", "listed", 0.5),
                ("first index", "its end", "done", 1.0),
            )
        ] + [Figure("peak memory of the first index", "MB", max(o.peak for o in first), 300)]

    def _later(self, content: Path) -> list[Figure]:
        """What a start costs more with the folder than with one of a single post."""
        home, single = self._root / "first-0", self._root / "single"
        write_posts(self._root / "one", 1)
        _telex(single, "add", str(self._root / "one"))
        extra = []
        for _ in range(2 * self._repeat):
            with_all, with_one = refreshed(home), refreshed(single)
            assert with_all.new == with_one.new == 0, content
            extra.append(1_000 * (with_all.done - with_one.done))
        return [Figure(f"a second start adds, {POSTS:,} posts", "ms", statistics.median(extra), 50)]

    def _rescan(self, many: Path) -> list[Figure]:
        home = self._root / "many-home"
        _telex(home, "add", str(many))
        find = ["find", str(many), "-type", "f", "-printf", "%s %T@ %i %p\n"]
        finds, scans, peaks = [], [], []
        for _ in range(self._repeat):
            finds.append(1_000 * _seconds(find))
            again = refreshed(home)
            scans.append(1_000 * again.done)
            peaks.append(again.peak)
        what = f"rescan of {MANY:,} unchanged posts, start included"
        return [
            Figure(what, "ms", statistics.median(scans), 5, statistics.median(finds)),
            Figure("its peak memory", "MB", max(peaks), 300),
        ]


def write_posts(folder: Path, count: int) -> None:
    """``count`` posts of about 5 KB, an hour apart, a folder a month."""
    texts = [prose(_SIZE // 1024) for _ in range(7)]
    newest = datetime(2026, 11, 1, tzinfo=UTC)
    for number in range(count):
        date = newest - timedelta(hours=number)
        path = folder / f"{date:%Y-%m}" / f"post-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'---\ntitle: "第 {number} 篇"\ndate: {date.isoformat()}\n'
            f"tags: [AI, tag{number % 40}]\ncategories: [新闻]\nauthor: 作者{number % 7}\n"
            f"link: https://news.example.org/{number}\n---\n\n{texts[number % 7]}\n",
            "utf-8",
        )


def refreshed(home: Path) -> Refreshed:
    began, listed, new = time.monotonic(), 0.0, 0
    command = [*TELEX, "refresh", "--progress", "json"]
    with subprocess.Popen(command, env=_environment(home), stdout=subprocess.PIPE) as telex:
        assert telex.stdout is not None
        for line in telex.stdout:
            event = json.loads(line)
            if event["stage"] == "stored":
                listed, new = time.monotonic() - began, event["new"]
        _, status, usage = os.wait4(telex.pid, 0)
        done = time.monotonic() - began
        telex.returncode = os.waitstatus_to_exitcode(status)
    return Refreshed(listed, done, usage.ru_maxrss / 1024, new)


def _telex(home: Path, *arguments: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [*TELEX, *arguments], env=_environment(home), check=True, stdout=subprocess.DEVNULL
    )


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {"TELEX_HOME": str(home), "LC_ALL": "C.UTF-8"}


def _seconds(command: Sequence[str], folder: Path | None = None) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
