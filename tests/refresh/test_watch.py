"""The child of the screen, as a real process: it obeys standard input and ends with it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.builders import World
from tui.core.models import Subscription
from tui.core.query import EVERYTHING
from tui.core.text import Line

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds until a test fails, never waited out by one that passes


class Child:
    """A ``telex refresh --watch`` and the events it prints."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self.stdin: IO[bytes] = process.stdin
        self.stdout: IO[bytes] = process.stdout
        self._rest = b""

    def events(self) -> Iterator[dict[str, Any]]:
        end = time.monotonic() + PATIENCE
        while True:
            ready, _, _ = select.select([self.stdout], [], [], max(0.0, end - time.monotonic()))
            assert ready, "the child said nothing"
            piece = os.read(self.stdout.fileno(), 65536)
            if not piece:
                return
            *lines, self._rest = (self._rest + piece).split(b"\n")
            for line in lines:
                yield json.loads(line)

    def until(self, **wanted: object) -> list[dict[str, Any]]:
        """The events up to the first one that has all of ``wanted``."""
        seen = []
        for event in self.events():
            seen.append(event)
            if all(event.get(name) == value for name, value in wanted.items()):
                return seen
        raise AssertionError(f"it ended before {wanted}; it said {seen}")

    def ask(self, request: object) -> None:
        self.stdin.write(json.dumps(request).encode() + b"\n")
        self.stdin.flush()


@contextmanager
def watching(world: World) -> Iterator[Child]:
    command = [sys.executable, "-m", "tui", "refresh", "--watch", "--progress", "json"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TELEX_HOME": str(world.root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    child = Child(process)
    try:
        yield child
    finally:
        process.kill()
        process.wait()
        child.stdin.close()
        child.stdout.close()


def subscribe(world: World, folder: Path) -> None:
    store = world.store()
    store.remember(Subscription("posts", "directory", str(folder), Line("Posts"), unread="all"))
    store.close()


def count(world: World) -> int:
    library = world.open()
    try:
        return library.counts(EVERYTHING).total
    finally:
        library.close()


def test_it_fetches_at_the_start_obeys_and_ends_with_its_input(
    world: World, tmp_path: Path
) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n")
    subscribe(world, folder)
    with watching(world) as child:
        first = child.until(stage="round", sources=["posts"])
        assert first[0]["stage"] == "started"
        assert {"source": "posts", "stage": "done"}.items() <= first[-2].items()
        assert count(world) == 1

        child.ask("no request")
        child.stdin.write(b"not json\n")
        child.ask({"refresh": ["nobody"]})
        child.ask({"refresh": ["posts"], "force": True})
        again = child.until(stage="round")
        assert {event.get("source") for event in again[:-1]} == {"posts"}
        child.ask({"refresh": []})
        child.until(stage="round")

        child.stdin.close()
        assert child.process.wait(PATIENCE) == 0


def test_it_sees_a_file_that_is_written_into_a_folder(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n")
    subscribe(world, folder)
    with watching(world) as child:
        child.until(stage="round")
        # The watch may begin a moment after the first round: written again until it is seen.
        end = time.monotonic() + PATIENCE
        number = 1
        while time.monotonic() < end and count(world) < 2:
            number += 1
            (folder / f"{number}.md").write_text(f"# {number}\n")
            select.select([child.stdout], [], [], 1.5)
        assert count(world) >= 2
        child.until(stage="done")
