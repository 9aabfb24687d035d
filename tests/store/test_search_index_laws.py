"""Whatever happened to the articles and in whatever order, the index finds what reading them finds."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import NOW, World, index, ingest, make_draft
from tests.store.reading_sql import all_rows
from tests.store.search_index import NOTICE, assert_in_step, index_all, naive_find, take_in
from tui.core.change import mark_read
from tui.core.draft import Draft
from tui.core.furniture import Found, mark_of
from tui.core.ids import article_id
from tui.core.query import EVERYTHING, Query, Word
from tui.core.queryparse import parse
from tui.refresh import indexing
from tui.refresh.indexing import Indexing
from tui.store.ingest import LibraryWriter

MOMENTS = (NOW, NOW - timedelta(days=1), datetime(1961, 4, 12, tzinfo=UTC), None)
BODIES = (
    "Deep learning is **deep**.",
    "學習[深度](https://example.org/learning)學習。服務",
    f"deep\n\n{NOTICE}",
    "",
    f"<p>Deep <i>服务</i></p><script>learning</script><p>{NOTICE}</p>",
    "C++ 🎉 learn",
)
drafts = st.builds(
    lambda number, title, body, moment, summary, tags: make_draft(
        number,
        title=title,
        body=BODIES[body],
        body_format="html" if body == 4 else "markdown",
        published=moment,
        summary=summary,
        tags=tags,
    ),
    st.integers(0, 4),
    st.sampled_from(("Deep", "深度學習", "learning deep", "—")),
    st.integers(0, len(BODIES) - 1),
    st.sampled_from(MOMENTS),
    st.sampled_from(("", "Deep learning is", "harbour notes", "服務台")),
    st.sampled_from(((), ("deep",), ("deep", "learning"), ("服務",))),
)
steps = st.lists(
    st.lists(drafts, min_size=1, max_size=3)
    | st.tuples(st.sampled_from(("drop", "bury", "furniture", "index", "some")), st.integers(0, 4)),
    max_size=14,
)
WORDS = (
    "deep",
    "learning",
    "learn",
    "deep learning",
    "学习",
    "習深",
    "服务",
    "学习服务",
    "c++",
    "🎉",
)


def take(library: Path, step: list[Draft] | tuple[str, int]) -> None:
    """One step of what may happen; the index is brought up to date only by some."""
    if isinstance(step, list):
        take_in(library, step)
        return
    what, number = step
    with closing(LibraryWriter(library)) as writer:
        source = writer.source("news")
        one = [article_id("news", f"guid-{number}")]
        if what == "drop":
            writer.drop(one, {})
        elif what == "bury":
            writer.bury(source, one, NOW)
        elif what == "furniture":
            known = [Found(mark_of(NOTICE), NOTICE, 9)] if number % 2 else []
            if writer.set_furniture(source, known):
                writer.reindex(source)
        elif what == "index":
            index(writer)
        else:
            next(Indexing(writer).steps(), None)


@given(happening=steps)
@example(happening=[[make_draft(0)], ("index", 0), [make_draft(0, body="")], ("drop", 0)])
@example(
    happening=[
        [make_draft(0, body=BODIES[2]), make_draft(1, body=BODIES[4], body_format="html")],
        *(("index", 0), ("furniture", 1), ("index", 0), ("furniture", 0)),
    ]
)
@settings(max_examples=60)
def test_after_any_steps_the_index_is_that_of_the_articles(
    happening: list[list[Draft] | tuple[str, int]],
) -> None:
    with pytest.MonkeyPatch.context() as context, tempfile.TemporaryDirectory() as folder:
        context.setattr(indexing, "_CHARACTERS", 600)  # a transaction of an article or two
        world = World(Path(folder))
        world.subscribe()
        library = world.open()
        try:
            for step in happening:
                take(world.library, step)
                library.ids(parse("deep or 服务"))  # whenever it is asked, it answers
            index_all(world.library)
            assert_in_step(world.library)
            for text in WORDS:
                for prefix in (False, True):
                    query = Query((Word(text, prefix),))
                    found = naive_find(world.library, text, prefix=prefix)
                    assert set(library.ids(query)) == found, query
                    turned = Query((Word(text, prefix, negated=True),))
                    assert set(library.ids(turned)) == set(library.ids(EVERYTHING)) - found, query
        finally:
            library.close()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", 0),
        ("Deep learning, explained.", 3),
        ("don't well-known 3.14", 6),  # each is one to be found, too
        ("人工智能", 4),
        ("AI应用。服务，好！", 6),
        ("中**国**服务", 4),
        ("# Heading\n\n- item\n- item\n\n> quoted", 4),
        ("one — two", 2),
        ("one & two", 2),
        ("[linked words](https://example.org/a-b)", 2),
        ("🎉🎉", 2),
    ],
)
def test_the_words_of_an_article_are_counted(world: World, body: str, words: int) -> None:
    # Signs are no words, wherever they stand.
    world.subscribe()
    (number,) = ingest(world.library, [make_draft(0, body=body)])
    assert all_rows(world.library, "SELECT words FROM indexed") == [(words,)]
    library = world.open()
    assert list(library.ids(parse(f"words:{words}"))) == [number]
    assert not library.ids(parse(f"words:<{words},>{words}"))
    library.close()


def test_the_best_match_comes_first(world: World) -> None:
    world.subscribe()
    body, label, title, twice, *_ = ingest(
        world.library,
        [
            make_draft(0, title="a", body="stone and other words", tags=()),
            make_draft(1, title="b", body="other words", tags=("stone",)),
            make_draft(2, title="stone", body="other words", tags=()),
            make_draft(3, title="stone", body="stone, stone and stone", tags=()),
            make_draft(4, title="c", body="other words", tags=()),
        ],
    )
    library = world.open()
    library.fold()
    library.apply(mark_read([label]))
    assert list(library.ids(parse("stone sort:relevance"))) == [twice, title, label, body]
    assert list(library.ids(parse("stone is:unread sort:relevance"), limit=2)) == [twice, title]
    assert list(library.ids(parse("stone sort:oldest"))) == [twice, title, label, body]
    assert list(library.ids(parse("stone"))) == [body, label, title, twice]
    library.close()
