"""The link of the original at a post's end, reading time, and summaries that add nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.original import split_original
from tui.core.plain import words_of_html
from tui.core.reading import adds_nothing, minutes

STORY = "# A story\n\nIt begins.\n\nIt ends.\n"
LINK = "https://www.example.org/story?id=7"


@pytest.mark.parametrize(
    "last",
    [
        f"[Hacker News]({LINK})",
        f"[hacker news]({LINK})",
        f"[example.org]({LINK})",
        f"[www.example.org]({LINK})",
        f"[原文]({LINK})",
        f"[阅读原文]({LINK})",
        f"[来源：]({LINK})",
        f"[via]({LINK})",
        f"[Source]({LINK})",
        f"[Read the original →]({LINK})",
        f"[original](<{LINK}>)",
        f'[original]({LINK} "A title")',
        f"<{LINK}>",
        f"   [via]({LINK})   \n\n",
    ],
)
def test_a_last_link_to_the_original_is_the_address_and_not_the_story(last: str) -> None:
    body, address = split_original(STORY + "\n" + last, ["AI", "Hacker News"])
    assert address == LINK
    assert body == STORY


@pytest.mark.parametrize(
    "last",
    [
        f"[My other posts]({LINK})",  # the text says nothing of an original
        f"[via]({LINK}) [via]({LINK})",  # two
        f"See [via]({LINK})",
        f"[via]({LINK}).",
        "[via](javascript:alert(1))",
        "[via](mailto:a@example.org)",
        "[via](/relative)",
        "[via]()",
        "[via]",
        f"![via]({LINK})",
        f"- [via]({LINK})",
        f"    [via]({LINK})",  # code
        LINK,
        "It ends with words.",
    ],
)
def test_any_other_last_block_stays(last: str) -> None:
    whole = STORY + "\n" + last
    assert split_original(whole, ["AI"]) == (whole, None)


def test_a_link_amid_the_body_stays() -> None:
    whole = f"One.\n\n[原文]({LINK})\n\nTwo.\n"
    assert split_original(whole, ["AI"]) == (whole, None)


def test_a_link_directly_under_a_line_belongs_to_its_paragraph() -> None:
    whole = f"One.\n[原文]({LINK})\n"
    assert split_original(whole, []) == (whole, None)


def test_a_body_that_is_only_the_link_becomes_empty() -> None:
    assert split_original(f"[原文]({LINK})\n", []) == ("", LINK)
    assert split_original("", []) == ("", None)


def test_brackets_in_the_address_are_kept() -> None:
    link = "https://en.wikipedia.org/wiki/Rust_(language)"
    assert split_original(f"{STORY}\n[source]({link})", [])[1] == link


def test_a_long_body_loses_only_its_last_block() -> None:
    long = "字" * 20_000 + "\n"
    assert split_original(f"{long}\n[原文]({LINK})\n", []) == (long, LINK)


@pytest.mark.parametrize(
    "hostile",
    [
        "a" + " " * 1_200 + "b",
        "a\n\n" * 2_700,
        "\n \t\n" * 2_000 + "b",
        "[" * 8_000,
        "[](" + "()" * 4_000,
        "\\" * 8_000,
    ],
)
def test_no_body_takes_long(hostile: str) -> None:
    start = time.process_time()
    split_original(hostile, ["AI"])
    assert time.process_time() - start < 0.2


@given(st.text())
def test_the_story_is_never_changed_but_for_its_last_block(body: str) -> None:
    kept, address = split_original(body, [])
    if address is None:
        assert kept == body
    else:
        assert body.startswith(kept.rstrip("\n"))


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("", 1),
        ("word " * 100, 1),
        ("word " * 2_200, 10),
        ("字" * 4_000, 10),
        ("ひらカタ한국" * 1_000, 15),
        ("字" * 2_000 + " word" * 1_100, 10),
        ("don't well-known " * 220, 2),
        ("https://example.org/a/b/c/d?e=f&g=h " * 2_000, 1),
        ("字，。！？" * 400, 1),
    ],
)
def test_minutes(prose: str, expected: int) -> None:
    assert minutes(prose) == expected


@pytest.mark.parametrize(
    ("summary", "body", "idle"),
    [
        ("", "anything", True),
        ("…", "anything", True),
        ("The story begins", "# The story begins\n\nhere.", True),
        ("The story begins…", "The *story* begins here", True),
        ("THE STORY, BEGINS", "the story begins here", True),
        ("故事开始了……", "故事，开始了。后来", True),
        ("Another thing", "The story begins here", False),
        ("begins here", "The story begins here", False),
        ("The story", "", False),
    ],
)
def test_a_summary_adds_nothing_when_it_is_the_beginning(
    summary: str, body: str, idle: bool
) -> None:
    assert adds_nothing(summary, body) is idle


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("no tags < here & there", "no tags < here & there"),
        ("<p>One</p><p>Two &amp; three</p>", "One Two & three"),
        ("a<script>alert(1)</script>b<style>x{}</style>", "ab"),
        ("<b>unclosed", "unclosed"),
        ("AT&amp;T", "AT&T"),
    ],
)
def test_words_of_html(html: str, words: str) -> None:
    assert " ".join(words_of_html(html).split()) == words
