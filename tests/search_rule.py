"""The rule of search in plain Python, for tests to hold the index against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.core.searchtext import PART

_TOKEN = re.compile(r"[0-9a-zA-Z\x80-\U0010ffff]+")


def count(segmented_text: str) -> int:
    """How many words that is: characters of the first kind, and words of the others."""
    found = _TOKEN.findall(segmented_text)
    return len(found) - found.count(PART)


def contains(haystack: Sequence[str], wanted: Sequence[str], *, prefix: bool = False) -> bool:
    """Whether ``wanted`` stands in ``haystack``, one token behind the other; the last of them need
    only begin one, if ``prefix``."""
    size = len(wanted)
    for start in range(len(haystack) - size + 1):
        if all(haystack[start + n] == wanted[n] for n in range(size - 1)):
            last = haystack[start + size - 1]
            if last.startswith(wanted[-1]) if prefix else last == wanted[-1]:
                return True
    return False
