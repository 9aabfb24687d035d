"""Asking the terminal, once and before the screen is there, what it does with colours and widths."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tui.errors import NoTerminal, said

_QUESTIONS = (
    "\r●\x1b[6n"  # where is the cursor after a character of ambiguous width?
    "\r\x1b[K"
    "\x1b]11;?\x1b\\"  # what colour is the ground?
    "\x1b[c"  # who are you? Every terminal answers that, so nothing comes after it.
)
_CURSOR = re.compile(rb"\x1b\[\d+;(\d+)R")
_GROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F/]+)(?:\x1b\\|\x07)")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")
_WAIT = 0.5
_WAIT_FAR = 1.5  # over SSH the answer travels; one that came later would be taken for keys
_MANY_COLOURS = ("256color", "kitty", "direct", "ghostty", "alacritty", "foot", "wezterm")


@dataclass(frozen=True, slots=True)
class Answers:
    """``typed`` is what was not an answer: the user's own keys. ``complete`` if all came in time."""

    ambiguous: int | None = None
    light: bool | None = None
    typed: str = ""
    complete: bool = False


def require(environ: Mapping[str, str]) -> None:
    """Raise :class:`NoTerminal` where a full screen cannot be drawn (Textual would spin or litter)."""
    # Textual reads the one and writes on the last; the terminal is asked on the second.
    whole = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    if not whole or environ.get("TERM", "") in ("", "dumb"):
        raise NoTerminal(
            said("no whole terminal here to draw on; `telex list` prints the articles")
        )


def ask(environ: Mapping[str, str]) -> Answers:
    """The terminal's answers, as far as they come in time."""
    import termios
    import tty

    try:
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
    except (OSError, ValueError, termios.error):
        return Answers()
    wait = _WAIT_FAR if "SSH_CONNECTION" in environ else _WAIT
    received = b""
    try:
        tty.setcbreak(handle, termios.TCSANOW)
        os.write(sys.stdout.fileno(), _QUESTIONS.encode())
        deadline = time.monotonic() + wait
        while (left := deadline - time.monotonic()) > 0 and not _ATTRIBUTES.search(received):
            ready, _, _ = select.select([handle], [], [], left)
            if not ready or not (piece := os.read(handle, 1024)):
                break
            received += piece
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)
    return _understand(received)


def _understand(received: bytes) -> Answers:
    cursor = _CURSOR.search(received)
    ground = _GROUND.search(received)
    rest = received
    for answer in (_CURSOR, _GROUND, _ATTRIBUTES):
        rest = answer.sub(b"", rest)
    typed = "".join(c for c in rest.decode(errors="ignore") if c.isprintable())
    return Answers(
        {2: 1, 3: 2}.get(int(cursor[1])) if cursor else None,
        _is_light(ground[1].decode()) if ground else None,
        "" if b"\x1b" in rest else typed,
        _ATTRIBUTES.search(received) is not None,
    )


def _is_light(colour: str) -> bool | None:
    try:
        red, green, blue = (int(part[:2], 16) for part in colour.split("/")[:3])
    except ValueError:
        return None
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 127


def theme(wanted: str, environ: Mapping[str, str], answers: Answers) -> str:
    """The theme for ``auto``: the terminal's own colours where it has few or wants none."""
    if environ.get("NO_COLOR"):
        return "plain"
    if wanted != "auto":
        return wanted
    term = environ.get("TERM", "")
    many = environ.get("COLORTERM", "") in ("truecolor", "24bit") or term.endswith(_MANY_COLOURS)
    if not many:
        return "ansi"
    return "telex-paper" if answers.light else "telex"
