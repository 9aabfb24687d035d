"""Feeds over HTTP: each format is read well, and one that fails harms no other."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.e2e.conftest import Web
from tests.e2e.program import Program, write_posts
from tests.terminal import Terminal

TITLE = "电价便宜的时候，让模型去做梦"
LINK = "https://news.example.org/dream"
HTML = "<p>夜里的<strong>电价</strong>更低。</p><ul><li>first point</li></ul><p>The last line.</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Night News</title><link>https://news.example.org/</link><description>n</description>
<item><title>{TITLE}</title><link>{LINK}</link><guid>{LINK}</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Night News</title><id>urn:night</id>
<updated>2026-11-20T08:00:00Z</updated>
<entry><title>{TITLE}</title><id>{LINK}</id><link href="{LINK}"/>
<updated>2026-11-20T08:00:00Z</updated>
<content type="html"><![CDATA[{HTML}]]></content></entry></feed>"""
ITEM = {
    "id": LINK,
    "url": LINK,
    "title": TITLE,
    "date_published": "2026-11-20T08:00:00Z",
    "content_html": HTML,
}
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Night News", "items": [ITEM]}
)
FORMATS = {
    "rss": ("application/rss+xml", RSS),
    "atom": ("application/atom+xml", ATOM),
    "json": ("application/feed+json", JSON),
}
NO_FEED = ("text/html", "<html><body><p>Just a page.</p></body></html>")


@pytest.mark.parametrize("kind", FORMATS)
def test_an_article_is_listed_and_readable_in_every_format(
    telex: Program, web: Web, kind: str
) -> None:
    web.pages["/feed"] = FORMATS[kind]
    terminal = telex.open(f"{web.address}/feed")
    terminal.wait_for(TITLE)
    terminal.wait_for("not subscribed")
    terminal.quiet()
    terminal.send("enter")
    terminal.wait_for("The last line")
    terminal.quiet()
    assert "夜里的电价更低。" in terminal.text
    assert "• first point" in terminal.text
    assert "Night News" in terminal.text
    assert "<" not in terminal.text
    terminal.send("q")
    terminal.wait_for("Unread 0 of 1")


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _address(web: Web, trouble: str) -> str:
    web.pages["/page"] = NO_FEED
    if trouble == "unreachable":
        return f"http://127.0.0.1:{_closed_port()}/feed"
    return f"{web.address}/{'page' if trouble == 'no feed' else 'missing'}"


def _subscribe(telex: Program, address: str, folder: Path) -> None:
    """By a list, which is believed; ``telex add`` looks at what it is told first."""
    (folder / "urls").write_text(f"{address}\n")
    assert telex.run("import", str(folder / "urls")).returncode == 0
    assert telex.run("refresh").returncode == 1


def _reason(telex: Program) -> str:
    """What ``telex sources`` says is wrong, without the cause in brackets and the hint."""
    ran = telex.run("sources")
    assert ran.returncode == 1
    wrong = [line for line in ran.stdout.splitlines() if line.startswith("  ! ")]
    assert len(wrong) == 1, ran.stdout
    return wrong[0].removeprefix("  ! ").split(" (")[0].split(". ")[0]


def _says(terminal: Terminal, reason: str) -> None:
    terminal.wait_for(lambda t: reason in " ".join(t.text.split()))


@pytest.mark.parametrize("trouble", ["unreachable", "no feed", "missing"])
def test_a_feed_that_fails_says_why_where_the_articles_would_be(
    telex: Program, web: Web, tmp_path: Path, trouble: str
) -> None:
    address = _address(web, trouble)
    _subscribe(telex, address, tmp_path)
    reason = _reason(telex)
    assert len(reason.split()) >= 2
    terminal = telex.open()
    _says(terminal, reason)
    assert "No articles yet" in terminal.text


@pytest.mark.parametrize("trouble", ["unreachable", "no feed", "missing"])
def test_a_feed_that_fails_harms_no_other(
    telex: Program, web: Web, tmp_path: Path, trouble: str
) -> None:
    telex.run("add", str(write_posts(tmp_path / "posts", ["A good post"])))
    _subscribe(telex, _address(web, trouble), tmp_path)
    terminal = telex.open()
    terminal.wait_for("A good post")
    terminal.quiet()
    terminal.send("R")
    _says(terminal, _reason(telex))
    assert "A good post" in terminal.text


def test_a_target_that_fails_says_so_on_its_own_screen(telex: Program) -> None:
    terminal = telex.open(f"http://127.0.0.1:{_closed_port()}/feed")
    _says(terminal, "No articles yet")
    _says(terminal, "127.0.0.1")
    terminal.quiet()
    explained = [line for line in terminal.lines[2:-3] if line.strip()]
    assert len(explained) >= 3, "the reason and a hint"
    terminal.send("q")
    assert terminal.wait() == 0
