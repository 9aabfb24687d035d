"""A :class:`Query` as SQL. No word of a query is ever part of the statement: all are parameters.

What drives a query decides its cost (measured at 100,000 articles, see ``docs/architecture.md``):
what the search index finds, the unread ones, the starred ones, the bearers of one label or one
source's articles are each read in the order of their key, and only what is left is looked up.
Newest first needs no sort.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from tui.core.query import Node, Query, Term
from tui.store.conditions import LABEL_KINDS, Conditions, listed
from tui.store.docid import SEARCH_SHIFT
from tui.store.states import HIDDEN

_LOWEST = (1 << SEARCH_SHIFT) - 1


@dataclass(frozen=True, slots=True)
class View:
    """A query together with what its words are relative to.

    ``sources`` are the keys of the sources to look into, in no order; ``names`` tell what the
    user calls a source, for ``source:`` and ``feed:``.
    """

    query: Query
    sources: tuple[str, ...]
    now: datetime
    zone: tzinfo


@dataclass(slots=True)
class Select:
    """``FROM … WHERE …`` with its parameters; ``docid`` is the column that orders it, unless by
    ``rank``, where what drives it has one."""

    source: str
    docid: str = "a.docid"
    rank: str = ""
    shift: int = 0
    """Of that column's numbers so many bits are left out."""
    unread: str = ""
    """The condition that an article is unread."""
    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, condition: str, *parameters: object) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def sql(self, columns: str, *, order: str = "") -> str:
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"SELECT {columns} FROM {self.source}{where}{self._sort(order)}"

    def _sort(self, order: str) -> str:
        if not order:
            return ""
        if order == "relevance" and self.rank:
            return f" ORDER BY {self.rank}"
        return f" ORDER BY {self.docid} {'ASC' if order == 'oldest' else 'DESC'}"


def select(connection: sqlite3.Connection, view: View, names: dict[str, str]) -> Select:
    """The articles of ``view``; ``names`` maps source keys to what the user calls them."""
    terms = list(view.query.terms)
    sources = {
        str(key): int(no)
        for no, key in connection.execute("SELECT no, key FROM library.source")
        if key in view.sources
    }
    (in_library,) = connection.execute("SELECT count(*) FROM library.source").fetchone()
    conditions = Conditions(connection, sources, names, view.now, view.zone)
    whole = len(sources) == in_library
    chosen = _driver(conditions, terms, sources, whole=whole)
    conditions.docid, conditions.shift = chosen.docid, chosen.shift
    conditions.everything_is_walked = chosen.source.startswith("library.article AS")
    named = set(_named_states(view.query))
    if named.isdisjoint(HIDDEN):
        chosen.add("a.hidden = 0")
    states = conditions.states
    chosen.unread = states.unread
    if chosen.docid == "u.docid" and states.asleep:
        chosen.add(f"u.id NOT IN {states.asleep}")
    if "hidden" not in named and states.hides_some:
        chosen.add("NOT EXISTS (SELECT 1 FROM main.hidden AS h WHERE h.id = a.id)")
    for term in terms:
        condition, parameters = conditions.of(term)
        chosen.add(condition, *parameters)
    return chosen


def _named_states(query: Query) -> Iterable[str]:
    for node, meant in query.nodes():
        if meant and isinstance(node, Term) and node.field == "is":
            yield from node.values


def _driver(
    conditions: Conditions, terms: list[Node], sources: dict[str, int], *, whole: bool
) -> Select:
    """Choose what is walked in order, and take the terms it stands for out of ``terms``."""
    driver = (
        _search_driver(conditions, terms)
        or _state_driver(terms)
        or _label_driver(conditions, terms)
        or Select(
            "library.article AS a INDEXED BY "
            + ("article_source" if len(sources) == 1 and not whole else "article_order")
        )
    )
    if not whole:
        driver.add(f"a.source IN {listed(sources.values())}")
    return driver


def _search_driver(conditions: Conditions, terms: list[Node]) -> Select | None:
    expression = conditions.search_of(terms)
    if expression is None:
        return None
    wanted, taken = expression
    for term in taken:
        terms.remove(term)
    driver = Select(
        "library.search AS f CROSS JOIN library.article AS a INDEXED BY article_order ON a.docid"
        f" BETWEEN f.rowid << {SEARCH_SHIFT} AND (f.rowid << {SEARCH_SHIFT}) + {_LOWEST}",
        "f.rowid",
        "f.rank",
        SEARCH_SHIFT,
    )
    driver.add("f.search MATCH ?", wanted)
    return driver


def _state_driver(terms: list[Node]) -> Select | None:
    for state, source, docid in (
        (
            "unread",
            "unread AS u CROSS JOIN library.article AS a ON a.docid = u.docid",
            "u.docid",
        ),
        ("starred", "starred AS s CROSS JOIN library.article AS a ON a.id = s.id", "a.docid"),
        ("later", "main.later AS w CROSS JOIN library.article AS a ON a.id = w.id", "a.docid"),
    ):
        term = Term("is", (state,))
        if term in terms:
            if state != "later":  # (of those some are due, or read)
                terms.remove(term)
            return Select(source, docid)
    return None


def _label_driver(conditions: Conditions, terms: list[Node]) -> Select | None:
    for term in terms:
        if isinstance(term, Term) and term.field in LABEL_KINDS and not term.negated:
            numbers = conditions.labels(term)
            if len(numbers) == 1 and not (conditions.own_tag(term) or conditions.tagged(term)):
                terms.remove(term)
                driver = Select(
                    "library.article_label AS l CROSS JOIN library.article AS a"
                    " ON a.docid = l.docid",
                    "l.docid",
                )
                driver.add("l.label = ?", numbers[0])
                return driver
    return None
