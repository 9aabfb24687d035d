"""What one source, one file or one moment does wrong stays its own: regressions, each by name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from tests.builders import NOW, World
from tui.core.change import star
from tui.core.models import Body, Subscription
from tui.core.query import EVERYTHING, STARRED
from tui.core.text import Line, block, url
from tui.errors import Corrupt, Misconfigured, Unreachable
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.render.tokens import documents
from tui.sources.base import API_VERSION, Checkpoint, Event, Job
from tui.sources.layout import Spot
from tui.sources.post import draft_of
from tui.sources.registry import Adapter, Registry
from tui.store.ingest import LibraryWriter
from tui.words import Words


class Bare:
    """Raises an error whose sentences are bare strings, as a plugin might."""

    api_version = API_VERSION
    Config: ClassVar[type] = dict

    def __init__(self, config: object, context: object) -> None: ...

    @classmethod
    def claims(cls, target: str) -> int:
        return 0

    async def fetch(self, job: Job) -> AsyncIterator[Event]:
        for _ in ():
            yield Checkpoint()
        raise Unreachable("no answer\x1b[31m")  # type: ignore[arg-type]

    async def aclose(self) -> None: ...


class WithBare(Registry):
    def adapter(self, name: str) -> Adapter:
        return (
            Adapter(name, "a plugin", cast(Any, Bare)) if name == "bare" else super().adapter(name)
        )


def refresh(
    world: World, *sources: Subscription, registry: Registry | None = None
) -> list[Progress]:
    async def run() -> list[Progress]:
        writer = LibraryWriter(world.library)
        refresher = Refresher(
            writer, registry or Registry(), world.root / "locks", now=lambda: NOW, zone=UTC
        )
        try:
            return [progress async for progress in refresher.refresh(sources)]
        finally:
            writer.close()

    return asyncio.run(run())


def folder(world: World, path: Path) -> Subscription:
    store = world.store()
    found = store.remember(
        Subscription("posts", "directory", str(path), Line("posts"), True, "all")
    )
    store.close()
    return found


def test_a_plugins_bare_words_are_told_and_the_others_are_fetched(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# A\n\ntext\n")
    ended = refresh(
        world,
        Subscription("bare", "bare", "x"),
        folder(world, tmp_path),
        registry=WithBare(),
    )
    stages = {p.source: p for p in ended if p.stage in ("done", "failed")}
    assert stages["posts"].stage == "done" and stages["posts"].new == 1
    problem = stages["bare"].problem
    assert problem is not None
    assert str(problem.title) == "no answer"


@pytest.mark.parametrize("name", ["two  spaces.md", "cafe\u0301.md", "zero\u200bwidth.md"])
def test_a_file_of_any_name_goes_when_it_goes_and_mends_when_it_mends(
    world: World, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "posts" / name
    path.parent.mkdir()
    path.write_text("---\ntitle: [x\n---\n")
    (path.parent / "other.md").write_text("# Other\n\ntext\n")
    source = folder(world, path.parent)
    assert refresh(world, source)[-1].troubles == 1
    path.write_text("# Mended\n\ntext\n")
    assert refresh(world, source)[-1].troubles == 0
    library = world.open()
    assert library.counts(EVERYTHING).total == 2
    path.unlink()
    refresh(world, source)
    assert library.counts(EVERYTHING).total == 1
    library.close()


def test_marks_move_with_a_file_even_if_the_fetch_is_killed_before_it_drops(
    world: World, tmp_path: Path
) -> None:
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "a.md").write_text("# A title\n\nSame text.\n")
    source = folder(world, posts)
    refresh(world, source)
    library = world.open()
    library.fold()
    library.apply(star(library.ids(EVERYTHING)))
    (posts / "a.md").rename(posts / "b.md")

    class Killed(LibraryWriter):
        def drop(self, *_: object, **__: object) -> None:
            raise RuntimeError("as far as it came")

    async def killed() -> None:
        writer = Killed(world.library)
        refresher = Refresher(writer, Registry(), world.root / "locks", now=lambda: NOW, zone=UTC)
        try:
            async for _ in refresher.refresh([source]):
                pass
        finally:
            writer.close()

    asyncio.run(killed())
    refresh(world, source)
    library.fold()
    assert library.counts(EVERYTHING).total == 1
    assert library.counts(STARRED).total == 1
    library.close()


def test_a_library_taken_away_while_the_writer_has_it_open_is_begun_anew(
    world: World, tmp_path: Path
) -> None:
    writer = LibraryWriter(world.library)
    world.library.unlink()
    writer.follow()
    writer.source("news")
    writer.close()
    assert world.library.exists()


def test_a_damaged_library_is_set_aside_and_the_state_is_not_blamed(world: World) -> None:
    world.fill(400, body="words " * 400)
    content = bytearray(world.library.read_bytes())
    sound = 262_144  # the schema is in the first pages: a file without one is no library at all
    content[sound : len(content) - 4_096] = b"\xff" * (len(content) - 4_096 - sound)
    world.library.write_bytes(content)
    for leftover in world.library.parent.glob("library.db-*"):
        leftover.unlink()
    library = world.open()
    with pytest.raises(Corrupt) as told:
        library.fold()
        library.ids(EVERYTHING)
        library.facets(EVERYTHING)
    assert "library.db" in str(told.value.title)
    assert "state.db" not in str(told.value)
    library.close()
    again = world.open()
    assert again.counts(EVERYTHING).total == 0
    again.close()


def test_a_bomb_of_aliases_says_nothing() -> None:
    bomb: list[object] = ["x"]
    for _ in range(40):
        bomb = [bomb] * 9
    keys = ("draft", "date", "title", "tags", "authors", "url", "cover", "categories", "published")
    spot = Spot("", "", "", "name", "", draft=False)
    draft, _ = draft_of(dict.fromkeys(keys, bomb), "", spot, "name.md", zone=UTC, noticed=None)
    assert (draft.title, draft.draft, draft.tags, draft.published) == ("name", False, [], None)


def test_a_flood_of_unclosed_sequences_is_cleaned_in_passing() -> None:
    assert block("\x90" * 50_000 + "text") == "text"


def test_a_paragraph_of_many_lines_is_parsed_in_passing() -> None:
    body = Body("markdown", block("行\n" * 30_000))
    assert sum(len(part.blocks) for part in documents(body, "", Words())) == 1


def test_an_address_with_a_password_is_refused_with_advice() -> None:
    with pytest.raises(Misconfigured) as told:
        Registry().claim("https://user:secret@news.example.org/feed")
    assert "secret" not in str(told.value)


def test_a_mail_address_brings_no_files_along() -> None:
    assert url("mailto:x@example.org?attach=/etc/passwd") == "mailto:x@example.org"


def test_a_known_source_keeps_the_name_it_was_given(world: World, tmp_path: Path) -> None:
    store = world.store()
    store.remember(Subscription("site", "directory", "/site", Line("News"), True))
    store.remember(Subscription("site", "directory", "/site", Line("site"), False))
    assert [s.name for s in store.sources()] == ["News"]
    store.remember(Subscription("site", "directory", "/site", Line("Daily"), True), rename=True)
    assert [s.name for s in store.sources()] == ["Daily"]
    store.close()


def test_gone_is_not_forgotten_by_the_adapter_before_it_is_dropped(
    world: World, tmp_path: Path
) -> None:
    """The adapter's notes are changed after the articles are: what is gone, before its checkpoint."""
    order: list[str] = []

    class Watched(LibraryWriter):
        def drop(self, *arguments: Any) -> None:
            order.append("drop")
            super().drop(*arguments)

        def checkpoint(self, source: int, put: Any, drop: Any) -> None:
            if drop:
                order.append("forget")
            super().checkpoint(source, put, drop)

    posts = tmp_path / "posts"
    posts.mkdir()
    for name in ("a.md", "b.md"):
        (posts / name).write_text(f"# {name}\n\ntext\n")
    source = folder(world, posts)
    refresh(world, source)
    (posts / "a.md").unlink()

    async def run() -> None:
        writer = Watched(world.library)
        refresher = Refresher(writer, Registry(), world.root / "locks", now=lambda: NOW, zone=UTC)
        async for _ in refresher.refresh([source]):
            pass
        writer.close()

    asyncio.run(run())
    assert order == ["drop", "forget"]
