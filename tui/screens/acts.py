"""What is done to articles, from whatever screen: on the ids taken when the key was pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tui.core.change import AnyChange, Change, Origin, Step
from tui.core.models import Reading
from tui.core.text import Url
from tui.deeds import Turned, day, step_in_words
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

    def apply(self, *changes: Change, origin: Origin = "hand") -> Awaitable[Step | None]:
        """Make ``changes``, as one step."""
        for change in changes:
            self._begun(change)
        # A task of its own: it goes on when the screen that asked for it is gone.
        storing = self._session.apply(changes, origin)
        return asyncio.ensure_future(self._stored(changes, storing))

    async def _stored(
        self, changes: Sequence[Change], storing: Awaitable[Step | None]
    ) -> Step | None:
        try:
            return await storing
        except TelexError:
            for change in changes:
                self._changed(change.inverse)
            raise
        finally:
            for change in changes:
                self._settled(change)

    async def told(self, marking: Awaitable[Step | None]) -> Step | None:
        """``marking``, and say how much it changed and how to take it back."""
        step = await marking
        if step is None:
            self._tell(self._words("nothing to change"))
        else:
            self._tell(
                self._act(step) + self._words("   {key} takes it back", key=self._key("undo"))
            )
        return step

    # Undoing

    def undo(self, tell: Tell | None = None) -> Awaitable[None]:
        """Take back the last act; one of an earlier session is named first, and waits for a second
        ``u``. It is told by ``tell``, else where everything is."""
        return self._undone(self._session.undo(), tell or self._tell)

    async def _undone(self, turning: Awaitable[Turned | None], tell: Tell) -> None:
        turned = await turning
        if turned is None:
            tell(self._words("Nothing to undo"))
        elif not turned.step.undone:
            zone = self._session.config.zone
            asked = self._words(
                "{when}: {act} · {key} again takes it back",
                when=day(turned.step.at.astimezone(zone), self._words),
                act=self._act(turned.step),
                key=self._key("undo"),
            )
            tell(_of_what(asked, turned))
        else:
            self.show_turned([turned.step])
            act = self._act(turned.step)
            undid = self._words("undid: {act} · {key}", act=act, key=self._key("redo"))
            tell(_of_what(undid, turned))

    def redo(self, tell: Tell | None = None) -> Awaitable[None]:
        return self._redone(self._session.redo(), tell or self._tell)

    async def _redone(self, turning: Awaitable[Turned | None], tell: Tell) -> None:
        turned = await turning
        if turned is None:
            tell(self._words("Nothing to do again"))
        else:
            self.show_turned([turned.step])
            done = self._words("done again: {act}", act=self._act(turned.step))
            tell(_of_what(done, turned))

    def show_turned(self, steps: Sequence[Step]) -> None:
        """Draw what became of the marks: these steps were undone, or done again."""
        for step in steps:
            changes: Sequence[AnyChange] = step.parts or (step.change,)
            if step.undone:
                changes = [change.inverse for change in reversed(changes)]
            for change in changes:
                self._changed(change)

    def _key(self, command: str) -> str:
        return self._session.keymap.shown("list", command)

    def _act(self, step: Step) -> str:
        return step_in_words(step, self._words, zone=self._session.config.zone)


def _of_what(told: str, turned: Turned) -> str:
    """``told``, and of which article, if of one: it need not be seen. (Last, for it may be cut.)"""
    return f"{told} · {turned.title}" if turned.title else told


def host_of(address: Url) -> str:
    """The real host of an address, in its ASCII form; of a mail address, the whole."""
    return urlsplit(address).hostname or address


def looks_of(change: Change) -> dict[str, Any]:
    """What a row looks like after ``change``: its fields by their names. A tag is to be looked up."""
    match change.kind:
        case "read":
            return {"read": change.value}
        case "star":
            return {"starred": change.value}
        case "hide":
            return {"hidden": change.value}
        case "later":
            if change.value:  # what is put off is unread when it comes back
                return {"read": False, "later": datetime.fromtimestamp(change.until, UTC)}
            return {"later": None}
        case "tag":
            return {}


def marked(reading: Reading, change: Change) -> Reading:
    looks = looks_of(change)
    looks.pop("hidden", None)
    return replace(reading, **looks)
