"""The parts of a query as conditions on ``library.article AS a``, each with its parameters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from tui.core import dates, ids
from tui.core.query import Group, Node, Pattern, Term, Word
from tui.core.queryvalues import amount
from tui.core.text import fold
from tui.store.docid import SEARCH_SHIFT, first_docid
from tui.store.functions import simplifier
from tui.store.states import States

if TYPE_CHECKING:
    from tui.core.searchtext import Simplify

LABEL_KINDS = {"tag": "tag", "category": "category", "lang": "lang"}
Condition: TypeAlias = tuple[str, Sequence[object]]


class Conditions:
    """What the words of a query mean in one library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        sources: dict[str, int],
        names: dict[str, str],
        now: datetime,
        zone: tzinfo,
    ) -> None:
        self._connection = connection
        self._sources = sources
        self._names = names
        self._now = now
        self._zone = zone
        self.states = States(connection, now)
        self.docid = "a.docid"
        """The column of what is walked that has an article's key: ranges of it are cheap."""
        self.shift = 0
        self.everything_is_walked = False
        """Then one list of what has a mark is cheaper than a probe for each article."""

    @cached_property
    def _simplify(self) -> Simplify | None:
        return simplifier(self._connection)

    def of(self, node: Node) -> Condition:
        match node:
            case Term():
                condition, parameters = getattr(self, f"_{node.field}")(node)
            case Pattern():
                condition, parameters = self._pattern(node)
            case Word() | Group():
                condition, parameters = self._searched(node) or self._group(node)
        return f"NOT ({condition})" if node.negated else f"({condition})", parameters

    # Search

    def search_of(self, terms: Iterable[Node]) -> tuple[str, list[Node]] | None:
        """One expression of FTS5 for all of ``terms`` that it can stand for, and those; None if it
        cannot for any that is meant to be true."""
        wanted: list[tuple[str, Node]] = []
        unwanted: list[tuple[str, Node]] = []
        for node in terms:
            if (expression := self._expression(node)) is not None:
                (unwanted if node.negated else wanted).append((expression, node))
        if not wanted:
            return None
        all_of_them = " AND ".join(expression for expression, _ in wanted)
        if unwanted:
            none_of_them = " OR ".join(expression for expression, _ in unwanted)
            all_of_them = f"({all_of_them}) NOT ({none_of_them})"
        return all_of_them, [node for _, node in (*wanted, *unwanted)]

    def _expression(self, node: Node) -> str | None:
        """FTS5's expression for ``node``, whether it is negated aside; None where there is none.

        All of it that the user wrote are tokens, which hold letters and digits only.
        """
        if isinstance(node, Word):
            from tui.core.searchtext import needle

            words = " ".join(needle(node.text, self._simplify))
            return f'("{words}"*)' if node.prefix else f'"{words}"'
        if not isinstance(node, Group):
            return None
        found = []
        for nodes in node.alternatives:
            search = self.search_of(nodes)
            if search is None or len(search[1]) < len(nodes):
                return None
            found.append(f"({search[0]})")
        return f"({' OR '.join(found)})"

    def _searched(self, node: Node) -> Condition | None:
        expression = self._expression(node)
        if expression is None:
            return None
        within = "SELECT rowid FROM library.search WHERE search MATCH ?"
        return f"a.docid >> {SEARCH_SHIFT} IN ({within})", (expression,)

    def _group(self, node: Node) -> Condition:
        assert isinstance(node, Group)  # a word always has an expression
        alternatives = []
        parameters: list[object] = []
        for nodes in node.alternatives:
            all_of_them = [self.of(each) for each in nodes]
            alternatives.append("(" + " AND ".join(sql for sql, _ in all_of_them) + ")")
            parameters += [value for _, values in all_of_them for value in values]
        return " OR ".join(alternatives), parameters

    def _pattern(self, node: Pattern) -> Condition:
        return (
            "EXISTS (SELECT 1 FROM library.body AS b WHERE b.docid = a.docid"
            " AND found_in(?, a.title, b.text))",
            (node.regex,),
        )

    # Labels and places

    def labels(self, term: Term) -> list[int]:
        """Numbers of the labels that ``term`` names; ``lang:zh`` names zh-CN and zh-Hant too."""
        kind = LABEL_KINDS[term.field]
        found: list[int] = []
        for value in term.values:
            folded = fold(value)
            rows = self._connection.execute(
                "SELECT no FROM library.label WHERE kind = ? AND folded = ?", (kind, folded)
            ).fetchall()
            if kind == "lang":
                folded = folded.replace("_", "-")
                rows = self._connection.execute(
                    "SELECT no FROM library.label WHERE kind = 'lang'"
                    " AND (folded = ? OR substr(folded, 1, ?) = ?)",
                    (folded, len(folded) + 1, folded + "-"),
                ).fetchall()
            found.extend(row[0] for row in rows)
        return found

    def own_tag(self, term: Term) -> set[int]:
        """Numbers of the sources that the user gave one of the tags of ``term``."""
        if term.field != "tag":
            return set()
        marks = ",".join("?" * len(term.values))
        rows = self._connection.execute(
            "SELECT l.no FROM main.source AS s, json_each(s.tags) AS t JOIN library.source AS l"
            f" ON l.key = s.key WHERE s.tags <> '[]' AND fold(t.value) IN ({marks})",
            [fold(value) for value in term.values],
        )
        return {row[0] for row in rows}

    def tagged(self, term: Term) -> list[str]:
        """Of the tags of ``term``, folded, those that the user gave to articles."""
        if term.field != "tag":
            return []
        wanted = [fold(value) for value in term.values]
        marks = ",".join("?" * len(wanted))
        rows = self._connection.execute(
            f"SELECT DISTINCT folded FROM main.tagged WHERE folded IN ({marks})", wanted
        )
        return [row[0] for row in rows]

    def _label(self, term: Term) -> Condition:
        borne = self._borne(term)
        if own := self.own_tag(term):
            borne = f"{borne} OR a.source IN {listed(own)}"
        if tagged := self.tagged(term):
            marks = ",".join("?" * len(tagged))
            within = f"SELECT id FROM main.tagged WHERE folded IN ({marks})"
            return f"{borne} OR a.id IN ({within})", tagged
        return borne, ()

    def _borne(self, term: Term) -> str:
        numbers = listed(self.labels(term))
        if self.everything_is_walked:
            within = f"SELECT docid FROM library.article_label WHERE label IN {numbers}"
            return f"a.docid IN ({within})"
        probe = (
            "SELECT 1 FROM library.article_label AS x"
            f" WHERE x.label IN {numbers} AND x.docid = a.docid"
        )
        return f"EXISTS ({probe})"

    _tag = _category = _lang = _label

    def _source(self, term: Term) -> Condition:
        called = {
            no: (fold(key), fold(self._names.get(key, key))) for key, no in self._sources.items()
        }
        return f"a.source IN {listed(_called(term, called))}", ()

    def _feed(self, term: Term) -> Condition:
        rows = self._connection.execute(
            "SELECT no, fold(title), fold(key), (SELECT fold(name) FROM temp.renamed"
            " WHERE called IN (fold(f.title), fold(f.key))) FROM library.feed AS f"
        ).fetchall()
        feeds = _called(term, {no: [n for n in called if n] for no, *called in rows})
        by_source, _ = self._source(term)
        return f"a.feed IN {listed(feeds)} OR {by_source}", ()

    def _folder(self, term: Term) -> Condition:
        """Sources in a folder, or in one within it."""
        folders = {fold(value).strip("/") for value in term.values}
        within = {
            self._sources[key]
            for key, folder in self._connection.execute("SELECT key, folder FROM main.source")
            if key in self._sources and not folders.isdisjoint(_around(fold(folder)))
        }
        return f"a.source IN {listed(within)}", ()

    # What an article says of itself

    def _title(self, term: Term) -> Condition:
        return self._holding("a.title", term)

    def _author(self, term: Term) -> Condition:
        holding, wanted = self._holding("j.value", term)
        return f"EXISTS (SELECT 1 FROM json_each(a.authors) AS j WHERE {holding})", wanted

    def _holding(self, column: str, term: Term) -> Condition:
        wanted = [fold(value) for value in term.values]
        if self._simplify is not None:
            wanted = [self._simplify(value) for value in wanted]
        return " OR ".join(f"instr(simply({column}), ?) > 0" for _ in wanted), wanted

    def _id(self, term: Term) -> Condition:
        ranges = [ids.prefix_range(value) or (0, -1) for value in term.values]
        return (
            " OR ".join("a.id BETWEEN ? AND ?" for _ in ranges),
            [end for low_high in ranges for end in low_high],
        )

    def _words(self, term: Term) -> Condition:
        ranges = [amount(value) or (0, -1) for value in term.values]
        within = " OR ".join("i.words BETWEEN ? AND ?" for _ in ranges)
        return (
            f"EXISTS (SELECT 1 FROM library.indexed AS i WHERE i.docid = a.docid AND ({within}))",
            [end for least_most in ranges for end in least_most],
        )

    # Times and states

    def _newer(self, term: Term) -> Condition:
        return self._moment(term, ">=")

    _since = _newer

    def _older(self, term: Term) -> Condition:
        return self._moment(term, "<")

    _until = _older

    def _moment(self, term: Term, comparison: str) -> Condition:
        of = dates.boundary_end if term.field == "until" else dates.boundary
        moments = [of(value, self._now, self._zone) for value in term.values]
        keys = [first_docid(m) >> self.shift for m in moments if m is not None]
        return " OR ".join(f"{self.docid} {comparison} ?" for _ in keys) or "0", keys

    def _is(self, term: Term) -> Condition:
        return self.states.any_of(term.values), ()


def listed(numbers: Iterable[int]) -> str:
    return f"({','.join(str(int(n)) for n in numbers)})"


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
