"""``telex import`` and ``export``: lists of feeds, from other readers and for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tui.cli.add import folder_named, tags_named
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.read import guard_terms, terms_of
from tui.core import ids, settings, text
from tui.core.admit import canonical
from tui.core.change import Columns, mark_read
from tui.core.models import Subscription
from tui.core.text import last_hop
from tui.deeds import in_words
from tui.errors import SourceError, Usage, said
from tui.library import SAMPLE, Library
from tui.sources import newsboat, opml
from tui.sources.file import read_named
from tui.sources.limits import LIMITS
from tui.sources.registry import Registry
from tui.sources.subscribing import FeedList, Wanted
from tui.store.newsboat import is_cache, read_articles

_SHOWN = 20  # lines that were left out


def import_(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("import", words("Subscribe to the feeds of a list, or take over read marks"))
    parser.add_argument("file", help=words("OPML, newsboat's urls, or newsboat's cache.db"))
    parser.add_argument("--dry-run", action="store_true", help=words("only say what it would do"))
    options = parser.parse_args(arguments)
    path = Path(options.file).expanduser()
    if is_cache(path):
        return _take_over_marks(context, path, dry=options.dry_run)
    content = read_named(path, LIMITS.body_bytes)
    found = opml.read(content) if opml.is_opml(content) else newsboat.read(content)
    return _subscribe(context, found, dry=options.dry_run)


def _subscribe(context: Context, found: FeedList, *, dry: bool) -> int:
    words = context.words
    registry = Registry()
    library = context.open()
    try:
        subscribed = {s.locator for s in library.all_sources() if s.subscribed}
        wanted: dict[str, tuple[Subscription, Columns]] = {}
        already = 0
        for feed in found.feeds:
            try:
                claimed = registry.claim(feed.address)
            except SourceError as error:
                context.complain(error)
                continue
            if claimed.locator in subscribed or claimed.locator in wanted:
                already += 1
                continue
            wanted[claimed.locator] = (_keyed(claimed, feed), _columns(feed))
        if not dry:
            _keep(library, wanted)
    finally:
        library.close()
    for left in found.left[:_SHOWN]:
        print(
            last_hop(
                words(
                    "left out: {line} ({why})",
                    line=text.line(left.line, 200),
                    why=words.say(left.why),
                )
            )
        )
    if len(found.left) > _SHOWN:
        print(words("… and {n} more", n=len(found.left) - _SHOWN))
    if found.mended:
        print(words("the list was not well-formed; it was read all the same"))
    added = words.plural("{n} feed added", "{n} feeds added", len(wanted))
    if dry:
        added = words.plural("{n} feed would be added", "{n} feeds would be added", len(wanted))
    there = words("{n} were there already", n=f"{already:,}")
    print(", ".join((added, there)) if already else added)
    if wanted and not dry:
        print(words("telex refresh fetches them; telex undo takes them back"))
    return 0


def _keyed(claimed: Subscription, feed: Wanted) -> Subscription:
    """With the key it had where the list was written, so that its articles keep their ids."""
    key = text.url(feed.key)
    return claimed if key is None or not key.startswith("http") else replace(claimed, key=key)


def _columns(feed: Wanted) -> Columns:
    return {
        "subscribed": 1,
        "name": text.line(feed.title, 100),
        "folder": folder_named(feed.folder),
        "tags": tags_named(feed.tags),
        "paused": int(feed.paused),
        "settings": settings.written(feed.settings),
    }


def _keep(library: Library, wanted: dict[str, tuple[Subscription, Columns]]) -> None:
    known = [(library.remember(source).key, columns) for source, columns in wanted.values()]
    library.edit_sources(known)


def _take_over_marks(context: Context, path: Path, *, dry: bool) -> int:
    words = context.words
    read = {_same(feed): articles for feed, articles in read_articles(path).items()}
    library = context.open()
    try:
        numbers: set[int] = set()
        feeds = 0
        for source in library.sources():
            articles = read.get(_same(source.locator), ())
            feeds += bool(articles)
            for guid, link in articles:
                numbers.add(ids.article_id(source.key, _guid(guid.strip(), link)))
        step = None if dry or not numbers else library.apply(mark_read(sorted(numbers)))
    finally:
        library.close()
    if not feeds:
        raise Usage(
            said("None of your feeds is in {path}", path=text.line(str(path), 300)),
            said("Import newsboat's urls first"),
        )
    print(words.plural("{n} feed is in it", "{n} feeds are in it", feeds))
    if step is not None:
        print(in_words(step.change, words))
    return 0


def _guid(guid: str, link: str) -> str:
    """What telex calls an article. Where its feed gives no id, newsboat takes link and date for one,
    and telex the link."""
    address = text.url(link)
    made_up = not guid or (len(guid) > len(link) and guid.startswith(link))
    return canonical(address) if address and made_up else guid or link or "?"


def _same(address: str) -> str:
    found = text.url(address)
    return canonical(found) if found else address


def export(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("export", words("Write your feeds, or articles with their texts"))
    parser.add_argument("term", nargs="*", help=words("which articles, such as is:starred"))
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--opml", action="store_true", help=words("your feeds, to standard output"))
    form.add_argument("--json", action="store_true", help=words("articles, one object a line"))
    form.add_argument(
        "--markdown", metavar="DIR", help=words("articles, a file each, into a new folder")
    )
    options = parser.parse_intermixed_args(guard_terms(arguments))
    if not options.opml:
        from tui.cli.articles_out import write_json, write_markdown

        query = context.query(terms_of(options.term))
        if options.json:
            return write_json(context, query)
        return write_markdown(context, query, Path(options.markdown).expanduser())
    if options.term:
        raise Usage(
            said("--opml writes all feeds"),
            said("A query chooses articles: --json, --markdown DIR"),
        )
    infos = [i for i in context.library.informed() if i.subscription.locator != SAMPLE.locator]
    feeds = [info for info in infos if info.subscription.remote]
    for info in infos:
        if not info.subscription.remote:
            context.note(
                words("{key} is a folder of this machine: left out", key=info.subscription.key)
            )
    print(
        opml.written(
            ((i.subscription, i.name, i.home or "") for i in feeds), words("telex: subscriptions")
        ),
        end="",
    )
    return 0
