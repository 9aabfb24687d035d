"""``telex list``, ``show`` and ``tags``: articles for a terminal, a pipe or a program."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.core.models import Reading
from tui.core.query import ORDERS
from tui.core.text import last_hop
from tui.errors import Usage, said

EMPTY = 4
_GUARD = "\x00"
_NEGATED = re.compile(r"-(?!-|h$)\S")
_WIDEST = 200


def guard_terms(arguments: Sequence[str]) -> list[str]:
    """``-tag:x`` is a part of a query, not an option; argparse must not see its hyphen."""
    return [_GUARD + a if _NEGATED.match(a) else a for a in arguments]


def terms_of(values: Sequence[str]) -> list[str]:
    return [value.removeprefix(_GUARD) for value in values]


def list_articles(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("list", words("Print articles, the newest first"))
    parser.add_argument("term", nargs="*", help=words("such as tag:ai, -source:lwn, is:unread"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words("one object a line"))
    form.add_argument("--plain", action="store_true", help=words("fields set apart by tabs"))
    parser.add_argument(
        "--limit",
        type=int,
        default=50,
        metavar="N",
        help=words("how many at most, 50 if nothing is said; 0 for all"),
    )
    parser.add_argument("--sort", choices=ORDERS)
    parser.add_argument(
        "--fail-empty", action="store_true", help=words("exit with 4 if nothing matches")
    )
    options = parser.parse_intermixed_args(guard_terms(arguments))
    if options.limit < 0:
        raise Usage(said("--limit counts articles"), said("0 prints all"))
    query = context.query(terms_of(options.term))
    if options.sort:
        query = replace(query, order=options.sort)
    library = context.library
    ids = library.ids(query, options.limit or -1)
    rows = library.rows(ids)
    ordered = [rows[number] for number in ids if number in rows]
    zone = context.config.zone
    if options.json:
        from tui.forms import as_object

        for row in ordered:
            if (reading := library.reading(row.id)) is not None:
                print(last_hop(json.dumps(as_object(reading), ensure_ascii=False)))
    elif options.plain or not sys.stdout.isatty():
        from tui.render.table import plain

        for row in ordered:
            print(plain(row, zone))
    else:
        from tui.render.table import aligned

        for line in aligned(ordered, zone, shutil.get_terminal_size().columns):
            print(line)
    if options.limit and len(ids) == options.limit:
        total = library.counts(query).total
        if total > len(ids):
            note = words("{n} of {total}; --limit 0 prints all", n=len(ids), total=f"{total:,}")
            print(note, file=sys.stderr)
    return EMPTY if options.fail_empty and not ordered else 0


def show(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("show", words("Print one article"))
    parser.add_argument("id", help=words("its id, or the first four or more characters of it"))
    parser.add_argument("--width", type=int, help=words("cells a line, 20 to 200"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words("as one object, with its body"))
    form.add_argument("--markdown", action="store_true", help=words("the body as Markdown"))
    form.add_argument("--plain", action="store_true", help=words("without colours"))
    options = parser.parse_args(arguments)
    if options.width is not None and not 20 <= options.width <= _WIDEST:
        raise Usage(said("--width is from 20 to 200"), said("Leave it out for the usual 80"))
    library = context.library
    reading = library.reading(library.one(options.id))
    assert reading is not None  # one() found it in this very library
    if options.json or options.markdown:
        from tui.forms import written

        print(written(reading, "json" if options.json else "markdown"), end="")
        return 0
    colours = sys.stdout.isatty() and not options.plain and not context.environ.get("NO_COLOR")
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else context.config.width
    width = options.width or min(context.config.width, max(20, room))
    for line in _page(reading, context, width, colours=colours):
        print(line)
    return 0


def _page(reading: Reading, context: Context, width: int, *, colours: bool) -> Iterator[str]:
    from rich.color import ColorSystem

    from tui.render.article import Setting, prepare, typeset
    from tui.render.palette import ANSI, Palette

    palette = ANSI if colours else Palette()
    setting = Setting(width, palette, context.words, context.config.zone)
    prepared = prepare(reading, context.words)
    for batch in typeset(prepared, setting):
        for line in batch:
            yield "".join(
                s.style.render(s.text, color_system=ColorSystem.STANDARD)
                if colours and s.style
                else s.text
                for s in line.segments
            ).rstrip()
    if prepared.addresses:
        # Paper and pipes cannot follow a link; its address is told where they can read it.
        yield ""
        for number, address in enumerate(prepared.addresses, 1):
            yield f"[{number}] {address}"


def tags(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("tags", words("Print tags and categories with how many articles bear them"))
    parser.add_argument("term", nargs="*", help=words("such as source:lwn, is:unread"))
    parser.add_argument("--json", action="store_true", help=words("one object a line"))
    options = parser.parse_intermixed_args(guard_terms(arguments))
    facets = context.library.facets(context.query(terms_of(options.term)))
    for kind in ("tag", "category"):
        for name, count in facets.values.get(kind, ()):
            if options.json:
                found = {"kind": kind, "name": name, "count": count}
                print(last_hop(json.dumps(found, ensure_ascii=False)))
            else:
                print(last_hop(f"{count}\t{kind}\t{name}"))
    return 0
