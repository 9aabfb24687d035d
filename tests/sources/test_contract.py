"""Our own adapters keep the contract that plugins are held to, and the public face is pinned."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

import tui.api
from tui.sources.base import Source
from tui.sources.directory import Directory, DirectoryConfig
from tui.sources.feed import Feed, FeedConfig
from tui.testing import SourceContract, context

RSS = b"""<rss version="2.0"><channel><title>News</title><link>https://example.org</link>
<item><guid>1</guid><title>One</title><description>First</description></item>
<item><guid>2</guid><title>Two</title><description>Second</description></item>
</channel></rss>"""


class TestDirectoryContract(SourceContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "posts"
        self.folder.mkdir()
        for number in range(3):
            (self.folder / f"{number}.md").write_text(f"---\ntitle: {number}\n---\nText {number}\n")

    def source(self) -> Source:
        return Directory(DirectoryConfig(str(self.folder)), context())


class TestFeedContract(SourceContract):
    def source(self) -> Source:
        answer = httpx.MockTransport(lambda _: httpx.Response(200, content=RSS))
        return Feed(
            FeedConfig("https://example.org/feed"),
            context(lambda: httpx.AsyncClient(transport=answer)),
        )


def test_the_public_face_is_what_it_was() -> None:
    assert sorted(tui.api.__all__) == [
        *("API_VERSION", "BadContent", "Checkpoint", "Context", "Denied", "Draft", "Event"),
        *("FeedInfo", "Gone", "GoneForGood", "Job", "Misconfigured", "Moved", "NotFound"),
        *("Source", "SourceError", "TooLarge", "Trouble", "Unreachable", "said"),
    ]
    for name in tui.api.__all__:
        assert getattr(tui.api, name) is not None
