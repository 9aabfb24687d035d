"""A folder that people and programs write to while telex reads it, through a real refresh into a
real library: what is kept, what moves along, and what is told."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest

from tests.builders import World
from tests.sources.fetching import write
from tui.core.change import mark_read, star
from tui.core.models import ArticleRow, Reading, Subscription
from tui.core.query import EVERYTHING, UNREAD
from tui.refresh.refresher import Progress, Refresher
from tui.sources import directory
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

GOOD = "---\ntitle: Good\ndate: 2025-01-02\n---\nThe last good version.\n"
NEW = "---\ntitle: New\ndate: 2025-01-02\ntags: [a, b]\n---\nThe finished version.\n"


class Shelf:
    """A folder, the library that it is refreshed into, and what a reader sees of it."""

    def __init__(self, world: World, root: Path) -> None:
        root.mkdir()
        self.root, self._world = root, world
        self._source = Subscription("posts", "directory", str(root), unread="all")
        with closing(world.store()) as store:
            store.remember(self._source)
        self.library = world.open()

    def refresh(self) -> Progress:
        async def last(writer: LibraryWriter) -> Progress:
            locks, keep = self._world.root / "locks", self.library.starred_among
            refresher = Refresher(
                writer, Registry(), locks, now=self._world.now, zone=UTC, keep=keep
            )
            return [progress async for progress in refresher.refresh([self._source])][-1]

        with closing(LibraryWriter(self._world.library)) as writer:
            ended = asyncio.run(last(writer))
        self.library.fold()
        return ended

    def rows(self) -> dict[str, ArticleRow]:
        """The articles by their paths."""
        rows = self.library.rows(self.library.ids(EVERYTHING))
        found = {str(self.reading(number).article.path): row for number, row in rows.items()}
        assert len(found) == len(rows)
        return found

    def reading(self, number: int) -> Reading:
        reading = self.library.reading(number)
        assert reading is not None
        return reading

    def titles(self) -> dict[str, str]:
        return {path: str(row.title) for path, row in self.rows().items()}

    def body(self, path: str) -> str:
        return self.reading(self.rows()[path].id).body.text

    def mark(self, *paths: str) -> None:
        """Read and starred."""
        ids = [self.rows()[path].id for path in paths]
        self.library.apply(mark_read(ids))
        self.library.apply(star(ids))

    def marked(self) -> set[str]:
        return {path for path, row in self.rows().items() if row.read and row.starred}

    def problems(self) -> dict[str, str]:
        (info,) = self.library.informed()
        return {str(problem.where): str(problem.title) for problem in info.problems}

    def stored(self) -> list[str]:
        """All that the library holds, but for what the adapter keeps."""
        with closing(sqlite3.connect(self._world.library)) as connection:
            return [line for line in connection.iterdump() if "adapter_state" not in line]


@pytest.fixture
def shelf(world: World, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(world, tmp_path / "posts")
    yield shelf
    shelf.library.close()


def counts(progress: Progress) -> tuple[int, int, int]:
    assert progress.stage == "done"
    return progress.new, progress.changed, progress.gone


@pytest.mark.parametrize("cut", ["\ndate", "01-02", ": [", ", b]", "]\n-", "]\n--"])
def test_a_pause_within_the_front_matter_keeps_the_last_good_version(
    shelf: Shelf, cut: str
) -> None:
    write(shelf.root, "a.md", GOOD)
    shelf.refresh()
    shelf.mark("a.md")
    write(shelf.root, "a.md", NEW[: NEW.index(cut) + len(cut)])
    write(shelf.root, "b.md", NEW[: NEW.index(cut) + len(cut)])
    for _ in range(2):
        assert counts(last := shelf.refresh()) == (0, 0, 0)
        assert last.troubles == 2
        assert shelf.titles() == {"a.md": "Good"}
        assert "The last good version." in shelf.body("a.md")
        assert set(shelf.problems()) == {"a.md", "b.md"}

    write(shelf.root, "a.md", NEW)
    write(shelf.root, "b.md", NEW)
    assert counts(shelf.refresh()) == (1, 1, 0)
    assert shelf.titles() == {"a.md": "New", "b.md": "New"}
    assert (shelf.problems(), shelf.marked()) == ({}, {"a.md"})


def test_files_rewritten_cut_short_or_replaced_are_updated_and_stay_read(shelf: Shelf) -> None:
    names = [f"{n}.md" for n in range(5)]
    for name in names:
        write(shelf.root, name, GOOD + "And a second paragraph.\n")
    shelf.refresh()
    shelf.mark(*names)
    write(shelf.root, "0.md", NEW)
    write(shelf.root, "1.md", GOOD)
    write(shelf.root, "2.md", "")
    write(shelf.root, "3.md.new", NEW).replace(shelf.root / "3.md")
    write(shelf.root, "4.md", "# Quite another text\n\nWithout a date.")
    assert counts(shelf.refresh()) == (0, 4, 0)
    assert shelf.problems() == {"2.md": "The file is empty"}
    assert list(shelf.titles().values()).count("New") == 2
    assert "second" not in shelf.body("1.md")
    assert "second" in shelf.body("2.md")
    assert shelf.marked() == set(names)
    assert shelf.library.counts(UNREAD).total == 0


@pytest.mark.parametrize("content", [GOOD, "No title but the file's name.\n", "# Heading\n\nText"])
def test_a_renamed_file_is_the_same_article(shelf: Shelf, content: str) -> None:
    write(shelf.root, "a.md", content)
    write(shelf.root, "other.md", "# Another\n")
    shelf.refresh()
    shelf.mark("a.md")
    before = shelf.rows()["a.md"].date
    for old, new in (("a.md", "A.md"), ("A.md", "sub/deep/b.markdown"), ("sub", "moved")):
        (shelf.root / new).parent.mkdir(parents=True, exist_ok=True)
        (shelf.root / old).rename(shelf.root / new)
        assert counts(shelf.refresh()) == (1, 0, 1)
        assert len(shelf.rows()) == 2
        assert shelf.marked() == {"moved/deep/b.markdown" if old == "sub" else new}
    assert shelf.rows()["moved/deep/b.markdown"].date == before


def test_a_bundle_or_a_section_that_moves_keeps_the_marks_of_its_posts(shelf: Shelf) -> None:
    write(shelf.root, "hugo.toml", "title = 'Site'\n")
    write(shelf.root, "content/posts/old-name/index.md", "Its folder is its title.\n")
    for number in range(3):
        write(shelf.root, f"content/posts/{number}.md", f"Text number {number}.\n")
    shelf.refresh()
    assert shelf.titles()["content/posts/old-name/index.md"] == "old name"
    shelf.mark("content/posts/old-name/index.md", "content/posts/1.md")
    posts = shelf.root / "content/posts"
    (posts / "old-name").rename(posts / "new-name")
    shelf.refresh()
    assert shelf.titles()["content/posts/new-name/index.md"] == "new name"
    posts.rename(shelf.root / "content/news")
    assert counts(shelf.refresh()) == (4, 0, 4)
    assert shelf.marked() == {"content/news/new-name/index.md", "content/news/1.md"}


def test_a_deleted_file_is_gone_unless_starred_and_read_if_it_comes_back(shelf: Shelf) -> None:
    for name in "abc":
        write(shelf.root, f"{name}.md", f"# {name}\n")
    shelf.refresh()
    shelf.library.apply(mark_read([shelf.rows()["a.md"].id]))
    shelf.library.apply(star([shelf.rows()["b.md"].id]))
    (shelf.root / "a.md").unlink()
    (shelf.root / "b.md").unlink()
    assert shelf.refresh().gone == 1
    assert set(shelf.titles()) == {"b.md", "c.md"}
    assert shelf.refresh().gone == 0
    write(shelf.root, "a.md", "# a\n")
    write(shelf.root, "b.md", "# b\n")
    shelf.refresh()
    assert {p for p, row in shelf.rows().items() if row.read} == {"a.md"}
    assert {p for p, row in shelf.rows().items() if row.starred} == {"b.md"}


def test_a_touch_changes_nothing(shelf: Shelf) -> None:
    write(shelf.root, "a.md", GOOD)
    write(shelf.root, "undated.md", "# Undated\n")
    write(shelf.root, "news/_index.md", "---\ntitle: News\n---\n")
    write(shelf.root, "news/broken.md", "---\ntitle: [\n---\n")
    write(shelf.root, "news/latin.md", "# Un café très frais à la crème".encode("latin-1"))
    shelf.refresh()
    before = shelf.stored()
    assert len(shelf.problems()) == 2
    for path in shelf.root.rglob("*.md"):
        os.utime(path, (1_800_000_000, 1_790_000_000))
    assert counts(last := shelf.refresh()) == (0, 0, 0)
    assert (last.troubles, shelf.stored()) == (1, before)


def test_a_second_write_within_one_tick_of_the_clock_is_seen(shelf: Shelf) -> None:
    write(shelf.root, "other.md")
    shelf.refresh()
    moment = time.time_ns() - int(directory.QUIET_SECONDS * 10**9)
    for title in ("One", "Two", "Six"):
        path = write(shelf.root, "a.md", f"# {title}\n")
        os.utime(path, ns=(moment, moment))
        shelf.refresh()
        assert shelf.titles()["a.md"] == title


def two_with_one_id(shelf: Shelf, *dates: str) -> None:
    for number, date in enumerate(dates, 1):
        words = f"---\nid: one\ntitle: Post {number}\ndate: {date}\n---\nBody {number}.\n"
        write(shelf.root, f"{number}.md", words)
    assert shelf.refresh().gone == 0


def test_of_two_files_with_one_id_the_newer_is_shown_and_the_other_remarked(shelf: Shelf) -> None:
    two_with_one_id(shelf, "2025-01-01", "2025-02-02")
    shelf.mark("2.md")
    for dates in (("2025-02-02", "2025-01-01"), ("2025-01-01", "2025-02-02")) * 2:
        newer, older = ("1.md", "2.md") if dates[0] > dates[1] else ("2.md", "1.md")
        two_with_one_id(shelf, *dates)
        assert shelf.titles() == {newer: f"Post {newer[0]}"}
        assert list(shelf.problems()) == [older]
        assert newer in shelf.problems()[older]
        assert shelf.marked() == {newer}
        before = shelf.stored()
        shelf.refresh()
        assert shelf.stored() == before


@pytest.mark.parametrize(("deleted", "left"), [("1.md", "2.md"), ("2.md", "1.md")])
def test_when_one_of_two_with_one_id_is_deleted_the_other_is_there(
    shelf: Shelf, deleted: str, left: str
) -> None:
    two_with_one_id(shelf, "2025-01-01", "2025-02-02")
    shelf.mark("2.md")
    (shelf.root / deleted).unlink()
    assert counts(shelf.refresh()) == (0, left == "1.md", 0)
    assert shelf.titles() == {left: f"Post {left[0]}"}
    assert (shelf.marked(), shelf.problems()) == ({left}, {})


def test_what_an_unreadable_folder_hides_is_not_gone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("closed/a.md", "closed/deep/b.md", "closedness.md", "open/c.md"):
        write(shelf.root, name, f"# {name}\n")
    shelf.refresh()
    (shelf.root / "open/c.md").unlink()
    (shelf.root / "closedness.md").unlink()
    scandir = os.scandir

    def refuse(path: str = ".") -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    with monkeypatch.context() as closed:
        closed.setattr(os, "scandir", refuse)
        assert counts(shelf.refresh()) == (0, 0, 2)
        assert set(shelf.titles()) == {"closed/a.md", "closed/deep/b.md"}
        assert set(shelf.problems()) == {"closed"}
    (shelf.root / "closed/a.md").unlink()
    assert shelf.refresh().gone == 1
    assert (set(shelf.titles()), shelf.problems()) == ({"closed/deep/b.md"}, {})


@pytest.mark.parametrize("instead", [None, os.mkdir, os.mkfifo])
def test_a_folder_without_its_content_drops_nothing(
    shelf: Shelf, instead: Callable[[Path], None] | None
) -> None:
    write(shelf.root, "a.md", "# A\n")
    write(shelf.root, "sub/b.md", "# B\n")
    shelf.refresh()
    shelf.mark("a.md")
    away = shelf.root.rename(shelf.root.with_name("away"))
    if instead is not None:
        instead(shelf.root)
    last = shelf.refresh()
    assert (last.stage, last.gone, last.problem is None) == ("failed", 0, False)
    assert set(shelf.titles()) == {"a.md", "sub/b.md"}
    if instead is not None:
        shelf.root.rename(shelf.root.with_name("nothing"))
    away.rename(shelf.root)
    assert counts(shelf.refresh()) == (0, 0, 0)
    assert (shelf.marked(), shelf.problems()) == ({"a.md"}, {})


def test_a_section_is_called_as_its_page_says(shelf: Shelf) -> None:
    write(shelf.root, "daily-news/a.md", "# A\n")
    page = shelf.root / "daily-news/_index.md"

    def name() -> str:
        shelf.refresh()
        return str(shelf.rows()["daily-news/a.md"].source_name)

    assert name() == "daily news"
    for title in ("The Daily News", "每日新闻"):
        write(shelf.root, "daily-news/_index.md", f"---\ntitle: {title}\n---\n")
        assert name() == title
    page.unlink()
    assert name() == "daily news"
    assert set(shelf.titles()) == {"daily-news/a.md"}


def test_dates_move_with_the_sites_zone(shelf: Shelf) -> None:
    write(shelf.root, "content/a.md", "---\ntitle: A\ndate: 2025-01-02 10:00:00\n---\nx")
    write(shelf.root, "content/b.md", "---\ntitle: B\ndate: 2025-01-02T10:00:00Z\n---\nx")
    write(shelf.root, "content/c.md", "---\ntitle: C\n---\nx")
    for zone, hour in (("Asia/Shanghai", 2), ("America/New_York", 15), ("", 10)):
        write(shelf.root, "hugo.toml", f"timeZone = '{zone}'\n" if zone else "title = 'x'\n")
        shelf.refresh()
        rows = {str(row.title): row for row in shelf.rows().values()}
        assert (rows["A"].date.hour, rows["B"].date.hour) == (hour, 10)
        shelf.mark(*shelf.rows())
    assert shelf.marked() == set(shelf.rows())


def test_a_file_that_is_still_being_written_is_waited_for(shelf: Shelf) -> None:
    write(shelf.root, "other.md")
    shelf.refresh()
    begun, pause = threading.Event(), threading.Event()

    def scrape() -> None:
        with (shelf.root / "slow.md").open("w") as file:
            for part in ("---\ntitle: Slow\n", "---\n", *(f"Line {n}.\n" for n in range(8)), "END"):
                file.write(part)
                file.flush()
                begun.set()
                pause.wait(0.1)

    writer = threading.Thread(target=scrape)
    writer.start()
    assert begun.wait(10)
    assert counts(shelf.refresh()) == (1, 0, 0)
    writer.join()
    assert shelf.body("slow.md").endswith("END")


def test_a_file_that_does_not_come_to_rest_is_left_for_the_next_time(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(shelf.root, "a.md", GOOD)
    shelf.refresh()
    (shelf.root / "a.md").write_text(NEW)
    with monkeypatch.context() as hasty:
        hasty.setattr(directory, "_PATIENCE_SECONDS", 0.0)
        assert counts(shelf.refresh()) == (0, 0, 0)
    assert (shelf.titles(), shelf.problems()) == ({"a.md": "Good"}, {})
    assert shelf.refresh().changed == 1
    assert shelf.titles() == {"a.md": "New"}
