"""No word of a query ever reaches SQL or FTS5 as anything but a word, and no query breaks them."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.store.evaluation import expected
from tests.store.shelf import Shelf
from tui.core.query import EVERYTHING, Pattern, Query, Term, Word
from tui.core.queryparse import QueryError, parse

HOSTILE = (
    "'; DROP TABLE article; --",
    '" OR 1=1 --',
    "%' OR '1'='1",
    "?",
    ":a",
    "\x00",
    "a\\",
    "*",
    "[a-z]",
    "NULL",
    "x" * 5_000,
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["tag", "category", "source", "feed", "folder", "lang", "title", "author"]
)
def test_sql_in_a_value_is_only_a_word(shelf: Shelf, name: str, value: str) -> None:
    library, known = shelf.library, shelf.known
    assert list(library.ids(Query((Term(name, (value,)),)))) == []
    assert list(library.ids(EVERYTHING)) == expected(EVERYTHING, known)


@pytest.mark.parametrize(
    "text",
    [
        *(value for value in HOSTILE if any(map(str.isalnum, value))),
        *('"deep"', 'deep"', '""deep', "deep'", "''deep''", "deep\\", "\\deep", "de\x00ep"),
        *("deep*", "*deep", "deep *", "^deep", "deep^", "deep +", "deep + learning", "-deep"),
        *("NEAR(deep learning, 5)", "NEAR(deep learning)", "NEAR deep", "near (deep"),
        *("title: deep", "title:deep", "{title text}: deep", "- title : deep", "search: deep"),
        *("deep AND learning", "deep OR nowhere", "deep NOT learning", "NOT deep", "AND", "OR"),
        *("(deep)", "deep)", "((deep", "deep;learning", "100%", "a'b", "a''b", 'x"y', "x_y"),
        *("deep\nlearning", "deep\u2028learning", "deep\u200blearning", "deep\ufefflearning"),
        *("中。国", "。国", "中\x00国", "C++", "c+", "+ +c", "‘deep’", "deep🎉"),
    ],
)
@pytest.mark.parametrize("prefix", [False, True], ids=["word", "prefix"])
@pytest.mark.parametrize("negated", [False, True], ids=["meant", "negated"])
def test_a_word_is_only_a_word(shelf: Shelf, text: str, prefix: bool, negated: bool) -> None:
    query = Query((Word(text, prefix, negated),))
    assert parse(str(query)) == query
    # By itself it drives the query, beside a word it is part of one expression, in brackets with
    # another field it is a condition among others.
    for written in (
        str(query),
        f"learning {query}",
        f"-(is:starred {query})",
        f"{query} or is:read",
    ):
        asked = parse(written)
        assert list(shelf.library.ids(asked)) == expected(asked, shelf.known), written


@pytest.mark.parametrize("regex", ["'", '"', "\\?", "%", "\\x00", ";", "--", ":a", "\\\\"])
def test_a_pattern_is_only_a_pattern(shelf: Shelf, regex: str) -> None:
    for query in (Query((Pattern(regex),)), Query((Pattern(regex, negated=True),))):
        assert list(shelf.library.ids(query)) == expected(query, shelf.known)


def test_all_at_once_they_are_only_words(shelf: Shelf) -> None:
    words = tuple(Word(value) for value in HOSTILE if any(map(str.isalnum, value)))
    tags = tuple(Term("tag", (value,), negated=True) for value in HOSTILE)
    query = Query((*(Word(w.text, negated=True) for w in words), *tags))
    assert list(shelf.library.ids(query)) == expected(query, shelf.known)


@pytest.mark.parametrize(
    "text",
    [
        "title:" + ",".join(["article"] * 1_200),
        "title:" + ",".join(["article"] * 299),
        " ".join(["-title:nowhere"] * 600),
        " ".join(["-title:nowhere"] * 290),
        " ".join(["tag:ai"] * 1_400),
        " ".join(["tag:ai"] * 140),
        "id:" + ",".join(["abcd"] * 1_900),
        "id:" + ",".join(["abcd"] * 290),
        "author:" + ",".join(["a"] * 290),
        "is:" + ",".join(["read"] * 290),
        "words:" + ",".join([">5"] * 290),
        "until:" + ",".join(["5d"] * 290),
        " or ".join(["deep"] * 290),
        " or ".join(["-deep"] * 290),
        " or ".join(["-deep is:read"] * 145),
        " ".join(["(deep or is:read)"] * 95),
        " ".join(["~deep"] * 290),
        '"' + "deep " * 1_900 + '"',
        "x" * 9_000 + "*",
    ],
    ids=lambda text: f"{text[:12]}… of {len(text)}",
)
def test_a_long_query_is_answered_or_refused_by_the_parser(shelf: Shelf, text: str) -> None:
    library, known = shelf.library, shelf.known
    try:
        query = parse(text)
    except QueryError:
        return  # it may be refused, in words; it may not end in an error of the store
    assert list(library.ids(query)) == expected(query, known)


def nested(opening: str, depth: int) -> str:
    return opening * depth + "deep" + ")" * depth


@pytest.mark.parametrize(
    "opening",
    [
        "(learn or learning ",
        "(learn or is:starred ",
        "(is:starred or learn ",
        "-(learn learning ",
        "-(learn is:starred ",
        "(learn or -learning -(is:read tag:ai) ",
        "(learn or not is:read -(a or b) ",
    ],
)
@pytest.mark.parametrize("depth", [1, 4, 7, 8])
def test_as_deep_as_the_parser_takes_a_query_it_is_answered(
    shelf: Shelf, opening: str, depth: int
) -> None:
    times = depth + 1 - opening.count("(")  # so that ``depth`` is that of what stands in it, too
    for beside in ("", "learning ", "is:unread ", "is:starred or "):
        for order in ("", " sort:oldest"):
            written = beside + nested(opening, times) + order
            if depth == 8 and beside.endswith("or "):  # saved, and joined, it would be one deeper
                with pytest.raises(QueryError, match="too deep"):
                    parse(written)
                continue
            query = parse(written)
            assert list(shelf.library.ids(query)) == expected(query, shelf.known)
    with pytest.raises(QueryError, match="too deep"):
        parse(nested(opening, 9))


@pytest.mark.parametrize(
    "text",
    [
        *("since:9999-12-31", "until:9999-12-31", "newer:9999-12-31", "older:9999-12-31"),
        *("since:0001-01-01", "until:0001-01-01", "until:99999y", "newer:99999h"),
        *("since:1900-01-01", "until:1969-12-31", "words:<0", "words:999999999..1"),
    ],
)
def test_the_ends_of_time_are_times(shelf: Shelf, text: str) -> None:
    found = list(shelf.library.ids(parse(text)))
    assert found in ([], expected(EVERYTHING, shelf.known))
    turned = list(shelf.library.ids(parse(f"-{text}")))
    assert sorted([*found, *turned]) == sorted(expected(EVERYTHING, shelf.known))


def test_until_the_last_day_there_is_comes_everything(shelf: Shelf) -> None:
    everything = expected(EVERYTHING, shelf.known)
    for text in ("until:9999-12-31", "older:9999-12-31", "since:0001-01-01", "newer:99999y"):
        assert list(shelf.library.ids(parse(text))) == everything, text
    for text in ("since:9999-12-31", "older:0001-01-01", "until:1969-12-31"):
        assert list(shelf.library.ids(parse(text))) == [], text


@pytest.fixture
def written(world: World) -> World:
    world.subscribe()
    authors = [(), ('Ann "Q" Lee',), ("A, B", "C\\D"), ("Ann", "Lee")]
    ingest(world.library, [make_draft(n, authors=names) for n, names in enumerate(authors)])
    return world


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('ann "q"', [1]),
        ('"', [1]),
        (",", [2]),
        ("a, b", [2]),
        ("c\\d", [2]),
        ("[", []),
        ("]", []),
        ('n","l', []),
        ("ann", [1, 3]),
    ],
)
def test_an_author_is_a_name_however_it_is_stored(
    written: World, value: str, found: list[int]
) -> None:
    library = written.open()
    listed = list(library.ids(EVERYTHING))  # the newest first, as they were made
    assert list(library.ids(Query((Term("author", (value,)),)))) == [listed[n] for n in found]
    library.close()
