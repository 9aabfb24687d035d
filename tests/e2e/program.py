"""The program as people meet it: in a terminal or a pipe, with a home of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.builders import NOW
from tests.terminal import TELEX, XTERM, Manner, Terminal

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")
_MOUSE = {1000, 1002, 1003, 1006, 1015}


class Program:
    """Starts ``telex`` on one home; ``close`` ends whatever is still running."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._terminals: list[Terminal] = []

    def open(
        self,
        *arguments: str,
        size: tuple[int, int] = (100, 30),
        manner: Manner = XTERM,
        env: dict[str, str | None] | None = None,
    ) -> Terminal:
        """``telex`` on a terminal."""
        terminal = Terminal((*TELEX, *arguments), home=self.home, size=size, manner=manner, env=env)
        self._terminals.append(terminal)
        return terminal

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """``telex`` with pipes instead of a terminal."""
        environment = {
            "HOME": str(self.home),
            "TELEX_HOME": str(self.home),
            "PATH": os.environ.get("PATH", ""),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*TELEX, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``telex`` with pipes, to its end."""
        with self.start(*arguments) as running:
            output, errors = running.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, running.returncode, output, errors)

    def articles(self, *query: str) -> list[dict[str, Any]]:
        """What ``telex list --json`` says of ``query``."""
        ran = self.run("list", "--json", "--limit", "0", *query)
        assert not ran.returncode, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    def titles(self, *query: str) -> set[str]:
        return {article["title"] for article in self.articles(*query)}

    def close(self) -> None:
        for terminal in self._terminals:
            terminal.close()


def write_posts(folder: Path, titles: Iterable[str]) -> Path:
    """A folder of Markdown files, one a title, each an hour older than the one before it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, title in enumerate(titles):
        date = NOW - timedelta(hours=number)
        head = f"title: {quoted(title)}\ndate: {date.isoformat()}\n"
        head += f"url: https://news.example.org/{number}\n"
        body = f"The body of post {number}."
        (folder / f"post-{number}.md").write_text(f"---\n{head}---\n\n{body}\n", "utf-8")
    return folder


def quoted(text: str) -> str:
    """``text`` as a double-quoted scalar of YAML; whatever is not printable is escaped."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def unread(terminal: Terminal) -> int:
    """How many unread articles the head counts; -1 while it does not."""
    found = re.search(r"Unread (\d+) of", terminal.lines[0])
    return -1 if found is None else int(found[1])


def left_well(terminal: Terminal) -> None:
    """Assert that the terminal is as a shell wants it, and nothing was littered on it."""
    assert 1049 not in terminal.modes, "the other screen is still on"
    assert 25 in terminal.modes, "the cursor is hidden"
    assert not terminal.modes & (_MOUSE | {1004, 2004, 2048}), "the terminal still reports"
    assert terminal.cooked, "the shell's echo is off"
    pushed, popped = (
        len(re.findall(keys, terminal.log)) for keys in (rb"\x1b\[>\d+u", rb"\x1b\[<u")
    )
    assert pushed == popped, "kitty's keys are on"
    _, _, after = bytes(terminal.log).rpartition(b"\x1b[?1049l")
    words = _SEQUENCE.sub(b"", after).decode().strip()
    assert not words, f"written after the screen was left: {words}"
