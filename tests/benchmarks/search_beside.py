"""What others do for a search over the same articles.

newsboat 2.21 asks its ``cache.db`` for ``title LIKE … OR content LIKE …``. That file is made by newsboat
itself where it is installed, else of its tables by hand; the articles are put into it, and its own
statement is run by Python's sqlite3, without newsboat. The other is ``rg -l``, or ``grep -rlF`` where
there is no ripgrep, over a file of each article; neither looks at case there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

_FOLDER = 500  # files in each
_TABLES = """
    CREATE TABLE rss_feed(rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
        title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
        is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
    CREATE TABLE rss_item(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
        title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
        feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
        unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
        enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),
        deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "");
    CREATE INDEX idx_guid ON rss_item(guid);
    CREATE INDEX idx_feedurl ON rss_item(feedurl);
    CREATE INDEX idx_deleted ON rss_item(deleted);
"""
_SEARCH = (
    "SELECT guid, title, author, url, pubDate, length(content), unread, feedurl, enclosure_url,"
    " enclosure_type, enqueued, flags, base FROM rss_item"
    " WHERE (title LIKE ?1 OR content LIKE ?1) AND deleted = 0"
    " ORDER BY pubDate DESC, id DESC"
)
_TAKEN = (
    "INSERT INTO rss_item(guid, title, author, url, feedurl, pubDate, content, unread)"
    " SELECT a.guid, a.title, a.authors, a.url, 'http://127.0.0.1:9/' || a.source,"
    " coalesce(a.published, 0), b.text, 0"
    " FROM lib.article AS a JOIN lib.body AS b ON b.docid = a.docid ORDER BY a.docid"
)


class Newsboat:
    """Its file of the articles of a ``library``, in a home of its own."""

    def __init__(self, home: Path, library: Path) -> None:
        folder = home / ".newsboat"
        folder.mkdir(parents=True)
        path = folder / "cache.db"
        self.how = _made_by_newsboat(home)
        self._db = sqlite3.connect(path)
        if not self.how:
            self.how = "its tables made by hand"
            self._db.executescript(_TABLES)
        self._db.execute("ATTACH ? AS lib", (str(library),))
        with self._db:
            self._db.execute(_TAKEN)
        self._db.execute("DETACH lib")
        self._db.execute("PRAGMA case_sensitive_like = OFF")

    def search(self, word: str) -> float:
        """The seconds until all rows are there."""
        began = time.monotonic()
        self._db.execute(_SEARCH, (f"%{word}%",)).fetchall()
        return time.monotonic() - began

    def close(self) -> None:
        self._db.close()


def _made_by_newsboat(home: Path) -> str:
    if not (program := shutil.which("newsboat")):
        return ""
    (home / ".newsboat" / "urls").write_text("http://127.0.0.1:9/0\n")
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [program, "-x", "print-unread"], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return "its file made by newsboat"


class Grep:
    """ripgrep, or grep, over files of the articles of a ``library``."""

    def __init__(self, folder: Path, library: Path) -> None:
        self._folder = folder
        self._command = ["rg", "-lF"] if shutil.which("rg") else ["grep", "-rlF"]
        connection = sqlite3.connect(library)
        rows = connection.execute("SELECT title, text FROM article JOIN body USING(docid)")
        for number, (title, text) in enumerate(rows):
            path = folder / str(number // _FOLDER) / f"{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{title}\n\n{text}", "utf-8")
        connection.close()

    @property
    def name(self) -> str:
        return " ".join(self._command)

    def search(self, word: str) -> float:
        began = time.monotonic()
        subprocess.run(
            [*self._command, "-e", word, str(self._folder)],
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        return time.monotonic() - began
