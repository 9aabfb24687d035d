"""Cases of what the first line of an answer says, and of answers that have none."""

from __future__ import annotations

from tests.sources.fault_cases import (
    BACKOFF,
    DENIED,
    FINE,
    FINE_BYTES,
    GONE,
    LATER,
    NO_FEED_ANSWER,
    NOT_FOUND,
    UNREACHABLE,
    WEB_PAGE,
    Case,
    Round,
    bad,
    fails,
    one,
)
from tests.sources.fault_server import Play, Wire, answer, bytes_only, head, then_reset

PAGE = "<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>"


def says(status: int | str) -> Play:
    """A page of the kind that servers send with a status like that."""
    return answer(PAGE, status, kind="text/html")


def _first_then(first: bytes) -> Play:
    """An informational answer, and then the real one on the same connection."""

    async def play(wire: Wire, ask: object) -> None:
        await wire.send(first + head(200, f"Content-Length: {len(FINE_BYTES)}") + FINE_BYTES)

    return play


NO_FEED_STATUSES = (400, 402, 405, 406, 418, 451, 300, 305, 306)
LATER_STATUSES = (429, 500, 502, 503, 504, 599, 999)

CASES: tuple[Case, ...] = (
    one("200", answer(FINE), shown="Story 1", retry=None),
    one("203", answer(FINE, 203)),
    one("http 1.0", bytes_only(b"HTTP/1.0 200 OK\r\n\r\n" + FINE_BYTES)),
    one("no reason given", bytes_only(b"HTTP/1.1 200\r\n\r\n" + FINE_BYTES)),
    one("100 and then 200", _first_then(b"HTTP/1.1 100 Continue\r\n\r\n")),
    one("103 and then 200", _first_then(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")),
    bad("204", NO_FEED_ANSWER, bytes_only(b"HTTP/1.1 204 No Content\r\n\r\n"), retry=BACKOFF),
    bad("205", NO_FEED_ANSWER, answer(b"", 205)),
    bad("206 to no range", NO_FEED_ANSWER, answer(FINE[:-40], 206, "Content-Range: bytes 0-9/99")),
    *(bad(f"{s}", NO_FEED_ANSWER, says(s), retry=BACKOFF) for s in NO_FEED_STATUSES),
    *(bad(f"{s}", DENIED, says(s), permanent=True) for s in (401, 403)),
    bad("404", NOT_FOUND, says(404), retry=BACKOFF, due={0.05: False, 0.2: True}),
    *(bad(f"{s}", LATER, says(s), retry=BACKOFF) for s in LATER_STATUSES),
    bad("500 with a feed", LATER, answer(FINE, 500, 'ETag: "five"'), keeps={"etag": None}),
    Case(
        "410 stops",
        (
            Round(answer(FINE)),
            fails(
                GONE,
                says(410),
                articles=2,
                permanent=True,
                due={1: False, 24: False, 24 * 400: False},
            ),
            Round(answer(FINE), "waiting", asks=0, force=True, due={24: False}),
            Round(answer(FINE), forgive=True, due={0.1: False, 1: True}),
        ),
    ),
    bad("101", UNREACHABLE, bytes_only(b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\nxxxx")),
    bad(
        "a reason that colours the terminal",
        NO_FEED_ANSWER,
        bytes_only(b"HTTP/1.1 400 \x9b31m\xe9vil\r\nContent-Length: 0\r\n\r\n"),
    ),
    bad(
        "a reason with escapes",
        (UNREACHABLE, NO_FEED_ANSWER),
        bytes_only(b"HTTP/1.1 400 \x1b[31mevil\x1b]0;t\x07\r\nContent-Length: 0\r\n\r\n"),
    ),
    bad("a feed without a head", UNREACHABLE, bytes_only(FINE_BYTES)),
    bad("icy", UNREACHABLE, bytes_only(b"ICY 200 OK\r\n\r\n" + FINE_BYTES)),
    bad("status of four digits", UNREACHABLE, bytes_only(b"HTTP/1.1 2000 OK\r\n\r\n")),
    bad("status in words", UNREACHABLE, bytes_only(b"HTTP/1.1 OK\r\n\r\n")),
    bad("speaks tls", UNREACHABLE, bytes_only(b"\x15\x03\x01\x00\x02\x02\x46")),
    bad("speaks http 2", UNREACHABLE, bytes_only(b"\0\0\x12\x04\0\0\0\0\0" + bytes(18))),
    bad("hangs up at once", UNREACHABLE, bytes_only()),
    bad("breaks off at once", UNREACHABLE, then_reset()),
    bad("hangs up amid the first line", UNREACHABLE, bytes_only(b"HTTP/1.1 2")),
    bad("hangs up amid the head", UNREACHABLE, bytes_only(b"HTTP/1.1 200 OK\r\nContent-Le")),
    bad("an error page with status 200", WEB_PAGE, says(200), retry=BACKOFF),
)
