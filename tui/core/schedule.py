"""When to ask a source again."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)


def retry_at(now: datetime, failures: int, jitter: float) -> datetime:
    """After ``failures`` in a row (the last one counted): 5 minutes, doubling up to a day.

    ``jitter`` between 0 and 1 spreads the sources of one bad moment over half as long again.
    """
    wait = min(FIRST_WAIT * (1 << min(max(failures - 1, 0), 20)), LONGEST_WAIT)
    return now + wait * (1 + jitter / 2)


def due(now: datetime, last_ok: datetime | None, retry: datetime | None, every: timedelta) -> bool:
    """Whether a source is to be asked unbidden. ``every`` of zero means never, but for the first time."""
    if retry is not None and retry > now:
        return False
    if last_ok is None:
        return True
    return bool(every) and last_ok + every <= now
