"""``telex mark later:WHEN``: put off, listed, taken back; and never pruned meanwhile."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Telex
from tests.cli.web import FEED, only_web, rss


def titles(telex: Telex, *query: str) -> list[str]:
    ran = telex("list", "--plain", "--limit", "0", *query)
    assert (ran.status, ran.err) == (0, "")
    return [line.split("\t")[4] for line in ran.lines]


def test_articles_are_put_off_listed_and_taken_back(telex: Telex, posts: Path) -> None:
    telex("add", str(posts))
    told = telex("mark", "later:2099-12-24 18:00", "tag:ai").out
    assert told == "2 put off until Thu 2099-12-24 18:00\n"
    assert titles(telex, "is:later") == ["Gamma", "Alpha"]
    assert titles(telex, "is:unread") == ["降息之后"]
    assert titles(telex) == ["Gamma", "降息之后", "Alpha"]
    assert telex("mark", "later:2099-12-24 18:00", "tag:ai").out == "nothing to change\n"
    assert telex("mark", "unlater", "Gamma").out == "1 no longer put off\n"
    assert titles(telex, "is:later") == ["Alpha"]
    assert telex("undo").out == "undone: 1 no longer put off\n"
    assert titles(telex, "is:later") == ["Gamma", "Alpha"]
    assert telex("undo").out == "undone: 2 put off until Thu 2099-12-24 18:00\n"
    assert titles(telex, "is:later") == []
    assert titles(telex, "is:unread") == ["Gamma", "降息之后", "Alpha"]
    assert telex("redo").out == "done again: 2 put off until Thu 2099-12-24 18:00\n"
    assert "2 put off until Thu 2099-12-24 18:00" in telex("history").lines[1]
    assert telex("history").lines[0].endswith("(undone)")


@pytest.mark.parametrize("written", ["later", "later:tomorrow", "later:明天"])
def test_tomorrow_is_tomorrow_morning(telex: Telex, posts: Path, written: str) -> None:
    telex("add", str(posts))
    before = datetime.now(UTC)
    assert re.fullmatch(
        r"1 put off until \w{3} \d{4}-\d\d-\d\d 08:00\n", telex("mark", written, "Alpha").out
    )
    (found,) = map(json.loads, telex("list", "--json", "is:later").lines)
    until = datetime.fromisoformat(found["later"])
    assert (until.hour, until.minute) == (8, 0)
    assert before < until < before + timedelta(days=2)
    assert not found["read"]
    (other, *_) = map(json.loads, telex("list", "--json", "is:unread").lines)
    assert other["later"] is None


def test_what_was_read_is_put_off_as_unread_and_undone_as_one_act(
    telex: Telex, posts: Path
) -> None:
    telex("add", str(posts))
    telex("mark", "read", "Alpha")
    telex("mark", "later:1w", "Alpha")
    telex("mark", "later:3d", "Alpha")
    assert titles(telex, "is:read") == []
    assert telex("undo", "2").out.count("undone: 1 put off until") == 2
    assert titles(telex, "is:read") == ["Alpha"]
    assert titles(telex, "is:later") == []


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("later:yesterday", "“yesterday” is no time to come"),
        ("later:2020-01-01", "“2020-01-01” is no time to come"),
        ("later:", "There is no mark “later:”"),
        ("unlater:3d", "There is no mark “unlater:3d”"),
        ("lter:3d", "Did you mean later?"),
    ],
)
def test_what_is_no_time_to_come_is_told(telex: Telex, posts: Path, mark: str, told: str) -> None:
    telex("add", str(posts))
    ran = telex("mark", mark, "Alpha")
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) > 1  # what to do
    assert titles(telex, "is:later") == []


def test_the_words_are_chinese_where_the_locale_is(
    telex: Telex, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telex("add", str(posts))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    for arguments in (("mark", "later:周末", "Alpha"), ("undo",), ("mark", "later:去年", "Alpha")):
        ran = telex(*arguments)
        assert any("一" <= c <= "鿿" for c in (ran.out or ran.err).splitlines()[0])


def test_what_is_put_off_is_never_pruned(telex: Telex, monkeypatch: pytest.MonkeyPatch) -> None:
    web = only_web(monkeypatch)
    web.pages = {FEED: rss("A", "B", "C", "D", ages=(0, 10, 20, 30))}
    assert telex("add", FEED, "--unread", "all").status == 0
    telex("mark", "later:3d", "title:D")
    telex("mark", "later:3d", "title:C")
    telex("mark", "read", "title:C")  # then it is put off no more
    telex("feeds", "set", FEED, "keep-articles=1")
    assert telex("prune").status == 0
    assert titles(telex) == ["A", "D"]
    assert titles(telex, "is:later") == ["D"]
    telex("mark", "unlater", "title:D")
    assert telex("prune").status == 0
    assert titles(telex) == ["A"]
