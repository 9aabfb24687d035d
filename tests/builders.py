"""Articles and stores for the tests: real SQLite files, a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.core.admit import Admission, Admitted, admit
from tui.core.decide import decide
from tui.core.draft import Draft
from tui.core.models import Subscription
from tui.core.text import Line
from tui.library import Library, Scope
from tui.refresh.indexing import Indexing
from tui.store.ingest import LibraryWriter
from tui.store.store import Store

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

# Titles of a kind that has crashed, coloured, or silently cut other readers' lists.
HOSTILE_TITLES = (
    "plain",
    "[@click=app.quit]点我[/]",
    "[/",
    "[/] x",
    "[red]红[/red]",
    "涨幅[2.5%]",
    "\x1b]0;PWNED\x07title",
    "\x1b]52;c;cHduZWQ=\x07clipboard",
    "\x1b[2Jcleared",
    "\x9b31mc1",
    "\x9d0;c1 title\x9c",
    "a\u202eb\u202cright to left",
    "a\u2066b\u2069isolate",
    "zero\u200bwidth\ufeff",
    "soft\u00adhyphen",
    "tag\U000e0041\U000e007f",
    "Z" + "\u0301" * 50 + "algo",
    "next\x85line\u2028sep\u2029",
    "tab\tnew\nline\rreturn",
    "\x00\x07\x08\x0e\x7f",
    "lone\ud800surrogate",
    "👨‍👩‍👧 family, flags 🇨🇳",
    "%s {0} {name} $HOME `id` $(id)",
    "中文标题，带“引号”和——破折号……" * 8,
)

FORBIDDEN = frozenset(
    [chr(c) for c in range(32) if c not in (9, 10)]
    + [chr(c) for c in range(0x7F, 0xA0)]
    + list("\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\ufeff\ufff9\ufffa\ufffb")
    + [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2060, 0x2070))]
    + [chr(c) for c in range(0xD800, 0xE000)]
    + [chr(c) for c in range(0xE0000, 0xE0080)]
)
"""Characters that may never reach a terminal. (Newline and tab only in what has lines.)"""


def residue(text: str) -> set[str]:
    return set(FORBIDDEN.intersection(text))


def make_draft(number: int, **changes: object) -> Draft:
    """The draft of article ``number``: an hour older than the one before it."""
    base = Draft(
        guid=f"guid-{number}",
        title=f"Article {number}",
        url=f"https://news.example.org/{number}",
        published=NOW - timedelta(hours=number),
        lang="en",
        body=f"# Article {number}\n\nThe body of article {number}.\n",
        body_format="markdown",
        tags=("all", f"tag{number % 5}"),
        categories=("news",),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def admitted(drafts: Iterable[Draft], source: str = "news", now: datetime = NOW) -> list[Admitted]:
    where = Admission(source, source, UTC, now)
    return [admit(draft, where) for draft in drafts]


def ingest(
    library: Path, drafts: Iterable[Draft], source: str = "news", *, now: datetime = NOW
) -> list[int]:
    """Store ``drafts`` as a complete fetch of ``source`` would; their ids in order."""
    items = admitted(drafts, source, now)
    writer = LibraryWriter(library)
    try:
        number = writer.source(source)
        for start in range(0, len(items), 500):
            batch = items[start : start + 500]
            known = writer.known([item.article.id for item in batch])
            writer.ingest(number, decide(known, batch), now)
        writer.succeeded(number, now)
        index(writer)
    finally:
        writer.close()
    return [item.article.id for item in items]


def index(writer: LibraryWriter) -> None:
    """Have searched what ``writer`` stored, as a refresh does at its end."""
    for _ in Indexing(writer).steps():
        pass


class World:
    """A home with a state and a library in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / "data" / "state.db"
        self.library = root / "cache" / "library.db"
        self.now: Callable[[], datetime] = lambda: NOW

    def store(self) -> Store:
        return Store(self.state, self.library, lambda: self.now())

    def open(self, *keys: str) -> Library:
        return Library(self.store(), Scope(keys or None), now=lambda: self.now(), zone=UTC)

    def subscribe(self, key: str = "news", *, unread: str = "all", subscribed: bool = True) -> None:
        store = self.store()
        try:
            store.remember(
                Subscription(key, "directory", f"/nowhere/{key}", Line(key), subscribed, unread)
            )
        finally:
            store.close()

    def fill(self, count: int, source: str = "news", **changes: object) -> list[int]:
        """Subscribe to ``source`` and give it ``count`` articles, the newest first."""
        self.subscribe(source)
        drafts = [make_draft(number, **changes) for number in range(count)]
        return ingest(self.library, drafts, source, now=self.now())
