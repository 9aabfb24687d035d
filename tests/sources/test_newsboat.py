"""newsboat's ``urls``: what it says of each feed comes along, and nothing that would run a program."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.settings import Settings
from tui.sources.newsboat import read
from tui.sources.subscribing import Wanted

A = "https://e.org/a"
HIDDEN = Settings(mute=True)
LINES: dict[str, Wanted] = {
    A: Wanted(A),
    "http://e.org/a?x=1&y=2#z": Wanted("http://e.org/a?x=1&y=2#z"),
    f"  {A}  ": Wanted(A),
    f"{A} tech": Wanted(A, tags=("tech",)),
    f"{A} tech linux  news": Wanted(A, tags=("tech", "linux", "news")),
    f"{A}\ttech\t\tlinux": Wanted(A, tags=("tech", "linux")),
    f'{A} "open source" tech': Wanted(A, tags=("open source", "tech")),
    f'{A} "say \\"hi\\"" "back\\\\slash"': Wanted(A, tags=('say "hi"', "back\\slash")),
    f'"{A}" tech': Wanted(A, tags=("tech",)),
    f'{A} ""': Wanted(A),
    f'{A} "~Mine"': Wanted(A, "Mine"),
    f"{A} ~Mine tech": Wanted(A, "Mine", tags=("tech",)),
    f'{A} tech "~Mine own" linux': Wanted(A, "Mine own", tags=("tech", "linux")),
    f'{A} "~中文，新闻" 科技': Wanted(A, "中文，新闻", tags=("科技",)),
    f"{A} ~First ~Second": Wanted(A, "First"),
    f"{A} !": Wanted(A, settings=HIDDEN),
    f'{A} tech "!" ~Mine': Wanted(A, "Mine", tags=("tech",), settings=HIDDEN),
    # newsboat hides whatever has a tag that begins with an exclamation mark.
    f'{A} "!hidden" tech': Wanted(A, tags=("tech",), settings=HIDDEN),
    f"{A} !tech": Wanted(A, settings=HIDDEN),
    f"{A} C#": Wanted(A, tags=("C#",)),
    f"{A} tech!": Wanted(A, tags=("tech!",)),
}
NOTHING = ("", "   ", "\t", "# a comment", "  # one that is set in", "#https://e.org/a tech", "#")
LEFT = {
    '"query:Unread:unread = \\"yes\\""': "a query",
    "query:All:age between 0:1": "a query",
    "exec:/home/me/feed.sh": "run a program",
    '"exec:/home/me/feed.sh --all" tech': "run a program",
    "filter:/home/me/mend.py:https://e.org/a": "run a program",
    '"filter:sh -c id:https://e.org/a" tech "~Mine"': "run a program",
    "file:///home/me/feed.xml": "no address",
    "javascript:alert(1)": "no address",
    "ftp://e.org/a": "no address",
    "https://": "no address",
    "hello there": "no address",
    '"': "no address",
    '""': "no address",
    "~Mine https://e.org/a": "no address",
}


@pytest.mark.parametrize("line", LINES)
def test_what_a_line_says_of_a_feed(line: str) -> None:
    found = read(line.encode())
    assert found.feeds == (LINES[line],)
    assert found.left == ()


@pytest.mark.parametrize("line", NOTHING, ids=repr)
def test_what_says_nothing_is_passed_over(line: str) -> None:
    found = read(line.encode())
    assert (found.feeds, found.left) == ((), ())


@pytest.mark.parametrize("line", LEFT)
def test_what_is_no_feed_is_left_with_a_reason(line: str) -> None:
    found = read(line.encode())
    assert found.feeds == ()
    (left,) = found.left
    assert left.line == line
    assert LEFT[line] in str(left.why)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_whole_file_is_read_in_its_order(end: str) -> None:
    content = end.join([*LINES, *NOTHING, *LEFT]) + end
    one_by_one = tuple(feed for line in LINES for feed in read(line.encode()).feeds)
    for mark in (b"", codecs.BOM_UTF8):
        found = read(mark + content.encode())
        assert found.feeds == one_by_one
        assert [left.line for left in found.left] == list(LEFT)


def test_a_file_of_another_encoding_is_read() -> None:
    content = f'{A} "~中文新闻" 科技 财经新闻\n'
    assert read(content.encode("gbk")).feeds == (Wanted(A, "中文新闻", tags=("科技", "财经新闻")),)


words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12)


@given(words, st.lists(words.filter(lambda tag: tag.strip() and tag[0] not in "~!"), max_size=4))
def test_what_newsboat_writes_comes_back(name: str, tags: list[str]) -> None:
    """It puts quotes around all of them."""
    escaped = [tag.replace("\\", "\\\\").replace('"', '\\"') for tag in (f"~{name}", *tags)]
    line = " ".join([A, *(f'"{tag}"' for tag in escaped)])
    assert read(line.encode()).feeds == (Wanted(A, name, tags=tuple(tags)),)


@given(st.text(max_size=60))
def test_nothing_that_runs_a_program_is_ever_taken(line: str) -> None:
    for start in ("exec:", '"exec:', "filter:", ' "filter:'):
        found = read(f"{start}{line}".encode("utf-8", "replace"))
        assert all(feed.address.startswith(("http://", "https://")) for feed in found.feeds)
        assert found.left


@given(st.binary(max_size=200))
def test_no_bytes_break_it(content: bytes) -> None:
    found = read(content)
    assert all(feed.address.startswith(("http://", "https://")) for feed in found.feeds)
