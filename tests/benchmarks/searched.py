"""A library of the texts that are searched, indexed by a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.running import Ran, Running
from tests.benchmarks.search_texts import SearchTexts, Text
from tests.builders import World
from tui.core.admit import Admission, admit
from tui.core.decide import Plan
from tui.core.draft import Draft
from tui.core.models import Subscription
from tui.core.text import Line
from tui.store.ingest import LibraryWriter

SOURCES = 200
_UNREAD = SOURCES // 10
_MINUTES = 7  # from one article to the next


class Ingested(NamedTuple):
    """Seconds of storing alone, and the bytes: of the file, and of all words in it."""

    seconds: float
    file: int
    words: int


class Indexed(NamedTuple):
    """What indexing took, its longest transaction in seconds, and the bytes: of the file then, of
    the index in it by its own tables."""

    ran: Ran
    seconds: float
    longest: float
    file: int
    own: int


def ingest(root: Path, texts: SearchTexts) -> Ingested:
    """Fill the home ``root`` with ``texts``, the first the newest, of 200 sources by turns. The feeds
    count as fetched just now; a tenth of them are unread. Nothing is indexed."""
    world, now = World(root), datetime.now(UTC)
    world.now = lambda: now
    store, seconds = world.store(), 0.0
    for source in range(SOURCES):
        name = Line(f"第{source}号新闻" if source % 2 else f"Daily {source}")
        address, unread = f"http://127.0.0.1:9/{source}", "all" if source < _UNREAD else "none"
        store.remember(Subscription(_key(source), "feed", address, name, True, unread))
    store.close()
    drafts: list[list[Draft]] = [[] for _ in range(SOURCES)]
    for number, text in enumerate(texts.all()):
        date = now - timedelta(minutes=_MINUTES * (number + 1))
        drafts[number % SOURCES].append(_draft(text, number, date))
    writer = LibraryWriter(world.library)
    for source, some in enumerate(drafts):
        where = Admission(_key(source), _key(source), UTC, now)
        plan = Plan(new=tuple(admit(draft, where) for draft in some))
        number = writer.source(_key(source))
        began = time.monotonic()
        writer.ingest(number, plan, now)
        writer.succeeded(number, now)
        seconds += time.monotonic() - began
    writer.close()
    library = world.open()
    library.fold()
    library.close()
    return Ingested(seconds, _file(world.library), _number(world.library, _WORDS))


def index(root: Path) -> Indexed:
    """Index all that the home ``root`` holds."""
    path = World(root).library
    running = Running([sys.executable, "-m", "tests.benchmarks.index_app", str(path)], os.environ)
    said = json.loads(next(running.lines()))
    ran = running.ended()
    own = sum(_number(path, statement) for statement in _INDEX)
    return Indexed(ran, said["seconds"], said["longest"], _file(path), own)


_WORDS = (
    "SELECT sum(length(CAST(a.title || a.authors || a.categories || a.tags || b.text AS BLOB)))"
    " FROM article AS a JOIN body AS b ON b.docid = a.docid"
)
_INDEX = (
    "SELECT sum(length(block)) FROM search_data",
    "SELECT sum(length(sz)) + 8 * count(*) FROM search_docsize",
    "SELECT sum(length(term)) + 8 * count(*) FROM search_idx",
)


def _number(path: Path, statement: str) -> int:
    connection = sqlite3.connect(path)
    number = connection.execute(statement).fetchone()[0]
    connection.close()
    return int(number)


def _file(path: Path) -> int:
    """The bytes of the file, with all in it that was written."""
    _number(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size


def _key(source: int) -> str:
    return f"source-{source:03}"


def _draft(text: Text, number: int, date: datetime) -> Draft:
    return Draft(
        guid=f"guid-{number}",
        title=text.title,
        url=f"https://news.example.org/{number}",
        published=date,
        lang="zh-CN",
        authors=(text.author,),
        body=text.body,
        body_format="markdown",
        tags=text.tags,
    )
