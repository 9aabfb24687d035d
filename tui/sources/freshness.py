"""What a publisher says of when to come again: ``Retry-After``, ``Cache-Control``, ``Expires``.

Within sane bounds: nobody is asked more than once a minute, and a day's silence is the most that
a cache's header is believed; who is overloaded may ask for a week.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=7)
LONGEST_FRESH = timedelta(days=1)
_MAX_AGE = re.compile(r"(?:^|[,\s])(s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)


def wait(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks to be left alone (RFC 9110, 10.2.3); None if it does not."""
    written = headers.get("retry-after", "").strip()
    if not written:
        return None
    if written.isdecimal():
        asked = timedelta(seconds=int(written) if len(written) < 10 else 10**9)
    else:
        until = _moment(written)
        if until is None:
            return None
        asked = until - (_moment(headers.get("date", "")) or now)  # by the server's own clock
    return min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str], ttl: int, now: datetime) -> timedelta:
    """How long the answer is good (RFC 9111, 5.2 and 5.3), or for ``ttl`` minutes by the feed's own
    word, whichever is longer."""
    control = headers.get("cache-control", "")
    found = {name.lower(): int(seconds) for name, seconds in _MAX_AGE.findall(control)}
    asked = timedelta(minutes=min(ttl, 10**6))
    if re.search(r"\bno-(?:store|cache)\b", control, re.IGNORECASE):
        pass
    elif "max-age" in found:
        age = headers.get("age", "").strip()
        spent = int(age) if age.isdecimal() and len(age) < 10 else 0
        asked = max(asked, timedelta(seconds=found["max-age"] - spent))
    elif expires := _moment(headers.get("expires", "")):
        asked = max(asked, expires - (_moment(headers.get("date", "")) or now))
    return min(max(asked, timedelta(0)), LONGEST_FRESH)


def _moment(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
