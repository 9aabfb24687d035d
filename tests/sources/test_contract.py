"""The kit that telex gives to plugins' authors, on our own adapters and on the toy one."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.sources.test_feed import RSS
from tests.sources.test_registry import PLUGINS
from tui.sources.base import Source
from tui.sources.directory import Directory, DirectoryConfig
from tui.sources.feed import Feed, FeedConfig
from tui.sources.registry import Registry
from tui.testing import SourceContract, context


class TestDirectory(SourceContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        for number in range(40):
            (tmp_path / f"{number}.md").write_text(f"# Post {number}\n")
        self.folder = tmp_path

    def source(self) -> Source:
        return Directory(DirectoryConfig(str(self.folder)), context())


class TestFeed(SourceContract):
    def source(self) -> Source:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, text=RSS))
        return Feed(
            FeedConfig("https://example.org/feed"),
            context(lambda: httpx.AsyncClient(transport=transport)),
        )


class TestToyShelf(SourceContract):
    @pytest.fixture(autouse=True)
    def _installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(PLUGINS))

    def source(self) -> Source:
        kind = Registry().source("toy")
        return kind(kind.Config(locator="toy:books"), context())
