"""What an adapter hands over: raw, and trusted in nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tui.core.models import BodyFormat

RawDate = datetime | date | str | None
"""A time as found: aware, naive (the source's zone is then taken), or text in any usual form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its source gave it. Every string is raw: nothing here passed the gate.

    ``guid`` may be empty; then the link, and failing that title, date and body, tell the article
    from others. ``stamp`` is opaque to all but the adapter.
    """

    guid: str = ""
    title: str = ""
    url: str = ""
    authors: Sequence[str] = ()
    published: RawDate = None
    updated: RawDate = None
    lang: str = ""
    summary: str = ""
    body: str = ""
    body_format: BodyFormat = "html"
    categories: Sequence[str] = ()
    tags: Sequence[str] = ()
    thumbnail: str = ""
    enclosures: Sequence[Mapping[str, Any]] = ()
    feed_key: str = ""
    path: str = ""
    draft: bool = False
    visible_from: RawDate = None
    visible_to: RawDate = None


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a source says of one of its streams; ``key`` is empty for a source with a single one."""

    title: str = ""
    home: str = ""
    key: str = ""
    labels: Sequence[str] = ()
