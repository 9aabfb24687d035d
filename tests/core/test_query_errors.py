"""What is no query is told where and why; and what queries tell of themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.query_texts import queries
from tui.core.query import EVERYTHING, FIELDS, UNREAD, Group, Node, Pattern, Query, Term
from tui.core.queryparse import QueryError, parse


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("tga:x", 0, "tag:"),
        ("http://example.org", 0, "quotation marks"),
        ("x:y", 0, ", ".join(FIELDS)),
        ("a -tga:x", 3, "tag:"),
        ("tag:", 4, "value"),
        ("tag:a,", 6, "value"),
        ("tag:a,,b", 6, "value"),
        ("tag:(a)", 4, "value"),
        ("tag: a", 4, "value"),
        ('tag:"open', 4, "quotation"),
        ('"open', 0, "quotation"),
        ('a "open', 2, "quotation"),
        ('tag:"a"b', 7, "space"),
        ('title:a"b"', 7, "space"),
        ('"a"b', 3, "“b”"),
        ('"a"*b', 4, "“b”"),
        ('"a""b"', 3, "space"),
        ("is:unraed", 3, "unread"),
        ("is:read,starrd", 8, "starred"),
        ("is:x", 3, "edited, hidden, draft"),
        ("id:abc", 3, "13"),
        ("newer:soon", 6, "today"),
        ("since:soon", 6, "today"),
        ("until:soon", 6, "today"),
        ("older:2025-02-30", 6, "2026-11-23"),
        ("words:many", 6, "words:>500"),
        ("words:-5", 6, "words:>500"),
        ("words:1..2..3", 6, "words:100..300"),
        ("words:9999999999", 6, "number"),
        ("sort:new", 5, "newest"),
        ("sort:date", 5, "newest, oldest, source, unread, relevance"),
        ("-sort:oldest", 1, "brackets"),
        ("not sort:oldest", 4, "brackets"),
        ("(sort:oldest)", 1, "brackets"),
        ("a (b or sort:oldest)", 8, "brackets"),
        ("sort:oldest,newest", 11, "space"),
        ("or", 0, "“or”"),
        ("or a", 0, '"or"'),
        ("a or", 2, '"or"'),
        ("a or or b", 5, '"or"'),
        ("a or sort:oldest", 2, "“or”"),
        ("(or a)", 1, "“or”"),
        ("(a or)", 3, "“or”"),
        ("a or)", 2, "“or”"),
        ("()", 0, "nothing"),
        ("a ( )", 2, "nothing"),
        ("(and)", 0, "nothing"),
        ("((a)", 0, "closed"),
        ("a (b", 2, "closed"),
        ("a)", 1, '"("'),
        (")", 0, "opened"),
        ("a (b))", 5, "opened"),
        ("not", 0, "missing"),
        ("a not", 2, "missing"),
        ("(not)", 1, "missing"),
        ("--", 1, "no letter"),
        ("-", 0, "no letter"),
        ("a - b", 2, "“-”"),
        ("*", 0, "“*”"),
        ("a …", 2, "“…”"),
        ('"*"', 0, "“*”"),
        ('""', 0, "no letter"),
        ("“”", 0, "no letter"),
        ("\x00", 0, "no letter"),
        ("a !?", 2, "“!?”"),
        ("~", 1, "value"),
        ('~""', 0, "value"),
        ("a ~[", 2, "regular expression"),
        ("-~[", 1, "quotation marks"),
        ("~" + "a" * 501, 0, "too long"),
        ("~a{1001}", 0, "too long"),
        ("~a{,1001}", 0, "too long"),
        ("a ～a{26}b{40,}", 2, "too long"),
        ('~"(a{2,10}){101}"', 0, "too long"),
        ("(" * 9 + "a" + ")" * 9, 8, "deep"),
        ("a" + " -(b" * 9 + ")" * 9, 35, "deep"),
        ("x" * 10_001, 10_000, "long"),
        # A command line that is no UTF-8 comes in with halves of characters.
        ("a\ud800b", 1, "no character"),
        ("tag:\udcff", 4, "no character"),
        ('a "\udfff"', 3, "no character"),
        ("~\udc80", 1, "no character"),
        ("tga:x \ud800 \ud801", 6, "no character"),
    ],
)
def test_errors_point_and_suggest(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *(part * 600 for part in ("a ", "-tag:a ", "a or ", "(a or b) ", "~x ")),
        "tag:" + ",".join(["a"] * 1_200),
        "id:" + ",".join(["abcd"] * 1_900),
    ],
)
def test_a_query_of_too_many_parts_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="too long"):
        parse(text)


@pytest.mark.parametrize("regex", ["a{1000}", "(a{10}){100}", "a{2,5}b{200}", "a{0}b{1000}", "{"])
def test_a_pattern_may_repeat_a_thousand_times(regex: str) -> None:
    assert parse(f'~"{regex}"') == Query((Pattern(regex),))


# In a process that may not take more, for there is no other that would survive it.
_READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from tui.core.queryparse import QueryError, parse
try:
    parse(sys.argv[1])
except QueryError as error:
    print("refused:", error)
else:
    print("read")
"""


