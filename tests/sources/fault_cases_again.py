"""Cases of asking again: validators, waits that the publisher asks for, and how long it is fresh."""

from __future__ import annotations

from datetime import timedelta

from tests.sources.fault_cases import (
    BACKOFF,
    FINE,
    FINE_BYTES,
    LATER,
    NO_FEED,
    TOO_LARGE,
    UNPACKED,
    WEB_PAGE,
    Case,
    Round,
    bad,
    fails,
    item,
    one,
    rss,
)
from tests.sources.fault_server import Play, Wire, answer, bytes_only, endless, head

NONE = {"if-none-match": None, "if-modified-since": None}
NOTHING_KEPT = {"etag": None, "last-modified": None}
DAY = 24 * 60.0
WEEK = 7 * DAY
MODIFIED = "Fri, 20 Nov 2026 09:00:00 GMT"
THREE = rss(item(1), item(2), item(3))
PAGE = "<!DOCTYPE html><html><body>Log in</body></html>"
NOT_ASKED = "says that nothing changed, but never sent anything"


def tagged(etag: str, body: str = FINE, *lines: str) -> Play:
    return answer(body, 200, f"ETag: {etag}", *lines)


def same(*lines: str) -> Play:
    async def play(wire: Wire, ask: object) -> None:
        wire.keep = True
        await wire.send(head(304, *lines, kind=""))

    return play


def asks(etag: str | None) -> dict[str, str | None]:
    return {"if-none-match": etag}


FIRST = Round(tagged('"one"'), sends=NONE, keeps={"etag": '"one"'}, new=2)


def after_first(name: str, failing: Round, etag: str = '"one"') -> Case:
    """A failure after a success: what was kept is kept, and asked with."""
    return Case(name, (FIRST, failing, Round(same(), sends=asks(etag), new=0)))


def wait(name: str, status: int, said: str, least: float, most: float) -> Case:
    """What was asked for, and no sooner."""
    return bad(name, LATER, answer(b"", status, f"Retry-After: {said}"), retry=(least, most))


VALIDATORS = (
    bad("304 to a request without validators", NOT_ASKED, same()),
    bad("304 with an etag to a request without", NOT_ASKED, same('ETag: "x"'), keeps=NOTHING_KEPT),
    bad("304 with a body to a request without", NOT_ASKED, bytes_only(head(304) + FINE_BYTES)),
    Case(
        "304 to its etag",
        (FIRST, Round(same(), sends=asks('"one"'), keeps={"etag": '"one"'}, new=0)),
    ),
    Case(
        "304 to its date",
        (
            Round(
                answer(FINE, 200, f"Last-Modified: {MODIFIED}"), keeps={"last-modified": MODIFIED}
            ),
            Round(same(), sends={"if-modified-since": MODIFIED, "if-none-match": None}, new=0),
        ),
    ),
    Case(
        "304 with a body, and then another answer",
        (
            FIRST,
            Round(bytes_only(head(304, kind="") + rss(item(8)).encode()), new=0),
            Round(tagged('"two"', THREE), sends=asks('"one"'), articles=3, new=1),
        ),
    ),
    Case(
        "etags that change though nothing else does",
        tuple(
            Round(
                tagged(f'"{n}"'),
                sends=asks(f'"{n - 1}"' if n else None),
                keeps={"etag": f'"{n}"'},
                new=0 if n else 2,
            )
            for n in range(4)
        ),
    ),
    Case(
        "an etag that is gone",
        (
            FIRST,
            Round(answer(THREE), articles=3, keeps=NOTHING_KEPT),
            Round(answer(THREE), articles=3, sends=NONE),
        ),
    ),
    Case(
        "an etag that is gone, and nothing changed",
        (FIRST, Round(answer(FINE), keeps=NOTHING_KEPT), Round(answer(FINE), sends=NONE)),
    ),
    Case("a weak etag", (Round(tagged('W/"w"')), Round(same(), sends=asks('W/"w"'), new=0))),
    Case(
        "an etag without quotes", (Round(tagged("bare")), Round(same(), sends=asks("bare"), new=0))
    ),
    Case(
        "an etag of a sort of its own",
        (Round(tagged('"a b\\c,d"')), Round(same(), sends=asks('"a b\\c,d"'), new=0)),
    ),
    Case(
        "an etag too long to be kept",
        (Round(tagged(f'"{"e" * 9_000}"')), Round(answer(FINE), sends=NONE, new=0)),
    ),
    Case(
        "an etag that is no text",
        (Round(tagged('"\xff\x9b31m"')), Round(answer(FINE), sends=NONE, new=0)),
    ),
    Case("an empty etag", (Round(tagged("")), Round(answer(FINE), sends=NONE, new=0))),
    Case(
        "a date in words",
        (
            Round(answer(FINE, 200, "Last-Modified: yesterday")),
            Round(answer(FINE), sends={"if-none-match": None}, new=0),
        ),
    ),
    after_first("500 after a success", fails(LATER, answer(b"", 500, 'ETag: "bad"'), articles=2)),
    after_first("a page after a success", fails(WEB_PAGE, tagged('"bad"', PAGE), articles=2)),
    after_first(
        "too much after a success",
        fails(TOO_LARGE, endless(head(200, 'ETag: "bad"'), b" " * 65536), articles=2),
    ),
    after_first(
        "spoilt after a success",
        fails(UNPACKED, tagged('"bad"', "x", "Content-Encoding: gzip"), articles=2),
    ),
    Case(
        "a page twice",
        (
            fails(WEB_PAGE, tagged('"p"', PAGE)),
            fails(WEB_PAGE, tagged('"p"', PAGE), sends=NONE, retry=(10.0, 15.0)),
        ),
    ),
    Case(
        "nothing twice",
        (fails(NO_FEED, tagged('"p"', "no")), fails(NO_FEED, tagged('"p"', "no"), sends=NONE)),
    ),
    Case(
        "a page and then the feed",
        (
            fails(WEB_PAGE, tagged('"p"', PAGE)),
            Round(tagged('"one"'), sends=NONE, keeps={"etag": '"one"'}),
        ),
    ),
    Case(
        "412 to its etag",
        (FIRST, fails("no feed", answer(b"", 412), articles=2, keeps={"etag": '"one"'})),
    ),
)

