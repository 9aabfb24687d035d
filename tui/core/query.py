"""A query: which articles, and in what order. Immutable, and the same as its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Order = Literal["newest", "oldest"]

FIELDS = (
    "tag",
    "category",
    "source",
    "feed",
    "folder",
    "lang",
    "title",
    "is",
    "id",
    "newer",
    "older",
)
STATES = ("read", "unread", "starred", "draft", "future", "expired")
_QUOTED = re.compile(r'[\s",:]|^-|^$')


@dataclass(frozen=True, slots=True)
class Term:
    """``field:value,value``: true of an article that has any of the values; turned by ``negated``."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        values = ",".join(_quoted(value) for value in self.values)
        return f"{'-' if self.negated else ''}{self.field}:{values}"


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``terms`` at once. The empty query is everything that is visible."""

    terms: tuple[Term, ...] = ()
    order: Order = "newest"

    def __str__(self) -> str:
        return " ".join(str(term) for term in self.terms)

    def __and__(self, other: Query) -> Query:
        added = tuple(term for term in other.terms if term not in self.terms)
        return replace(self, terms=self.terms + added)

    def with_term(self, field: str, *values: str, negated: bool = False) -> Query:
        return self & Query((Term(field, values, negated),))

    def without_field(self, *fields: str) -> Query:
        return replace(self, terms=tuple(t for t in self.terms if t.field not in fields))

    def values(self, field: str, *, negated: bool = False) -> tuple[str, ...]:
        """Every value that a term of ``field`` names."""
        return tuple(
            value
            for term in self.terms
            if term.field == field and term.negated == negated
            for value in term.values
        )


EVERYTHING = Query()
UNREAD = Query((Term("is", ("unread",)),))
STARRED = Query((Term("is", ("starred",)),))


def any_of(field: str, values: Iterable[str]) -> Query:
    return Query((Term(field, tuple(values)),))


def _quoted(value: str) -> str:
    if _QUOTED.search(value):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value
