"""Feed documents: dates, as the standards and as people write them."""

from __future__ import annotations

from tests.sources.feed_documents import Case, atom, case, rss

_DAY = "2025-02-03"


def _rfc822(written: str, means: str | None) -> Case:
    document = rss(f"<title>Ice</title><pubDate>{written}</pubDate>")
    return case(f"pubDate: {written!r}", document, published=means)


def _w3c(written: str, means: str | None) -> Case:
    document = rss(f"<title>Ice</title><dc:date>{written}</dc:date>")
    return case(f"dc:date: {written!r}", document, published=means)


def _rfc3339(written: str, means: str | None) -> Case:
    document = atom(f"<title>Ice</title><published>{written}</published>")
    return case(f"published: {written!r}", document, published=means)


CASES = (
    # RFC 822 §5: the zones with names, the universal ones and those of North America.
    _rfc822("Mon, 03 Feb 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 UT", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 UTC", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 Z", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 EST", f"{_DAY} 16:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 EDT", f"{_DAY} 15:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 CST", f"{_DAY} 17:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 CDT", f"{_DAY} 16:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 MST", f"{_DAY} 18:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 MDT", f"{_DAY} 17:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 PST", f"{_DAY} 19:31:05"),
    _rfc822("Mon, 03 Feb 2025 11:31:05 PDT", f"{_DAY} 18:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 +0800", f"{_DAY} 13:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 -0330", "2025-02-04 01:01:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 +08:00", f"{_DAY} 13:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 GMT+0800", f"{_DAY} 13:31:05"),
    # As JavaScript prints it: local time, and how far it is ahead.
    _rfc822("Mon Feb 03 2025 21:31:05 GMT+0800 (China Standard Time)", f"{_DAY} 13:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 +0800 (CST)", f"{_DAY} 13:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:05 -0000", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31 GMT", f"{_DAY} 21:31:00"),
    _rfc822("03 Feb 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("Fri, 03 Feb 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),  # it was a Monday
    _rfc822("Mon, 3 Feb 2025 9:05:05 GMT", f"{_DAY} 09:05:05"),
    _rfc822("mon, 03 feb 2025 21:31:05 gmt", f"{_DAY} 21:31:05"),
    _rfc822("Monday, 03 February 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("Mon 03 Feb 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03-Feb-2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("\n  Mon,  03 Feb 2025\n 21:31:05 GMT ", f"{_DAY} 21:31:05"),
    # RFC 2822 §4.3: two digits are 1950 to 2049.
    _rfc822("Mon, 03 Feb 25 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc822("Wed, 03 Feb 99 21:31:05 GMT", "1999-02-03 21:31:05"),
    _rfc822("Mon, 03 Feb 2025 21:31:60 GMT", f"{_DAY} 21:31:59"),  # a leap second
    _rfc822("Mon, 03 Feb 2025 21:31:05", f"{_DAY} 21:31:05"),
    _rfc822("Mon, 03 Feb 2025", f"{_DAY} 00:00:00"),
    _rfc822("Mon Feb 3 21:31:05 2025", f"{_DAY} 21:31:05"),
    _rfc822("February 3, 2025 9:31 PM", f"{_DAY} 21:31:00"),
    _rfc822("2025-02-03T21:31:05+08:00", f"{_DAY} 13:31:05"),
    _rfc822("2025-02-03 21:31:05", f"{_DAY} 21:31:05"),
    _rfc822("2025-02-03 21:31:05 +0800", f"{_DAY} 13:31:05"),
    _rfc822("2025/02/03 21:31", f"{_DAY} 21:31:00"),
    _rfc822("2025年2月3日 21:31", f"{_DAY} 21:31:00"),
    _rfc822("2025年02月03日", f"{_DAY} 00:00:00"),
    _rfc822("1738618265", f"{_DAY} 21:31:05"),
    # W3C's note on dates: as much of it as is known.
    _w3c("2025", "2025-01-01 00:00:00"),
    _w3c("2025-02", "2025-02-01 00:00:00"),
    _w3c("2025-02-03", f"{_DAY} 00:00:00"),
    _w3c("2025-02-03T10:00Z", f"{_DAY} 10:00:00"),
    _w3c("2025-02-03T10:00+08:00", f"{_DAY} 02:00:00"),
    _w3c("2025-02-03T10:00:05.25Z", f"{_DAY} 10:00:05"),
    _w3c("2025-02-03T10:00:05", f"{_DAY} 10:00:05"),
    _rfc3339("2025-02-03T21:31:05Z", f"{_DAY} 21:31:05"),
    _rfc3339("2025-02-03t21:31:05z", f"{_DAY} 21:31:05"),  # RFC 3339 §5.6 allows small letters
    _rfc3339("2025-02-03T21:31:05.123456789+08:00", f"{_DAY} 13:31:05"),
    _rfc3339("2025-02-03T21:31:05+0800", f"{_DAY} 13:31:05"),
    _rfc3339("2025-02-03T21:31:05 +08:00", f"{_DAY} 13:31:05"),
    _rfc3339("2025-02-03 21:31:05Z", f"{_DAY} 21:31:05"),
    _rfc3339("20250203T213105Z", f"{_DAY} 21:31:05"),
    _rfc3339("Mon, 03 Feb 2025 21:31:05 GMT", f"{_DAY} 21:31:05"),
    _rfc3339("\n 2025-02-03T21:31:05Z\n", f"{_DAY} 21:31:05"),
    # ISO 8601 had it for the end of a day.
    _rfc3339("2025-02-03T24:00:00Z", "2025-02-04 00:00:00"),
    # Undated is better than wrong: what cannot be, or is yet to come by more than a day.
    _rfc3339("0000-01-01T00:00:00Z", None),
    _rfc3339("0001-01-01T00:00:00Z", None),
    _rfc3339("9999-12-31T23:59:59Z", None),
    _rfc3339("9999-12-31T23:59:59-12:00", None),
    _rfc3339("2026-11-30T12:00:00Z", None),
    _rfc3339("2026-11-24T08:00:00Z", "2026-11-24 08:00:00"),
    _rfc3339("2025-02-30T00:00:00Z", None),
    _rfc3339("2025-13-01T00:00:00Z", None),
    _rfc822("Mon, 30 Feb 2025 21:31:05 GMT", None),
    _rfc822("Mon, 03 Feb 2025 25:61:61 GMT", None),
    _rfc822("30 November 2026 12:00 GMT", None),
    _rfc822("yesterday", None),
    _rfc822("0", None),
    _rfc822("-", None),
    _rfc822("0000-00-00 00:00:00", None),
    _rfc822("", None),
    case(
        "an empty published beside updated",
        atom("<title>Ice</title><published/><updated>2025-02-03T21:31:05Z</updated>"),
        published=f"{_DAY} 21:31:05",
        updated=f"{_DAY} 21:31:05",
    ),
    case(
        "a published that is none beside updated",
        atom(
            "<title>Ice</title><published>soon</published><updated>2025-02-03T21:31:05Z</updated>"
        ),
        published=f"{_DAY} 21:31:05",
    ),
    case(
        "two dates of one kind: the first that is one",
        rss("<title>Ice</title><pubDate>soon</pubDate><dc:date>2025-02-03T21:31:05Z</dc:date>"),
        published=f"{_DAY} 21:31:05",
    ),
    case(
        "the channel's dates are no item's",
        rss(
            "<title>Ice</title>",
            channel="<pubDate>Mon, 03 Feb 2025 21:31:05 GMT</pubDate>"
            "<lastBuildDate>Mon, 03 Feb 2025 21:31:05 GMT</lastBuildDate><dc:date>2025-02-03</dc:date>",
        ),
        published=None,
        updated=None,
    ),
)
