"""The key of an article in the library: its time, so that the order of keys is that of the list."""

from __future__ import annotations

from datetime import datetime

DOCID_BITS = 20
"""What stands below the seconds."""
SEARCH_SHIFT = 10
"""The search index knows an article by its key without these lowest bits: each bit more costs it a
twentieth of its size. No two articles differ in them only."""


def first_docid(moment: datetime) -> int:
    """The lowest key an article of ``moment`` or later can have."""
    return int(moment.timestamp()) << DOCID_BITS


def candidates(second: int, number: int) -> list[int]:
    """Keys for the article ``number`` of that ``second``, the best first, ends of stretches that are
    its own. Where thousands share a second, some are put a little later."""
    step = 1 << SEARCH_SHIFT
    slots = 1 << (DOCID_BITS - SEARCH_SHIFT)
    found = []
    later = 0
    while later < 1 << 20:
        for turn in range(3):
            slot = (number >> (SEARCH_SHIFT * turn)) % slots
            found.append(((second + later) << DOCID_BITS) + slot * step)
        later = max(1, 2 * later)
    return found
