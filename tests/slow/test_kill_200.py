"""Promise 7 at length: two hundred kills lose nothing that was reported as done."""

from __future__ import annotations

from pathlib import Path

from tests.refresh.killing import many_runs


def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    many_runs(tmp_path, 200, seed=7)
