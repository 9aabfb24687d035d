"""Promise 7 for feeds: a refresh that is killed changes no state, and loses nothing that it says it has."""

from __future__ import annotations

from pathlib import Path

from tests.refresh.killing_feeds import many_kills


def test_twelve_killed_refreshes_change_nothing_but_what_arrived(tmp_path: Path) -> None:
    many_kills(tmp_path, 12, seed=20261124)
