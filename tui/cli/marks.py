"""``telex mark``, ``undo``, ``redo`` and ``history``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.read import guard_terms, terms_of
from tui.core import text
from tui.core.change import Change, Kind, Step
from tui.deeds import in_words
from tui.errors import Usage, nearest, said

_MARKS: dict[str, tuple[Kind, bool]] = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("star", True),
    "unstar": ("star", False),
    "hide": ("hide", True),
    "unhide": ("hide", False),
    "tag": ("tag", True),
    "untag": ("tag", False),
}
_NAMES = "read|unread|star|unstar|hide|unhide|tag:NAME|untag:NAME"


def mark(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("mark", words("Mark every article that the query finds"))
    parser.add_argument("mark", metavar=_NAMES)
    parser.add_argument("term", nargs="*", help=words("such as tag:ai, -source:lwn, older:7d"))
    parser.add_argument(
        "--dry-run", action="store_true", help=words("only say how many that would be")
    )
    options = parser.parse_intermixed_args(guard_terms(arguments))
    change = _change(options.mark)
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
    print(in_words(step.change, words) if step else words("nothing to change"))
    return 0


def _change(written: str) -> Change:
    """The change that ``read`` or ``tag:NAME`` asks for, of no article yet."""
    name, colon, tag = written.partition(":")
    tag = text.line(tag, 60)
    if name in _MARKS and bool(tag) == (name in ("tag", "untag")) and not (colon and not tag):
        kind, value = _MARKS[name]
        return Change(kind, (), value, tag)
    meant = nearest(name, _MARKS)
    raise Usage(
        said("There is no mark “{mark}”", mark=text.line(written, 60)),
        said("Did you mean {meant}?", meant=meant)
        if meant and meant != name
        else said("Write one of {marks}", marks=_NAMES),
    )


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
    return in_words(step.change, context.words, context.library.names())
