"""What a case is: how the server plays it, round by round, and what was promised of each.

Every case asks ``/feed`` of a server of its own. What is true of all of them is not repeated in
the table: see ``tests/refresh/faults.py``, which plays them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from tests.sources.fault_server import Play
from tui.sources.limits import Limits

FEED = "/feed"
MB = 2**20

# The words by which the problem is known; what else the sentence says is the words' own affair.
NO_ANSWER = "did not answer in time"
UNREACHABLE = "Cannot reach"
CIRCLES = "in circles"
NOT_FOUND = "has no such page"
DENIED = "does not let us in"
GONE = "gone for good"
LATER = "cannot answer now"
NO_FEED_ANSWER = "gave an answer that is no feed"
TOO_LARGE = "sent more than"
UNPACKED = "does not decompress"
WEB_PAGE = "This is a web page"
EMPTY = "The answer is empty"
NO_FEED = "This is no RSS, Atom or JSON feed"
BINARY = (NO_FEED, EMPTY, "This is no text")
BAD_JSON = "begins like a JSON Feed but does not parse"
NO_JSON_FEED = "This is JSON, but no JSON Feed"
TOO_SLOW = "takes too long to read"

# Ordinary cases have time enough on a busy machine; those that are ended by a limit have little.
ROOMY = Limits(
    total_seconds=30.0,
    idle_seconds=15.0,
    parse_seconds=20.0,
    body_bytes=MB,
    ratio=200,
    redirects=5,
    entries=10_000,
)
HASTY = Limits(
    total_seconds=1.0,
    idle_seconds=0.4,
    parse_seconds=20.0,
    body_bytes=MB,
    ratio=200,
    redirects=5,
    entries=10_000,
)
BACKOFF = (5.0, 7.5)
"""Minutes to wait after a first failure that the publisher said nothing about."""


@dataclass(frozen=True)
class Round:
    """One refresh: what the server plays, and what must come of it."""

    play: Play
    stage: Literal["done", "failed", "waiting"] = "done"
    articles: int = 2
    """How many are in the library afterwards."""
    new: int | None = None
    shown: str = ""
    """The title of one of them."""
    hidden: str = ""
    """What is in no title."""
    problem: str | tuple[str, ...] = ""
    """Words of the problem's sentence; any of several, where several are true."""
    permanent: bool = False
    asks: int | tuple[int, int] = 1
    """How many requests the server gets, or the least and the most."""
    sends: Mapping[str, str | None] = field(default_factory=dict)
    """Headers of the first request, in lower case; None for one that must not be sent."""
    keeps: Mapping[str, str | None] = field(default_factory=dict)
    """What the adapter keeps afterwards; None for what it must not keep."""
    retry: tuple[float, float] | None = None
    """The least and the most minutes until it is asked again unbidden."""
    due: Mapping[float, bool] = field(default_factory=dict)
    """Whether it is due so many hours later, if sources are asked every half hour."""
    moved: str | None = None
    """The path that the publisher calls the right one now."""
    moved_times: int = 0
    most_sent: int | None = None
    """So many bytes are written at most, those included that wait in the sockets."""
    force: bool = False
    """The user wants everything fetched now."""
    forgive: bool = False
    """The user wants this source tried, whatever it asked for."""
    later: timedelta = timedelta(0)
    """How much time passes before."""


@dataclass(frozen=True)
class Case:
    name: str
    rounds: Sequence[Round]
    limits: Limits = ROOMY

    def __str__(self) -> str:
        return self.name


def one(name: str, play: Play, *, limits: Limits = ROOMY, **promised: object) -> Case:
    """A case of one round that goes well."""
    return Case(name, (Round(play, **promised),), limits)  # type: ignore[arg-type]


def fails(
    problem: str | tuple[str, ...], play: Play, *, articles: int = 0, **promised: object
) -> Round:
    """A round that ends with a problem."""
    return Round(play, "failed", articles, problem=problem, **promised)  # type: ignore[arg-type]


def bad(
    name: str,
    problem: str | tuple[str, ...],
    play: Play,
    *,
    limits: Limits = ROOMY,
    **promised: object,
) -> Case:
    """A case of one round that ends with a problem; nothing is kept of it."""
    return Case(name, (fails(problem, play, **promised),), limits)  # type: ignore[arg-type]


def item(number: int, title: str = "", extra: str = "") -> str:
    return (
        f"<item><title>{title or f'Story {number}'}</title>"
        f"<link>https://news.example.org/{number}</link><guid>urn:story:{number}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 08:{number % 60:02}:00 GMT</pubDate>"
        f"<description>The words of story {number}.</description>{extra}</item>"
    )


def rss(*items: str, start: str = '<?xml version="1.0"?>', channel: str = "") -> str:
    """A feed of ``items``; of two stories, if there are none."""
    return (
        f'{start}<rss version="2.0"><channel><title>Faulty News</title>'
        f"<link>https://news.example.org/</link><description>n</description>{channel}"
        f"{''.join(items or (item(1), item(2)))}</channel></rss>"
    )


FINE = rss()
FINE_BYTES = FINE.encode()
