"""Queries in SQL agree with the same queries read by a few lines of Python."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import HOSTILE_TITLES, NOW, World, ingest, make_draft
from tui.core import dates, ids
from tui.core.change import mark_read, star
from tui.core.draft import Draft
from tui.core.query import EVERYTHING, Query, Term
from tui.core.queryparse import QueryError, parse
from tui.core.text import fold, line
from tui.library import Library

ZH = ("zh", "zh-CN", "zh-Hans-CN", "zhx", "en", "en-US", "")
TAGS = ("ai", "AI", "Robots", "人工智能", "two words", "100%", "a'b", 'x"y', "under_score")
SOURCES = ("news", "newsletter", "lwn")
STATES = ("visible", "visible", "visible", "draft", "future", "expired")


@dataclass(frozen=True)
class Known:
    """One article as the plain evaluation sees it."""

    id: int
    source: str
    draft: Draft
    state: str
    read: bool
    starred: bool


class Shelf:
    """The stored articles and what is known of them; its repr stays short in hypothesis' reports."""

    def __init__(self, library: Library, known: list[Known]) -> None:
        self.library = library
        self.known = known


def make(number: int) -> Draft:
    state = STATES[number % len(STATES)]
    return make_draft(
        number,
        title=f"{HOSTILE_TITLES[number % len(HOSTILE_TITLES)]} No {number}",
        published=NOW - timedelta(hours=number * 7),
        tags=tuple(TAGS[i] for i in range(len(TAGS)) if number >> i % 6 & 1),
        categories=(("News", "opinion", "AI")[number % 3],),
        lang=ZH[number % len(ZH)],
        draft=state == "draft",
        visible_from=NOW + timedelta(days=3) if state == "future" else None,
        visible_to=NOW - timedelta(days=1) if state == "expired" else None,
    )


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        known: list[Known] = []
        for source in SOURCES:
            world.subscribe(source)
        library = world.open()
        for offset, source in enumerate(SOURCES):
            drafts = [make(number) for number in range(offset, 60, 3)]
            for number, draft in zip(ingest(world.library, drafts, source), drafts, strict=True):
                place = len(known)
                state = STATES[(offset + 3 * drafts.index(draft)) % len(STATES)]
                known.append(Known(number, source, draft, state, place % 4 == 0, place % 5 == 0))
        library.fold()
        library.apply(mark_read(k.id for k in known if k.read and k.state == "visible"))
        library.apply(star(k.id for k in known if k.starred))
        yield Shelf(library, known)
        library.close()


def holds(term: Term, value: str, article: Known) -> bool:
    """Whether ``article`` is one of ``term.field:value``."""
    moment = article.draft.published
    assert isinstance(moment, datetime)
    visible = article.state == "visible"
    match term.field:
        case "tag":
            return fold(value) in map(fold, article.draft.tags)
        case "category":
            return fold(value) in map(fold, article.draft.categories)
        case "lang":
            wanted, lang = fold(value).replace("_", "-"), fold(article.draft.lang)
            return bool(lang) and (lang == wanted or lang.startswith(wanted + "-"))
        case "title":
            return fold(value) in fold(line(article.draft.title))
        case "source" | "feed":
            exact = [source for source in SOURCES if source == fold(value)]
            return article.source in (exact or [s for s in SOURCES if fold(value) in s])
        case "id":
            return ids.to_text(article.id).startswith(value.lower())
        case "newer" | "older":
            edge = dates.boundary(value, NOW, NOW.tzinfo)  # type: ignore[arg-type]
            assert edge is not None
            return (moment >= edge) == (term.field == "newer")
        case _:
            return {
                "read": visible and article.read,
                "unread": visible and not article.read,
                "starred": article.starred,
            }.get(value, article.state == value)


def expected(query: Query, shelf: list[Known]) -> list[int]:
    hidden = ("draft", "future", "expired")
    with_hidden = any(value in hidden for value in query.values("is"))
    found = [
        article
        for article in shelf
        if (with_hidden or article.state == "visible")
        and all(
            any(holds(term, value, article) for value in term.values) != term.negated
            for term in query.terms
        )
    ]
    found.sort(key=lambda a: str(a.draft.published), reverse=query.order == "newest")
    return [article.id for article in found]


