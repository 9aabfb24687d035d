"""What is done to articles, from whatever screen: on the ids taken when the key was pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from tui.core.change import AnyChange, Change, Origin, Step, mark_read, star
from tui.core.models import ArticleRow, Reading
from tui.core.text import Url
from tui.deeds import in_words
from tui.errors import TelexError
from tui.session import Session

Tell = Callable[[str], None]


class Acts:
    """Marks articles. What is asked for is drawn and on its way to the store when a method
    returns; what it returns is to be awaited for the end of it.

    ``begun`` is called with what was asked for, at once; ``settled`` when it is stored, or is not
    going to be; ``changed`` with what came otherwise: an undo, or the inverse of what failed.
    """

    def __init__(
        self,
        session: Session,
        tell: Tell,
        *,
        begun: Callable[[Change], None],
        settled: Callable[[Change], None],
        changed: Callable[[AnyChange], None],
    ) -> None:
        self._session = session
        self._words = session.words
        self._tell = tell
        self._changed = changed
        self._begun = begun
        self._settled = settled

    def mark_read(
        self, ids: Sequence[int], value: bool = True, *, origin: Origin = "hand"
    ) -> Awaitable[Step | None]:
        return self._apply(mark_read(ids, value), origin)

    def toggle_star(self, row: ArticleRow | Reading) -> Awaitable[Step | None]:
        number = row.id if isinstance(row, ArticleRow) else row.article.id
        return self._apply(star([number], not row.starred), "hand")

    def _apply(self, change: Change, origin: Origin) -> Awaitable[Step | None]:
        self._begun(change)
        # A task of its own: it goes on when the screen that asked for it is gone.
        return asyncio.ensure_future(self._stored(change, self._session.apply(change, origin)))

    async def _stored(self, change: Change, storing: Awaitable[Step | None]) -> Step | None:
        try:
            return await storing
        except TelexError:
            self._changed(change.inverse)
            raise
        finally:
            self._settled(change)

    def undo(self) -> Awaitable[None]:
        return self._turned(
            self._session.undo(),
            self._words("Nothing to undo"),
            lambda step: (step.change.inverse, self._words("undone: {act}", act=self._act(step))),
        )

    def redo(self) -> Awaitable[None]:
        return self._turned(
            self._session.redo(),
            self._words("Nothing to do again"),
            lambda step: (step.change, self._words("done again: {act}", act=self._act(step))),
        )

    async def _turned(
        self,
        turning: Awaitable[Step | None],
        nothing: str,
        outcome: Callable[[Step], tuple[AnyChange, str]],
    ) -> None:
        step = await turning
        if step is None:
            self._tell(nothing)
            return
        change, words = outcome(step)
        self._changed(change)
        self._tell(words)

    def _act(self, step: Step) -> str:
        return in_words(step.change, self._words)


def host_of(address: Url) -> str:
    """The real host of an address, in its ASCII form; of a mail address, the whole."""
    return urlsplit(address).hostname or address


def marked(reading: Reading, change: Change) -> Reading:
    if change.kind == "read":
        return replace(reading, read=change.value)
    return replace(reading, starred=change.value)
