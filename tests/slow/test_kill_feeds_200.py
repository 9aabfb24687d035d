"""Promise 7 for feeds at length: two hundred killed refreshes, one after the other, in one home."""

from __future__ import annotations

from pathlib import Path

from tests.refresh.killing_feeds import many_kills


def test_two_hundred_killed_refreshes_change_nothing_but_what_arrived(tmp_path: Path) -> None:
    many_kills(tmp_path, 200, seed=11)
