"""Queries in SQL agree with the same queries read by a few lines of Python."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import World
from tests.core.query_texts import groups_of
from tests.store.evaluation import expected, unread
from tests.store.shelf import TAGS, Shelf
from tui.core import ids
from tui.core.query import EVERYTHING, ORDERS, STATES, Node, Pattern, Query, Term, Word
from tui.core.queryparse import parse

DAYS = ("today", "yesterday", "2026-11-15", "2026-11-15 06:00")
VALUES = {
    "tag": st.sampled_from((*TAGS, "ＡＩ", "robots", "own", "none", "", "%", "人工")),
    "category": st.sampled_from(("news", "OPINION", "ai", "none")),
    "lang": st.sampled_from(("zh", "ZH", "zh_CN", "zh-Hans", "en", "e", "fr")),
    "title": st.sampled_from(
        ("no 1", "标题", "標題", "red", "ZALGO", "", "%", "_", "'", "nowhere")
    ),
    "author": st.sampled_from(("ann", "LEE", "老安", "陈国", "陳國", "strasse", "é", "nobody")),
    "source": st.sampled_from(("news", "letter", "LWN", "n", "nowhere")),
    "feed": st.sampled_from(("news", "letter", "lwn", "nowhere")),
    "folder": st.sampled_from(("daily", "Daily/tech", "daily/", "tech", "dail")),
    "words": st.sampled_from((">100", ">=30", "<5", "<=4", "=4", "4", "1..4", "0..99", "9..3")),
    "is": st.sampled_from(STATES),
    "newer": st.sampled_from(("12h", "3d", "2w", "100y", *DAYS)),
    "older": st.sampled_from(("12h", "3d", "2w", "0h", *DAYS)),
    "since": st.sampled_from(("3d", "1m", *DAYS)),
    "until": st.sampled_from(("3d", "2w", "0h", *DAYS)),
}


def terms_of(name: str) -> st.SearchStrategy[Node]:
    values = st.lists(VALUES[name], min_size=1, max_size=3).map(tuple)
    return st.builds(Term, st.just(name), values, negations)


negations = st.sampled_from((False, False, True))
terms: st.SearchStrategy[Node] = st.sampled_from(sorted(VALUES)).flatmap(terms_of)
texts = st.sampled_from(
    (
        *("deep", "DEEP", "learning", "learn", "lea", "deep learning", "learning deep", "d"),
        *("deep things", "summary deep", "things deep", "learning deep learning", "no 1", "url"),
        *(
            "中国",
            "國",
            "国服",
            "中国服务",
            "中国。服务",
            "人工智能",
            "人工智慧",
            "智",
            "电脑",
            "摘要",
        ),
        *("c++", "C", "ai", "🎉", "한국", "ภ", "word word", "end", "strasse", "lee", "opinion"),
        *("before", "script", "two words", "100", "a'b", 'x"y', "near", "and", "title", "nowhere"),
    )
)
words: st.SearchStrategy[Node] = st.builds(Word, texts, st.booleans(), negations)
regexes = st.sampled_from(
    (r"deep.*learn", "^we", "learn$", r"\d{2}", "中.国", "[%_]", "(?:a|b)'", "\\[/", "nowhere")
)
patterns: st.SearchStrategy[Node] = st.builds(Pattern, regexes, negations)
nodes: st.SearchStrategy[Node] = st.recursive(words | terms | patterns, groups_of, max_leaves=8)
queries = st.builds(Query, st.lists(nodes, max_size=4).map(tuple), st.sampled_from((None, *ORDERS)))


@given(query=queries)
@example(query=parse("-(-(is:hidden deep)) or is:starred"))
@example(query=parse("-(is:draft deep)"))
@example(query=parse("(is:draft or deep) is:read"))
@settings(max_examples=400)
def test_every_query_finds_what_it_says(shelf: Shelf, query: Query) -> None:
    library, known = shelf.library, shelf.known
    query = parse(str(query))
    found = list(library.ids(query))
    wanted = expected(query, known)
    some = list(library.ids(query, limit=3))
    if query.order == "relevance":
        assert sorted(found) == sorted(wanted)
        assert len(some) == min(3, len(wanted))
        assert set(some) <= set(wanted)
    else:
        assert found == wanted
        assert some == wanted[:3]
    assert sorted(library.matching(query)) == sorted(wanted)
    counts = library.counts(query)
    assert (counts.total, counts.unread) == (len(wanted), unread(known, set(wanted)))
    assert set(library.sources_in(query)) == {k.source for k in known if k.id in set(wanted)}


def test_the_shelf_has_something_of_every_kind(shelf: Shelf) -> None:
    # Else the law above would compare nothing with nothing.
    for text in (
        *("deep", '"deep learning"', "lear*", "国服", "人工智能", "~deep.*learn", "c++"),
        *("author:陈国", "words:>100", "folder:daily", "tag:own", "since:3d", "until:yesterday"),
        *(f"is:{state}" for state in STATES),
    ):
        found = expected(parse(text), shelf.known)
        assert 0 < len(found) < 60, text
    assert len({k.id for k in shelf.known}) == len(shelf.known) == 60


pairs = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), VALUES[name], VALUES[name])
)


@given(pair=pairs)
@example(pair=("source", "news", "letter"))
@example(pair=("feed", "lwn", "letter"))
@settings(max_examples=150)
def test_a_comma_means_any(shelf: Shelf, pair: tuple[str, str, str]) -> None:
    library = shelf.library
    name, *values = pair
    if name == "is" and {*values} & {"draft", "future", "expired", "hidden"}:
        return  # naming a state of what is not shown lets such articles in
    alone = [set(library.ids(Query((Term(name, (value,)),)))) for value in values]
    both = set(library.ids(Query((Term(name, tuple(values)),))))
    assert both == alone[0] | alone[1]


@given(query=queries, term=words | terms | patterns)
@settings(max_examples=100)
def test_a_part_and_its_negation_share_nothing_and_lack_nothing(
    shelf: Shelf, query: Query, term: Node
) -> None:
    # All with one filter of visibility, or the halves would be of different wholes.
    seen = parse("is:read,unread,later,draft,future,expired,hidden")
    turned = parse(f"-({term})" if term.negated else f"-{term}").terms
    library = shelf.library
    whole = set(library.ids(seen & query))
    yes = set(library.ids(seen & query & Query((term,))))
    no = set(library.ids(seen & query & Query(turned)))
    assert yes | no == whole
    assert not yes & no


def test_ids_and_their_prefixes(shelf: Shelf) -> None:
    library, known = shelf.library, shelf.known
    for article in known:
        written = ids.to_text(article.id)
        for length in (4, 6, 13):
            query = parse(f"id:{written[:length]} is:read,unread,later,draft,future,expired,hidden")
            assert list(library.ids(query)) == expected(query, known)


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("", set()),
        ("deep", set()),
        ("is:draft", {"draft"}),
        ("is:draft,starred", {"draft", "future", "expired"}),
        ("-is:draft", set()),
        ("-is:draft is:future or deep", {"draft", "future", "expired"}),
        ("-(is:draft a)", set()),
        ("is:hidden or is:unread", {"hidden"}),
        ("-is:hidden", set()),
    ],
)
def test_what_is_hidden_shows_where_a_query_asks_for_it(
    shelf: Shelf, text: str, shows: set[str]
) -> None:
    found = set(shelf.library.ids(parse(text)))
    states = {k.state for k in shelf.known if k.id in found} - {"visible"}
    hidden = {"hidden"} if any(k.hidden for k in shelf.known if k.id in found) else set()
    assert states | hidden == shows


def test_a_query_sees_only_the_sources_in_scope(world: World) -> None:
    mine = world.fill(3, "mine")
    world.fill(3, "other")
    library = world.open("mine")
    library.fold()
    assert set(library.ids(EVERYTHING)) == set(mine)
    assert set(library.ids(parse("article"))) == set(mine)
    assert not library.ids(parse("source:other"))
    nothing = world.open("nowhere")
    assert not nothing.ids(EVERYTHING)
    assert not nothing.ids(parse("article or body"))
    assert nothing.counts(parse("is:unread")).total == 0
    nothing.close()
    library.close()
