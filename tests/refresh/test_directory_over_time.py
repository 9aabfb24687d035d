"""A folder that people and programs write to while telex reads it, through a real refresh into a
real library: what is kept, what moves along, and what is told."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World
from tests.refresh.scripted import play
from tests.sources.fetching import write
from tui.core.change import mark_read, star
from tui.core.models import Reading, Subscription
from tui.core.query import EVERYTHING
from tui.sources import directory

GOOD = "---\ntitle: Good\ndate: 2025-01-02\n---\nThe last good version.\n"
NEW = "---\ntitle: New\ndate: 2025-01-02\ntags: [a, b]\n---\nThe finished version.\n"
Patch = pytest.MonkeyPatch
INDEX = "content/posts/old-name/index.md"


class Shelf:
    """A folder, the library that it is refreshed into, and what a reader sees of it."""

    def __init__(self, world: World, root: Path) -> None:
        root.mkdir()
        self.root, self.world, self.stage = root, world, ""
        self.library = world.open()

    def refresh(self) -> tuple[int, int, int]:
        """How many articles are new, changed and gone."""
        posts = Subscription("posts", "directory", str(self.root), unread="all")
        keep = self.library.kept_among
        *_, ended = play(self.world, {"posts": []}, sources=[posts], keep=keep)
        self.library.fold()
        self.stage = ended.stage
        return ended.new, ended.changed, ended.gone

    def put(self, files: Mapping[str, str | bytes | None]) -> tuple[int, int, int]:
        """Write the files (None: delete it) and refresh."""
        for name, content in files.items():
            (self.root / name).unlink() if content is None else write(self.root, name, content)
        counts = self.refresh()
        assert self.stage == "done"
        return counts

    def articles(self) -> dict[str, Reading]:
        """By their paths."""
        ids = self.library.ids(EVERYTHING)
        readings = [reading for n in ids if (reading := self.library.reading(n)) is not None]
        found = {str(reading.article.path): reading for reading in readings}
        assert len(found) == len(ids)
        return found

    def titles(self) -> dict[str, str]:
        return {path: str(one.article.title) for path, one in self.articles().items()}

    def mark(self, *paths: str) -> None:
        """Read and starred."""
        ids = [self.articles()[path].article.id for path in paths]
        self.library.apply(mark_read(ids))
        self.library.apply(star(ids))

    def marked(self) -> set[str]:
        return {path for path, one in self.articles().items() if one.read and one.starred}

    def problems(self) -> dict[str, str]:
        (info,) = self.library.informed()
        return {str(problem.where): str(problem.title) for problem in info.problems}

    def stored(self) -> list[str]:
        """All that the library holds, but for what the adapter keeps."""
        with closing(sqlite3.connect(self.world.library)) as connection:
            return [line for line in connection.iterdump() if "adapter_state" not in line]


@pytest.fixture
def shelf(world: World, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(world, tmp_path / "posts")
    yield shelf
    shelf.library.close()


@pytest.mark.parametrize("cut", ["\ndate", "01-02", ": [", ", b]", "]\n-", "]\n--"])
def test_a_pause_within_front_matter_keeps_the_last_good_version(shelf: Shelf, cut: str) -> None:
    shelf.put({"a.md": GOOD})
    shelf.mark("a.md")
    half = NEW[: NEW.index(cut) + len(cut)]
    for files in ({"a.md": half, "b.md": half}, {}):
        assert shelf.put(files) == (0, 0, 0)
        assert shelf.titles() == {"a.md": "Good"}
        assert "The last good version." in shelf.articles()["a.md"].body.text
        assert set(shelf.problems()) == {"a.md", "b.md"}
    assert shelf.put({"a.md": NEW, "b.md": NEW}) == (1, 1, 0)
    assert shelf.titles() == {"a.md": "New", "b.md": "New"}
    assert (shelf.problems(), shelf.marked()) == ({}, {"a.md"})


def test_files_rewritten_cut_short_or_replaced_are_updated_and_stay_read(shelf: Shelf) -> None:
    names = [f"{n}.md" for n in range(5)]
    shelf.put(dict.fromkeys(names, GOOD + "And a second paragraph.\n"))
    shelf.mark(*names)
    write(shelf.root, "3.md.new", NEW).replace(shelf.root / "3.md")
    changes = {"0.md": NEW, "1.md": GOOD, "2.md": "", "4.md": "# Quite another\n\nUndated.\n"}
    assert shelf.put(changes) == (0, 4, 0)
    assert shelf.problems() == {"2.md": "The file is empty"}
    assert list(shelf.titles().values()).count("New") == 2
    assert "second" not in shelf.articles()["1.md"].body.text
    assert "second" in shelf.articles()["2.md"].body.text
    assert shelf.marked() == set(names)


@pytest.mark.parametrize("content", [GOOD, "No title but the file's name.\n", "# Heading\n\nText"])
def test_a_renamed_file_is_the_same_article(shelf: Shelf, content: str) -> None:
    shelf.put({"a.md": content, "other.md": "# Another\n"})
    shelf.mark("a.md")
    before = shelf.articles()["a.md"].article.sort_date
    for old, new in (("a.md", "A.md"), ("A.md", "sub/deep/b.markdown"), ("sub", "moved")):
        (shelf.root / new).parent.mkdir(parents=True, exist_ok=True)
        (shelf.root / old).rename(shelf.root / new)
        assert shelf.refresh() == (1, 0, 1)
        assert len(shelf.articles()) == 2
        assert shelf.marked() == {"moved/deep/b.markdown" if old == "sub" else new}
    assert shelf.articles()["moved/deep/b.markdown"].article.sort_date == before


def test_a_bundle_or_a_section_that_moves_keeps_the_marks_of_its_posts(shelf: Shelf) -> None:
    posts = {f"content/posts/{n}.md": f"Text {n}.\n" for n in range(3)}
    shelf.put({"hugo.toml": "title = 'Site'\n", INDEX: "Named by its folder.\n", **posts})
    assert shelf.titles()[INDEX] == "old name"
    shelf.mark(INDEX, "content/posts/1.md")
    folder = shelf.root / "content/posts"
    (folder / "old-name").rename(folder / "new-name")
    assert shelf.refresh() == (1, 0, 1)
    assert shelf.titles()[INDEX.replace("old", "new")] == "new name"
    folder.rename(shelf.root / "content/news")
    assert shelf.refresh() == (4, 0, 4)
    assert shelf.marked() == {"content/news/new-name/index.md", "content/news/1.md"}


def test_a_deleted_file_is_gone_unless_starred_and_read_if_it_comes_back(shelf: Shelf) -> None:
    files = {f"{name}.md": f"# {name}\n" for name in "abc"}
    shelf.put(files)
    shelf.library.apply(mark_read([shelf.articles()["a.md"].article.id]))
    shelf.library.apply(star([shelf.articles()["b.md"].article.id]))
    assert shelf.put({"a.md": None, "b.md": None}) == (0, 0, 1)
    assert set(shelf.titles()) == {"b.md", "c.md"}
    assert shelf.put(files) == (1, 0, 0)
    assert {path for path, one in shelf.articles().items() if one.read} == {"a.md"}
    assert {path for path, one in shelf.articles().items() if one.starred} == {"b.md"}


def test_a_touch_changes_nothing(shelf: Shelf) -> None:
    shelf.put({"a.md": GOOD, "undated.md": "# Undated\n", "news/broken.md": "---\na: [\n---\n"})
    shelf.put(
        {"news/_index.md": "---\ntitle: News\n---\n", "news/latin.md": b"# Caf\xe9 d'\xe9t\xe9"}
    )
    before = shelf.stored()
    assert set(shelf.problems()) == {"news/broken.md", "news/latin.md"}
    for path in shelf.root.rglob("*.md"):
        os.utime(path, (1_790_000_000, 1_790_000_000))
    assert (shelf.refresh(), shelf.stage) == ((0, 0, 0), "done")
    assert shelf.stored() == before


def test_a_second_write_within_one_tick_of_the_clock_is_seen(shelf: Shelf) -> None:
    shelf.put({"other.md": GOOD})
    moment = time.time_ns() - int(directory.QUIET_SECONDS * 10**9)
    for title in ("One", "Two"):
        path = write(shelf.root, "a.md", f"# {title}\n")
        os.utime(path, ns=(moment, moment))
        shelf.refresh()
        assert shelf.titles()["a.md"] == title


def two_with_one_id(*dates: str) -> dict[str, str]:
    form = "---\nid: one\ntitle: Post {}\ndate: {}\n---\nBody {}.\n"
    return {f"{n}.md": form.format(n, date, n) for n, date in enumerate(dates, 1)}


def test_of_two_files_with_one_id_the_newer_is_shown_and_the_other_remarked(shelf: Shelf) -> None:
    shelf.put(two_with_one_id("2025-01-01", "2025-02-02"))
    shelf.mark("2.md")
    for dates in (("2025-02-02", "2025-01-01"), ("2025-01-01", "2025-02-02")) * 2:
        newer, older = ("1.md", "2.md") if dates[0] > dates[1] else ("2.md", "1.md")
        assert shelf.put(two_with_one_id(*dates)) == (0, 1, 0)
        assert shelf.titles() == {newer: f"Post {newer[0]}"}
        assert list(shelf.problems()) == [older]
        assert newer in shelf.problems()[older]
        assert shelf.marked() == {newer}
        before = shelf.stored()
        assert shelf.refresh() == (0, 0, 0)
        assert shelf.stored() == before


@pytest.mark.parametrize(("deleted", "left"), [("1.md", "2.md"), ("2.md", "1.md")])
def test_when_one_of_two_goes_the_other_is_there(shelf: Shelf, deleted: str, left: str) -> None:
    shelf.put(two_with_one_id("2025-01-01", "2025-02-02"))
    shelf.mark("2.md")
    assert shelf.put({deleted: None}) == (0, left == "1.md", 0)
    assert shelf.titles() == {left: f"Post {left[0]}"}
    assert (shelf.marked(), shelf.problems()) == ({left}, {})


def test_what_an_unreadable_folder_hides_is_not_gone(shelf: Shelf, monkeypatch: Patch) -> None:
    names = ("closed/a.md", "closed/deep/b.md", "closedness.md", "open/c.md")
    shelf.put({name: f"# {name}\n" for name in names})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    with monkeypatch.context() as closed:
        closed.setattr(os, "scandir", refuse)
        assert shelf.put({"open/c.md": None, "closedness.md": None}) == (0, 0, 2)
        assert set(shelf.titles()) == {"closed/a.md", "closed/deep/b.md"}
        assert set(shelf.problems()) == {"closed"}
    assert shelf.put({"closed/a.md": None}) == (0, 0, 1)
    assert (set(shelf.titles()), shelf.problems()) == ({"closed/deep/b.md"}, {})


@pytest.mark.parametrize("instead", [lambda _: None, os.mkdir, os.mkfifo])
def test_a_folder_without_its_content_drops_nothing(shelf: Shelf, instead: Any) -> None:
    shelf.put({"a.md": "# A\n", "sub/b.md": "# B\n"})
    shelf.mark("a.md")
    away = shelf.root.rename(shelf.root.with_name("away"))
    instead(shelf.root)
    assert shelf.refresh() == (0, 0, 0)
    assert (shelf.stage, len(shelf.problems())) == ("failed", 1)
    assert set(shelf.titles()) == {"a.md", "sub/b.md"}
    if shelf.root.exists():
        shelf.root.rename(shelf.root.with_name("nothing"))
    away.rename(shelf.root)
    assert shelf.refresh() == (0, 0, 0)
    assert (shelf.marked(), shelf.problems()) == ({"a.md"}, {})


def test_a_section_is_called_as_its_page_says(shelf: Shelf) -> None:
    shelf.put({"daily-news/a.md": "# A\n"})
    assert shelf.articles()["daily-news/a.md"].source_name == "daily news"
    for title in ("The Daily News", "每日新闻"):
        shelf.put({"daily-news/_index.md": f"---\ntitle: {title}\n---\n"})
        assert shelf.articles()["daily-news/a.md"].source_name == title
    assert shelf.put({"daily-news/_index.md": None}) == (0, 0, 0)
    assert shelf.articles()["daily-news/a.md"].source_name == "daily news"


def test_dates_move_with_the_sites_zone(shelf: Shelf) -> None:
    naive, aware = (f"---\ndate: 2025-01-02T10:00:00{zone}\n---\nx" for zone in ("", "Z"))
    files = {"content/naive.md": naive, "content/aware.md": aware}
    for zone, hour in (("Asia/Shanghai", 2), ("America/New_York", 15), ("", 10)):
        shelf.put({**files, "hugo.toml": f"timeZone = '{zone}'\n"})
        dates = {path: one.article.sort_date for path, one in shelf.articles().items()}
        assert dates["content/naive.md"].isoformat() == f"2025-01-02T{hour:02}:00:00+00:00"
        assert dates["content/aware.md"].isoformat() == "2025-01-02T10:00:00+00:00"
        shelf.mark(*files)
        assert shelf.marked() == set(files)


def test_a_file_that_is_still_being_written_is_waited_for(shelf: Shelf) -> None:
    shelf.put({"other.md": GOOD})
    begun, pause = threading.Event(), threading.Event()

    def scrape() -> None:
        with (shelf.root / "slow.md").open("w") as file:
            for part in ("---\ntitle: Slow\n", "---\n", *(f"{n}.\n" for n in range(15)), "END"):
                file.write(part)
                file.flush()
                begun.set()
                pause.wait(0.05)

    writer = threading.Thread(target=scrape)
    writer.start()
    assert begun.wait(10)
    assert shelf.refresh() == (1, 0, 0)
    writer.join()
    assert shelf.articles()["slow.md"].body.text.endswith("END")


def test_what_does_not_come_to_rest_is_left_for_later(shelf: Shelf, monkeypatch: Patch) -> None:
    shelf.put({"a.md": GOOD})
    (shelf.root / "a.md").write_text(NEW)
    with monkeypatch.context() as hasty:
        hasty.setattr(directory, "_PATIENCE_SECONDS", 0.0)
        hasty.setattr(directory, "QUIET_SECONDS", 60.0)
        assert shelf.refresh() == (0, 0, 0)
    assert (shelf.titles(), shelf.problems()) == ({"a.md": "Good"}, {})
    assert shelf.refresh() == (0, 1, 0)
    assert shelf.titles() == {"a.md": "New"}
