"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org); feedparser does not read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from tui.core.draft import Draft, FeedInfo
from tui.core.models import BodyFormat
from tui.errors import BadContent, said


def read(content: bytes, address: str, limit: int = 10_000) -> Iterator[FeedInfo | Draft]:
    """The feed and its first ``limit`` items. Raises :class:`BadContent` for other JSON, or none."""
    try:
        feed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadContent(
            said("This begins like a JSON Feed but does not parse"),
            said("Tell its publisher; telex tries again later"),
            str(error)[:200],
        ) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise BadContent(
            said("This is JSON, but no JSON Feed"), said("Check the address in a browser")
        )
    yield FeedInfo(title=_text(feed, "title"), home=_link(feed, "home_page_url", address))
    language = _text(feed, "language")
    authors = _authors(feed)
    for item in feed["items"][:limit]:
        if isinstance(item, dict):
            yield _draft(item, address, language, authors)


def _draft(item: dict[str, Any], address: str, language: str, authors: list[str]) -> Draft:
    body: str = _text(item, "content_html")
    body_format: BodyFormat = "html"
    if not body:
        body, body_format = _text(item, "content_text"), "text"
    tags = item.get("tags")
    attachments = item.get("attachments")
    return Draft(
        guid=_text(item, "id"),
        title=_text(item, "title"),
        url=_link(item, "url", address) or _link(item, "external_url", address),
        authors=_authors(item) or authors,
        published=_text(item, "date_published") or _text(item, "date_modified"),
        updated=_text(item, "date_modified"),
        lang=_text(item, "language") or language,
        summary=_text(item, "summary"),
        body=body or _text(item, "summary"),
        body_format=body_format,
        tags=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        thumbnail=_link(item, "image", address) or _link(item, "banner_image", address),
        enclosures=[
            {
                "url": _link(a, "url", address),
                "type": a.get("mime_type"),
                "size": a.get("size_in_bytes"),
            }
            for a in (attachments if isinstance(attachments, list) else [])
            if isinstance(a, dict)
        ],
    )


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _link(values: dict[str, Any], name: str, address: str) -> str:
    link = _text(values, name)
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return ""


def _authors(values: dict[str, Any]) -> list[str]:
    listed = values.get("authors")
    if not isinstance(listed, list):
        listed = [values.get("author")]
    return [_text(a, "name") or _text(a, "url") for a in listed if isinstance(a, dict)]
