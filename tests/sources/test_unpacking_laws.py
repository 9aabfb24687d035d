"""What was compressed comes out as it was, however it arrives; and no more than the limits allow."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import BadContent, TooLarge
from tui.sources.limits import LIMITS, Limits
from tui.sources.unpacking import Unpacker


def raw_deflate(body: bytes, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes, int], bytes]]] = {
    "gzip": ("gzip", lambda body, level: gzip.compress(body, level)),
    "x-gzip": ("x-gzip", lambda body, level: gzip.compress(body, level)),
    "in capitals": ("GZip", lambda body, level: gzip.compress(body, level)),
    "zlib": ("deflate", lambda body, level: zlib.compress(body, level)),
    "bare deflate": ("deflate", raw_deflate),
    "nothing": ("", lambda body, level: body),
    "identity": ("identity", lambda body, level: body),
    "gzip, and identity": ("identity, gzip", lambda body, level: gzip.compress(body, level)),
}
bodies = st.binary(max_size=2_000) | st.builds(
    lambda part, times: part * times, st.binary(max_size=20), st.integers(0, 3_000)
)
cuts = st.lists(st.integers(0, 4_000), max_size=8)
packings = st.sampled_from(list(PACKERS.values()))
levels = st.integers(0, 9)


def cut(packed: bytes, places: Iterable[int]) -> list[bytes]:
    """``packed`` in pieces, of which some may be empty."""
    ends = [0, *sorted(min(place, len(packed)) for place in places), len(packed)]
    return [packed[start:end] for start, end in pairwise(ends)]


def unpacked(encoding: str, pieces: Sequence[bytes], limits: Limits = LIMITS) -> bytes:
    async def arriving() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return asyncio.run(Unpacker(encoding, "news.example.org", limits).take(arriving()))


@given(bodies, packings, levels, cuts)
def test_it_comes_out_as_it_was(
    body: bytes, packing: tuple[str, Callable[[bytes, int], bytes]], level: int, places: list[int]
) -> None:
    encoding, pack = packing
    assert unpacked(encoding, cut(pack(body, level), places)) == body


@pytest.mark.parametrize("name", PACKERS)
def test_byte_by_byte_too(name: str) -> None:
    encoding, pack = PACKERS[name]
    body = b"What a feed says. " * 50
    packed = pack(body, 9)
    assert unpacked(encoding, [packed[n : n + 1] for n in range(len(packed))]) == body


@given(st.lists(bodies, min_size=1, max_size=4), cuts)
def test_several_members_are_one_body(members: list[bytes], places: list[int]) -> None:
    packed = b"".join(map(gzip.compress, members))
    assert unpacked("gzip", cut(packed, places)) == b"".join(members)


@given(bodies, st.binary(max_size=20).filter(lambda rest: rest[:1] != b"\x1f"), cuts)
def test_what_follows_is_of_no_meaning(body: bytes, rest: bytes, places: list[int]) -> None:
    for encoding, packed in (("gzip", gzip.compress(body)), ("deflate", zlib.compress(body))):
        assert unpacked(encoding, cut(packed + rest, places)) == body


@given(bodies, st.sampled_from(("gzip", "zlib", "bare deflate")), st.integers(1, 4_000), cuts)
def test_what_is_cut_off_is_told(body: bytes, name: str, left: int, places: list[int]) -> None:
    encoding, pack = PACKERS[name]
    packed = pack(body, 6)
    begun = packed[: max(1, len(packed) - left)]
    with pytest.raises(BadContent) as caught:
        unpacked(encoding, cut(begun, places))
    assert "news.example.org" in str(caught.value) and caught.value.hint.text


@given(st.binary(max_size=300), st.sampled_from(("gzip", "deflate")), cuts)
def test_garbage_is_told_or_is_what_it_says(body: bytes, encoding: str, places: list[int]) -> None:
    try:
        found = unpacked(encoding, cut(body, places))
    except (BadContent, TooLarge):
        return
    assert found == unpacked(encoding, [body])  # and however it is cut


@given(bodies, packings, levels, cuts, st.integers(0, 3_000))
def test_limits_hold(
    body: bytes,
    packing: tuple[str, Callable[[bytes, int], bytes]],
    level: int,
    places: list[int],
    limit: int,
) -> None:
    encoding, pack = packing
    packed = pack(body, level)
    limits = Limits(body_bytes=limit)
    if len(body) > limit:
        with pytest.raises(TooLarge):
            unpacked(encoding, cut(packed, places), limits)
    elif len(packed) <= limit:
        assert unpacked(encoding, cut(packed, places), limits) == body


@pytest.mark.parametrize("name", ["gzip", "zlib", "bare deflate"])
@pytest.mark.parametrize("piece", [1, 1_000, 10**6])
def test_a_bomb_is_cut_before_it_is_large(name: str, piece: int) -> None:
    encoding, pack = PACKERS[name]
    bomb = pack(bytes(8 * 2**20), 9)
    assert len(bomb) < 10_000
    unpacker = Unpacker(encoding, "news.example.org", Limits())

    async def arriving() -> AsyncIterator[bytes]:
        for start in range(0, len(bomb), piece):
            yield bomb[start : start + piece]

    with pytest.raises(TooLarge) as caught:
        asyncio.run(unpacker.take(arriving()))
    assert len(unpacker._body) < 3 * 2**20  # it is 8 MB, and would be within that limit
    assert "MB" in str(caught.value)


def test_a_megabyte_of_blanks_is_no_bomb() -> None:
    assert len(unpacked("gzip", [gzip.compress(bytes(2**20))])) == 2**20


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "gzip, gzip", "gzip, deflate", "compress", "x\x1b[31m"]
)
def test_what_was_not_asked_for_is_told(encoding: str) -> None:
    with pytest.raises(BadContent) as caught:
        unpacked(encoding, [b"x"])
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate", "identity"])
def test_nothing_is_nothing(encoding: str) -> None:
    assert unpacked(encoding, []) == b""
    assert unpacked(encoding, [b"", b""]) == b""
