"""Articles that arrive, before and after they can be searched, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterable

from tests.builders import NOW, World, admitted, index, ingest, make_draft
from tests.store.reading_sql import all_rows
from tui.core.change import Change
from tui.core.decide import decide
from tui.core.draft import Draft
from tui.core.queryparse import parse
from tui.library import Library
from tui.store.ingest import LibraryWriter

MARKS = {
    "read": "SELECT id FROM read ORDER BY id",
    "unread": "SELECT id FROM unread ORDER BY id",
    "starred": "SELECT id FROM starred ORDER BY id",
    "hidden": "SELECT id FROM hidden ORDER BY id",
    "tagged": "SELECT folded, id, name FROM tagged ORDER BY 1, 2",
    "later": "SELECT id, until FROM later ORDER BY id",
}


def store_only(world: World, drafts: Iterable[Draft]) -> list[int]:
    """Store ``drafts`` as a refresh does before it comes to the search index."""
    items = admitted(drafts)
    writer = LibraryWriter(world.library)
    known = writer.known([item.article.id for item in items])
    writer.ingest(writer.source("news"), decide(known, items), NOW)
    writer.close()
    return [item.article.id for item in items]


def make_searchable(world: World) -> None:
    writer = LibraryWriter(world.library)
    index(writer)
    writer.close()


def arrive(world: World, library: Library, *numbers: int, **changes: object) -> list[int]:
    """Articles ``numbers`` come, can be searched, and are looked at."""
    ids = ingest(world.library, [make_draft(number, **changes) for number in numbers])
    library.fold()
    return ids


def marks(world: World) -> dict[str, list[tuple[object, ...]]]:
    return {name: all_rows(world.state, sql) for name, sql in MARKS.items()}


def found(library: Library, query: str) -> set[int]:
    return set(library.ids(parse(query)))


def by_rules(library: Library) -> list[Change]:
    """What rules did, the first of it first."""
    steps = [step for step in library.history(99) if step.origin == "rule"]
    return [step.change for step in reversed(steps) if isinstance(step.change, Change)]


def drop(world: World, old: int, heir: int | None = None) -> None:
    """Article ``old`` is gone; if it only moved, ``heir`` has its place."""
    writer = LibraryWriter(world.library)
    writer.drop([old], {} if heir is None else {old: heir})
    writer.close()
