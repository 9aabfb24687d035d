"""Refreshing: isolated, in batches that a crash does not take away, with marks that move along."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

import pytest

from tests.builders import NOW, World, make_draft
from tests.refresh import scripted
from tests.refresh.scripted import Script, ends, play
from tui.core.change import mark_read, star
from tui.core.draft import Draft, FeedInfo
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.errors import Unreachable, said
from tui.library import Library
from tui.refresh.locks import source_lock
from tui.refresh.refresher import AT_ONCE
from tui.sources.base import Checkpoint, Gone
from tui.store.ingest import LibraryWriter

FINE: Script = [FeedInfo(title="Fine"), make_draft(1), Checkpoint(put={"seen": "1"})]


def titles(library: Library) -> set[str]:
    return {str(row.title) for row in library.rows(library.ids(EVERYTHING)).values()}


def file(name: str, title: str = "Story", body: str = "Words.") -> Draft:
    return Draft(path=name, title=title, body=body, body_format="markdown", published=NOW)


class _Odd(Exception):
    def __str__(self) -> str:
        raise RuntimeError("not even this")


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable(said("No answer"), said("Wait")),
        ValueError("\x1b[31mred"),
        KeyError(),
        RecursionError("deep"),
        MemoryError(),
        StopAsyncIteration(),
        TimeoutError(),
        asyncio.CancelledError(),
        BaseExceptionGroup("several", [ValueError()]),
        SystemExit(3),
        _Odd(),
    ],
    ids=lambda failure: type(failure).__name__,
)
@pytest.mark.parametrize("when", ["at once", "after a draft"])
def test_one_sources_failure_is_nobody_elses(
    world: World, failure: BaseException, when: str
) -> None:
    script: Script = [failure] if when == "at once" else [make_draft(5), failure]
    progress = play(world, {"one": FINE, "bad": script, "two": FINE})
    assert ends(progress) == {"one": "done", "bad": "failed", "two": "done"}
    library = world.open()
    infos = {info.subscription.key: info for info in library.informed()}
    (problem,) = infos["bad"].problems
    assert str(problem.title)
    assert problem.hint.text
    assert "\x1b" not in problem.detail
    assert infos["bad"].health.failures == 1
    assert infos["bad"].health.retry_at is not None
    assert infos["one"].problems == infos["two"].problems == ()
    assert infos["one"].articles == infos["two"].articles == 1
    library.close()


def test_an_adapter_that_cannot_be_made_is_a_failure_of_its_own(world: World) -> None:
    progress = play(world, {"one": FINE, "bad": RuntimeError("no")})  # type: ignore[dict-item]
    assert ends(progress) == {"one": "done", "bad": "failed"}


def test_a_locator_that_is_no_address_harms_nobody(world: World) -> None:
    sources = [scripted.source("one"), scripted.source("bad", "scripted://[")]
    progress = play(world, {"one": FINE, "bad": FINE}, sources=sources)
    assert ends(progress) == {"one": "done", "bad": "done"}


def test_every_adapter_is_closed(world: World) -> None:
    play(world, {"one": FINE, "bad": [ValueError()]})
    assert sorted(scripted.stage().closed) == ["scripted:bad", "scripted:one"]


def test_not_all_are_fetched_at_once(world: World) -> None:
    progress = play(world, {f"s{n}": FINE for n in range(3 * AT_ONCE)})
    assert set(ends(progress).values()) == {"done"}
    assert 2 <= scripted.stage().most_at_once <= AT_ONCE


def test_what_was_stored_before_a_crash_is_kept(world: World) -> None:
    stored = [make_draft(n) for n in range(40)]
    script: Script = [*stored, Checkpoint(put={"page": "1"}), make_draft(90), ValueError()]
    progress = play(world, {"news": script})
    assert ends(progress) == {"news": "failed"}
    library = world.open()
    library.fold()
    assert library.counts(EVERYTHING).total == 40
    assert library.counts(UNREAD).total == 40
    library.close()
    play(world, {"news": [make_draft(90)]})
    assert scripted.jobs()["scripted:news"].state == {"page": "1"}


def test_a_checkpoint_is_kept_only_after_its_articles(world: World) -> None:
    stored: list[int] = []

    class Looking(LibraryWriter):
        """Looks, just before a checkpoint is kept, at what a reader would find."""

        def checkpoint(self, source: int, put: Mapping[str, str], drop: Iterable[str]) -> None:
            library = world.open()
            stored.append(library.counts(EVERYTHING).total)
            library.close()
            super().checkpoint(source, put, drop)

    first, second = Checkpoint(put={"a": "1", "b": "1"}), Checkpoint(put={"a": "2"}, drop=("b",))
    script: Script = [make_draft(1), first, make_draft(2), make_draft(3), second]
    play(world, {"news": script}, writing=Looking)
    assert stored == [1, 3]
    play(world, {"news": FINE})
    assert scripted.jobs()["scripted:news"].state == {"a": "2"}


def test_counts_of_what_came(world: World) -> None:
    play(world, {"news": [file("a.md"), file("b.md"), file("c.md"), Checkpoint()]})
    edits: Script = [
        file("a.md", body="Edited."),
        file("d.md", "New"),
        file("b.md"),
        Gone("c.md"),
        Checkpoint(),
    ]
    *_, last = play(world, {"news": [*edits]})
    assert (last.stage, last.new, last.changed, last.gone) == ("done", 1, 1, 1)


def test_a_source_that_somebody_else_fetches_is_busy(world: World) -> None:
    with source_lock(world.root / "locks", "one") as mine:
        assert mine
        progress = play(world, {"one": FINE, "two": FINE})
    assert ends(progress) == {"one": "busy", "two": "done"}
    assert ends(play(world, {"one": FINE})) == {"one": "done"}


def test_what_is_starred_outlives_its_file(world: World) -> None:
    play(world, {"news": [file("a.md"), file("b.md", "Other"), Checkpoint()]})
    library = world.open()
    library.fold()
    kept = next(
        n for n, row in library.rows(library.ids(EVERYTHING)).items() if row.title == "Other"
    )
    library.apply(star([kept]))
    gone: Script = [Gone("a.md"), Gone("b.md"), Checkpoint()]
    progress = play(world, {"news": gone}, keep=library.kept_among)
    assert progress[-1].gone == 1
    library.fold()
    assert list(library.ids(STARRED)) == list(library.ids(EVERYTHING)) == [kept]
    library.close()


def test_a_renamed_file_keeps_its_marks(world: World) -> None:
    play(world, {"news": [file("a.md"), Checkpoint()]})
    library = world.open()
    library.fold()
    (old,) = library.ids(EVERYTHING)
    library.apply(mark_read([old]))
    library.apply(star([old]))
    play(world, {"news": [file("b.md"), Gone("a.md"), Checkpoint()]}, keep=library.kept_among)
    library.fold()
    (new,) = library.ids(EVERYTHING)
    assert new != old
    row = library.rows([new])[new]
    assert (row.read, row.starred) == (True, True)
    library.close()


def test_a_rename_keeps_its_marks_though_a_crash_came_between(world: World) -> None:
    play(world, {"news": [file("a.md"), Checkpoint()]})
    library = world.open()
    library.fold()
    library.apply(mark_read(library.ids(EVERYTHING)))
    play(world, {"news": [file("b.md"), Checkpoint(put={"b.md": "stamp"}), ValueError("killed")]})
    play(world, {"news": [Gone("a.md"), Checkpoint()]})
    library.fold()
    (new,) = library.ids(EVERYTHING)
    assert library.rows([new])[new].read
    assert not library.ids(UNREAD)
    library.close()


def test_titles_of_two_sources_do_not_mix(world: World) -> None:
    play(world, {"one": [make_draft(1), Checkpoint()], "two": [make_draft(1), Checkpoint()]})
    library = world.open()
    assert titles(library) == {"Article 1"}
    assert library.counts(EVERYTHING).total == 2
    library.close()