@pytest.mark.parametrize(
    ("regex", "told"),
    [
        ("a{1000000000}", "refused"),
        ("((a{1000}){1000}){1000}", "refused"),
        ("(((a{99}){99}){99}){99}", "refused"),
        ("((a{10}){10}){10}", "read"),
    ],
)
def test_no_pattern_fills_the_memory(regex: str, told: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _READ, f'~"{regex}"'],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout.startswith(told), ran.stderr[-500:]


@given(queries, queries)
def test_joining_two_queries_keeps_every_term_and_repeats_none_of_the_first(
    one: Query, other: Query
) -> None:
    both = one & other
    assert set(both.terms) == set(one.terms) | set(other.terms)
    assert both.terms[: len(one.terms)] == one.terms
    assert both.order == (other.order or one.order)
    assert one & EVERYTHING == one
    assert both & other == both
    assert hash(both) == hash(one & other)


def flat(nodes: tuple[Node, ...], meant: bool) -> list[tuple[str, bool]]:
    """Every part as text, with whether an even number of negations stands before it."""
    found: list[tuple[str, bool]] = []
    for node in nodes:
        so = meant is not node.negated
        found.append((str(node), so))
        if isinstance(node, Group):
            for alternative in node.alternatives:
                found += flat(alternative, so)
    return found


@given(queries)
def test_every_part_is_told_with_whether_it_is_meant_to_be_true(query: Query) -> None:
    assert [(str(node), so) for node, so in query.nodes()] == flat(query.terms, True)


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("deep “two words” -no", ("deep", "two words")),
        ("(a or -(b -c)) a", ("a", "c")),
        ("title:x,y author:z -title:w tag:v ~u", ("x", "y", "z")),
        ("is:unread", ()),
    ],
)
def test_the_words_that_are_looked_for_can_be_marked(text: str, sought: tuple[str, ...]) -> None:
    assert parse(text).sought == sought


def test_terms_are_added_taken_away_and_listed() -> None:
    query = UNREAD.with_term("tag", "a", "b").with_term("tag", "c", negated=True)
    assert str(query) == "is:unread tag:a,b -tag:c"
    assert query.values("tag") == ("a", "b")
    assert query.values("tag", negated=True) == ("c",)
    assert query.without_field("tag") == UNREAD
    assert query.without_field("tag", "is") == EVERYTHING
    assert query.with_term("tag", "a", "b") == query  # nothing is said twice


def test_alternatives_come_into_brackets_when_something_is_added() -> None:
    both = parse("a or b sort:oldest") & parse("tag:c")
    assert str(both) == "(a or b) tag:c sort:oldest"
    assert parse(str(both)) == both


def test_what_stands_in_brackets_is_no_value_and_is_not_taken_away() -> None:
    query = parse("tag:a (tag:b or c) -(tag:d e)")
    assert query.values("tag") == ("a",)
    assert query.values("tag", negated=True) == ()
    assert str(query.without_field("tag")) == "(tag:b or c) -(tag:d e)"


@given(st.sampled_from(FIELDS[:-1]))
def test_a_query_holds_on_to_the_case_of_values_but_not_of_fields(field: str) -> None:
    value = {"is": "read", "id": "abcd", "words": "5"}.get(
        field, "2d" if field in ("newer", "older", "since", "until") else "Ab"
    )
    assert parse(f"{field.upper()}：{value}") == Query((Term(field, (value,)),))
