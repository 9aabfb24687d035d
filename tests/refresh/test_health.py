"""How a source fares: failures and waits, troubles of single files, and what is told of them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, timedelta

from tests.builders import NOW, World, make_draft
from tests.refresh import scripted
from tests.refresh.scripted import Script, play
from tui.core.draft import Draft, FeedInfo
from tui.core.models import Problem
from tui.core.text import Line
from tui.errors import BadContent, Denied, Unreachable, said
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.refresh.watch import progress_line
from tui.sources.base import Checkpoint, Gone, Moved, Trouble
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

FINE: Script = [make_draft(1), Checkpoint()]


def file(name: str) -> Draft:
    return Draft(path=name, title="Story", body="Words.", body_format="markdown")


def test_failures_wait_longer_each_time_and_success_forgets_them(world: World) -> None:
    waits = []
    for _ in range(3):
        play(world, {"news": [Unreachable(said("No"), said("Wait"))]})
        writer = LibraryWriter(world.library)
        health = writer.health("news")
        writer.close()
        assert health.retry_at is not None
        waits.append(health.retry_at - NOW)
    minutes = timedelta(minutes=1)
    for wait, least in zip(waits, (5, 10, 20), strict=True):
        assert least * minutes <= wait <= 1.5 * least * minutes
    play(world, {"news": FINE})
    library = world.open()
    (info,) = library.informed()
    assert (info.health.failures, info.health.retry_at, info.problems) == (0, None, ())
    assert info.health.last_ok == NOW
    library.close()


def test_when_a_source_is_due(world: World) -> None:
    play(world, {"ok": FINE, "bad": [Unreachable(said("No"))]})
    writer = LibraryWriter(world.library)

    async def due(hours: float, key: str) -> bool:
        refresher = Refresher(
            writer,
            Registry(scripted.installed),
            world.root / "locks",
            now=lambda: NOW + timedelta(hours=hours),
            zone=UTC,
        )
        return refresher.due(scripted.source(key), timedelta(minutes=30))

    assert [asyncio.run(due(hours, "ok")) for hours in (0, 0.4, 0.5)] == [False, False, True]
    assert [asyncio.run(due(hours, "bad")) for hours in (0, 0.05, 0.2)] == [False, False, True]
    assert asyncio.run(due(0, "never fetched"))
    writer.close()


def test_troubles_are_named_by_place_and_forgotten_when_mended(world: World) -> None:
    def places() -> dict[str, bool]:
        library = world.open()
        (info,) = library.informed()
        library.close()
        return {str(problem.where): problem.permanent for problem in info.problems}

    bad = [Trouble(f"{name}.md", BadContent(said("Broken"), said("Mend"))) for name in "abc"]
    *_, last = play(world, {"news": [*bad, file("d.md"), Checkpoint()]})
    assert (last.stage, last.troubles) == ("done", 3)
    assert set(places()) == {"a.md", "b.md", "c.md"}
    play(world, {"news": [file("a.md"), bad[1], Gone("c.md"), Checkpoint()]})
    assert set(places()) == {"b.md"}
    # A failure of the whole source is told besides, and the file's trouble stays.
    play(world, {"news": [Denied(said("Closed"), said("Log in"))]})
    assert places() == {"": True, "b.md": False}


def test_what_cannot_be_admitted_is_a_trouble_and_the_others_go_on(world: World) -> None:
    odd = Draft(guid="odd", title=5, body=None)  # type: ignore[arg-type]
    *_, last = play(world, {"news": [odd, make_draft(1), Checkpoint()]})
    assert (last.stage, last.new, last.troubles) == ("done", 1, 1)


def test_the_feeds_name_and_its_new_address_are_kept_and_gated(world: World) -> None:
    info = FeedInfo(title="The \x1b[31mNews", home="javascript:x")
    play(world, {"news": [info, Moved("https://new.example.org/feed"), Checkpoint()]})
    library = world.open()
    (found,) = library.informed()
    assert found.name == "The News"
    assert found.home is None
    assert found.health.moved_to == "https://new.example.org/feed"
    library.close()


def test_a_progress_line_is_one_line_of_json() -> None:
    plain = progress_line(Progress("news", "stored", 32, 1, 2, 3, 4, 5))
    assert json.loads(plain) == {
        "source": "news",
        "stage": "stored",
        "new": 32,
        "changed": 1,
        "gone": 2,
        "troubles": 3,
        "handled": 4,
        "listed": 5,
    }
    problem = Problem(said("No {x}", x="a\nb"), NOW, Line("why"), said("Wait"))
    failed = progress_line(Progress("新闻", "failed", problem=problem))
    assert "\n" not in failed
    event = json.loads(failed)
    assert event["title"] == ["No {x}", {"x": "a\nb"}]
    assert event["hint"] == ["Wait", {}]
    assert (event["source"], event["detail"]) == ("新闻", "why")
