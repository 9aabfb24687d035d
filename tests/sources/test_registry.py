"""Adapters by entry point: a plugin's is found, a broken one is a report and harms nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC
from pathlib import Path

import pytest

from tests.builders import NOW, World
from tui.core.models import Subscription
from tui.core.query import EVERYTHING, Query
from tui.core.text import Line
from tui.errors import Misconfigured, NotFound, SourceCrash, SourceError
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.sources.base import API_VERSION
from tui.sources.directory import Directory
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

PLUGINS = Path(__file__).parents[1] / "plugin_world"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """As in an environment where the plugins of ``tests/plugin_world`` are installed."""
    monkeypatch.syspath_prepend(str(PLUGINS))
    return Registry()


def test_our_adapters_need_no_installation() -> None:
    registry = Registry(dict)
    assert registry.names() == ["directory", "feed"]
    assert registry.source("directory") is Directory


def test_a_plugin_is_found_by_its_entry_point(registry: Registry) -> None:
    assert {"toy", "broken", "old", "absent", "directory", "feed"} <= set(registry.names())
    toy = registry.adapter("toy")
    assert toy.source is not None
    assert toy.error is None
    assert toy.origin == "toy-shelf"
    assert toy.source.api_version == API_VERSION
    assert len((PLUGINS / "toy_shelf.py").read_text().splitlines()) <= 25


def test_a_plugin_cannot_take_the_place_of_ours(registry: Registry) -> None:
    assert registry.source("directory") is Directory


def test_a_plugin_claims_its_targets(registry: Registry, tmp_path: Path) -> None:
    assert registry.claim("toy:books") == Subscription(
        "toy-books", "toy", "toy:books", Line(""), subscribed=False
    )
    (tmp_path / "a.md").write_text("# A")
    assert registry.claim(str(tmp_path)).adapter == "directory"
    assert registry.claim("https://example.org/feed").adapter == "feed"


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("broken", SourceCrash, "this plugin is broken"),
        ("absent", SourceCrash, "no_such_module_at_all"),
        ("old", Misconfigured, "99"),
        ("ty", Misconfigured, "toy"),
        ("nothing-like-it", Misconfigured, "Install"),
    ],
)
def test_what_cannot_be_loaded_says_why(
    registry: Registry, name: str, kind: type[SourceError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        registry.source(name)
    assert words in str(caught.value)
    assert caught.value.hint.text
    assert "\x1b" not in str(caught.value)
    assert registry.source("toy").claims("toy:x") == 90


@pytest.mark.parametrize(
    "target",
    ["nowhere", "ftp://example.org/", "~nobody-of-this-name/x", "x" * 300, "a\0b", "\ud800"],
    ids=["nowhere", "ftp", "no such user", "too long", "NUL", "surrogate"],
)
def test_what_nobody_opens_is_told(registry: Registry, target: str) -> None:
    with pytest.raises((Misconfigured, NotFound)) as caught:
        registry.claim(target)
    assert caught.value.hint.text


def test_a_plugins_articles_reach_the_store_and_a_broken_one_harms_nothing(
    registry: Registry, world: World, tmp_path: Path
) -> None:
    (tmp_path / "post.md").write_text("# A post\n")
    sources = [
        Subscription("broken", "broken", "broken:", unread="all"),
        Subscription("old", "old", "old:", unread="all"),
        Subscription("toy", "toy", "toy:books", unread="all"),
        Subscription("posts", "directory", str(tmp_path), unread="all"),
    ]
    store = world.store()
    for source in sources:
        store.remember(source)
    store.close()
    writer = LibraryWriter(world.library)

    async def refresh() -> list[Progress]:
        refresher = Refresher(writer, registry, tmp_path / "locks", now=lambda: NOW, zone=UTC)
        try:
            return [progress async for progress in refresher.refresh(sources)]
        finally:
            await refresher.aclose()

    last = {progress.source: progress for progress in asyncio.run(refresh())}
    writer.close()
    assert {key: progress.stage for key, progress in last.items()} == {
        "broken": "failed",
        "old": "failed",
        "toy": "done",
        "posts": "done",
    }
    library = world.open()
    library.fold()
    rows = library.rows(library.ids(Query().with_term("tag", "toy")))
    assert {row.title for row in rows.values()} == {"Book 0", "Book 1", "Book 2"}
    assert library.counts(EVERYTHING).total == 4
    problems = {info.subscription.key: info.problems for info in library.informed()}
    assert "this plugin is broken" in problems["broken"][0].detail
    assert problems["toy"] == ()
    library.close()
