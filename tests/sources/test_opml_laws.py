"""What telex writes it reads again, whatever feeds are called; and no secret is ever written."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import HOSTILE_TITLES
from tui.cli.add import folder_named, tags_named
from tui.core import settings, text
from tui.core.admit import canonical
from tui.core.models import Subscription
from tui.core.settings import Settings
from tui.core.text import Url
from tui.sources import opml, xmltree
from tui.sources.subscribing import FeedList, Wanted

SECRET = "hunter2"


def addresses() -> st.SearchStrategy[Url]:
    hosts = st.sampled_from(("e.org", "bücher.example", "e.org:8080", "[2001:db8::1]", "E.ORG"))
    paths = st.text(max_size=30) | st.sampled_from(
        ("feed?a=1&copy=2", "x;y,z='\"<>&amp;", "%C3%A4")
    )
    made = st.builds(
        lambda scheme, host, path: text.url(f"{scheme}://{host}/{path}"),
        st.sampled_from(("http", "https")),
        hosts,
        paths,
    )
    return made.filter(bool).map(lambda url: url or Url(""))


raw = st.text(max_size=30) | st.sampled_from(HOSTILE_TITLES)
folders = st.lists(raw.map(lambda part: part.replace("/", "")), max_size=4).map("/".join)
plain_tags = raw.map(lambda tag: tag.replace(",", "").replace("/", ""))
VALUES: dict[str, st.SearchStrategy[str]] = {
    "interval": st.integers(0, 43_200).map(str),
    "limit": st.integers(0, 10_000).map(str),
    "user-agent": st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
    "full-text": st.sampled_from(("yes", "no")),
    "timezone": st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "UTC", "")),
    "mute": st.sampled_from(("yes", "no")),
    "keep-days": st.integers(0, 36_500).map(str),
    "keep-articles": st.integers(0, 1_000_000).map(str),
}
values = st.fixed_dictionaries({}, optional=VALUES)


def made(assignments: dict[str, str]) -> Settings:
    found = Settings(user=f"me-{SECRET}", command=("printf", SECRET))
    for name, value in assignments.items():
        found = settings.changed(found, f"{name}={value}")
    return found


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    """A feed as the command line would make it of whatever is typed."""
    address = draw(addresses())
    return Subscription(
        canonical(address) + draw(st.sampled_from(("", "-2"))),
        "feed",
        address,
        text.line(draw(raw), 100),
        folder=text.line(folder_named(draw(folders))),
        tags=tuple(map(text.line, json.loads(tags_named(draw(st.lists(plain_tags, max_size=4)))))),
        paused=draw(st.booleans()),
        settings=made(draw(values)),
    )


def without_login(found: Settings) -> Settings:
    return replace(found, user="", command=())


def taken(feed: Wanted) -> tuple[object, ...]:
    """What a subscription to ``feed`` would be."""
    tags = tuple(json.loads(tags_named(feed.tags)))
    name, folder = text.line(feed.title, 100), folder_named(feed.folder)
    return feed.key, feed.address, name, folder, tags, feed.paused, feed.settings


def test_every_setting_is_among_those_that_are_drawn() -> None:
    assert VALUES.keys() == settings.NAMES.keys()


@given(st.lists(subscriptions(), max_size=5))
def test_what_is_written_is_read_again(sources: list[Subscription]) -> None:
    document = opml.written([(s, str(s.name), "https://e.org/home") for s in sources], "Mine")
    xmltree.parse(document)  # it is well-formed
    assert SECRET not in document
    found = opml.read(document.encode()) if sources else FeedList(())
    assert not found.mended
    assert found.left == ()
    expected = [
        (s.key, s.locator, s.name, s.folder, s.tags, s.paused, without_login(s.settings))
        for s in sources
    ]
    key = str  # folders are kept together, so the order may be another one
    assert sorted(map(taken, found.feeds), key=key) == sorted(expected, key=key)


def test_a_tag_with_a_slash_comes_back() -> None:
    tags = tuple(map(text.line, json.loads(tags_named(["c/c++", "/dev/null"]))))
    source = Subscription("k", "feed", "https://e.org/a", text.line("A"), tags=tags)
    (found,) = opml.read(opml.written([(source, "A", "")], "Mine").encode()).feeds
    assert (found.folder, found.tags) == ("", tags)


def test_folders_in_folders_without_end_can_be_written() -> None:
    deep = 10_000
    folder = text.line("/".join("f" * deep), 3 * deep)
    source = Subscription("k", "feed", "https://e.org/a", text.line("A"), folder=folder)
    (found,) = opml.read(opml.written([(source, "A", "")], "Mine").encode()).feeds
    assert found.address == source.locator


@given(st.binary(max_size=400))
def test_no_bytes_break_it(content: bytes) -> None:
    found = opml.read(b"<opml><outline" + content + b"/></opml>")
    assert all(feed.address.startswith(("http://", "https://")) for feed in found.feeds)


@given(st.text(max_size=200))
def test_no_words_break_it(content: str) -> None:
    attribute = f'<outline text="{content}" xmlUrl="https://e.org/a"/>'
    found = opml.read(f"<opml><body>{attribute}</body></opml>".encode("utf-8", "replace"))
    assert len(found.feeds) + len(found.left) <= 1 + content.count("<outline")
