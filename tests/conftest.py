"""What every test may lean on: a world of its own, and nothing of the user's."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.builders import World
from tui.sources import addresses

# How long something takes is for the benchmark to say: a busy machine breaks no law.
settings.register_profile("telex", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("telex")

_OF_THE_USER = ("NO_COLOR", "COLORTERM", "SSH_CONNECTION", "SSH_TTY", "TEXTUAL_THEME")


@pytest.fixture(autouse=True)
def _no_user_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    for name in _OF_THE_USER:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_names_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names have a public address here, and nobody asks a server for it; numbers are themselves."""

    async def resolve(host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            return ["127.0.0.1"] if host == "localhost" else ["93.184.215.14"]

    monkeypatch.setattr(addresses, "resolve", resolve)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "home")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Long runs are collected only where they are named: ``pytest tests/slow``."""
    named = any("slow" in argument for argument in config.args)
    return True if collection_path.name == "slow" and not named else None
