"""A query: which articles, and in what order. Immutable, and the same as its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

Order = Literal["newest", "oldest", "source", "unread", "relevance"]
ORDERS: tuple[Order, ...] = get_args(Order)

FIELDS = (
    "tag",
    "category",
    "source",
    "feed",
    "folder",
    "author",
    "lang",
    "title",
    "is",
    "id",
    "newer",
    "older",
    "since",
    "until",
    "words",
    "sort",
)
STATES = ("read", "unread", "starred", "later", "edited", "hidden", "draft", "future", "expired")
_QUOTED = re.compile(r'[\s",:()“”：]|^-|^~|^$|\*$')
_QUOTED_WORD = re.compile(
    r'[\s"()“”]|^[A-Za-z_]+[:：]|^[-~～]|^$|\*$|^(?:or|and|not)$', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """``field:value,value``: true of an article that has any of the values; turned by ``negated``."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{_sign(self)}{self.field}:{','.join(map(quoted, self.values))}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a phrase of an article's text. With ``prefix`` its last word need only begin so."""

    text: str
    prefix: bool = False
    negated: bool = False

    def __str__(self) -> str:
        word = _in_quotes(self.text) if _QUOTED_WORD.search(self.text) else self.text
        return f"{_sign(self)}{word}{'*' if self.prefix else ''}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """``~regex``: true of an article whose title or text it is found in."""

    regex: str
    negated: bool = False

    def __str__(self) -> str:
        bare = self.regex and not re.search(r'[\s"()“”]', self.regex)
        return f"{_sign(self)}~{self.regex if bare else _in_quotes(self.regex)}"


@dataclass(frozen=True, slots=True)
class Group:
    """Any of the ``alternatives``, of each of which all must be true; turned by ``negated``.

    As it is written there are always two alternatives, or it is negated and several are one.
    """

    alternatives: tuple[tuple[Node, ...], ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"{_sign(self)}({self.inside})"

    @property
    def inside(self) -> str:
        return " or ".join(" ".join(map(str, nodes)) for nodes in self.alternatives)


Node: TypeAlias = Term | Word | Pattern | Group


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``terms`` at once, in an ``order``, if it says one. The empty query is everything that
    is visible."""

    terms: tuple[Node, ...] = ()
    order: Order | None = None

    @property
    def ordered(self) -> Order:
        """Its order; where it says none, the newest first."""
        return self.order or "newest"

    def __str__(self) -> str:
        sort = [f"sort:{self.order}"] if self.order else []
        if len(self.terms) == 1 and isinstance(only := self.terms[0], Group) and not only.negated:
            return " ".join([only.inside, *sort])
        return " ".join([*map(str, self.terms), *sort])

    def __and__(self, other: Query) -> Query:
        added = tuple(term for term in other.terms if term not in self.terms)
        return Query(self.terms + added, other.order or self.order)

    def with_term(self, field: str, *values: str, negated: bool = False) -> Query:
        return self & Query((Term(field, values, negated),))

    def without_field(self, *fields: str) -> Query:
        """Without those of the terms; what stands in groups stays."""
        kept = (t for t in self.terms if not (isinstance(t, Term) and t.field in fields))
        return replace(self, terms=tuple(kept))

    def values(self, field: str, *, negated: bool = False) -> tuple[str, ...]:
        """Every value that a term of ``field`` names, but for those in groups."""
        return tuple(
            value
            for term in self.terms
            if isinstance(term, Term) and term.field == field and term.negated == negated
            for value in term.values
        )

    def nodes(self) -> Iterator[tuple[Node, bool]]:
        """Every part of the query, in groups too, and whether it is meant to be true."""
        return _nodes(self.terms, True)

    @property
    def reads_everything(self) -> bool:
        """Whether every article is to be read for it, which takes a while."""
        return any(isinstance(node, Pattern) for node, _ in self.nodes())

    @property
    def sought(self) -> tuple[str, ...]:
        """The words that a reader of this query looks for: to be marked where they stand."""
        found: list[str] = []
        for node, meant in self.nodes():
            if meant and isinstance(node, Word):
                found.append(node.text)
            elif meant and isinstance(node, Term) and node.field in ("title", "author"):
                found += node.values
        return tuple(dict.fromkeys(found))


def begins_so(query: Query, written: str) -> Query | None:
    """``query`` with its last word as the beginning of one, if it was written by letters alone and
    stands at the end of what is ``written``: somebody may still be typing it."""
    last = query.terms[-1] if query.terms else None
    if (
        not isinstance(last, Word)
        or last.prefix
        or last.negated
        or not written.endswith(last.text)
        or not last.text[-1:].isalnum()
    ):
        return None
    return replace(query, terms=(*query.terms[:-1], replace(last, prefix=True)))


def _nodes(terms: Iterable[Node], meant: bool) -> Iterator[tuple[Node, bool]]:
    for node in terms:
        so = meant != node.negated
        yield node, so
        if isinstance(node, Group):
            for nodes in node.alternatives:
                yield from _nodes(nodes, so)


EVERYTHING = Query()
UNREAD = Query((Term("is", ("unread",)),))
STARRED = Query((Term("is", ("starred",)),))
LATER = Query((Term("is", ("later",)),))


def quoted(value: str) -> str:
    """``value`` as it stands behind a field."""
    return _in_quotes(value) if _QUOTED.search(value) else value


def _sign(node: Node) -> str:
    return "-" if node.negated else ""


def _in_quotes(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
