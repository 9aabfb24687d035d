"""Until when something is put off: every way to write it, and always a time to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.config import MachineZone
from tui.core.later import WORDS, named, read

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 23, 12, 0)  # a Monday


def shown(written: str, local: datetime = NOON, zone: ZoneInfo = SHANGHAI) -> str | None:
    """What ``written`` means to who writes it at ``local`` in ``zone``, as a clock there shows it."""
    found = read(written, local.replace(tzinfo=zone).astimezone(UTC), zone)
    if found is None:
        return None
    assert found.tzinfo is UTC
    return f"{found.astimezone(zone):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tonight", "2026-11-23 19:00"),
        ("tomorrow", "2026-11-24 08:00"),
        ("weekend", "2026-11-28 08:00"),
        ("week", "2026-11-30 08:00"),
        ("next week", "2026-11-30 08:00"),
        ("", "2026-11-24 08:00"),
        ("  ", "2026-11-24 08:00"),
        (" Tomorrow ", "2026-11-24 08:00"),
        ("今晚", "2026-11-23 19:00"),
        ("明天", "2026-11-24 08:00"),
        ("周末", "2026-11-28 08:00"),
        ("下周", "2026-11-30 08:00"),
        ("3h", "2026-11-23 15:00"),
        ("36h", "2026-11-25 00:00"),
        ("3d", "2026-11-26 12:00"),
        ("2W", "2026-12-07 12:00"),
        ("18:30", "2026-11-23 18:30"),
        ("18：30", "2026-11-23 18:30"),
        ("9:05", "2026-11-24 09:05"),
        ("12:00", "2026-11-24 12:00"),  # it is just that
        ("12:01", "2026-11-23 12:01"),
        ("12-24", "2026-12-24 08:00"),
        ("12/24", "2026-12-24 08:00"),
        ("3.1", "2027-03-01 08:00"),
        ("11-23", "2027-11-23 08:00"),  # that morning is past
        ("11-23 18:00", "2026-11-23 18:00"),
        ("11-23 12:00", "2027-11-23 12:00"),
        ("2-29", "2028-02-29 08:00"),
        ("2026-12-24", "2026-12-24 08:00"),
        ("2026-12-24 18:00", "2026-12-24 18:00"),
        ("2028/2/29", "2028-02-29 08:00"),
    ],
)
def test_every_way_to_write_a_time_to_come(written: str, meant: str) -> None:
    assert shown(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("never", "tonite", "week end", "3", "d", "-3d", "0h", "0d", "3s", "now", "\x00", "明"),
        *("24:00", "12:60", "8:5", "12:00:00", "13-01", "2-30", "0-1", "12-", "2027-02-29"),
        *("2026-11-23", "2026-11-22", "2025-12-24 18:00", "0000-01-01", "0001-01-01"),
        *(
            "2026-12-24 25:00",
            "2026-12-24T18:00",
            "1e3d",
            "99999999999999999999w",
            "9" * 5_000 + "d",
        ),
        "10000-01-01",
    ],
)
def test_what_is_no_time_or_is_past_is_none(written: str) -> None:
    assert shown(written) is None


@pytest.mark.parametrize(
    ("local", "word", "meant"),
    [
        ("2026-11-23 17:59", "tonight", "2026-11-23 19:00"),
        ("2026-11-23 18:00", "tonight", "2026-11-23 21:00"),
        ("2026-11-23 23:30", "tonight", "2026-11-24 02:30"),
        ("2026-11-24 00:30", "tonight", "2026-11-24 19:00"),
        ("2026-11-24 00:30", "tomorrow", "2026-11-25 08:00"),
        ("2026-11-27 23:00", "weekend", "2026-11-28 08:00"),
        ("2026-11-28 07:00", "weekend", "2026-12-05 08:00"),  # a Saturday: the next one
        ("2026-11-29 07:00", "weekend", "2026-12-05 08:00"),
        ("2026-11-29 07:00", "week", "2026-11-30 08:00"),
        ("2026-11-30 07:00", "week", "2026-12-07 08:00"),
        ("2026-12-31 20:00", "tomorrow", "2027-01-01 08:00"),
        ("2028-03-01 09:00", "2-29", "2032-02-29 08:00"),
        ("2028-02-28 09:00", "2-29", "2028-02-29 08:00"),
        ("2099-03-01 09:00", "2-29", "2104-02-29 08:00"),
    ],
)
def test_words_mean_what_they_do_at_that_hour_and_day(local: str, word: str, meant: str) -> None:
    assert shown(word, datetime.fromisoformat(local)) == meant


def test_the_days_are_those_of_the_reader() -> None:
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # in Shanghai it is Tuesday
    assert read("tomorrow", evening, UTC) == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert read("tomorrow", evening, SHANGHAI) == datetime(2026, 11, 25, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "written", "meant", "hours"),
    [
        # The clock is put forward at 02:00, to 03:00.
        ("2026-03-07 20:00", "tomorrow", "2026-03-08 08:00", 11),
        ("2026-03-07 12:00", "1d", "2026-03-08 12:00", 23),
        ("2026-03-08 01:30", "1h", "2026-03-08 03:30", 1),
        ("2026-03-08 01:30", "02:30", "2026-03-08 03:30", 1),  # there is no such time that night
        # The clock is put back at 02:00, to 01:00.
        ("2026-10-31 20:00", "tomorrow", "2026-11-01 08:00", 13),
        ("2026-10-31 12:00", "1d", "2026-11-01 12:00", 25),
        ("2026-11-01 00:30", "2h", "2026-11-01 01:30", 2),
        ("2026-11-01 01:30", "1h", "2026-11-01 01:30", 1),
    ],
)
def test_days_keep_to_the_clock_and_hours_to_their_length(
    local: str, written: str, meant: str, hours: int
) -> None:
    begun = datetime.fromisoformat(local)
    assert shown(written, begun, NEW_YORK) == meant
    now = begun.replace(tzinfo=NEW_YORK).astimezone(UTC)
    assert read(written, now, NEW_YORK) == now + timedelta(hours=hours)


def test_in_the_hour_that_comes_twice_a_time_is_still_to_come() -> None:
    second = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1).astimezone(UTC)
    found = read("01:50", second, NEW_YORK)
    assert found is not None
    assert found > second
    assert f"{found.astimezone(NEW_YORK):%H:%M}" == "01:50"


def test_the_zone_of_the_machine_will_do() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    for word in (*WORDS, "3h", "18:30", "12-24"):
        assert read(word, now, MachineZone()) == read(word, now, UTC)


zones = st.sampled_from(
    ("UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll")
).map(ZoneInfo)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
writings = st.one_of(
    st.sampled_from((*WORDS, "今晚", "明天", "周末", "下周", "next week", "")),
    st.builds("{}{}".format, st.integers(0, 10**7), st.sampled_from("hdwmy")),
    st.builds("{}:{:02}".format, st.integers(0, 25), st.integers(0, 61)),
    st.builds("{}-{}".format, st.integers(0, 13), st.integers(0, 32)),
    st.builds("{}-{} {}:00".format, st.integers(1, 12), st.integers(1, 31), st.integers(0, 23)),
    st.builds("{:04}-{}-{}".format, st.integers(0, 9999), st.integers(1, 12), st.integers(1, 31)),
    st.text(max_size=12),
)


@given(written=writings, now=moments, zone=zones)
@example(written="01:50", now=datetime(2026, 11, 1, 6, 30, tzinfo=UTC), zone=NEW_YORK)
@settings(max_examples=300)
def test_what_is_read_is_always_in_the_future(written: str, now: datetime, zone: ZoneInfo) -> None:
    found = read(written, now, zone)
    assert found is None or (found > now and found.tzinfo is UTC)


@given(now=moments, zone=zones)
@settings(max_examples=150)
def test_the_offered_times_are_to_come_and_each_is_what_its_word_reads_as(
    now: datetime, zone: ZoneInfo
) -> None:
    offered = named(now, zone)
    assert tuple(offered) == WORDS
    assert all(moment > now for moment in offered.values())
    assert dict(offered) == {word: read(word, now, zone) for word in WORDS}
    for clock in ("00:00", "09:15", "23:59"):
        assert read(clock, now, zone) is not None
