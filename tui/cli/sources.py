"""``telex add``, ``remove`` and ``sources``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.fetch import fetch, signed
from tui.core import dates, text
from tui.core.models import SourceInfo
from tui.core.text import last_hop
from tui.errors import Usage, said
from tui.sources.registry import Registry


def add(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("add", words("Subscribe to a folder or a feed"))
    parser.add_argument("target", help=words("a folder, or a feed's address"))
    parser.add_argument("--name", default="", help=words("what to call it"))
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
    claimed = Registry().claim(options.target)
    wanted = replace(
        claimed,
        name=text.line(options.name, 100) or claimed.name,
        subscribed=True,
        unread=options.unread,
    )
    library = context.open()
    try:
        source = library.remember(wanted, rename=bool(options.name))
    finally:
        library.close()
    print(words("added {key}; telex remove {key} takes it back", key=last_hop(source.key)))
    return fetch(context, [source])


def remove(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("remove", words("Unsubscribe; what you marked is kept"))
    parser.add_argument("source", help=words("a source's key, name or address"))
    options = parser.parse_args(arguments)
    library = context.open()
    try:
        source = context.source(
            options.source, library, [s for s in library.all_sources() if s.subscribed]
        )
        library.subscribe(source.key, False)
    finally:
        library.close()
    again = words(
        "removed {key}; telex add {locator} brings it back", key=source.key, locator=source.locator
    )
    print(last_hop(again))
    return 0


def sources(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("sources", words("List your sources, how they are, and the adapters for them"))
    parser.add_argument("--json", action="store_true", help=words("one object a line"))
    parser.add_argument(
        "--all", action="store_true", help=words("those that were only opened, too")
    )
    options = parser.parse_args(arguments)
    found = context.library.informed(opened=options.all)
    registry = Registry()
    adapters = [registry.adapter(name) for name in registry.names()]
    if options.json:
        for info in found:
            print(last_hop(json.dumps(_object(info, context), ensure_ascii=False)))
    else:
        for info in found:
            _print(info, context)
        print(
            words("adapters: {names}", names=", ".join(a.name for a in adapters if a.source)),
        )
    for adapter in adapters:
        if adapter.error is not None:
            context.complain(adapter.error)
    troubled = any(not p.remark for info in found for p in info.problems)
    troubled = troubled or any(a.error for a in adapters)
    return int(troubled)


def _print(info: SourceInfo, context: Context) -> None:
    words = context.words
    subscription = info.subscription
    counts = words.plural("{n} article", "{n} articles", info.articles)
    unread = words("{n} unread", n=f"{info.unread:,}")
    print(
        last_hop(
            f"{subscription.key}  {info.name}  ({subscription.adapter}) {subscription.locator}"
        )
    )
    last = info.health.last_ok
    when = (
        last.astimezone(context.config.zone).strftime("%Y-%m-%d %H:%M") if last else words("never")
    )
    print("  " + ", ".join((counts, unread, words("last fetched {when}", when=when))))
    if info.health.moved_to:
        print(
            "  " + words("its publisher says it moved to {address}", address=info.health.moved_to)
        )
    if len(info.feeds) > 1:
        feeds = ", ".join(f"{name} {count:,}" for name, count in info.feeds)
        print(last_hop("  " + words("sections: {names}", names=feeds)))
    for problem in info.problems:
        print(f"  {signed(problem, context)}")


def _object(info: SourceInfo, context: Context) -> dict[str, object]:
    subscription, health = info.subscription, info.health
    return {
        "key": subscription.key,
        "name": info.name,
        "adapter": subscription.adapter,
        "locator": subscription.locator,
        "subscribed": subscription.subscribed,
        "articles": info.articles,
        "unread": info.unread,
        "last_ok": health.last_ok.isoformat() if health.last_ok else None,
        "failures": health.failures,
        "retry_at": health.retry_at.isoformat() if health.retry_at else None,
        "moved_to": health.moved_to,
        "feeds": [{"name": name, "articles": count} for name, count in info.feeds],
        "problems": [
            {
                "where": problem.where,
                "title": context.words.say(problem.title),
                "detail": problem.detail,
                "hint": context.words.say(problem.hint),
                "at": problem.at.isoformat(),
                "remark": problem.remark,
            }
            for problem in info.problems
        ],
    }
