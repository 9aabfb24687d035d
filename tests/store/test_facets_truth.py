"""What the tag filter counts is what choosing that row then shows, for any query."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import NOW, World, ingest, make_draft
from tui.core.change import hide, mark_read, star, tag
from tui.core.query import Query, Term
from tui.core.queryparse import parse
from tui.core.text import Line, fold
from tui.library import LABEL_FACETS, WHEN, Library
from tui.store.ingest import LibraryWriter

COUNT = 60
SOURCES = ("news", "site", "lwn", "loud", "gone")
SECTIONS = {"posts": "All posts", "notes": "My notes"}
TAGS = ("AI", "Robots", "人工智能", "two words", 'x"y', "100%")
CATEGORIES = (("News",), ("opinion", "AI"), ())
LANGUAGES = ("en", "zh-CN", "", "de")
OWN_OF_SOURCES = {"news": ("Daily", "ai"), "lwn": ("Linux", "ＲＯＢＯＴＳ"), "gone": ("Never",)}
OWN_OF_ARTICLES = {
    "重要": range(0, COUNT, 5),
    "ai": range(0, COUNT, 4),
    "DAILY": range(0, COUNT, 7),
}
HOURS = (1, 5, 20, 40, 160, 180, 700, 760)


class Known(NamedTuple):
    """What is known of an article apart from the store; labels are folded."""

    source: str
    section: str
    at: datetime
    tags: frozenset[str]
    categories: frozenset[str]
    lang: str


class Shelf:
    """Its repr stays short in hypothesis' reports."""

    def __init__(self, library: Library, known: dict[int, Known]) -> None:
        self.library = library
        self.known = known


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory() as folder:
        built = build(World(Path(folder)))
        yield built
        built.library.close()


def build(world: World) -> Shelf:
    """Five sources: one has sections, one is muted, one is not subscribed to any more."""
    for source in SOURCES:
        world.subscribe(source, subscribed=source != "gone")
    known = {}
    every = []
    for number in range(COUNT):
        source = SOURCES[number % len(SOURCES)]
        section = ("posts", "notes", "")[number // 5 % 3] if source == "site" else ""
        mine = tuple(name for bit, name in enumerate(TAGS) if (number * 7 + bit * 3) % 11 < 4)
        at = NOW - timedelta(hours=HOURS[number % len(HOURS)], minutes=number)
        draft = make_draft(
            number,
            published=at,
            feed_key=section,
            tags=mine,
            categories=CATEGORIES[number % 3],
            lang=LANGUAGES[number % 4],
            draft=number % 20 == 11,
            visible_to=NOW - timedelta(minutes=1) if number % 20 == 17 else None,
        )
        (identity,) = ingest(world.library, [draft], source)
        every.append(identity)
        own = [name for name, numbers in OWN_OF_ARTICLES.items() if number in numbers]
        own += OWN_OF_SOURCES.get(source, ())
        known[identity] = Known(
            source,
            SECTIONS.get(section, ""),
            at,
            folded((*mine, *own)),
            folded(CATEGORIES[number % 3]),
            fold(LANGUAGES[number % 4]),
        )
    writer = LibraryWriter(world.library)
    for key, title in SECTIONS.items():
        writer.describe(writer.source("site"), key, Line(title), None)
    writer.close()
    library = world.open()
    for source, names in OWN_OF_SOURCES.items():
        library.edit_sources([(source, {"tags": '["' + '", "'.join(names) + '"]'})])
    library.edit_sources([("loud", {"settings": '{"mute": true}'})])
    library.fold()
    for name, numbers in OWN_OF_ARTICLES.items():
        library.apply(tag([every[n] for n in numbers], name))
    library.apply(mark_read(every[::3]))
    library.apply(star(every[::4]))
    library.apply(hide(every[6::9]))
    return Shelf(library, known)


def folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names))


def truth(shelf: Shelf, query: Query) -> dict[str, Counter[str]]:
    """Every label kind, with how many of the articles in ``query`` bear each value."""
    found = [shelf.known[number] for number in shelf.library.ids(query)]
    return {
        "tag": Counter(name for each in found for name in each.tags),
        "category": Counter(name for each in found for name in each.categories),
        "lang": Counter(each.lang for each in found if each.lang),
        "source": Counter(each.source for each in found),
        "feed": Counter(fold(each.section) for each in found if each.section),
    }


