"""Decompressing an answer in bounded steps: a kilobyte can hold a gigabyte."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from tui.core import text
from tui.errors import BadContent, TelexError, TooLarge, said
from tui.sources.limits import Limits

ACCEPT_ENCODING = "gzip, deflate"
_STEP = 256 * 1024  # bytes that one step may bring
_MEMBER = b"\x1f\x8b"
_RATIO_FROM = 2**20  # bytes; before that a feed may well be nothing but blanks


class Unpacker:
    """Takes a body as it comes over the wire, and keeps what it is. ``host`` is named in what is
    raised: :class:`TooLarge` beyond the limits, :class:`BadContent` for what does not decompress.
    """

    def __init__(self, encodings: str, host: str, limits: Limits) -> None:
        names = [name.strip().lower() for name in encodings.split(",")]
        self._names = [name for name in names if name not in ("", "identity")]
        self._host = host
        self._limits = limits
        self._came = 0
        self._body = bytearray()
        if len(self._names) > 1 or not {"gzip", "x-gzip", "deflate"}.issuperset(self._names):
            raise self._damaged(text.line(encodings, 60))
        self._unpack = self._decompressor() if self._names else None
        self._begun = False
        self._held = b""

    def _decompressor(self, *, raw: bool = False) -> zlib._Decompress:
        if self._names[0] == "deflate":
            return zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS)
        return zlib.decompressobj(zlib.MAX_WBITS | 16)

    def have(self, body: bytes) -> bytes:
        """``body``, which is there already, if it is within the limits."""
        self._came = len(body)
        self._keep(body)
        return body

    async def take(self, pieces: AsyncIterator[bytes]) -> bytes:
        """All of ``pieces``, decompressed."""
        async for piece in pieces:
            self._came += len(piece)
            if self._came > self._limits.body_bytes:
                raise self._too_large(self._came)  # compressed it is no smaller
            if self._unpack is None:
                self._keep(piece)
            else:
                self._inflate(piece)
        if self._unpack is not None and self._came and not self._unpack.eof:
            raise self._damaged("cut off")
        return bytes(self._body)

    def _inflate(self, piece: bytes) -> None:
        assert self._unpack is not None
        rest, self._held = self._held + piece, b""
        while rest:
            if self._unpack.eof:
                # gzip may be several members; what else follows is of no meaning (RFC 1952, 2.2).
                if len(rest) < len(_MEMBER) and _MEMBER.startswith(rest):
                    self._held = rest
                    return
                if not rest.startswith(_MEMBER):
                    return
                self._unpack = self._decompressor()
            elif self._names[0] == "deflate" and not self._begun:
                if len(rest) < 2:
                    self._held = rest
                    return
                # Some servers send it bare, which the first two bytes tell (RFC 1950, 2.2).
                bare = rest[0] & 15 != 8 or (rest[0] << 8 | rest[1]) % 31 != 0
                self._unpack = self._decompressor(raw=bare)
            self._begun = True
            try:
                found = self._unpack.decompress(rest, _STEP)
            except zlib.error as error:
                raise self._damaged(str(error)) from error
            self._keep(found)
            rest = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail

    def _keep(self, found: bytes) -> None:
        self._body += found
        size = len(self._body)
        if size > self._limits.body_bytes or (
            size > _RATIO_FROM and size > self._limits.ratio * self._came
        ):
            raise self._too_large(size)

    def _too_large(self, size: int) -> TelexError:
        limit = min(self._limits.body_bytes, size) >> 20 or 1
        return TooLarge(
            said("{host} sent more than {limit} MB", host=self._host, limit=limit),
            said("Ask for a feed with fewer entries"),
        )

    def _damaged(self, why: str) -> TelexError:
        return BadContent(
            said("{host} sent something that does not decompress", host=self._host),
            said("Try again later"),
            text.line(why, 200),
        )
