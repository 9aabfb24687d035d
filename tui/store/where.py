"""A :class:`Query` as SQL. No word of a query is ever part of the statement: all are parameters.

What drives a query decides its cost (measured at 100,000 articles, see ``docs/architecture.md``):
the unread ones, the starred ones, the bearers of one label or one source's articles are each read
in the order of their key, and only what is left is looked up. Newest first needs no sort.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from tui.core import dates, ids
from tui.core.query import Query, Term
from tui.core.text import fold

DOCID_BITS = 20
HIDDEN = {"draft": 1, "future": 2, "expired": 3}
LABEL_KINDS = {"tag": "tag", "category": "category", "lang": "lang"}


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
    """``FROM … WHERE …`` with its parameters; ``docid`` is the column that orders it."""

    source: str
    docid: str = "a.docid"
    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, condition: str, *parameters: object) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)

    def sql(self, columns: str, *, order: str = "") -> str:
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        sort = f" ORDER BY {self.docid} {'ASC' if order == 'oldest' else 'DESC'}" if order else ""
        return f"SELECT {columns} FROM {self.source}{where}{sort}"


def select(connection: sqlite3.Connection, view: View, names: dict[str, str]) -> Select:
    """The articles of ``view``; ``names`` maps source keys to what the user calls them."""
    terms = list(view.query.terms)
    sources = {
        str(key): int(no)
        for no, key in connection.execute("SELECT no, key FROM library.source")
        if key in view.sources
    }
    (in_library,) = connection.execute("SELECT count(*) FROM library.source").fetchone()
    chosen = _driver(connection, terms, sources, whole=len(sources) == in_library)
    compiler = _Compiler(connection, view, chosen, sources, names)
    if not _names_hidden(terms):
        chosen.add("a.hidden = 0")
    for term in terms:
        compiler.add(term)
    return chosen


def _names_hidden(terms: Iterable[Term]) -> bool:
    return any(
        value in HIDDEN for t in terms if t.field == "is" and not t.negated for value in t.values
    )


def _driver(
    connection: sqlite3.Connection, terms: list[Term], sources: dict[str, int], *, whole: bool
) -> Select:
    """Choose what is walked in order, and take the term it stands for out of ``terms``."""
    for state, table in (("unread", "unread"), ("starred", "starred")):
        term = Term("is", (state,))
        if term in terms:
            terms.remove(term)
            if table == "unread":
                driver = Select(
                    "unread AS u CROSS JOIN library.article AS a ON a.docid = u.docid", "u.docid"
                )
            else:
                driver = Select("starred AS s CROSS JOIN library.article AS a ON a.id = s.id")
            break
    else:
        driver = _label_driver(connection, terms) or Select(
            "library.article AS a INDEXED BY "
            + ("article_source" if len(sources) == 1 and not whole else "article_order")
        )
    if not whole:
        driver.add(f"a.source IN {_list(sources.values())}")
    return driver


def _label_driver(connection: sqlite3.Connection, terms: list[Term]) -> Select | None:
    for term in terms:
        if term.field in LABEL_KINDS and not term.negated:
            numbers = _labels(connection, term)
            if len(numbers) == 1 and not own_tag(connection, term):
                terms.remove(term)
                driver = Select(
                    "library.article_label AS l CROSS JOIN library.article AS a"
                    " ON a.docid = l.docid",
                    "l.docid",
                )
                driver.add("l.label = ?", numbers[0])
                return driver
    return None


def _labels(connection: sqlite3.Connection, term: Term) -> list[int]:
    """Numbers of the labels that ``term`` names; ``lang:zh`` names zh-CN and zh-Hant too."""
    kind = LABEL_KINDS[term.field]
    found: list[int] = []
    for value in term.values:
        folded = fold(value)
        rows = connection.execute(
            "SELECT no FROM library.label WHERE kind = ? AND folded = ?", (kind, folded)
        ).fetchall()
        if kind == "lang":
            folded = folded.replace("_", "-")
            rows = connection.execute(
                "SELECT no FROM library.label WHERE kind = 'lang'"
                " AND (folded = ? OR substr(folded, 1, ?) = ?)",
                (folded, len(folded) + 1, folded + "-"),
            ).fetchall()
        found.extend(row[0] for row in rows)
    return found


def own_tag(connection: sqlite3.Connection, term: Term) -> set[int]:
    """Numbers of the sources that the user gave one of the tags of ``term``."""
    if term.field != "tag":
        return set()
    marks = ",".join("?" * len(term.values))
    rows = connection.execute(
        "SELECT l.no FROM main.source AS s, json_each(s.tags) AS t JOIN library.source AS l"
        f" ON l.key = s.key WHERE s.tags <> '[]' AND fold(t.value) IN ({marks})",
        [fold(value) for value in term.values],
    )
    return {row[0] for row in rows}


def _list(numbers: Iterable[int]) -> str:
    return f"({','.join(str(int(n)) for n in numbers)})"


class _Compiler:
    def __init__(
        self,
        connection: sqlite3.Connection,
        view: View,
        target: Select,
        sources: dict[str, int],
        names: dict[str, str],
    ) -> None:
        self._connection = connection
        self._view = view
        self._target = target
        self._sources = sources
        self._names = names

    def add(self, term: Term) -> None:
        condition, parameters = getattr(self, f"_{term.field}")(term)
        self._target.add(f"NOT ({condition})" if term.negated else f"({condition})", *parameters)

    def _label(self, term: Term) -> tuple[str, Sequence[object]]:
        borne, parameters = self._borne(term)
        if own := own_tag(self._connection, term):
            return f"{borne} OR a.source IN {_list(own)}", parameters
        return borne, parameters

    def _borne(self, term: Term) -> tuple[str, Sequence[object]]:
        numbers = _list(_labels(self._connection, term))
        if self._target.source.startswith("library.article AS"):
            # Everything is walked: one list of bearers is cheaper than a probe for each article.
            within = f"SELECT docid FROM library.article_label WHERE label IN {numbers}"
            return f"a.docid IN ({within})", ()
        probe = (
            "SELECT 1 FROM library.article_label AS x"
            f" WHERE x.label IN {numbers} AND x.docid = a.docid"
        )
        return f"EXISTS ({probe})", ()

    _tag = _category = _lang = _label

    def _source(self, term: Term) -> tuple[str, Sequence[object]]:
        called = {
            no: (fold(key), fold(self._names.get(key, key))) for key, no in self._sources.items()
        }
        return f"a.source IN {_list(_called(term, called))}", ()

    def _feed(self, term: Term) -> tuple[str, Sequence[object]]:
        rows = self._connection.execute(
            "SELECT no, fold(title), fold(key), (SELECT fold(name) FROM temp.renamed"
            " WHERE called IN (fold(f.title), fold(f.key))) FROM library.feed AS f"
        ).fetchall()
        feeds = _called(term, {no: [n for n in called if n] for no, *called in rows})
        by_source, _ = self._source(term)
        return f"a.feed IN {_list(feeds)} OR {by_source}", ()

    def _folder(self, term: Term) -> tuple[str, Sequence[object]]:
        """Sources in a folder, or in one within it."""
        folders = {fold(value).strip("/") for value in term.values}
        within = {
            self._sources[key]
            for key, folder in self._connection.execute("SELECT key, folder FROM main.source")
            if key in self._sources and not folders.isdisjoint(_around(fold(folder)))
        }
        return f"a.source IN {_list(within)}", ()

    def _title(self, term: Term) -> tuple[str, Sequence[object]]:
        return (
            " OR ".join("instr(fold(a.title), ?) > 0" for _ in term.values),
            [fold(value) for value in term.values],
        )

    def _id(self, term: Term) -> tuple[str, Sequence[object]]:
        ranges = [ids.prefix_range(value) or (0, -1) for value in term.values]
        return (
            " OR ".join("a.id BETWEEN ? AND ?" for _ in ranges),
            [end for low_high in ranges for end in low_high],
        )

    def _newer(self, term: Term) -> tuple[str, Sequence[object]]:
        return self._moment(term, ">=")

    def _older(self, term: Term) -> tuple[str, Sequence[object]]:
        return self._moment(term, "<")

    def _moment(self, term: Term, comparison: str) -> tuple[str, Sequence[object]]:
        moments = [dates.boundary(v, self._view.now, self._view.zone) for v in term.values]
        keys = [first_docid(moment) for moment in moments if moment is not None]
        return " OR ".join(f"{self._target.docid} {comparison} ?" for _ in keys) or "0", keys

    def _is(self, term: Term) -> tuple[str, Sequence[object]]:
        states = {
            "unread": "a.hidden = 0 AND EXISTS (SELECT 1 FROM unread AS n WHERE n.docid = a.docid)",
            "read": "a.hidden = 0 AND NOT EXISTS (SELECT 1 FROM unread AS n WHERE n.docid = a.docid)",
            "starred": "EXISTS (SELECT 1 FROM starred AS t WHERE t.id = a.id)",
        }
        parts = [
            f"a.hidden = {HIDDEN[value]}" if value in HIDDEN else states[value]
            for value in term.values
        ]
        return " OR ".join(f"({part})" for part in parts), ()


def _around(folder: str) -> list[str]:
    """``a/b/c`` is within ``a/b`` and ``a``."""
    parts = folder.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _called(term: Term, names: Mapping[int, Sequence[str]]) -> set[int]:
    """Those whose name is a value of ``term``; for a value that is nobody's, whose name holds it."""
    found: set[int] = set()
    for value in map(fold, term.values):
        exact = {no for no, called in names.items() if value in called}
        found |= exact or {no for no, called in names.items() if any(value in n for n in called)}
    return found


def first_docid(moment: datetime) -> int:
    """The lowest key an article of ``moment`` or later can have."""
    return int(moment.timestamp()) << DOCID_BITS
