"""Files of other versions, of other programs, and damaged ones."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.builders import World, ingest, make_draft
from tests.store.reading_sql import all_rows, opened
from tui.core.change import mark_read, star
from tui.core.furniture import Furniture
from tui.core.models import Place
from tui.core.query import EVERYTHING, STARRED
from tui.errors import Corrupt, StoreError, TooNew
from tui.store import db
from tui.store.ingest import LibraryWriter
from tui.store.schema import LIBRARY, LIBRARY_ID, STATE, STATE_ID, Migration, migrate

LATER = (*STATE, Migration("a word for each source", ("ALTER TABLE source ADD COLUMN word TEXT",)))


def set_pragma(path: Path, name: str, value: int) -> None:
    with opened(path) as connection:
        connection.execute(f"PRAGMA {name}={value}")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if "-" not in path.name}


@pytest.fixture
def filled(world: World) -> World:
    ids = world.fill(5)
    library = world.open()
    library.fold()
    library.apply(mark_read(ids[:2]))
    library.apply(star(ids[:1]))
    library.close()
    return world


def test_a_later_migration_is_applied_once_after_a_dated_backup(filled: World) -> None:
    store = filled.store()
    for _ in range(2):
        connection = db.connect(filled.state, STATE_ID, create=True)
        migrate(connection, LATER, STATE_ID, filled.state, before=store._back_up)
        connection.close()
    store.close()
    (backup,) = filled.state.parent.glob("state-v*.db")
    assert backup.name == f"state-v{len(STATE)}-20261123-120000.db"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert all_rows(backup, "PRAGMA user_version") == [(len(STATE),)]
    assert len(all_rows(backup, "SELECT id FROM read")) == 2
    assert all_rows(filled.state, "PRAGMA user_version") == [(len(LATER),)]
    assert all_rows(filled.state, "SELECT key, word FROM source") == [("news", None)]
    assert len(all_rows(filled.state, "SELECT id FROM read")) == 2


def test_the_files_of_the_first_telex_become_todays_and_lose_nothing(world: World) -> None:
    for path, application, first in (
        (world.state, STATE_ID, STATE[:1]),
        (world.library, LIBRARY_ID, LIBRARY[:1]),
    ):
        connection = db.connect(path, application, create=True)
        migrate(connection, first, application, path)
        connection.close()
    with opened(world.state) as connection:
        connection.execute("INSERT INTO source VALUES('news', 'directory', '/n', '', 1, '', 1, 0)")
        connection.execute("INSERT INTO read VALUES(7)")
        connection.execute("INSERT INTO starred VALUES(8, 1)")
    with opened(world.library) as connection:
        connection.execute("INSERT INTO source(no, key, settled) VALUES(4, 'news', 1)")
    library = world.open()
    library.keep_place(7, Place(1))
    library.list_furniture("news", "Sponsored", False)
    assert library.furniture("news") == ([], Furniture(listed=("Sponsored",)))
    assert library.kept_among([7, 8]) == {8}
    library.close()
    assert all_rows(world.state, "PRAGMA user_version") == [(len(STATE),)]
    assert all_rows(world.library, "PRAGMA user_version") == [(len(LIBRARY),)]
    assert all_rows(world.state, "SELECT id FROM read") == [(7,)]
    assert all_rows(world.library, "SELECT no, key FROM source") == [(4, "news")]
    (backup,) = world.state.parent.glob("state-v*.db")
    assert all_rows(backup, "PRAGMA user_version") == [(1,)]
    assert all_rows(backup, "SELECT id FROM starred") == [(8,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(filled: World) -> None:
    broken = (*STATE, Migration("broken", ("CREATE TABLE extra(a)", "CREATE TABEL")))
    connection = db.connect(filled.state, STATE_ID, create=True)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, broken, STATE_ID, filled.state)
    connection.close()
    assert all_rows(filled.state, "PRAGMA user_version") == [(len(STATE),)]
    assert all_rows(filled.state, "SELECT 1 FROM sqlite_schema WHERE name = 'extra'") == []
    filled.open().close()


def test_the_state_is_private(filled: World) -> None:
    assert stat.S_IMODE(filled.state.stat().st_mode) == 0o600
    assert stat.S_IMODE(filled.state.parent.stat().st_mode) == 0o700


def test_a_state_of_a_newer_telex_is_refused_and_not_touched(filled: World) -> None:
    set_pragma(filled.state, "user_version", len(STATE) + 1)
    before = contents(filled.state.parent)
    with pytest.raises(TooNew) as caught:
        filled.store()
    assert "Update telex" in str(caught.value.hint)
    assert contents(filled.state.parent) == before


def test_a_library_of_a_newer_telex_is_refused_and_not_touched(filled: World) -> None:
    set_pragma(filled.library, "user_version", 99)
    before = contents(filled.library.parent)
    with pytest.raises(TooNew):
        filled.store()
    with pytest.raises(TooNew):
        LibraryWriter(filled.library)
    assert contents(filled.library.parent) == before


@pytest.mark.parametrize("version", [0, 1, 7])
def test_another_programs_database_is_refused_and_not_touched(world: World, version: int) -> None:
    world.state.parent.mkdir(parents=True)
    with opened(world.state) as connection:
        connection.execute("CREATE TABLE theirs(a)")
        connection.execute("INSERT INTO theirs VALUES(1)")
        connection.execute("PRAGMA application_id=12345")
        connection.execute(f"PRAGMA user_version={version}")
    before = contents(world.state.parent)
    with pytest.raises(Corrupt) as caught:
        world.store()
    assert caught.value.hint.text
    assert contents(world.state.parent) == before


def test_another_programs_database_without_an_application_id_is_refused(world: World) -> None:
    world.state.parent.mkdir(parents=True)
    with opened(world.state) as connection:
        connection.execute("CREATE TABLE theirs(a)")
    with pytest.raises(Corrupt):
        world.store()
    assert all_rows(world.state, "SELECT name FROM sqlite_schema") == [("theirs",)]


def test_another_programs_database_in_the_librarys_place_is_no_library(filled: World) -> None:
    set_pragma(filled.library, "application_id", 12345)
    with pytest.raises(StoreError):
        filled.store()


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty"])
def test_a_damaged_library_is_set_aside_and_made_anew(filled: World, damage: str) -> None:
    whole = filled.library.read_bytes()
    content = {"garbage": b"not a database " * 500, "truncated": whole[:8192], "empty": b""}[damage]
    filled.library.write_bytes(content)
    library = filled.open()
    assert library.counts(EVERYTHING).total == 0
    library.close()
    aside = list(filled.library.parent.glob("library.db.damaged-*"))
    if damage != "empty":
        assert [path.read_bytes() for path in aside] == [content]
    ids = ingest(filled.library, [make_draft(n) for n in range(5)])
    library = filled.open()
    library.fold()
    assert library.counts(EVERYTHING).total == 5
    assert library.counts(EVERYTHING).unread == 3
    assert list(library.ids(STARRED)) == ids[:1]
    library.close()


def test_a_damaged_state_is_told_with_what_to_do(filled: World) -> None:
    filled.state.write_bytes(b"not a database " * 500)
    with pytest.raises(Corrupt) as caught:
        filled.store()
    assert "backup" in str(caught.value.hint)
    assert str(filled.state) in str(caught.value)


def test_a_library_that_is_gone_is_made_anew(filled: World) -> None:
    shutil.rmtree(filled.library.parent)
    library = filled.open()
    assert library.counts(EVERYTHING).total == 0
    assert library.check() == []
    library.close()


def test_marks_are_made_while_the_child_writes(filled: World) -> None:
    writer = db.connect(filled.library, LIBRARY_ID, create=True)
    library = filled.open()
    (first, *_) = library.ids(EVERYTHING)
    with db.transaction(writer):
        writer.execute("UPDATE source SET failures = 1")
        step = library.apply(mark_read([first], value=False))
        assert step is not None
        library.fold()
    library.close()
    writer.close()
