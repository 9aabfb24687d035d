"""What every test may lean on: a world of its own, and nothing of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import World

_OF_THE_USER = ("NO_COLOR", "COLORTERM", "SSH_CONNECTION", "SSH_TTY", "TEXTUAL_THEME")


@pytest.fixture(autouse=True)
def _no_user_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    for name in _OF_THE_USER:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "home")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Long runs are collected only where they are named: ``pytest tests/slow``."""
    named = any("slow" in argument for argument in config.args)
    return True if collection_path.name == "slow" and not named else None
