"""When a publisher says that we may come again, in every form that the standards know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources.freshness import LONGEST_FRESH, LONGEST_WAIT, SHORTEST_WAIT, fresh_for, wait

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SOON = "Mon, 23 Nov 2026 12:30:00 GMT"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

WAITS: list[tuple[dict[str, str], timedelta | None]] = [
    ({}, None),
    ({"retry-after": ""}, None),
    ({"retry-after": "120"}, 2 * MINUTE),
    ({"retry-after": " 120 "}, 2 * MINUTE),
    ({"retry-after": "0"}, MINUTE),
    ({"retry-after": "1"}, MINUTE),
    ({"retry-after": "86400"}, DAY),
    ({"retry-after": "604800"}, 7 * DAY),
    ({"retry-after": "604801"}, 7 * DAY),
    ({"retry-after": "9" * 4_000}, 7 * DAY),
    ({"retry-after": "-5"}, None),
    ({"retry-after": "1.5"}, None),
    ({"retry-after": "soon"}, None),
    ({"retry-after": "NaN"}, None),
    ({"retry-after": "\x00"}, None),
    ({"retry-after": SOON}, 30 * MINUTE),
    ({"retry-after": SOON, "date": "Mon, 23 Nov 2026 12:10:00 GMT"}, 20 * MINUTE),
    ({"retry-after": SOON, "date": "Mon, 23 Nov 2026 13:10:00 GMT"}, MINUTE),
    ({"retry-after": SOON, "date": "no date"}, 30 * MINUTE),
    ({"retry-after": "Monday, 23-Nov-26 12:30:00 GMT"}, 30 * MINUTE),
    ({"retry-after": "Mon Nov 23 12:30:00 2026"}, 30 * MINUTE),
    ({"retry-after": "Mon, 23 Nov 2026 13:30:00 +0100"}, 30 * MINUTE),
    ({"retry-after": "Mon, 23 Nov 2020 12:30:00 GMT"}, MINUTE),
    ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, 7 * DAY),
    ({"retry-after": "Fri, 31 Dec 9999 23:59:59 -1200"}, None),
]

FRESH: list[tuple[dict[str, str], int, timedelta]] = [
    ({}, 0, 0 * MINUTE),
    ({}, 60, HOUR),
    ({}, 10**9, DAY),
    ({"cache-control": "max-age=600"}, 0, 10 * MINUTE),
    ({"cache-control": "public, max-age=600"}, 0, 10 * MINUTE),
    ({"cache-control": "PUBLIC,MAX-AGE=600"}, 0, 10 * MINUTE),
    ({"cache-control": 'max-age="600"'}, 0, 10 * MINUTE),
    ({"cache-control": "max-age = 600"}, 0, 10 * MINUTE),
    ({"cache-control": "max-age=600"}, 60, HOUR),
    ({"cache-control": "max-age=7200"}, 60, 2 * HOUR),
    ({"cache-control": "max-age=0"}, 0, 0 * MINUTE),
    ({"cache-control": "max-age=-1"}, 0, 0 * MINUTE),
    ({"cache-control": "max-age=lots"}, 0, 0 * MINUTE),
    ({"cache-control": "max-age=99999999999999999999"}, 0, DAY),
    ({"cache-control": "max-age=31536000, immutable"}, 0, DAY),
    ({"cache-control": "max-age=600", "age": "540"}, 0, MINUTE),
    ({"cache-control": "max-age=600", "age": "700"}, 0, 0 * MINUTE),
    ({"cache-control": "max-age=600", "age": "x"}, 0, 10 * MINUTE),
    ({"cache-control": "max-age=600", "age": "-60"}, 0, 10 * MINUTE),
    ({"cache-control": "s-maxage=600"}, 0, 0 * MINUTE),
    ({"cache-control": "s-maxage=7200, max-age=600"}, 0, 10 * MINUTE),
    ({"cache-control": "no-store"}, 0, 0 * MINUTE),
    ({"cache-control": "no-cache, max-age=600"}, 0, 0 * MINUTE),
    ({"cache-control": "no-store, max-age=600"}, 30, 30 * MINUTE),
    ({"cache-control": "x-max-age=600"}, 0, 0 * MINUTE),
    ({"cache-control": "max-age=600", "expires": SOON}, 0, 10 * MINUTE),
    ({"cache-control": "no-store", "expires": SOON}, 0, 0 * MINUTE),
    ({"expires": SOON}, 0, 30 * MINUTE),
    ({"expires": SOON, "date": "Mon, 23 Nov 2026 12:10:00 GMT"}, 0, 20 * MINUTE),
    ({"expires": SOON}, 60, HOUR),
    ({"expires": "0"}, 0, 0 * MINUTE),
    ({"expires": "-1"}, 5, 5 * MINUTE),
    ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0, 0 * MINUTE),
    ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, 0, DAY),
    ({"expires": ""}, 0, 0 * MINUTE),
]


@pytest.mark.parametrize(("headers", "expected"), WAITS, ids=lambda value: str(value)[:60])
def test_how_long_to_wait(headers: dict[str, str], expected: timedelta | None) -> None:
    assert wait(headers, NOW) == expected


@pytest.mark.parametrize(("headers", "ttl", "expected"), FRESH, ids=lambda value: str(value)[:60])
def test_how_long_an_answer_is_good(headers: dict[str, str], ttl: int, expected: timedelta) -> None:
    assert fresh_for(headers, ttl, NOW) == expected


values = (
    st.text(max_size=40)
    | st.integers().map(str)
    | st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT"))
)


@given(values, values)
def test_any_wait_is_within_bounds(after: str, date: str) -> None:
    found = wait({"retry-after": after, "date": date}, NOW)
    assert found is None or SHORTEST_WAIT <= found <= LONGEST_WAIT


@given(values, values, values, st.integers(0, 10**12))
def test_any_freshness_is_within_bounds(control: str, expires: str, age: str, ttl: int) -> None:
    headers = {"cache-control": f"max-age={control}", "expires": expires, "age": age}
    for found in (headers, {"expires": expires, "date": age}, {"cache-control": control}):
        assert timedelta(0) <= fresh_for(found, ttl, NOW) <= LONGEST_FRESH
