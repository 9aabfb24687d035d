"""The log: warnings and traces, for ``telex doctor`` and for reports. No secret is written there."""

from __future__ import annotations

import logging
from pathlib import Path

from tui.core.text import last_hop, without_secrets

_LIMIT = 1 << 20  # bytes


def log_to(path: Path) -> None:
    """Warnings and traces into the log; its former volume is kept once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and path.stat().st_size > _LIMIT:
            path.replace(path.with_suffix(".log.1"))
        path.touch(mode=0o600)
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()  # no log is no reason not to read the news
    handler.setFormatter(_Clean("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class _Clean(logging.Formatter):
    """What an exception says may be a publisher's words, and a log is read in a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return last_hop(without_secrets(super().format(record)))
