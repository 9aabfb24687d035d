"""Queries and their text are two forms of one thing; what is no query is told where and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.query import EVERYTHING, FIELDS, STARRED, STATES, UNREAD, Query, Term, any_of
from tui.core.queryparse import QueryError, parse

free = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
hard = st.sampled_from(
    ('"', "\\", '\\"', "a,b", "a b", "-x", "", "x:y", "a\nb", "，", "tag:", '"a"')
)
VALUES = {
    "is": st.sampled_from(STATES),
    "id": st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=4, max_size=13),
    "newer": st.sampled_from(("2d", "12h", "today", "yesterday", "2026-01-02", "2026-01-02 03:04")),
}
VALUES["older"] = VALUES["newer"]


def terms_of(field: str) -> st.SearchStrategy[Term]:
    values = st.lists(VALUES.get(field, free | hard), min_size=1, max_size=4).map(tuple)
    return st.builds(Term, st.just(field), values, st.booleans())


queries = st.lists(st.sampled_from(FIELDS).flatmap(terms_of), max_size=5).map(
    lambda terms: Query(tuple(terms))
)


@given(queries)
def test_a_query_written_and_read_again_is_the_same(query: Query) -> None:
    assert parse(str(query)) == query


@given(
    st.text(st.characters(), max_size=60)
    | st.lists(
        st.sampled_from(
            ("tag:", "-", "is:", "unread", ",", '"', "\\", " ", "id:", "newer:", "2d", "x", "：")
        ),
        max_size=15,
    ).map("".join)
)
def test_any_text_is_a_query_or_an_error_that_says_where(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert str(error.title)
        assert error.exit_status == 2
    else:
        assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("", EVERYTHING),
        ("  \t ", EVERYTHING),
        ("is:unread", UNREAD),
        ("IS:starred", STARRED),
        ("tag:ai,robots", any_of("tag", ["ai", "robots"])),
        ("tag:a tag:b", Query((Term("tag", ("a",)), Term("tag", ("b",))))),
        ("-source:lwn", Query((Term("source", ("lwn",), negated=True),))),
        ('tag:"two words",x', any_of("tag", ["two words", "x"])),
        (r'title:"a \"b\" \\"', any_of("title", ['a "b" \\'])),
        ("title:中文，标题", any_of("title", ["中文，标题"])),
        ("tag:-x", any_of("tag", ["-x"])),
        ("title:a:b", any_of("title", ["a:b"])),
    ],
)
def test_texts_and_their_queries(written: str, query: Query) -> None:
    assert parse(written) == query


@pytest.mark.parametrize(
    ("written", "position", "words"),
    [
        ("hello", 0, "hello"),
        ("is:unread hello", 10, "hello"),
        ("tga:x", 0, "tag:"),
        ("tag:", 4, "value"),
        ("tag:a,", 6, "value"),
        ("tag:a,,b", 6, "value"),
        ('tag:"open', 4, "quotation"),
        ('tag:"a"b', 7, "space"),
        ("is:unraed", 3, "unread"),
        ("is:read,starrd", 8, "starred"),
        ("id:abc", 3, "13"),
        ("newer:soon", 6, "today"),
        ("older:2025-02-30", 6, "2026-11-23"),
        ("x" * 10_001, 10_000, "long"),
    ],
)
def test_errors_point_and_suggest(written: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(written)
    assert caught.value.position == position
    assert words in str(caught.value)


@given(queries, queries)
def test_joining_two_queries_keeps_every_term_and_repeats_none_of_the_first(
    one: Query, other: Query
) -> None:
    both = one & other
    assert set(both.terms) == set(one.terms) | set(other.terms)
    assert both.terms[: len(one.terms)] == one.terms
    assert one & EVERYTHING == one
    assert both & other == both
    assert hash(both) == hash(one & other)


def test_terms_are_added_taken_away_and_listed() -> None:
    query = UNREAD.with_term("tag", "a", "b").with_term("tag", "c", negated=True)
    assert str(query) == "is:unread tag:a,b -tag:c"
    assert query.values("tag") == ("a", "b")
    assert query.values("tag", negated=True) == ("c",)
    assert query.without_field("tag") == UNREAD
    assert query.without_field("tag", "is") == EVERYTHING
