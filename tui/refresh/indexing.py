"""Bringing the search index up to what the library holds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from tui.bodies import simplified
from tui.bodies.searchable import cut_of, searchable
from tui.core.furniture import NONE, Furniture
from tui.core.models import Body
from tui.store.ingest import LibraryWriter

_CHARACTERS = 400_000  # a transaction; some 50 ms


class Indexing:
    """Indexes what ``writer`` took in: one at a time, however many ask for it."""

    def __init__(self, writer: LibraryWriter) -> None:
        self._writer = writer
        self._working = asyncio.Lock()

    async def run(self, seconds: float | None = None) -> None:
        """Index all there is, or for so long; not where somebody does that already."""
        if self._working.locked():
            return
        async with self._working:
            end = None if seconds is None else time.monotonic() + seconds
            for _ in self.steps():
                await asyncio.sleep(0)
                if end is not None and time.monotonic() > end:
                    return

    def begin(self) -> int:
        """Have the index be one of today's rule; how many articles it does not know."""
        self._writer.ready_search(simplified.table, simplified.made_by())
        return self._writer.unindexed()

    def steps(self) -> Iterator[None]:
        """Index all there is, a short transaction a step."""
        if not self.begin():
            return
        marks = self._writer.furniture_marks()
        known = {key: Furniture(found) for key, found in marks.items()}

        def cut(key: str, body: Body) -> int:
            return cut_of(body, known.get(key, NONE))

        while self._writer.index(searchable, cut, _CHARACTERS):
            yield
