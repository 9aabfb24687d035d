"""Where telex keeps its files, and where it finds the ones it brings along."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Home:
    """The user's folders. ``config`` is only read; ``data`` is worth a backup; ``cache`` is not."""

    config: Path
    data: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def state(self) -> Path:
        return self.data / "state.db"

    @property
    def library(self) -> Path:
        return self.cache / "library.db"

    @property
    def log(self) -> Path:
        return self.cache / "telex.log"


def home(environ: Mapping[str, str] | None = None) -> Home:
    """``TELEX_HOME`` puts everything under one folder; else the platform's places are used."""
    environ = os.environ if environ is None else environ
    if root := environ.get("TELEX_HOME"):
        folder = Path(root).expanduser().resolve()
        return Home(folder / "config", folder / "data", folder / "cache")
    from platformdirs import PlatformDirs

    places = PlatformDirs("telex", appauthor=False)
    return Home(
        Path(places.user_config_dir), Path(places.user_data_dir), Path(places.user_cache_dir)
    )


def existing(target: str) -> Path | None:
    """The file or folder that ``target`` names, if there is one; ``~`` is the user's home."""
    try:
        path = Path(target).expanduser()
        return path if path.exists() else None
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, nobody's home
        return None


def _brought(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def styles() -> Path:
    """The folder of Textual CSS, in a wheel, an editable install or a checkout."""
    return _brought("styles")


def sample_content() -> Path:
    """The articles that telex shows while it has no source."""
    return _brought("sample_content")


def python(start: str) -> list[str]:
    """How to start this Python with this telex, to do ``start``, and with nothing of the folder we
    are in: ``-P`` keeps it, which may be somebody's content, from being imported from."""
    begin = f"import sys; sys.path.append({str(_PACKAGE.parent)!r}); {start}"
    return [sys.executable, "-P", "-c", begin]
