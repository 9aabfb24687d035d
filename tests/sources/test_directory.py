"""A content directory: front matter of every kind, what is skipped, and what is read again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.sources.fetching import fetch_directory, write
from tui.core.draft import Draft
from tui.errors import BadContent, NotFound
from tui.sources.directory import Directory

YAML = """---
title: "你好: world"
date: 2025-02-12 21:31:05+08:00
lastmod: 2025-02-13
tags: [AI, no, 012, "two words"]
categories: News
author: [Ann, Bo]
slug: x
draft: false
---
Body.
"""
TOML = """+++
title = "你好: world"
date = 2025-02-12T21:31:05+08:00
lastmod = 2025-02-13
tags = ["AI", "no", "012", "two words"]
categories = ["News"]
author = ["Ann", "Bo"]
+++
Body.
"""
JSON = """{
  "title": "你好: world",
  "date": "2025-02-12T21:31:05+08:00",
  "lastmod": "2025-02-13",
  "tags": ["AI", "no", "012", "two words"],
  "categories": ["News"],
  "author": ["Ann", "Bo"]
}
Body.
"""


def one(root: Path, content: str | bytes) -> Draft:
    write(root, "post.md", content)
    return fetch_directory(root).draft


@pytest.mark.parametrize("content", [YAML, TOML, JSON], ids=["YAML", "TOML", "JSON"])
@pytest.mark.parametrize("form", ["plain", "bom", "crlf", "blank lines first"])
def test_front_matter_of_each_kind_says_the_same(tmp_path: Path, content: str, form: str) -> None:
    raw = {
        "plain": content.encode(),
        "bom": b"\xef\xbb\xbf" + content.encode(),
        "crlf": content.replace("\n", "\r\n").encode(),
        "blank lines first": b"\n\n" + content.encode(),
    }[form]
    draft = one(tmp_path, raw)
    assert draft.title == "你好: world"
    assert str(draft.published).replace("T", " ") == "2025-02-12 21:31:05+08:00"
    assert str(draft.updated) == "2025-02-13"
    assert list(draft.tags) == ["AI", "no", "012", "two words"]
    assert list(draft.categories) == ["News"]
    assert list(draft.authors) == ["Ann", "Bo"]
    assert draft.body.strip() == "Body."
    assert draft.path == "post.md"
    assert not draft.draft


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        ("# Heading\n\nText", "Heading", "# Heading"),
        ("Heading\n=======\n\nText", "Heading", "Heading"),
        ("Only text", "post", "Only text"),
        ("---\n\nA rule begins this page.\n", "post", "A rule"),
        ("--- no rule\n", "post", "--- no rule"),
        ("{ a brace begins this page", "post", "{ a brace"),
        ("{}\nEmpty", "post", "Empty"),
        ("---\n---\nEmpty", "post", "Empty"),
        ("---\ntitle:\n---\n## Sub ##\n", "Sub", "## Sub"),
        ("---\ntitle: null\n---\nText", "post", "Text"),
        ("---\nTitle: Upper\n---\nText", "Upper", "Text"),
        ("---\ntitle: a\n---\nText\n\n---\n\nMore", "a", "More"),
    ],
)
def test_pages_with_little_or_no_front_matter(
    tmp_path: Path, content: str, title: str, body: str
) -> None:
    draft = one(tmp_path, content)
    assert draft.title == title
    assert body in draft.body


def test_flags_and_times_of_appearing(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "---\ndraft: yes\n---\nx")
    write(tmp_path, "b.md", "---\npublished: false\n---\nx")
    write(
        tmp_path,
        "c.md",
        "---\ndate: 2025-01-01\npublishDate: 2025-02-02\nexpiryDate: 2025-03-03\n---\nx",
    )
    drafts = {draft.path: draft for draft in fetch_directory(tmp_path).drafts}
    assert (drafts["a.md"].draft, drafts["b.md"].draft, drafts["c.md"].draft) == (True, True, False)
    assert drafts["c.md"].visible_from == "2025-02-02"
    assert drafts["c.md"].visible_to == "2025-03-03"


def test_names_make_titles_where_nothing_else_does(tmp_path: Path) -> None:
    for name in ("my-first_post.md", "bundle/index.md", "文章.markdown", "UPPER.MD"):
        write(tmp_path, name, "text")
    assert fetch_directory(tmp_path).titles == {"my first post", "bundle", "文章", "UPPER"}


def test_a_missing_folder_and_one_without_articles_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        fetch_directory(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value)
    assert caught.value.hint.text
    with pytest.raises(BadContent) as none:
        fetch_directory(tmp_path)
    assert ".md" in str(none.value.hint)


def test_one_file_is_a_source_too(tmp_path: Path) -> None:
    path = write(tmp_path, "alone.md", "# Alone\n")
    write(tmp_path, "neighbour.md")
    fetch = fetch_directory(path)
    assert fetch.titles == {"Alone"}
    assert fetch.draft.path == "alone.md"
    assert Directory.claims(str(path)) == 100
    assert Directory.claims(str(tmp_path)) == 100
    assert Directory.claims(str(write(tmp_path, "a.txt"))) == 0
    assert Directory.claims(str(tmp_path / "nowhere")) == 0


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    for number in range(100):
        write(tmp_path, f"{number % 7}/{number}.md", f"# Post {number}\n")
    first = fetch_directory(tmp_path)
    assert len(first.drafts) == 100
    second = fetch_directory(tmp_path, first.state)
    assert (second.drafts, second.gone) == ([], set())

    write(tmp_path, "1/1.md", "# Post 1, edited\n")
    (tmp_path / "2/2.md").rename(tmp_path / "2/two.md")
    (tmp_path / "3/3.md").unlink()
    write(tmp_path, "new.md", "# New\n")
    third = fetch_directory(tmp_path, second.state)
    assert third.titles == {"Post 1, edited", "Post 2", "New"}
    assert third.gone == {"2/2.md", "3/3.md"}
    fourth = fetch_directory(tmp_path, third.state)
    assert (fourth.drafts, fourth.gone) == ([], set())
    assert len(fourth.state) == 101  # and the rules they were read by


def test_an_edit_that_keeps_size_and_second_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "# One\n")
    state = fetch_directory(tmp_path).state
    before = path.stat()
    path.write_text("# Two\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000))
    assert fetch_directory(tmp_path, state).titles == {"Two"}


def test_the_newest_files_come_first(tmp_path: Path) -> None:
    for number in range(5):
        path = write(tmp_path, f"{number}.md", f"# {number}\n")
        os.utime(path, (1_000 + number, 1_000 + number))
    assert [draft.title for draft in fetch_directory(tmp_path).drafts] == ["4", "3", "2", "1", "0"]


def test_the_files_are_never_written(tmp_path: Path) -> None:
    for number, content in enumerate((YAML, TOML, JSON, "", "---\nbroken: [\n---\n")):
        write(tmp_path, f"{number}.md", content)

    def look() -> dict[str, object]:
        return {
            str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
            for path in tmp_path.rglob("*")
        }

    before = look()
    state = fetch_directory(tmp_path).state
    fetch_directory(tmp_path, state)
    assert look() == before
    for path in tmp_path.rglob("*"):
        path.chmod(0o400)
    assert len(fetch_directory(tmp_path).drafts) == 3


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.md"
    with open(raw, "wb") as file:  # noqa: PTH123  a Path cannot be made of these bytes as simply
        file.write(b"# Latin\n")
    fetch = fetch_directory(tmp_path)
    assert fetch.titles == {"Latin"}
    assert fetch.draft.path.encode()
