"""Feeds: the same article in three formats, and asking only for what changed."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path

import httpx
import pytest

from tests.builders import NOW
from tests.sources.fetching import Fetch, fetch_feed, fetch_saved
from tui.core.admit import Admission, Admitted, admit
from tui.core.draft import FeedInfo
from tui.core.plain import words_of_html
from tui.errors import BadContent, NotFound, TooLarge
from tui.sources.base import Checkpoint, Fresh, Moved
from tui.sources.feed import Feed
from tui.sources.limits import LIMITS

HTML = '<p>First &amp; “foremost”: <b>新闻</b>.</p><p>Second <a href="/x">link</a>.</p>'
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The News</title><link>https://news.example.org/</link><language>zh-cn</language>
<item><title>你好 &amp;amp; “R&amp;amp;D”</title><link>https://news.example.org/1</link>
<guid isPermaLink="false">tag:1</guid><pubDate>Wed, 12 Feb 2025 21:31:05 +0800</pubDate>
<category>AI</category><category>机器人</category><dc:creator>Ann</dc:creator>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-cn"><title>The News</title>
<link href="https://news.example.org/"/>
<entry><id>tag:1</id><title type="text">你好 &amp; “R&amp;D”</title>
<link rel="alternate" href="https://news.example.org/1"/>
<published>2025-02-12T21:31:05+08:00</published><category term="AI"/><category term="机器人"/>
<author><name>Ann</name></author>
<content type="html"><![CDATA[{HTML}]]></content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The News",
        "home_page_url": "https://news.example.org/",
        "language": "zh-cn",
        "items": [
            {
                "id": "tag:1",
                "url": "https://news.example.org/1",
                "title": "你好 & “R&D”",
                "content_html": HTML,
                "date_published": "2025-02-12T21:31:05+08:00",
                "tags": ["AI", "机器人"],
                "authors": [{"name": "Ann"}],
            }
        ],
    },
    ensure_ascii=False,
)
FORMATS = {"rss": RSS, "atom": ATOM, "json": JSON}
KINDS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


def answering(body: str | bytes, kind: str = "application/xml", **headers: str) -> Fetch:
    raw = body if isinstance(body, bytes) else body.encode()
    return fetch_feed(
        lambda _: httpx.Response(200, content=raw, headers={"content-type": kind, **headers})
    )


def admitted(fetch: Fetch) -> Admitted:
    return admit(fetch.draft, Admission("s", "s", UTC, NOW))


@pytest.mark.parametrize("name", FORMATS)
def test_one_article_is_the_same_in_every_format(name: str) -> None:
    fetch = answering(FORMATS[name], KINDS[name])
    item = admitted(fetch)
    article = item.article
    assert article.title == "你好 & “R&D”"
    assert article.guid == "tag:1"
    assert article.url == "https://news.example.org/1"
    assert str(article.published) == "2025-02-12 13:31:05+00:00"
    assert article.tags == ("AI", "机器人")
    assert article.authors == ("Ann",)
    assert article.lang == "zh-CN"
    assert item.body.format == "html"
    words = " ".join(words_of_html(item.body.text).split())
    assert words == "First & “foremost”: 新闻. Second link."
    (info,) = [event for event in fetch.events if isinstance(event, FeedInfo)]
    assert (info.title, info.home) == ("The News", "https://news.example.org/")


@pytest.mark.parametrize("name", FORMATS)
def test_a_saved_feed_is_read_without_the_network(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"saved.{'json' if name == 'json' else 'xml'}"
    path.write_text(FORMATS[name], "utf-8")
    assert Feed.claims(str(path)) > 0
    assert admitted(fetch_saved(path)).article.title == "你好 & “R&D”"


def test_a_saved_feed_that_is_missing_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        fetch_saved(tmp_path / "none.xml")
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(LIMITS.body_bytes + 1)
    with pytest.raises(TooLarge):
        fetch_saved(large)
    assert Feed.claims(str(tmp_path)) == 0
    assert Feed.claims("ftp://example.org/feed") == 0


@pytest.mark.parametrize("quoted", ["{}", " {}\n", "file://{}"])
def test_an_answer_that_names_a_file_of_ours_opens_nothing(tmp_path: Path, quoted: str) -> None:
    secret = tmp_path / "private.xml"
    secret.write_text(RSS, "utf-8")
    with pytest.raises(BadContent):
        answering(quoted.format(secret))


def test_a_feed_is_asked_for_only_what_changed() -> None:
    asked: list[httpx.Headers] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers)
        if request.headers.get("if-none-match") == '"v1"':
            return httpx.Response(304)
        headers = {"etag": '"v1"', "last-modified": "Wed, 12 Feb 2025 13:31:05 GMT"}
        return httpx.Response(200, text=RSS, headers=headers)

    first = fetch_feed(server)
    assert len(first.drafts) == 1
    assert "if-none-match" not in asked[0]
    second = fetch_feed(server, first.state)
    assert second.drafts == []
    assert asked[1]["if-modified-since"] == "Wed, 12 Feb 2025 13:31:05 GMT"
    assert second.state == first.state


def test_an_unchanged_body_is_not_parsed_again() -> None:
    first = answering(RSS)
    events = fetch_feed(lambda _: httpx.Response(200, text=RSS), first.state).events
    assert not [event for event in events if not isinstance(event, Checkpoint | Fresh)]
    changed = fetch_feed(lambda _: httpx.Response(200, text=RSS + " "), first.state)
    assert len(changed.drafts) == 1


def test_an_etag_that_is_no_longer_sent_is_forgotten() -> None:
    first = answering(RSS, etag='"v1"')
    assert first.state["etag"] == '"v1"'
    second = fetch_feed(lambda _: httpx.Response(200, text=RSS), first.state)
    assert "etag" not in second.state


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False)],
)
def test_only_permanent_redirects_propose_a_new_address(
    statuses: tuple[int, ...], moved: bool
) -> None:
    def server(request: httpx.Request) -> httpx.Response:
        place = int(request.url.params.get("n", "0"))
        if place < len(statuses):
            target = f"https://elsewhere.example.org/?n={place + 1}"
            return httpx.Response(statuses[place], headers={"location": target})
        return httpx.Response(200, text=RSS)

    fetch = fetch_feed(server)
    assert len(fetch.drafts) == 1
    proposed = [event.locator for event in fetch.events if isinstance(event, Moved)]
    assert proposed == ([f"https://elsewhere.example.org/?n={len(statuses)}"] if moved else [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!doctype html><html><head><title>x</title></head></html>", "web page"),
        ("<html><body>Please log in</body></html>", "web page"),
        ("", "empty"),
        ("  \n ", "empty"),
        ("just words", "no RSS"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no RSS"),
        ("{}", "JSON"),
        ('{"items": 5}', "JSON"),
        ('{"items": [', "does not parse"),
        ('{"a":' * 50_000, "does not parse"),
    ],
)
def test_what_is_no_feed_is_told_apart(body: str | bytes, words: str) -> None:
    with pytest.raises(BadContent) as caught:
        answering(body)
    assert words in str(caught.value.title)
    assert caught.value.hint.text


def test_a_feed_without_entries_is_a_feed() -> None:
    empty = "<rss version='2.0'><channel><title>Quiet</title></channel></rss>"
    assert answering(empty).drafts == []
    assert answering('{"version": "1", "title": "Quiet", "items": []}').drafts == []


def test_a_broken_feed_gives_what_can_be_read() -> None:
    broken = RSS.replace("</item>", "</item><item><title>Cut & off")[:-40]
    titles = answering(broken).titles
    assert "你好 & “R&D”" in titles


def test_odd_json_items_harm_nobody() -> None:
    odd: list[object] = [
        None,
        5,
        {"id": 7, "title": None, "tags": "x", "authors": "y", "attachments": [None, {"url": 3}]},
        {"id": "\ud800", "content_text": "two\nlines", "url": "http://[", "date_published": "soon"},
    ]
    fetch = answering(json.dumps({"title": 5, "items": odd}))
    assert [draft.guid for draft in fetch.drafts] == ["7", "\ud800"]
    assert fetch.drafts[1].body_format == "text"
    for draft in fetch.drafts:
        admit(draft, Admission("s", "s", UTC, NOW))


def test_relative_links_are_those_of_the_feed() -> None:
    feed = RSS.replace("https://news.example.org/1", "/posts/1?a=b")
    assert answering(feed).draft.url == "https://feeds.example.org/posts/1?a=b"


def test_nothing_outside_the_answer_is_fetched() -> None:
    asked: list[str] = []
    bomb = RSS.replace(
        "<rss",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">'
        '<!ENTITY y SYSTEM "https://evil.example/">]><rss',
        1,
    ).replace("</title><link>", "&x;&y;</title><link>", 1)

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, text=bomb)

    fetch = fetch_feed(server)
    assert asked == ["https://feeds.example.org/news"]
    hostname = Path("/etc/hostname")
    if hostname.exists():
        secret = hostname.read_text().strip()
        assert not [event for event in fetch.events if secret and secret in str(event)]


def test_entities_do_not_explode() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]>' + RSS.partition("?>")[2].replace(
        "The News", "&l9;"
    )
    fetch = answering(bomb)
    assert sum(len(str(event)) for event in fetch.events) < 100_000
