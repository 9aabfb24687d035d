"""One HTML tag, as Markdown hands it over when it stands within a line."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

_TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][\w-]*)")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


class Tag(NamedTuple):
    name: str
    closes: bool
    attributes: Mapping[str, str]


def tag_of(source: str) -> Tag | None:
    """The tag that ``source`` is; None for a comment, a declaration and the like."""
    found = _TAG.match(source)
    if found is None:
        return None
    attributes = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(source, found.end())
    }
    return Tag(found["name"].lower(), bool(found["close"]), attributes)
