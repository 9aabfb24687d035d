"""How queries are carried out, what is hidden, and what an edit leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOW, World, ingest, make_draft
from tests.store.reading_sql import all_rows, both
from tui.core.change import mark_read, star
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.core.queryparse import parse
from tui.store.ingest import LibraryWriter
from tui.store.where import View, select


@pytest.mark.parametrize(
    "text",
    [
        "",
        "is:unread",
        "tag:all",
        "tag:all is:unread",
        "category:news",
        "lang:en",
        "source:one",
        "source:one is:unread",
        "newer:7d",
        "-tag:tag1",
        "is:draft",
    ],
)
@pytest.mark.parametrize("scope", ["all sources", "one source"])
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_order_of_the_list_needs_no_sort(
    world: World, text: str, scope: str, order: str
) -> None:
    world.fill(50, "one")
    world.fill(50, "two")
    library = world.open()
    library.fold()
    library.close()
    sources = ("one", "two") if scope == "all sources" else ("one",)
    query = parse(text)
    with both(world) as connection:
        view = View(query, sources, NOW, UTC)
        chosen = select(connection, view, {})
        sql = chosen.sql("a.id", order=order)
        plan = " | ".join(
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", chosen.parameters)
        )
    assert "TEMP B-TREE" not in plan
    assert "SCAN" in plan or "SEARCH" in plan


def test_the_order_is_that_of_the_dates_and_stable(world: World) -> None:
    world.subscribe()
    moments = [NOW - timedelta(minutes=n * 37 % 1009) for n in range(80)]
    moments += [datetime(1900, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, tzinfo=UTC)] + [NOW] * 20
    drafts = [make_draft(n, published=moment) for n, moment in enumerate(moments)]
    found = ingest(world.library, drafts)
    library = world.open()
    listed = list(library.ids(EVERYTHING))
    rows = library.rows(listed)
    dates = [rows[number].date for number in listed]
    assert dates == sorted(moments, reverse=True)
    assert sorted(listed) == sorted(found)
    assert {rows[number].date for number in found[-20:]} == {NOW}
    library.close()


def test_hidden_articles_are_found_only_by_their_state(world: World) -> None:
    world.subscribe()
    plain, draft, future, expired = ingest(
        world.library,
        [
            make_draft(0),
            make_draft(1, draft=True),
            make_draft(2, visible_from=NOW + timedelta(days=2)),
            make_draft(3, visible_to=NOW - timedelta(days=2)),
        ],
    )
    library = world.open()
    assert library.fold().arrived == 1
    for text, found in (
        ("", {plain}),
        ("is:unread", {plain}),
        ("-is:starred", {plain}),
        ("is:draft", {draft}),
        ("is:future", {future}),
        ("is:expired", {expired}),
        ("is:draft,future", {draft, future}),
        ("is:draft is:unread", set()),
    ):
        assert set(library.ids(parse(text))) == found, text
    assert library.facets(EVERYTHING).values["tag"][0] == ("all", 1)
    library.close()


def test_time_reveals_and_hides(world: World) -> None:
    world.subscribe()
    future, passing = ingest(
        world.library,
        [
            make_draft(0, visible_from=NOW + timedelta(days=2)),
            make_draft(1, visible_to=NOW + timedelta(days=1)),
        ],
    )
    library = world.open()
    library.fold()
    assert set(library.ids(UNREAD)) == {passing}
    library.apply(star([passing]))
    writer = LibraryWriter(world.library)
    assert writer.reveal(NOW) == 0
    assert writer.reveal(NOW + timedelta(days=3)) == 2
    assert writer.reveal(NOW + timedelta(days=3)) == 0
    writer.close()
    assert library.fold().arrived == 1
    assert set(library.ids(UNREAD)) == {future}
    assert set(library.ids(EVERYTHING)) == {future}
    assert set(library.ids(parse("is:expired"))) == {passing}
    library.close()


def test_a_draft_that_is_published_arrives(world: World) -> None:
    world.subscribe()
    ingest(world.library, [make_draft(0, draft=True)])
    library = world.open()
    assert library.fold().arrived == 0
    (number,) = ingest(world.library, [make_draft(0)])
    assert library.fold().arrived == 1
    assert list(library.ids(UNREAD)) == [number]
    ingest(world.library, [make_draft(0, draft=True)])
    library.fold()
    assert not library.ids(UNREAD)
    assert not library.ids(EVERYTHING)
    library.close()


def test_an_edit_keeps_the_last_three_versions_and_the_marks(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    library.fold()
    library.apply(mark_read([number]))
    library.apply(star([number]))
    for edit in range(5):
        (same,) = ingest(world.library, [make_draft(0, title=f"Edit {edit}", body=f"{edit}")])
        assert same == number
    library.fold()
    reading = library.reading(number)
    assert reading is not None
    assert (reading.article.title, reading.body.text) == ("Edit 4", "4")
    assert reading.read
    assert reading.starred
    assert list(library.ids(STARRED)) == [number]
    kept = all_rows(world.library, "SELECT title, text FROM version ORDER BY rowid")
    assert kept == [(f"Edit {edit}", f"{edit}") for edit in (1, 2, 3)]
    library.close()


def test_an_article_is_read_back_as_it_was_admitted(world: World) -> None:
    from tests.builders import admitted

    world.subscribe()
    draft = make_draft(
        3,
        authors=("A", "B"),
        updated=NOW,
        summary="Short.",
        thumbnail="https://example.org/t.png",
        enclosures=({"url": "https://example.org/a.mp3", "type": "audio/mpeg", "size": 7},),
        path="posts/3.md",
        visible_to=NOW + timedelta(days=9),
    )
    (item,) = admitted([draft])
    ingest(world.library, [draft])
    library = world.open()
    reading = library.reading(item.article.id)
    assert reading is not None
    assert reading.article == item.article
    assert reading.body == item.body
    assert library.reading(1) is None
    library.close()
