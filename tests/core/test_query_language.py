"""Queries and their text are two forms of one thing; what is written is what is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.query_texts import LETTERS, Meant, is_meant, is_true, meanings, queries, written
from tui.core.query import EVERYTHING, STARRED, UNREAD, Group, Pattern, Query, Term, Word
from tui.core.queryparse import QueryError, parse


def any_of(field: str, values: list[str], *, negated: bool = False) -> Query:
    return Query((Term(field, tuple(values), negated),))


def words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


A, B, C, D = words("a", "b", "c", "d")
NOT_A, NOT_B = Word("a", negated=True), Word("b", negated=True)
A_OR_B = Group(((A,), (B,)))


@given(queries)
def test_a_query_written_and_read_again_is_the_same(query: Query) -> None:
    assert parse(str(query)) == query


PIECES = (
    *("tag:", "is:", "title：", "sort:", "id:", "newer:", "words:", "TITLE:", "x:", ":"),
    *("unread", "oldest", "2d", "x", "é", "中", "or", "and", "not", ">5", "1..2", "regex", "\\"),
    *(
        "(",
        ")",
        "-",
        "~",
        "～",
        "*",
        ",",
        '"',
        "“",
        "”",
        "：",
        " ",
        " ",
        " ",
        "\n",
        "\u3000",
        "\x1f",
    ),
)


@given(text=st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES)).map("".join))
@example("tag:a \udcff \ud800")
def test_any_text_is_a_query_or_an_error_that_says_where(text: str) -> None:
    half = re.search("[\ud800-\udfff]", text)
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert half is None or error.position == half.start()
        assert str(error.title)
        assert error.exit_status == 2
    else:
        assert half is None
        assert parse(str(query)) == query


SUBSETS = [
    frozenset(chosen)
    for chosen in chain.from_iterable(combinations(LETTERS, n) for n in range(len(LETTERS) + 1))
]


@given(meanings, st.data())
def test_however_it_is_written_a_query_means_the_same(meant: Meant, data: st.DataObject) -> None:
    text = written(meant, lambda ways: data.draw(st.sampled_from(list(ways))))
    query = parse(text)
    for true in SUBSETS:
        assert is_true(query.terms, true) == is_meant(meant, true), text
    assert parse(str(query)) == query


@given(meanings, st.data())
def test_what_is_written_of_a_query_is_written_so_again(meant: Meant, data: st.DataObject) -> None:
    # One text for each query: views are told apart by it.
    text = str(parse(written(meant, lambda ways: data.draw(st.sampled_from(list(ways))))))
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", EVERYTHING),
        ("  \t\n\u3000 ", EVERYTHING),
        ("and", EVERYTHING),
        ("is:unread", UNREAD),
        ("IS:starred", STARRED),
        ("tag:ai,robots", any_of("tag", ["ai", "robots"])),
        ("tag:a tag:b", Query((Term("tag", ("a",)), Term("tag", ("b",))))),
        ("-source:lwn", any_of("source", ["lwn"], negated=True)),
        ("not source:lwn", any_of("source", ["lwn"], negated=True)),
        ('tag:"two words",x', any_of("tag", ["two words", "x"])),
        ("tag:“two words”,x", any_of("tag", ["two words", "x"])),
        (r'title:"a \"b\" \\"', any_of("title", ['a "b" \\'])),
        ("title:中文，标题", any_of("title", ["中文，标题"])),
        ("tag:-x", any_of("tag", ["-x"])),
        ("tag:or", any_of("tag", ["or"])),
        ("title:a:b", any_of("title", ["a:b"])),
        ("tag：ai", any_of("tag", ["ai"])),
        ('tag:""', any_of("tag", [""])),
        ("words:>500", any_of("words", [">500"])),
        ("words:100..300,<=80", any_of("words", ["100..300", "<=80"])),
        ("since:2026-01-01 until:7d", any_of("since", ["2026-01-01"]).with_term("until", "7d")),
        ("is:edited,hidden", any_of("is", ["edited", "hidden"])),
        ("author:老安", any_of("author", ["老安"])),
    ],
)
def test_texts_of_terms(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("hello", words("hello")),
        ("AI应用", words("AI应用")),
        ("deep learning", words("deep", "learning")),
        ('"deep learning"', words("deep learning")),
        ("“deep learning”", words("deep learning")),
        ("deep and learning", words("deep", "learning")),
        (r'"say \"no\" \\ "', words('say "no" \\ ')),
        ('“say \\ "no"”', words('say \\ "no"')),
        ("“open", words("“open")),  # an opening mark that is never closed is a character
        ("C++ F# .net", words("C++", "F#", ".net")),
        ("a,b", words("a,b")),
        ("9:30 中:b", words("9:30", "中:b")),  # no name of a field has such characters
        ('"tag:a"', words("tag:a")),
        ('"or" "and" "not" oregon notes', words("or", "and", "not", "oregon", "notes")),
        ("a-b not-x x-", words("a-b", "not-x", "x-")),
        ("a\x00b \x00c", words("a\x00b", "\x00c")),
        ('"-x" "~x" "～x"', words("-x", "~x", "～x")),
        ("robot*", (Word("robot", prefix=True),)),
        ("robot**", (Word("robot", prefix=True),)),
        ('"deep lea"*', (Word("deep lea", prefix=True),)),
        ("“深度”*", (Word("深度", prefix=True),)),
        ('"robot*" ro*bot', words("robot*", "ro*bot")),
        ("-robot*", (Word("robot", prefix=True, negated=True),)),
        ("~colou?r", (Pattern("colou?r"),)),
        ("～colou?r", (Pattern("colou?r"),)),
        ('~"(a|b) c"', (Pattern("(a|b) c"),)),
        (r'~"a\\d\""', (Pattern('a\\d"'),)),
        ("-~x", (Pattern("x", negated=True),)),
        ("not ~tag:a,b", (Pattern("tag:a,b", negated=True),)),
    ],
)
def test_texts_of_words_and_patterns(text: str, nodes: tuple[Word | Pattern, ...]) -> None:
    assert parse(text) == Query(nodes)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a or b", Query((A_OR_B,))),
        ("(a or b)", Query((A_OR_B,))),
        ("a OR b or c", Query((Group(((A,), (B,), (C,))),))),
        ("a or (b or c)", Query((Group(((A,), (B,), (C,))),))),
        ("a b or c d", Query((Group(((A, B), (C, D))),))),
        ("a (b or c)", Query((A, Group(((B,), (C,)))))),
        ("a(b or c)d", Query((A, Group(((B,), (C,))), D))),
        ("(a b) c", Query((A, B, C))),
        ("a or (b c)", Query((Group(((A,), (B, C))),))),
        ("((a))", Query((A,))),
        ("-a", Query((NOT_A,))),
        ("--a", Query((A,))),
        ("not not not a", Query((NOT_A,))),
        ("not (a)", Query((NOT_A,))),
        ("-(-a)", Query((A,))),
        ("not(a b)", Query((Group(((A, B),), negated=True),))),
        ("-(a or b)", Query((Group(((A,), (B,)), negated=True),))),
        ("-(-(a b))", Query((A, B))),
        ("-(-(a or b))", Query((A_OR_B,))),
        ("a or -(b or c)", Query((Group(((A,), (Group(((B,), (C,)), negated=True),))),))),
        ("-( a )", Query((NOT_A,))),
        ("a sort:oldest b", Query((A, B), "oldest")),
        ("sort:oldest a sort:relevance", Query((A,), "relevance")),
        ("a or b SORT：oldest", Query((A_OR_B,), "oldest")),
        ("sort:oldest a or b", Query((A_OR_B,), "oldest")),
        ("a sort:oldest or b", Query((A_OR_B,), "oldest")),
        ("a or sort:oldest b", Query((A_OR_B,), "oldest")),
        ("sort:oldest a or b sort:relevance", Query((A_OR_B,), "relevance")),
        ("(a or b) sort:oldest", Query((A_OR_B,), "oldest")),
        ("a or b c sort:oldest", Query((Group(((A,), (B, C))),), "oldest")),
        ("-(a or b) sort:oldest", Query((replace(A_OR_B, negated=True),), "oldest")),
        ("sort:newest", Query((), "newest")),
    ],
)
def test_texts_of_groups_negations_and_orders(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "shortest"),
    [
        ("  a   AND  b ", "a b"),
        ("not a", "-a"),
        ("((a)) or ((b))", "a or b"),
        ("(a or b) and c", "(a or b) c"),
        ("a or b sort:oldest", "a or b sort:oldest"),
        ("sort:oldest (a or b)", "a or b sort:oldest"),
        ("a sort:oldest or b", "a or b sort:oldest"),
        ("c (a or b) sort:oldest", "c (a or b) sort:oldest"),
        ("-(a or b) sort:oldest", "-(a or b) sort:oldest"),
        ("“～a” “~b” “-c”", '"～a" "~b" "-c"'),
        ("not (a or b)", "-(a or b)"),
        ("“中文”", "中文"),
        ("“two words”*", '"two words"*'),
        ('"OR"', '"OR"'),
        ("TAG：“ai”", "tag:ai"),
        ('～"a b"', '~"a b"'),
        ("sort:newest a", "a sort:newest"),
    ],
)
def test_a_query_is_written_in_its_shortest_form(text: str, shortest: str) -> None:
    assert str(parse(text)) == shortest


def test_eight_brackets_may_stand_in_one_another() -> None:
    text = "a"
    for _ in range(8):
        text = f"x (b or {text} c)"
    assert parse(str(parse(text))) == parse(text)
    with pytest.raises(QueryError, match="too deep"):
        parse(f"x (b or {text})")


def nested(depth: int) -> str:
    text = "a"
    for _ in range(depth):
        text = f"-(b {text})"
    return text


def widest() -> int:
    """How many words a query may have."""
    words = 1
    while True:
        try:
            parse("a " * (words + 1))
        except QueryError:
            return words
        words += 1


@pytest.mark.parametrize("shape", ["deep", "wide"])
def test_an_order_costs_no_bracket_and_no_part(shape: str) -> None:
    beside = f"c or {nested(7)}" if shape == "deep" else " or ".join(["a"] * (widest() - 1))
    query = parse(f"{beside} sort:oldest")
    assert query.order == "oldest"
    assert parse(str(query)) == query
