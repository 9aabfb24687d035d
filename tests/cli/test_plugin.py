"""A third party's adapter, found by its entry point in a folder on the path, without pip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PLUGINS = Path(__file__).parents[1] / "plugin_world"


def telex(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(PLUGINS)},
    )


def test_the_toy_is_small_and_its_articles_are_listed() -> None:
    lines = (PLUGINS / "toy_shelf.py").read_text("utf-8").splitlines()
    assert len(lines) <= 25
    added = telex("add", "toy:books")
    assert added.returncode == 0, added.stderr
    listed = telex("list", "--plain")
    assert listed.returncode == 0
    assert {line.split("\t")[4] for line in listed.stdout.splitlines()} == {
        *("Book 0", "Book 1", "Book 2")
    }


def test_the_adapters_are_listed_and_the_broken_one_is_told_and_harms_nothing() -> None:
    told = telex("sources")
    assert told.returncode == 1
    adapters = told.stdout.splitlines()[-1]
    assert "toy" in adapters
    assert "directory" in adapters
    assert "feed" in adapters
    assert "broken" not in adapters
    assert "broken" in told.stderr
    assert "RuntimeError" in told.stderr
    assert "Traceback" not in told.stderr
    assert "\x1b" not in told.stderr
    assert telex("list").returncode == 0
