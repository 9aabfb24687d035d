"""RSS and Atom, of every version, through feedparser.

Its sanitising and its work on relative links are off: they cost two thirds of its time, and the
gate and the renderer do both anyway.
"""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from tui.core.draft import Draft, FeedInfo, RawDate
from tui.core.models import BodyFormat
from tui.core.plain import words_of_html
from tui.errors import BadContent, said

_ENTRIES_LIMIT = 10_000
_HTML = ("text/html", "application/xhtml+xml")


def read(content: bytes, address: str, content_type: str) -> Iterator[FeedInfo | Draft]:
    """The feed and its entries. Raises :class:`BadContent` for what is no feed."""
    import feedparser

    parsed = feedparser.parse(
        io.BytesIO(content),  # given bytes, it would open a file or an address of that name
        response_headers={"content-type": content_type, "content-location": address},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise _no_feed(content)
    feed = parsed.feed
    yield FeedInfo(title=_title(feed), home=_join(address, _str(feed.get("link"))))
    language = _str(feed.get("language"))
    author = _str(feed.get("author"))
    for entry in parsed.entries[:_ENTRIES_LIMIT]:
        yield _draft(entry, address, language, author)


def _no_feed(content: bytes) -> BadContent:
    if not content.strip():
        return BadContent(said("The answer is empty"), said("telex tries again later"))
    start = content[:2_000].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return BadContent(
            said("This is a web page, not a feed"),
            said("Look on it for a link named RSS or Atom, and add that"),
        )
    return BadContent(
        said("This is no RSS, Atom or JSON feed"), said("Check the address in a browser")
    )


def _draft(entry: Any, address: str, language: str, author: str) -> Draft:
    contents = entry.get("content") or []
    summary = _str(entry.get("summary"))
    if contents:
        value, kind = _str(contents[0].get("value")), _str(contents[0].get("type"))
        # The richest of several: a feed may repeat an entry as plain text.
        for other in contents[1:]:
            if other.get("type") in _HTML and kind not in _HTML:
                value, kind = _str(other.get("value")), _str(other.get("type"))
    else:
        value, kind = summary, _str((entry.get("summary_detail") or {}).get("type"))
        summary = ""
    link = _join(address, _str(entry.get("link")))
    authors = [_str(a.get("name")) for a in entry.get("authors") or [] if a.get("name")]
    return Draft(
        guid=_str(entry.get("id")),
        title=_title(entry),
        url=link,
        authors=authors or ([author] if author else []),
        # Atom requires only `updated`; without either an old entry would pass for today's.
        published=_date(entry, "published") or _date(entry, "updated"),
        updated=_date(entry, "updated"),
        lang=_str((contents[0] if contents else {}).get("language")) or language,
        summary=summary,
        body=value,
        body_format=_body_format(kind, value),
        tags=[_str(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or []],
        thumbnail=next(
            (_str(t.get("url")) for t in entry.get("media_thumbnail") or [] if t.get("url")), ""
        ),
        enclosures=list(entry.get("enclosures") or []),
    )


def _body_format(kind: str, value: str) -> BodyFormat:
    if kind in _HTML and words_of_html(value) != value:
        return "html"
    # RSS knows no other type than HTML, yet some write bare lines.
    return "html" if kind in _HTML and "\n" not in value.strip() else "text"


def _title(element: Any) -> str:
    title = _str(element.get("title"))
    kind = _str((element.get("title_detail") or {}).get("type"))
    return words_of_html(title) if kind in _HTML else title


def _date(entry: Any, name: str) -> RawDate:
    # Asked in its own way, feedparser answers for `updated` with `published`.
    parsed = dict.get(entry, f"{name}_parsed")
    if parsed is not None:
        try:
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return _str(dict.get(entry, name))


def _join(address: str, link: str) -> str:
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return ""


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""
