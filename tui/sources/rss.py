"""RSS of every version: 0.9 to 0.94, 1.0 (RDF) and 2.0, with the modules that feeds really use.

Sources: rssboard.org/rss-specification, web.resource.org/rss/1.0, rssboard.org/media-rss,
Dublin Core, Apple's podcast tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from tui.core.draft import Draft, FeedInfo
from tui.core.models import BodyFormat
from tui.sources import media
from tui.sources.entry import absolute, format_of, join, minutes, person, title_of
from tui.sources.xmltree import (
    Parts,
    attribute,
    base_of,
    first,
    first_date,
    inner,
    language_of,
    parts_of,
    words,
)

_PUBLISHED = (
    *("pubdate", "dc:date", "dcterms:issued", "dcterms:created"),
    *("atom:published", "atom:issued", "atom:updated"),
)
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read(root: Element, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    """The feed and its first ``limit`` items. Raises ValueError for what is no RSS."""
    top = parts_of(root)
    channel = next(iter(top.get("channel", ())), None)
    if channel is None:
        raise ValueError("there is no channel")
    parts = parts_of(channel)
    base = base_of(channel, base_of(root, address))
    yield FeedInfo(
        title=title_of(first(parts, "title", "dc:title")),
        home=_link(parts, base),
        ttl=minutes(first(parts, "ttl")),
    )
    language = first(parts, "language", "dc:language") or language_of(channel, "")
    authors = _authors(parts, ("managingeditor", "dc:creator", "itunes:author"))
    # RSS 1.0 has its items beside the channel, all others within it.
    items = [*parts.get("item", ()), *top.get("item", ())]
    for item in islice(items, limit):
        yield _draft(item, base_of(item, base), address, language, authors)


def _draft(item: Element, base: str, address: str, language: str, authors: list[str]) -> Draft:
    parts = parts_of(item)
    media.unfold(parts)
    link = _link(parts, base) or _permalink(parts) or join(base, item.get(_ABOUT, ""))
    body, kind, summary = _body(parts)
    if kind == "html" and (not link or base != address):
        body = absolute(body, base)
    updated = first_date(parts, "atom:updated", "dcterms:modified", "atom:modified")
    return Draft(
        guid=(first(parts, "guid", "atom:id", "dc:identifier") or item.get(_ABOUT, "")).strip(),
        title=title_of(first(parts, "title", "media:title", "dc:title", "itunes:title")),
        url=link,
        authors=_authors(parts, ("author", "dc:creator", "itunes:author")) or authors,
        published=first_date(parts, *_PUBLISHED) or updated,
        updated=updated,
        lang=first(parts, "dc:language", "language") or language_of(item, language),
        summary=summary,
        body=body,
        body_format=kind,
        tags=_tags(parts),
        thumbnail=media.thumbnail(parts, base),
        enclosures=list(media.enclosures(parts, base)),
    )


def _link(parts: Parts, base: str) -> str:
    for name in ("feedburner:origlink", "link"):
        for element in parts.get(name, ()):
            if found := words(element).strip() or attribute(element, "href"):
                return join(base_of(element, base), found)
    for element in parts.get("atom:link", ()):
        if attribute(element, "rel") in ("", "alternate") and attribute(element, "href"):
            return join(base_of(element, base), attribute(element, "href"))
    return ""


def _permalink(parts: Parts) -> str:
    """A guid is an address unless it says that it is none."""
    for element in parts.get("guid", ()):
        found = words(element).strip()
        if attribute(element, "isPermaLink").lower() != "false" and found.startswith("http"):
            return found
    return ""


def _body(parts: Parts) -> tuple[str, BodyFormat, str]:
    """The body, what it is written in, and the summary, where that is another text."""
    described = first(parts, "description", "dc:description", "itunes:summary", "media:description")
    for name in ("content:encoded", "fullitem", "atom:content"):
        for element in parts.get(name, ()):
            found = inner(element) if len(element) else element.text or ""
            if found.strip():
                return found, "html", described
    for name in ("xhtml:body", "xhtml:div"):
        for element in parts.get(name, ()):
            return inner(element), "html", described
    if not described and (summaries := parts.get("atom:summary")):
        described = words(summaries[0])
    elements = parts.get("description", ())
    if elements and len(elements[0]):
        return inner(elements[0]), "html", ""  # HTML that was not escaped
    return described, format_of(described), ""


def _authors(parts: Parts, names: tuple[str, ...]) -> list[str]:
    """Who wrote it: by name, if any element has one, else by an address."""
    named = [[person(words(element)) for element in parts.get(name, ())] for name in names]
    atom = (first(parts_of(element), "atom:name") for element in parts.get("atom:author", ()))
    named.append(list(atom))
    for is_name in (lambda author: author and "@" not in author, bool):
        for authors in named:
            if found := [author for author in authors if is_name(author)]:
                return found
    return []


def _tags(parts: Parts) -> list[str]:
    found = [words(e) for name in ("category", "dc:subject") for e in parts.get(name, ())]
    found += [attribute(e, "label") or attribute(e, "term") for e in parts.get("atom:category", ())]
    for name in ("itunes:keywords", "media:keywords"):
        found += [w for e in parts.get(name, ()) for w in words(e).split(",")]
    return [title_of(tag).strip() for tag in found if tag.strip()]
