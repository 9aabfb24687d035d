"""Handing text to a program: an argument list, never a shell; bounded in output and in time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tui.core import text
from tui.errors import Usage, said

OUTPUT_MOST = 1_000_000  # bytes
SECONDS_MOST = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program wrote, on both its outputs, and how it ended. ``stopped``: it took too long, or
    wrote too much."""

    status: int
    output: str
    stopped: bool = False


def split(written: str) -> list[str]:
    """``written`` as arguments: quotes as in a shell, and nothing else that a shell knows. Raises
    :class:`Usage` where the quotes do not match."""
    try:
        return shlex.split(written)
    except ValueError as error:
        raise Usage(
            said("The quotes do not match in {command}", command=text.line(written, 60)),
            said("Write 'a b' or \"a b\" for one argument of two words"),
        ) from error


def arguments(written: str) -> list[str]:
    """``written`` as the argument list of a program. Raises :class:`Usage`, also where there is no
    such program."""
    found = split(written)
    if not found:
        raise Usage(
            said("A command is missing"), said("Write markdown, html or json, then the command")
        )
    program = shutil.which(found[0])
    if program is None:
        raise Usage(
            said("There is no program {name}", name=text.line(found[0], 60)),
            said("It is started without a shell: no aliases, no |, no >"),
        )
    return [program, *found[1:]]


class Program:
    """One program under way. Nobody has to wait for it: what is asked for by a screen that is gone
    ends by itself, and telex may quit meanwhile."""

    def __init__(self, command: Sequence[str], given: str = "", *, quiet: bool = False) -> None:
        """Start ``command`` with ``given`` on its standard input. Its output is thrown away if it is to
        be ``quiet``; then it may take as long as it wants.

        It has no terminal: what asks for one fails instead of drawing over the screen. Raises
        :class:`Usage` where it cannot be started.
        """
        self._quiet = quiet
        self._stopped = False
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
                stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise Usage(
                said("Cannot start {name}", name=text.line(command[0], 60)),
                said("{reason}", reason=text.line(str(error), 200)),
            ) from error
        threading.Thread(target=self._feed, args=(given,), daemon=True).start()

    def _feed(self, given: str) -> None:
        assert self._process.stdin is not None
        # (It may have read enough, or have ended.)
        with contextlib.suppress(OSError, ValueError), self._process.stdin as its_input:
            its_input.write(given.encode("utf-8", "replace"))

    def stop(self) -> None:
        """End it, and all that it started."""
        self._stopped = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def outcome(self, seconds: float = SECONDS_MOST) -> Outcome:
        """Wait for its end, ``seconds`` at most where its output is wanted."""
        if self._process.stdout is None:
            return Outcome(self._process.wait(), "")
        until = time.monotonic() + seconds
        with self._process.stdout as its_output:
            output = self._read(its_output.fileno(), until)
        try:
            status = self._process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:  # it closed its output and went on
            self.stop()
            status = self._process.wait()
        return Outcome(status, text.block(output.decode("utf-8", "replace")), self._stopped)

    def _read(self, output: int, until: float) -> bytes:
        """What it writes until it ends. Never longer than ``until``: what it left behind in a
        session of its own is not stopped with it, and may hold the output open for ever."""
        found = b""
        asked = select.poll()
        asked.register(output, select.POLLIN)
        while len(found) < OUTPUT_MOST:
            if not asked.poll(max(0, until - time.monotonic()) * 1000):
                break
            piece = os.read(output, min(1 << 16, OUTPUT_MOST - len(found)))
            if not piece:
                return found
            found += piece
        self.stop()
        return found


async def ended(program: Program) -> Outcome:
    """:meth:`Program.outcome`, waited for on a thread that keeps nobody from quitting."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[Outcome] = loop.create_future()

    def tell(outcome: Outcome) -> None:
        if not told.done():
            told.set_result(outcome)

    def wait() -> None:
        outcome = program.outcome()
        with contextlib.suppress(RuntimeError):  # the screen is gone, and its loop
            loop.call_soon_threadsafe(tell, outcome)

    threading.Thread(target=wait, name="telex-pipe", daemon=True).start()
    return await told
