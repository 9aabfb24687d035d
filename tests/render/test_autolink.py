"""Addresses that stand in a text as they are, beside Chinese and by GitHub's rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.pages import page_lines, reading
from tui.core.text import url
from tui.render.autolink import addresses_in
from tui.render.find import links

SITE = "https://example.org"


def found(words: str) -> list[tuple[str, str]]:
    """What is shown of each address in ``words``, and where it leads."""
    return [(words[start:end], address) for start, end, address in addresses_in(words)]


def on_page(markdown: str) -> list[tuple[str, str]]:
    """The same for the links of a page's body, with their numbers."""
    lines = [line for line in page_lines(reading(markdown), 200) if line.block]
    return [
        ("".join(lines[line].text[start:end] for line, start, end in link.spans), link.address)
        for link in links(lines)
    ]


BEFORE = ("", "见", "：", "（", "“", "《", "【", "、", "，", "——", "(", '"', "'", "* ", "~", " ")
AFTER = (
    *("", "。", "，", "、", "；", "：", "！", "？", "）", "”", "’", "》", "】", "」", "……", "——"),
    *("，中文", "中文", "の", "는", " x", "\u3000", "。)", "·", "．", "＆"),
)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("address", [SITE, f"{SITE}/a", f"{SITE}/a/b?c=d&e=%E4#f", f"{SITE}:8080/"])
def test_an_address_ends_where_chinese_begins(before: str, address: str) -> None:
    for after in AFTER:
        assert found(before + address + after) == [(address, address)], before + address + after


def test_several_addresses_in_a_sentence_are_told_apart() -> None:
    words = f"见{SITE}/a、{SITE}/b，或（{SITE}/c）；{SITE}/d。"
    assert [shown for shown, _ in found(words)] == [f"{SITE}/{letter}" for letter in "abcd"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        # GitHub Flavored Markdown §6.9: what ends a sentence is no part of the address,
        *[(f"{SITE}/a{sign}", f"{SITE}/a") for sign in ("?", "!", ".", ",", ":", "*", "_", "~", ";")],
        *[(f"{SITE}/a{sign}", f"{SITE}/a") for sign in ("...", "?!", ".,", "'", '"', "'.", "**")],
        *[(f"{SITE}/a{sign}b", f"{SITE}/a{sign}b") for sign in "?!.,:*_~;'"],
        # nor is a bracket that opened before it,
        (f"({SITE}/a)", f"{SITE}/a"),
        (f"({SITE}/a(b))", f"{SITE}/a(b)"),
        (f"({SITE}/a(b)).", f"{SITE}/a(b)"),
        (f"{SITE}/a(b)", f"{SITE}/a(b)"),
        (f"{SITE}/a(b)c", f"{SITE}/a(b)c"),
        (f"{SITE}/a)))", f"{SITE}/a"),
        (f"[{SITE}/a]", f"{SITE}/a"),
        (f"{SITE}/a[1]", f"{SITE}/a[1]"),
        # nor an entity,
        (f"{SITE}/a&hl;", f"{SITE}/a"),
        (f"{SITE}/a?b=c&amp;lt;", f"{SITE}/a?b=c&amp;lt"),
        (f"{SITE}/a?b=c&d=e", f"{SITE}/a?b=c&d=e"),
        # nor a tag.
        (f"{SITE}/a<b", f"{SITE}/a"),
        (f"<{SITE}/a>", f"{SITE}/a"),
        # Of any case, and of this machine
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("https://sub.example.org", "https://sub.example.org"),
    ],
)  # fmt: skip
def test_what_ends_an_address_is_as_github_has_it(words: str, shown: str) -> None:
    assert found(words) == [(shown, shown)]


