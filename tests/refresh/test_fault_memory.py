"""Memory stays under 300 MB, whatever a server sends: of a process that does nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.refresh.peak import Peak, measured
from tests.sources.fault_cases import FEED, MB, TOO_LARGE, item, rss
from tests.sources.fault_cases_documents import LAUGHS, entities
from tests.sources.fault_cases_packed import DEFLATE, GZIP, packed, pour_bomb, zipped_text
from tests.sources.fault_server import FaultServer, Play, answer, by_path, endless, head

MOST = 300.0  # megabytes
LONG_ENOUGH = 120.0  # seconds: the usual limits hold, and some documents are read for ten


async def peak_of(home: Path, plays: dict[str, Play]) -> dict[str, tuple[str, str]]:
    """How the fetches of ``plays`` ended, all at once; AssertionError if it took too much."""
    paths = {f"{FEED}{number}": play for number, play in enumerate(plays.values())}
    async with asyncio.timeout(LONG_ENOUGH), FaultServer(by_path(paths)) as server:
        peak: Peak = await measured(home, [f"{server.address}{path}" for path in paths])
    assert peak.own < MOST, f"{peak.own:.0f} MB"
    assert peak.parsing < MOST, f"{peak.parsing:.0f} MB in the process that parses"
    return {name: peak.ends[f"{number}"] for number, name in enumerate(plays)}


def growing(letters: int, uses: int, before: str = "") -> Play:
    """One long entity, used so often that expat just lets it pass (a hundredfold)."""
    return answer(entities(f'<!ENTITY a "{"A" * letters}">', used="&a;" * uses, text=before))


async def test_what_has_no_end_takes_little_memory(tmp_path: Path) -> None:
    ends = await peak_of(
        tmp_path,
        {
            "gzip": pour_bomb(),
            "deflate": pour_bomb(15, DEFLATE),
            "endless": endless(head(), b" " * 2**16),
            "endless and packed": endless(head(200, GZIP), zipped_text()),
            "laughs": answer(LAUGHS),
            "fine": answer(rss()),
        },
    )
    assert {name: stage for name, (stage, _) in ends.items()} == {
        "gzip": "failed",
        "deflate": "failed",
        "endless": "failed",
        "endless and packed": "failed",
        "laughs": "done",
        "fine": "done",
    }
    assert all(TOO_LARGE in why for stage, why in ends.values() if stage == "failed")


HEAVY: dict[str, Play] = {
    "a long entity": growing(4_000_000, 95),
    "a long entity behind a comment": growing(4_000_000, 95, f"<!--{' ' * 30_000}-->"),
    "many elements": answer(rss(item(1, "", "<a/>" * 1_900_000))),
    "many elements, ill-formed": answer(rss(item(1, "", "<a>" * 500_000))),
    "many attributes": answer(rss(item(1, "", f"<a {'b=c ' * 1_900_000}"))),
    "many entries": answer(rss(*("<item><title>x</title></item>" for _ in range(260_000)))),
    "deep json": answer('{"items":' + "[" * 8_000_000),
    "much json": answer('{"items":[' + ",".join(["{}"] * 2_700_000) + "]}"),
    "large and packed": packed(zipped_text(3 * MB)),
}


@pytest.mark.parametrize("name", HEAVY)
async def test_a_document_takes_little_memory(tmp_path: Path, name: str) -> None:
    ends = await peak_of(tmp_path, {name: HEAVY[name], "fine": answer(rss())})
    assert ends["fine"] == ("done", "")
    stage, why = ends[name]
    assert (stage == "failed") == bool(why)


async def test_sixteen_large_feeds_at_once_take_little_memory(tmp_path: Path) -> None:
    large = rss(channel=f"<!--{' ' * 7 * MB}-->").encode()
    ends = await peak_of(tmp_path, {f"{number}": answer(large) for number in range(16)})
    assert {stage for stage, _ in ends.values()} == {"done"}
