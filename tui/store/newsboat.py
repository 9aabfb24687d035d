"""What newsboat remembers: which articles were read, from its ``cache.db``."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tui.errors import BadContent, said

_HEADER = b"SQLite format 3\0"


def is_cache(path: Path) -> bool:
    """Whether ``path`` is a database, which of newsboat's files only its cache is."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


def read_articles(path: Path) -> Mapping[str, list[tuple[str, str]]]:
    """By its feed's address the id and the link of every article that was read there.

    Raises :class:`BadContent` for a file that is no cache of newsboat. It is opened for reading
    only, and as it stands: newsboat may be running.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            rows = connection.execute("SELECT feedurl, guid, url FROM rss_item WHERE unread = 0")
            for feed, guid, url in rows:
                found[str(feed)].append((str(guid or ""), str(url or "")))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BadContent(
            said("{path} is no cache of newsboat", path=path),
            said("It is called cache.db, in ~/.newsboat or ~/.local/share/newsboat"),
            str(error)[:200],
        ) from error
    return found
