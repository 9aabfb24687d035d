"""``telex import cache.db``: what was read in newsboat is read here, now or when it arrives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import residue
from tests.cli.conftest import Telex
from tests.cli.web import FEED, HOST, Web, only_web, rss

OTHER = "https://other.example.org/feed"
_SCHEMA = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
  title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
  is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
  title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
  feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
  unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
  enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
  base VARCHAR(128) NOT NULL DEFAULT "");
CREATE INDEX idx_guid ON rss_item(guid);
"""
Item = tuple[object, object, object, int]
"""Guid, address, the feed's address, unread."""


def cache(path: Path, items: Iterable[Item]) -> str:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        connection.executemany(
            "INSERT INTO rss_item(guid, url, feedurl, unread, title, author, pubDate, content)"
            " VALUES(?, ?, ?, ?, 'Title', 'Me', 1700000000, 'Words')",
            items,
        )
    return str(path)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, telex: Telex) -> Web:
    """Two feeds of three articles each; guids are ``id-One`` and so on, links have numbers."""
    web = only_web(monkeypatch)
    web.pages = {
        FEED: rss("One", "Two", "Three"),
        OTHER: rss("Four", "Five", "Six", name="Other").replace("<guid>id-Four</guid>", ""),
    }
    assert telex("add", FEED, OTHER, "--unread", "all").status == 0
    return web


READ: tuple[Item, ...] = (
    ("id-One", f"{HOST}/0", FEED, 0),
    ("id-Two", f"{HOST}/1", FEED, 1),
    ("id-Three", f"{HOST}/2?utm_source=feed", FEED, 0),
    # Without a guid newsboat makes one of the link and the date.
    (f"{HOST}/0Mon, 23 Nov 2026 12:00:00 +0000", f"{HOST}/0", OTHER, 0),
    ("id-Five", f"{HOST}/1", OTHER, 1),
    ("id-Six", "", "https://unknown.example.org/feed", 0),
)


def unread(telex: Telex) -> set[str]:
    return {line.split("\t")[4] for line in telex("list", "is:unread", "--plain").lines}


def test_exactly_what_was_read_is_read(telex: Telex, web: Web, tmp_path: Path) -> None:
    ran = telex("import", cache(tmp_path / "cache.db", READ))
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[0] == "2 feeds are in it"
    assert unread(telex) == {"Two", "Five", "Six"}
    assert telex("undo").out == f"undone: {ran.lines[1]}\n"
    assert unread(telex) == {"One", "Two", "Three", "Four", "Five", "Six"}
    assert telex("undo").out == "undone: 2 sources added\n"
    assert telex("redo").status == telex("redo").status == 0
    assert unread(telex) == {"Two", "Five", "Six"}


def test_an_article_counts_once(telex: Telex, web: Web, tmp_path: Path) -> None:
    """Its guid and its link are two names of one."""
    ran = telex("import", cache(tmp_path / "cache.db", READ[:3]))
    assert ran.lines == ["1 feed is in it", "2 marked read"]


