"""Times: read as generously as sources write them, kept as aware UTC."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache

_CLOCK = (
    r"(?P<H>\d{1,2}):(?P<M>\d{1,2})(?::(?P<S>\d{1,2})(?:[.,]\d+)?)?(?:\s*(?P<half>[AP])\.?M\.?)?"
)
_ZONE = (
    r"(?P<zone>(?:(?:GMT|UTC)(?=[+-]))?[+-]\d{1,2}(?::?\d{2})?|Z|UTC|GMT)"
    r"(?:\s+(?:[A-Z]{2,5}(?:[+-]\d+)?|\([^()]{1,60}\)))?"
)
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Compiled when the first date is read: a screen that only shows stored ones needs none."""
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            # ISO 8601 and its relatives: 2025-2-3 9:05, 2025/02/03 +0800, 2025年2月3日
            rf"(?P<y>\d{{4}})[-/.年](?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?"
            rf"(?:(?:T|\s+|(?<=日)){_CLOCK})?(?:\s*{_ZONE})?",
            # 3 February 2025 09:05 +0800, as RFC 1123 and people write it
            rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<y>\d{{4}})"
            rf"(?:,?\s+{_CLOCK})?(?:\s*{_ZONE})?",
            # February 3, 2025 9:05 PM
            rf"{_WEEKDAY}{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"
            rf"(?:,?\s+{_CLOCK})?(?:\s*{_ZONE})?",
            # Mon Feb  3 09:05:00 +0800 2025, as date(1), ctime(3) and Ruby print it
            rf"{_WEEKDAY}{_MONTH}\s+(?P<d>\d{{1,2}})\s+{_CLOCK}(?:\s+(?:{_ZONE}|[A-Z]{{2,5}}))?"
            r"\s+(?P<y>\d{4})",
        )
    )


_SECONDS = re.compile(r"(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_FARTHEST = timedelta(hours=15)
_AHEAD = timedelta(hours=14)
FUTURE_GRACE = timedelta(days=1)


def read(raw: datetime | date | str | None) -> datetime | None:
    """``raw`` as a time, naive where it names no zone. None for what is no date.

    Text may be ISO 8601 and its relatives, seconds since 1970, RFC 5322, or the forms in which
    Hugo (https://pkg.go.dev/github.com/spf13/cast), Ruby and people write a date.
    """
    try:
        if isinstance(raw, datetime):
            return raw
        if isinstance(raw, date):
            return datetime.combine(raw, time())
        return None if raw is None else _read_text(raw)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


@lru_cache(maxsize=64)  # one article's dates are often the same one, and each is asked twice
def _read_text(raw: str) -> datetime | None:
    text = raw.strip()
    if text[4:5] == "-":
        with suppress(ValueError):  # nearly all of a content directory's
            return datetime.fromisoformat(text)
    for form in _forms():
        if match := form.fullmatch(text):
            return _from_parts(match)
    if match := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(match["seconds"]), UTC)
    return _from_words(text) if text else None


def parse(raw: datetime | date | str | None, zone: tzinfo) -> datetime | None:
    """:func:`read` in UTC; a naive time is one of ``zone``."""
    moment = read(raw)
    return None if moment is None else _in_utc(moment, zone)


def names_a_day(raw: datetime | date | str | None) -> bool:
    """Whether ``raw`` is a date without a time: a day of whoever reads it, whatever their zone."""
    if isinstance(raw, str):
        return ":" not in raw and not _SECONDS.fullmatch(raw.strip())
    return isinstance(raw, date) and not isinstance(raw, datetime)


def appears(raw: datetime | date | str | None, zone: tzinfo) -> datetime | None:
    """From when on something dated ``raw`` is shown. A naive time may be one of any zone, so it
    hides nothing that is out somewhere already: it counts 14 hours early."""
    moment = read(raw)
    if moment is None:
        return None
    there = _in_utc(moment, zone)
    if there is None or moment.tzinfo is not None or there < EARLIEST:
        return there
    return there - _AHEAD


def _in_utc(moment: datetime, zone: tzinfo) -> datetime | None:
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_parts(match: re.Match[str]) -> datetime:
    named = match.groupdict()
    month = int(named["m"]) if "m" in named else _MONTHS.index(named["month"].lower()) + 1
    hour, minute, second = (int(match[name] or 0) for name in "HMS")
    if half := match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half in "Pp" else 0)
    second = min(second, 59)  # a leap second
    midnight = (hour, minute, second) == (24, 0, 0)  # the end of a day (ISO 8601)
    moment = datetime(
        int(match["y"]), month, int(match["d"]), 0 if midnight else hour, minute, second
    )
    moment += timedelta(days=midnight)
    zone = match["zone"]
    if zone is None:
        return moment
    if zone.upper() in ("Z", "UTC", "GMT"):
        return moment.replace(tzinfo=UTC)
    zone = zone[zone.upper().startswith(("GMT", "UTC")) * 3 :]
    hours, minutes = re.fullmatch(r"[+-](\d{1,2}):?(\d{2})?", zone).groups("0")  # type: ignore[union-attr]
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > _FARTHEST or int(minutes) > 59:
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


_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def boundary_end(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment that ``until:`` compares with: of a day its end, else what :func:`boundary` says."""
    start = boundary(text, now, zone)
    text = text.strip().lower()
    if start is None or not (text in ("today", "yesterday") or _DAY.fullmatch(text)):
        return start
    try:
        there = start.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
        return there.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the last day there is
        return start
