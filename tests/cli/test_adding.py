"""``telex add``: a feed, a page that names one or several, a site that names none."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.builders import HOSTILE_TITLES, residue
from tests.cli.conftest import Telex
from tests.cli.web import FEED, HOST, Web, only_web, page, rss


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    return only_web(monkeypatch)


def sources(telex: Telex) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in telex("sources", "--json").lines]
    return [source for source in found if source["key"] != "sample"]


def test_a_feed_is_added_and_fetched(telex: Telex, web: Web) -> None:
    web.pages[FEED] = rss("One", "Two")
    ran = telex("add", FEED)
    assert (ran.status, ran.err) == (0, "")
    added, fetched = ran.lines
    assert added.startswith("added ") and "telex remove" in added
    assert fetched.endswith(": 2 new, 0 changed")
    (source,) = sources(telex)
    assert (source["name"], source["locator"], source["articles"]) == ("The News", FEED, 2)
    undone = telex("undo").out
    assert undone.startswith("undone: ") and undone.endswith(" added\n")
    assert sources(telex) == []
    assert telex("redo").status == 0
    assert [source["locator"] for source in sources(telex)] == [FEED]
    assert len(telex("list").lines) == 2


def test_a_page_that_names_one_feed_is_that_feed(telex: Telex, web: Web) -> None:
    web.pages = {f"{HOST}/": page(("/feed", "News")), FEED: rss("One")}
    assert telex("add", f"{HOST}/").status == 0
    (source,) = sources(telex)
    assert (source["locator"], source["articles"]) == (FEED, 1)


def test_of_a_page_that_names_several_feeds_the_user_chooses(telex: Telex, web: Web) -> None:
    web.pages = {
        f"{HOST}/": page(("/feed", "News"), ("/comments", "Comments"), ("/tech", "Tech")),
        FEED: rss("One"),
    }
    ran = telex("add", f"{HOST}/")
    assert (ran.status, ran.out) == (2, "")
    assert "names 3 feeds" in ran.err
    told = [line.strip() for line in ran.err.splitlines() if "telex add" in line]
    assert told == [f"telex add {HOST}/{each}" for each in ("feed", "tech", "comments")]
    assert sources(telex) == []
    assert telex(*told[0].split()[1:]).status == 0
    assert [source["locator"] for source in sources(telex)] == [FEED]


@pytest.mark.parametrize(
    ("answers", "chosen"), [(["2"], "tech"), ([""], "feed"), (["0", "x", "4", " 3 "], "comments")]
)
def test_at_a_terminal_it_asks_which(
    telex: Telex, web: Web, monkeypatch: pytest.MonkeyPatch, answers: list[str], chosen: str
) -> None:
    each = ("feed", "tech", "comments")
    web.pages = {f"{HOST}/{name}": rss("One") for name in each}
    web.pages[f"{HOST}/"] = page(*((f"/{name}", "\x1b[31mred") for name in each))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    left = iter(answers)
    monkeypatch.setattr("builtins.input", lambda _: next(left))
    ran = telex("add", f"{HOST}/")
    assert ran.status == 0
    assert not residue(ran.out)
    assert list(left) == []
    assert [source["locator"] for source in sources(telex)] == [f"{HOST}/{chosen}"]


@pytest.mark.parametrize("place", ["/feed", "/atom.xml", "/rss.xml", "/index.xml", "/feed.json"])
def test_a_site_that_names_none_may_have_one_where_others_do(
    telex: Telex, web: Web, place: str
) -> None:
    web.pages = {f"{HOST}/": page(), f"{HOST}{place}": rss("One")}
    assert telex("add", f"{HOST}/").status == 0
    assert [source["locator"] for source in sources(telex)] == [f"{HOST}{place}"]


def test_a_blog_in_a_folder_of_a_site_is_looked_for_there_first(telex: Telex, web: Web) -> None:
    web.pages = {f"{HOST}/blog/": page(), f"{HOST}/blog/feed": rss("Mine"), FEED: rss("Theirs")}
    assert telex("add", f"{HOST}/blog/").status == 0
    assert [source["locator"] for source in sources(telex)] == [f"{HOST}/blog/feed"]


def test_a_site_without_a_feed_is_told_and_not_added(telex: Telex, web: Web) -> None:
    web.pages[f"{HOST}/"] = page()
    ran = telex("add", f"{HOST}/")
    assert ran.status == 1
    assert "No feed was found" in ran.err and "RSS" in ran.err
    assert sources(telex) == []
    assert len(web.asked) < 20


@pytest.mark.parametrize("typed", ["news.example.org", "news.example.org/"])
def test_a_bare_host_name_will_do(telex: Telex, web: Web, typed: str) -> None:
    web.pages = {f"{HOST}/": page(("/feed", "News")), FEED: rss("One")}
    assert telex("add", typed).status == 0
    assert [source["locator"] for source in sources(telex)] == [FEED]


def test_the_scheme_may_be_in_capitals(telex: Telex, web: Web) -> None:
    web.pages[FEED] = rss("One")
    assert telex("add", FEED.replace("https", "HTTPS")).status == 0
    assert [source["articles"] for source in sources(telex)] == [1]


def test_what_cannot_be_reached_is_added_all_the_same(telex: Telex, web: Web) -> None:
    web.down.add("news.example.org")
    ran = telex("add", FEED)
    assert ran.status == 1
    assert "Cannot reach news.example.org" in ran.err
    (source,) = sources(telex)
    assert (source["subscribed"], source["failures"]) == (True, 1)
    assert "Cannot reach" in source["problems"][0]["title"]
    web.down.clear()
    web.pages[FEED] = rss("One")
    assert telex("refresh", "news").status == 0
    assert [source["articles"] for source in sources(telex)] == [1]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_so_is_what_does_not_answer_now(telex: Telex, web: Web, status: int) -> None:
    web.pages[FEED] = httpx.Response(status)
    assert telex("add", FEED).status == 1
    assert [source["failures"] for source in sources(telex)] == [1]


def test_what_it_is_called_and_where_it_stands(telex: Telex, web: Web) -> None:
    web.pages[FEED] = rss("One", "Two")
    where = ("--folder", "/ Tech /Linux/", "--tag", "ai,  open source", "--tag", "AI")
    assert telex("add", FEED, "--name", "Mine", *where, "--unread", "none").status == 0
    (source,) = sources(telex)
    assert (source["name"], source["folder"]) == ("Mine", "Tech/Linux")
    assert [tag.casefold() for tag in source["tags"]] == ["ai", "open source"]
    assert (source["articles"], source["unread"]) == (2, 0)
    telex("undo")
    assert sources(telex) == []


def test_two_at_once_are_one_step(telex: Telex, web: Web) -> None:
    other = "https://other.example.org/feed"
    web.pages = {FEED: rss("One"), other: rss("Two", name="Other")}
    assert telex("add", FEED, other, "--folder", "Tech").status == 0
    assert {source["folder"] for source in sources(telex)} == {"Tech"}
    assert telex("undo").out == "undone: 2 sources added\n"
    assert sources(telex) == []
    refused = telex("add", FEED, other, "--name", "Both")
    assert refused.status == 2


def test_what_is_added_once_more_keeps_its_marks(telex: Telex, web: Web) -> None:
    web.pages[FEED] = rss("One", "Two")
    telex("add", FEED)
    telex("mark", "read", "title:One")
    telex("remove", "The News")
    web.asked.clear()
    assert telex("add", FEED).status == 0
    assert set(web.addresses) == {FEED}
    assert [source["unread"] for source in sources(telex)] == [1]


def test_a_page_does_not_lead_home(telex: Telex, web: Web) -> None:
    """Whose page names a feed on a private network has not typed that network's address."""
    home = "http://127.0.0.1:9/feed"
    web.pages = {f"{HOST}/": page((home, "News")), home: rss("Secret")}
    ran = telex("add", f"{HOST}/")
    assert home not in web.addresses
    assert ran.status != 0
    assert "Secret" not in telex("list").out


