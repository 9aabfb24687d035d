"""Folding: every arrival is unread once, whoever looks and whatever became of the library."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import NoReturn

import pytest

from tests.builders import NOW, World, ingest, make_draft
from tests.store.reading_sql import all_rows
from tui.core.change import mark_read, star
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.library import Library
from tui.store import marks, steps
from tui.store.fold import Folded
from tui.store.ingest import LibraryWriter


def unread(library: Library) -> set[int]:
    return set(library.ids(UNREAD))


def move(world: World, old: int, heir_path: str, **changes: object) -> int:
    """The file of article ``old`` was renamed: the heir is stored, then the old one dropped."""
    (heir,) = store_some(world, [make_draft(0, guid=heir_path, path=heir_path, **changes)])
    drop(world, old, heir)
    return heir


def store_some(world: World, drafts: list[object]) -> list[int]:
    return ingest(world.library, drafts)  # type: ignore[arg-type]


def drop(world: World, old: int, heir: int | None = None) -> None:
    writer = LibraryWriter(world.library)
    writer.drop([old], {} if heir is None else {old: heir})
    writer.close()


def test_an_arrival_is_unread_exactly_once(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    assert library.fold() == Folded(3)
    assert library.fold() == Folded()
    assert unread(library) == set(ids)
    library.apply(mark_read(ids))
    ingest(world.library, [make_draft(n) for n in range(5)])
    assert library.fold().arrived == 2
    assert unread(library).isdisjoint(ids)
    library.close()


def test_two_telexes_that_fold_at_once_find_each_arrival_once(world: World) -> None:
    world.fill(400)
    ready = threading.Barrier(4)
    found: list[int] = []

    def fold_all() -> None:
        library = world.open()
        ready.wait()
        found.append(library.fold().arrived)
        library.close()

    threads = [threading.Thread(target=fold_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 0, 0, 400]
    library = world.open()
    assert library.counts(UNREAD).total == 400
    library.close()


def test_marks_outlive_the_library(world: World) -> None:
    ids = world.fill(10)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[:4]))
    library.apply(star(ids[3:6]))
    library.close()

    world.library.unlink()
    assert ingest(world.library, [make_draft(n) for n in range(12)])[:10] == ids
    library = world.open()
    library.fold()
    assert unread(library).isdisjoint(ids[:4])
    assert len(unread(library)) == 8
    assert set(library.ids(STARRED)) == set(ids[3:6])
    assert [step.kind for step in library.history(9)] == ["star", "read"]
    library.undo()
    library.undo()
    assert not library.ids(STARRED)
    assert unread(library) >= set(ids)
    library.close()


def test_an_empty_new_library_forgets_no_mark(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[:1]))
    library.close()
    world.library.unlink()
    library = world.open()
    library.fold()
    assert not library.ids(EVERYTHING)
    ingest(world.library, [make_draft(n) for n in range(3)])
    library.fold()
    assert unread(library) == set(ids[1:])
    library.close()


def test_an_edit_of_a_read_article_does_not_make_it_unread(world: World) -> None:
    ids = world.fill(2)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids))
    ingest(world.library, [make_draft(0, body="Edited."), make_draft(1, published=NOW)])
    assert library.fold().arrived == 0
    assert not unread(library)
    library.undo()
    assert unread(library) == set(ids)
    library.close()


def test_an_unread_article_whose_date_changes_stays_unread_once(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    library.fold()
    ingest(world.library, [make_draft(0, published=NOW - timedelta(days=3))])
    library.fold()
    assert list(library.ids(UNREAD)) == [number]
    assert library.counts(EVERYTHING).unread == 1
    library.close()


def test_what_is_gone_is_no_longer_unread(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    library.fold()
    drop(world, ids[1])
    library.fold()
    assert unread(library) == {ids[0], ids[2]}
    assert library.counts(UNREAD).total == 2
    library.close()


def test_a_moved_article_carries_its_marks(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.apply(mark_read([old]))
    library.apply(star([old]))
    heir = move(world, old, "b.md")
    library.fold()
    row = library.rows([heir])[heir]
    assert (row.read, row.starred) == (True, True)
    assert not unread(library)
    library.undo()
    library.undo()
    row = library.rows([heir])[heir]
    assert (row.read, row.starred) == (False, False)
    assert unread(library) == {heir}
    library.redo()
    assert library.rows([heir])[heir].read
    library.close()


def test_a_look_between_a_files_new_name_and_the_old_ones_going_changes_nothing(
    world: World,
) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.apply(mark_read([old]))
    (heir,) = store_some(world, [make_draft(0, guid="b.md", path="b.md")])
    library.fold()
    drop(world, old, heir)
    library.fold()
    assert library.rows([heir])[heir].read
    assert not unread(library)
    assert library.counts(EVERYTHING).unread == 0
    library.close()


def test_an_article_moved_twice_and_back_is_still_one(world: World) -> None:
    (first,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.apply(star([first]))
    number = first
    for path in ("b.md", "c.md", "a.md", "b.md"):
        number = move(world, number, path)
        library.fold()
        assert list(library.ids(STARRED)) == [number]
    library.undo()
    assert not library.ids(STARRED)
    library.close()


def test_a_new_article_where_a_moved_one_was_has_marks_of_its_own(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    heir = move(world, old, "b.md")
    library.fold()
    (again,) = store_some(
        world, [make_draft(7, guid="a.md", path="a.md", title="Another story altogether")]
    )
    assert again == old
    library.fold()
    assert unread(library) == {again, heir}
    library.apply(mark_read([again]))
    assert unread(library) == {heir}
    assert library.rows([again])[again].read
    assert not library.rows([heir])[heir].read
    library.close()


def test_the_moves_of_a_library_built_anew_are_followed_too(world: World) -> None:
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.apply(mark_read([old]))
    library.close()
    world.library.unlink()
    store_some(world, [make_draft(0, guid="a.md", path="a.md")])
    heir = move(world, old, "b.md")
    library = world.open()
    library.fold()
    assert library.rows([heir])[heir].read
    assert not unread(library)
    library.close()
    assert all_rows(world.state, "SELECT old, new FROM alias") == [(old, heir)]


def test_what_was_marked_in_bulk_is_taken_back_under_the_names_it_has_by_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which ids were asked for last is remembered; not past a move, nor past what failed."""
    monkeypatch.setattr(marks, "BULK", 1)
    (old,) = world.fill(1, guid="a.md", path="a.md")
    library = world.open()
    library.fold()
    library.apply(mark_read([old]))
    heir = move(world, old, "b.md")
    library.fold()
    library.apply(star([old]))
    assert set(library.ids(STARRED)) == {heir}
    library.undo()
    library.undo()
    assert unread(library) == {heir}
    library.apply(star([heir]))
    with monkeypatch.context() as failing, pytest.raises(RuntimeError):
        failing.setattr(steps, "note", _fails)
        library.apply([star([heir], False), mark_read([heir, old])])
    library.undo()
    assert not library.ids(STARRED)
    assert unread(library) == {heir}
    library.close()


def _fails(*_: object) -> NoReturn:
    raise RuntimeError("the disk, say")
