"""Cases of time and length: slow, silent, endless, cut off, and of lengths that are wrong."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import count

from tests.sources.fault_cases import (
    EMPTY,
    FINE,
    FINE_BYTES,
    HASTY,
    MB,
    NO_ANSWER,
    ROOMY,
    TOO_LARGE,
    TOO_SLOW,
    UNREACHABLE,
    Case,
    Round,
    bad,
    fails,
    one,
    rss,
)
from tests.sources.fault_server import (
    RSS_TYPE,
    Ask,
    Play,
    Wire,
    answer,
    bytes_only,
    dripping,
    endless,
    head,
    then_hang,
    then_reset,
)
from tui.sources.limits import Limits

CHUNKED = head(200, "Transfer-Encoding: chunked")
BROKEN = (UNREACHABLE,)
CUT = f"Content-Length: {len(FINE_BYTES) + 100}"
EXACT = f"Content-Length: {len(FINE_BYTES)}"


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


PARTS = [chunk(FINE_BYTES[:100]), chunk(FINE_BYTES[100:])]
LAST = b"0\r\n\r\n"


def padded(size: int) -> bytes:
    """A feed of exactly ``size`` bytes."""
    bare = rss(channel="<!---->")
    return rss(channel=f"<!--{' ' * (size - len(bare))}-->").encode()


def _slow(data: bytes, piece: int, pause: float) -> Play:
    async def play(wire: Wire, ask: Ask) -> None:
        for start in range(0, len(data), piece):
            await wire.send(data[start : start + piece])
            await asyncio.sleep(pause)

    return play


def _headers_for_ever(line: str) -> Play:
    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(f"HTTP/1.1 200 OK\r\nContent-Type: {RSS_TYPE}\r\n".encode())
        await wire.pour((line % number).encode() for number in count())

    return play


def _half_closed(data: bytes) -> Play:
    """Says that it is done, and listens on."""

    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(data)
        wire.half_close()
        await wire.hang()

    return play


def _closing(data: bytes) -> Play:
    """Says that the connection is kept, and closes it."""
    return bytes_only(head(200, "Connection: keep-alive", f"Content-Length: {len(data)}") + data)


def slow(name: str, play: Play) -> Case:
    return bad(name, NO_ANSWER, play, limits=HASTY)


SLOW = f'<rss version="2.0"><channel><title>Slow</title><item><description>{"<a>" * 2_500_000}'


CASES: tuple[Case, ...] = (
    # Time
    slow("never answers", then_hang()),
    slow("never ends its head", then_hang(head(200, EXACT)[:-2])),
    slow("slow loris of the first line", dripping(b"HTTP/1.1 200 ", b"O")),
    slow("slow loris of headers", dripping(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n")),
    slow("slow loris of the body", dripping(head(200), b"<!-- -->")),
    slow("slow loris of chunks", dripping(CHUNKED, b"1\r\n \r\n")),
    slow("slow loris of informational answers", dripping(b"", b"HTTP/1.1 103 Hi\r\n\r\n", 0.001)),
    slow("a body that stops", then_hang(head(200, CUT) + FINE_BYTES[:50])),
    slow("a body that lacks its last byte", then_hang(head(200, CUT) + FINE_BYTES)),
    slow("no length and no end", then_hang(head(200) + FINE_BYTES)),
    slow("chunks without the last", then_hang(CHUNKED, *PARTS)),
    slow("an error page that stops", then_hang(head(200, "Content-Length: 99"))),
    one("slow but sure", _slow(head(200, EXACT) + FINE_BYTES, 20, 0.005)),
    # Without an end
    bad("a body without an end", TOO_LARGE, endless(head(200), b" " * 2**16), most_sent=16 * MB),
    bad(
        "chunks without an end", TOO_LARGE, endless(CHUNKED, chunk(b" " * 2**16)), most_sent=16 * MB
    ),
    bad(
        "tiny chunks without an end",
        TOO_LARGE,
        endless(CHUNKED, chunk(b"<") * 8192),
        limits=replace(ROOMY, body_bytes=2**16),
    ),
    bad(
        "headers without an end", UNREACHABLE, _headers_for_ever("X-N%d: v\r\n"), most_sent=16 * MB
    ),
    bad("a header without an end", UNREACHABLE, endless(head(200)[:-2] + b"X: ", b"y" * 2**16)),
    bad("a first line without an end", UNREACHABLE, endless(b"HTTP/1.1 200 ", b"y" * 2**16)),
    bad("a chunk's size without an end", UNREACHABLE, endless(CHUNKED, b"0" * 2**16)),
    bad(
        "trailers without an end",
        UNREACHABLE,
        endless(CHUNKED + b"".join(PARTS) + b"0\r\n", b"T: 1\r\n"),
    ),
    bad(
        "a great length, and all of it comes",
        TOO_LARGE,
        endless(head(200, f"Content-Length: {10**13}"), b" " * 2**16),
        most_sent=16 * MB,
    ),
    bad(
        "a great length, and little comes",
        (TOO_LARGE, UNREACHABLE),
        bytes_only(head(200, f"Content-Length: {10**13}") + FINE_BYTES),
    ),
    one("as large as is taken", answer(padded(MB))),
    bad("a byte larger than is taken", TOO_LARGE, answer(padded(MB + 1))),
    # Cut off
    bad("shorter than its length", BROKEN, bytes_only(head(200, CUT) + FINE_BYTES)),
    bad("half closed too soon", BROKEN, _half_closed(head(200, CUT) + FINE_BYTES)),
    bad("broken off amid the body", BROKEN, then_reset(head(200, CUT) + FINE_BYTES[:200])),
    bad("chunks cut off", BROKEN, bytes_only(CHUNKED, PARTS[0], PARTS[1][:50])),
    bad("chunks without the last, and closed", BROKEN, bytes_only(CHUNKED, *PARTS)),
    bad("no chunk at all", BROKEN, bytes_only(CHUNKED)),
    bad("cut off, with validators", BROKEN, bytes_only(head(200, CUT, 'ETag: "cut"'), FINE_BYTES)),
    Case(
        "cut off after it was whole",
        (
            Round(answer(FINE, 200, 'ETag: "whole"'), keeps={"etag": '"whole"'}),
            fails(
                BROKEN,
                bytes_only(head(200, CUT, 'ETag: "cut"') + rss("").encode()),
                articles=2,
                keeps={"etag": '"whole"'},
            ),
            Round(bytes_only(head(304)), sends={"if-none-match": '"whole"'}, new=0),
        ),
    ),
    # Wrong lengths
    one("two lengths that agree", answer(FINE, 200, EXACT)),
    bad("two lengths that differ", BROKEN, answer(FINE, 200, "Content-Length: 5")),
    bad("a negative length", BROKEN, bytes_only(head(200, "Content-Length: -5") + FINE_BYTES)),
    bad("a length in words", BROKEN, bytes_only(head(200, "Content-Length: many") + FINE_BYTES)),
    bad("a length of zero", EMPTY, bytes_only(head(200, "Content-Length: 0") + FINE_BYTES)),
    one("half closed when it is done", _half_closed(head(200) + FINE_BYTES)),
    one("no length, and closed", bytes_only(head(200) + FINE_BYTES)),
    one(
        "chunks and a length",
        bytes_only(head(200, "Transfer-Encoding: chunked", "Content-Length: 3"), *PARTS, LAST),
    ),
    one("chunks with extensions", bytes_only(CHUNKED, chunk(FINE_BYTES, b";x=1"), LAST)),
    one(
        "chunks with trailers",
        bytes_only(CHUNKED, *PARTS, b"0\r\nETag: x\r\n\r\n"),
        keeps={"etag": None},
    ),
    bad("a chunk size in words", BROKEN, bytes_only(CHUNKED, b"zz\r\n" + FINE_BYTES)),
    bad("a negative chunk", BROKEN, bytes_only(CHUNKED, b"-5\r\n" + FINE_BYTES)),
    bad("a chunk of 16 EB", BROKEN, bytes_only(CHUNKED, b"ffffffffffffffff\r\n" + FINE_BYTES)),
    bad(
        "a chunk larger than its size", BROKEN, bytes_only(CHUNKED, b"5\r\n" + FINE_BYTES + b"\r\n")
    ),
    bad(
        "an unknown transfer", BROKEN, bytes_only(head(200, "Transfer-Encoding: zip") + FINE_BYTES)
    ),
    # Heads
    bad("a header without a colon", BROKEN, bytes_only(head(200, "No colon") + FINE_BYTES)),
    bad("a header with a null", BROKEN, bytes_only(head(200, "X: a\0b") + FINE_BYTES)),
    one("a folded header", bytes_only(head(200, "X: a\r\n b") + FINE_BYTES)),
    one("line feeds alone", bytes_only(head(200).replace(b"\r\n", b"\n") + FINE_BYTES)),
    bad(
        "ten thousand headers", BROKEN, bytes_only(head(200, *(["X: y" * 9] * 10_000)) + FINE_BYTES)
    ),
    # Connections that are kept
    Case(
        "closed though it was to be kept",
        (Round(_closing(FINE_BYTES)), Round(_closing(rss().encode()))),
    ),
    # Documents that are slow to read: whatever is not well-formed takes some time an element
    Case(
        "a document that takes too long",
        (
            Round(answer(FINE)),
            fails(TOO_SLOW, answer(SLOW), articles=2, keeps={"etag": None}),
            Round(answer(FINE), new=0),
        ),
        Limits(total_seconds=30.0, parse_seconds=0.5),
    ),
    Case("kept", (Round(answer(FINE)), Round(answer(FINE), new=0))),
)
