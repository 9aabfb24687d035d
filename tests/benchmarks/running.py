"""A command and its children from start to end: how long, how much computing, how much memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import NamedTuple

from tests.benchmarks.memory import memory

_BETWEEN = 0.1  # seconds from one look at the memory to the next


class Ran(NamedTuple):
    """Seconds by the clock and of computing, and the most memory of all at one time (PSS), in MB."""

    seconds: float
    cpu: float
    peak: float


class Running:
    """A command; its output is to be read to its end, then :meth:`ended` asked."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.began = time.monotonic()
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        self._peak = 0.0
        self._over = Event()
        self._watching = Thread(target=self._watch)
        self._watching.start()

    def lines(self) -> Iterator[bytes]:
        assert self._process.stdout is not None
        return iter(self._process.stdout)

    def ended(self) -> Ran:
        for _ in self.lines():
            pass
        _, status, usage = os.wait4(self._process.pid, 0)
        seconds = time.monotonic() - self.began
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._over.set()
        self._watching.join()
        assert not self._process.returncode, self._process.args
        return Ran(seconds, usage.ru_utime + usage.ru_stime, self._peak)

    def _watch(self) -> None:
        while not self._over.wait(_BETWEEN):
            with suppress(OSError):  # one of them has just ended
                self._peak = max(self._peak, memory(self._process.pid, tree=True).pss)
