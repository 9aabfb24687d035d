"""How much of anything one fetch may take. Beyond it stands a problem in words, never a wait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``ratio``: a body that grows more than so many times when it is decompressed is a bomb, once
    there is a megabyte of it."""

    total_seconds: float = 60.0
    idle_seconds: float = 15.0
    parse_seconds: float = 10.0
    body_bytes: int = 8 * 2**20  # after decompression
    ratio: int = 200
    redirects: int = 5
    entries: int = 10_000


LIMITS = Limits()
