"""Finding words, and links, on a page that is set: over line ends, in cells, in any width or case."""

from __future__ import annotations

import unicodedata
from datetime import UTC

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.render.pages import PLAIN, reading
from tui.core.models import BodyFormat
from tui.render.article import Setting, prepare, typeset
from tui.render.find import Match, links, matches
from tui.render.lines import PageLine
from tui.words import Words

WIDTHS = (10, 17, 24, 40, 80, 120)


def page(body: str, width: int = 80, body_format: BodyFormat = "markdown") -> list[PageLine]:
    """The lines of an article that has no address of its own."""
    words = Words("en")
    prepared = prepare(reading(body, body_format, url="", title="Title"), words)
    setting = Setting(width, PLAIN, words, UTC)
    return [line for batch in typeset(prepared, setting) for line in batch]


def bare(words: str) -> str:
    """``words`` without spaces: one may be swallowed by a line's end."""
    return words.replace(" ", "")


def spelt(lines: list[PageLine], spans: Match) -> str:
    """What stands at ``spans``, without spaces."""
    return bare("".join(lines[span.line].text[span.start : span.end] for span in spans))


def found(body: str, needle: str, width: int) -> list[str]:
    lines = page(body, width)
    return [spelt(lines, match) for match in matches(lines, [needle])]


def is_found(body: str, needle: str, times: int, width: int) -> bool:
    """Whether ``needle`` is found so many times, and the spans spell it."""
    got = found(body, needle, width)
    assert len(got) == times, (needle, width, got)
    return set(got) <= {bare(needle)}


# Matches


@pytest.mark.parametrize("width", WIDTHS)
def test_english_words_are_found_over_a_lines_end(width: int) -> None:
    body = "one two three four five six seven eight nine ten " * 4
    assert is_found(body, "six seven eight", 4, width)
    assert is_found(body, "ten one", 3, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_chinese_words_are_found_over_a_lines_end(width: int) -> None:
    body = "港口的灯塔照着海，守望者在灯塔里。" * 5
    assert is_found(body, "灯塔照着海，守望者", 5, width)
    assert is_found(body, "灯塔里。港口", 4, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_mixed_words_are_found_however_they_are_styled_and_linked(width: int) -> None:
    body = "这里说 **小模型** *and the* [big 模型](https://m.example.org/) of `them`。" * 3
    assert is_found(body, "小模型 and the big 模型", 3, width)


@pytest.mark.parametrize("width", [30, 44, 60, 100])
def test_words_in_a_cell_are_found_and_none_across_cells(width: int) -> None:
    body = (
        "| left of all | right of all |\n|---|--:|\n"
        "| some words in the cell that go on | other words that go on 港口与灯塔的故事 |\n"
    )
    for needle in (
        "words in the cell that go",
        "words that go on",
        "港口与灯塔的故事",
        "right of all",
    ):
        assert is_found(body, needle, 1, width)
    assert found(body, "go on other", width) == []
    assert found(body, "all right", width) == []


@pytest.mark.parametrize("width", [20, 40, 80])
def test_words_are_found_in_every_kind_of_block(width: int) -> None:
    blocks = (
        "# a needle here\n\ntext a needle here\n\n> quoted a needle here\n\n- item a needle here\n"
        "  1. inner a needle here\n\n```\ncode a needle here\n```\n\nterm\n: meaning a needle here\n\n"
        "mark[^1]\n\n[^1]: note a needle here\n"
    )
    assert is_found(blocks, "a needle here", 8, width)


def test_nothing_is_found_from_one_paragraph_into_the_next() -> None:
    assert found("one two\n\nthree four", "two three", 80) == []
    assert found("- one two\n- three four", "two three", 80) == []
    assert found("one two\\\nthree four", "twothree", 80) == []


def test_bullets_bars_and_indents_are_not_part_of_the_words() -> None:
    quoted = "> " + "many words that are quoted here " * 6
    assert is_found(quoted, "here many words", 5, 24)
    assert found("1. one\n2. two", "1. one", 80) == []


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("The HARBOUR", "harbour"),
        ("the harbour", "HARBOUR"),
        ("ＡＢＣ１２３", "abc123"),
        ("abc123", "ＡＢＣ１２３"),
        ("价格，很高！", "价格,很高!"),
        ("ÀÉÎ", "àéî"),
        ("İstanbul and more", "AND MORE"),
        ("ΟΔΟΣ", "οδος"),
        ("ΟΔΟΣ ΑΣΑ", "ΑΣ"),
        ("ΑΣ", "ας"),
        ("ΑΣ", "ασ"),
        ("straße", "STRAßE"),
        ("ẞ and ß", "ß and"),
    ],
)
def test_case_and_width_do_not_count(text: str, needle: str) -> None:
    assert len(found(text, needle, 80)) == 1


