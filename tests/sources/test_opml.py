"""Lists of feeds as found: what is on them comes, what is no feed is told, and nothing blows up."""

from __future__ import annotations

from time import process_time

import pytest

from tests.sources.opml_cases import CASES, Case, opml
from tui.core.settings import Settings
from tui.errors import BadContent
from tui.sources.opml import is_opml, read

ENOUGH = 5.0  # seconds of the processor; each takes a tenth of that, or for ever
MANY = 20_000
NO_LISTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\t\n",
    "a web page": b"<!DOCTYPE html><html><body><p>404</p></body></html>",
    "a feed": b'<rss version="2.0"><channel><title>News</title></channel></rss>',
    "nothing but a root": b"<opml/>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_on_a_list_is_read(case: Case) -> None:
    found = read(case.bytes)
    assert [(feed.address, feed.title, feed.folder, feed.tags) for feed in found.feeds] == [
        *case.feeds
    ]
    assert tuple(left.line for left in found.left) == case.left
    assert all(left.why.text for left in found.left)
    if case.mended is not None:
        assert found.mended is case.mended


@pytest.mark.parametrize("case", [case for case in CASES if case.feeds], ids=str)
def test_a_list_is_known_for_one(case: Case) -> None:
    assert is_opml(case.bytes)


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_holds_no_feeds_is_told(name: str) -> None:
    with pytest.raises(BadContent) as caught:
        read(NO_LISTS[name])
    assert caught.value.hint.text


def test_there_are_enough_cases_and_each_has_a_name() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


def test_strangers_settings_are_taken_where_they_are_settings() -> None:
    ours = 'xmlns:telex="urn:telex" telex:interval="90" telex:mute="yes" telex:limit="lots"'
    more = 'telex:command="rm -rf /" telex:user="root" telex:password="x" telex:every="1"'
    written = f'<outline text="A" xmlUrl="https://e.org/a" {ours} {more} telex:paused="yes"/>'
    for content in (opml(written), opml(written.replace('"A"', '"A & B"'))):
        (feed,) = read(content.encode()).feeds
        assert feed.settings == Settings(every=90, mute=True)
        assert feed.paused


@pytest.mark.parametrize("ampersand", ["&amp;", "&"])
def test_twenty_thousand_feeds_are_read_quickly_and_no_more_are(ampersand: str) -> None:
    one = '<outline text="{0}" xmlUrl="https://e.org/{0}?a=1{1}b=2"/>\n'
    content = opml("".join(one.format(n, ampersand) for n in range(MANY + 10))).encode()
    begun = process_time()
    found = read(content)
    assert process_time() - begun < ENOUGH
    assert len(found.feeds) == MANY
    assert found.feeds[-1].address == f"https://e.org/{MANY - 1}?a=1&b=2"


def test_ten_thousand_folders_in_one_another_are_read_quickly() -> None:
    deep = 10_000
    feed = '<outline text="A" xmlUrl="https://e.org/a"/>'
    content = opml('<outline text="f">' * deep + feed + "</outline>" * deep + feed).encode()
    begun = process_time()
    inner, outer = read(content).feeds
    assert process_time() - begun < ENOUGH
    assert inner.address == outer.address == "https://e.org/a"
    assert inner.folder.startswith("f/f/f")
    assert outer.folder == ""


def test_feeds_at_every_depth_do_not_multiply_the_folders_names() -> None:
    deep, name = 3_000, "f" * 100
    level = f'<outline text="{name}"><outline text="A" xmlUrl="https://e.org/a"/>'
    content = opml(level * deep + "</outline>" * deep).encode()
    found = read(content)
    assert len(found.feeds) == deep
    assert sum(len(feed.folder) for feed in found.feeds) < 20 * len(content)


@pytest.mark.parametrize(
    "body",
    [
        '<outline text="' * 50_000,
        "<outline " * 50_000,
        "<outline " + '"a"' * 100_000,
        "<outline " + "a='" * 100_000,
        "<outline " + "a " * 100_000 + ' xmlUrl="https://e.org/?&a"/>',
        "<outline " + "a" * 20_000 + ' xmlUrl="https://e.org/?&a"/>',
        "<outline a" + " " * 20_000 + ' xmlUrl="https://e.org/?&a"/>',
        '<outline text="' + "&" * 100_000 + '" xmlUrl="https://e.org/?&a"/>',
        '<outline text="' + "&#" + "1" * 100_000 + '" xmlUrl="https://e.org/?&a"/>',
        "<" * 100_000,
        "</outline>" * 100_000,
        "<!DOCTYPE " * 20_000,
    ],
    ids=lambda body: body[:24],
)
def test_what_is_written_to_take_long_does_not(body: str) -> None:
    begun = process_time()
    found = read(f"<opml><outline/>{body}".encode())
    assert process_time() - begun < ENOUGH / 4
    assert len(found.feeds) <= 1
