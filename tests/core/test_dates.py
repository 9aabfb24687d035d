"""Times as sources write them, and the words of ``newer:`` and ``older:``."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core import dates

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "utc"),
    [
        # Naive times are of the source's zone, here eight hours ahead.
        ("2025-02-12 21:31:05", "2025-02-12T13:31:05"),
        ("2025-02-12", "2025-02-11T16:00:00"),
        ("2025-2-3 9:05", "2025-02-03T01:05:00"),
        ("2025/02/03", "2025-02-02T16:00:00"),
        ("2025.02.03", "2025-02-02T16:00:00"),
        ("2025年2月3日", "2025-02-02T16:00:00"),
        ("2025年02月03日 08:30", "2025-02-03T00:30:00"),
        ("2025-02-12T21:31:05.123456", "2025-02-12T13:31:05"),
        ("  2025-02-12T21:31  ", "2025-02-12T13:31:00"),
        # These name their own.
        ("2025-02-12T21:31:05Z", "2025-02-12T21:31:05"),
        ("2025-02-12t21:31:05z", "2025-02-12T21:31:05"),
        ("2025-02-12 21:31:05 +0800", "2025-02-12T13:31:05"),
        ("2025-02-12T21:31:05+08:00", "2025-02-12T13:31:05"),
        ("2025-02-12T21:31:05-05:30", "2025-02-13T03:01:05"),
        ("2025/02/03 21:00 +0000", "2025-02-03T21:00:00"),
        ("2025-02-12 21:31 UTC", "2025-02-12T21:31:00"),
        ("2025-02-12 21:31:60 GMT", "2025-02-12T21:31:59"),
        ("Wed, 12 Feb 2025 21:31:05 +0800", "2025-02-12T13:31:05"),
        ("Wed, 12 Feb 2025 21:31:05 GMT", "2025-02-12T21:31:05"),
        ("12 Feb 2025 21:31:05 -0500", "2025-02-13T02:31:05"),
        ("20250212T213105Z", "2025-02-12T21:31:05"),
    ],
)
def test_a_written_time_is_understood(raw: str, utc: str) -> None:
    found = dates.parse(raw, SHANGHAI)
    assert found is not None
    assert found.replace(microsecond=0) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "   ",
        "soon",
        "yesterday-ish",
        "2025-13-01",
        "2025-02-30",
        "2025-02-12 25:00",
        "2025-02-12 12:61",
        "0000-01-01",
        "0000-00-00 00:00:00",
        "2025-02",
        "99999-01-01",
        "Wed, 99 Feb 2025 21:31:05 GMT",
        "2025-02-12T21:31:05+99:99:99",
        "\x1b[31m",
        "12/02/2025",
    ],
)
def test_what_is_no_time_is_none(raw: str) -> None:
    assert dates.parse(raw, SHANGHAI) is None


def test_an_offset_that_no_place_on_earth_has_is_no_time() -> None:
    assert dates.parse("2025-02-12 21:31:05 +9999", SHANGHAI) is None


@pytest.mark.parametrize(
    ("raw", "zone"),
    [
        ("0001-01-01 00:00", SHANGHAI),
        ("9999-12-31 23:59", timezone(timedelta(hours=-12))),
        (datetime(9999, 12, 31, 23, 59), timezone(timedelta(hours=-12))),
        (datetime(1, 1, 1), SHANGHAI),
        (date(1, 1, 1), SHANGHAI),
    ],
)
def test_a_time_off_the_ends_of_the_calendar_is_none(
    raw: str | datetime | date, zone: timezone | ZoneInfo
) -> None:
    assert dates.parse(raw, zone) is None


def test_the_last_year_of_the_calendar_is_a_time_and_no_plausible_one() -> None:
    far = dates.parse("9999-12-31", UTC)
    assert far == datetime(9999, 12, 31, tzinfo=UTC)
    assert dates.plausible(far, NOW) is None


def test_values_that_are_times_already() -> None:
    assert dates.parse(None, UTC) is None
    assert dates.parse(date(2025, 2, 12), SHANGHAI) == datetime(2025, 2, 11, 16, tzinfo=UTC)
    assert dates.parse(datetime(2025, 2, 12, 8), SHANGHAI) == datetime(2025, 2, 12, tzinfo=UTC)
    aware = datetime(2025, 2, 12, 8, tzinfo=SHANGHAI)
    assert dates.parse(aware, UTC) == aware


@given(st.text())
def test_any_text_is_a_utc_time_or_none(raw: str) -> None:
    found = dates.parse(raw, SHANGHAI)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 2)))
def test_a_written_time_comes_back(moment: datetime) -> None:
    assert dates.parse(moment.isoformat(), SHANGHAI) == moment.replace(
        microsecond=0 if dates.parse(moment.isoformat(), SHANGHAI) != moment else moment.microsecond
    )


def test_plausible_is_from_1900_to_a_day_ahead() -> None:
    assert dates.plausible(None, NOW) is None
    for moment, kept in (
        (datetime(1899, 12, 31, 23, tzinfo=UTC), False),
        (dates.EARLIEST, True),
        (NOW + timedelta(hours=14), True),
        (NOW + timedelta(days=1), True),
        (NOW + timedelta(days=1, seconds=1), False),
    ):
        assert (dates.plausible(moment, NOW) == moment) is kept


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("12h", timedelta(hours=12)),
        ("2d", timedelta(days=2)),
        (" 3W ", timedelta(weeks=3)),
        ("6m", timedelta(days=180)),
        ("1y", timedelta(days=365)),
        ("0d", timedelta()),
    ],
)
def test_spans(written: str, span: timedelta) -> None:
    assert dates.span(written) == span
    assert dates.boundary(written, NOW, SHANGHAI) == NOW - span


@pytest.mark.parametrize("written", ["", "d", "2", "2 d", "-2d", "2s", "2days", "999999d", "1.5h"])
def test_what_is_no_span(written: str) -> None:
    assert dates.span(written) is None


def test_boundaries_begin_where_the_readers_day_begins() -> None:
    # In Shanghai it is eight in the evening of the 23rd.
    assert dates.boundary("today", NOW, SHANGHAI) == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert dates.boundary("Yesterday", NOW, SHANGHAI) == datetime(2026, 11, 21, 16, tzinfo=UTC)
    assert dates.boundary("2026-11-01", NOW, SHANGHAI) == datetime(2026, 10, 31, 16, tzinfo=UTC)
    late = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert dates.boundary("today", late, SHANGHAI) == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert dates.boundary("whenever", NOW, SHANGHAI) is None


def test_yesterday_begins_at_midnight_on_the_day_after_the_clocks_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = datetime(2026, 10, 26, 12, tzinfo=UTC)  # they went back on the 25th
    assert dates.boundary("today", noon, berlin) == datetime(2026, 10, 25, 23, tzinfo=UTC)
    assert dates.boundary("yesterday", noon, berlin) == datetime(2026, 10, 24, 22, tzinfo=UTC)


def test_a_span_beyond_the_calendar_means_from_the_beginning() -> None:
    assert dates.boundary("99999y", NOW, UTC) == dates.EARLIEST
