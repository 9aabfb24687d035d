"""What a feed document of the tables beside this file is, and the shapes in which they write them.

Each says what a reader expects of it: by the standards (RSS 2.0, RFC 4287, JSON Feed 1.1, XML 1.0
and the modules' specifications) and, where these leave it open, by what a good reader shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ADDRESS = "https://news.example.org/feed.xml"
HOME = "https://news.example.org/"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
    }.items()
)


@dataclass(frozen=True, slots=True)
class Case:
    """One document, and what is expected of it.

    ``expected`` are fields of the admitted article ``which`` (its place, or its title) and its
    ``body`` and ``body_format``; times in UTC, enclosures as (address, type, size). ``feed`` are
    the feed's ``title`` and ``home``, and ``titles``, ``guids`` or ``urls`` of all its articles
    and how many ``identities`` they have.
    ``entries`` is how many there are, None where that is open. ``has`` stands in the body, and
    ``lacks`` nowhere. ``bad``: a part of what is told of a document that is no feed,
    empty where any words will do; None for a feed.

    ``only``: of the two readers of XML the one that is to make this of it; ``why`` tells the reason.
    """

    name: str
    content: str | bytes
    expected: Mapping[str, object]
    feed: Mapping[str, object] = field(default_factory=dict)
    entries: int | None = 1
    which: int | str = 0
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    bad: str | None = None
    content_type: str = "application/xml"
    address: str = ADDRESS
    only: Literal["", "strict", "loose"] = ""
    why: str = ""

    @property
    def bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.encode()

    @property
    def is_json(self) -> bool:
        return self.bytes.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def case(
    name: str,
    content: str | bytes,
    *,
    feed: Mapping[str, object] | None = None,
    entries: int | None = 1,
    which: int | str = 0,
    has: str | tuple[str, ...] = (),
    lacks: str | tuple[str, ...] = (),
    bad: str | None = None,
    content_type: str = "application/xml",
    address: str = ADDRESS,
    only: Literal["", "strict", "loose"] = "",
    why: str = "",
    **expected: object,
) -> Case:
    return Case(
        name,
        content,
        expected,
        feed or {},
        entries,
        which,
        (has,) if isinstance(has, str) else has,
        (lacks,) if isinstance(lacks, str) else lacks,
        bad,
        content_type,
        address,
        only,
        why,
    )


def rss(*items: str, channel: str = "", attributes: str = "") -> str:
    """RSS 2.0 with all the usual modules; each of ``items`` is what stands in one."""
    return (
        f'<rss version="2.0" {NAMESPACES} {attributes}><channel><title>News</title>'
        f"<link>{HOME}</link>{channel}"
        + "".join(f"<item>{inner}</item>" for inner in items)
        + "</channel></rss>"
    )


def atom(*entries: str, feed: str = "", attributes: str = "") -> str:
    """An Atom feed; each of ``entries`` is what stands in one."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title>{feed}'
        + "".join(f"<entry>{inner}</entry>" for inner in entries)
        + "</feed>"
    )


def atom03(*entries: str, feed: str = "", attributes: str = "") -> str:
    """An Atom 0.3 feed; each of ``entries`` is what stands in one."""
    return (
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#" {attributes}><title>News</title>{feed}'
        + "".join(f"<entry>{inner}</entry>" for inner in entries)
        + "</feed>"
    )


def json_feed(*items: object, **feed: object) -> str:
    """A JSON Feed 1.1 of ``items``; ``feed`` are further fields of its own."""
    version = "https://jsonfeed.org/version/1.1"
    document = {"version": version, "title": "News", "home_page_url": HOME, **feed, "items": items}
    return json.dumps(document, ensure_ascii=False)