PARTS = (
    *("tag:ai", "tag:重要", "tag:robots,daily", 'tag:"two words"', "tag:nobody", "tag:linux"),
    *("category:news", "category:ai,opinion", "lang:zh", "lang:en,de", "source:news,site"),
    *("source:lwn", "source:loud", "feed:posts", 'feed:"my notes"', "folder:none", "title:3"),
    *("is:unread", "is:read", "is:starred", "is:hidden", "is:draft", "is:expired", "is:edited"),
    *(
        "is:read,hidden",
        "newer:2d",
        "older:7d",
        "since:today",
        "article",
        "body",
        "artic*",
        "~[13]$",
    ),
    *("words:>3", "words:<2", "id:aaaa", "nowhere"),
)
part = st.builds(str.__add__, st.sampled_from(("", "", "", "-")), st.sampled_from(PARTS))
several = st.lists(part, max_size=3).map(" ".join)
group = st.lists(st.lists(part, min_size=1, max_size=2).map(" ".join), min_size=2, max_size=3).map(
    lambda parts: f"({' or '.join(parts)})"
)
queries = st.lists(st.one_of(part, group), max_size=3).map(" ".join)


@given(queries)
@example("")
@example("is:unread")
@example("is:hidden")
@example("tag:ai is:unread")
@example("-tag:daily")
@example("source:loud")
@settings(max_examples=100)
def test_counts_are_those_of_what_bears_the_values(shelf: Shelf, written: str) -> None:
    query = parse(written)
    expected = truth(shelf, query)
    facets = shelf.library.facets(query)
    assert set(facets.values) == {"when", *LABEL_FACETS}
    for kind in LABEL_FACETS:
        values = facets.values[kind]
        counted = [(fold(name), count) for name, count in values]
        assert dict(counted) == dict(expected[kind]), kind
        assert len(counted) == len(dict(counted))  # each is there once
        assert [count for _, count in counted] == sorted((n for _, n in counted), reverse=True)


@given(queries)
@example("is:unread")
@example("is:unread or is:hidden")
@settings(max_examples=100)
def test_choosing_a_value_shows_as_many_as_were_counted(shelf: Shelf, written: str) -> None:
    query = parse(written)
    library = shelf.library
    for kind, values in library.facets(query).values.items():
        field = "newer" if kind == "when" else kind
        for name, count in values:
            assert library.counts(query & Query((Term(field, (name,)),))).total == count, (
                kind,
                name,
            )


@given(queries)
@settings(max_examples=50)
def test_times_are_counted_from_now(shelf: Shelf, written: str) -> None:
    query = parse(written)
    when = shelf.library.facets(query).values["when"]
    begin = {
        "today": NOW.replace(hour=0),
        "7d": NOW - timedelta(days=7),
        "30d": NOW - timedelta(days=30),
    }
    times = [shelf.known[number].at for number in shelf.library.ids(query)]
    assert [name for name, _ in when] == list(WHEN) == list(begin)
    assert dict(when) == {name: sum(at >= first for at in times) for name, first in begin.items()}


def test_the_shelf_has_something_of_everything(shelf: Shelf) -> None:
    """Or else the laws above say little."""
    found = truth(shelf, parse(""))
    assert all(len(counter) > 1 for counter in found.values())
    assert {"重要", "daily", "linux", "robots", "人工智能"} <= found["tag"].keys()
    assert "never" not in found["tag"]
    for query in ("is:unread", "is:starred", "is:hidden", "is:draft", "is:expired", "~[13]$"):
        assert shelf.library.ids(parse(query))
    assert "loud" not in truth(shelf, parse("is:unread"))["source"]


@pytest.mark.parametrize("kinds", [LABEL_FACETS, ("tag",)], ids=["all", "tags"])
def test_which_tags_are_the_users_own_is_told(shelf: Shelf, kinds: tuple[str, ...]) -> None:
    given = (*OWN_OF_ARTICLES, *(name for names in OWN_OF_SOURCES.values() for name in names))
    assert shelf.library.facets(parse(""), kinds).own == folded(given)


def test_a_tag_that_its_source_itself_and_its_publisher_give_counts_once(world: World) -> None:
    first, second, third = world.fill(3, tags=("Kernel",))
    (other,) = ingest(world.library, [make_draft(9, tags=())], "other")
    world.subscribe("other")
    library = world.open()
    library.edit_sources([("news", {"tags": '["kernel"]'})])
    library.fold()
    library.apply(tag([first, other], "KERNEL"))
    assert library.facets(parse("")).values["tag"] == (("Kernel", 4),)
    library.apply(tag([first, other], "kernel", False))
    assert library.facets(parse("")).values["tag"] == (("Kernel", 3),)
    library.apply(hide([second]))
    assert library.facets(parse("")).values["tag"] == (("Kernel", 2),)
    assert library.facets(parse("is:hidden")).values["tag"] == (("Kernel", 1),)
    assert third in library.ids(parse("tag:kernel"))
    library.close()
