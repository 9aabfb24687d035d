"""Admission: a raw :class:`Draft` becomes an :class:`Article` whose every string passed the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui.core import dates, text
from tui.core.draft import Draft, RawDate
from tui.core.ids import article_id
from tui.core.models import Article, Body, Enclosure
from tui.core.original import split_original
from tui.core.plain import words_of_html
from tui.core.text import Line, Url

UNTITLED = Line("—")
LABEL_LIMIT = 100  # characters
LABELS_LIMIT = 100
SUMMARY_LIMIT = 600
TITLE_FROM_BODY = 80
_TRACKING = ("utm_", "mc_", "fbclid", "gclid", "spm")


@dataclass(frozen=True, slots=True)
class Admission:
    """What admission needs to know of where a draft comes from."""

    source: str
    name: str
    zone: tzinfo
    now: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """An article ready to be stored. ``fingerprint`` tells its content from an edited one's."""

    article: Article
    body: Body
    fingerprint: bytes


def canonical(address: Url) -> str:
    """``address`` as identity: without fragment, tracking parameters and a trailing slash."""
    parts = urlsplit(address)
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING)]
    )
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), query, ""))


def guid_of(draft: Draft, address: Url | None, title: Line, body: str) -> str:
    """What tells an article from its source's others: its id, else its link, else its content."""
    if guid := draft.guid.strip():
        return _encodable(guid)
    if address:
        return canonical(address)
    if draft.path:
        return _encodable(draft.path)
    content = f"{title}\0{draft.published}\0{body}"
    return "content:" + blake2b(content.encode(errors="replace"), digest_size=16).hexdigest()


def _encodable(guid: str) -> str:
    # JSON can write half a surrogate pair. It is no text, but it tells one entry from another.
    return guid.encode("utf-8", "backslashreplace").decode()


def admit(draft: Draft, where: Admission) -> Admitted:
    """``draft`` through the gate: clean text, aware dates, an identity that is never empty."""
    categories, tags = labels(draft.categories), labels(draft.tags)
    address = text.url(draft.url)
    # An address whose credentials or strange characters were refused may still be an http one.
    body = text.block(draft.body)
    if address is None and draft.body_format == "markdown":
        without, address = split_original(body, [*categories, *tags, where.name])
        body = text.block(without)
    title = text.line(draft.title) or _title_from(body, draft) or Line(address or UNTITLED)
    published, visible_from, first_seen = _times(draft, where)
    article = Article(
        id=article_id(where.source, guid := guid_of(draft, address, title, body)),
        source=where.source,
        feed=text.line(draft.feed_key),
        guid=guid,
        title=title,
        url=address,
        authors=labels(draft.authors),
        published=published,
        first_seen=first_seen,
        updated=dates.parse(draft.updated, _zone(draft.updated, draft, where)),
        lang=language(draft.lang),
        summary=text.line(words_of_html(draft.summary), SUMMARY_LIMIT),
        categories=categories,
        tags=tags,
        thumbnail=text.url(draft.thumbnail),
        enclosures=tuple(_enclosures(draft.enclosures)),
        path=text.line(draft.path),
        draft=draft.draft,
        visible_from=visible_from,
        visible_to=dates.parse(draft.visible_to, _zone(draft.visible_to, draft, where)),
        tie=_encodable(draft.tie),
    )
    return Admitted(article, Body(draft.body_format, body), fingerprint(article, body))


def _zone(raw: RawDate, draft: Draft, where: Admission) -> tzinfo:
    """The zone of ``raw`` if it names none. A day is the reader's: it must not become the eve."""
    return where.zone if draft.zone is None or dates.names_a_day(raw) else draft.zone


def _times(draft: Draft, where: Admission) -> tuple[datetime | None, datetime | None, datetime]:
    """When it appeared, from when on it is shown, and since when it is known."""
    now = where.now
    visible_from = dates.appears(draft.visible_from, _zone(draft.visible_from, draft, where))
    # What is hidden until its time comes has that time, however far ahead.
    by_then = max(now, visible_from) if visible_from else now
    moment = dates.parse(draft.published, _zone(draft.published, draft, where))
    published = dates.plausible(moment, by_then)
    noticed = None if published else dates.parse(draft.noticed, where.zone)
    if noticed is None or not dates.EARLIEST <= noticed <= now:
        noticed = now
    return published, visible_from, noticed


def fingerprint(article: Article, body: str) -> bytes:
    """16 bytes that differ when an article's content does; where and when it was found is no part."""
    fields = (
        article.title,
        article.url,
        article.authors,
        article.published,
        article.updated,
        article.lang,
        article.summary,
        article.categories,
        article.tags,
        article.thumbnail,
        article.draft,
        article.visible_from,
        article.visible_to,
    )
    digest = blake2b(repr(fields).encode(), digest_size=16)
    digest.update(body.encode())
    return digest.digest()


def labels(raw: Iterable[str]) -> tuple[Line, ...]:
    """Tags, categories or names: clean, each once whatever its case, at most 100."""
    found: dict[str, Line] = {}
    for value in raw:
        label = _label(value)
        if label:
            found.setdefault(label.casefold(), label)
        if len(found) == LABELS_LIMIT:
            break
    return tuple(found.values())


@lru_cache(maxsize=2_048)  # a source has few labels, and many articles that bear them
def _label(value: str) -> Line:
    return text.line(value, LABEL_LIMIT)


def language(raw: str) -> Line:
    """A language tag in the usual case of BCP 47: ``zh_cn`` becomes ``zh-CN``; empty if none."""
    tag = text.line(raw, 35)
    shapes = {2: str.upper, 4: str.title}
    first, *rest = tag.replace("_", "-").split("-")
    if not (first.isascii() and first.isalpha() and 2 <= len(first) <= 3):
        return Line("")  # "English" is a word, no tag
    return Line("-".join([first.lower(), *(shapes.get(len(p), str.lower)(p) for p in rest)]))


def _title_from(body: str, draft: Draft) -> Line:
    opening = body[:2_000]
    if draft.body_format == "html":
        opening = words_of_html(opening)
    else:
        opening = opening.lstrip().split("\n", 1)[0].lstrip("#>*- ")
    return text.line(opening, TITLE_FROM_BODY)


def _enclosures(raw: Sequence[Mapping[str, Any]]) -> Iterable[Enclosure]:
    for item in raw[:LABELS_LIMIT]:
        if address := text.url(str(item.get("url") or item.get("href") or "")):
            size = str(item.get("size") or item.get("length") or "")
            kind = text.line(str(item.get("type") or ""), LABEL_LIMIT)
            yield Enclosure(address, kind, int(size) if size.isdecimal() else None)
