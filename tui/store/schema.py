"""The tables of both files, and how an older file becomes a newer one.

Migrations are named and applied in order, each in a transaction of its own together with the
``user_version`` that counts them. A file with more of them than we know is refused.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.errors import TooNew, said
from tui.store.db import transaction

STATE_ID = 0x74656C73
LIBRARY_ID = 0x74656C6C


@dataclass(frozen=True, slots=True)
class Migration:
    name: str
    statements: tuple[str, ...]


STATE = (
    Migration(
        "sources, marks and the journal",
        (
            "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID",
            # sealed: the rule of first sight was applied to its whole first listing.
            "CREATE TABLE source(key TEXT PRIMARY KEY, adapter TEXT NOT NULL, locator TEXT NOT NULL,"
            " name TEXT NOT NULL, subscribed INTEGER NOT NULL, unread TEXT NOT NULL,"
            " sealed INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE read(id INTEGER PRIMARY KEY)",
            # kept: the user asked for it to be unread; the rule of first sight leaves it alone.
            "CREATE TABLE unread(docid INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
            " kept INTEGER NOT NULL DEFAULT 0)",
            "CREATE TABLE starred(id INTEGER PRIMARY KEY, at INTEGER NOT NULL)",
            "CREATE TABLE alias(old INTEGER PRIMARY KEY, new INTEGER NOT NULL)",
            "CREATE TABLE journal(number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
            " kind TEXT NOT NULL, value INTEGER NOT NULL, ids BLOB NOT NULL, origin TEXT NOT NULL,"
            " undone INTEGER NOT NULL DEFAULT 0)",
            "CREATE INDEX journal_deliberate ON journal(undone, number) WHERE origin <> 'open'",
        ),
    ),
    Migration(
        "places in articles, and furniture the user listed",
        (
            "CREATE TABLE place(id INTEGER PRIMARY KEY, block INTEGER NOT NULL,"
            " chars INTEGER NOT NULL, at INTEGER NOT NULL)",
            # kept: the user said that it is no furniture, whatever telex finds.
            "CREATE TABLE listed(source TEXT NOT NULL, words TEXT NOT NULL, kept INTEGER NOT NULL,"
            " PRIMARY KEY(source, words)) WITHOUT ROWID",
        ),
    ),
    Migration(
        "folders, own tags and settings of sources",
        (
            "ALTER TABLE source ADD COLUMN folder TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE source ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE source ADD COLUMN paused INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE source ADD COLUMN settings TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX source_locator ON source(adapter, locator)",
        ),
    ),
    Migration(
        "hidden articles, own tags, saved views and rules",
        (
            "CREATE TABLE hidden(id INTEGER PRIMARY KEY, at INTEGER NOT NULL)",
            "CREATE TABLE tagged(folded TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,"
            " PRIMARY KEY(folded, id)) WITHOUT ROWID",
            "CREATE INDEX tagged_id ON tagged(id)",
            # A view's name and query; a rule's query and what it does.
            "CREATE TABLE saved(kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
            " place INTEGER NOT NULL, PRIMARY KEY(kind, name)) WITHOUT ROWID",
            # Arrivals to which no rule was applied yet: they are not searchable so far.
            "CREATE TABLE awaiting(id INTEGER PRIMARY KEY)",
        ),
    ),
    Migration(
        "articles put off, steps of several parts",
        (
            "CREATE TABLE later(id INTEGER PRIMARY KEY, until INTEGER NOT NULL)",
            # parts: how many rows from this one on are the step; 0 in those that follow it.
            "ALTER TABLE journal ADD COLUMN parts INTEGER NOT NULL DEFAULT 1",
            # turned: the newest row there was when it was last undone, or done again.
            "ALTER TABLE journal ADD COLUMN turned INTEGER NOT NULL DEFAULT 0",
            "CREATE INDEX journal_turned ON journal(turned) WHERE turned > 0",
        ),
    ),
)

LIBRARY = (
    Migration(
        "articles, labels and the change log",
        (
            "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID",
            # settled: it was listed completely at least once.
            "CREATE TABLE source(no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
            " settled INTEGER NOT NULL DEFAULT 0, last_ok INTEGER,"
            " failures INTEGER NOT NULL DEFAULT 0, retry_at INTEGER, moved_to TEXT)",
            "CREATE TABLE feed(no INTEGER PRIMARY KEY, source INTEGER NOT NULL, key TEXT NOT NULL,"
            " title TEXT NOT NULL DEFAULT '', home TEXT, UNIQUE(source, key))",
            "CREATE TABLE article(docid INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,"
            " source INTEGER NOT NULL, feed INTEGER NOT NULL, hidden INTEGER NOT NULL,"
            " guid TEXT NOT NULL, title TEXT NOT NULL, url TEXT, authors TEXT NOT NULL,"
            " published INTEGER, first_seen INTEGER NOT NULL, updated INTEGER, lang TEXT NOT NULL,"
            " summary TEXT NOT NULL, categories TEXT NOT NULL, tags TEXT NOT NULL, thumbnail TEXT,"
            " enclosures TEXT NOT NULL, path TEXT NOT NULL, draft INTEGER NOT NULL,"
            " visible_from INTEGER, visible_to INTEGER, fingerprint BLOB NOT NULL)",
            # Narrow, in the order of the list: a snapshot of 100,000 ids reads no article.
            "CREATE INDEX article_order ON article(docid, id, source, hidden)",
            "CREATE INDEX article_source ON article(source, hidden, docid, id)",
            "CREATE INDEX article_hidden ON article(hidden) WHERE hidden > 0",
            "CREATE INDEX article_expires ON article(visible_to) WHERE visible_to IS NOT NULL",
            "CREATE TABLE body(docid INTEGER PRIMARY KEY, format TEXT NOT NULL, text TEXT NOT NULL)",
            "CREATE TABLE label(no INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,"
            " folded TEXT NOT NULL, UNIQUE(kind, folded))",
            "CREATE TABLE article_label(label INTEGER NOT NULL, docid INTEGER NOT NULL,"
            " PRIMARY KEY(label, docid)) WITHOUT ROWID",
            "CREATE INDEX article_label_docid ON article_label(docid)",
            "CREATE TABLE version(id INTEGER NOT NULL, at INTEGER NOT NULL, title TEXT NOT NULL,"
            " format TEXT NOT NULL, text TEXT NOT NULL, fingerprint BLOB NOT NULL)",
            "CREATE INDEX version_id ON version(id, at)",
            "CREATE TABLE adapter_state(source INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
            " PRIMARY KEY(source, key)) WITHOUT ROWID",
            "CREATE TABLE problem(source INTEGER NOT NULL, place TEXT NOT NULL, title TEXT NOT NULL,"
            " hint TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL, permanent INTEGER NOT NULL,"
            " PRIMARY KEY(source, place)) WITHOUT ROWID",
            # was: the id the article had before its file moved or its publisher renamed it.
            "CREATE TABLE change(seq INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL,"
            " was INTEGER, old_docid INTEGER, new_docid INTEGER)",
        ),
    ),
    Migration(
        "furniture: what a source ends its articles with",
        (
            "CREATE TABLE furniture(source INTEGER NOT NULL, mark TEXT NOT NULL,"
            " words TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY(source, mark)) WITHOUT ROWID",
        ),
    ),
    Migration(
        "translations, remarks and doubles",
        (
            "ALTER TABLE article ADD COLUMN tie TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX article_tie ON article(source, tie) WHERE tie <> ''",
            "CREATE INDEX article_path ON article(source, path) WHERE path <> ''",
            "CREATE INDEX article_fingerprint ON article(fingerprint)",
            "DROP INDEX article_order",
            "CREATE INDEX article_order ON article(docid, id, source, hidden, feed)",
            # One file may give several; remark: it was read all the same.
            "DROP TABLE problem",
            "CREATE TABLE problem(source INTEGER NOT NULL, place TEXT NOT NULL, title TEXT NOT NULL,"
            " hint TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL, permanent INTEGER NOT NULL,"
            " remark INTEGER NOT NULL, PRIMARY KEY(source, place, title)) WITHOUT ROWID",
            # Files that claim to be an article which another, newer file is.
            "CREATE TABLE double(source INTEGER NOT NULL, path TEXT NOT NULL, id INTEGER NOT NULL,"
            " PRIMARY KEY(source, path)) WITHOUT ROWID",
            # What adapters kept is of another shape from now on: they look at everything anew.
            "DELETE FROM adapter_state",
        ),
    ),
    Migration(
        "when to come again, what was dropped, whole articles",
        (
            "ALTER TABLE source ADD COLUMN fresh_until INTEGER",
            # Where it was fetched from last: what is kept of another address counts no more.
            "ALTER TABLE source ADD COLUMN locator TEXT NOT NULL DEFAULT ''",
            # waits: its publisher asked for the wait; stopped: it is gone for good.
            "ALTER TABLE source ADD COLUMN waits INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE source ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE source ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0",
            # Articles that were let go, and that their feed may bring once more; at: seen there last.
            "CREATE TABLE tombstone(source INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL,"
            " PRIMARY KEY(source, id)) WITHOUT ROWID",
            "CREATE TABLE whole(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, format TEXT NOT NULL,"
            " text TEXT NOT NULL)",
        ),
    ),
    Migration(
        "the search index",
        (
            # Of a search index without the texts, which are there already: what is taken out of it
            # is said once more, word by word (`mark` tells whether it is still the same).
            "CREATE VIRTUAL TABLE search USING fts5(text, title, byline, labels, content='',"
            " tokenize='ascii')",
            "INSERT INTO search(search, rank) VALUES('rank', 'bm25(1.0, 8.0, 2.0, 4.0)')",
            # cut: of the readable body so much was taken, before its furniture; -1: all of it.
            "CREATE TABLE indexed(docid INTEGER PRIMARY KEY, words INTEGER NOT NULL,"
            " cut INTEGER NOT NULL, mark INTEGER NOT NULL)",
            "CREATE TABLE unindexed(docid INTEGER PRIMARY KEY)",
            # Indexed articles that were edited or dropped, as they were.
            "CREATE TABLE outdated(docid INTEGER NOT NULL, cut INTEGER NOT NULL, mark INTEGER NOT NULL,"
            " title TEXT NOT NULL, authors TEXT NOT NULL, summary TEXT NOT NULL,"
            " categories TEXT NOT NULL, tags TEXT NOT NULL, format TEXT NOT NULL, text TEXT NOT NULL)",
            "INSERT INTO unindexed SELECT docid FROM article",
        ),
    ),
)


def migrate(
    connection: sqlite3.Connection,
    migrations: Sequence[Migration],
    application: int,
    path: Path,
    before: Callable[[int], None] | None = None,
) -> None:
    """Bring the file at ``path`` up to the newest of ``migrations``.

    ``before`` is called once, with the present version, if a file that holds something is about
    to change. Raises :class:`TooNew` and leaves the file as it is.
    """
    version = _version(connection, migrations, path)
    if version == len(migrations):
        return
    if version and before is not None:
        before(version)
    while True:
        with transaction(connection):
            version = _version(connection, migrations, path)
            if version == len(migrations):
                return
            for statement in migrations[version].statements:
                connection.execute(statement)
            if version == 0:
                connection.execute(f"PRAGMA application_id={application}")
                connection.execute(
                    "INSERT INTO meta VALUES('generation', ?)", (os.urandom(8).hex(),)
                )
            connection.execute(f"PRAGMA user_version={version + 1}")


def _version(connection: sqlite3.Connection, migrations: Sequence[Migration], path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise TooNew(
            said("A newer telex wrote {path}", path=path),
            said("Update telex; this one will not touch the file"),
        )
    return int(version)
