"""A local web server of feeds that grow: nearly each time one is asked for, it has more to say.

Feeds are Atom and RSS by turns. Whoever asks anew gets two entries more and one edited (in Atom the
first one too, each time); every third time nothing changed, and who has the ETag hears 304. What
each ETag stood for is remembered. The second half of an answer comes a moment after the first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

FIRST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=20)
"""When the first entry of each feed was published; each other one a minute after the one before."""
PAUSE = 0.01  # seconds from the first half of an answer to the second
TITLE = re.compile(r"Feed (\d+), entry (\d+), revision (\d+)")
FILLING = "".join(f"<p>Paragraph {n} of what there is to say.</p>\n" for n in range(20))


class Edition(NamedTuple):
    """What a feed said at one time: of each entry, by its number, which revision."""

    etag: str
    modified: str
    digest: str
    revisions: tuple[int, ...]
    body: bytes


def guid(feed: int, entry: int) -> str:
    return f"tag:news.example.org,2026:{feed}/{entry}"


def ending(revision: int) -> str:
    """What the text of that revision has, and no other's."""
    return f"These are the words of revision {revision}."


class GrowingFeed:
    """One feed, and all that it ever was."""

    def __init__(self, number: int, entries: int) -> None:
        self.number = number
        self.asked = 0
        self.unchanged = 0
        self.editions: list[Edition] = []
        self.by_etag: dict[str, Edition] = {}
        self._atom = number % 2 == 0
        self._revisions = [0] * entries
        self._turn = Lock()
        self._publish()

    @property
    def path(self) -> str:
        return f"/{self.number}.xml"

    @property
    def newest(self) -> Edition:
        return self.editions[-1]

    def answer(self, etag: str) -> Edition | None:
        """What it says now; None to who has the ``etag`` of that."""
        with self._turn:
            self.asked += 1
            if self.asked > 1 and self.asked % 3:
                self._grow()
            if etag == self.newest.etag:
                self.unchanged += 1
                return None
            return self.newest

    def _grow(self) -> None:
        # None is edited this way more than twice: RSS does not say when it was, and what changes
        # at every look is not believed.
        self._revisions[(len(self.editions) - 1) // 2] += 1
        if self._atom:
            self._revisions[0] += 1
        self._revisions += [0, 0]
        self._publish()

    def _publish(self) -> None:
        entries = list(enumerate(self._revisions))[::-1]
        text = (_atom if self._atom else _rss)(self.number, entries)
        number = len(self.editions)
        edition = Edition(
            etag=f'"{self.number}-{number}"',
            modified=format_datetime(FIRST + timedelta(seconds=number), usegmt=True),
            digest=blake2b(text.encode(), digest_size=16).hexdigest(),
            revisions=tuple(self._revisions),
            body=text.encode(),
        )
        self.editions.append(edition)
        self.by_etag[edition.etag] = edition


Entries = Sequence[tuple[int, int]]


def _parts(feed: int, entry: int, revision: int) -> tuple[str, str, str, datetime]:
    title = f"Feed {feed}, entry {entry}, revision {revision}"
    link = f"https://news.example.org/{feed}/{entry}"
    text = f"{FILLING}<p>{ending(revision)}</p>\n<p>Subscribe to feed {feed}, and tell others.</p>"
    return title, link, escape(text), FIRST + timedelta(minutes=entry)


def _atom(feed: int, entries: Entries) -> str:
    parts = [
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:{feed}</id><title>Feed {feed}</title><updated>{FIRST.isoformat()}</updated>"
    ]
    for entry, revision in entries:
        title, link, text, published = _parts(feed, entry, revision)
        updated = published + timedelta(minutes=revision)
        parts.append(
            f'<entry><id>{guid(feed, entry)}</id><title>{title}</title><link href="{link}"/>'
            f"<published>{published.isoformat()}</published><updated>{updated.isoformat()}</updated>"
            f'<category term="all"/><category term="t{entry % 7}"/>'
            f'<content type="html">{text}</content></entry>\n'
        )
    return "".join([*parts, "</feed>\n"])


def _rss(feed: int, entries: Entries) -> str:
    parts = [
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {feed}</title><link>https://news.example.org/{feed}</link>"
    ]
    for entry, revision in entries:
        title, link, text, published = _parts(feed, entry, revision)
        parts.append(
            f'<item><guid isPermaLink="false">{guid(feed, entry)}</guid><title>{title}</title>'
            f"<link>{link}</link><pubDate>{format_datetime(published)}</pubDate>"
            f"<category>all</category><category>t{entry % 7}</category>"
            f"<description>{text}</description></item>\n"
        )
    return "".join([*parts, "</channel></rss>\n"])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: GrowingServer

    def do_GET(self) -> None:
        feed = self.server.feeds[int(self.path.strip("/").removesuffix(".xml"))]
        edition = feed.answer(self.headers.get("If-None-Match", ""))
        now = edition or feed.newest
        self.send_response(200 if edition else 304)
        self.send_header("ETag", now.etag)
        self.send_header("Last-Modified", now.modified)
        if edition is None:
            self.end_headers()
            return
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(edition.body)))
        self.end_headers()
        half = len(edition.body) // 2
        self.wfile.write(edition.body[:half])
        Event().wait(PAUSE)
        self.wfile.write(edition.body[half:])

    def log_message(self, format: str, *args: object) -> None:
        pass


class GrowingServer(ThreadingHTTPServer):
    """``troubles``: what went wrong on its side, but for clients that left."""

    def __init__(self, feeds: int, entries: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.feeds = [GrowingFeed(number, entries) for number in range(feeds)]
        self.troubles: list[BaseException] = []

    def address(self, feed: GrowingFeed) -> str:
        return f"http://127.0.0.1:{self.server_port}{feed.path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.troubles.append(error)


@contextmanager
def growing(feeds: int, entries: int) -> Iterator[GrowingServer]:
    """The server, in a thread of its own."""
    server = GrowingServer(feeds, entries)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
