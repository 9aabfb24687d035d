"""Addresses that stand in a text as they are.

The rules of GitHub Flavored Markdown (§6.9), with one difference: an address ends where CJK text
begins, for there nobody sets a space after it (``见https://example.org/a，……``). Addresses outside
ASCII are written percent-encoded when they are copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9_.@/-])(?P<url>(?:https?://|www\.)[A-Za-z0-9\[][\w.:\[\]-]*"
    r"(?:[/?#][!-~]*)?)|(?<![\w.+/-])(?P<mail>[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    re.ASCII | re.IGNORECASE,
)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")


def addresses_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Where each address starts and ends in ``words``, and the link it makes."""
    if "://" not in words and "www." not in words.lower() and "@" not in words:
        return
    for found in _CANDIDATE.finditer(words):
        shown = _trimmed(found[0])
        end = found.start() + len(shown)
        if found["mail"]:
            if not shown.endswith("-") and words[found.end() : found.end() + 1] not in ("_", "-"):
                yield found.start(), end, f"mailto:{shown}"
        elif shown.lower().startswith("www."):
            if shown.count(".") > 1 or "/" in shown:
                yield found.start(), end, f"http://{shown}"
        elif "." in shown or "localhost" in shown:
            yield found.start(), end, shown


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence that it ends."""
    address = address.split("<", 1)[0].split('"', 1)[0].split("`", 1)[0]
    while address:
        shorter = _ENTITY.sub("", address).rstrip("?!.,:;*_~'>")
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter.endswith("]") and shorter.count("]") > shorter.count("["):
            shorter = shorter[:-1]
        if shorter == address:
            break
        address = shorter
    return address
