"""Identity: which article is which, for ever after.

An id is the first 63 bits of BLAKE2b over (source key, guid): it fits SQLite's signed integer,
and a million articles collide with a chance of one in ten million. People and scripts see it as
13 lower-case base32 characters; a unique prefix of four or more serves everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

ArticleId = NewType("ArticleId", int)

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_LENGTH = 13
_SPARE = _LENGTH * 5 - 63  # bits; shifted in below, so that every character carries information
SHORTEST_PREFIX = 4


def article_id(source: str, guid: str) -> ArticleId:
    """The id of the article that ``source`` calls ``guid``."""
    if not guid:
        raise ValueError("an article without a guid has no identity")
    from hashlib import blake2b  # 3 ms of OpenSSL, which only who fetches needs

    digest = blake2b(f"{len(source)}:{source}{guid}".encode(), digest_size=8).digest()
    return ArticleId(int.from_bytes(digest, "big") >> 1)


def to_text(article: int) -> str:
    """``article`` as people write it."""
    shifted = article << _SPARE
    return "".join(_ALPHABET[(shifted >> 5 * place) & 31] for place in reversed(range(_LENGTH)))


def prefix_range(prefix: str) -> tuple[int, int] | None:
    """The lowest and highest id that begin with ``prefix``; None if it is not one."""
    prefix = prefix.lower()
    if not SHORTEST_PREFIX <= len(prefix) <= _LENGTH or not set(prefix) <= _VALUES.keys():
        return None
    value = 0
    for character in prefix:
        value = value << 5 | _VALUES[character]
    open_bits = 5 * (_LENGTH - len(prefix))
    low = value << open_bits
    return low >> _SPARE, (low | ((1 << open_bits) - 1)) >> _SPARE


_NOT_IN_A_KEY = re.compile(r"[^\w.-]+")


def slug(name: str) -> str:
    """A key for a source called ``name``: its letters and digits of any script, joined by hyphens."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_IN_A_KEY.sub("-", text).strip("-.") or "source"
