"""What the readers of feeds share: the small rules of how entries are written."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from tui.core.models import BodyFormat
from tui.core.plain import words_of_html

_MARKED = re.compile(r"</[a-zA-Z]|<br ?/?>|<[a-zA-Z][^<>]*/>|&#?\w+;")
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\(([^()]{1,200})\)")
_NAME_AND_MAIL = re.compile(r"([^<>]{1,200})<\S+@\S+>")
_RELATIVE = re.compile(
    r"(<[a-z][^<>]{0,2000}?\s(?:href|src|poster)\s*=\s*)(?:\"([^\"<>]*)\"|'([^'<>]*)')",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|#")


def join(base: str, link: str) -> str:
    """``link`` as an address, if it is one; what stands around it is no part of it."""
    link = link.strip()
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def title_of(title: str) -> str:
    """A title of RSS, in which nobody knows whether it is HTML: it is where it has a closed
    element or an entity. (``a < b`` and ``Vec<T>`` stay what they are.)"""
    return words_of_html(title) if _MARKED.search(title) else title


def format_of(body: str) -> BodyFormat:
    """RSS knows no other type than HTML, yet some write bare lines."""
    return "html" if _TAG_OR_ENTITY.search(body) or "\n" not in body.strip() else "text"


def person(written: str) -> str:
    """The name in ``ann@example.org (Ann)`` and in ``Ann <ann@example.org>``, else what stands."""
    written = written.strip()
    if found := _MAIL_AND_NAME.fullmatch(written) or _NAME_AND_MAIL.fullmatch(written):
        return found[1].strip()
    return written


def absolute(html: str, base: str) -> str:
    """``html`` with the addresses of its links and pictures made whole."""

    def whole(found: re.Match[str]) -> str:
        link = found[2] if found[2] is not None else found[3]
        if not link or _WHOLE.match(link):
            return found[0]
        return f'{found[1]}"{join(base, link).replace(chr(34), "%22")}"'

    return _RELATIVE.sub(whole, html)


def minutes(written: str) -> int:
    """A feed's ``ttl``; 0 for what is none."""
    written = written.strip()
    return int(written) if written.isdecimal() and len(written) < 8 else 0
