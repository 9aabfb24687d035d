"""``mark`` with hiding and tags, queries of several words, ``doctor --rebuild``; and what goes out
with ``export``: it comes in again as it was, and never lies outside of its folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import HOSTILE_TITLES, NOW, World, ingest, make_draft, residue
from tests.cli.conftest import Telex

EXPORTED = {
    *("id", "source", "feed", "guid", "title", "url", "published", "first_seen", "authors"),
    *("lang", "summary", "categories", "tags", "read", "starred", "later", "path", "body"),
}


@pytest.fixture
def added(telex: Telex, posts: Path) -> Path:
    assert telex("add", str(posts)).status == 0
    return posts


def listed(telex: Telex, *query: str) -> list[str]:
    ran = telex("list", "--plain", "--limit", "0", *query)
    assert (ran.status, ran.err) == (0, "")
    return [line.split("\t")[4] for line in ran.lines]


def objects(telex: Telex, *arguments: str) -> list[dict[str, Any]]:
    ran = telex(*arguments)
    assert (ran.status, ran.err) == (0, "")
    return [json.loads(line) for line in ran.lines]


# Marks


def test_articles_are_hidden_and_shown_again(telex: Telex, added: Path) -> None:
    assert telex("mark", "hide", "tag:ai").out == "2 hidden\n"
    assert telex("mark", "hide", "is:hidden").out == "nothing to change\n"
    assert listed(telex) == listed(telex, "is:unread") == ["降息之后"]
    assert listed(telex, "is:hidden") == ["Gamma", "Alpha"]
    assert telex("tags").lines == ["1\ttag\t市场"]
    assert telex("mark", "unhide", "is:hidden", "title:Gamma").out == "1 no longer hidden\n"
    assert listed(telex, "is:unread") == ["Gamma", "降息之后"]
    assert telex("undo", "2").out == "undone: 1 no longer hidden\nundone: 2 hidden\n"
    assert listed(telex, "is:hidden") == []
    assert telex("redo").out == "done again: 2 hidden\n"
    assert listed(telex, "is:hidden") == ["Gamma", "Alpha"]


def test_articles_are_tagged_and_untagged(telex: Telex, added: Path) -> None:
    assert telex("mark", "tag:To read", "Alpha", "or", "降息").out == "2 tagged To read\n"
    assert telex("mark", "tag:to READ", "Alpha").out == "nothing to change\n"
    assert listed(telex, "tag:to read") == ["降息之后", "Alpha"]
    assert listed(telex, "-tag:to read") == ["Gamma"]
    assert "2\ttag\tTo read" in telex("tags").lines
    found = objects(telex, "list", "--json", "Alpha")
    assert set(found[0]["tags"]) == {"To read", "ai", "x y"}
    assert telex("mark", "untag:TO READ", "降息").out == "1 no longer tagged To read\n"
    assert telex("mark", "untag:to read", "降息").out == "nothing to change\n"
    assert telex("mark", "tag:重要", "is:unread", "--dry-run").out == "3 articles match\n"
    assert [line.split("  ")[-1] for line in telex("history").lines[:2]] == [
        "1 no longer tagged To read",
        "2 tagged To read",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mark", "hied", "Alpha"), "Did you mean hide?"),
        (("mark", "tag", "Alpha"), "tag:NAME"),
        (("mark", "tag:", "Alpha"), "tag:NAME"),
        (("mark", "tag: \x1b[0m", "Alpha"), "tag:NAME"),
        (("mark", "untag", "Alpha"), "untag:NAME"),
        (("mark", "hide:x", "Alpha"), "hide|unhide"),
        (("mark", "hide"), "Which articles?"),
        (("mark", "tag:x"), "Which articles?"),
        (("mark", "tag:x", "tga:y"), "tag:"),
        (("undo", "--rules", "0"), "N counts from 1"),
        (("undo", "--rules", "some"), "telex undo --help"),
        (("export",), "telex export --help"),
        (("export", "--json", "--markdown", "x"), "telex export --help"),
        (("export", "--json", "--opml"), "telex export --help"),
        (("export", "--markdown"), "telex export --help"),
        (("export", "--opml", "Alpha"), "--markdown DIR"),
        (("export", "--json", "tag:"), "value is missing"),
        (("export", "--markdown", "NEW", "tga:x"), "tag:"),
        (("export", "--markdown", "FULL"), "is not empty"),
        (("export", "--markdown", "FULL/1.md"), "Cannot write to"),
        (("export", "--markdown", "FULL/1.md/x"), "Cannot write to"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_told(
    telex: Telex, added: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    places = {"NEW": str(tmp_path / "new"), "FULL": str(added)}
    before = {path: path.read_bytes() for path in added.iterdir()}
    words = [
        "/".join(places.get(part, part) for part in each.split("/")) if each else each
        for each in arguments
    ]
    ran = telex(*words)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) > 1  # what to do
    assert "Traceback" not in ran.err
    assert {path: path.read_bytes() for path in added.iterdir()} == before
    assert not (tmp_path / "new").exists()
    assert len(telex("history").lines) == 1


def test_the_words_are_chinese_where_the_locale_is(
    telex: Telex, added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert telex("mark", "hide", "Alpha").out == "已隐藏 1 篇\n"
    assert telex("mark", "unhide", "is:hidden").out == "已取消隐藏 1 篇\n"
    assert telex("mark", "tag:重要", "tag:ai").out == "已为 2 篇加标签 重要\n"
    assert telex("mark", "untag:重要", "Alpha").out == "已从 1 篇去掉标签 重要\n"
    assert telex("export", "--markdown", str(tmp_path / "out")).err == "已写出 3 篇\n"
    for wrong in (("mark", "tag", "x"), ("mark", "hide"), ("export", "--markdown", str(added))):
        ran = telex(*wrong)
        assert ran.status == 2
        assert any("一" <= c <= "鿿" for c in ran.err.splitlines()[0])


# Queries as the shell hands them over


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["-Alpha"], ["Gamma", "降息之后"]),
        (["-Alpha", "-Gamma"], ["降息之后"]),
        (["--", "-Alpha"], ["Gamma", "降息之后"]),
        (["Alpha or Gamma"], ["Gamma", "Alpha"]),
        (["Alpha", "or", "降息"], ["降息之后", "Alpha"]),
        (["Body Alpha"], ["Alpha"]),
        (['"Body of Alpha"'], ["Alpha"]),
        (['"Alpha Body"'], []),
        (["tag:x y"], ["Alpha"]),
        (["-tag:x y"], ["Gamma", "降息之后"]),
        (["title:降息 -Alpha"], ["降息之后"]),
        (["tag:ai -Alpha"], ["Gamma"]),
        (["tag:ai or tag:市场"], ["Gamma", "降息之后", "Alpha"]),
        (["(tag:ai or 降息) -tag:x", "-Gamma"], ["降息之后", "Alpha"]),
        (["Alph*"], ["Alpha"]),
        (["~al.ha"], ["Alpha"]),
        (["-~al.ha"], ["Gamma", "降息之后"]),
        (["words:>1000"], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_query_of_the_shell(
    telex: Telex, added: Path, arguments: list[str], found: list[str]
) -> None:
    assert listed(telex, *arguments) == found


# Export


def test_json_is_one_whole_object_a_line(telex: Telex, added: Path) -> None:
    telex("mark", "tag:Own", "Alpha")
    telex("mark", "star", "Alpha")
    found = objects(telex, "export", "--json")
    assert [article["title"] for article in found] == ["Gamma", "降息之后", "Alpha"]
    assert all(article.keys() == EXPORTED for article in found)
    assert found[2]["body"] == "Body of **Alpha**, with a [link](https://example.org/1)."
    assert (found[2]["tags"], found[2]["starred"]) == (["Own", "ai", "x y"], True)
    (alone,) = objects(telex, "export", "--json", "-tag:ai")
    assert alone == found[1]
    assert [
        {name: value for name, value in article.items() if name != "body"} for article in found
    ] == objects(telex, "list", "--json")
    assert telex("export", "--json", "nowhere to be found").out == ""


def test_what_is_exported_comes_in_again_as_it_was(
    telex: Telex, added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (added / "4.md").write_text(
        '---\ntitle: "A: #\'s \\"title\\" - [x] 2026-11-01"\ndate: 2026-11-05 23:30:00+08:00\n'
        "author: [Ann Lee, 老安]\ncategories: ['yes', '1', 'null']\ntags: ['2026-11-01', '~', 'a: b']\n"
        "link: https://example.org/4?a=b&c=d\nguid: '0123'\nlang: zh-CN\nsummary: In short\n---\n"
        "---\n\nA rule first, and *text*.\n",
        "utf-8",
    )
    telex("refresh")
    telex("mark", "tag:Own tag", "Alpha")
    before = objects(telex, "export", "--json")
    out = tmp_path / "deep" / "out"
    ran = telex("export", "--markdown", str(out))
    assert (ran.status, ran.out, ran.err) == (0, "", "4 articles written\n")
    assert len(list(out.iterdir())) == 4
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "elsewhere"))
    assert telex("add", str(out)).status == 0
    after = objects(telex, "export", "--json")
    for name in ("title", "published", "tags", "categories", "authors", "url", "body"):
        assert [a[name] for a in after] == [b[name] for b in before], name
    assert "?" not in telex("sources").out  # nothing to remark


def test_articles_of_two_sources_come_in_again_though_their_files_are_called_the_same(
    telex: Telex, added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "1.md").write_text("---\ntitle: Another\ndate: 2026-11-09\n---\nText.\n")
    telex("add", str(other))
    assert telex("export", "--markdown", str(tmp_path / "out")).err == "4 articles written\n"
    monkeypatch.setenv("TELEX_HOME", str(tmp_path / "elsewhere"))
    telex("add", str(tmp_path / "out"))
    assert sorted(listed(telex)) == ["Alpha", "Another", "Gamma", "降息之后"]


HOSTILE = (
    *HOSTILE_TITLES,
    *("../../etc/passwd", "/etc/passwd", "..", ".", "", "-", "~", "a/b\\c:d*e?f", "CON", ".hidden"),
    *(
        "x" * 900,
        "长" * 300,
        "𠮷" * 300,
        "a" * 59 + "/b",
        "\n---\nlink: x\n---\n",
        "---",
        "Same",
        "Same",
    ),
)


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_hostile_titles_stay_inside_the_folder(
    telex: Telex, world: World, tmp_path: Path, form: str
) -> None:
    world.subscribe("news")
    drafts = [
        make_draft(n, title=title, tags=(title,), body=f"Text of {n}\n\n{title}", published=NOW)
        for n, title in enumerate(HOSTILE)
    ]
    ingest(world.library, drafts)
    place = tmp_path / "place"
    place.mkdir()
    if form == "json":
        exported = telex("export", "--json")
        assert len(exported.lines) == len(HOSTILE)
        assert not residue(exported.out)
        return
    ran = telex("export", "--markdown", str(place / "out"))
    assert (ran.status, ran.err) == (0, f"{len(HOSTILE)} articles written\n")
    assert [path.name for path in place.iterdir()] == ["out"]
    files = list((place / "out").iterdir())
    assert len(files) == len(HOSTILE)
    for file in files:
        assert file.is_file()
        assert file.name.startswith("2026-11-23-") and file.suffix == ".md"
        assert not residue(file.read_text("utf-8"))


# The search index


def test_the_search_index_is_made_anew_and_told_of(telex: Telex, added: Path) -> None:
    assert any(line.startswith("search index: 0.") for line in telex("doctor").lines)
    ran = telex("doctor", "--rebuild")
    assert (ran.status, ran.err) == (0, "3 articles indexed\n")
    assert listed(telex, "Body", "降息") == ["降息之后"]
    assert telex("undo", "--rules").out == "Nothing to undo\n"