def test_nor_does_one_of_several_that_it_names(telex: Telex, web: Web) -> None:
    home = "http://192.168.1.1/reboot"
    web.pages = {f"{HOST}/": page((home, "A"), ("/feed", "B")), FEED: rss("One")}
    telex("add", f"{HOST}/")
    assert home not in web.addresses


def test_a_password_in_an_address_is_refused_and_not_told(telex: Telex, web: Web) -> None:
    ran = telex("add", "https://me:hunter2@news.example.org/feed")
    assert ran.status == 1
    assert "hunter2" not in ran.out + ran.err
    assert "telex feeds login" in ran.err
    assert web.asked == []


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_what_feeds_are_called_passes_the_gate(telex: Telex, web: Web, title: str) -> None:
    shown = title.encode("utf-8", "replace").decode()
    web.pages = {f"{HOST}/": page(("/a", shown), ("/b", shown)), f"{HOST}/a": rss("x", name=shown)}
    refused, added = telex("add", f"{HOST}/"), telex("add", f"{HOST}/a", "--folder", title)
    assert (refused.status, added.status) == (2, 0)
    shells = (refused, added, telex("feeds"), telex("sources"), telex("sources", "--json"))
    for ran in (*shells, telex("export", "--opml")):
        assert not residue(ran.out + ran.err)


@pytest.mark.parametrize(
    "wrong",
    [
        ("add",),
        ("add", FEED, "--unread", "lots"),
        ("add", FEED, "--folder"),
        ("add", FEED, "--colour", "red"),
    ],
    ids=" ".join,
)
def test_wrong_arguments_are_told(telex: Telex, web: Web, wrong: tuple[str, ...]) -> None:
    ran = telex(*wrong)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("telex: ")
    assert "Traceback" not in ran.err
    assert web.asked == []
