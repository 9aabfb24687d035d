"""``telex prune``: let go of what has outlived its time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.fetch import refreshing
from tui.core.models import Subscription
from tui.core.text import last_hop


def prune(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser(
        "prune", words("Let go of articles of feeds that are older, or more, than kept")
    )
    parser.add_argument("source", nargs="*", help=words("a source's key, name or address"))
    parser.add_argument(
        "--dry-run", action="store_true", help=words("only say how many that would be")
    )
    options = parser.parse_args(arguments)
    library = context.open()
    try:
        known = library.sources()
        chosen = [context.source(name, library, known) for name in options.source] or known
    finally:
        library.close()
    gone = asyncio.run(_prune(context, chosen, dry=options.dry_run))
    if options.dry_run:
        print(words.plural("{n} article would go", "{n} articles would go", gone))
    else:
        print(words.plural("{n} article let go", "{n} articles let go", gone))
    config = context.config
    bounded = config.keep_days or config.keep_articles
    if not bounded and not any(s.settings.keep_days or s.settings.keep_articles for s in chosen):
        context.note(words("Nothing bounds them: keep_days and keep_articles in config.toml do"))
    return 0


async def _prune(context: Context, sources: Sequence[Subscription], *, dry: bool) -> int:
    gone = 0
    async with refreshing(context) as refresher:
        for source in sources:
            count = refresher.prune(source, dry=dry)
            if count is None:
                print(
                    last_hop(f"{source.key}: {context.words('is being fetched by another telex')}")
                )
            elif count:
                print(last_hop(f"{source.key}: {count:,}"))
                gone += count
    return gone
