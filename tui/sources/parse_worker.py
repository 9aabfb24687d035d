"""The parsing process: reads what strangers wrote, and can be killed at it.

A question is a line of JSON and the bytes it announces; an answer is a line and its bytes.

    → {"ask": "feed", "size": 1234, "address": "https://…", "type": "text/xml", "limit": 10000}
    ← {"ok": true, "size": 567}
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from tui.errors import BadContent, SourceCrash, TelexError, TooLarge, said
from tui.sources import wire

_MEMORY = 240 * 2**20  # bytes; the refresh and it together stay below 300 MB


def main() -> None:
    """Answer until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C is the parent's business
    _bound_memory()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    while question := source.readline():
        asked = json.loads(question)
        content = source.read(asked["size"])
        # If the parent is killed meanwhile, nobody else would end what never ends by itself.
        signal.setitimer(signal.ITIMER_REAL, 2 * asked["seconds"])
        ok, answer = _answer(asked, content)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(sink, ok=ok, answer=answer)


def _send(sink: BinaryIO, *, ok: bool, answer: bytes) -> None:
    sink.write(json.dumps({"ok": ok, "size": len(answer)}).encode() + b"\n" + answer)
    sink.flush()


def _answer(asked: dict[str, Any], content: bytes) -> tuple[bool, bytes]:
    """An answer, or an error as one. (Words are found after the handler: until then its traceback
    holds what took the memory.)"""
    detail = ""
    try:
        return True, _ASKED[asked["ask"]](asked, content)
    except TelexError as error:
        return False, wire.failed(error)
    except MemoryError:
        what = "memory"
    except RecursionError:
        what = "depth"
    except Exception as error:  # noqa: BLE001  a library met something it does not know
        what, detail = "", f"{type(error).__name__}: {error}"[:300]
    return False, wire.failed(_crash(what, detail))


def _crash(what: str, detail: str) -> TelexError:
    if what == "memory":
        return TooLarge(
            said("Reading this takes too much memory"), said("Ask for a feed with fewer entries")
        )
    if what == "depth":
        return BadContent(
            said("Its elements stand too deep in one another"), said("Tell its publisher")
        )
    return SourceCrash(
        said("This feed cannot be read"), said("Report it; the log has the details"), detail
    )


def _feed(asked: dict[str, Any], content: bytes) -> bytes:
    address, limit = asked["address"], asked["limit"]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        from tui.sources import jsonfeed

        return wire.written(jsonfeed.read(content, address, limit))
    from tui.sources import syndication

    return wire.written(syndication.read(content, address, asked["type"], limit))


def _links(asked: dict[str, Any], content: bytes) -> bytes:
    from tui.sources.feedlinks import links_of
    from tui.sources.feedtext import decode

    text, _ = decode(content, asked["type"])
    return json.dumps(links_of(text, asked["address"])).encode()


def _article(asked: dict[str, Any], content: bytes) -> bytes:
    from tui.sources.extraction import extract

    return json.dumps(extract(content, asked["address"], asked["type"])).encode()


def _ready(asked: dict[str, Any], content: bytes) -> bytes:
    return b""


_ASKED: dict[str, Callable[[dict[str, Any], bytes], bytes]] = {
    "ready": _ready,
    "feed": _feed,
    "links": _links,
    "article": _article,
}


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        # Where the system knows the limit, what asks for more gets MemoryError, and nobody is killed.
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
