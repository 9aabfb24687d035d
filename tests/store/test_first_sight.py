"""First sight: of a source that was never seen, only the newest articles are unread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.builders import NOW, World, admitted, ingest, make_draft
from tui.core.change import mark_read
from tui.core.decide import decide
from tui.core.query import EVERYTHING, UNREAD
from tui.library import Library
from tui.store.fold import BACKLOG_LEAST, BACKLOG_MOST
from tui.store.ingest import LibraryWriter


def unread(library: Library) -> set[int]:
    return set(library.ids(UNREAD))


@pytest.mark.parametrize(
    ("rule", "hours_apart", "count", "expected"),
    [
        ("all", 24, 100, 100),
        ("none", 1, 100, 0),
        ("7d", 24, 100, 8),  # the one of now, and of each day up to the seventh
        ("2d", 1, 100, 49),
        ("", 1, 10, 10),
        ("", 24, 10, 10),
        ("", 24, 60, BACKLOG_LEAST),
        ("", 2, 100, 85),
        ("", 0.01, 1000, BACKLOG_MOST),
        ("", 24, 1000, BACKLOG_LEAST),
    ],
)
@pytest.mark.parametrize("order", ["newest first", "oldest first", "mixed"])
def test_of_a_new_source_only_the_newest_are_unread(
    world: World, rule: str, hours_apart: float, count: int, expected: int, order: str
) -> None:
    world.subscribe(unread=rule)
    drafts = [make_draft(n, published=NOW - timedelta(hours=n * hours_apart)) for n in range(count)]
    arrange: dict[str, Callable[[int], int]] = {
        "newest first": lambda n: n,
        "oldest first": lambda n: -n,
        "mixed": lambda n: n * 7919 % 1009,
    }
    items = admitted([drafts[n] for n in sorted(range(count), key=arrange[order])])
    library = world.open()
    writer = LibraryWriter(world.library)
    number = writer.source("news")
    for start in range(0, count, 64):
        writer.ingest(number, decide({}, items[start : start + 64]), NOW)
        library.fold()
    writer.succeeded(number, NOW)
    library.fold()
    newest = [item.article.id for item in admitted(drafts[:expected])]
    assert unread(library) == set(newest)
    assert library.counts(EVERYTHING).total == count
    assert library.history(1) == []
    # What comes later is news, however old it says it is.
    late = admitted([make_draft(5_000, published=NOW - timedelta(days=900))])
    writer.ingest(number, decide({}, late), NOW)
    library.fold()
    assert unread(library) - set(newest) == {late[0].article.id}
    writer.close()
    library.close()


def test_the_backlog_is_told_once(world: World) -> None:
    world.subscribe(unread="none")
    ingest(world.library, [make_draft(n) for n in range(20)])
    library = world.open()
    assert library.fold().backlog == (("news", 20),)
    assert library.fold().backlog == ()
    library.close()


def test_what_the_reader_wants_unread_is_spared_by_the_rule(world: World) -> None:
    world.subscribe(unread="none")
    items = admitted([make_draft(n) for n in range(20)])
    library = world.open()
    writer = LibraryWriter(world.library)
    number = writer.source("news")
    writer.ingest(number, decide({}, items[:10]), NOW)
    library.fold()
    wanted = items[3].article.id
    library.apply(mark_read([wanted], value=False))
    writer.ingest(number, decide({}, items[10:]), NOW)
    library.fold()
    assert unread(library) == {wanted}
    # Even if its publisher edits it before the first listing is complete.
    (edit,) = admitted([make_draft(3, body="Edited.")])
    writer.ingest(number, decide(writer.known([wanted]), [edit]), NOW)
    library.fold()
    writer.succeeded(number, NOW)
    library.fold()
    assert unread(library) == {wanted}
    writer.close()
    library.close()


def test_the_rule_of_one_source_leaves_the_others_alone(world: World) -> None:
    mine = world.fill(5, "mine")
    world.subscribe("other", unread="none")
    ingest(world.library, [make_draft(n) for n in range(5)], "other")
    library = world.open()
    library.fold()
    assert unread(library) == set(mine)
    library.close()
