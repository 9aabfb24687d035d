"""The parsing process: a deadline ends it, nobody's death but its own is waited for, and it goes on."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from tui.core.draft import Draft
from tui.errors import BadContent, SourceCrash, SourceError, TooLarge, WebPage
from tui.sources import wire
from tui.sources.limits import LIMITS, Limits
from tui.sources.parsing import Parser

ROOT = Path(__file__).parents[2]
ADDRESS = "https://news.example.org/feed"
LONG = 60.0  # seconds; nothing here takes a tenth of it, unless it never ends
ITEMS = "".join(f"<item><guid>{n}</guid><title>Story {n}</title></item>" for n in range(3))
FINE = f'<rss version="2.0"><channel><title>News</title>{ITEMS}</channel></rss>'.encode()
# Ill-formed, so that the slow reader takes it: many times the deadline, and no more memory than may be.
SLOW = b'<rss version="2.0"><channel><item><description>' + b"<a>" * 400_000
LARGE = SLOW + b"<a>" * 1_600_000
HASTY = Limits(parse_seconds=1.0)
Act = Callable[[Parser], Coroutine[Any, Any, None]]

needs_pidfd = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux has them")


def with_parser(act: Act, limits: Limits = LIMITS) -> None:
    async def run() -> None:
        parser = Parser(limits)
        try:
            async with asyncio.timeout(LONG):
                await act(parser)
        finally:
            await parser.aclose()

    asyncio.run(run())


async def fine(parser: Parser) -> int:
    """Ask something that can be answered; the process that did."""
    found = await parser.feed(FINE, ADDRESS, "application/rss+xml")
    titles = [event.title for event in found if isinstance(event, Draft)]
    assert titles == ["Story 0", "Story 1", "Story 2"]
    return process_of(parser).pid


def process_of(parser: Parser) -> subprocess.Popen[bytes]:
    process = parser._process
    assert process is not None
    return process


class Noting:
    """The process's answers; tells when somebody begins to wait for one."""

    def __init__(self, parser: Parser) -> None:
        process = process_of(parser)
        self.inner = process.stdout
        self.waiting = threading.Event()
        process.stdout = self  # type: ignore[assignment]

    def readline(self) -> bytes:
        assert self.inner is not None
        self.waiting.set()
        return self.inner.readline()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


async def busy(parser: Parser) -> asyncio.Task[list[wire.Found]]:
    """A question that its process is at work on."""
    await fine(parser)
    noting = Noting(parser)
    asked = asyncio.create_task(parser.feed(SLOW, ADDRESS, ""))
    assert await asyncio.to_thread(noting.waiting.wait, LONG)
    return asked


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_question_after_question() -> None:
    async def act(parser: Parser) -> None:
        assert len({await fine(parser) for _ in range(5)}) == 1

    with_parser(act)


def test_what_cannot_be_read_is_told_and_the_process_goes_on() -> None:
    async def act(parser: Parser) -> None:
        pid = await fine(parser)
        for content, kind in (
            (b"<!DOCTYPE html><html><body>Hello</body></html>", WebPage),
            (b"", BadContent),
            (bytes(range(256)) * 10, BadContent),
            (b'{"items": 5}', BadContent),
            (b"[" * 100_000, SourceError),
            (b'{"a":' * 100_000, SourceError),
            (b"{" + b"[" * 100_000, SourceError),
        ):
            with pytest.raises(kind) as caught:
                await parser.feed(content, ADDRESS, "")
            assert caught.value.title.text and caught.value.hint.text
            assert await fine(parser) == pid

    with_parser(act)


def test_no_more_entries_than_were_asked_for() -> None:
    async def act(parser: Parser) -> None:
        for limit, expected in ((0, 3), (1, 1), (2, 2), (10**9, 3)):
            found = await parser.feed(FINE, ADDRESS, "", limit)
            assert sum(isinstance(event, Draft) for event in found) == expected

    with_parser(act)


def test_a_deadline_ends_it_and_the_next_question_is_answered() -> None:
    async def act(parser: Parser) -> None:
        before = await fine(parser)
        with pytest.raises(BadContent) as caught:
            await parser.feed(SLOW, ADDRESS, "")
        assert "too long" in str(caught.value) and caught.value.hint.text
        assert not is_there(before)
        assert await fine(parser) != before

    with_parser(act, HASTY)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory has no bound")
def test_what_takes_too_much_memory_is_told_as_that() -> None:
    async def act(parser: Parser) -> None:
        for _ in range(2):
            with pytest.raises(TooLarge) as caught:
                await parser.feed(LARGE, ADDRESS, "")
            assert "memory" in str(caught.value)
            await fine(parser)

    with_parser(act)


def test_who_waits_for_it_meanwhile_is_answered_after_it() -> None:
    async def act(parser: Parser) -> None:
        slow = await busy(parser)
        waiting = [asyncio.create_task(fine(parser)) for _ in range(3)]
        with pytest.raises(BadContent):
            await slow
        assert len({await each for each in waiting}) == 1

    with_parser(act, HASTY)


def test_one_that_is_killed_at_work_is_told_and_replaced() -> None:
    async def act(parser: Parser) -> None:
        asked = await busy(parser)
        before = process_of(parser).pid
        os.kill(before, signal.SIGKILL)
        with pytest.raises(SourceCrash) as caught:
            await asked
        assert caught.value.hint.text
        assert await fine(parser) != before

    with_parser(act)


def test_one_that_is_killed_while_it_has_nothing_to_do_is_replaced() -> None:
    async def act(parser: Parser) -> None:
        before = await fine(parser)
        process_of(parser).kill()
        process_of(parser).wait()
        assert await fine(parser) != before

    with_parser(act)


def test_who_asked_may_go_and_the_next_is_answered_at_once() -> None:
    async def act(parser: Parser) -> None:
        asked = await busy(parser)
        before = process_of(parser).pid
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await fine(parser) != before
        assert not is_there(before)

    with_parser(act)


def test_an_interrupt_of_the_terminal_is_not_for_it() -> None:
    async def act(parser: Parser) -> None:
        pid = await fine(parser)
        os.kill(pid, signal.SIGINT)
        assert await fine(parser) == pid

    with_parser(act)


def test_it_ends_when_it_is_no_longer_needed() -> None:
    async def act(parser: Parser) -> None:
        pid = await fine(parser)
        await parser.aclose()
        await parser.aclose()
        assert not is_there(pid)

    with_parser(act)


PARENT = f"""
import asyncio
from tests.sources.test_parse_process import *

async def main():
    parser = Parser(HASTY)
    await fine(parser)
    print(process_of(parser).pid, flush=True)
    noting = Noting(parser)
    if {{busy}}:
        asyncio.create_task(parser.feed(SLOW, {ADDRESS!r}, ""))
        await asyncio.to_thread(noting.waiting.wait)
    print("ready", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@needs_pidfd
@pytest.mark.parametrize("at_work", [False, True], ids=["idle", "at work"])
def test_it_ends_when_its_parent_does(at_work: bool) -> None:
    script = PARENT.format(busy=at_work)
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as parent:
        try:
            assert parent.stdout is not None
            child = os.pidfd_open(int(parent.stdout.readline()))
            assert parent.stdout.readline() == "ready\n"
        finally:
            parent.kill()
    try:
        ended, _, _ = select.select([child], [], [], LONG)
    finally:
        os.close(child)
    assert ended
