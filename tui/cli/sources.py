"""``telex remove`` and ``sources``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tui.cli.arguments import Parser
from tui.cli.context import Context, now
from tui.cli.fetch import signed
from tui.core import settings
from tui.core.models import SourceInfo
from tui.core.schedule import interval, next_try
from tui.core.text import last_hop, without_secrets
from tui.sources.registry import Registry


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
    print(last_hop(words("removed {key}; telex undo brings it back", key=source.key)))
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
    called = f"{subscription.key}  {info.name}  ({subscription.adapter}) {subscription.locator}"
    print(last_hop(without_secrets(called)))
    last = info.health.last_ok
    when = (
        last.astimezone(context.config.zone).strftime("%Y-%m-%d %H:%M") if last else words("never")
    )
    print("  " + ", ".join((counts, unread, words("last fetched {when}", when=when))))
    print("  " + next_try_words(info, context))
    if moved := info.health.moved_to:
        told = words("its publisher says it moved to {address}", address=moved)
        if info.health.proposed:
            told += words("; telex feeds address {key} takes it over", key=subscription.key)
        print(last_hop("  " + told))
    if len(info.feeds) > 1:
        feeds = ", ".join(f"{name} {count:,}" for name, count in info.feeds)
        print(last_hop("  " + words("sections: {names}", names=feeds)))
    for problem in info.problems:
        print(f"  {signed(problem, context)}")


def next_try_words(info: SourceInfo, context: Context) -> str:
    """When it is fetched next, or why it is not."""
    words, source, health = context.words, info.subscription, info.health
    if source.paused:
        return words("paused; telex feeds resume {key}", key=source.key)
    if health.stopped:
        return words("not fetched any more; telex feeds retry {key}", key=source.key)
    at = next_try(health, interval(source.settings, context.config.every))
    if at is None or not source.remote:
        return words("fetched when it is asked for") if source.remote else words("watched")
    if at <= now():
        return words("due now")
    return words("next fetch {when}", when=f"{at.astimezone(context.config.zone):%Y-%m-%d %H:%M}")


def _object(info: SourceInfo, context: Context) -> dict[str, object]:
    subscription, health = info.subscription, info.health
    return {
        "key": subscription.key,
        "name": info.name,
        "adapter": subscription.adapter,
        "locator": subscription.locator,
        "subscribed": subscription.subscribed,
        "folder": subscription.folder,
        "tags": list(subscription.tags),
        "paused": subscription.paused,
        "settings": settings.told(subscription.settings),
        "articles": info.articles,
        "unread": info.unread,
        "last_ok": health.last_ok.isoformat() if health.last_ok else None,
        "failures": health.failures,
        "retry_at": health.retry_at.isoformat() if health.retry_at else None,
        "moved_to": health.moved_to,
        "fresh_until": health.fresh_until.isoformat() if health.fresh_until else None,
        "stopped": health.stopped,
        "per_week": info.per_week,
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
