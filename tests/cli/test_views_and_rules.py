"""``telex views`` and ``telex rules``: saved by name, tried before, and undone like anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import HOSTILE_TITLES, World, residue
from tests.cli.conftest import Telex
from tests.cli.web import FEED, only_web, rss

QUIET = ("", "")


def titles(telex: Telex, *query: str) -> list[str]:
    ran = telex("list", "--plain", *query)
    assert (ran.status, ran.err) == (0, "")
    return sorted(line.split("\t")[4] for line in ran.lines)


def write(
    folder: Path, name: str, title: str, *, days: int = 1, tags: str = "", body: str = "x"
) -> None:
    """A post of so many days ago."""
    folder.mkdir(exist_ok=True)
    date = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    (folder / f"{name}.md").write_text(
        f"---\ntitle: {title}\ndate: {date}\ntags: [{tags}]\n---\n{body}\n", "utf-8"
    )


@pytest.fixture
def recent(telex: Telex, tmp_path: Path) -> Path:
    """A folder of seven posts of this month and two older ones, added."""
    folder = tmp_path / "recent"
    for number in range(1, 8):
        write(folder, str(number), f"New {number}", days=number, body="kernel")
    for number in (8, 9):
        write(folder, str(number), f"Old {number}", days=number * 10, body="kernel")
    assert telex("add", str(folder), "--unread", "all").status == 0
    return folder


# Views


def test_views_are_saved_listed_changed_and_removed(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("views").out == ""
    assert telex("views", "save", "Mine", "tag:ai").out == "view Mine saved\n"
    assert telex("views", "save", "Mine", "tag:ai").out == "nothing to change\n"
    telex("mark", "read", "title:Alpha")
    assert telex("views", "save", "市 场", "降息", "or", "tag:x y").out == "view 市 场 saved\n"
    assert telex("views").lines == [
        "     1/2       Mine  tag:ai",
        '     1/2       市 场  降息 or tag:"x y"',
    ]
    assert telex("views", "save", "Mine", "-tag:ai", "sort:oldest").status == 0
    assert telex("views").lines[0] == "     1/1       Mine  -tag:ai sort:oldest"
    assert telex("views", "remove", "Mine").out == "view Mine removed\n"
    assert len(telex("views").lines) == 1
    assert telex("undo", "2").out == "undone: view Mine removed\nundone: view Mine saved\n"
    assert "     1/2       Mine  tag:ai" in telex("views").lines
    assert telex("redo").out == "done again: view Mine saved\n"
    assert "Mine  -tag:ai sort:oldest" in telex("views").out


@pytest.mark.parametrize(
    ("query", "written"),
    [
        (["tag:two words"], 'tag:"two words"'),
        (["-kernel"], "-kernel"),
        (["a", "b", "or", "c"], "a b or c"),
        (["a b or c"], "a b or c"),
        (["(a or b) -c"], "(a or b) -c"),
        (["tag：ai"], "tag:ai"),
        (['"deep learning"', "~第[一二]"], '"deep learning" ~第[一二]'),
        (["is:unread", "a", "and", "not", "b"], "is:unread a -b"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_view_is_kept_as_queries_are_written(
    telex: Telex, posts: Path, query: Sequence[str], written: str
) -> None:
    telex("add", str(posts))
    assert telex("views", "save", "V", *query).status == 0
    assert telex("views").out.rstrip("\n").endswith(f" V  {written}")
    telex("views", "save", "W", written)
    assert telex("views").lines[1].endswith(f" W  {written}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("views", "save"), "Which view?"),
        (("views", "save", " \x1b[0m "), "Which view?"),
        (("views", "save", "V"), "What is the view to show?"),
        (("views", "save", "V", "tag:"), "value is missing"),
        (("views", "save", "V", "~["), "telex: "),
        (("views", "remove"), "Which view?"),
        (("views", "remove", "Nobody"), "There is no view Nobody"),
        (("views", "show"), "telex views --help"),
        (("rules", "add"), "Which articles?"),
        (("rules", "add", ""), "Which articles?"),
        (("rules", "add", "sort:oldest", "hide"), "Which articles?"),
        (("rules", "add", "x"), "What is the rule to do?"),
        (("rules", "add", "x", " , "), "What is the rule to do?"),
        (("rules", "add", "x", "tag:"), "A rule cannot “tag:”"),
        (("rules", "add", "x", "hid"), "Did you mean hide?"),
        (("rules", "add", "x", "read,delete"), "delete"),
        (("rules", "add", "tga:x", "hide"), "tag:"),
        (("rules", "add", "x", "hide", "more"), "telex rules --help"),
        (("rules", "remove"), "Which articles?"),
        (("rules", "remove", "nobody"), "There is no such rule"),
        (("rules", "test", "x", "frob"), "frob"),
        (("rules", "test", "tag:"), "value is missing"),
        (("rules", "list"), "telex rules --help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_told(
    telex: Telex, posts: Path, arguments: tuple[str, ...], told: str
) -> None:
    telex("add", str(posts))
    ran = telex(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) > 1  # what to do
    assert "Traceback" not in ran.err
    assert (telex("views").out, telex("rules").out) == QUIET
    assert len(telex("history").lines) == 1


def test_hostile_names_pass_the_gate(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    for title in HOSTILE_TITLES:
        ran = telex("views", "save", title, "tag:ai")
        assert ran.status in (0, 2)
        assert not residue(ran.out + ran.err)
    told = telex("views").out
    assert told.count("tag:ai") > 10
    assert not residue(told + telex("history").out)


# Rules


def test_rules_are_saved_listed_changed_and_removed(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    assert telex("rules").out == ""
    assert telex("rules", "add", "title:促销 or tag:广告", "hide").status == 0
    assert telex("rules", "add", "-kernel", " star , tag:Linux  kernel, star").out == (
        "rule saved: -kernel\n"
    )
    assert telex("rules", "add", "-kernel", "star,tag:Linux kernel").out == "nothing to change\n"
    assert telex("rules").lines == [
        "title:促销 or tag:广告  → hide",
        "-kernel  → star,tag:Linux kernel",
    ]
    telex("rules", "add", "tag:广告 and deep*", "read")
    assert telex("rules").lines[-1] == "tag:广告 deep*  → read"
    assert telex("rules", "remove", "tag:广告 and deep*").out == "rule removed: tag:广告 deep*\n"
    assert telex("rules", "remove", "-kernel").out == "rule removed: -kernel\n"
    assert telex("undo").out == "undone: rule removed: -kernel\n"
    assert telex("rules").lines[-1] == "-kernel  → star,tag:Linux kernel"
    assert telex("redo").out == "done again: rule removed: -kernel\n"
    assert telex("rules").lines == ["title:促销 or tag:广告  → hide"]


def test_rules_are_applied_to_what_a_refresh_brings(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    telex("rules", "add", "body -Gamma", "star,tag:seen")
    telex("rules", "add", "advertisement", "hide")
    telex("rules", "add", "title:Read", "read")
    assert titles(telex, "is:starred") == []  # what is there already is left alone
    write(posts, "4", "Delta", body="The body")
    write(posts, "5", "Buy", body="An advertisement")
    write(posts, "6", "Read me", body="Nothing")
    assert telex("refresh").status == 0
    assert titles(telex, "is:starred") == titles(telex, "tag:seen") == ["Delta"]
    assert "Buy" not in titles(telex)
    assert titles(telex, "is:hidden") == ["Buy"]
    assert titles(telex, "is:read") == ["Read me"]
    by_rules = [line for line in telex("history").lines if line.endswith("(by a rule)")]
    assert [line.strip().split("  ", 2)[2] for line in by_rules] == [
        "1 marked read (by a rule)",
        "1 hidden (by a rule)",
        "1 tagged seen (by a rule)",
        "1 starred (by a rule)",
    ]
    assert telex("undo").out == "undone: rule saved: title:Read\n"
    assert telex("undo", "--rules", "2").out == "undone: 1 marked read\nundone: 1 hidden\n"
    assert "Buy" in titles(telex, "is:unread")
    assert telex("undo", "--rules", "9").lines[-1] == "Nothing to undo"
    assert titles(telex, "is:starred,hidden") == []
    assert telex("redo").out == "done again: rule saved: title:Read\n"


def test_what_a_rule_tagged_or_starred_is_never_let_go(
    telex: Telex, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = only_web(monkeypatch)
    web.pages = {FEED: rss("A")}
    telex("add", FEED, "--unread", "all")
    for query, acts in (("title:B", "hide"), ("title:C", "tag:keep"), ("title:D", "star,hide")):
        telex("rules", "add", query, acts)
    web.pages = {FEED: rss("A", "B", "C", "D", "E", ages=(0, 10, 20, 30, 40))}
    telex("refresh", FEED)
    assert titles(telex, "is:hidden") == ["B", "D"]
    telex("feeds", "set", FEED, "keep-articles=1")
    assert telex("prune").lines[-1] == "2 articles let go"
    assert titles(telex, "is:read,unread,hidden") == ["A", "C", "D"]
    assert titles(telex, "tag:keep") == ["C"]


def test_a_rule_is_tried_on_the_last_month(telex: Telex, recent: Path) -> None:
    telex("mark", "read", "title:New 1")
    telex("mark", "hide", "title:New 2")
    before = telex("history").out
    assert telex("rules", "test", "kernel").lines == [
        "kernel: 7 articles of 30 days",
        *(f"    New {number}" for number in range(1, 6)),
        "    and 2 more",
    ]
    assert telex("rules", "test", "title:New 3", "star, hide").lines == [
        "title:New 3  → star,hide: 1 article of 30 days",
        "    New 3",
    ]
    assert telex("rules", "test", "-kernel").out == "-kernel: 0 articles of 30 days\n"
    told = telex("rules", "test").out
    assert told == "There is no rule; telex rules add QUERY read|star|hide|tag:NAME\n"
    telex("rules", "add", "title:7", "tag:x")
    telex("rules", "add", "title:Old", "hide")
    assert telex("rules", "test").lines == [
        "title:7  → tag:x: 1 article of 30 days",
        "    New 7",
        "title:Old  → hide: 0 articles of 30 days",
    ]
    telex("undo", "2")
    assert telex("history").lines[2:] == before.splitlines()


def test_a_trial_counts_what_the_rule_would_be_applied_to(telex: Telex, recent: Path) -> None:
    """Rules look at muted sources too."""
    telex("feeds", "set", "recent", "mute=yes")
    assert telex("rules", "test", "kernel").lines[0] == "kernel: 7 articles of 30 days"


def test_a_rule_of_another_telex_is_told_to_be_none(
    telex: Telex, recent: Path, world: World
) -> None:
    store = world.store()
    store.save("rule", "field:unheard-of", "hide")
    store.save("rule", "title:7", "star")
    store.close()
    lines = telex("rules").lines
    assert lines[0].startswith("field:unheard-of  → hide  ! ")
    assert lines[1] == "title:7  → star"
    ran = telex("rules", "test")
    assert "field" in ran.err
    assert ran.lines == ["title:7  → star: 1 article of 30 days", "    New 7"]
    assert telex("rules", "remove", "field:unheard-of").status == 0
    assert len(telex("rules").lines) == 1


def test_the_words_are_chinese_where_the_locale_is(
    telex: Telex, recent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert telex("views", "save", "内核", "kernel").out == "已保存视图 内核\n"
    assert telex("rules", "add", "title:7", "hide").out == "已保存规则：title:7\n"
    assert telex("rules", "test").lines[0] == "title:7  → hide: 近 30 天 1 篇"
    assert telex("rules", "remove", "title:7").out == "已移除规则：title:7\n"
    assert telex("undo").out.strip().endswith("已移除规则：title:7")
    assert "规则不能“frob”" in telex("rules", "add", "x", "frob").err
    for wrong in (("views", "remove", "无"), ("rules", "add", "x"), ("rules", "test", "x", "no")):
        ran = telex(*wrong)
        assert ran.status == 2
        assert any("一" <= c <= "鿿" for c in ran.err.splitlines()[0].replace("无", ""))
