"""What a source is: the protocol that every adapter, ours and a plugin's alike, fulfils.

An adapter is a class registered under the entry-point group ``telex.sources``. telex makes one
object of it for each fetch and consumes what :meth:`Source.fetch` yields, in order:

    FeedInfo    what the feed calls itself
    Listed      how many drafts and troubles are to come, if that is known
    Draft       one article, raw
    Trouble     one file or entry that could not be read, or is odd; the rest goes on
    Gone        an article that is no longer there (only after a complete listing)
    Moved       the address that the publisher says is the right one now
    Fresh       for how long what was fetched is good: nobody is asked sooner unbidden
    Checkpoint  all before this is consistent: store it, and keep this for the next time

Trouble with the whole source is raised as a :class:`~tui.errors.SourceError`.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from tui.core.draft import Draft, FeedInfo
from tui.core.settings import NONE, Settings
from tui.errors import TelexError
from tui.sources.limits import LIMITS, Limits

if TYPE_CHECKING:
    import httpx


API_VERSION = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One fetch. ``state`` is what earlier checkpoints of this source put, key by key."""

    state: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    """The user asked by hand: look again even where it seems too early."""
    again: frozenset[str] = frozenset()
    """Paths of drafts that are to be handed over once more, though nothing changed: the article
    that stood for them, with the same guid, is gone."""


@dataclass(frozen=True, slots=True)
class Listed:
    """So many drafts and troubles will follow."""

    count: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything yielded before is to be stored now, and ``put`` and ``drop`` with it.

    Keys and values are the adapter's own strings; nobody else reads them.
    """

    put: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """The article that was drafted with this ``path`` is no longer there.

    ``heir`` is the path of a draft of this fetch that is the same article, moved.
    """

    path: str
    heir: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    locator: str


@dataclass(frozen=True, slots=True)
class Fresh:
    span: timedelta


@dataclass(frozen=True, slots=True)
class Trouble:
    """One file or entry failed; ``place`` names it within the source.

    ``remark``: it was read all the same, and the user should know of something in it.
    """

    place: str
    error: TelexError
    remark: bool = False


Event = FeedInfo | Listed | Draft | Trouble | Gone | Moved | Fresh | Checkpoint


class Reads(Protocol):
    """A process that reads documents of strangers, and is ended where one takes too long.

    Raises :class:`~tui.errors.SourceError` for what is not what it was taken for.
    """

    async def feed(
        self, content: bytes, address: str, content_type: str, limit: int = 0
    ) -> list[FeedInfo | Draft | Trouble]:
        """A feed and its entries, at most ``limit`` of them (0: the usual bound)."""
        ...

    async def links(self, content: bytes, address: str, content_type: str) -> list[tuple[str, str]]:
        """The feeds that a web page names: addresses and titles."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What telex lends an adapter: the shared HTTP client, a clock, the zone of naive times, a log;
    what the user set for the source ``key``; bounds; a process that parses and can be killed."""

    http: Callable[[], httpx.AsyncClient]
    now: Callable[[], datetime]
    zone: tzinfo
    log: logging.Logger
    key: str = ""
    settings: Settings = NONE
    limits: Limits = LIMITS
    parser: Reads | None = None


class Source(Protocol):
    """One configured source. ``Config`` is a frozen dataclass whose field ``locator`` telex fills."""

    api_version: ClassVar[int]
    Config: ClassVar[type]

    @classmethod
    def claims(cls, target: str) -> int:
        """How surely this adapter opens ``telex TARGET``, 0 to 100; without any I/O but a stat."""
        ...

    def __init__(self, config: Any, context: Context) -> None: ...

    def fetch(self, job: Job) -> AsyncIterator[Event]: ...

    async def aclose(self) -> None: ...
