"""``telex prune``: what outlived its time goes and stays away; what is starred never does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Telex
from tests.cli.test_acting import config_file
from tests.cli.web import FEED, Web, only_web, rss

OTHER = "https://other.example.org/feed"
TITLES = ("A", "B", "C", "D", "E")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, telex: Telex) -> Web:
    """Two feeds of five articles each, dated today and back to forty days ago."""
    web = only_web(monkeypatch)
    web.pages = {
        FEED: rss(*TITLES, ages=(0, 10, 20, 30, 40)),
        OTHER: rss(*(f"O{title}" for title in TITLES), name="Other"),
    }
    assert telex("add", FEED, OTHER, "--unread", "all").status == 0
    return web


def titles(telex: Telex, *query: str) -> str:
    found = [json.loads(line)["title"] for line in telex("list", "--json", *query).lines]
    return " ".join(sorted(found))


def test_what_is_more_than_kept_goes_the_oldest_first(telex: Telex, web: Web) -> None:
    telex("feeds", "set", FEED, "keep-articles=2")
    dry = telex("prune", "--dry-run")
    assert [line.rpartition(": ")[2] for line in dry.lines] == ["3", "3 articles would go"]
    assert titles(telex, "source:News") == "A B C D E"
    ran = telex("prune")
    assert (ran.status, ran.err) == (0, "")
    assert [line.rpartition(": ")[2] for line in ran.lines] == ["3", "3 articles let go"]
    assert titles(telex, "source:News") == "A B"
    assert titles(telex, "source:Other") == "OA OB OC OD OE"
    assert telex("prune").lines == ["0 articles let go"]


@pytest.mark.parametrize("how", ["config.toml", "its own", "its own over config.toml"])
def test_who_says_how_many(telex: Telex, web: Web, how: str) -> None:
    if "config.toml" in how:
        config_file().write_text(f"keep_articles = {3 if how == 'config.toml' else 1}\n")
    if "its own" in how:
        for feed in (FEED, OTHER):
            telex("feeds", "set", feed, "keep-articles=3")
    assert telex("prune", "--dry-run").lines[-1] == "4 articles would go"
    assert telex("prune").status == 0
    assert titles(telex) == "A B C OA OB OC"


def test_what_is_starred_never_goes_and_does_not_count(telex: Telex, web: Web) -> None:
    telex("mark", "star", "title:E")
    telex("mark", "star", "title:A", "source:News")
    config_file().write_text("keep_articles = 1\n")
    assert telex("prune", "News").lines[-1] == "2 articles let go"
    assert titles(telex, "source:News") == "A B E"
    telex("mark", "unstar", "title:E", "source:News")
    assert telex("prune", "News").lines[-1] == "1 article let go"
    assert titles(telex, "source:News") == "A B"


def test_a_day_counts_from_when_it_came(telex: Telex, web: Web) -> None:
    """What came today is not gone tomorrow for being dated last year."""
    telex("feeds", "set", FEED, "keep-days=5")
    assert telex("prune").lines == ["0 articles let go"]
    assert titles(telex, "source:News") == "A B C D E"


def test_what_went_does_not_come_back(telex: Telex, web: Web) -> None:
    telex("feeds", "set", FEED, "keep-articles=2")
    telex("prune")
    web.pages[FEED] = rss("New", *TITLES, ages=(0, 1, 10, 20, 30, 40))
    ran = telex("refresh", "News")
    assert "1 new, 2 changed" in ran.out  # A and B have other links now
    assert titles(telex, "source:News") == "A New"
    assert telex("refresh", "News").status == 0
    assert titles(telex, "source:News") == "A New"
    # Nor where nothing bounds it any more: its feed has had its chance.
    telex("feeds", "set", FEED, "keep-articles=")
    web.pages[FEED] = rss("Newer", "New", *TITLES, ages=(0, 0.5, 1, 10, 20, 30, 40))
    telex("refresh", "News")
    assert titles(telex, "source:News") == "A New Newer"


def test_a_fetch_lets_go_by_itself(telex: Telex, web: Web) -> None:
    config_file().write_text("keep_articles = 2\n")
    web.pages[FEED] = rss("New", *TITLES, ages=(0, 1, 10, 20, 30, 40))
    assert telex("refresh", "News").status == 0
    assert titles(telex, "source:News") == "A New"


def test_marks_of_what_went_hold_where_it_is_fetched_anew(telex: Telex, web: Web) -> None:
    telex("mark", "read", "title:E", "source:News")
    telex("feeds", "set", FEED, "keep-articles=2")
    telex("prune")
    assert titles(telex, "is:unread", "source:News") == "A B"
    assert telex("undo", "2").status == 0  # the setting, and the mark
    assert titles(telex, "is:unread", "source:News") == "A B"


def test_files_are_never_touched(telex: Telex, web: Web, posts: Path) -> None:
    telex("add", str(posts))
    config_file().write_text("keep_articles = 1\nkeep_days = 1\n")
    assert telex("prune", "posts").lines == ["0 articles let go"]
    assert telex("refresh").status == 0
    assert titles(telex, "source:posts") == "Alpha Gamma 降息之后"


def test_without_a_bound_it_says_so(telex: Telex, web: Web) -> None:
    ran = telex("prune")
    assert ran.lines == ["0 articles let go"]
    assert "keep_days" in ran.err and "config.toml" in ran.err
    assert len(titles(telex).split()) == 10


@pytest.mark.parametrize("wrong", [("nobody",), ("News", "nobody"), ("--days", "3"), ("example",)])
def test_wrong_arguments_are_told(telex: Telex, web: Web, wrong: tuple[str, ...]) -> None:
    config_file().write_text("keep_articles = 1\n")
    ran = telex("prune", *wrong)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert len(titles(telex).split()) == 10
