"""The search index is kept in step with the articles, whatever becomes of either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOW, World, index, ingest, make_draft
from tests.store.search_index import (
    NOTICE,
    assert_in_step,
    entries,
    index_all,
    left,
    take_in,
)
from tui.bodies.searchable import searchable
from tui.core.draft import Draft
from tui.core.furniture import Found, mark_of
from tui.core.models import Body
from tui.core.queryparse import parse
from tui.library import Library
from tui.refresh import indexing
from tui.refresh.indexing import Indexing
from tui.store.ingest import LibraryWriter


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    world.subscribe()
    opened = world.open()
    yield opened
    opened.close()


def found(library: Library, text: str) -> set[int]:
    return set(library.ids(parse(text)))


def story(number: int, body: str, **changes: object) -> Draft:
    return make_draft(number, body=body, **changes)


def test_what_is_new_is_found(world: World, library: Library) -> None:
    (number,) = ingest(
        world.library,
        [
            story(
                0,
                "A **lighthouse** 在海邊。",
                title="Storm warning",
                authors=("Ann Lee", "老安"),
                summary="Waves and wind",
                tags=("Weather",),
                categories=("沿岸",),
            )
        ],
    )
    for text in (
        *("lighthouse", "LIGHT*", "海边", "海邊", "storm", "'ann", "老安", "waves", "weather"),
        *("沿岸", '"storm warning"', '"ann lee"', "storm waves -sun", "-(storm sun)"),
    ):
        assert found(library, text) == {number}, text
    for text in ("light", "warning storm sun", '"warning ann"', '"lee waves"', "边海", "-storm"):
        assert not found(library, text), text
    assert_in_step(world.library)


def test_no_phrase_goes_on_from_one_value_to_the_next(world: World, library: Library) -> None:
    values = ("Ann Lee", "老安", "海邊")
    (number,) = ingest(
        world.library, [story(0, "stone", authors=values, tags=values[1:], categories=values[:1])]
    )
    for text in ('"ann lee"', "lee", "老安", "海边", '"lee"*'):
        assert found(library, text) == {number}, text
    for text in ('"lee 老安"', '"lee 老"*', "安海", "老安海邊", '"lee 海邊"'):
        assert not found(library, text), text
    assert_in_step(world.library)


@pytest.mark.parametrize(
    ("summary", "body", "words"),
    [
        ("", "one two three", 3),
        ("one two", "one two three", 3),
        ("one two …", "one two three", 3),
        ("one two.", "# Heading\n\none two three", 4),
        ("two one", "one two three", 5),
        ("one two four", "one two three", 6),
        ("three", "one two " + "word " * 40 + "three", 44),
        # Of a long one both ends must be there.
        ("begun " + "word " * 30 + "ended", "begun " + "word " * 30 + "ended. More.", 33),
        ("begun " + "word " * 30 + "ended", "begun " + "word " * 30 + "never. More.", 65),
        ("begun " + "word " * 30 + "ended", "never " + "word " * 30 + "ended. More.", 65),
    ],
)
def test_a_summary_that_the_body_begins_with_is_read_once(
    world: World, library: Library, summary: str, body: str, words: int
) -> None:
    (number,) = ingest(world.library, [story(0, body, summary=summary)])
    assert found(library, f"words:{words}") == {number}
    for word in summary.rstrip(" .…").split():
        assert found(library, word) == {number}, word
    assert_in_step(world.library)


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "The new words."},
        {"title": "New words"},
        {"title": "New words", "published": NOW - timedelta(days=40)},
        {"body": "The new words.", "published": datetime(1961, 4, 12, tzinfo=UTC)},
        {"authors": ("New words",)},
        {"summary": "New words."},
        {"tags": ("new words",)},
        {"body": "<p>The <b>new</b> words</p>", "body_format": "html"},
        {"body": "The new words.", "draft": True},
    ],
    ids=lambda changes: " ".join(changes),
)
def test_what_is_edited_is_found_by_its_new_words_only(
    world: World, library: Library, changes: dict[str, object]
) -> None:
    # Each of its parts is of other words, so that whichever is edited takes some away.
    old = story(
        0, "bodily", title="titled", authors=("authored",), summary="summed", tags=("tagged",)
    )
    ingest(world.library, [old, story(1, "bodily and new words")])
    (number,) = ingest(world.library, [replace(old, **changes)])  # type: ignore[arg-type]
    library.fold()
    everything = "is:draft,read,unread"
    assert number in found(library, f'"new words" {everything}')
    gone = {"body": "bodily", "title": "titled", "authors": "authored", "summary": "summed"}
    for name, word in {**gone, "tags": "tagged"}.items():
        assert (number in found(library, f"{word} {everything}")) == (name not in changes), word
    assert_in_step(world.library)


def test_of_two_edits_in_a_row_the_last_is_found(world: World, library: Library) -> None:
    ingest(world.library, [story(0, "first")])
    take_in(world.library, [story(0, "second", published=NOW - timedelta(days=3))])
    (number,) = take_in(world.library, [story(0, "third")])
    assert found(library, "second or third") == set()  # not yet, and nothing raises
    index_all(world.library)
    assert found(library, "third") == {number}
    assert found(library, "first or second") == set()
    assert_in_step(world.library)


def test_an_edit_that_is_taken_back_leaves_what_was(world: World, library: Library) -> None:
    (number,) = ingest(world.library, [story(0, "first")])
    before = entries(world.library)
    take_in(world.library, [story(0, "second")])
    take_in(world.library, [story(0, "first")])
    index_all(world.library)
    assert entries(world.library) == before
    assert found(library, "first") == {number}


@pytest.mark.parametrize("way", ["dropped", "buried", "dropped before it was indexed"])
def test_what_is_gone_is_not_found(world: World, library: Library, way: str) -> None:
    numbers = take_in(world.library, [story(0, "gone stone"), story(1, "stone")])
    if way != "dropped before it was indexed":
        index_all(world.library)
    with closing(LibraryWriter(world.library)) as writer:
        if way == "buried":
            writer.bury(writer.source("news"), numbers[:1], NOW)
        else:
            writer.drop(numbers[:1], {})
        assert numbers[0] not in found(library, "stone")  # at once
        index(writer)
    assert found(library, "gone") == set()
    assert found(library, "stone") == {numbers[1]}
    assert_in_step(world.library)


def test_what_moved_is_found_as_what_it_is_now(world: World, library: Library) -> None:
    (old,) = ingest(world.library, [story(0, "stone", guid="a.md", path="a.md")])
    (new,) = take_in(world.library, [story(0, "stone", guid="b.md", path="b.md")])
    with closing(LibraryWriter(world.library)) as writer:
        writer.drop([old], {old: new})
        index(writer)
    assert found(library, "stone") == {new}
    # Another path for the same article changes no word.
    before = entries(world.library)
    ingest(world.library, [story(0, "stone", guid="b.md", path="c.md")])
    assert entries(world.library) == before
    assert_in_step(world.library)


def test_what_is_not_shown_is_indexed_and_found_when_its_time_comes(
    world: World, library: Library
) -> None:
    later = NOW + timedelta(days=2)
    draft, future = ingest(
        world.library, [story(0, "stone", draft=True), story(1, "stone", visible_from=later)]
    )
    assert found(library, "stone") == set()
    assert found(library, "stone is:draft") == {draft}
    with closing(LibraryWriter(world.library)) as writer:
        writer.reveal(later + timedelta(hours=1))
    assert left(world.library) == 0
    assert found(library, "stone") == {future}
    assert_in_step(world.library)


def set_furniture(world: World, *notices: str) -> None:
    with closing(LibraryWriter(world.library)) as writer:
        number = writer.source("news")
        if writer.set_furniture(number, [Found(mark_of(n), n, 9) for n in notices]):
            writer.reindex(number)
        index(writer)


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_furniture_is_not_searched_and_comes_back_when_it_is_none(
    world: World, library: Library, form: str
) -> None:
    written = (f"<p>stone, C# and C++</p><p>{NOTICE}</p>" if form == "html" else
               f"stone, C# and C++\n\n{NOTICE}")  # fmt: skip
    (number,) = ingest(world.library, [story(0, written, body_format=form)])
    assert found(library, "harbour") == {number}
    set_furniture(world, NOTICE)
    assert found(library, "harbour") == set()
    for word in ("stone", "C#", "C++"):  # what is read is found as before
        assert found(library, word) == {number}, word
    assert_in_step(world.library)
    (other,) = ingest(world.library, [story(1, written, body_format=form)])
    assert found(library, "harbour") == set()
    assert found(library, "stone") == {number, other}
    ingest(world.library, [story(0, written.replace("stone", "rock"), body_format=form)])
    assert found(library, "rock") == {number}
    set_furniture(world, "Another notice.")
    assert found(library, "harbour") == {number, other}
    assert_in_step(world.library)
    set_furniture(world)
    assert_in_step(world.library)


def test_who_was_killed_before_the_index_was_written_goes_on(
    world: World, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = [story(n, f"stone w{n}") for n in range(20)]
    numbers = take_in(world.library, drafts)
    assert left(world.library) == 20
    assert found(library, "stone") == set()
    with monkeypatch.context() as context, closing(LibraryWriter(world.library)) as writer:
        context.setattr(indexing, "_CHARACTERS", 1)
        next(Indexing(writer).steps())
    assert 0 < left(world.library) < 20
    take_in(world.library, [story(n, f"rock w{n}") for n in range(10)])
    index_all(world.library)
    assert found(library, "stone") == set(numbers[10:])
    assert found(library, "rock") == set(numbers[:10])
    assert_in_step(world.library)


def test_what_fails_in_the_midst_of_a_step_leaves_no_half_of_it(
    world: World, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(world.library, [story(n, f"stone w{n}") for n in range(5)])

    def failing(body: Body, cut: int) -> str:
        if "w2" in body.text:
            raise MemoryError
        return searchable(body, cut)

    with monkeypatch.context() as context:
        context.setattr(indexing, "searchable", failing)
        with pytest.raises(MemoryError):
            index_all(world.library)
    assert entries(world.library) == []
    assert left(world.library) == 5
    index_all(world.library)
    assert len(found(library, "stone")) == 5
    assert_in_step(world.library)


def test_more_edits_than_fit_a_step_are_taken_out_before_anything_is_put_in(
    world: World, library: Library
) -> None:
    # What stands at one place in the index must be out before its successor comes in.
    numbers = ingest(world.library, [story(n, f"old w{n}") for n in range(1_010)])
    ingest(world.library, [story(n, f"new w{n}") for n in range(1_010)])
    assert found(library, "old") == set()
    assert found(library, "new") == set(numbers)
    assert_in_step(world.library)
