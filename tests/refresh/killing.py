"""Two processes, one fetching and one marking, killed amid their work; and what must be true after.

``python -m tests.refresh.killing HOME`` is the marking one.
"""

from __future__ import annotations

import asyncio
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.builders import World
from tui.core.change import Change, Kind, mark_read, star
from tui.core.models import Subscription
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.core.text import Line
from tui.refresh.refresher import Refresher
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

ROOT = Path(__file__).parents[2]
FILES = 400
LONGEST = 10.0  # seconds; a run ends much earlier
IDLE = "idle"


def write_files(folder: Path) -> None:
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}.md").write_text(
            f"---\ntitle: Post {number}\ndate: 2026-11-{number % 20 + 1:02}\ntags: [all, t{number % 7}]\n"
            f"---\nThe words of post {number}.\n"
        )


def mark_all(home: Path) -> None:
    """Mark every article read and star every third, one by one; print each that is done."""
    world = World(home)
    library = world.open()
    done: set[int] = set()
    while True:
        library.fold()
        fresh = [number for number in library.ids(EVERYTHING) if number not in done]
        for number in fresh:
            done.add(number)
            changes = [mark_read([number])] + [star([number])] * (number % 3 == 0)
            for change in changes:
                library.apply(change)
                print(change.kind, number, flush=True)
        if not fresh:
            print(IDLE, flush=True)
            if select.select([sys.stdin], [], [], 0.005)[0]:
                return


class Victim:
    """A process whose lines are counted, and which is killed after so many."""

    def __init__(self, command: list[str], home: Path, after: int, pause: float) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "TELEX_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.said = b""
        self.over = False
        self._after = after
        self._pause = pause

    def fileno(self) -> int:
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def listen(self) -> None:
        piece = os.read(self.fileno(), 65536)
        self.said += piece
        if not piece:
            self.end()
        elif self.said.count(b"\n") >= self._after:
            select.select([], [], [], self._pause)  # somewhere within what it does next
            self.end()

    def end(self) -> None:
        """Kill it, and hear what it said until then."""
        if self.over:
            return
        self.over = True
        self.process.send_signal(signal.SIGKILL)
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self.said += self.process.stdout.read()
        self.process.stdout.close()
        self.process.stdin.close()
        self.process.wait()

    def lines(self) -> list[str]:
        """Whole lines only: the last may have been cut."""
        return self.said.decode().split("\n")[:-1]


def one_run(home: Path, folder: Path, dice: random.Random) -> Counter[str]:
    """Start both, kill both, look; how many of each thing were reported before the kill."""
    world = World(home)
    store = world.store()
    store.remember(Subscription("posts", "directory", str(folder), Line("Posts"), unread="all"))
    store.close()
    marking = Victim(
        ["-m", "tests.refresh.killing", str(home)],
        home,
        dice.choice((1, 5, 20, 60, 150, 240)) + dice.randrange(20),
        dice.uniform(0, 0.004),
    )
    fetching = Victim(
        ["-m", "tui", "refresh", "--progress", "json"],
        home,
        dice.randrange(1, 10),
        dice.uniform(0, 0.02),
    )
    end = time.monotonic() + LONGEST
    victims = [marking, fetching]
    while victims and time.monotonic() < end:
        for victim in select.select(victims, [], [], 0.1)[0]:
            victim.listen()
        if fetching.over and marking.lines()[-1:] == [IDLE]:
            marking.end()  # it has done all that there is to do
        victims = [victim for victim in victims if not victim.over]
    for victim in victims:
        victim.end()
    reported = [line.split() for line in marking.lines() if line != IDLE]
    marks: dict[Kind, set[int]] = {
        "read": {int(number) for kind, number in reported if kind == "read"},
        "star": {int(number) for kind, number in reported if kind == "star"},
    }
    look(world, marks, whole=False)
    refresh(world, folder)
    look(world, marks, whole=True)
    return Counter(read=len(marks["read"]), star=len(marks["star"]), stages=len(fetching.lines()))


def look(world: World, marks: dict[Kind, set[int]], *, whole: bool) -> None:
    """Whether the store is sound and holds every reported mark."""
    library = world.open()
    try:
        assert library.check() == []
        library.fold()
        listed = list(library.ids(EVERYTHING))
        unread = list(library.ids(UNREAD))
        assert len(set(listed)) == len(listed)
        assert len(set(unread)) == len(unread)
        rows = library.rows(listed)
        assert not [number for number in marks["read"] if not rows[number].read]
        assert marks["read"].isdisjoint(unread)
        assert marks["star"] <= set(library.ids(STARRED))
        assert {number for number in listed if not rows[number].read} == set(unread)
        for number in listed:
            reading = library.reading(number)
            assert reading is not None
            assert reading.body.text.startswith("The words of")
        journalled = Counter(
            (step.kind, number) for step in library.history(10_000) for number in step.ids
        )
        assert set(journalled.values()) <= {1}
        if whole:
            titles = {str(row.title) for row in rows.values()}
            assert titles == {f"Post {number}" for number in range(FILES)}
            assert len(listed) == FILES
            (info,) = library.informed()
            assert info.problems == ()
            # And the present can still be changed, and changed back.
            change = Change("read", tuple(listed), True)
            step = library.apply(change)
            assert not library.ids(UNREAD)
            if step is not None:
                library.undo()
            assert set(library.ids(UNREAD)) == set(unread)
    finally:
        library.close()


def refresh(world: World, folder: Path) -> None:
    """The last refresh, in this process."""
    writer = LibraryWriter(world.library)
    source = Subscription("posts", "directory", str(folder), Line("Posts"))

    async def fetch() -> list[str]:
        refresher = Refresher(
            writer,
            Registry(),
            world.library.parent / "locks",
            now=lambda: datetime.now(UTC),
            zone=UTC,
        )
        return [progress.stage async for progress in refresher.refresh([source])]

    try:
        assert asyncio.run(fetch())[-1] == "done"
    finally:
        writer.close()


def many_runs(folder: Path, runs: int, seed: int) -> None:
    """``runs`` runs, each in a home of its own; together they must have caught something at work."""
    write_files(folder / "posts")
    dice = random.Random(seed)
    caught: list[Counter[str]] = [
        one_run(folder / f"home-{number}", folder / "posts", dice) for number in range(runs)
    ]
    # A test that kills before anything was done, or after everything, would prove nothing.
    assert len({one["read"] for one in caught}) > runs // 4
    assert sum(0 < one["read"] < FILES for one in caught) > runs // 4
    assert sum(1 < one["stages"] < 12 for one in caught) > runs // 4


if __name__ == "__main__":
    mark_all(Path(sys.argv[1]))
