"""A state and a library of growing feeds as they lie there, looked at without being touched.

A file is copied first, with the log that stands beside it: a killed program's files are for the
next one to mend. :func:`held` wants the library whole: nothing twice, nothing lost, nothing that its
validators deny.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.refresh.growing import TITLE, GrowingServer, ending, guid
from tests.store.reading_sql import opened
from tui.core.ids import article_id

VERSIONS = 3
Tables = Mapping[str, list[tuple[object, ...]]]


@contextmanager
def copied(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of what lies at ``path``."""
    with TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            file = path.with_name(path.name + suffix)
            if file.exists():
                shutil.copy(file, folder)
        with opened(Path(folder) / path.name) as database:
            yield database


def tables(path: Path) -> Tables:
    """All that a file holds, its schema too."""
    with copied(path) as database:
        names = database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        )
        found = {name: database.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}
        schema = database.execute("SELECT * FROM sqlite_schema").fetchall()
        (version,) = database.execute("PRAGMA user_version").fetchall()
    return {**found, "sqlite_schema": [*schema, version]}


def differing(before: Tables, after: Tables) -> list[str]:
    """Names of the tables that are not the same, to the type of each value."""
    names = sorted(before.keys() | after.keys())
    return [name for name in names if repr(before.get(name)) != repr(after.get(name))]


@dataclass(slots=True)
class Held:
    """``articles``: docids by id; ``revisions``: of each feed, which revision of each entry it has;
    ``versions``: how many former ones of each article there are; ``buried``: entries let go."""

    articles: dict[int, int] = field(default_factory=dict)
    revisions: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    versions: Counter[int] = field(default_factory=Counter)
    buried: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    newest_change: int = 0


def held(path: Path, server: GrowingServer, before: Held | None = None) -> Held:
    """What the library at ``path`` holds; it is sound, and has lost nothing that it had ``before``."""
    with copied(path) as library:
        # (It finds what quick_check does, and indexes that do not fit their tables.)
        assert library.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        now = Held()
        _articles(library, now, server)
        _former_versions(library, now)
        _changes(library, now)
        _buried(library, now, server)
        _validators(library, now, server)
    for feed, revisions in (before or now).revisions.items():
        have, gone = now.revisions[feed], now.buried[feed]
        lost = {
            entry: revision
            for entry, revision in revisions.items()
            if entry not in gone and have.get(entry, -1) < revision
        }
        assert not lost, f"feed {feed} lost or took back {lost}"
    return now


def _articles(library: sqlite3.Connection, now: Held, server: GrowingServer) -> None:
    rows = library.execute(
        "SELECT s.key, a.id, a.docid, a.guid, a.title, a.hidden, b.text,"
        " (SELECT count(*) FROM article_label AS l WHERE l.docid = a.docid)"
        " FROM article AS a JOIN source AS s ON s.no = a.source LEFT JOIN body AS b USING (docid)"
    ).fetchall()
    for key, number, docid, named, title, hidden, text, labels in rows:
        found = TITLE.fullmatch(title)
        assert found, f"no title of ours: {title}"
        feed, entry, revision = map(int, found.groups())
        what = f"entry {entry} of feed {feed}"
        assert key == f"feed-{feed}", f"{what} is an article of {key}"
        assert named == guid(feed, entry), f"{what} is called {named}"
        assert number == article_id(key, named), f"{what} has another id"
        assert entry not in now.revisions[feed], f"{what} is there twice"
        assert revision <= server.feeds[feed].newest.revisions[entry], f"{what} never was so"
        assert text is not None and ending(revision) in text, f"{what} has another text"
        assert labels == 2, f"{what} has {labels} labels"
        assert not hidden, f"{what} is hidden"
        now.revisions[feed][entry] = revision
        now.articles[number] = docid
    for table in ("body", "article_label"):
        (left,) = library.execute(
            f"SELECT count(*) FROM {table} WHERE docid NOT IN (SELECT docid FROM article)"
        ).fetchone()
        assert not left, f"{left} of {table} are nobody's"


def _former_versions(library: sqlite3.Connection, now: Held) -> None:
    """Each is older than the next, and the last than what is there."""
    former: dict[int, list[int]] = defaultdict(list)
    for number, title, text in library.execute(
        "SELECT id, title, text FROM version ORDER BY rowid"
    ):
        found = TITLE.fullmatch(title)
        assert found and ending(int(found[3])) in text, (
            f"a former version has another text: {title}"
        )
        former[number].append(int(found[3]))
    present: dict[int, int] = {
        article_id(f"feed-{feed}", guid(feed, entry)): revision
        for feed, revisions in now.revisions.items()
        for entry, revision in revisions.items()
    }
    for number, revisions in former.items():
        order = [*revisions, present[number]]
        assert order == sorted(set(order)), f"{number} has the versions {order}"
        assert len(revisions) <= VERSIONS, f"{number} has the versions {order}"
        now.versions[number] = len(revisions)


def _changes(library: sqlite3.Connection, now: Held) -> None:
    """The last that was told of each article is where it is."""
    told = {}
    for now.newest_change, number, docid in library.execute(
        "SELECT seq, id, new_docid FROM change ORDER BY seq"
    ):
        told[number] = docid
    there = {number: docid for number, docid in told.items() if docid is not None}
    assert there == now.articles, "what the states will be told is not what is there"


def _buried(library: sqlite3.Connection, now: Held, server: GrowingServer) -> None:
    buried = {number for (number,) in library.execute("SELECT id FROM tombstone")}
    both = buried & now.articles.keys()
    assert not both, f"both there and let go: {both}"
    for feed in server.feeds:
        now.buried[feed.number] = {
            entry
            for entry in range(len(feed.newest.revisions))
            if article_id(f"feed-{feed.number}", guid(feed.number, entry)) in buried
        }


def _validators(library: sqlite3.Connection, now: Held, server: GrowingServer) -> None:
    """What was kept of an answer belongs to one answer, each entry of which is there."""
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    for key, name, value in library.execute(
        "SELECT s.key, t.key, t.value FROM adapter_state AS t JOIN source AS s ON s.no = t.source"
    ):
        kept[key][name] = value
    for key, state in kept.items():
        feed = server.feeds[int(key.removeprefix("feed-"))]
        edition = feed.by_etag[state["etag"]]
        told = {"etag": edition.etag, "last-modified": edition.modified, "hash": edition.digest}
        assert state == told, f"{key} keeps {state}, which is of several answers"
        have, gone = now.revisions[feed.number], now.buried[feed.number]
        missing = [
            entry
            for entry, revision in enumerate(edition.revisions)
            if entry not in gone and have.get(entry, -1) < revision
        ]
        assert not missing, f"{key} keeps the ETag of an answer without its entries {missing}"
