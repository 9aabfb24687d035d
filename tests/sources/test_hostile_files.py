"""Files that are broken or meant to do harm: each is named, and the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sources.fetching import fetch_directory, write
from tui.core.draft import Draft
from tui.errors import BadContent, TooLarge
from tui.sources.reading import FILE_LIMIT


def one(root: Path, content: str | bytes) -> Draft:
    write(root, "post.md", content)
    return fetch_directory(root).draft


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("---\ntitle: [unclosed\n---\nBody", "YAML"),
        ("---\ntitle: a: b\n---\nBody", "YAML"),
        ("---\n\ttitle: tab\n---\nBody", "YAML"),
        ("---\ntitle: &a [*a]\nx: *nowhere\n---\nBody", "YAML"),
        ("---\ntitle: " + "[" * 5_000 + "\n---\nBody", "YAML"),
        ("---\na: " + "- " * 5_000 + "\n---\nBody", "YAML"),
        ("---\n- a\n- list\n---\nBody", "no list of keys"),
        ("+++\ntitle = \n+++\nBody", "TOML"),
        ("+++\na = " + "[" * 5_000 + "\n+++\nBody", "TOML"),
        ("---\ntitle: never closed\n\nBody", "never closed"),
        ("+++\ntitle = 'never closed'\n\nBody", "never closed"),
        ("", "empty"),
        (" \n\n ", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\xfe\x00", "no text"),
        (b"x" * (FILE_LIMIT + 1), "larger"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    write(tmp_path, "sub/bad.md", content)
    write(tmp_path, "good.md")
    fetch = fetch_directory(tmp_path)
    assert fetch.titles == {"Title"}
    error = fetch.troubles["sub/bad.md"]
    assert isinstance(error, BadContent | TooLarge)
    assert words in str(error.title)
    assert error.hint.text
    # It is not read again until it changes; mended, it is read.
    again = fetch_directory(tmp_path, fetch.state)
    assert (again.drafts, again.troubles) == ([], {})
    write(tmp_path, "sub/bad.md", "# Mended, at last\n")
    assert fetch_directory(tmp_path, again.state).titles == {"Mended, at last"}


def test_a_hostile_front_matter_does_not_bring_the_process_down(tmp_path: Path) -> None:
    path = write(tmp_path, "deep.md", "---\na:\n  " + "- " * 100_000 + "x\n---\nBody")
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.sources.fetching import fetch_directory, write\n"
        "print(len(fetch_directory(Path(sys.argv[1])).troubles))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert path.exists()
    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr[-300:]


def test_aliases_do_not_explode(tmp_path: Path) -> None:
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [*{old}{(',*' + old) * 8}]\n"
        for old, new in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    start = time.process_time()
    draft = one(tmp_path, bomb + "tags: *l\ntitle: *l\n---\nBody")
    assert draft.body.strip() == "Body"
    assert time.process_time() - start < 2


def test_where_the_error_is_is_told_by_its_line_in_the_file(tmp_path: Path) -> None:
    write(tmp_path, "bad.md", "---\ntitle: fine\ntags: [a, b\nx: y\n---\nBody")
    detail = fetch_directory(tmp_path).troubles["bad.md"].detail
    assert detail.startswith("line 4,")


def test_what_is_no_content_is_skipped(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.md", "# Secret\n")
    root = tmp_path / "root"
    write(root, "kept.md", "# Kept\n")
    for name in (
        ".hidden.md",
        ".git/a.md",
        "node_modules/a.md",
        "public/a.md",
        "_index.md",
        "a.txt",
    ):
        write(root, name)
    (root / "out.md").symlink_to(outside)
    (root / "in.md").symlink_to(root / "kept.md")
    (root / "folder").symlink_to(outside.parent)
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.md")
    (root / "folder.md").mkdir()
    fetch = fetch_directory(root)
    assert fetch.titles == {"Kept"}
    assert fetch.troubles == {}


def test_a_link_that_takes_a_files_place_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "# Secret\n")
    root = tmp_path / "root"
    path = write(root, "a.md", "# Mine\n")
    state = fetch_directory(root).state
    path.unlink()
    path.symlink_to(secret)
    write(root, "b.md", "# Other\n")
    assert fetch_directory(root, state).titles == {"Other"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "good.md")
    write(tmp_path, "closed.md").chmod(0)
    write(tmp_path, "folder/a.md").parent.chmod(0)
    try:
        fetch = fetch_directory(tmp_path)
    finally:
        (tmp_path / "folder").chmod(0o700)
    assert set(fetch.troubles) == {"closed.md", "folder"}
    assert fetch.titles == {"Title"}
    assert fetch.gone == set()


@pytest.mark.parametrize(
    "heading", ["# " + "a #" * 1_300 + "x", "#" + " \t" * 1_900 + "x", "#" * 4_000]
)
def test_no_heading_takes_long(tmp_path: Path, heading: str) -> None:
    start = time.process_time()
    draft = one(tmp_path, heading)
    assert draft.title
    assert time.process_time() - start < 1
