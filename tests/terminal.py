"""A terminal for the tests: a program in a PTY, its screen kept by pyte, its questions answered."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NoReturn, Self

import pyte
import pyte.screens

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}
TELEX = (str(Path(sys.executable).with_name("telex")),)

_STRING = r"\x1b[\]P^_X](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)"
# What pyte would draw or misread (strings, private CSI), and what a terminal answers.
_SPECIAL = re.compile(
    rf"({_STRING}|\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[(?:6n|0?c))"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]P^_X](?:[^\x07\x1b]|\x1b(?!\\))*\x1b?)?\Z")
_UNDRAWN = re.compile("[\u200c\u200d\ufe0e\ufe0f]")  # at these pyte forgets the rest of a run
_native_cells = pyte.screens.wcwidth


@dataclass(frozen=True)
class Manner:
    """How a terminal answers; ``ground`` is that of an OSC 11 report, ``ambiguous`` in cells."""

    ground: str = "1515/1717/1b1b"
    ambiguous: int = 1
    answers: bool = True


XTERM = Manner()
LIGHT = Manner(ground="ffff/ffff/f0f0")
WIDE = Manner(ambiguous=2)
SILENT = Manner(answers=False)


class Terminal:
    """Runs ``command`` until it ends or the terminal is closed.

    The environment is bare: only what a terminal sets, and ``env`` (None takes a name away).
    While one terminal is waited for, the others are served too.
    """

    _open: ClassVar[list[Terminal]] = []

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (100, 30),
        env: Mapping[str, str | None] | None = None,
        manner: Manner = XTERM,
        cwd: Path | None = None,
    ) -> None:
        self._manner = manner
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unfinished = ""
        self.log = bytearray()
        self.exit_status: int | None = None
        self.ended = False
        environment = {
            "HOME": str(home),
            "TELEX_HOME": str(home),
            "PATH": os.environ.get("PATH", ""),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        } | dict(env or {})
        bare = {name: value for name, value in environment.items() if value is not None}
        self.sent_at = self.heard_at = time.monotonic()
        self.pid, self._fd = _start(command, size, bare, cwd)
        self._open.append(self)

    # What it shows

    @property
    def lines(self) -> list[str]:
        rows, columns = self._screen.lines, self._screen.columns
        buffer = self._screen.buffer
        return ["".join(buffer[y][x].data for x in range(columns)).rstrip() for y in range(rows)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def bytes(self) -> int:
        """Bytes written by the program so far."""
        return len(self.log)

    @property
    def modes(self) -> set[int]:
        """The private modes that are on: 25 a visible cursor, 1049 the other screen …"""
        return {mode >> 5 for mode in self._screen.mode if mode >= 1 << 5}

    @property
    def cooked(self) -> bool:
        """Whether the line discipline echoes and gathers lines, as it does for a shell."""
        local: int = termios.tcgetattr(self._fd)[3]
        return bool(local & termios.ECHO) and bool(local & termios.ICANON)

    # What is done to it

    def send(self, *keys: str) -> None:
        """Type ``keys``: names of :data:`KEYS`, or characters as they are."""
        self._pump(0)
        self.sent_at = time.monotonic()
        os.write(self._fd, "".join(KEYS.get(key, key) for key in keys).encode())

    def resize(self, columns: int, rows: int) -> None:
        self._pump(0)
        self.sent_at = time.monotonic()
        self._screen.resize(rows, columns)
        _set_size(self._fd, (columns, rows))

    def signal(self, number: signal.Signals) -> None:
        self.sent_at = time.monotonic()
        os.kill(self.pid, number)

    # Waiting

    def wait_for(self, wanted: str | Callable[[Self], bool], timeout: float = 15.0) -> float:
        """Until the screen shows ``wanted``, a pattern, or it is true of this terminal.

        The seconds from the last thing sent to the arrival of the bytes that showed it.
        """
        shows = _shows(wanted) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + timeout
        while not shows(self):
            left = deadline - time.monotonic()
            if self.ended or left <= 0:
                self._give_up(f"never showed {wanted!r}")
            self._pump(min(left, 0.1))
        return self.heard_at - self.sent_at

    def hear(self, timeout: float = 15.0) -> float:
        """Until the first bytes after now; the seconds since the last thing sent."""
        before = len(self.log)
        return self.wait_for(lambda terminal: len(terminal.log) > before, timeout)

    def quiet(self, seconds: float = 0.25, timeout: float = 15.0) -> None:
        """Until not a byte came for so long."""
        deadline = time.monotonic() + timeout
        last = time.monotonic()
        while (left := last + seconds - time.monotonic()) > 0:
            if time.monotonic() > deadline:
                self._give_up("was never quiet")
            if self._pump(left):
                last = self.heard_at

    def wait(self, timeout: float = 5.0) -> int:
        """Until the program ended; its exit status, negative for a signal."""
        deadline = time.monotonic() + timeout
        while not self._reaped():
            if time.monotonic() > deadline:
                self._give_up("did not end")
            self._pump(0.02)
        while self._pump(0):
            pass
        assert self.exit_status is not None
        return self.exit_status

    # Ending

    def close(self) -> None:
        """End the program and what it started, however it is."""
        if not self._reaped():
            deadline = time.monotonic() + 3.0
            os.kill(self.pid, signal.SIGTERM)
            while not self._reaped() and time.monotonic() < deadline:
                self._pump(0.02)
        if not self._reaped():
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)
        self._open.remove(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reaped(self) -> bool:
        if self.exit_status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_status = os.waitstatus_to_exitcode(status)
        return self.exit_status is not None

    def _give_up(self, why: str) -> NoReturn:
        raise AssertionError(f"the terminal {why}; it shows:\n{self.text}")

    # From bytes to the screen

    def _pump(self, seconds: float) -> bool:
        """Serve every open terminal, waiting so long at most; whether this one wrote."""
        before, waiting = len(self.log), [t for t in self._open if not t.ended]
        ready, _, _ = select.select([t._fd for t in waiting], [], [], max(0.0, seconds))
        for terminal in waiting:
            if terminal._fd in ready:
                terminal._read()
        return len(self.log) > before

    def _read(self) -> None:
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the last one closed the other end
            data = b""
        self.ended = not data
        if data:
            self.heard_at = time.monotonic()
            self.log += data
            self._take(self._unfinished + self._decoder.decode(data))

    def _take(self, text: str) -> None:
        open_end = _UNFINISHED.search(text)
        self._unfinished = open_end[0] if open_end else ""
        pyte.screens.wcwidth = self._cells
        for number, piece in enumerate(
            _SPECIAL.split(text[: open_end.start()] if open_end else text)
        ):
            if not number % 2:
                self._stream.feed(_UNDRAWN.sub("", piece))
            elif self._manner.answers and (answer := self._answer(piece)):
                os.write(self._fd, answer.encode())

    def _cells(self, character: str) -> int:
        if self._manner.ambiguous == 2 and unicodedata.east_asian_width(character) == "A":
            return 2
        return int(_native_cells(character))

    def _answer(self, question: str) -> str:
        cursor = self._screen.cursor
        if question == "\x1b[6n":
            return f"\x1b[{cursor.y + 1};{cursor.x + 1}R"
        if question.startswith("\x1b]11;?"):
            return f"\x1b]11;rgb:{self._manner.ground}\x1b\\"
        if question.endswith("$p"):
            mode = question[3:-2]
            return f"\x1b[?{mode};{2 if mode == '2026' else 0}$y"
        return "\x1b[?62;22c" if question.endswith("c") else ""


def _shows(pattern: str) -> Callable[[Terminal], bool]:
    compiled = re.compile(pattern)
    return lambda terminal: compiled.search(terminal.text) is not None


def _start(
    command: Sequence[str], size: tuple[int, int], environment: dict[str, str], cwd: Path | None
) -> tuple[int, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads: exec follows
        pid, handle = pty.fork()
    if not pid:
        try:
            _set_size(0, size)
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(command[0], list(command), environment)
        finally:
            os._exit(127)
    return pid, handle


def _set_size(handle: int, size: tuple[int, int]) -> None:
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
