"""Telex on a home of its own, and a web server to fetch from."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.e2e.program import Program


@pytest.fixture
def telex(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "home")
    program.home.mkdir()
    yield program
    program.close()


class Web:
    """``pages`` by path: a content type and a body. Anything else is 404."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        pages = self.pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, text = pages.get(self.path, ("text/plain", ""))
                body = text.encode()
                self.send_response(200 if self.path in pages else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    thread = Thread(target=web.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield web
    web.server.shutdown()
    thread.join()
    web.server.server_close()
