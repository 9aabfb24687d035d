"""Labels that tell nothing, sections as a facet, and what sources and sections are called."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import NOW, World, ingest, make_draft
from tui.core.draft import Draft
from tui.core.models import Subscription
from tui.core.query import EVERYTHING
from tui.core.queryparse import parse
from tui.core.text import Line
from tui.library import Library, Scope, open_library
from tui.store.ingest import LibraryWriter

Opened = Callable[..., Library]
BARE: dict[str, object] = {"tags": (), "categories": ()}


@pytest.fixture
def opened(world: World) -> Iterator[Opened]:
    """A library over the world, with other names for what is in it."""
    libraries: list[Library] = []

    def library(**names: str) -> Library:
        libraries.append(with_names(world, {k.replace("_", " "): v for k, v in names.items()}))
        return libraries[-1]

    yield library
    for one in libraries:
        one.close()


def with_names(world: World, names: Mapping[str, str]) -> Library:
    library = open_library(
        world.state, world.library, Scope(None), now=lambda: NOW, zone=UTC, names=names
    )
    library.fold()
    return library


def subscribe(world: World, key: str, name: str = "") -> None:
    store = world.store()
    store.remember(Subscription(key, "directory", f"/nowhere/{key}", Line(name), unread="all"))
    store.close()


def fill(world: World, key: str, *drafts: Draft, name: str = "") -> None:
    subscribe(world, key, name)
    ingest(world.library, drafts, key)


def bearing(
    labels: Mapping[str, int], count: int, first: int = 0, **changes: object
) -> list[Draft]:
    """``count`` articles, of which so many bear each label."""
    borne = [tuple(label for label, many in labels.items() if n < many) for n in range(count)]
    return [
        make_draft(first + n, **(BARE | {"tags": tags} | changes)) for n, tags in enumerate(borne)
    ]


def title(world: World, source: str, feed: str, words: str) -> None:
    writer = LibraryWriter(world.library)
    writer.describe(writer.source(source), feed, Line(words), None)
    writer.close()


def worn(library: Library) -> dict[str, set[str]]:
    """The labels that tell nothing, by what their feed is called."""
    found = library.worn_labels().by_feed
    rows = library.rows(library.ids(EVERYTHING)).values()
    return {row.source_name: set(found[row.feed]) for row in rows}


def called(library: Library) -> set[str]:
    return {str(row.source_name) for row in library.rows(library.ids(EVERYTHING)).values()}


# Labels that tell nothing


@pytest.mark.parametrize(
    ("count", "bearers", "tells_nothing"),
    [
        (4, 4, False),  # of so few, "all" says nothing
        (5, 5, True),
        (5, 4, False),
        (19, 18, False),
        (20, 19, True),
        (20, 18, False),
        (100, 95, True),
        (100, 94, False),
        (100, 100, True),
    ],
)
@pytest.mark.parametrize("kind", ["tags", "categories"])
def test_what_nearly_all_of_enough_articles_bear_tells_nothing(
    world: World, opened: Opened, count: int, bearers: int, tells_nothing: bool, kind: str
) -> None:
    several = [{kind: ("Big", "All") if n < bearers else ("All",)} for n in range(count)]
    fill(world, "news", *(make_draft(n, **(BARE | some)) for n, some in enumerate(several)))
    expected = {"news", *(("all",) if count >= 5 else ()), *(("big",) if tells_nothing else ())}
    assert worn(opened()) == {"news": expected}
    assert ("big" in opened().worn_labels().everywhere) is tells_nothing


def test_each_feed_is_judged_by_itself(world: World, opened: Opened) -> None:
    fill(
        world,
        "news",
        *bearing({"AI": 10, "chips": 3}, 10, feed_key="tech"),
        *bearing({"AI": 2, "chips": 10}, 10, 100, feed_key="arts"),
        *bearing({"Robots": 5}, 5, 200, feed_key="robots"),
    )
    fill(world, "wire", *bearing({"AI": 6, "Robots": 6}, 6, 300))
    assert worn(opened()) == {
        "tech": {"news", "tech", "ai"},
        "arts": {"news", "arts", "chips"},
        "robots": {"news", "robots"},
        "wire": {"wire", "ai", "robots"},
    }
    # Robots are on every article that bears them; the others tell something somewhere.
    assert opened().worn_labels().everywhere == {"robots"}


def test_a_feeds_and_a_sources_name_tell_nothing_however_few_bear_them(
    world: World, opened: Opened
) -> None:
    labels = {"The Papers": 1, "TECH news": 1, "tech": 1, "papers": 1, "AI": 1}
    fill(world, "papers", *bearing(labels, 2, feed_key="tech"), name="The Papers")
    title(world, "papers", "tech", "Tech News")
    library = opened()
    assert worn(library) == {"Tech News": {"the papers", "tech news"}}
    assert library.worn_labels().everywhere == {"the papers", "tech news"}


def test_another_name_tells_nothing_either(world: World, opened: Opened) -> None:
    fill(world, "papers", *bearing({"News of Ours": 1, "AI": 1}, 2))
    assert worn(opened()) == {"papers": {"papers"}}
    assert worn(opened(papers="News of ours")) == {"News of ours": {"news of ours"}}
    title(world, "papers", "", "code")
    assert worn(opened(code="Ours")) == {"Ours": {"ours", "code"}}


def test_a_language_is_no_label(world: World, opened: Opened) -> None:
    fill(world, "news", *bearing({}, 6, lang="en"))
    assert opened().worn_labels().everywhere == frozenset()


SIZES = st.integers(0, 25)


@settings(max_examples=25)
@given(st.lists(st.tuples(SIZES, st.dictionaries(st.sampled_from("abcdef"), SIZES)), max_size=3))
def test_worn_labels_are_as_counting_says(feeds: list[tuple[int, dict[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        world = World(Path(root))
        subscribe(world, "news")
        told: Counter[str] = Counter()
        expected: dict[str, set[str]] = {}
        for number, (count, labels) in enumerate(feeds):
            drafts = bearing(labels, count, number * 100, feed_key=f"feed {number}")
            ingest(world.library, drafts, "news")
            borne = Counter(label for draft in drafts for label in draft.tags)
            nothing = {x for x, n in borne.items() if count >= 5 and 100 * n >= 95 * count}
            told.update(borne.keys() - nothing)
            if drafts:
                expected[f"feed {number}"] = {"news", f"feed {number}"} | nothing
        library = with_names(world, {})
        try:
            assert worn(library) == expected
            every = {label for labels in expected.values() for label in labels if len(label) == 1}
            assert library.worn_labels().everywhere == every - told.keys()
        finally:
            library.close()


# Sections


def test_sections_are_counted_under_their_names_the_fullest_first(
    world: World, opened: Opened
) -> None:
    fill(
        world,
        "site",
        *bearing({}, 2, feed_key="posts"),
        *bearing({}, 3, 100, feed_key="notes"),
        *bearing({}, 1, 200),
    )
    fill(world, "wire", *bearing({}, 4, 300))
    title(world, "site", "posts", "All posts")
    library = opened(notes="My notes")
    found = library.facets(EVERYTHING).values
    assert found["feed"] == (("My notes", 3), ("All posts", 2))
    assert found["source"] == (("site", 6), ("wire", 4))
    assert library.facets(parse("feed:posts")).values["feed"] == (("All posts", 2),)
    assert library.facets(parse("source:wire")).values["feed"] == ()


def test_without_sections_there_is_nothing_to_choose(world: World, opened: Opened) -> None:
    fill(world, "news", *bearing({}, 3))
    fill(world, "wire", *bearing({}, 3, 100))
    assert opened().facets(EVERYTHING).values["feed"] == ()


# Other names


def test_a_source_a_section_and_a_sole_category_bear_the_users_names(
    world: World, opened: Opened
) -> None:
    fill(world, "titled", *bearing({}, 1))
    title(world, "titled", "", "The Titled Times")
    fill(world, "keyed", *bearing({}, 1, 10))
    fill(world, "site", *bearing({}, 1, 20, feed_key="a-section"))
    title(world, "site", "a-section", "Its Section")
    fill(world, "sole", *bearing({}, 1, 30, categories=("Tech",)))
    writer = LibraryWriter(world.library)
    writer.name_by_category(writer.source("sole"))
    writer.close()
    fill(world, "given", *bearing({}, 1, 40), name="As I call it")
    assert called(opened()) == {"The Titled Times", "keyed", "Its Section", "Tech", "As I call it"}
    by_title = opened(
        THE_titled_TIMES="one", KEYED="two", its_section="three", tech="four", given="five"
    )
    assert called(by_title) == {"one", "two", "three", "four", "As I call it"}
    names = {"titled": "1", "a-section": "3", "sole": "4", "as i call it": "5"}
    by_key = with_names(world, names)
    assert called(by_key) == {"1", "keyed", "3", "4", "As I call it"}
    by_key.close()


@pytest.mark.parametrize(
    ("categories", "name"),
    [
        ([("Tech",), ("Tech", "AI"), ("Tech",)], "Tech"),
        ([("Tech",), ("TECH",), ("tech",)], "Tech"),
        ([("Tech", "AI"), ("AI", "Tech")], ""),
        ([("Tech",), ()], ""),
        ([("Tech",), ("AI",)], ""),
        ([(), ()], ""),
    ],
)
def test_a_source_without_a_title_is_called_by_the_one_category_of_all(
    world: World, opened: Opened, categories: list[tuple[str, ...]], name: str
) -> None:
    fill(world, "posts", *(make_draft(n, categories=some) for n, some in enumerate(categories)))
    writer = LibraryWriter(world.library)
    writer.name_by_category(writer.source("posts"))
    writer.close()
    assert called(opened()) == {name or "posts"}


@pytest.mark.parametrize("section", ["", "part"])
def test_a_title_and_sections_are_not_outdone_by_a_category(
    world: World, opened: Opened, section: str
) -> None:
    fill(world, "posts", make_draft(1, feed_key=section))
    if not section:
        title(world, "posts", "", "The Posts")
    writer = LibraryWriter(world.library)
    writer.name_by_category(writer.source("posts"))
    writer.close()
    assert called(opened()) == {section or "The Posts"}
    assert opened().names() == {"posts": "posts" if section else "The Posts"}


@pytest.mark.parametrize(
    "asked", ["posts", "POSTS", "All posts", "all POSTS", "mine", "MINE", "l pos"]
)
def test_a_section_is_asked_for_by_key_title_and_other_name(
    world: World, opened: Opened, asked: str
) -> None:
    fill(world, "site", *bearing({}, 2, feed_key="posts"), *bearing({}, 3, 100, feed_key="else"))
    title(world, "site", "posts", "All posts")
    for names in ({"posts": "Mine"}, {"All_posts": "Mine"}):
        library = opened(**names)
        found = library.rows(library.ids(parse(f'feed:"{asked}"'))).values()
        assert [row.source_name for row in found] == ["Mine", "Mine"]
        assert len(library.ids(parse(f'-feed:"{asked}"'))) == 3


def test_a_section_is_asked_for_by_the_name_of_its_source_too(world: World, opened: Opened) -> None:
    fill(world, "site", *bearing({}, 2, feed_key="posts"), name="My site")
    fill(world, "wire", *bearing({}, 3, 100))
    counts = {asked: len(opened().ids(parse(f'feed:"{asked}"'))) for asked in ("my site", "wire")}
    assert counts == {"my site": 2, "wire": 3}
    assert len(opened().ids(parse("feed:nobody"))) == 0
