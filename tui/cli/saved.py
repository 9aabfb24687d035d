"""``telex views`` and ``telex rules``: what the user saved by name."""

from __future__ import annotations

from collections.abc import Sequence

from tui.cli.arguments import Parser
from tui.cli.context import Context, read_query
from tui.cli.read import guard_terms, terms_of
from tui.core.change import Step
from tui.core.queryparse import QueryError, parse
from tui.core.ruleacts import ACTS, checked
from tui.core.text import last_hop
from tui.deeds import in_words
from tui.errors import Usage, said
from tui.saved import view_name

_SHOWN = 5
_MONTH = parse("newer:30d (is:hidden or -is:hidden)")


def views(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("views", words("List the saved views, or save or remove one"))
    parser.add_argument("act", nargs="?", choices=("save", "remove"))
    parser.add_argument("name", nargs="?", help=words("what the view is called"))
    parser.add_argument("term", nargs="*", help=words("such as tag:ai, is:unread, sort:oldest"))
    options = parser.parse_intermixed_args(guard_terms(arguments))
    library = context.library
    if options.act is None:
        for name, query in library.views().items():
            counts = library.counts(query)
            print(last_hop(f"{counts.unread:>6,}/{counts.total:<7,} {name}  {query}"))
        return 0
    name = view_name(options.name or "")
    if not name:
        raise Usage(said("Which view?"), said("Write its name, then its query"))
    if options.act == "remove":
        step = library.save_view(name, None)
        if step is None:
            raise Usage(
                said("There is no view {name}", name=name), said("`telex views` lists them")
            )
        return _tell(context, step)
    query = context.query(terms_of(options.term))
    if not str(query):
        raise Usage(
            said("What is the view to show?"), said("Write a query, such as tag:ai is:unread")
        )
    return _tell(context, library.save_view(name, query))


def rules(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("rules", words("What is done to articles when they arrive"))
    parser.add_argument("act", nargs="?", choices=("add", "remove", "test"))
    parser.add_argument(
        "query", nargs="?", help=words("in one argument, such as 'tag:ads or 促销'")
    )
    parser.add_argument("acts", nargs="?", help=", ".join(ACTS))
    options = parser.parse_args(guard_terms(arguments))
    library = context.library
    (query,) = terms_of([options.query or ""])
    if options.act == "test":
        if query:
            read_query(query)  # what is wrong with one that was written now ends it
        return _test(context, {query: options.acts or ""} if query else library.rules())
    if options.act is None:
        for known, acts in library.rules().items():
            print(last_hop(f"{known}  → {acts}{_misunderstood(known, context)}"))
        return 0
    if not query:
        raise Usage(said("Which articles?"), said("Write a query, in quotation marks"))
    if options.act == "remove":
        known_ones = library.rules()
        if query not in known_ones:
            query = str(read_query(query))
        if query not in known_ones:
            raise Usage(said("There is no such rule"), said("`telex rules` lists them"))
        return _tell(context, library.save_rule(query, None))
    parsed = read_query(query)
    if not parsed.terms:
        raise Usage(said("Which articles?"), said("Write a query, in quotation marks"))
    return _tell(context, library.save_rule(str(parsed), checked(options.acts or "")))


def _tell(context: Context, step: Step | None) -> int:
    words = context.words
    print(last_hop(in_words(step.change, words)) if step else words("nothing to change"))
    return 0


def _test(context: Context, wanted: dict[str, str]) -> int:
    """What each rule would have done to the articles of the last month."""
    words, library = context.words, context.library
    for query, acts in wanted.items():
        try:
            found = library.ids(parse(query) & _MONTH)
        except QueryError as error:
            context.complain(error)
            continue
        if acts:
            acts = checked(acts)
        count = words.plural("{n} article of 30 days", "{n} articles of 30 days", len(found))
        print(last_hop(f"{query}{'  → ' + acts if acts else ''}: {count}"))
        rows = library.rows(found[:_SHOWN])
        for number in found[:_SHOWN]:
            if number in rows:
                print(last_hop(f"    {rows[number].title}"))
        if len(found) > _SHOWN:
            print(words("    and {n} more", n=f"{len(found) - _SHOWN:,}"))
    if not wanted:
        print(words("There is no rule; telex rules add QUERY {acts}", acts="|".join(ACTS)))
    return 0


def _misunderstood(query: str, context: Context) -> str:
    try:
        parse(query)
    except QueryError as error:
        return f"  ! {context.words.say(error.title)}"
    return ""