def test_what_has_not_arrived_yet_is_read_when_it_does(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    later: tuple[Item, ...] = (("id-Late", "", FEED, 0), ("id-Later", f"{HOST}/9", FEED, 1))
    assert telex("import", cache(tmp_path / "cache.db", (*READ, *later))).status == 0
    web.pages[FEED] = rss("Later", "Late", "One", "Two", "Three")
    assert telex("refresh").status == 0
    assert unread(telex) == {"Later", "Two", "Five", "Six"}
    telex("undo")
    assert unread(telex) == {"Later", "Late", "One", "Two", "Three", "Four", "Five", "Six"}


@pytest.mark.parametrize("undo", [False, True])
def test_before_anything_was_fetched(
    telex: Telex, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, undo: bool
) -> None:
    web = only_web(monkeypatch)
    urls = tmp_path / "urls"
    urls.write_text(f'{FEED} "~Mine"\n')
    assert telex("import", str(urls)).status == 0
    assert telex("import", cache(tmp_path / "cache.db", READ)).lines[0] == "1 feed is in it"
    if undo:
        telex("undo")
    web.pages[FEED] = rss("One", "Two", "Three")
    assert telex("refresh").status == 0
    assert unread(telex) == ({"One", "Two", "Three"} if undo else {"Two"})


@pytest.mark.parametrize(
    "written", [f"{FEED}/", FEED.replace("news", "NEWS"), f"{FEED}?utm_source=x", f"{FEED}#top"]
)
def test_an_address_may_be_written_a_little_differently(
    telex: Telex, web: Web, tmp_path: Path, written: str
) -> None:
    telex("import", cache(tmp_path / "cache.db", [("id-One", "", written, 0)]))
    assert "One" not in unread(telex)


def test_a_dry_run_and_a_second_run_change_nothing(telex: Telex, web: Web, tmp_path: Path) -> None:
    file = cache(tmp_path / "cache.db", READ)
    assert telex("import", "--dry-run", file).lines == ["2 feeds are in it"]
    assert len(unread(telex)) == 6
    telex("import", file)
    assert telex("import", file).lines == ["2 feeds are in it"]
    assert telex("history").out.count("marked read") == 1


def test_what_one_reads_again_here_is_not_overruled(telex: Telex, web: Web, tmp_path: Path) -> None:
    telex("mark", "read", "title:Two")
    telex("import", cache(tmp_path / "cache.db", READ))
    assert unread(telex) == {"Five", "Six"}  # unread there is no reason to be unread here
    telex("undo")
    assert unread(telex) == {"One", "Three", "Four", "Five", "Six"}


def test_the_file_is_not_touched(telex: Telex, web: Web, tmp_path: Path) -> None:
    file = tmp_path / "a folder?#%20" / "cache.db"
    file.parent.mkdir()
    cache(file, READ)
    file.chmod(0o400)
    before = file.read_bytes()
    assert telex("import", str(file)).status == 0
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_odd_values_are_passed_over_and_the_rest_is_taken(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    odd: list[Item] = [
        ("", "", FEED, 0),
        ("  ", " ", FEED, 0),
        (7, 3.5, FEED, 0),
        (b"\xff\xfe", b"\x00", FEED, 0),
        ("x\x1b[31m\u202e", "javascript:x", FEED, 0),
        ("lone \ufffd", "https://[", FEED, 0),
    ]
    ran = telex("import", cache(tmp_path / "cache.db", [*odd, *READ]))
    assert ran.status == 0
    assert not residue(ran.out + ran.err)
    assert unread(telex) == {"Two", "Five", "Six"}


def test_bytes_that_are_no_utf_8_cost_one_article_at_most(
    telex: Telex, web: Web, tmp_path: Path
) -> None:
    file = cache(tmp_path / "cache.db", READ)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO rss_item(guid, url, feedurl, unread, title, author, pubDate, content)"
            " VALUES(CAST(x'636166e9' AS TEXT), '', ?, 0, '', '', 0, '')",
            (FEED,),
        )
    assert telex("import", file).status == 0
    assert unread(telex) == {"Two", "Five", "Six"}


def test_none_of_ones_feeds_in_it_is_told(telex: Telex, web: Web, tmp_path: Path) -> None:
    ran = telex("import", cache(tmp_path / "cache.db", READ[-1:]))
    assert ran.status == 2
    assert "Import newsboat's urls first" in ran.err
    assert len(unread(telex)) == 6


@pytest.mark.parametrize("kind", ["another program's", "a header only", "cut off", "old columns"])
def test_a_file_that_is_no_cache_of_newsboats_is_told(
    telex: Telex, web: Web, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "cache\x1b[31m.db"
    cache(file, [(f"id-{n}" * 100, "", FEED, 0) for n in range(100)])
    content = file.read_bytes()
    if kind == "another program's":
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("ALTER TABLE rss_item RENAME TO moz_places")
    elif kind == "old columns":
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("ALTER TABLE rss_item RENAME COLUMN unread TO seen")
    else:
        file.write_bytes(content[: 16 if kind == "a header only" else len(content) // 2])
    ran = telex("import", str(file))
    assert (ran.status, ran.out) == (1, "")
    assert "no cache of newsboat" in ran.err and "~/.newsboat" in ran.err
    assert not residue(ran.err)
    assert len(unread(telex)) == 6
