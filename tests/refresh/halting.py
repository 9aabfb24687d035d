"""A refresh that is halted, looked at as it is at that moment, and killed."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.store.reading_sql import opened

LINUX = sys.platform == "linux"
"""Elsewhere nobody says what a process started, or when somebody else's child ends."""
LINGERING = 10.0  # seconds after which a child lives on; it ends much earlier
_BETWEEN = 0.0001  # seconds from one look at the library's lock to the next


def halted(
    process: subprocess.Popen[bytes], library: Path, moment: float, *, aimed: bool
) -> bool | None:
    """Halt ``process`` ``moment`` seconds from now, or (``aimed``) the next time that it writes the
    ``library``; whether it is within a transaction, None if it ended by itself."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    with opened(library) as probe:  # closed before the kill: the last to close a file mends it
        while process.poll() is None:
            if aimed and not _is_locked(probe):
                select.select([], [], [], _BETWEEN)
                continue
            process.send_signal(signal.SIGSTOP)
            _, status = os.waitpid(process.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                process.returncode = os.waitstatus_to_exitcode(status)
                break
            locked = _is_locked(probe)
            if locked or not aimed:
                return locked
            process.send_signal(signal.SIGCONT)  # it was over already
    return None


def is_locked(path: Path) -> bool:
    """Whether somebody is within a transaction that writes the file."""
    with opened(path) as database:
        return _is_locked(database)


def _is_locked(database: sqlite3.Connection) -> bool:
    database.execute("PRAGMA busy_timeout=0")
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        assert "locked" in str(error), error
        return True
    database.execute("ROLLBACK")
    return False


@contextmanager
def children_ending(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """How many children the halted ``process`` has. After the block, which ends it, they must end."""
    files = Path(f"/proc/{process.pid}/task").glob("*/children")
    numbers = [int(child) for file in files for child in file.read_text().split()]
    children = [os.pidfd_open(number) for number in numbers] if LINUX else []
    try:
        yield len(children)
        for child in children:
            ended, _, _ = select.select([child], [], [], LINGERING)
            assert ended, "the parsing process lives on"
    finally:
        for child in children:
            os.close(child)