@pytest.mark.parametrize(
    ("words", "shown", "address"),
    [
        ("www.example.org", "www.example.org", "http://www.example.org"),
        ("见www.example.com/a。", "www.example.com/a", "http://www.example.com/a"),
        ("WWW.EXAMPLE.ORG.", "WWW.EXAMPLE.ORG", "http://WWW.EXAMPLE.ORG"),
        ("(www.example.org)", "www.example.org", "http://www.example.org"),
        ("desk@example.org", "desk@example.org", "mailto:desk@example.org"),
        ("写信到desk@example.org。", "desk@example.org", "mailto:desk@example.org"),
        ("a.b-c_d+e@x-y.example.org.", "a.b-c_d+e@x-y.example.org", "mailto:a.b-c_d+e@x-y.example.org"),
        ("(desk@example.org)", "desk@example.org", "mailto:desk@example.org"),
        ("邮箱：desk@example.org，", "desk@example.org", "mailto:desk@example.org"),
    ],
)  # fmt: skip
def test_www_and_mail_are_links_too(words: str, shown: str, address: str) -> None:
    assert found(words) == [(shown, address)]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "https://",
            "http://。",
            "https",
            "https：//example.org",
            "http:/example.org",
            "www.",
            "www.x",
        ),
        *("example.org", "ftp://example.org", "javascript://example.org", "xhttps://example.org"),
        *("a@b", "@example.org", "user@", "a b@", "desk@example.org-", "desk@example.org_"),
        *("https://-", "https://.", "12:30", "C:\\path", "a.b.c", "://", "@", "www", "中文"),
    ],
)
def test_what_is_no_address_is_no_link(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "markdown",
    [
        f"`{SITE}/a`",
        f"`` {SITE}/a ` ``",
        f"```\n{SITE}/a\n```",
        f"    {SITE}/a",
        "`desk@example.org` 与 `www.example.org`",
    ],
)
def test_there_is_no_link_in_code(markdown: str) -> None:
    assert on_page(markdown) == []


@pytest.mark.parametrize(
    "markdown",
    [
        f"[{SITE}/a](https://example.net/b)",
        "[见 www.example.org 与 desk@example.org](https://example.net/b)",
        f"[**{SITE}/a**](https://example.net/b)",
        f'<a href="https://example.net/b">{SITE}/a</a>',
        f"[![{SITE}/a](a.png)](https://example.net/b)",
    ],
)
def test_there_is_no_link_in_a_link(markdown: str) -> None:
    assert [address for _, address in on_page(markdown)] == ["https://example.net/b"]


def test_words_of_a_refused_link_may_hold_one() -> None:
    assert on_page(f"[{SITE}/a](javascript:x)") == [(f"{SITE}/a[1]", f"{SITE}/a")]


def test_an_address_on_a_page_bears_its_number_and_leads_where_it_says() -> None:
    markdown = f"见{SITE}/a，**{SITE}/b**，<{SITE}/a> 和 www.example.com/x_y_z。"
    assert on_page(markdown) == [
        (f"{SITE}/a[1]", f"{SITE}/a"),
        (f"{SITE}/b[2]", f"{SITE}/b"),
        (f"{SITE}/a[1]", f"{SITE}/a"),
        ("www.example.com/x_y_z[3]", "http://www.example.com/x_y_z"),
    ]


def test_an_address_is_found_in_every_kind_of_block() -> None:
    address = f"{SITE}/a"
    for markdown in (
        f"# 题 {address}",
        f"> {address}",
        f"- {address}",
        f"| {address} |\n|---|\n",
        f"词\n: {address}",
        f"文[^1]\n\n[^1]: {address}",
        f"<div>{address}</div>",
    ):
        assert [link for link in on_page(markdown) if not link[1].startswith("#")] == [
            (f"{address}[1]", address)
        ], markdown


@settings(max_examples=300)
@given(st.text("htps:/w.@aexmplorg-_~()[]<>&;?!'\"，。中 \n%#=+", max_size=60))
def test_what_is_found_stands_there_apart_and_in_order(words: str) -> None:
    end = 0
    for start, stop, address in addresses_in(words):
        shown = words[start:stop]
        assert end <= start < stop
        assert shown.isascii() and not any(c.isspace() for c in shown)
        assert address in (shown, f"http://{shown}", f"mailto:{shown}")
        assert url(address) is None or url(address)
        end = stop


@settings(max_examples=200)
@given(
    st.text("中文，。：（“、", min_size=1, max_size=6),
    st.text("abc/-_.0?&=%", max_size=20).map(lambda path: path.rstrip("?.&=%_-")),
    st.text("中文，。：）”、；！", min_size=1, max_size=6),
)
def test_any_address_between_chinese_words_is_found_whole(
    before: str, path: str, after: str
) -> None:
    address = f"{SITE}/{path}"
    assert found(before + address + after) == [(address, address)]
