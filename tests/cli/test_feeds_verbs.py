"""``telex feeds``: the list by folder, and every act with its undoing."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.builders import residue
from tests.cli.conftest import Telex
from tests.cli.web import FEED, HOST, Web, only_web, page, rss
from tui.core import settings

OTHER = "https://other.example.org/feed"
THIRD = "https://third.example.org/feed"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, telex: Telex) -> Web:
    """Three feeds, subscribed to: The News, Other Views and Third Class."""
    web = only_web(monkeypatch)
    web.pages = {
        FEED: rss("One", "Two"),
        OTHER: rss("Three", name="Other Views"),
        THIRD: rss("Four", name="Third Class"),
    }
    assert telex("add", FEED, OTHER, THIRD, "--unread", "all").status == 0
    return web


def source(telex: Telex, locator: str = FEED) -> dict[str, Any]:
    found: list[dict[str, Any]] = [json.loads(line) for line in telex("sources", "--json").lines]
    (one,) = [each for each in found if each["locator"] == locator]
    return one


def test_the_list_is_by_folder(telex: Telex, web: Web) -> None:
    telex("feeds", "move", OTHER, "Tech/Linux")
    telex("feeds", "tag", OTHER, "ai", "open source")
    telex("feeds", "set", OTHER, "interval=60", "mute=yes")
    telex("feeds", "pause", "Third")
    ran = telex("feeds")
    assert (ran.status, ran.err) == (0, "")
    news, third, folder, other = ran.lines
    assert news == f"     2/2       The News  ({FEED})"
    assert third == f"     1/1       Third Class  ({THIRD})  paused"
    assert folder == "Tech/Linux/"
    assert other == (
        f"       1/1       Other Views  ({OTHER})  #ai  #open source  interval=60  mute=yes"
    )


def test_a_trouble_and_a_new_address_are_on_the_list(telex: Telex, web: Web) -> None:
    web.down.add("news.example.org")
    telex("refresh")
    assert "! Cannot reach news.example.org" in telex("feeds").out


def test_without_a_source_the_sample_is_listed(telex: Telex) -> None:
    (line,) = telex("feeds").lines
    assert line.endswith(" sample")


ACTS: list[tuple[str, tuple[str, ...], str, object, str]] = [
    ("rename", ("Mine", "own"), "name", "Mine own", "is called Mine own"),
    ("move", ("/Tech /Linux/",), "folder", "Tech/Linux", "is in Tech/Linux"),
    ("tag", ("ai,b c", "AI"), "tags", ["AI", "b c"], "has the tags AI, b c"),
    ("set", ("interval=60", "limit=9"), "settings", ["interval=60", "limit=9"], "set"),
    ("address", (f"{HOST}/new",), "locator", f"{HOST}/new", f"is fetched from {HOST}/new"),
    ("pause", (), "paused", True, "paused"),
]


@pytest.mark.parametrize(
    ("act", "value", "field", "after", "said"), ACTS, ids=[act for act, *_ in ACTS]
)
def test_every_act_is_done_undone_and_done_again(
    telex: Telex,
    web: Web,
    act: str,
    value: tuple[str, ...],
    field: str,
    after: object,
    said: str,
) -> None:
    def now() -> object:
        found = [json.loads(line) for line in telex("sources", "--json").lines]
        (one,) = [each for each in found if each["key"] == FEED]
        return one[field]

    before = now()
    assert before != after
    web.asked.clear()
    ran = telex("feeds", act, "The News", *value)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(f" {said}\n")
    assert now() == after
    undone = telex("undo").out
    assert undone.startswith("undone: ") and undone.endswith(f" {said}\n")
    assert now() == before
    again = telex("redo").out
    assert again.startswith("done again: ") and again.endswith(f" {said}\n")
    assert now() == after
    assert telex("history").lines[0].endswith(f" {said}")
    assert telex("feeds", act, FEED, *value).out == "nothing to change\n"
    assert web.asked == []


@pytest.mark.parametrize(
    ("act", "field", "empty"),
    [("rename", "name", "The News"), ("move", "folder", ""), ("tag", "tags", [])],
)
def test_nothing_takes_it_away_again(
    telex: Telex, web: Web, act: str, field: str, empty: object
) -> None:
    telex("feeds", act, FEED, "something")
    assert source(telex)[field] != empty
    assert telex("feeds", act, FEED).status == 0
    assert source(telex)[field] == empty


def test_several_are_paused_resumed_and_removed_at_once(telex: Telex, web: Web) -> None:
    assert telex("feeds", "pause", "News", "Other").out == "2 sources paused\n"
    assert [source(telex, each)["paused"] for each in (FEED, OTHER, THIRD)] == [True, True, False]
    web.asked.clear()
    assert telex("refresh").status == 0
    assert web.addresses == [THIRD]
    assert telex("refresh", "The News").status == 0  # who is named is fetched
    assert web.addresses == [THIRD, FEED]
    assert telex("feeds", "resume", "News", "Other").out == "2 sources resumed\n"
    assert telex("feeds", "remove", "News", "Third").out == "2 sources removed\n"
    assert [json.loads(line)["key"] for line in telex("sources", "--json").lines] == [OTHER]
    assert telex("list").out.count("\n") == 1
    telex("undo")
    assert len(telex("list").lines) == 4


def test_a_paused_one_is_told(telex: Telex, web: Web) -> None:
    telex("feeds", "pause", "News")
    told = telex("sources").out
    assert f"paused; telex feeds resume {FEED}" in told
    assert len(telex("list", "source:News").lines) == 2  # what it brought stays


def test_a_setting_is_set_back(telex: Telex, web: Web) -> None:
    telex("feeds", "set", FEED, "interval=60", "mute=yes")
    assert telex("feeds", "set", FEED, "interval=").status == 0
    assert source(telex)["settings"] == ["mute=yes"]
    telex("feeds", "set", FEED, "mute=no")
    assert source(telex)["settings"] == []


def test_one_wrong_setting_changes_none(telex: Telex, web: Web) -> None:
    assert telex("feeds", "set", FEED, "interval=60", "limit=lots").status == 2
    assert source(telex)["settings"] == []


def test_what_a_setting_cannot_be_is_told(telex: Telex, web: Web) -> None:
    for name in settings.NAMES:
        for value in ("x\x1b[31m", "9" * 300, "一", "\x00"):
            ran = telex("feeds", "set", FEED, f"{name}={value}")
            assert (ran.status, ran.out) == (2, ""), (name, value)
            assert name in ran.err
            assert settings.ALLOWED[name] in ran.err
            assert not residue(ran.err)
    assert source(telex)["settings"] == []


def test_a_publishers_new_address_is_taken_over(telex: Telex, web: Web) -> None:
    new = f"{HOST}/moved"
    web.pages |= {FEED: httpx.Response(301, headers={"location": new}), new: rss("One", "Five")}
    for _ in range(3):
        assert "moved to" not in telex("feeds").out
        assert telex("refresh", "News").status == 0
    assert f"moved to {new}" in telex("feeds").out
    assert f"telex feeds address {FEED} takes it over" in telex("sources").out
    assert telex("feeds", "address", "News").out.endswith(f" is fetched from {new}\n")
    web.asked.clear()
    assert telex("refresh", "News").status == 0
    assert web.addresses == [new]
    found = source(telex, new)
    assert (found["key"], found["articles"], found["moved_to"]) == (FEED, 3, None)
    assert telex("undo").status == 0
    assert source(telex)["key"] == FEED


def test_a_new_address_is_the_one_that_is_asked(telex: Telex, web: Web) -> None:
    """Also of what was the address of a page, whose feed was found by itself, or was gone."""
    new = f"{HOST}/new"
    web.pages |= {FEED: page((f"{HOST}/old", "Old")), f"{HOST}/old": rss("Old"), new: rss("New")}
    assert telex("refresh", "News").status == 0
    assert web.addresses[-1] == f"{HOST}/old"
    telex("feeds", "address", "News", new)
    web.asked.clear()
    assert telex("refresh", "News").status == 0
    assert web.addresses == [new]
    assert "if-none-match" not in web.asked[0][1]


def test_what_is_gone_for_good_is_asked_for_at_its_new_address(telex: Telex, web: Web) -> None:
    new = f"{HOST}/new"
    web.pages |= {FEED: httpx.Response(410), new: rss("New")}
    telex("refresh", "News")
    telex("feeds", "address", "News", new)
    web.asked.clear()
    telex("refresh")
    assert new in web.addresses


def test_without_a_new_address_one_is_asked_for(telex: Telex, web: Web) -> None:
    ran = telex("feeds", "address", "News")
    assert ran.status == 2
    assert f"telex feeds address {FEED} https://" in ran.err


@pytest.mark.parametrize("wrong", ["/", "file:///etc/passwd", "not an address", OTHER])
def test_a_new_address_is_that_of_a_feed_and_of_no_other(
    telex: Telex, web: Web, wrong: str
) -> None:
    ran = telex("feeds", "address", FEED, wrong)
    assert ran.status != 0
    assert ran.err.startswith("telex: ")
    assert source(telex)["key"] == FEED


def test_retry_asks_what_is_gone_for_good_or_asked_to_be_left_alone(telex: Telex, web: Web) -> None:
    for status, headers in ((410, {}), (503, {"retry-after": "86400"})):
        web.pages[FEED] = httpx.Response(status, headers=headers)
        assert telex("refresh", "News").status == 1
        web.asked.clear()
        telex("refresh")
        assert FEED not in web.addresses
        web.pages[FEED] = rss("One", "Two")
        assert telex("feeds", "retry", "News").status == 0
        assert FEED in web.addresses
        assert source(telex)["failures"] == 0


@pytest.mark.parametrize("wanted", ["The News", "the news", "News", "news.ex", FEED, FEED.upper()])
def test_a_part_that_is_nobody_elses_is_enough(telex: Telex, web: Web, wanted: str) -> None:
    assert telex("feeds", "pause", wanted).status == 0
    assert source(telex)["paused"] is True


@pytest.mark.parametrize("wanted", ["example.org", "feed", "https", "e"])
def test_a_part_of_several_is_told(telex: Telex, web: Web, wanted: str) -> None:
    ran = telex("feeds", "remove", wanted)
    assert (ran.status, ran.out) == (2, "")
    assert "may be one of 3" in ran.err
    assert all(each in ran.err for each in (FEED, OTHER, THIRD))
    assert len(telex("sources", "--json").lines) == 3


def test_a_name_that_two_have_is_told(telex: Telex, web: Web) -> None:
    telex("feeds", "rename", OTHER, "The News")
    ran = telex("feeds", "remove", "The News")
    assert (ran.status, ran.out) == (2, "")
    assert FEED in ran.err and OTHER in ran.err
    assert len(telex("sources", "--json").lines) == 3


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("feeds", "paint", "News"), "paint"),
        (("feeds", "pause"), "Which feed?"),
        (("feeds", "pause", "The Mews"), "Did you mean"),
        (("feeds", "pause", "News", "nobody"), "nobody"),
        (("feeds", "set", "News"), "Set what?"),
        (("feeds", "set", "News", "intervall=5"), "interval"),
        (("feeds", "set", "News", "mute"), "mute"),
        (("feeds", "--json"), "--json"),
        (("feeds", "login", "News"), "--user"),
        (("feeds", "login", "News", "--user", "me"), "--command"),
        (("feeds", "login", "News", "--user", "me", "--command", "'open"), "quote"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_arguments_are_told(
    telex: Telex, web: Web, wrong: tuple[str, ...], told: str
) -> None:
    before = telex("sources", "--json").out
    ran = telex(*wrong)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert telex("sources", "--json").out == before
