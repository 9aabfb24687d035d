"""``telex furniture``: what a source ends its articles with, and what the reader says to that."""

from __future__ import annotations

from collections.abc import Sequence

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.core import text
from tui.core.furniture import can_be_listed
from tui.core.models import Subscription
from tui.core.text import last_hop
from tui.errors import Usage, said
from tui.library import Library
from tui.render.cells import cut

_SHOWN = 70  # cells


def furniture(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("furniture", words("What sources end their articles with; it is dimmed"))
    parser.add_argument("source", nargs="?", help=words("a source's key, name or address"))
    change = parser.add_mutually_exclusive_group()
    for option, told in (
        ("--add", words("what begins with these words is furniture, too")),
        ("--keep", words("what begins with these words is not")),
        ("--forget", words("take these words off either list")),
    ):
        change.add_argument(option, metavar=words("WORDS"), help=told)
    options = parser.parse_args(arguments)
    library = context.library
    known = library.sources()
    if options.source is not None:
        known = [context.source(options.source, library, library.all_sources())]
    wanted = options.add or options.keep or options.forget
    if wanted is None:
        for source in known:
            _print(source, library, context)
        return 0
    if options.source is None:
        raise Usage(said("Name the source first"), said("telex sources lists them"))
    begins = text.line(wanted, 300)
    if not can_be_listed(begins):
        raise Usage(said("These words are too few"), said("Give the first few of the paragraph"))
    kept = None if options.forget else bool(options.keep)
    if not library.list_furniture(known[0].key, begins, kept):
        print(words("nothing changed"))
    _print(known[0], library, context)
    return 0


def _print(source: Subscription, library: Library, context: Context) -> None:
    words = context.words
    found, known = library.furniture(source.key)
    print(last_hop(source.name or source.key))
    for item in found:
        n = words.plural("{n} article", "{n} articles", item.articles)
        print(last_hop(f"  {cut(item.words, _SHOWN)}  ({n})"))
    for title, listed in ((words("listed"), known.listed), (words("kept"), known.kept)):
        for begins in listed:
            print(last_hop(f"  {title}: {cut(begins, _SHOWN)}"))
    if not found and not known.listed and not known.kept:
        print("  " + words("nothing that half of its articles end with"))
