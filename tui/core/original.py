"""The link of the original: where an article in a content directory was first published.

Scrapers of news sites end a post with one link whose words are the site's name, or 原文. That
line is not part of the story; it is the article's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from tui.core.text import Url, line, url

_LONE_LINK = re.compile(
    r"(?:"
    r"\[(?P<text>(?:[^\[\]\\]|\\.)*)\]"
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|<(?P<auto>https?://[^<>\s]+)>"
    r")"
)
_LONGEST = 2 * 4_096  # characters; an address has half of that at most
_WORDS = frozenset(
    (
        *(
            "原文",
            "阅读原文",
            "查看原文",
            "原文链接",
            "原文鏈接",
            "閱讀原文",
            "来源",
            "來源",
            "出处",
        ),
        *("source", "via", "original", "original article", "read the original"),
    )
)


def split_original(body: str, labels: Iterable[str]) -> tuple[str, Url | None]:
    """``body`` without a last block that only links to the original, and that link's address.

    The link counts when its text is one of ``labels`` (the article's tags and categories, the
    source's name), the host it leads to, or a word such as 原文 or ``via``. Otherwise ``body``
    comes back whole, and None.
    """
    kept, _, last = body.rstrip().rpartition("\n")
    above = kept.rstrip(" \t")
    if last.startswith(("    ", "\t")):
        return body, None  # code
    if len(last) > _LONGEST or (above and not above.endswith("\n")):
        return body, None
    link = _LONE_LINK.fullmatch(last.strip())
    if link is None:
        return body, None
    address = url(link["angled"] or link["plain"] or link["auto"] or "")
    if address is None or not address.startswith("http"):
        return body, None
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    text = line(link["text"] or host).casefold().strip(" :：[]【】()（）>»→")
    known = {label.casefold() for label in labels} | _WORDS | {host}
    if text.removeprefix("www.") not in known:
        return body, None
    return (kept.rstrip() + "\n" if kept.strip() else ""), address
