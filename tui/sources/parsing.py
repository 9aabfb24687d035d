"""Asking the parsing process, which has a deadline: a document that takes longer ends it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tui import paths
from tui.errors import BadContent, SourceCrash, said
from tui.sources import wire
from tui.sources.limits import LIMITS, Limits

_START_SECONDS = 20.0  # for the process to begin and import what it needs, on a busy machine


class Parser:
    """One process that parses, begun when it is first needed. What is asked meanwhile waits."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="telex-parse")

    async def feed(
        self, content: bytes, address: str, content_type: str, limit: int = 0
    ) -> list[wire.Found]:
        """The feed and its entries, at most ``limit`` of them (0: the usual bound).

        Raises :class:`~tui.errors.SourceError` for what is no feed, or takes too long to read.
        """
        most = min(limit or self._limits.entries, self._limits.entries)
        answer = await self._ask("feed", content, address, type=content_type, limit=most)
        # A megabyte of JSON takes a few milliseconds; tens of them would keep others waiting.
        return await asyncio.to_thread(wire.read, answer)

    async def links(self, content: bytes, address: str, content_type: str) -> list[tuple[str, str]]:
        """The feeds that a web page names: addresses and titles."""
        answer = await self._ask("links", content, address, type=content_type)
        return [(link, title) for link, title in json.loads(answer)]

    async def article(self, content: bytes, address: str, content_type: str) -> dict[str, str]:
        """The article of a web page: its ``text``, as Markdown."""
        answer = await self._ask("article", content, address, type=content_type)
        found: dict[str, str] = json.loads(answer)
        return found

    async def aclose(self) -> None:
        self._end()
        self._thread.shutdown(wait=False)

    async def _ask(self, ask: str, content: bytes, address: str, **more: Any) -> bytes:
        async with self._turn:
            if self._process is None or self._process.poll() is not None:
                # To begin takes its time, which is nobody's document's.
                await self._answer("ready", b"", "", _START_SECONDS)
            return await self._answer(ask, content, address, self._limits.parse_seconds, **more)

    async def _answer(
        self, ask: str, content: bytes, address: str, seconds: float, **more: Any
    ) -> bytes:
        """What the process answers within ``seconds``; later it is ended."""
        asked = {"ask": ask, "size": len(content), "address": address, "seconds": seconds, **more}
        question = json.dumps(asked).encode() + b"\n" + content
        # A thread of its own: the deadline is the document's, and no wait for others' threads.
        exchange = asyncio.get_running_loop().run_in_executor(
            self._thread, self._exchange, question
        )
        try:
            ok, answer = await asyncio.wait_for(asyncio.shield(exchange), seconds)
        except TimeoutError as error:
            self._end()
            with contextlib.suppress(Exception):
                await exchange  # its pipe is broken: the thread is free again
            raise BadContent(
                said("This takes too long to read"),
                said("Ask for a feed with fewer entries, or tell its publisher"),
                f"{seconds:g} s",
            ) from error
        except asyncio.CancelledError:
            self._end()
            raise
        except (OSError, ValueError, EOFError) as error:
            self._end()
            raise SourceCrash(
                said("The program that reads feeds ended at this one"),
                said("Report it; the log has the details"),
            ) from error
        if not ok:
            raise wire.failure(answer)
        return answer

    def _exchange(self, question: bytes) -> tuple[bool, bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self._end()
            process = self._process = subprocess.Popen(
                paths.python("from tui.sources.parse_worker import main; main()"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what went wrong is in its answer
            )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(question)
        process.stdin.flush()
        head = process.stdout.readline()
        if not head:
            raise EOFError
        told = json.loads(head)
        answer = process.stdout.read(told["size"])
        if len(answer) != told["size"]:
            raise EOFError
        return bool(told["ok"]), answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()
