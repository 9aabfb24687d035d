"""Which file is which article, through all that happens to a file: its id and link change, another
claims the same, it is renamed over another or while it is broken, or cannot be opened for once."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World
from tests.refresh.test_directory_over_time import GOOD, NEW, Shelf, two_with_one_id
from tests.sources.fetching import write
from tui.core.change import mark_read, star
from tui.core.models import Reading

Patch = pytest.MonkeyPatch
ADDRESS = "https://news.example.org/{}"
NAMES = {
    "nothing": "",
    "an id": "id: one\n",
    "another id": "id: two\n",
    "a guid": "guid: three\n",
    "a link": f"link: {ADDRESS.format(1)}\n",
    "an address": f"url: {ADDRESS.format(2)}\n",
    "the original": f"[原文]({ADDRESS.format(3)})",
    "another original": f"[source]({ADDRESS.format(4)})",
}
PAIRS = list(permutations(NAMES, 2))
DEEP = "news/deep/a.md"
INDEX = "news/deep/_index.md"


@pytest.fixture
def shelf(world: World, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(world, tmp_path / "posts")
    yield shelf
    shelf.library.close()


def post(name: str) -> str:
    """A post that says of itself what ``name`` means."""
    said = NAMES[name]
    keys, last = ("", f"\n{said}\n") if said.startswith("[") else (said, "")
    return f"---\ntitle: A\ndate: 2025-01-02\n{keys}---\nThe text.\n{last}"


def one_of(shelf: Shelf, path: str) -> Reading:
    return shelf.articles()[path]


def only_read(shelf: Shelf, path: str) -> None:
    shelf.library.apply(mark_read([one_of(shelf, path).article.id]))


def kept(shelf: Shelf) -> int:
    """How many articles the library holds, shown or not."""
    return sum(line.startswith('INSERT INTO "article" ') for line in shelf.stored())


# What tells it apart


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_post_that_names_itself_otherwise_is_still_that_article(
    shelf: Shelf, before: str, after: str
) -> None:
    shelf.put({"a.md": post(before), "other.md": "# Another\n"})
    shelf.mark("a.md")
    shelf.put({"a.md": post(after)})
    assert set(shelf.titles()) == {"a.md", "other.md"}
    assert kept(shelf) == 2
    assert (shelf.marked(), shelf.problems()) == ({"a.md"}, {})
    assert shelf.refresh() == (0, 0, 0)
    assert shelf.marked() == {"a.md"}


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_nothing_stays_of_a_post_that_named_itself_otherwise_and_is_deleted(
    shelf: Shelf, before: str, after: str
) -> None:
    shelf.put({"a.md": post(before), "other.md": "# Another\n"})
    only_read(shelf, "a.md")
    shelf.put({"a.md": post(after)})
    assert one_of(shelf, "a.md").read
    assert shelf.put({"a.md": None}) == (0, 0, 1)
    assert set(shelf.titles()) == {"other.md"}
    assert kept(shelf) == 1


def test_an_id_that_goes_and_comes_back_keeps_the_marks(shelf: Shelf) -> None:
    shelf.put({"a.md": post("an id")})
    shelf.mark("a.md")
    for name in ("another id", "nothing", "the original", "an id"):
        shelf.put({"a.md": post(name)})
        assert (set(shelf.titles()), shelf.marked(), kept(shelf)) == ({"a.md"}, {"a.md"}, 1)


# Two files with one id


@pytest.mark.parametrize(("winner", "other"), [("1.md", "2.md"), ("2.md", "1.md")])
def test_when_the_shown_one_of_two_takes_another_id_both_are_shown(
    shelf: Shelf, winner: str, other: str
) -> None:
    dates = ("2025-02-02", "2025-01-01") if winner == "1.md" else ("2025-01-01", "2025-02-02")
    files = two_with_one_id(*dates)
    shelf.put(files)
    shelf.mark(winner)
    shelf.put({winner: files[winner].replace("id: one", "id: two")})
    assert set(shelf.titles()) == {winner, other}
    assert (shelf.marked(), shelf.problems()) == ({winner}, {})
    assert shelf.refresh() == (0, 0, 0)


def test_when_the_one_that_stood_back_takes_another_id_both_are_shown(shelf: Shelf) -> None:
    files = two_with_one_id("2025-01-01", "2025-02-02")
    shelf.put(files)
    shelf.mark("2.md")
    assert shelf.put({"1.md": files["1.md"].replace("id: one", "id: two")}) == (1, 0, 0)
    assert set(shelf.titles()) == {"1.md", "2.md"}
    assert (shelf.marked(), shelf.problems()) == ({"2.md"}, {})


def test_when_the_shown_one_of_two_becomes_the_older_the_other_is_shown(shelf: Shelf) -> None:
    files = two_with_one_id("2025-01-01", "2025-02-02")
    shelf.put(files)
    shelf.mark("2.md")
    shelf.put({"2.md": files["2.md"].replace("2025-02-02", "2024-12-31")})
    assert shelf.titles() == {"1.md": "Post 1"}
    assert list(shelf.problems()) == ["2.md"]
    before = shelf.stored()
    assert shelf.refresh() == (0, 0, 0)
    assert shelf.stored() == before


# Renamed


@pytest.mark.parametrize("starred", ["a.md", "b.md"])
def test_a_file_that_is_moved_over_another_is_one_article(shelf: Shelf, starred: str) -> None:
    shelf.put({"a.md": GOOD, "b.md": NEW, "c.md": "# Another\n"})
    shelf.library.apply(star([one_of(shelf, starred).article.id]))
    (shelf.root / "a.md").replace(shelf.root / "b.md")
    shelf.refresh()
    assert shelf.titles() == {"b.md": "Good", "c.md": "Another"}
    assert {path for path, one in shelf.articles().items() if one.starred} == {"b.md"}
    assert kept(shelf) == 2


@pytest.mark.parametrize("name", ["an id", "nothing", "the original"])
def test_a_file_that_is_renamed_while_it_is_broken_is_the_same_when_mended(
    shelf: Shelf, name: str
) -> None:
    shelf.put({"a.md": post(name), "other.md": "# Another\n"})
    shelf.mark("a.md")
    shelf.put({"a.md": "---\ntitle: [\n---\n"})
    (shelf.root / "a.md").rename(shelf.root / "b.md")
    for _ in range(2):
        assert shelf.refresh() == (0, 0, 0)
        assert shelf.titles() == {"b.md": "A", "other.md": "Another"}
        assert "The text." in one_of(shelf, "b.md").body.text
        assert (shelf.marked(), set(shelf.problems())) == ({"b.md"}, {"b.md"})
    shelf.put({"b.md": post(name).replace("The text", "Mended")})
    assert "Mended" in one_of(shelf, "b.md").body.text
    assert (shelf.marked(), shelf.problems(), kept(shelf)) == ({"b.md"}, {}, 2)


# What cannot be read for once


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
@pytest.mark.parametrize("known", [True, False])
def test_a_file_that_cannot_be_opened_for_once_is_read_at_the_next_refresh(
    shelf: Shelf, monkeypatch: Patch, number: int, known: bool
) -> None:
    shelf.put({"other.md": "# Another\n", **({"a.md": GOOD} if known else {})})
    if known:
        shelf.mark("a.md")
    opened, refused = os.open, []

    def refuse(path: Any, *arguments: Any, **more: Any) -> int:
        if str(path).endswith("/a.md"):
            refused.append(path)
            raise OSError(number, os.strerror(number), path)
        return opened(path, *arguments, **more)

    with monkeypatch.context() as closed:
        closed.setattr(os, "open", refuse)
        assert shelf.put({"a.md": NEW}) == (0, 0, 0)
    assert len(refused) == 1
    assert shelf.titles().get("a.md") == ("Good" if known else None)
    assert shelf.problems() == {"a.md": "This cannot be opened"}
    assert shelf.refresh() == (not known, known, 0)
    assert (shelf.titles()["a.md"], shelf.problems()) == ("New", {})
    assert shelf.marked() == ({"a.md"} if known else set())


@pytest.mark.parametrize(
    "damage",
    [
        b"\0" * 4096,
        b"---\ntitle: New\n---\nText." + b"\0" * 4096,
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"",
        b" \n\t\n",
        b"---\ntitle: New ti",
        b"---\n",
        b"---",
        b"+++\ntitle = 'New",
    ],
)
def test_what_a_crash_leaves_of_a_file_does_not_replace_its_last_good_version(
    shelf: Shelf, damage: bytes
) -> None:
    shelf.put({"a.md": GOOD})
    shelf.mark("a.md")
    for files in ({"a.md": damage, "b.md": damage}, {}):
        assert shelf.put(files) == (0, 0, 0)
        assert shelf.titles() == {"a.md": "Good"}
        assert "The last good version." in one_of(shelf, "a.md").body.text
        assert (set(shelf.problems()), shelf.marked()) == ({"a.md", "b.md"}, {"a.md"})
    assert shelf.put({"a.md": NEW, "b.md": None}) == (0, 1, 0)
    assert (shelf.titles(), shelf.problems()) == ({"a.md": "New"}, {})


def test_a_hugo_site_whose_content_goes_away_loses_nothing(shelf: Shelf) -> None:
    paths = ("content/posts/a.md", "content/b.md")
    shelf.put(
        {"hugo.toml": "title = 'Site'\n", "README.md": "# None\n", **dict.fromkeys(paths, GOOD)}
    )
    shelf.mark(*paths)
    content = shelf.root / "content"
    away = content.rename(shelf.root.with_name("away"))
    for _ in range(2):
        assert (shelf.refresh(), shelf.stage) == ((0, 0, 0), "failed")
        assert shelf.marked() == set(paths)
    away.rename(content)
    assert (shelf.refresh(), shelf.stage) == ((0, 0, 0), "done")
    assert (shelf.marked(), shelf.problems()) == (set(paths), {})


# Where it belongs


@pytest.mark.parametrize("name", ["nothing", "an id", "a link"])
def test_posts_move_to_the_feed_of_a_section_that_comes_and_back(shelf: Shelf, name: str) -> None:
    shelf.put({DEEP: post(name), "news/b.md": "# B\n"})
    shelf.mark(DEEP)
    for _ in range(2):
        assert (one_of(shelf, DEEP).article.feed, kept(shelf)) == ("news", 2)
        shelf.put({INDEX: "---\ntitle: The depths\n---\n"})
        deep = one_of(shelf, DEEP)
        assert (deep.article.feed, deep.source_name) == ("news/deep", "The depths")
        assert one_of(shelf, "news/b.md").article.feed == "news"
        assert shelf.marked() == {DEEP}
        shelf.put({INDEX: None})
    assert one_of(shelf, DEEP).source_name == "news"
    assert (shelf.marked(), kept(shelf), shelf.problems()) == ({DEEP}, 2, {})


# Two names that look the same


@pytest.mark.parametrize("deleted", ["NFC", "NFD"])
def test_the_trouble_of_two_names_alike_ends_when_one_of_them_is_gone(
    shelf: Shelf, deleted: str
) -> None:
    names = {form: unicodedata.normalize(form, "café.md") for form in ("NFC", "NFD")}
    for form, name in names.items():
        write(shelf.root, name, f"# {form}\n")
    if len(list(shelf.root.iterdir())) < 2:
        pytest.skip("this file system composes names itself")
    shelf.refresh()
    assert (len(shelf.titles()), len(shelf.problems())) == (1, 1)
    (told,) = shelf.problems().values()
    assert "name is the same" in told
    shelf.put({names[deleted]: None})
    left = "NFD" if deleted == "NFC" else "NFC"
    assert (shelf.titles(), shelf.problems()) == ({names["NFC"]: left}, {})
