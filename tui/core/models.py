"""What telex knows of articles and of where they come from. Frozen; every time is aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVar

from tui.core import furniture
from tui.core.furniture import Furniture
from tui.core.ids import ArticleId
from tui.core.settings import NONE, Settings
from tui.core.text import Block, Line, Url
from tui.errors import NOTHING, Said

BodyFormat = Literal["html", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an article: a podcast's sound, a paper's PDF. ``size`` in bytes."""

    url: Url
    type: Line
    size: int | None


@dataclass(frozen=True, slots=True)
class Body:
    """Gated text as the source gave it; HTML becomes Markdown when it is read."""

    format: BodyFormat
    text: Block


@dataclass(frozen=True, slots=True)
class Article:
    """One article, admitted. ``path`` is the file it was read from, relative to its source."""

    id: ArticleId
    source: str
    feed: str
    guid: str
    title: Line
    url: Url | None
    authors: tuple[Line, ...]
    published: datetime | None
    first_seen: datetime
    updated: datetime | None
    lang: Line
    summary: Line
    categories: tuple[Line, ...]
    tags: tuple[Line, ...]
    thumbnail: Url | None
    enclosures: tuple[Enclosure, ...]
    path: Line
    draft: bool = False
    visible_from: datetime | None = None
    visible_to: datetime | None = None
    tie: str = ""
    """Equal in translations of each other; empty where none is to be expected."""

    @property
    def sort_date(self) -> datetime:
        """Where it stands in the order: ``published`` unless absent (admission drops impossible ones)."""
        return self.published or self.first_seen


T = TypeVar("T", int, datetime)


def hidden_as(draft: bool, visible_from: T | None, visible_to: T | None, now: T) -> str:
    """Why an article is not shown: ``draft``, ``expired`` or ``future``; empty if it is. Times are
    all of one kind, seconds or moments."""
    if draft:
        return "draft"
    if visible_to is not None and visible_to <= now:
        return "expired"
    if visible_from is not None and visible_from > now:
        return "future"
    return ""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a line of a list needs; never a body. ``source_name`` is the feed's name, if it is one of
    several of its source; ``feed`` its number, which only the same library understands."""

    id: ArticleId
    title: Line
    source: str
    source_name: Line
    date: datetime
    labels: tuple[Line, ...]
    url: Url | None
    read: bool
    starred: bool
    feed: int = 0
    later: datetime | None = None
    """It is put off, or was until then and is unread again."""
    edited: bool = False
    """Its publisher changed it; a former version is kept."""
    hidden: bool = False
    """The user hid it."""

    def put_off(self, now: datetime) -> bool:
        """Whether it is put off, and not due yet."""
        return self.later is not None and not self.read and self.later > now

    def is_unread(self, now: datetime) -> bool:
        return not self.read and not self.hidden and not self.put_off(now)


@dataclass(frozen=True, slots=True)
class Translation:
    """Another article that says the same in the language ``lang`` (empty if it does not say which)."""

    id: ArticleId
    lang: Line
    title: Line


@dataclass(frozen=True, slots=True)
class Worn:
    """Labels that tell nothing. ``by_feed``: those that nearly every article of the feed of that
    number bears, or that are its name; ``everywhere``: those that no other article bears."""

    by_feed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    everywhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is in an article: how many characters into which of its blocks."""

    block: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Former:
    """A version of an article that its publisher replaced at ``until``."""

    until: datetime
    title: Line
    body: Body


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its body and the reader's marks: what the detail screen shows.

    ``place`` is where it was left, if that was neither its beginning nor its end; ``furniture``
    what its source is known to end articles with.
    """

    article: Article
    body: Body
    source_name: Line
    read: bool
    starred: bool
    place: Place | None = None
    furniture: Furniture = furniture.NONE
    translations: tuple[Translation, ...] = ()
    whole: Body | None = None
    """The article as its own page has it, where that was fetched."""
    shows_whole: bool = False
    """The user wants the whole articles of its source."""
    own_name: Line = Line("")
    """What its feed calls itself, whatever the user calls it."""
    formers: tuple[Former, ...] = ()
    """What it was before its publisher edited it, the latest first."""
    later: datetime | None = None
    """It is put off till then."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as stored data: what happened, to what, since when, and what to do next."""

    title: Said
    at: datetime
    detail: Line = Line("")
    hint: Said = NOTHING
    permanent: bool = False
    where: Line = Line("")
    """The file or entry it concerns; empty for the whole source."""
    remark: bool = False
    """The file was read all the same."""


MOVES_BELIEVED = 3


@dataclass(frozen=True, slots=True)
class Health:
    """How fetching a source goes.

    ``retry_at``: not before, after a failure (``waits``: its publisher asked for it); ``fresh_until``:
    not before, by what the publisher says of what was fetched; ``stopped``: never again by itself;
    ``moved_to``: where a permanent redirect led, ``moved_times`` in a row.
    """

    last_ok: datetime | None = None
    failures: int = 0
    retry_at: datetime | None = None
    moved_to: Url | None = None
    fresh_until: datetime | None = None
    waits: bool = False
    stopped: bool = False
    moved_times: int = 0

    @property
    def proposed(self) -> Url | None:
        """The address to take over: a redirect once or twice may be a maintenance page."""
        return self.moved_to if self.moved_times >= MOVES_BELIEVED else None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A source as the user knows it. ``key`` never changes; ``locator`` may.

    ``subscribed`` is false of a target that was opened but not added: its key and its articles'
    marks are kept, and nothing else lists it.
    """

    key: str
    adapter: str
    locator: str
    name: Line = Line("")
    subscribed: bool = True
    unread: str = ""
    """The rule of first sight: ``all``, ``none``, a span such as ``7d``, or empty for the usual."""
    folder: Line = Line("")
    """Where it stands among the others; ``a/b`` is within ``a``."""
    tags: tuple[Line, ...] = ()
    """The user's own, which all its articles bear."""
    paused: bool = False
    settings: Settings = NONE

    @property
    def remote(self) -> bool:
        return self.locator.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A subscription together with what the library knows of it."""

    subscription: Subscription
    name: Line
    home: Url | None = None
    feeds: tuple[tuple[Line, int], ...] = ()
    """The names of its feeds with how many articles each has; feeds without any are left out."""
    articles: int = 0
    unread: int = 0
    health: Health = Health()
    problems: tuple[Problem, ...] = ()
    per_week: float = 0.0
    """How many articles a week it brought in the last four."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a query shows, and how many of them are unread."""

    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The tag filter's rows: each facet's values with how many articles of a view bear them."""

    values: Mapping[str, tuple[tuple[Line, int], ...]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    """Folded tags that the user gave, to sources or to articles."""
