"""What an adapter hands over: raw, and trusted in nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from tui.core.models import BodyFormat

RawDate = datetime | date | str | None
"""A time as found: aware, naive (the source's zone is then taken), or text in any usual form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its source gave it. Every string is raw: nothing here passed the gate.

    ``guid`` may be empty; then the link, failing that the ``path``, failing that title, date and
    body, tell the article from others. ``feed_key`` is the key of the :class:`FeedInfo` it belongs
    to. Articles of one source with an equal ``tie`` are translations of each other.
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
    tie: str = ""
    zone: tzinfo | None = None
    """The zone of its naive times, where it is not the source's."""
    noticed: RawDate = None
    """When the source had it first, for an article that names no date: a file's time, for instance."""
    draft: bool = False
    visible_from: RawDate = None
    visible_to: RawDate = None


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a source says of one of its streams; ``key`` is empty for a source with a single one.

    ``ttl``: for how many minutes it says it may be kept; 0 if it does not.
    """

    title: str = ""
    home: str = ""
    key: str = ""
    labels: Sequence[str] = ()
    ttl: int = 0
