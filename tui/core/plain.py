"""Plain words out of HTML, for summaries and titles. Not for bodies: those become Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LIMIT = 16_384  # characters; the parser is quadratic on hostile input, a summary is short
_HIDDEN = frozenset(("script", "style", "template", "noscript"))
_BREAKING = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "blockquote",
    )
)
_LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z!/]|&[#\w]+;")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BREAKING:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKING:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def words_of_html(html: str) -> str:
    """The text a reader of ``html`` sees, without marks; still raw as far as the gate goes."""
    html = html[:_LIMIT]
    if not _LOOKS_LIKE_HTML.search(html):
        return html
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)
