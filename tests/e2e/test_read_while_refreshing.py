"""One feed marked read while telex fetches it and others: exactly what was shown is read."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.e2e.program import Program, left_well

FIRST, LATER = 6, 9


def rss(feed: str, count: int) -> str:
    items = "".join(
        f"<item><title>{feed} article {n}</title><guid>{feed}-{n}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 08:{n:02}:00 GMT</pubDate>"
        f"<description>The body of {n}.</description></item>"
        for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>{feed}</title>{items}</channel></rss>'


class Press:
    """Feeds that grow: each has ``count`` articles by now. The Gazette is late: from its second
    edition on it waits for ``printed``."""

    def __init__(self) -> None:
        self.count = FIRST
        self.printed, self.asked = Event(), Event()
        press = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feed = self.path.strip("/").capitalize()
                if feed == "Gazette" and press.count > FIRST:
                    press.asked.set()
                    press.printed.wait(20)
                body = rss(feed, press.count).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def printing() -> Iterator[Press]:
    printing = Press()
    thread = Thread(target=printing.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield printing
    printing.printed.set()
    printing.server.shutdown()
    thread.join()
    printing.server.server_close()


def titles(feed: str, count: int) -> set[str]:
    return {f"{feed} article {n}" for n in range(count)}


def test_a_feed_is_marked_read_while_it_and_others_are_fetched(
    telex: Program, printing: Press
) -> None:
    for name in ("wire", "gazette", "post"):
        assert telex.run("add", "--unread", "all", f"{printing.address}/{name}").returncode == 0
    terminal = telex.open()
    terminal.wait_for(f"Unread {3 * FIRST} of {3 * FIRST}")
    terminal.quiet()
    terminal.send("g", "f")
    terminal.wait_for("Feeds 3")
    terminal.wait_for("Wire")
    terminal.quiet()
    terminal.send("G", "enter")
    terminal.wait_for(f"Unread {FIRST} of {3 * FIRST} .*source:Wire")
    terminal.quiet()

    printing.count = LATER
    terminal.send("R")
    # The Wire's new ones are there, the Gazette's are still under way.
    terminal.wait_for(rf"{LATER - FIRST} new")
    assert printing.asked.wait(10)
    terminal.send("A")
    terminal.wait_for(f"{FIRST} marked read")
    assert telex.titles("is:read") == titles("Wire", FIRST)
    printing.printed.set()
    terminal.wait_for(lambda t: "fetching" not in t.lines[0])
    terminal.send(".", "escape")
    everything = {feed: titles(feed, LATER) for feed in ("Wire", "Gazette", "Post")}
    terminal.wait_for(f"Unread {3 * LATER - FIRST} of {3 * LATER}")
    assert telex.titles("is:read") == titles("Wire", FIRST)
    assert telex.titles("is:unread") == set.union(*everything.values()) - titles("Wire", FIRST)

    terminal.send("u")
    terminal.wait_for(f"undid: {FIRST} marked read")
    terminal.send("q")
    assert terminal.wait() == 0
    left_well(terminal)
    assert telex.titles("is:read") == set()
