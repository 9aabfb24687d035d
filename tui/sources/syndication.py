"""RSS and Atom: well-formed, nearly so, or hardly at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from tui.core.draft import Draft, FeedInfo
from tui.core.text import without_sequences
from tui.errors import BadContent, TelexError, WebPage, said
from tui.sources import feedtext, loose, strict
from tui.sources.base import Trouble

# What no XML may hold, yet feeds do: a page's text was pasted into them.
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31});|#([0-9]{1,12}|[xX][0-9a-fA-F]{1,12});)?")
_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_OPENING = re.compile(
    r"<(?:\?xml|rss|rdf:RDF|feed|\w{1,20}:feed|channel|!DOCTYPE (?:rss|rdf))\b", re.IGNORECASE
)
_JUNK = 4_096  # characters that may stand before a document, where a server printed its warnings


def read(
    content: bytes, address: str, content_type: str = "", limit: int = 10_000
) -> Iterator[FeedInfo | Draft | Trouble]:
    """The feed and its entries; a remark if some of its text was lost.

    Raises :class:`BadContent` for what is no feed.
    """
    text, remark = feedtext.decode(content, content_type)
    if remark is not None:
        yield Trouble("", remark, remark=True)
    yield from _read(text, address, limit)


def _read(text: str, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    text = _NO_XML.sub("", without_sequences(text))
    if (opening := _OPENING.search(text[:_JUNK])) is not None:
        text = text[opening.start() :]
    for attempt in (_as_it_is, _mended):
        try:
            return strict.read(attempt(text), address, limit)
        except ValueError:
            continue
    try:
        return loose.read(_mended(text), address, limit)
    except ValueError:
        raise _no_feed(text) from None


def _as_it_is(text: str) -> str:
    return text


def _mended(text: str) -> str:
    """``text`` with ampersands that mean themselves, and HTML's entities, as XML has them."""

    def written(found: re.Match[str]) -> str:
        name, number = found[1], found[2]
        if number is not None:
            return found[0] if _is_character(number) else ""
        if name is None:
            return "&amp;"
        if name in _OF_XML:
            return found[0]
        meant = html5.get(f"{name};")
        if meant is None:
            return f"&amp;{name};"
        return meant.replace("&", "&amp;").replace("<", "&lt;")

    return _AMPERSAND.sub(written, text)


def _is_character(number: str) -> bool:
    """Whether XML may hold the character of that number (XML 1.0, 2.2)."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return (
        code in (9, 10, 13)
        or 0x20 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0xFFFF < code < 0x110000
    )


def _no_feed(text: str) -> TelexError:
    """Why ``text`` is no feed."""
    if not text.strip():
        return BadContent(said("The answer is empty"), said("telex tries again later"))
    if _is_page(text):
        return WebPage(
            said("This is a web page, not a feed"),
            said("Look on it for a link named RSS or Atom, and add that"),
        )
    return BadContent(
        said("This is no RSS, Atom or JSON feed"), said("Check the address in a browser")
    )


def _is_page(text: str) -> bool:
    start = text[:2_000].lower()
    return "<html" in start or "<!doctype html" in start