ASKED_TO_WAIT = (
    wait("429 with seconds", 429, "120", 2, 2),
    wait("503 with seconds", 503, "7200", 120, 120),
    wait("429 with a date", 429, "Mon, 23 Nov 2026 12:10:00 GMT", 10, 10),
    wait("503 with a date", 503, "Mon, 23 Nov 2026 14:00:00 GMT", 120, 120),
    wait("a date as asctime writes it", 503, "Mon Nov 23 14:00:00 2026", 120, 120),
    wait("a wait of nothing", 429, "0", 1, 1),
    wait("a wait of ten seconds", 503, "10", 1, 1),
    wait("a wait until yesterday", 429, "Sun, 22 Nov 2026 12:00:00 GMT", 1, 1),
    wait("a wait of a year", 429, "31536000", WEEK, WEEK),
    wait("a wait until the year 9999", 503, "Fri, 31 Dec 9999 23:59:59 GMT", WEEK, WEEK),
    wait("a wait of 5000 digits", 429, "9" * 5_000, 1, WEEK),
    wait("a wait in words", 429, "soon", *BACKOFF),
    wait("a wait that is empty", 503, "", *BACKOFF),
    wait("a wait below nothing", 429, "-60", 1, 7.5),
    wait("a wait until no such day", 503, "Mon, 31 Feb 2026 12:00:00 GMT", *BACKOFF),
    wait("a wait until the year 0", 503, "Sat, 01 Jan 0000 00:00:00 GMT", 1, 7.5),
    wait("a wait that is no text", 503, "\xff\xfe12", *BACKOFF),
    bad("500 with a wait", LATER, answer(b"", 500, "Retry-After: 3600"), retry=(5, 60)),
    Case(
        "a wait is kept, even if the user asks",
        (
            fails(
                LATER,
                answer(b"", 429, "Retry-After: 3600"),
                retry=(60, 60),
                due={0.9: False, 1.1: True},
            ),
            Round(answer(FINE), "waiting", 0, asks=0, force=True, later=timedelta(minutes=59)),
            Round(answer(FINE), force=True, later=timedelta(minutes=2)),
        ),
    ),
    Case(
        "a wait is forgiven, if the user asks for this one",
        (
            fails(LATER, answer(b"", 429, "Retry-After: 3600")),
            Round(answer(FINE), forgive=True),
        ),
    ),
    Case(
        "what nobody asked to wait for may be asked at once",
        (fails(LATER, answer(b"", 429), retry=BACKOFF), Round(answer(FINE), force=True)),
    ),
    Case(
        "a wait after a success",
        (
            FIRST,
            fails(LATER, answer(b"", 503, "Retry-After: 600"), articles=2, retry=(10, 10)),
            Round(same(), sends=asks('"one"'), later=timedelta(minutes=11), new=0),
        ),
    ),
)

FRESH = (
    one(
        "fresh for two hours",
        answer(FINE, 200, "Cache-Control: max-age=7200"),
        due={1.9: False, 2.1: True},
    ),
    one(
        "fresh until a date",
        answer(FINE, 200, "Expires: Mon, 23 Nov 2026 14:00:00 GMT"),
        due={1.9: False, 2.1: True},
    ),
    one(
        "fresh for ten years",
        answer(FINE, 200, "Cache-Control: public, max-age=315360000"),
        due={23.5: False, 24.6: True},
    ),
    one(
        "fresh by its own word", answer(rss(channel="<ttl>120</ttl>")), due={1.9: False, 2.1: True}
    ),
    one(
        "fresh by a word that is none",
        answer(rss(channel="<ttl>often</ttl>")),
        due={0.4: False, 0.6: True},
    ),
    one(
        "fresh for less than nothing",
        answer(FINE, 200, "Cache-Control: max-age=-5"),
        due={0.4: False, 0.6: True},
    ),
    one(
        "fresh until yesterday",
        answer(FINE, 200, "Expires: Sun, 22 Nov 2026 14:00:00 GMT"),
        due={0.4: False, 0.6: True},
    ),
    one("expires: 0", answer(FINE, 200, "Expires: 0"), due={0.4: False, 0.6: True}),
    one(
        "fresh for 5000 digits",
        answer(FINE, 200, f"Cache-Control: max-age={'9' * 5_000}"),
        due={0.4: False, 24.6: True},
    ),
    one(
        "never to be kept",
        answer(FINE, 200, "Cache-Control: no-store, max-age=0"),
        due={0.4: False, 0.6: True},
    ),
    Case(
        "fresh, but the user asks",
        (
            Round(answer(FINE, 200, "Cache-Control: max-age=7200")),
            Round(answer(THREE), articles=3, force=True, later=timedelta(minutes=1)),
        ),
    ),
    Case(
        "fresh by a 304",
        (
            FIRST,
            Round(same("Cache-Control: max-age=7200"), new=0, due={1.9: False, 2.1: True}),
        ),
    ),
)

CASES: tuple[Case, ...] = VALIDATORS + ASKED_TO_WAIT + FRESH
