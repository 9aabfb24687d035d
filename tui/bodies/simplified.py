"""Which characters are simplified ones of which, for search."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

# Rare characters beyond these are 1,500 pairs more, and a class of them is searched one by one.
_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


@cache
def table() -> str:
    """Pairs of a traditional character and the simplified one that is written in its place, by
    OpenCC's table of characters."""
    import opencc  # 15 ms

    characters = [chr(code) for first, end in _HAN for code in range(first, end)]
    # Each on a line of its own: a phrase of them would be looked at as one.
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, simplified, strict=True)
    return "".join(was + now for was, now in pairs if was != now and len(now) == 1)


def made_by() -> str:
    """The version of the table."""
    return version("opencc")
