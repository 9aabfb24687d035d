"""``telex mark``, ``undo``, ``redo`` and ``history``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.cli.arguments import Parser
from tui.cli.context import Context, now
from tui.cli.read import guard_terms, terms_of
from tui.core.change import Step
from tui.core.markwords import SHOWN, change_of
from tui.deeds import step_in_words
from tui.errors import Usage, said


def mark(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("mark", words("Mark every article that the query finds"))
    parser.add_argument("mark", metavar=SHOWN)
    parser.add_argument("term", nargs="*", help=words("such as tag:ai, -source:lwn, older:7d"))
    parser.add_argument(
        "--dry-run", action="store_true", help=words("only say how many that would be")
    )
    options = parser.parse_intermixed_args(guard_terms(arguments))
    change = change_of(options.mark, now(), context.config.zone)
    terms = terms_of(options.term)
    if not terms:
        raise Usage(
            said("Which articles?"),
            said("Give a query; is:unread takes all that are unread, newer:100y everything"),
        )
    query = context.query(terms)
    library = context.library
    ids = tuple(library.matching(query))
    if options.dry_run:
        print(words.plural("{n} article matches", "{n} articles match", len(ids)))
        return 0
    step = library.apply(replace(change, ids=ids))
    print(_act(step, context) if step else words("nothing to change"))
    return 0


def undo(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("undo", words("Undo the last thing you did, or the last N"))
    parser.add_argument("n", nargs="?", type=int, default=1, metavar="N")
    parser.add_argument(
        "--rules", action="store_true", help=words("what rules did, instead of what you did")
    )
    options = parser.parse_args(arguments)
    if options.n < 1:
        raise Usage(said("N counts from 1"), said("`telex history` shows what there is to undo"))
    for _ in range(options.n):
        step = context.library.undo(rules=options.rules)
        if step is None:
            print(words("Nothing to undo"))
            break
        print(words("undone: {act}", act=_act(step, context)))
    return 0


def redo(context: Context, arguments: Sequence[str]) -> int:
    Parser("redo", context.words("Do again what was undone last")).parse_args(arguments)
    step = context.library.redo()
    if step is None:
        print(context.words("Nothing to do again"))
    else:
        print(context.words("done again: {act}", act=_act(step, context)))
    return 0


def history(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("history", words("What you did, the newest first"))
    parser.add_argument("--limit", type=int, default=20)
    options = parser.parse_args(arguments)
    for step in context.library.history(options.limit):
        print(_line(step, context))
    return 0


def _line(step: Step, context: Context) -> str:
    words = context.words
    when = step.at.astimezone(context.config.zone).strftime("%Y-%m-%d %H:%M:%S")
    by = {"open": words("by opening it"), "rule": words("by a rule")}
    notes = [by[step.origin]] if step.origin in by else []
    notes += [words("undone")] if step.undone else []
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{step.number:>6}  {when}  {_act(step, context)}{note}"


def _act(step: Step, context: Context) -> str:
    return step_in_words(step, context.words, context.library.names(), context.config.zone)