VALUES = {
    "tag": st.sampled_from((*TAGS, "ＡＩ", "robots", "none", "", "%", "人工")),
    "category": st.sampled_from(("news", "OPINION", "ai", "none")),
    "lang": st.sampled_from(("zh", "ZH", "zh_CN", "zh-Hans", "en", "e", "fr")),
    "title": st.sampled_from(("no 1", "标题", "red", "ZALGO", "", "%", "_", "'", "nowhere")),
    "source": st.sampled_from(("news", "letter", "LWN", "n", "nowhere")),
    "feed": st.sampled_from(("news", "letter", "lwn", "nowhere")),
    "is": st.sampled_from(("read", "unread", "starred", "draft", "future", "expired")),
    "newer": st.sampled_from(("12h", "3d", "2w", "today", "yesterday", "2026-11-15", "100y")),
    "older": st.sampled_from(("12h", "3d", "2w", "today", "yesterday", "2026-11-15", "0h")),
}


def terms_of(name: str) -> st.SearchStrategy[Term]:
    values = st.lists(VALUES[name], min_size=1, max_size=3).map(tuple)
    return st.builds(Term, st.just(name), values, st.sampled_from((False, False, True)))


queries = st.builds(
    Query,
    st.lists(st.sampled_from(sorted(VALUES)).flatmap(terms_of), max_size=4).map(tuple),
    st.sampled_from(("newest", "oldest")),
)


@given(query=queries)
@settings(max_examples=400, deadline=None)
def test_every_query_finds_what_it_says(shelf: Shelf, query: Query) -> None:
    library, known = shelf.library, shelf.known
    found = list(library.ids(query))
    assert found == expected(query, known)
    assert sorted(library.matching(query)) == sorted(found)
    counts = library.counts(query)
    unread = {k.id for k in known if k.state == "visible" and not k.read}
    assert (counts.total, counts.unread) == (len(found), len(unread.intersection(found)))
    assert list(library.ids(query, limit=3)) == found[:3]
    assert set(library.sources_in(query)) == {k.source for k in known if k.id in set(found)}


pairs = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), VALUES[name], VALUES[name])
)


@given(pair=pairs)
@example(pair=("source", "news", "letter"))
@example(pair=("feed", "lwn", "letter"))
@settings(max_examples=150, deadline=None)
def test_a_comma_means_any(shelf: Shelf, pair: tuple[str, str, str]) -> None:
    library = shelf.library
    name, *values = pair
    if name == "is" and {*values} & {"draft", "future", "expired"}:
        return  # naming a hidden state lets hidden ones in
    alone = [set(library.ids(Query((Term(name, (value,)),)))) for value in values]
    both = set(library.ids(Query((Term(name, tuple(values)),))))
    assert both == alone[0] | alone[1]


def test_ids_and_their_prefixes(shelf: Shelf) -> None:
    library, known = shelf.library, shelf.known
    for article in known:
        written = ids.to_text(article.id)
        for length in (4, 6, 13):
            query = parse(f"id:{written[:length]} is:read,unread,draft,future,expired")
            assert list(library.ids(query)) == expected(query, known)
    assert len({k.id for k in known}) == len(known) == 60


@pytest.mark.parametrize(
    "value",
    [
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
    ],
)
@pytest.mark.parametrize("name", ["tag", "category", "source", "feed", "lang", "title"])
def test_sql_in_a_value_is_only_a_word(shelf: Shelf, name: str, value: str) -> None:
    library, known = shelf.library, shelf.known
    assert list(library.ids(Query((Term(name, (value,)),)))) == []
    assert list(library.ids(EVERYTHING)) == expected(EVERYTHING, known)


@pytest.mark.parametrize(
    "text",
    [
        "title:" + ",".join(["article"] * 1_200),
        " ".join(["-title:nowhere"] * 600),
        " ".join(["tag:ai"] * 1_400),
        "id:" + ",".join(["abcd"] * 1_900),
    ],
    ids=["many values", "many terms", "many labels", "many ids"],
)
def test_a_long_query_is_answered_or_refused_by_the_parser(shelf: Shelf, text: str) -> None:
    library, known = shelf.library, shelf.known
    try:
        query = parse(text)
    except QueryError:
        return  # it may be refused, in words; it may not end in an error of the store
    assert list(library.ids(query)) == expected(query, known)


def test_a_query_sees_only_the_sources_in_scope(world: World) -> None:
    mine = world.fill(3, "mine")
    world.fill(3, "other")
    library = world.open("mine")
    library.fold()
    assert set(library.ids(EVERYTHING)) == set(mine)
    assert not library.ids(parse("source:other"))
    nothing = world.open("nowhere")
    assert not nothing.ids(EVERYTHING)
    assert nothing.counts(parse("is:unread")).total == 0
    nothing.close()
    library.close()
