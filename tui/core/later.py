"""Until when an article is put off: tonight, tomorrow, the weekend, next week, or a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta, tzinfo

from tui.core import dates

MORNING = time(8)
EVENING = time(19)
_TOO_LATE_FOR_TONIGHT = time(18)
_SATURDAY, _MONDAY = 5, 0
WORDS = ("tonight", "tomorrow", "weekend", "week")
_MEANT = {
    "": "tomorrow",
    "今晚": "tonight",
    "明天": "tomorrow",
    "周末": "weekend",
    "下周": "week",
    "next week": "week",
}
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
_DAY = re.compile(r"(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?:\s+(\d{1,2})[:：](\d{2}))?")


def named(now: datetime, zone: tzinfo) -> Mapping[str, datetime]:
    """What each of :data:`WORDS` means ``now``, in UTC."""
    local = now.astimezone(zone)
    tonight = (
        _at(local, 0, EVENING) if local.time() < _TOO_LATE_FOR_TONIGHT else now + timedelta(hours=3)
    )
    return {
        "tonight": tonight,
        "tomorrow": _at(local, 1, MORNING),
        "weekend": _at(local, _days_to(_SATURDAY, local), MORNING),
        "week": _at(local, _days_to(_MONDAY, local), MORNING),
    }


def read(written: str, now: datetime, zone: tzinfo) -> datetime | None:
    """``tonight``, ``明天``, ``3d``, ``18:30``, ``12-24``, ``2026-12-24 18:00`` as a moment to come,
    in UTC; nothing is tomorrow. None for what is none, or is past."""
    word = written.strip().lower()
    word = _MEANT.get(word, word)
    if word in WORDS:
        return named(now, zone)[word]
    local = now.astimezone(zone)
    try:
        found = _moment(word, local)
        return found if found is not None and found > now else None
    except (ValueError, OverflowError):
        return None


def _moment(word: str, local: datetime) -> datetime | None:
    if (ahead := dates.span(word)) is not None:
        if ahead % timedelta(days=1):  # hours are as long as ever when the clock is put back
            return local.astimezone(UTC) + ahead
        return (local + ahead).astimezone(UTC)
    if clock := _CLOCK.fullmatch(word):
        at = time(int(clock[1]), int(clock[2]))
        today = _at(local, 0, at)
        return today if today > local.astimezone(UTC) else _at(local, 1, at)
    day = _DAY.fullmatch(word)
    if day is None:
        return None
    at = time(int(day[4]), int(day[5])) if day[4] else MORNING
    # Without a year it is the next one of that name; that of February 29 may be eight years off.
    years = (int(day[1]),) if day[1] else range(local.year, local.year + 9)
    for year in years:
        with suppress(ValueError):
            date = datetime(year, int(day[2]), int(day[3]), at.hour, at.minute, tzinfo=local.tzinfo)
            found = date.astimezone(UTC)
            if day[1] or found > local.astimezone(UTC):
                return found
    return None


def _days_to(weekday: int, local: datetime) -> int:
    """Until the next one; a week, if it is today."""
    return (weekday - local.weekday() - 1) % 7 + 1


def _at(local: datetime, days: int, at: time) -> datetime:
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, at, local.tzinfo).astimezone(UTC)
