"""Running verbs in this process, with a home of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.cli.main import main


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Telex = Callable[..., Ran]


@pytest.fixture
def telex(capsys: pytest.CaptureFixture[str]) -> Telex:
    """``telex("list", "is:unread")`` runs the verb; status, output, errors."""

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        status = main(arguments)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of three posts."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for number, (title, tags) in enumerate(
        [("Alpha", "[ai, x y]"), ("降息之后", "[市场]"), ("Gamma", "[ai]")], 1
    ):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-11-0{number} 10:00:00\ntags: {tags}\nlang: en\n---\n"
            f"Body of **{title}**, with a [link](https://example.org/{number}).\n",
            "utf-8",
        )
    return folder
