"""Laws of the gate: whatever comes in, nothing that a terminal obeys comes out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import FORBIDDEN, HOSTILE_TITLES, residue
from tui.core import text

ESC = "\x1b"
_PIECES = (
    *(ESC, ESC + "[", ESC + "]", ESC + "P", "\x9b", "\x9d", "\x90", "\x07", ESC + "\\", "\x9c"),
    *("31m", "0;title", "52;c;cHduZWQ=", "\u0301", "\u0323", "\u0958", "\u200b", "\u202e"),
    *("\u2028", "\x85", "\r\n", "\n", "\t", "  ", "\u3000", "\ud800", "\U000e0041", "\uffff"),
    *("中文", "naïve", "e\u0301", "👨‍👩‍👧", "a", "[/]", "\u0378", "\u0f71\u0f80", "\u1100\u1161"),
)
hostile = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.sampled_from(HOSTILE_TITLES),
)
clean_words = st.lists(
    st.sampled_from(
        (
            "plain",
            "中文标题",
            "“引号”",
            "café",
            "[red]",
            "👨‍👩‍👧",
            "🇨🇳",
            "می‌خواهم",
            "हिन्दी",
            "{0}",
            "…",
        )
    ),
    min_size=1,
    max_size=12,
)


@given(hostile)
@example("a" + "\u0301" * 4 + "\u200b" + "\u0301")
def test_a_line_holds_nothing_forbidden_and_is_one_line(raw: str) -> None:
    clean = text.line(raw)
    assert not residue(clean)
    assert not set(clean) & set("\n\t")
    assert "  " not in clean
    assert clean == clean.strip()
    assert len(clean) <= text.LINE_LIMIT


@given(hostile)
def test_a_line_that_passed_the_gate_passes_it_unchanged(raw: str) -> None:
    clean = text.line(raw)
    assert text.line(clean) == clean


@given(hostile)
def test_a_block_holds_nothing_forbidden(raw: str) -> None:
    clean = text.block(raw)
    assert not residue(clean)
    assert "\r" not in clean


@given(hostile)
@example("a" + "\u0301" * 4 + "\u200b" + "\u0301")
def test_a_block_that_passed_the_gate_passes_it_unchanged(raw: str) -> None:
    clean = text.block(raw)
    assert text.block(clean) == clean


@given(hostile)
@example("a" + "\u0301" * 4 + "\u200b" + "\u0301" * 4)
@example("a" + "\u0301" * 4 + "\ud800" + "\u0301" * 4)
def test_combining_marks_never_pile_up(raw: str) -> None:
    for clean in (text.line(raw), text.block(raw)):
        run = 0
        for character in clean:
            run = run + 1 if unicodedata.category(character)[0] == "M" else 0
            assert run <= 4


@given(clean_words)
def test_clean_text_is_not_changed(words: list[str]) -> None:
    sentence = " ".join(words)
    assert text.line(sentence) == sentence
    page = "\n\n\t".join(words)
    assert text.block(page) == page


@pytest.mark.parametrize(
    "kept",
    [
        "👨‍👩‍👧",
        "👩🏽‍🚀",
        "❤️",
        "🏴‍☠️",
        "🇨🇳🇩🇪",
        "می‌خواهم",
        "क्‍ष",
        "葛󠄀",
        "ａｂｃ",
        "한국어",
    ],
)
def test_joiners_variation_selectors_and_flags_stay(kept: str) -> None:
    assert text.line(kept) == kept
    assert text.block(kept) == kept


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;1;2;3mred", "red"),
        ("\x1b]0;PWNED\x07title", "title"),
        ("\x1b]0;PWNED\x1b\\title", "title"),
        ("\x1b]8;;https://evil.example\x1b\\text\x1b]8;;\x1b\\", "text"),
        ("\x1b]52;c;cHduZWQ=\x07clip", "clip"),
        ("\x1bP$qm\x1b\\after", "after"),
        ("\x1b_Gf=24;AAAA\x1b\\picture", "picture"),
        ("\x9b31mc1", "c1"),
        ("\x9d0;c1 title\x9cafter", "after"),
        ("\x1bcreset", "reset"),
        ("\x1b(0lines", "lines"),
        ("\x1b#8all", "all"),
        ("end\x1b", "end"),
        ("a\x1b\x1b[31mb", "ab"),
    ],
)
def test_escape_sequences_go_whole(raw: str, clean: str) -> None:
    assert text.line(raw) == clean
    assert text.block(raw) == clean


@pytest.mark.parametrize("opening", ["\x1b]0;", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9d", "\x90"])
def test_an_unfinished_string_does_not_swallow_the_article(opening: str) -> None:
    story = "The story goes on.\n" * 50
    assert story in text.block(opening + "x\n" + story)
    assert text.line(opening + "the title").endswith("the title")


@given(hostile)
def test_the_last_hop_changes_nothing_that_passed_and_stops_what_did_not(raw: str) -> None:
    page = text.block(raw)
    assert text.last_hop(page) == page
    acting = (
        FORBIDDEN
        - set("\u00ad\u180e\ufff9\ufffa\ufffb")
        - {chr(c) for c in range(0xE0000, 0xE0080)}
    )
    assert not acting.intersection(text.last_hop(raw))


def test_line_ends_of_every_kind_become_one() -> None:
    assert text.block("a\r\nb\rc\x85d\u2028e\u2029f\n") == "a\nb\nc\nd\ne\nf\n"


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    cut = text.line("很" * 5_000)
    assert len(cut) == text.LINE_LIMIT
    assert cut.endswith("很…")
    assert text.line("x y", 2) == "x…"


addresses = st.one_of(
    hostile,
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(("http://", "HTTPS://", "mailto:", "//", "javascript:", "http:", "")),
            st.sampled_from(("", "user:pw@", "@")),
            st.sampled_from(
                (
                    "example.org",
                    "例子.测试",
                    "[::1]",
                    "[",
                    "a..b",
                    "\u00ad",
                    "ex ample",
                    "％00",
                    "1.2.3.4:99999",
                    "host:80",
                )
            ),
            st.text(st.characters(), max_size=20).map(lambda tail: "/" + tail),
        ),
    ),
)


@given(addresses)
@example("http://example.org/\ud800?\udc00#\udfff")
def test_an_address_is_safe_or_none(raw: str) -> None:
    address = text.url(raw)
    if address is None:
        return
    assert address.isascii()
    assert re.fullmatch(r"[!-~]+", address)
    parts = urlsplit(address)
    assert parts.scheme in ("http", "https", "mailto")
    assert parts.username is None
    assert parts.password is None
    assert text.url(address) == address


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  HTTP://EXAMPLE.org/A ", "http://example.org/A"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://例子.测试/路?q=词", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF?q=%E8%AF%8D"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://example.org/a%20b?c=%2F", "https://example.org/a%20b?c=%2F"),
        # What stands before the @ is a user name, however much it looks like a host.
        ("http://example.org\\@evil.example/", "http://evil.example/"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
    ],
)
def test_addresses_as_they_are_kept(raw: str, address: str) -> None:
    assert text.url(raw) == address


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "/relative",
        "//example.org/x",
        "example.org",
        "http://",
        "http:///x",
        "http://exa mple.org/",
        "http://example.org:port/",
        "http://[::1/",
        "http://a\nb/",
        "http://example.org/\x1b[31m",
        "https://example.org/" + "a" * 5_000,
    ],
)
def test_what_is_no_safe_address_is_none(raw: str) -> None:
    assert text.url(raw) is None
