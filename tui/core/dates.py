"""Times: read as generously as sources write them, kept as aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_ISO_LIKE = re.compile(
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
    r"(?:[T\s]+(?P<H>\d{1,2}):(?P<M>\d{1,2})(?::(?P<S>\d{1,2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}:?\d{2})?",
    re.IGNORECASE,
)
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_FARTHEST = timedelta(hours=15)
FUTURE_GRACE = timedelta(days=1)


def parse(raw: datetime | date | str | None, zone: tzinfo) -> datetime | None:
    """``raw`` in UTC; a naive time is one of ``zone``. None for what is no date.

    Text may be ISO 8601 and its relatives (``2025-2-3 9:05``, ``2025/02/03 +0800``) or RFC 5322.
    """
    try:
        if isinstance(raw, datetime):
            moment = raw
        elif isinstance(raw, date):
            moment = datetime.combine(raw, time())
        elif raw is None or not (text := raw.strip()):
            return None
        elif match := _ISO_LIKE.fullmatch(text):
            moment = _from_parts(match)
        else:
            moment = _from_words(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _from_parts(match: re.Match[str]) -> datetime:
    hour, minute, second = (int(match[name] or 0) for name in "HMS")
    second = min(second, 59)  # a leap second
    moment = datetime(int(match["y"]), int(match["m"]), int(match["d"]), hour, minute, second)
    zone = match["zone"]
    if zone is None:
        return moment
    if zone.upper() in ("Z", "UTC", "GMT"):
        return moment.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:-2]), minutes=int(digits[-2:]))
    if offset > _FARTHEST or int(digits[-2:]) > 59:
        raise ValueError("no place on Earth has that offset")
    return moment.replace(tzinfo=UTC) - (offset if zone[0] == "+" else -offset)


def _from_words(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        from email.utils import parsedate_to_datetime  # 5 ms, for feeds only

        return parsedate_to_datetime(text)


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """``moment``, or None where it cannot be when an article appeared: long ago, or yet to come.

    A source whose naive times are of another zone may be up to 14 hours ahead; a day is allowed.
    """
    if moment is None or not EARLIEST <= moment <= now + FUTURE_GRACE:
        return None
    return moment


_SPAN = re.compile(r"(\d{1,5})(h|d|w|m|y)")
_SPAN_DAYS = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}


def span(text: str) -> timedelta | None:
    """``2d``, ``12h``, ``3w``, ``6m`` or ``1y`` as a time span; None for anything else."""
    match = _SPAN.fullmatch(text.strip().lower())
    return timedelta(days=int(match[1]) * _SPAN_DAYS[match[2]]) if match else None


def boundary(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment that ``newer:`` and ``older:`` compare with: a span ago, a day's or time's start."""
    text = text.strip().lower()
    local_midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if text == "today":
        return local_midnight.astimezone(UTC)
    if text == "yesterday":
        return (local_midnight - timedelta(days=1)).astimezone(UTC)
    try:
        if (ago := span(text)) is not None:
            return now - ago
    except OverflowError:
        return EARLIEST
    return parse(text, zone)
