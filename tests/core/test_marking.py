"""Where the words that are looked for stand in a line: the same places that search finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.test_search_text import SIMPLIFY
from tests.search_rule import contains
from tui.core.marking import NOTHING, Sought
from tui.core.query import Query
from tui.core.queryparse import parse
from tui.core.searchtext import needle, tokens

PIECES = (
    *("rome", "Rome", "ROMES", "ro", "a", "B", "9", "３", "Ｒｏｍｅ", "c++", "C#", "é", "ß", "ﬁ"),
    *("中", "国", "國", "人工智能", "。", "，", " ", "  ", "-", "(", ")", "…", "🎉", "_", "\u3000"),
)
lines = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)


def sought(query: str) -> Sought:
    return Sought.of(parse(query), SIMPLIFY)


def marked(query: str, line: str) -> list[str]:
    return [line[start:end] for start, end in sought(query).spans(line)]


@pytest.mark.parametrize(
    ("query", "line", "found"),
    [
        ("rome", "Rome wasn't built in Rome", ["Rome", "Rome"]),
        ("rome", "romes, chrome, rome1", []),
        ("rome*", "Romes in chrome", ["Rome"]),
        ("tag:rome", "rome", []),
        ("-rome", "rome", []),
        ("title:rome", "Rome", ["Rome"]),
        ('"in the rain"', "Rome in the-rain", ["in the-rain"]),
        ("rain or (rome -snow)", "Rome: rain, snow", ["Rome", "rain"]),
        ("智能", "人工智能走進課堂", ["智能"]),
        ("课堂", "人工智能走進課堂", ["課堂"]),
        ("課堂", "走进课堂", ["课堂"]),
        ("国服", "中国。服务", []),
        ("rome", "ＲＯＭＥ的雨", ["ＲＯＭＥ"]),
        ("c++", "C++ and C", ["C++"]),
        ("c#", "C# and C", ["C#"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("fine", "ﬁne", ["ﬁne"]),
        ("人工 工智", "人工智能", ["人工智"]),
        ("🎉", "done🎉now", ["🎉"]),
    ],
)
def test_what_is_marked(query: str, line: str, found: list[str]) -> None:
    assert marked(query, line) == found


@pytest.mark.parametrize("query", ["", "tag:ai", "-rome", "~rome", "is:unread sort:oldest"])
def test_where_no_word_is_looked_for_nothing_is_marked(query: str) -> None:
    nothing = sought(query)
    assert not nothing and nothing == NOTHING
    assert nothing.spans("rome ai unread") == []
    assert nothing.line_of("rome ai unread") == ""
    assert nothing.parts("rome") == [("rome", "dim")]


@given(st.lists(words.filter(lambda word: bool(needle(word))), max_size=3), lines)
@example(["rome"], "")
@example(["人工", "工智"], "人工智能")
def test_spans_are_in_order_apart_and_within_the_line(many: list[str], line: str) -> None:
    query = Query(tuple(node for word in many for node in parse(f'"{word}"').terms))
    spans = Sought.of(query, SIMPLIFY).spans(line)
    end = 0
    for start, after in spans:
        assert end <= start < after <= len(line)
        end = after


@given(words.filter(lambda word: bool(needle(word))), lines)
@example("rome", "ＲＯＭＥ")
@example("rome", "Rome_Rome")
def test_what_search_finds_is_marked(word: str, line: str) -> None:
    if contains(tokens(line, SIMPLIFY), needle(word, SIMPLIFY)):
        assert marked(f'"{word}"', line)


@given(words.filter(lambda word: bool(needle(word))), lines)
@example("国人", "中国。人工智能")
@example("rome-rome", "romerome")
@example("c++", "c++é")
def test_what_search_does_not_find_is_not_marked(word: str, line: str) -> None:
    if not contains(tokens(line, SIMPLIFY), needle(word, SIMPLIFY)):
        assert marked(f'"{word}"', line) == []


@given(words.filter(lambda word: bool(needle(word))), lines)
def test_the_parts_are_the_line_and_the_marked_ones_the_spans(word: str, line: str) -> None:
    looked_for = sought(f'"{word}"')
    parts = looked_for.parts(line)
    assert "".join(words for words, _ in parts) == line
    accents = [words for words, ink in parts if ink == "accent"]
    assert accents == [line[start:end] for start, end in looked_for.spans(line)]
    assert {ink for _, ink in parts} <= {"dim", "accent"}


@given(st.lists(lines, max_size=5))
def test_the_line_found_is_the_first_that_has_it(many: list[str]) -> None:
    looked_for = sought("rome")
    found = looked_for.line_of("\n".join(many))
    first = next((line for line in many if looked_for.spans(line)), "")
    assert bool(found) == bool(first)
    assert found.removeprefix("…") in first
    assert bool(looked_for.spans(found)) == bool(first)


def test_of_a_long_line_the_place_is_shown() -> None:
    line = "before " * 400 + "Rome " + "behind " * 400
    found = sought("rome").line_of(f"nothing here\n{line}\nRome again")
    assert found.startswith("…") and found.index("Rome") < 40
    assert len(found) < 400
    assert sought("rome").line_of("Rome first") == "Rome first"
    assert sought("nowhere").line_of(line) == ""
