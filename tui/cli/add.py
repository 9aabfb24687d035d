"""``telex add``: subscribe to a folder, a feed, or whatever feed a page names."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Sequence

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.fetch import fetch
from tui.core import dates, text
from tui.core.change import Columns
from tui.core.models import Subscription
from tui.core.text import last_hop
from tui.errors import NotFound, PrivateNetwork, SourceError, Usage, said
from tui.library import Library
from tui.sources import http, parsing
from tui.sources.discovery import Candidate, discover
from tui.sources.registry import Registry

FOLDERS_DEEP = 8
_BARE_HOST = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:/\S*)?")
_OWN_HOST = re.compile(r"localhost\b|\d+\.\d+\.\d+\.\d+\b")  # few have a certificate


def add(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("add", words("Subscribe to a folder or a feed"))
    parser.add_argument(
        "target",
        nargs="+",
        help=words("a folder, a feed's address, or that of a page that has one"),
    )
    parser.add_argument("--name", default="", help=words("what to call it"))
    parser.add_argument("--folder", default="", help=words("where it stands; a/b is within a"))
    parser.add_argument(
        "--tag", action="append", default=[], help=words("a tag that all its articles bear")
    )
    parser.add_argument(
        "--unread",
        default="",
        metavar="all|none|7d",
        help=words("how much of what it has already counts as unread"),
    )
    options = parser.parse_args(arguments)
    if options.unread not in ("", "all", "none") and dates.span(options.unread) is None:
        raise Usage(
            said("--unread takes all, none or a span such as 7d"), said("12h, 7d, 3w, 6m, 1y")
        )
    if options.name and len(options.target) > 1:
        raise Usage(said("One name cannot be that of several"), said("Add them one by one"))
    more: dict[str, str | int] = {}
    if options.name:
        more["name"] = text.line(options.name, 100)
    if options.folder:
        more["folder"] = folder_named(options.folder)
    if options.tag:
        more["tags"] = tags_named(options.tag)
    if options.unread:
        more["unread"] = options.unread
    found = [_resolved(context, target) for target in options.target]
    library = context.open()
    try:
        had = {source.key for source in library.all_sources() if source.subscribed}
        sources = _subscribe(library, found, more)
    finally:
        library.close()
    for source in sources:
        key = last_hop(source.key)
        if source.key in had:
            print(words("you have {key} already", key=key))
        else:
            print(words("added {key}; telex remove {key} takes it back", key=key))
    return fetch(context, sources)


def _subscribe(
    library: Library, found: Sequence[Subscription], more: Columns
) -> list[Subscription]:
    """Keep ``found`` and subscribe to it, as one step that undo takes back."""
    known = [library.remember(source) for source in found]
    library.edit_sources([(source.key, {"subscribed": 1, **more}) for source in known])
    keys = {source.key for source in known}
    return [source for source in library.all_sources() if source.key in keys]


def folder_named(written: str) -> str:
    """``/a / b/`` as it is kept: ``a/b``."""
    parts = [text.line(part, 100) for part in written.split("/", 50)]
    return "/".join([part for part in parts if part][:FOLDERS_DEEP])


def tags_named(written: Sequence[str]) -> str:
    """Tags as they are kept, each once whatever its case."""
    tags = (text.line(tag, 100) for several in written for tag in several.split(","))
    return json.dumps(
        list({tag.casefold(): tag for tag in tags if tag}.values()), ensure_ascii=False
    )


def _resolved(context: Context, target: str) -> Subscription:
    """``target`` as a source; of a web page the feed that it names. Asks which, of several."""
    registry = Registry()
    try:
        claimed = registry.claim(target)
    except NotFound:
        if not _BARE_HOST.fullmatch(target):
            raise
        scheme = "http" if _OWN_HOST.match(target) else "https"
        claimed = registry.claim(f"{scheme}://{target}")
    if claimed.adapter != "feed" or not claimed.remote or _is_known(context, claimed):
        return claimed
    if sys.stderr.isatty():
        context.note(context.words("looking at {address}…", address=last_hop(claimed.locator)))
    try:
        candidates = asyncio.run(_discovered(context, claimed.locator))
    except (NotFound, PrivateNetwork):
        raise
    except SourceError:
        return claimed  # it cannot be asked now; the fetch tells why, and tries again
    chosen = _chosen(context, claimed.locator, candidates)
    return claimed if chosen == claimed.locator else registry.claim(chosen)


def _is_known(context: Context, wanted: Subscription) -> bool:
    library = context.open()
    try:
        known = library.all_sources()
        return any(source.subscribed and source.locator == wanted.locator for source in known)
    finally:
        library.close()


async def _discovered(context: Context, address: str) -> list[Candidate]:
    parser = parsing.Parser()
    try:
        async with http.client(context.config.connections) as client:
            return await discover(client, parser, address)
    finally:
        await parser.aclose()


def _chosen(context: Context, address: str, candidates: Sequence[Candidate]) -> str:
    """The one of ``candidates`` that the user wants; the only one is not asked about."""
    words = context.words
    if len(candidates) == 1:
        return candidates[0].address
    shown = [(text.line(each.title, 60), last_hop(each.address)) for each in candidates]
    lines = [f"{n:>3}  {link}  {title}".rstrip() for n, (title, link) in enumerate(shown, 1)]
    told = words("{address} names {n} feeds:", address=last_hop(address), n=len(candidates))
    if not sys.stdin.isatty():
        raise Usage(
            said("{address} names {n} feeds", address=last_hop(address), n=len(candidates)),
            said("Add the one you want"),
            notes=tuple(said("telex add {address}", address=link) for _, link in shown),
        )
    print("\n".join((told, *lines)))
    while True:
        answer = input(words("Which one? 1 to {n}, Enter for the first: ", n=len(candidates)))
        if not answer.strip():
            return candidates[0].address
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1].address
