"""Folders, own tags and muted feeds in queries; and what ``telex sources --json`` says of a feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.cli.conftest import Telex
from tests.cli.web import FEED, HOST, Web, only_web, rss

OTHER = "https://other.example.org/feed"
THIRD = "https://third.example.org/feed"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, telex: Telex) -> Web:
    """Of three feeds one is in Tech/Linux, one in Tech, and one in no folder and muted."""
    web = only_web(monkeypatch)
    tagged = rss("Two", name="Other").replace("<item>", "<item><category>ai</category>")
    web.pages = {FEED: rss("One"), OTHER: tagged, THIRD: rss("Three", name="Third")}
    assert telex("add", FEED, OTHER, THIRD, "--unread", "all").status == 0
    telex("feeds", "move", "News", "Tech/Linux")
    telex("feeds", "move", "Other", "Tech")
    telex("feeds", "tag", "News", "AI", "open source")
    telex("feeds", "set", "Third", "mute=yes")
    return web


def titles(telex: Telex, *query: str) -> list[str]:
    ran = telex("list", "--json", *query)
    assert ran.status == 0, ran.err
    return sorted(json.loads(line)["title"] for line in ran.lines)


QUERIES: dict[tuple[str, ...], list[str]] = {
    ("folder:Tech",): ["One", "Two"],
    ("folder:tech",): ["One", "Two"],
    ("folder:ＴＥＣＨ",): ["One", "Two"],
    ("folder:Tech/Linux",): ["One"],
    ("folder:/Tech/Linux/",): ["One"],
    ("folder:Tec",): [],
    ("folder:Linux",): [],
    ("folder:nowhere,Tech/Linux",): ["One"],
    ("-folder:Tech",): ["Three"],
    ("-folder:Tech/Linux",): ["Three", "Two"],
    ("folder:Tech", "tag:ai"): ["One", "Two"],
    ("tag:ai",): ["One", "Two"],
    ("tag:AI", "source:Other"): ["Two"],
    ("tag:open source",): ["One"],
    ('tag:"open source",nothing',): ["One"],
    ("-tag:open source",): ["Three", "Two"],
    ("-tag:ai",): ["Three"],
    ("tag:ai", "is:unread"): ["One", "Two"],
    (): ["One", "Three", "Two"],
    ("is:unread",): ["One", "Two"],
    ("is:unread", "source:Third"): ["Three"],
    ("is:unread", "feed:Third"): ["Three"],
    ("is:unread", "-source:Other"): ["One"],
    ("is:unread", "title:Three"): [],
    ("-is:read",): ["One", "Three", "Two"],
    ("is:read",): [],
}


def test_queries(telex: Telex, web: Web) -> None:
    assert {query: titles(telex, *query) for query in QUERIES} == QUERIES


def test_a_muted_feed_in_a_folder_that_is_named_is_shown(telex: Telex, web: Web) -> None:
    telex("feeds", "move", "Third", "Quiet")
    assert titles(telex, "is:unread", "folder:Quiet") == ["Three"]
    assert titles(telex, "is:unread") == ["One", "Two"]
    number = telex("list", "--plain", "source:Third").lines[0].split("\t")[0]
    assert titles(telex, "is:unread", f"id:{number}") == ["Three"]


def test_marking_what_is_unread_passes_over_muted_ones(telex: Telex, web: Web) -> None:
    assert telex("mark", "read", "is:unread").out == "2 marked read\n"
    telex("feeds", "set", "Third", "mute=no")
    assert titles(telex, "is:unread") == ["Three"]


def test_own_tags_are_counted_with_those_of_articles(telex: Telex, web: Web) -> None:
    assert telex("tags").lines == ["2\ttag\tai", "1\ttag\topen source"]
    telex("feeds", "tag", "News")
    assert telex("tags").lines == ["1\ttag\tai"]
    telex("undo")
    assert telex("tags", "folder:Tech/Linux").lines == ["1\ttag\tAI", "1\ttag\topen source"]


FIELDS = {
    *("key", "name", "adapter", "locator", "subscribed", "folder", "tags", "paused", "settings"),
    *("articles", "unread", "last_ok", "failures", "retry_at", "moved_to", "fresh_until"),
    *("stopped", "per_week", "feeds", "problems"),
}


def test_sources_as_json(telex: Telex, web: Web) -> None:
    headers = {"cache-control": "max-age=3600"}
    text = web.pages[FEED]
    assert isinstance(text, str)
    web.pages[FEED] = httpx.Response(200, text=text, headers=headers)
    web.pages[OTHER] = httpx.Response(503, headers={"retry-after": "7200"})
    web.pages[THIRD] = httpx.Response(410)
    begun = datetime.now(UTC)
    telex("refresh")
    ran = telex("sources", "--json")
    assert ran.status == 1  # something is amiss
    news, other, third = (json.loads(line) for line in ran.lines)
    assert news.keys() == other.keys() == third.keys() == FIELDS
    assert (news["key"], news["name"], news["adapter"]) == (FEED, "The News", "feed")
    assert (news["folder"], news["tags"]) == ("Tech/Linux", ["AI", "open source"])
    assert (news["articles"], news["unread"], news["per_week"]) == (1, 1, 0.25)
    assert (news["failures"], news["retry_at"], news["problems"]) == (0, None, [])
    assert news["feeds"] == [{"name": "The News", "articles": 1}]
    last_ok = datetime.fromisoformat(news["last_ok"])
    assert timedelta(0) <= last_ok - begun.replace(microsecond=0) < timedelta(minutes=2)
    fresh = datetime.fromisoformat(news["fresh_until"]) - last_ok
    assert abs(fresh - timedelta(hours=1)) < timedelta(seconds=5)
    wait = datetime.fromisoformat(other["retry_at"]) - begun
    assert abs(wait - timedelta(hours=2)) < timedelta(minutes=2)
    assert (other["failures"], other["stopped"]) == (1, False)
    assert (third["stopped"], third["settings"]) == (True, ["mute=yes"])
    (problem,) = third["problems"]
    assert problem.keys() == {"where", "title", "detail", "hint", "at", "remark"}
    assert "gone for good" in problem["title"] and "HTTP 410" in problem["detail"]


def test_a_feed_that_moved_is_in_the_json(telex: Telex, web: Web) -> None:
    new = f"{HOST}/new"
    web.pages |= {FEED: httpx.Response(308, headers={"location": new}), new: rss("One")}
    telex("refresh", "News")
    first = json.loads(telex("sources", "--json").lines[0])
    assert (first["locator"], first["moved_to"]) == (FEED, new)


@pytest.mark.parametrize(
    "wrong", [("list", "folder:"), ("list", "fodler:x"), ("sources", "News"), ("sources", "--xml")]
)
def test_wrong_arguments_are_told(telex: Telex, web: Web, wrong: tuple[str, ...]) -> None:
    ran = telex(*wrong)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("telex: ")
    assert "Traceback" not in ran.err
