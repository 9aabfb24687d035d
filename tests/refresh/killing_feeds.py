"""``telex refresh`` of feeds, killed at a random moment; and what must be true of both files after.

:class:`Grown` is a home with feeds in folders, settings, marks and a journal; it kills and looks.
How both files are looked at stands in :mod:`tests.refresh.both_files`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.builders import World
from tests.refresh.both_files import VERSIONS, Tables, differing, held, tables
from tests.refresh.growing import GrowingServer, growing, guid
from tests.refresh.halting import LINUX, children_ending, halted, is_locked
from tests.terminal import TELEX
from tui.core.change import Columns, hide, later, mark_read, star, tag
from tui.core.ids import article_id
from tui.core.models import Place, Subscription
from tui.core.queryparse import parse
from tui.core.settings import Settings, written
from tui.core.text import Line
from tui.refresh.locks import source_lock

FEEDS, ENTRIES = 12, 60
KEEPING, KEPT = 2, 40  # this feed keeps so many articles, and buries the others
PAUSED = FEEDS - 1
BETWEEN = 25  # kills from one refresh that is left alone to the next
LONGEST = 120.0  # seconds for a refresh that is left alone


class Caught(NamedTuple):
    """What a refresh was at when it was killed: how many feeds were done, whether the parsing
    process was there, whether a transaction was open."""

    done: int
    parsing: bool
    writing: bool


def key(feed: int) -> str:
    return f"feed-{feed}"


def number_of(feed: int, entry: int) -> int:
    return article_id(key(feed), guid(feed, entry))


class Grown:
    """A home whose feeds were all read once, and then marked."""

    def __init__(self, home: Path, server: GrowingServer) -> None:
        self.world = World(home)
        self.world.now = lambda: datetime.now(UTC)
        self.server = server
        self._said = home / "said"
        home.mkdir()
        self._subscribe()
        self.refresh()
        library = self.world.open()
        library.fold()
        library.close()
        self._mark()
        self.marked = tables(self.world.state)
        empty = [name for name, rows in self.marked.items() if not rows]
        assert empty == ["alias", "awaiting"], f"nothing is proved of {empty}"
        self.held = held(self.world.library, server)
        self.folded = set(self.held.articles)

    def _subscribe(self) -> None:
        library = self.world.open()
        for feed in self.server.feeds:
            address, name = self.server.address(feed), Line(f"The feed {feed.number}")
            library.remember(Subscription(key(feed.number), "feed", address, name, unread="all"))
        settings = {
            1: Settings(mute=True, every=30),
            KEEPING: Settings(keep_articles=KEPT),
            3: Settings(user_agent="telex (me@example.org)", zone="Asia/Shanghai"),
        }
        edits: list[tuple[str, Columns]] = [
            (key(n), {"folder": f"news/{n % 3}", "tags": json.dumps([f"mine{n % 2}"])})
            for n in range(FEEDS)
        ]
        edits += [(key(n), {"settings": written(found)}) for n, found in settings.items()]
        for edit in edits:
            library.edit_sources([edit])
        library.close()

    def _mark(self) -> None:
        """Of each feed some read, some kept unread, some starred; and three steps taken back."""
        library = self.world.open()
        for feed in range(FEEDS):
            library.apply(mark_read(number_of(feed, n) for n in range(0, ENTRIES, 3)))
            # The first entry is edited most: it is kept unread in some feeds, and read in others.
            kept = range(0 if feed % 4 else 3, ENTRIES, 9)
            library.apply(mark_read((number_of(feed, n) for n in kept), value=False))
            library.apply(star(number_of(feed, n) for n in range(feed % 2, ENTRIES, 7)))
        library.apply(mark_read([number_of(0, 1)]), "open")
        library.apply(hide(number_of(feed, 8) for feed in range(FEEDS)))
        library.apply(tag((number_of(feed, 4) for feed in range(0, FEEDS, 2)), "Mine"))
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        library.apply(later((number_of(feed, 5) for feed in range(1, FEEDS, 2)), tomorrow))
        library.save_view("Mine", parse("tag:mine sort:oldest"))
        library.edit_sources([(key(PAUSED), {"paused": 1})])
        library.keep_place(number_of(4, 4), Place(3, 5))
        library.list_furniture(key(4), "Subscribe to", kept=True)
        library.apply(star([number_of(5, 5)]))
        library.edit_sources([(key(6), {"name": "Another name"})])
        library.apply(mark_read([number_of(7, 7)]))
        assert all(library.undo() for _ in range(3))
        library.close()

    # Refreshing, and killing

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "TELEX_HOME": str(self.world.root)}
        with self._said.open("wb") as said:
            return subprocess.Popen(
                [*TELEX, "refresh", "--progress", "json"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def refresh(self) -> float:
        """Refresh, undisturbed; the seconds that it took."""
        began = time.monotonic()
        with self._start() as process:
            try:
                status = process.wait(LONGEST)
            finally:
                process.kill()
        assert status == 0, self._said.read_text()
        return time.monotonic() - began

    def kill(self, moment: float, *, aimed: bool = False) -> Caught | None:
        """Start a refresh, and kill it ``moment`` seconds later; ``aimed``: when it writes next from
        then on. None if it had ended by then."""
        before = tables(self.world.state)
        with self._start() as process:
            try:
                caught = self._catch(process, moment, aimed)
            finally:
                process.kill()
        text = self._said.read_text()
        assert "Traceback" not in text, text
        changed = differing(before, tables(self.world.state))
        assert not changed, f"the state is another one: {changed}"
        self.held = held(self.world.library, self.server, self.held)
        return caught

    def _catch(self, process: subprocess.Popen[bytes], moment: float, aimed: bool) -> Caught | None:
        writing = halted(process, self.world.library, moment, aimed=aimed)
        if writing is None:
            assert process.returncode == 0, self._said.read_text()
            return None
        with children_ending(process) as children:
            process.kill()
            process.wait()
            self._all_is_free()
        done = self._said.read_bytes().count(b'"stage": "done"')
        return Caught(done, bool(children), writing)

    def _all_is_free(self) -> None:
        for feed in range(FEEDS):
            with source_lock(self.world.library.parent / "locks", key(feed)) as mine:
                assert mine, f"{key(feed)} is locked"

    # Looking

    def fold(self) -> None:
        """Fold what arrived: it is unread, and nothing else is any different."""
        assert not is_locked(self.world.library), "the library is locked"
        assert not is_locked(self.world.state), "the state is locked"
        before = tables(self.world.state)
        read = ids(before, "read")
        library = self.world.open()
        library.fold()
        library.close()
        after = tables(self.world.state)
        changed = set(differing(before, after))
        assert changed <= {"unread", "meta"}, f"folding changed {changed}"
        present = self.held.articles
        was = {number: kept for _, number, kept in before["unread"]}
        expected = [
            (docid, number, was.get(number, 0))
            for number, docid in present.items()
            if number in was or number not in self.folded | read
        ]
        assert sorted(expected) == after["unread"], "other articles are unread"
        meta = dict(before["meta"]) | {"watermark": self.held.newest_change}  # type: ignore[arg-type]
        assert meta == dict(after["meta"])  # type: ignore[arg-type]
        self.folded = set(present)

    def whole(self) -> None:
        """After a refresh that was left alone: all that the server has is there, and all marks are."""
        self.held = held(self.world.library, self.server, self.held)
        for feed in self.server.feeds:
            number, newest = feed.number, feed.newest.revisions
            have = self.held.revisions[number]
            gone = self.held.buried[number]
            expected = {n: revision for n, revision in enumerate(newest) if n not in gone}
            assert have == expected, f"{key(number)} is not what its server has"
            least = KEPT if number == KEEPING else len(newest)
            assert len(have) >= least, f"{key(number)} let go of {gone}"
        self.fold()
        now = tables(self.world.state)
        changed = set(differing(self.marked, now))
        assert changed <= {"unread", "meta"}, f"these are others than at first: {changed}"
        unread = {number for _, number, _ in now["unread"]}
        assert unread == self.folded - ids(now, "read") - ids(now, "hidden"), (
            "read ones are unread, or new ones read"
        )


def ids(state: Tables, table: str) -> set[object]:
    return {row[0] for row in state[table]}


def many_kills(folder: Path, kills: int, seed: int) -> None:
    """Kill ``kills`` refreshes of one home, one after the other, each at a moment within the time
    that a whole one takes; and after every fourth one that writes. Together they must have caught it
    at everything."""
    dice = random.Random(seed)
    caught: list[Caught] = []
    aimed: list[Caught] = []
    with growing(FEEDS, ENTRIES) as server:
        home = Grown(folder / "grown", server)
        paused = server.feeds[PAUSED].asked
        whole, moment = 0.0, 0.0
        try:
            for turn in range(3 * kills):
                if turn % BETWEEN == 0:
                    whole = home.refresh()
                    home.whole()
                at_writing = turn % 5 == 4
                moment = dice.uniform(whole / 2 if at_writing else 0, whole)
                found = home.kill(moment, aimed=at_writing)
                if found is not None:
                    (aimed if at_writing else caught).append(found)
                if dice.random() < 0.5:
                    home.fold()
                if len(caught) == kills:
                    break
            home.refresh()
            home.whole()
        except Exception as error:
            error.add_note(
                f"seed {seed}, after {len(caught)} kills and {len(aimed)} aimed ones,"
                f" at {moment:.4f} of {whole:.4f} s"
            )
            raise
    assert not server.troubles, server.troubles
    assert server.feeds[PAUSED].asked == paused
    assert sum(feed.unchanged for feed in server.feeds) > 0
    assert max(home.held.versions.values()) == VERSIONS
    # A test that kills before anything was done, or after everything, would prove nothing.
    every, least = caught + aimed, kills // 12
    told = f"seed {seed}: {Counter(every)}"
    assert len(caught) == kills, told
    assert sum(0 < one.done < FEEDS - 1 for one in every) >= least, told
    assert sum(one.writing for one in every) >= least, told
    if LINUX:
        assert sum(one.parsing for one in every) >= least, told
