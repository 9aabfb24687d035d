"""What the tests of the screens may lean on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.feeds import Child
from tui import session
from tui.screens import article, bars, base, page, tags

_LONG = 600.0  # seconds


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_slow_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hand's rest ends, no stalled machine ends; a test of such an end sets it itself."""
    monkeypatch.setattr(base, "PENDING_SECONDS", _LONG)
    monkeypatch.setattr(page, "PATIENCE_SECONDS", _LONG)
    monkeypatch.setattr(tags, "PATIENCE_SECONDS", _LONG)
    monkeypatch.setattr(article, "GUARD_SECONDS", _LONG)
    monkeypatch.setattr(bars, "NEWS_SECONDS", _LONG)
    monkeypatch.setattr(session, "ASKED_SECONDS", _LONG)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    child = Child(tmp_path)
    yield child
    child.end()
