"""A web server of generated feeds, a process of its own, made to cost next to nothing.

:class:`Served` starts it. It writes the feeds into a folder, prints its port and serves them until
its standard input ends. A line there is how it answers from then on:

``etag``      with an ETag, and 304 to who has it
``same``      whole, without validators: the same bytes each time
``changing``  whole, each time with an article more in front and the one behind it edited

It answers such a line with how many requests it has answered so far.
"""

from __future__ import annotations

import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Self

from tests.benchmarks.feed_texts import write_feeds


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    server: FeedServer

    def handle(self) -> None:
        while head := b"".join(self._head()):
            path = self.server.folder / head.split(b" ", 2)[1].decode().lstrip("/")
            if not path.is_file():
                self._answer(404, b"")
            elif self.server.mode == "etag":
                tag = self.server.tags[path.name]
                asked = re.search(rb"(?i)^if-none-match: *(.*?)\r", head, re.MULTILINE)
                if asked and asked[1].decode() == tag:
                    self._answer(304, None, tag)
                else:
                    self._answer(200, path, tag)
            else:
                changing = self.server.mode == "changing"
                self._answer(200, self.server.changed(path) if changing else path)
            self.server.answered += 1

    def _head(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()) not in (b"", b"\r\n"):
            yield line

    def _answer(self, status: int, body: Path | bytes | None, tag: str = "") -> None:
        size = body.stat().st_size if isinstance(body, Path) else len(body or b"")
        head = f"HTTP/1.1 {status} Answered\r\nContent-Type: application/rss+xml\r\n"
        head += f"ETag: {tag}\r\n" if tag else ""
        head += "" if body is None else f"Content-Length: {size}\r\n"
        self.wfile.write(head.encode() + b"\r\n")
        if isinstance(body, Path):
            with body.open("rb") as file:
                self.connection.sendfile(file)
        elif body:
            self.wfile.write(body)


class FeedServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.mode = "etag"
        self.answered = 0
        self.tags = {
            path.name: f'"{blake2b(path.read_bytes(), digest_size=8).hexdigest()}"'
            for path in folder.iterdir()
        }
        self._numbers = count(1)

    def changed(self, path: Path) -> bytes:
        """With one article more, newer than all, and another title of the one that was newest."""
        number = next(self._numbers)
        head, first, rest = path.read_bytes().partition(b"<item>")
        item, ends, rest = rest.partition(b"</item>\n")
        more = item.replace(b"?p</guid>", b"?p%d</guid>" % number).replace(
            b"</title>", b" %d</title>" % number
        )
        edited = item.replace(b"</title>", b" (%d)</title>" % number)
        return b"".join((head, first, more, ends, first, edited, ends, rest))


class Served:
    """A server with feeds of its own, until the ``with`` is left."""

    def __init__(self, folder: Path, feeds: int, articles: int) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(folder), str(feeds), str(articles)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._port = self._said()

    def address(self, number: object) -> str:
        return f"http://127.0.0.1:{self._port}/{number}.xml"

    def answer(self, mode: str) -> None:
        """From now on as the module's words say."""
        self._tell(mode)

    def answered(self) -> int:
        """How many requests it has answered so far."""
        return int(self._tell(""))

    def _tell(self, word: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        return self._said()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            self._process.kill()
        shutil.rmtree(self._folder)


def main() -> None:
    folder, feeds, articles = Path(sys.argv[1]), *map(int, sys.argv[2:])
    write_feeds(folder, feeds, articles)
    with FeedServer(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_address[1], flush=True)
        for line in sys.stdin:
            server.mode = line.strip() or server.mode
            print(server.answered, flush=True)
        os._exit(0)  # whatever is still being sent


if __name__ == "__main__":
    main()
