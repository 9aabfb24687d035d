"""Atom 1.0 (RFC 4287), and 0.3, which many feeds still are."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from tui.core.draft import Draft, FeedInfo
from tui.core.models import BodyFormat
from tui.core.plain import words_of_html
from tui.sources import media
from tui.sources.entry import absolute, join, title_of
from tui.sources.xmltree import (
    Parts,
    attribute,
    base_of,
    first,
    first_date,
    inner,
    language_of,
    name_of,
    parts_of,
    words,
)

_HTML = ("html", "xhtml", "text/html", "application/xhtml+xml")


def read(root: Element, address: str, limit: int) -> Iterator[FeedInfo | Draft]:
    """The feed and its first ``limit`` entries."""
    parts = parts_of(root)
    if name_of(root.tag) == "atom:entry":
        parts = {"atom:entry": [root]}  # a document of a single entry (section 2)
    base = base_of(root, address)
    yield FeedInfo(title=_plain(parts, "atom:title"), home=_link(parts, base))
    language = language_of(root, "") or first(parts, "dc:language")
    authors = _people(parts)
    for entry in islice(parts.get("atom:entry", ()), limit):
        here = base_of(entry, base)
        yield _draft(entry, here, address, language_of(entry, language), authors)


def _draft(entry: Element, base: str, address: str, language: str, authors: list[str]) -> Draft:
    parts = parts_of(entry)
    media.unfold(parts)
    source = [parts_of(element) for element in parts.get("atom:source", ())]
    own = _people(parts) or next((found for s in source if (found := _people(s))), [])
    link = _link(parts, base)
    # What is relative to the article itself is left to the page, which knows it.
    body, kind, summary, language = _body(parts, base, language, address if link else "")
    updated = first_date(parts, "atom:updated", "atom:modified")
    return Draft(
        guid=first(parts, "atom:id").strip(),
        title=_plain(parts, "atom:title") or first(parts, "media:title"),
        url=link,
        authors=own or authors,
        # Only `updated` is required; without either an old entry would pass for today's.
        published=first_date(parts, "atom:published", "atom:issued", "atom:created", "dc:date")
        or updated,
        updated=updated,
        lang=language,
        summary=summary,
        body=body,
        body_format=kind,
        tags=_tags(parts),
        thumbnail=media.thumbnail(parts, base),
        enclosures=list(media.enclosures(parts, base)),
    )


def _link(parts: Parts, base: str) -> str:
    """The page that an entry or feed is about: an alternate of HTML before others (4.2.7.2)."""
    found = [
        (attribute(element, "type") not in ("", *_HTML), place, element)
        for place, element in enumerate(parts.get("atom:link", ()))
        if attribute(element, "rel").rpartition("/")[2] in ("", "alternate")
        and attribute(element, "href")
    ]
    for name in ("feedburner:origlink", "link"):
        if original := first(parts, name):
            return join(base, original)
    if found:
        element = min(found, key=lambda item: item[:2])[2]
        return join(base_of(element, base), attribute(element, "href"))
    return next((join(base, src) for src in _sources(parts) if src), "")


def _sources(parts: Parts) -> Iterator[str]:
    return (attribute(element, "src") for element in parts.get("atom:content", ()))


def _body(parts: Parts, base: str, language: str, address: str) -> tuple[str, BodyFormat, str, str]:
    """The body, what it is written in, the summary where that is another text, and the language."""
    described = first(parts, "media:description")
    summary = _plain(parts, "atom:summary")
    # Of several contents, as 0.3 allows, the richest.
    contents = sorted(
        parts.get("atom:content", ()), key=lambda e: attribute(e, "type").lower() not in _HTML
    )
    for element in (*contents, *parts.get("atom:summary", ())):
        written, kind = _text(element)
        if not written.strip():
            continue
        here = base_of(element, base)
        if kind == "html" and here != address:
            written = absolute(written, here)
        if element.tag.endswith("summary"):
            summary = ""
        return written, kind, summary, language_of(element, language)
    return described, "text", "", language


def _text(element: Element) -> tuple[str, BodyFormat]:
    """A text construct (3.1) or a content (4.1.3), and whether it is HTML."""
    kind = attribute(element, "type").lower() or "text"
    if attribute(element, "mode") == "base64":  # 0.3
        try:
            plain = base64.b64decode(words(element), validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return "", "text"
        return plain, "html" if kind in _HTML else "text"
    if len(element) and kind not in ("text", "text/plain"):
        return inner(element), "html"
    written = words(element)
    if attribute(element, "mode") == "escaped" and kind in ("text", "text/html"):
        return written, "html"
    if kind in ("text/markdown", "text/x-markdown"):
        return written, "markdown"
    if kind.startswith("text/") and kind != "text/plain":
        return written, "html" if kind == "text/html" else "text"
    if kind not in ("text", "text/plain", *_HTML):
        return "", "text"  # a picture in base 64, for instance (4.1.3.3)
    return written, "html" if kind in _HTML else "text"


def _plain(parts: Parts, name: str) -> str:
    for element in parts.get(name, ()):
        if len(element):
            return words(element)
        written, kind = _text(element)
        if written.strip():
            return words_of_html(written) if kind == "html" else written
    return ""


def _people(parts: Parts) -> list[str]:
    found = []
    for element in parts.get("atom:author", ()):
        person = parts_of(element)
        found.append(
            first(person, "atom:name", "atom:email", "name") or (element.text or "").strip()
        )
    found += [words(element).strip() for element in parts.get("dc:creator", ())]
    return [name for name in found if name]


def _tags(parts: Parts) -> list[str]:
    found = [attribute(e, "label") or attribute(e, "term") for e in parts.get("atom:category", ())]
    found += [words(e).strip() for e in parts.get("dc:subject", ())]
    return [title_of(tag) for tag in found if tag]
