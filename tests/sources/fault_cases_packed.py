"""Cases of compression: bombs, lies, and what was cut off or spoilt on its way."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat

from tests.sources.fault_cases import (
    BINARY,
    EMPTY,
    FINE_BYTES,
    MB,
    ROOMY,
    TOO_LARGE,
    UNPACKED,
    UNREACHABLE,
    Case,
    bad,
    item,
    one,
    rss,
)
from tests.sources.fault_server import Ask, Play, Wire, answer, bytes_only, endless, head
from tui.sources.limits import Limits

GZIP = "Content-Encoding: gzip"
DEFLATE = "Content-Encoding: deflate"
BOMB_BYTES = 2**30
_BLOCK = 2**20
EMPTY_BLOCK = b"\0\0\0\xff\xff"
_START = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Boom</title><!--'


def bomb(wbits: int = 31) -> Iterator[bytes]:
    """A gibibyte of spaces in a feed's comment, compressed to one mebibyte, piece by piece.

    After a full flush the same block can be repeated: nobody has to compress a gibibyte for it.
    """
    packing = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packing.compress(_START) + packing.flush(zlib.Z_FULL_FLUSH)
    block = packing.compress(b" " * _BLOCK) + packing.flush(zlib.Z_FULL_FLUSH)
    return chain((start,), repeat(block, BOMB_BYTES // _BLOCK))


def pour_bomb(wbits: int = 31, encoding: str = GZIP) -> Play:
    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(head(200, encoding))
        await wire.pour(bomb(wbits))

    return play


def packed(data: bytes, encoding: str = GZIP) -> Play:
    """``data`` as it stands, called ``encoding``."""
    return answer(data, 200, encoding)


def raw_deflate(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def _dripped(data: bytes, encoding: str = GZIP) -> Play:
    """``data`` with its seams anywhere."""

    async def play(wire: Wire, ask: Ask) -> None:
        await wire.send(head(200, encoding))
        await wire.drip(data, 0.001)

    return play


def zipped_text(size: int = MB) -> bytes:
    """A feed of about ``size`` bytes, or rather its beginning, packed as words are."""
    stories = "".join(item(number) for number in range(size // len(item(1000))))
    return gzip.compress(f"{rss('')[:-16]}{stories}".encode())


ZIPPED = gzip.compress(FINE_BYTES)
LARGE = rss(*(item(n) for n in range(20_000)), channel=f"<!--{' ' * 4 * MB}-->").encode()
BRIEF = replace(ROOMY, total_seconds=5.0)
WIDE = Limits(30.0, 15.0, 20.0, 8 * MB, 200, 5, 50)
# 1 MB and little more of one letter: a thousand times smaller when packed, and yet no bomb.
DENSE = rss(channel=f"<!--{' ' * 900_000}-->").encode()
MEMBERS = gzip.compress(FINE_BYTES[:99]) + gzip.compress(FINE_BYTES[99:])
SPOILT = ZIPPED[:-8] + bytes(4) + ZIPPED[-4:]

CASES: tuple[Case, ...] = (
    one("gzip", packed(ZIPPED)),
    one("deflate", packed(zlib.compress(FINE_BYTES), DEFLATE)),
    one("deflate without its head", packed(raw_deflate(FINE_BYTES), DEFLATE)),
    one("x-gzip", packed(ZIPPED, "Content-Encoding: x-gzip")),
    one("identity", packed(FINE_BYTES, "Content-Encoding: identity")),
    one("in capitals", packed(ZIPPED, "content-encoding: GZip")),
    one("in several members", packed(MEMBERS)),
    one("packed a thousandfold, but small", packed(gzip.compress(DENSE))),
    one("large, packed as text is", packed(gzip.compress(LARGE)), limits=WIDE, articles=50),
    one("deflate without its head, byte by byte", _dripped(raw_deflate(FINE_BYTES), DEFLATE)),
    one("several members, byte by byte", _dripped(MEMBERS)),
    one("something behind it, byte by byte", _dripped(ZIPPED + bytes(9))),
    # Bombs
    bad("a gzip bomb of 1 GiB", TOO_LARGE, pour_bomb(), most_sent=16 * MB),
    bad("a deflate bomb of 1 GiB", TOO_LARGE, pour_bomb(15, DEFLATE)),
    bad("a gzip bomb in a large allowance", TOO_LARGE, pour_bomb(), limits=WIDE),
    bad(
        "a bomb by its ratio alone",
        TOO_LARGE,
        packed(gzip.compress(rss(channel=f"<!--{' ' * 4 * MB}-->").encode())),
        limits=WIDE,
    ),
    bad(
        "a bomb in a bomb",
        (TOO_LARGE, UNPACKED),
        packed(gzip.compress(gzip.compress(bytes(64 * MB))), "Content-Encoding: gzip, gzip"),
    ),
    bad(
        "twenty encodings",
        (TOO_LARGE, UNPACKED),
        packed(ZIPPED, f"Content-Encoding: {', '.join(['gzip'] * 20)}"),
    ),
    bad(
        "a bomb in its second member",
        TOO_LARGE,
        packed(ZIPPED + gzip.compress(bytes(64 * MB))),
    ),
    bad(
        "empty members without an end",
        TOO_LARGE,
        endless(head(200, GZIP), gzip.compress(b"") * 999),
        limits=BRIEF,
    ),
    bad(
        "empty blocks without an end",
        TOO_LARGE,
        endless(head(200, DEFLATE) + b"\x78\x9c", EMPTY_BLOCK * 999),
        limits=BRIEF,
    ),
    bad(
        "gzip, and no end behind it",
        TOO_LARGE,
        endless(head(200, GZIP) + ZIPPED, bytes(2**16)),
        limits=BRIEF,
    ),
    # Lies
    bad(
        "packed twice, and says so",
        UNPACKED,
        packed(gzip.compress(ZIPPED), "Content-Encoding: gzip, gzip"),
    ),
    bad("says gzip and is plain", UNPACKED, packed(FINE_BYTES)),
    bad("says deflate and is plain", UNPACKED, packed(FINE_BYTES, DEFLATE)),
    bad("says deflate and is gzip", UNPACKED, packed(ZIPPED, DEFLATE)),
    bad("says gzip and is deflate", UNPACKED, packed(zlib.compress(FINE_BYTES))),
    bad("is gzip and does not say so", BINARY, answer(ZIPPED, kind="application/gzip")),
    bad("is gzip twice and says once", BINARY, packed(gzip.compress(ZIPPED))),
    bad(
        "brotli, which nobody asked for",
        UNPACKED,
        packed(b"\x0b\x02\x80news\x03", "Content-Encoding: br"),
    ),
    bad(
        "zstd, which nobody asked for",
        UNPACKED,
        packed(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"),
    ),
    bad("an unknown encoding", UNPACKED, packed(FINE_BYTES, "Content-Encoding: rot13")),
    bad("says gzip and is empty", EMPTY, packed(b"")),
    bad("gzip of nothing", EMPTY, packed(gzip.compress(b""))),
    # Spoilt
    bad("gzip cut off", UNPACKED, packed(ZIPPED[:-30])),
    bad("gzip without its sum", UNPACKED, packed(ZIPPED[:-8])),
    bad("gzip with a wrong sum", UNPACKED, packed(SPOILT)),
    bad("gzip with a byte changed", UNPACKED, packed(ZIPPED[:60] + b"\xff\xff\xff" + ZIPPED[63:])),
    bad(
        "gzip cut off by the connection",
        UNREACHABLE,
        bytes_only(head(200, GZIP, "Content-Length: 999"), ZIPPED),
    ),
    bad("gzip's first bytes only", UNPACKED, packed(ZIPPED[:2])),
    one("gzip and something behind it", packed(ZIPPED + b"\0" * 9)),
)
