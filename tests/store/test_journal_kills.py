"""Whenever telex is killed while marking, at most the act it was at is lost, and none is half done."""

from __future__ import annotations

from pathlib import Path

from tests.store.killing_marks import many_kills


def test_five_hundred_acts_survive_a_few_kills(tmp_path: Path) -> None:
    many_kills(tmp_path / "home", acts=500, kills=6, seed=20261123)
