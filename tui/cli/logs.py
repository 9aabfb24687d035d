"""The log: warnings and traces, for ``telex doctor`` and for reports. No secret is written there."""

from __future__ import annotations

import logging
from pathlib import Path

_LIMIT = 1 << 20  # bytes


def log_to(path: Path) -> None:
    """Warnings and traces into the log; its former volume is kept once."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > _LIMIT:
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o600)
    logging.basicConfig(
        filename=path,
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        encoding="utf-8",
    )
