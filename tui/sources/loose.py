"""Feeds that are no well-formed XML, through feedparser, which reads anything.

Its sanitising and its work on relative links are off: they cost two thirds of its time, and the
gate and the renderer do both anyway.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from tui.core import dates
from tui.core.draft import Draft, FeedInfo, RawDate
from tui.core.models import BodyFormat
from tui.core.plain import words_of_html
from tui.sources.entry import absolute, format_of, join, minutes, person, title_of

_HTML = ("text/html", "application/xhtml+xml")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")


def read(text: str, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    """The feed and its first ``limit`` entries. Raises ValueError for what is no feed."""
    import feedparser

    text = _DECLARATION.sub("", text, count=1)  # of another encoding, perhaps, than UTF-8
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),  # bytes it would take for a file's name
        # (Told of the address, it would make addresses of ids, too.)
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise ValueError("no feed")
    return _events(parsed, address, limit)


def _events(parsed: Any, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    feed = parsed.feed
    atom = parsed.get("version", "").startswith("atom")
    yield FeedInfo(
        title=_title(feed, atom=atom),
        home=join(address, _str(feed.get("link"))),
        ttl=minutes(_str(feed.get("ttl"))),
    )
    language = _str(feed.get("language")) or _str((feed.get("title_detail") or {}).get("language"))
    authors = _authors(feed)
    for entry in islice(parsed.entries, limit):
        yield _draft(entry, address, language, authors, atom=atom)


def _draft(entry: Any, address: str, language: str, authors: list[str], *, atom: bool) -> Draft:
    contents = [each for each in entry.get("content") or [] if _str(each.get("value")).strip()]
    # The richest of several: a feed may repeat an entry as plain text.
    contents.sort(key=lambda content: content.get("type") not in _HTML)
    detail = contents[0] if contents else entry.get("summary_detail") or {}
    value, kind = _str(detail.get("value")), _str(detail.get("type"))
    link = join(address, _str(entry.get("feedburner_origlink")) or _link(entry))
    body_format: BodyFormat = "html" if kind in _HTML and atom else format_of(value)
    if kind not in _HTML:
        body_format = "text"
    if body_format == "html" and not link:
        value = absolute(value, address)
    source = entry.get("source") or {}
    updated = _date(entry, "updated")
    return Draft(
        guid=_str(entry.get("id")),
        title=_title(entry, atom=atom),
        url=link,
        authors=_authors(entry) or _authors(source) or authors,
        # Atom requires only `updated`; without either an old entry would pass for today's.
        published=_date(entry, "published") or _date(entry, "created") or updated,
        updated=updated,
        lang=_str(entry.get("language")) or _str(detail.get("language")) or language,
        summary=_str(entry.get("summary")) if contents else "",
        body=value,
        body_format=body_format,
        tags=[title_of(_str(t.get("label") or t.get("term"))) for t in entry.get("tags") or []],
        thumbnail=join(address, _thumbnail(entry)),
        enclosures=list(_enclosures(entry, address)),
    )


def _link(entry: Any) -> str:
    links = [each for each in entry.get("links") or [] if each.get("rel") == "alternate"]
    links.sort(key=lambda each: each.get("type", "text/html") not in _HTML)
    return next((_str(each.get("href")) for each in links), "") or _str(entry.get("link"))


def _authors(element: Any) -> list[str]:
    named = [_str(a.get("name")) or _str(a.get("email")) for a in element.get("authors") or []]
    return [person(name) for name in named if name]


def _thumbnail(entry: Any) -> str:
    pictures = [each.get("url") for each in entry.get("media_thumbnail") or []]
    pictures.append((entry.get("image") or {}).get("href"))
    pictures += [
        each.get("url")
        for each in entry.get("media_content") or []
        if each.get("medium") == "image"
    ]
    return next((_str(picture) for picture in pictures if picture), "")


def _enclosures(entry: Any, address: str) -> Iterator[dict[str, str]]:
    films = [each for each in entry.get("media_content") or [] if each.get("medium") != "image"]
    seen = set()
    for each in (*(entry.get("enclosures") or ()), *films):
        found = join(address, _str(each.get("href") or each.get("url")))
        if found and found not in seen:
            seen.add(found)
            size = _str(each.get("length") or each.get("filesize"))
            yield {"url": found, "type": _str(each.get("type")), "size": size}


def _title(element: Any, *, atom: bool) -> str:
    title = _str(element.get("title"))
    kind = _str((element.get("title_detail") or {}).get("type"))
    if atom:
        return words_of_html(title) if kind in _HTML else title
    return title_of(title)


def _date(entry: Any, name: str) -> RawDate:
    # Asked in its own way, feedparser answers for `updated` with `published`.
    written = _str(dict.get(entry, name))
    if dates.read(written) is not None:
        return written
    parsed = dict.get(entry, f"{name}_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""
