"""``list``, ``show`` and ``tags``: for people, pipes and programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import HOSTILE_TITLES, World, make_draft, residue
from tests.cli.conftest import Telex

OBJECT = {
    *("id", "source", "feed", "guid", "title", "url", "published", "first_seen", "authors"),
    *("lang", "summary", "categories", "tags", "read", "starred", "later", "path"),
}


def test_without_a_source_the_sample_is_listed(telex: Telex) -> None:
    ran = telex("list")
    assert ran.status == 0
    assert "Telex in one minute" in ran.lines[0]
    assert len(ran.lines) >= 16


def test_the_sample_goes_once_there_is_a_source(telex: Telex, posts: Path) -> None:
    telex("list")
    assert telex("add", str(posts)).status == 0
    assert "Telex in one minute" not in telex("list").out


def test_lines_are_fields_set_apart_by_tabs(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    first = telex("list", "--plain").lines[0].split("\t")
    assert first[1:] == ["2026-11-03 10:00", "unread", "posts", "Gamma", "ai"]
    assert len(first[0]) == 13


def test_json_is_one_whole_object_a_line(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    found = [json.loads(line) for line in telex("list", "--json").lines]
    assert [article["title"] for article in found] == ["Gamma", "降息之后", "Alpha"]
    assert all(article.keys() == OBJECT for article in found)
    assert found[2]["tags"] == ["ai", "x y"]


@pytest.mark.parametrize(
    ("terms", "titles"),
    [
        (["tag:ai"], ["Gamma", "Alpha"]),
        (["-tag:ai"], ["降息之后"]),
        (["tag:x y"], ["Alpha"]),
        (["tag:ai,市场"], ["Gamma", "降息之后", "Alpha"]),
        (["tag:ai", "tag:x y"], ["Alpha"]),
        (["title:降息"], ["降息之后"]),
        (["older:2026-11-02"], ["Alpha"]),
        (["source:posts", "--sort", "oldest", "--limit", "1"], ["Alpha"]),
        (["is:starred"], []),
        (["source:other"], []),
    ],
)
def test_a_query_narrows_the_list(
    telex: Telex, posts: Path, terms: list[str], titles: list[str]
) -> None:
    telex("add", str(posts))
    found = [json.loads(line)["title"] for line in telex("list", "--json", *terms).lines]
    assert found == titles


def test_nothing_found_is_status_4_where_that_is_asked_for(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("list", "is:starred").status == 0
    assert telex("list", "is:starred", "--fail-empty").status == 4


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("tga:nonsense", "tag:"),
        ("tga:x", "tag:"),
        ("is:unraed", "unread"),
        ("newer:soon", "2d"),
        ("id:1", "13"),
    ],
)
def test_a_wrong_query_is_told_with_what_was_meant(telex: Telex, term: str, told: str) -> None:
    ran = telex("list", term)
    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_show_prints_the_page_by_a_short_id(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    number = telex("list", "--plain").lines[0].split("\t")[0]
    shown = telex("show", number[:6])
    assert shown.status == 0
    assert "Gamma" in shown.lines[0]
    assert "Body of Gamma, with a link[1]." in shown.out
    assert "\x1b" not in shown.out


def test_show_gives_markdown_and_json(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    number = telex("list", "--plain").lines[0].split("\t")[0]
    assert "**Gamma**" in telex("show", number, "--markdown").out
    article = json.loads(telex("show", number, "--json").out)
    assert article.keys() == OBJECT | {"body"}


@pytest.mark.parametrize("wrong", ["abc", "aaaaaaaa", "not-an-id"])
def test_show_says_which_ids_there_are(telex: Telex, posts: Path, wrong: str) -> None:
    telex("add", str(posts))
    ran = telex("show", wrong)
    assert ran.status == 2
    assert "id" in ran.err


def test_tags_are_counted(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("tags").lines == ["2\ttag\tai", "1\ttag\tx y", "1\ttag\t市场"]
    assert telex("tags", "-tag:市场").lines == ["2\ttag\tai", "1\ttag\tx y"]
    assert json.loads(telex("tags", "--json").lines[0]) == {
        "kind": "tag",
        "name": "ai",
        "count": 2,
    }


def test_no_output_carries_a_control_character(telex: Telex, world: World) -> None:
    world.subscribe("news")
    from tests.builders import ingest

    ingest(
        world.library,
        [
            make_draft(n, title=title, tags=(title,), authors=(title,), body=title)
            for n, title in enumerate(HOSTILE_TITLES)
        ],
    )
    outputs = [telex("list", "--limit", "0"), telex("list", "--json"), telex("tags")]
    for line in telex("list", "--plain", "--limit", "0").lines:
        outputs.append(telex("show", line.split("\t")[0]))
        outputs.append(telex("show", line.split("\t")[0], "--markdown"))
    for ran in outputs:
        assert ran.status == 0
        assert not residue(ran.out)
