"""newsboat's list of feeds, ``urls``: an address a line, then tags, of which ``~…`` is its name."""

from __future__ import annotations

import re

from tui.core import text
from tui.core.settings import Settings
from tui.errors import Said, said
from tui.sources.feedtext import decode
from tui.sources.subscribing import FeedList, Left, Wanted

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_QUERY = "query:"
_PROGRAMS = ("exec:", "filter:")


def read(content: bytes) -> FeedList:
    """The feeds of a ``urls`` file. Lines that would run a program are told of and never taken."""
    written, _ = decode(content)
    feeds: list[Wanted] = []
    left: list[Left] = []
    for line in written.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        words = [re.sub(r"\\(.)", r"\1", q) if q else w for q, w in _WORD.findall(line)]
        if not words:
            continue
        address, tags = words[0], words[1:]
        why = _refused(address)
        if why is not None:
            left.append(Left(line, why))
            continue
        name = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        hidden = any(tag.startswith("!") for tag in tags)
        plain = tuple(tag for tag in tags if tag and not tag.startswith(("~", "!")))
        feeds.append(Wanted(address, name, tags=plain, settings=Settings(mute=hidden)))
    return FeedList(tuple(feeds), tuple(left))


def _refused(address: str) -> Said | None:
    if address.startswith(_PROGRAMS):
        return said("it would run a program; a list never gets to do that")
    if address.startswith(_QUERY):
        return said("a query is no feed")
    if text.url(address) is None or not address.lower().startswith(("http://", "https://")):
        return said("this is no address of a feed")
    return None