def test_several_needles_are_found_in_the_order_of_the_page() -> None:
    lines = page("alpha beta gamma\n\nbeta alpha")
    got = [spelt(lines, match) for match in matches(lines, ["beta", "alpha"])]
    assert got == ["alpha", "beta", "beta", "alpha"]
    assert matches(lines, []) == matches(lines, [""]) == []


def test_matches_do_not_overlap() -> None:
    assert found("aaaaa", "aa", 80) == ["aa", "aa"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_space_at_a_lines_end_is_no_match_of_nothing(width: int) -> None:
    lines = page("word " * 60, width)
    for needle in (" ", "  ", " word", "word "):
        for match in matches(lines, [needle]):
            assert match
            assert all(span.start < span.end <= len(lines[span.line].text) for span in match)


def test_there_is_an_end_to_what_is_found() -> None:
    lines = page("a " * 40_000)
    assert 1_000 <= len(matches(lines, ["a"])) < 20_000


_WORD = st.one_of(
    st.text("abcxyzABC", min_size=1, max_size=8),
    st.text("港口灯塔海，。！“”（）ＡＢ１２", min_size=1, max_size=10),
    st.text("aé中。Σσς-’İß", min_size=1, max_size=6),
)
_PARAGRAPH = st.lists(_WORD, min_size=1, max_size=30).map(lambda words: f"x{' '.join(words)}x")
_PLACE = st.integers(0, 10**6)


@settings(max_examples=200)
@given(_PARAGRAPH, _PLACE, _PLACE, st.sampled_from(WIDTHS))
@example("xΑΣΑx", 1, 1, 40)
@example("x小模型 and 模型x", 3, 5, 10)
def test_every_substring_of_a_paragraph_is_found_and_spelt_by_its_spans(
    words: str, place: int, more: int, width: int
) -> None:
    start = place % len(words)
    needle = words[start : start + 1 + more % (len(words) - start)].strip()
    assume(needle)
    lines = page(words, width)
    got = [match for match in matches(lines, [needle]) if lines[match[0].line].block == 1]
    assert len(got) >= words.count(needle) > 0
    for match in got:
        # (It may differ in case and width, as what is looked for may.)
        assert folded(spelt(lines, match)) == folded(bare(needle))
        numbers = [span.line for span in match]
        assert numbers == list(range(numbers[0], numbers[-1] + 1))


def folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


# Links


def test_a_link_has_its_number_and_its_place() -> None:
    lines = page("See [one](https://one.example.org/) and [two](#two) here.")
    assert [(link.address, spelt(lines, link.spans)) for link in links(lines)] == [
        ("https://one.example.org/", "one[1]"),
        ("#two", "two"),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_over_lines_ends_is_one(width: int) -> None:
    english, chinese = "a link of some few words ", "一个很长的链接，"
    body = f"x [{english * 4}](https://e.example.org/) 和[{chinese * 4}](https://c.example.org/)。"
    for text in (body, f"> {body}", f"- {body}", f"## {body}", f"| head |\n|---|\n| {body} |"):
        lines = page(text, width)
        first, second = links(lines)
        assert spelt(lines, first.spans) == bare(english * 4) + "[1]"
        assert spelt(lines, second.spans) == bare(chinese * 4) + "[2]"


def test_links_to_one_address_that_stand_apart_are_several() -> None:
    one = "[a](https://a.example.org/)"
    assert len(links(page(f"{one} and {one}\n\n{one}\n\n- {one}\n- {one}"))) == 5
    assert len(links(page(f"{one}\\\n{one}"))) == 2


def test_a_link_in_two_styles_is_one() -> None:
    lines = page("[plain **bold** `code`](https://a.example.org/)")
    (link,) = links(lines)
    assert spelt(lines, link.spans) == "plainboldcode[1]"


@pytest.mark.parametrize("second", ["https://a.example.org/", "https://b.example.org/"])
@pytest.mark.parametrize("width", [30, 50, 80])
def test_links_of_neighbouring_cells_are_one_each(width: int, second: str) -> None:
    left, right = "the left one with words", "the right one with words"
    body = f"| a | b |\n|---|---|\n| [{left}](https://a.example.org/) | [{right}]({second}) |"
    lines = page(body, width)
    shown = [spelt(lines, link.spans).rstrip("[]12") for link in links(lines)]
    assert sorted(shown) == [bare(left), bare(right)]


def test_the_heads_address_is_a_link_too() -> None:
    words = Words("en")
    prepared = prepare(reading("Body.", url="https://h.example.org/" + "long/" * 30), words)
    for width in (20, 80):
        setting = Setting(width, PLAIN, words, UTC)
        lines = [line for batch in typeset(prepared, setting) for line in batch]
        (link,) = links(lines)
        assert spelt(lines, link.spans) == link.address
