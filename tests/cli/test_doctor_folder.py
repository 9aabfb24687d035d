"""``telex doctor DIR``: what is made of a folder and why, told without keeping anything of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders import HOSTILE_TITLES, residue
from tests.cli.conftest import Telex
from tests.cli.test_acting import config_file
from tests.sources.fetching import write
from tests.store.reading_sql import opened

POST = "---\ntitle: {}\ndate: 2025-01-0{}\n{}---\nBody of {}.\n"
SITE = {
    "hugo.toml": 'title = "My site"\ntimeZone = "Asia/Shanghai"\n',
    "README.md": "Of the repository.",
    "content/posts/_index.md": "---\ntitle: All posts\n---\n",
    "content/posts/a.md": POST.format("A", 1, "lang: en\n", "a"),
    "content/posts/b.md": POST.format("B", 2, "lang: zh-CN\n", "b"),
    "content/news/c.md": POST.format("C", 3, "lang: en\n", "c"),
    "content/news/undated.md": "---\nlang: en\n---\nx",
}
FAREWELL = "\n\nFollow our channel for more of this.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def fill(folder: Path, files: Mapping[str, str | bytes]) -> str:
    for name, content in files.items():
        write(folder, name, content)
    return str(folder)


def after(lines: list[str], heading: str) -> list[str]:
    """The lines that stand indented under ``heading``."""
    begin = next(n for n, line in enumerate(lines) if line.strip() == heading) + 1
    depth = len(lines[begin]) - len(lines[begin].lstrip())
    found = []
    for line in lines[begin:]:
        if len(line) - len(line.lstrip()) < depth:
            break
        found.append(line.strip())
    return found


def parts(line: str) -> tuple[str, str, str]:
    """Why something was left out, an example, and the sign that there are more."""
    reason, _, rest = line.partition(": ")
    example, _, more = rest.partition(" ")
    return reason, example, more


def dumped() -> list[str]:
    home = Path(os.environ["TELEX_HOME"])
    found = []
    for path in (home / "data" / "state.db", home / "cache" / "library.db"):
        with opened(path) as connection:
            found += list(connection.iterdump())
    return found


# The site


def test_a_site_is_told_with_its_sections_languages_and_zone(telex: Telex, folder: Path) -> None:
    ran = telex("doctor", fill(folder, SITE))
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[:3] == [
        "site: Hugo, by hugo.toml · My site",
        "content: content",
        "zone of times that name none: Asia/Shanghai, by the site",
    ]
    assert "4 articles read" in ran.lines
    assert "  1 names no date" in ran.lines
    assert after(ran.lines, "sections:")[:2] == ["news 2", "All posts 2"]
    assert "  languages: en 3, zh-CN 1" in ran.lines
    assert ran.lines[-1] == "every file could be read"


def test_a_part_of_a_site_is_told_as_one(telex: Telex, folder: Path) -> None:
    fill(folder, SITE)
    ran = telex("doctor", str(folder / "content" / "posts"))
    assert ran.lines[0] == "site: Hugo, by hugo.toml · My site"
    assert "Asia/Shanghai, by the site" in ran.out
    assert "2 articles read" in ran.lines
    assert "sections:" not in ran.out


def test_a_folder_of_notes_is_of_no_site(telex: Telex, folder: Path) -> None:
    ran = telex("doctor", fill(folder, {"a.md": "x"}))
    assert ran.lines[0].startswith("site: of no generator that telex knows")
    assert "1 article read" in ran.lines
    assert "sections:" not in ran.out and "languages:" not in ran.out


def test_a_single_file_is_told(telex: Telex, folder: Path) -> None:
    fill(folder, {"a.md": "x", "b.md": "x"})
    ran = telex("doctor", str(folder / "a.md"))
    assert (ran.status, ran.lines[-1]) == (0, "every file could be read")
    assert "1 article read" in ran.lines


@pytest.mark.parametrize(
    ("site", "configured", "zone"),
    [
        (SITE, 'timezone = "Europe/Berlin"\n', "Asia/Shanghai, by the site"),
        ({}, 'timezone = "Europe/Berlin"\n', "Europe/Berlin, by your config.toml"),
        ({}, "", "the machine's (+0000)"),
        ({"hugo.toml": 'timeZone = "Mars/Base"\n'}, "", "the machine's (+0000)"),
    ],
)
def test_the_zone_is_told_and_who_named_it(
    telex: Telex, folder: Path, site: dict[str, str], configured: str, zone: str
) -> None:
    config_file().write_text(configured)
    ran = telex("doctor", fill(folder, {**site, "content/a.md": "x"}))
    assert f"zone of times that name none: {zone}" in ran.lines


# What was read, and what was not


def test_what_is_hidden_is_counted_by_its_kind(telex: Telex, folder: Path) -> None:
    files = {
        "a.md": POST.format("A", 1, "", "a"),
        "b.md": POST.format("B", 1, "draft: true\n", "b"),
        "c.md": POST.format("C", 1, "draft: true\n", "c"),
        "d.md": POST.format("D", 1, "expiryDate: 2025-02-01\n", "d"),
        "e.md": POST.format("E", 1, "publishDate: 2999-02-01\n", "e"),
    }
    ran = telex("doctor", fill(folder, files))
    assert "5 articles read" in ran.lines
    assert "  hidden: drafts 2, expired 1, future 1" in ran.lines


def test_what_is_left_out_is_counted_with_the_reason_and_an_example(
    telex: Telex, folder: Path
) -> None:
    files = ("a.md", ".hidden.md", "old.md~", "p.png", "node_modules/x.md", "archetypes/y.md")
    fill(folder, dict.fromkeys(files, "x"))
    fill(folder, {"_index.md": "", "trip/index.md": "x", "trip/beside.md": "x"})
    (folder / "link.md").symlink_to("a.md")
    os.mkfifo(folder / "pipe.md")
    left = after(telex("doctor", str(folder)).lines, "left out:")
    told = {reason: (example, more) for line in left for reason, example, more in [parts(line)]}
    assert told.keys() == {
        *("1 a symbolic link", "1 belongs to the page index.md beside it", "1 no ordinary file"),
        *("1 not Markdown", "2 hidden", "2 a folder of the site's tools"),
    }
    assert told["1 a symbolic link"] == ("link.md", "")
    assert told["1 belongs to the page index.md beside it"] == ("trip/beside.md", "")
    assert told["1 no ordinary file"] == ("pipe.md", "")
    assert told["1 not Markdown"] == ("p.png", "")
    assert told["2 hidden"] in ((".hidden.md", "…"), ("old.md~", "…"))
    assert told["2 a folder of the site's tools"][1] == "…"


def test_pages_of_a_site_are_left_out_and_named(telex: Telex, folder: Path) -> None:
    files = {"_config.yml": "title: Blog\n", "_posts/2025-01-02-a.md": "x", "about.md": "x"}
    ran = telex("doctor", fill(folder, files))
    assert "1 a page of the site, not a post: about.md" in after(ran.lines, "left out:")


def test_doubles_are_named_together(telex: Telex, folder: Path) -> None:
    files = {
        "a.md": POST.format("A", 1, "id: one\n", "a"),
        "b.md": POST.format("B", 2, "id: one\n", "b"),
        "c.md": POST.format("C", 3, "link: https://x.example/1\n", "c"),
        "d.md": POST.format("D", 4, "link: https://x.example/1?utm_source=y\n", "d"),
        "e.md": POST.format("E", 5, "id: two\n", "e"),
    }
    ran = telex("doctor", fill(folder, files))
    told = after(ran.lines, "files with the same id or link; of each the newest is shown:")
    assert sorted(sorted(line.split()) for line in told) == [["a.md", "b.md"], ["c.md", "d.md"]]
    assert ran.status == 0


def test_no_doubles_are_told_where_there_are_none(telex: Telex, posts: Path) -> None:
    ran = telex("doctor", str(posts))
    assert "same id" not in ran.out and "furniture" not in ran.out
    assert (ran.status, ran.lines[-1]) == (0, "every file could be read")


def test_furniture_is_told_with_how_many_articles_end_with_it(telex: Telex, folder: Path) -> None:
    files = {f"{n}.md": POST.format(n, n, "", n) + FAREWELL * (n < 7) for n in range(1, 9)}
    ran = telex("doctor", fill(folder, files))
    assert f"dimmed as furniture: {FAREWELL.strip()} (6 articles)" in ran.lines


# Remarks and troubles


def test_what_could_not_be_read_is_named_with_a_hint_and_the_status_says_so(
    telex: Telex, folder: Path
) -> None:
    files: dict[str, str | bytes] = {
        "good.md": "x",
        "broken.md": "---\ntitle: [x\n---\n",
        "empty.md": "",
        "gbk.md": "标题在这里写着".encode("gbk"),
        "date.md": "---\ndate: some day\n---\nx",
    }
    ran = telex("doctor", fill(folder, files))
    assert (ran.status, ran.err) == (1, "")
    told = [line.split(": ")[0] for line in ran.lines if line[:2] in ("! ", "? ")]
    assert set(told[:2]) == {"! broken.md", "! empty.md"}  # what failed comes first
    assert set(told[2:]) == {"? date.md", "? gbk.md"} and len(told) == 4
    assert "Correct it in an editor" in ran.out and "iconv -f gb18030" in ran.out
    assert ran.lines[-1] == "2 files could not be read"
    assert "3 articles read" in ran.lines


def test_remarks_alone_are_no_failure(telex: Telex, folder: Path) -> None:
    ran = telex("doctor", fill(folder, {"date.md": "---\ndate: some day\n---\nx"}))
    assert (ran.status, ran.lines[-1]) == (0, "every file could be read")
    assert any(line.startswith("? date.md: ") and "some day" in line for line in ran.lines)


def test_a_folder_in_it_that_cannot_be_opened_is_named(
    telex: Telex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, {"a.md": "x", "closed/b.md": "x"})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = telex("doctor", str(folder))
    assert ran.status == 1
    assert "! closed: This cannot be opened (Permission denied). Check its permissions" in ran.lines


@pytest.mark.parametrize(("name", "told"), [("nowhere", "no folder"), ("notes", "no Markdown")])
def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(
    telex: Telex, folder: Path, name: str, told: str
) -> None:
    ran = telex("doctor", str(folder.with_name(name)))
    assert (ran.status, ran.out) == (1, "")
    assert told in ran.err and name in ran.err


# Nothing else happens


def test_nothing_is_stored_where_nothing_was(telex: Telex, folder: Path) -> None:
    assert telex("doctor", fill(folder, SITE)).status == 0
    assert not list(Path(os.environ["TELEX_HOME"]).rglob("*.db*"))


def test_a_library_is_left_as_it_was(telex: Telex, folder: Path, posts: Path) -> None:
    telex("add", str(posts))
    listed, sources = telex("list").out, telex("sources", "--json").out
    before = dumped()
    for place in (fill(folder, {**SITE, "content/bad.md": "---\na: [\n---\n"}), str(posts)):
        telex("doctor", place)
    assert dumped() == before
    assert (telex("list").out, telex("sources", "--json").out) == (listed, sources)


def test_nothing_hostile_is_told(telex: Telex, tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[2Jb\u202ec"
    for number, title in enumerate(HOSTILE_TITLES):
        name = title.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:80]
        place = os.fsdecode(name)  # cut within a character, perhaps
        content = f"---\ntitle: {number}\nid: x{number % 3}\nlang: {title!r}\n---\nx"
        for where in (f"{place}.md", f"{place}.png", f"{place}/b.md", f"bad {place}.md"):
            shown = "---\na: [\x1b]0;x\x07\n---\n" if where.startswith("bad") else content
            write(folder, where, (shown + "\n\n\x1b[31mFollow\u202e us\n").encode())
    write(folder, "_index.md", '---\ntitle: "\x1b[31m\u202ered"\n---\n'.encode())
    ran = telex("doctor", str(folder))
    assert (ran.status, ran.err) == (1, "")
    assert len(ran.lines) > 20
    assert not residue(ran.out)
