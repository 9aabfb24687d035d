"""Queries for the laws of the query language: as trees, and as texts in all the ways to write one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import strategies as st

from tui.core.query import FIELDS, ORDERS, STATES, Group, Node, Pattern, Query, Term, Word
from tui.core.searchtext import needle

characters = st.characters(codec="utf-8")  # half of one is refused
free = st.text(characters, max_size=12)
hard = st.sampled_from(
    (
        *('"', "\\", '\\"', "a,b", "a b", "-x", "x:y", "a\nb", "，", "tag:", '"a"', "tag：x"),
        *("a*", "a\\", "~x", "～x", "“a", "a”", "“a”", "(a", "a)", "or", "AND", "not", "not a"),
        *(
            "NOT",
            "OR x",
            "-",
            "*a",
            "a**",
            "a\u3000b",
            "a\x1fb",
            "a\u2028b",
            "'",
            "a\x00b",
            "C++",
            "é\u0301",
        ),
    )
)
moments = st.sampled_from(("2d", "12h", "today", "yesterday", "2026-01-02", "2026-01-02 03:04"))
VALUES = {
    "is": st.sampled_from(STATES),
    "id": st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=4, max_size=13),
    "words": st.sampled_from((">500", ">=1", "<80", "<=80", "=7", "200", "100..300", "3..1")),
    **dict.fromkeys(("newer", "older", "since", "until"), moments),
}


def terms_of(field: str) -> st.SearchStrategy[Node]:
    values = st.lists(VALUES.get(field, free | hard | st.just("")), min_size=1, max_size=4)
    return st.builds(Term, st.just(field), values.map(tuple), st.booleans())


terms: st.SearchStrategy[Node] = st.sampled_from([f for f in FIELDS if f != "sort"]).flatmap(
    terms_of
)
words: st.SearchStrategy[Node] = st.builds(
    Word, (free | hard).filter(lambda text: bool(needle(text))), st.booleans(), st.booleans()
)
regexes = st.sampled_from(
    (r"\d+", "a b", "(a|b)", '"', "[^x]*", "~", "-", "^a$", "“", "”", r"\\", "a\nb", "*".join("^$"))
) | free.map(re.escape).filter(bool)
patterns: st.SearchStrategy[Node] = st.builds(Pattern, regexes, st.booleans())


def groups_of(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Groups as the parser makes them: of two alternatives, or a negated one of several nodes."""
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    single = nodes.filter(lambda node: not isinstance(node, Group) or node.negated)
    alternatives = st.lists(
        several | st.tuples(single),
        min_size=2,
        max_size=3,
    ).map(tuple)
    return st.builds(Group, alternatives, st.booleans()) | st.builds(
        Group, st.tuples(several), st.just(True)
    )


nodes: st.SearchStrategy[Node] = st.recursive(words | terms | patterns, groups_of, max_leaves=6)
queries = st.builds(Query, st.lists(nodes, max_size=3).map(tuple), st.sampled_from((None, *ORDERS)))


# What is written, apart from how: a tree of words with `and`, `or` and `not`.


@dataclass(frozen=True)
class Meant:
    """``kind`` is a word, or how ``parts`` are joined."""

    kind: str
    parts: tuple[Meant, ...] = ()


Choose: TypeAlias = Callable[[Iterable[str]], str]
LETTERS = ("a", "b", "c", "d")


def _joined(trees: st.SearchStrategy[Meant]) -> st.SearchStrategy[Meant]:
    several = st.lists(trees, min_size=2, max_size=3).map(tuple)
    return st.builds(Meant, st.sampled_from(("and", "or")), several) | st.builds(
        Meant, st.just("not"), st.tuples(trees)
    )


meanings = st.recursive(st.builds(Meant, st.sampled_from(LETTERS)), _joined, max_leaves=10)


def written(meant: Meant, choose: Choose) -> str:
    """``meant`` as a text; ``choose`` says which of the ways to write it. (What :data:`meanings`
    are is four deep at most, so that no more than eight brackets stand in one another.)"""
    match meant.kind:
        case "or":
            beside = choose((" or ", " OR ", "\tOr\n"))
            return beside.join(_tight(part, choose, within="or") for part in meant.parts)
        case "and":
            beside = choose((" ", "  ", "\n", " and ", " AND "))
            return beside.join(_tight(part, choose, within="and") for part in meant.parts)
        case "not":
            sign = choose(("-", "not ", "NOT  ", "not -not "))
            return sign + _tight(meant.parts[0], choose, within="not")
        case word:
            return choose((word, f'"{word}"', f"“{word}”"))


def _tight(part: Meant, choose: Choose, *, within: str) -> str:
    """``part`` in brackets where it needs them, and sometimes where it does not."""
    loose = {"or": ("or", "and", "not"), "and": ("and", "not"), "not": ("not",)}[within]
    text = written(part, choose)
    if part.kind in LETTERS or part.kind in loose:
        return choose((text, text, f"({text})", f"( ({text} ) )"))
    return choose((f"({text})", f"( {text}\n)"))


def is_meant(meant: Meant, true: Set[str]) -> bool:
    match meant.kind:
        case "or":
            return any(is_meant(part, true) for part in meant.parts)
        case "and":
            return all(is_meant(part, true) for part in meant.parts)
        case "not":
            return not is_meant(meant.parts[0], true)
        case word:
            return word in true


def is_true(nodes: Iterable[Node], true: Set[str]) -> bool:
    """Whether all of ``nodes``, of words only, hold where the words ``true`` are."""
    return all(_holds(node, true) != node.negated for node in nodes)


def _holds(node: Node, true: Set[str]) -> bool:
    if isinstance(node, Group):
        return any(is_true(alternative, true) for alternative in node.alternatives)
    assert isinstance(node, Word)
    return node.text in true
