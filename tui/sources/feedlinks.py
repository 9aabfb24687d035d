"""The feeds that a web page names, and the places where a site without a word of it has one."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from tui.core import text
from tui.sources.entry import join

_LIMIT = 512 * 1024  # characters; feeds are named in a page's head
_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/feed+json"),
    *("application/rdf+xml", "text/xml", "application/xml", "application/x-rss+xml"),
)
_JSON = "application/json"
_MOST = 20
PLACES = (
    "/feed",
    "/feed.xml",
    "/atom.xml",
    "/rss.xml",
    "/index.xml",
    "/rss",
    "/feed/",
    "/feed.json",
)


class _Links(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = address
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag == "base" and values.get("href"):
            self.base = join(self.base, values["href"])
        if tag not in ("link", "a") or not values.get("href"):
            return
        rel = values.get("rel", "").lower().split()
        kind = values.get("type", "").lower().partition(";")[0].strip()
        if "alternate" not in rel and "feed" not in rel:
            return
        if kind in _TYPES or "feed" in rel or (kind == _JSON and "feed" in values["href"].lower()):
            address = text.url(join(self.base, values["href"]))
            if address and address.startswith(("http://", "https://")) and len(self.found) < _MOST:
                self.found.setdefault(address, values.get("title", "")[:200])


def links_of(page: str, address: str) -> list[tuple[str, str]]:
    """Addresses and titles of the feeds that ``page`` names; those of comments come last."""
    reader = _Links(address)
    reader.feed(page[:_LIMIT])
    found = list(reader.found.items())
    return sorted(found, key=lambda item: "comment" in f"{item[0]} {item[1]}".lower())


def guesses(address: str) -> list[str]:
    """Where feeds usually are, beside ``address`` and at the top of its site."""
    parts = urlsplit(address)
    top = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path.rstrip("/")
    places = [f"{top}{folder}{place}" for place in PLACES[:5]] if folder else []
    return [*places, *(f"{top}{place}" for place in PLACES)]
