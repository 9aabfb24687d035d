"""After a fetch: what the source ends its articles with."""

from __future__ import annotations

import asyncio

from tui.bodies.markdown import readable
from tui.core import furniture
from tui.core.furniture import Found
from tui.core.models import Body
from tui.store.ingest import LibraryWriter

LONGEST = 200_000  # characters; what is longer is looked at by its reader only


async def note_furniture(writer: LibraryWriter, source: int) -> None:
    """Find the furniture of ``source`` in its newest articles, and store it: it is not searched."""
    bodies = writer.newest_bodies(source, furniture.NEWEST, LONGEST)
    if writer.set_furniture(source, await asyncio.to_thread(_common, bodies)):
        writer.reindex(source)


def _common(bodies: list[Body]) -> list[Found]:
    return furniture.common(readable(body) for body in bodies)
