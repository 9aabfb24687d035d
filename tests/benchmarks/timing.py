"""Keys timed in a terminal, and work that goes on after what they painted."""

from __future__ import annotations

import os
import resource
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import Terminal

_REST = 0.4  # seconds
_BUSY = 0.016  # CPU seconds in them that are more than a program at rest takes
_FOOT = 3  # lines below the page, which say how far it is


@dataclass(frozen=True)
class Press:
    milliseconds: float
    bytes: int


@dataclass(frozen=True)
class Work:
    """What followed something sent: ``seconds`` until all was done, ``cpu`` seconds of computing,
    ``bytes`` written, and ``painted``, the seconds until the text on the screen was what it is."""

    seconds: float
    cpu: float
    bytes: int
    painted: float


def press(terminal: Terminal, key: str, timeout: float = 15.0) -> Press:
    """One key: the time to the first byte it causes, and all of its bytes."""
    before = terminal.bytes
    terminal.send(key)
    seconds = terminal.hear(timeout)
    terminal.quiet(0.04)
    return Press(1_000 * seconds, terminal.bytes - before)


def cpu_seconds(pid: int) -> float:
    """What a process has computed so far, by its own clock (Linux)."""
    return time.clock_gettime(~pid << 3 | 2)


def shift(terminal: Terminal, key: str) -> float:
    """The milliseconds until ``key`` moved the page, whatever else is written meanwhile."""
    before = terminal.lines[:-_FOOT]
    terminal.send(key)
    return 1_000 * terminal.wait_for(lambda now: now.lines[:-_FOOT] != before)


def step(terminal: Terminal, key: str = "j", timeout: float = 15.0) -> float:
    """The seconds until ``key`` brought the cursor to another row and that row has its words."""
    terminal.wait_for(lambda now: _cursor(now) is not None)
    before = _cursor(terminal)
    terminal.send(key)
    return terminal.wait_for(lambda now: _cursor(now) not in (None, before), timeout)


def _cursor(terminal: Terminal) -> tuple[int, str] | None:
    """Where the cursor stands and on what; None in the middle of a frame, or before its row came."""
    for y, line in enumerate(terminal.lines):
        if line.startswith("▌") and len(line) > 1:
            return y, line
    return None


def pause(terminal: Terminal, seconds: float) -> None:
    """Serve the terminal for so long, quiet or not."""
    ends = time.monotonic() + seconds
    terminal.wait_for(lambda _: time.monotonic() > ends, seconds + 5)


class Watch:
    """What a program does from now on, begun before something is sent to it."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._cpu = cpu_seconds(terminal.pid)
        self._bytes = terminal.bytes

    def until_idle(self, timeout: float = 60.0) -> Work:
        """Until it computes nothing more."""
        terminal, began = self._terminal, time.monotonic()
        samples = deque([(began, cpu_seconds(terminal.pid))])
        painted, heard, shown = terminal.heard_at, 0.0, terminal.lines[:-_FOOT]
        while True:
            terminal.quiet(0.01, timeout)
            if terminal.heard_at != heard:
                heard, before, shown = terminal.heard_at, shown, terminal.lines[:-_FOOT]
                painted = painted if shown == before else heard
            now, spent = time.monotonic(), cpu_seconds(terminal.pid)
            samples.append((now, spent))
            while spent - samples[0][1] > _BUSY:
                samples.popleft()
            idle_from, sent = samples[0][0], terminal.sent_at
            if now - idle_from > _REST:
                written = terminal.bytes - self._bytes
                return Work(idle_from - sent, spent - self._cpu, written, painted - sent)
            if now - began > timeout:
                raise AssertionError("the program never came to rest")


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


class Company:
    """How much of the machine other programs take while this one and its children run."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._before = self._others()

    def words(self) -> str:
        """To be asked once the children have ended: only then is it known what they took."""
        others, seconds = self._others() - self._before, time.monotonic() - self._began
        share = others / seconds / (os.cpu_count() or 1)
        return f"other programs took {share:.0%} of the processors' time meanwhile"

    @staticmethod
    def _others() -> float:
        names = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal")
        first = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
        ticks = dict(zip(names, map(int, first), strict=True))
        busy = sum(n for name, n in ticks.items() if name not in ("idle", "iowait"))
        own = 0.0
        for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
            usage = resource.getrusage(whose)
            own += usage.ru_utime + usage.ru_stime
        return busy / os.sysconf("SC_CLK_TCK") - own
