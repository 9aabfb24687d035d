"""When to ask a source again."""

from __future__ import annotations

from datetime import datetime, timedelta

from tui.core.dates import EARLIEST
from tui.core.models import Health
from tui.core.settings import Settings

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(days=1)
LONGEST_ASKED_WAIT = timedelta(days=8)
"""More than any source may ask for."""


def retry_at(now: datetime, failures: int, jitter: float) -> datetime:
    """After ``failures`` in a row (the last one counted): 5 minutes, doubling up to a day.

    ``jitter`` between 0 and 1 spreads the sources of one bad moment over half as long again.
    """
    wait = min(FIRST_WAIT * (1 << min(max(failures - 1, 0), 20)), LONGEST_WAIT)
    return now + wait * (1 + jitter / 2)


def due(now: datetime, health: Health, every: timedelta) -> bool:
    """Whether a source is to be asked unbidden. ``every`` of zero means never, but for the first time."""
    at = next_try(health, every)
    if at is None:
        return False
    # A clock that was ahead for a while must not silence a source until then.
    ahead = health.last_ok is not None and health.last_ok > now + LONGEST_WAIT
    return at <= now or ahead or at > now + max(every, LONGEST_ASKED_WAIT)


def next_try(health: Health, every: timedelta) -> datetime | None:
    """When a source is asked next without being told to; None for never."""
    if health.stopped or (not every and health.last_ok is not None):
        return None
    wanted = [EARLIEST]
    if health.last_ok is not None:
        wanted.append(health.last_ok + every)
    if health.fresh_until is not None:
        wanted.append(health.fresh_until)
    if health.retry_at is not None:
        # After a failure the wait counts, not the round that it was in.
        return health.retry_at
    return max(wanted)


def interval(settings: Settings, every: timedelta) -> timedelta:
    """The source's own, else ``every``, which is the user's for all."""
    return timedelta(minutes=settings.every) if settings.every else every
