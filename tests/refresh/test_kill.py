"""Promise 7: whenever telex is killed, what it reported as done is done."""

from __future__ import annotations

from pathlib import Path

from tests.refresh.killing import many_runs


def test_twenty_kills_lose_nothing(tmp_path: Path) -> None:
    many_runs(tmp_path, 20, seed=20261123)
