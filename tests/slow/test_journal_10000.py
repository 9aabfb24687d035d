"""The journal at length: ten thousand acts on one state file, and the process killed all the while."""

from __future__ import annotations

from pathlib import Path

from tests.store.killing_marks import many_kills


def test_ten_thousand_acts_survive_all_kills(tmp_path: Path) -> None:
    many_kills(tmp_path / "home", acts=10_000, kills=30, seed=7)
