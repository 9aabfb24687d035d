"""A lane: one thread that owns one library, and does in order what is asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from tui.library import Library

T = TypeVar("T")


class Lane:
    """One thread that owns one library."""

    def __init__(self, name: str, open_library: Callable[[], Library]) -> None:
        self._open = open_library
        self._library: Library | None = None
        self._running = ""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"telex-{name}")

    def submit(self, act: Callable[[Library], T], kind: str = "") -> Future[T]:
        return self._pool.submit(self._run, act, kind)

    def call(self, act: Callable[[Library], T], kind: str = "") -> Awaitable[T]:
        """``act``'s answer, after whatever was asked before. Raises what it raises.

        It is asked at once and done whatever becomes of the asker: a mark made just before
        quitting is kept.
        """
        return asyncio.shield(asyncio.wrap_future(self.submit(act, kind)))

    def reopen(self) -> None:
        """Let go of the files before the next question: another library took the old one's place."""
        self._pool.submit(self._close)

    def interrupt(self, kind: str | None = None) -> None:
        """Stop what is running; if a ``kind`` is given, only if it was asked for as such."""
        if self._library is not None and kind in (None, self._running):
            self._library.interrupt()

    def close(self) -> None:
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _run(self, act: Callable[[Library], T], kind: str) -> T:
        if self._library is None:
            self._library = self._open()
        self._running = kind
        try:
            return act(self._library)
        finally:
            self._running = ""

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
