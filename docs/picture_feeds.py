"""The feeds that the pictures of the feeds and their health show: none of them exists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.core.admit import Admission, admit
from tui.core.decide import decide
from tui.core.draft import Draft
from tui.core.models import Problem, Subscription
from tui.core.text import line, url
from tui.errors import said
from tui.library import Library
from tui.store.ingest import LibraryWriter

# Address, name, folder, unread in the last days, days between two articles, own tags.
FEEDS: Sequence[tuple[str, str, str, int, float, str]] = (
    ("https://harbour.example.org/feed.xml", "Harbour Notes", "科技", 12, 0.4, '["ai"]'),
    ("https://binhai.example.cn/rss", "滨海研究院", "科技", 7, 0.8, "[]"),
    ("https://kernel.example.net/atom.xml", "Kernel Weekly", "科技/系统", 3, 2.0, "[]"),
    ("https://pack.example.org/feed", "打包者手记", "科技/系统", 0, 9.0, "[]"),
    ("https://market.example.com/rss", "早盘速览", "财经", 31, 0.1, "[]"),
    ("https://rates.example.com/feed.json", "Rates & Yields", "财经", 4, 1.0, "[]"),
    ("https://slow.example.org/atom.xml", "慢读", "", 2, 6.0, "[]"),
    ("https://gone.example.net/feed.xml", "The Old Gazette", "", 0, 30.0, "[]"),
)
_PAUSED = "https://pack.example.org/feed"


def fill(library: Library, path: Path, now: datetime) -> None:
    """Subscribe to :data:`FEEDS` and give each some articles, and two of them trouble."""
    for address, name, folder, _, _, tags in FEEDS:
        source = Subscription(address, "feed", address, line(name), False, "all")
        library.remember(source)
        columns = {"subscribed": 1, "folder": folder, "tags": tags}
        library.edit_sources([(address, {**columns, "paused": int(address == _PAUSED)})])
    writer = LibraryWriter(path)
    try:
        for number, (address, name, _, unread, days, _) in enumerate(FEEDS):
            _articles(writer, address, name, unread, days, now - timedelta(minutes=7 * number))
        _trouble(writer, now)
    finally:
        writer.close()
    library.fold()


def _articles(
    writer: LibraryWriter, key: str, name: str, unread: int, days: float, now: datetime
) -> None:
    where = Admission(key, name, UTC, now)
    drafts = [
        Draft(guid=str(n), title=f"{name} {n}", published=now - timedelta(days=days * n + 0.02))
        for n in range(unread or 1)
    ]
    items = [admit(draft, where) for draft in drafts]
    source = writer.source(key)
    writer.ingest(source, decide({}, items), now)
    writer.succeeded(source, now)


def _trouble(writer: LibraryWriter, now: datetime) -> None:
    gone = Problem(
        said("{host} says the feed is gone for good", host="gone.example.net"),
        now,
        line("HTTP 410 Gone"),
        said("Remove it; what you have stays until then"),
    )
    writer.failed(writer.source(FEEDS[-1][0]), gone, None, stopped=True)
    slow = Problem(
        said("{host} did not answer in time", host="slow.example.org"),
        now,
        line("ReadTimeout"),
        said("telex tries again later"),
    )
    writer.failed(writer.source(FEEDS[-2][0]), slow, now + timedelta(hours=2))
    for _ in range(3):
        writer.moved(writer.source(FEEDS[2][0]), url("https://news.kernel.example.net/atom.xml"))
