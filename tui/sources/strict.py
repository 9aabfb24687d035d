"""Well-formed RSS and Atom through expat: ten times faster than what reads anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.core.draft import Draft, FeedInfo
from tui.sources import atom, rss, xmltree

_ATOM = "http://www.w3.org/2005/Atom"


def read(text: str, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    """The feed and its first ``limit`` entries.

    Raises ValueError, before anything is yielded, for what is not well-formed or no feed.
    """
    root = xmltree.parse(text)
    if root.tag == "feed":
        # Atom whose namespace was forgotten.
        root = xmltree.parse(re.sub(r"<feed\b", f'<feed xmlns="{_ATOM}"', text, count=1))
    kind = xmltree.name_of(root.tag)
    if kind in ("atom:feed", "atom:entry"):
        return atom.read(root, address, limit)
    if kind not in ("rss", "rdf:rdf", "channel"):
        raise ValueError(f"{kind} is no feed")
    if kind != "channel" and "channel" not in xmltree.parts_of(root):
        raise ValueError("there is no channel")
    return rss.read(root, address, limit)
