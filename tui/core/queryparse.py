"""The query language: ``AI应用 "deep learning" tag:ai,robots -source:lwn (is:unread or is:starred)``.

    query   = { part } { "or" { part } }        what stands side by side is meant all at once
    part    = [ "-" | "not" ] ( group | term | regex | word ) | "and"
    group   = "(" query ")"
    term    = field ":" value { "," value }     any of the values
    regex   = "~" value
    word    = value [ "*" ]                     of an article's text; with * only how it begins
    value   = bare | '"' { character | "\\\\" | '\\"' } '"'

``sort:`` is a term that selects nothing. One parser serves screens, command line, views and rules.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tui.core.query import FIELDS, Group, Node, Order, Pattern, Query, Term, Word
from tui.core.queryvalues import QueryError, check
from tui.core.searchtext import needle
from tui.errors import nearest, said

__all__ = ["QueryError", "parse"]

_NAME = re.compile(r"([A-Za-z_]+)[:：]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_CURLY = re.compile(r"“([^”]*)”")  # an input method writes these
_BARE_VALUE = re.compile(r'[^\s,"()]+')
_BARE_WORD = re.compile(r'[^\s"()]+')
_OPERATOR = re.compile(r"(or|and|not)(?=[\s()]|$)", re.IGNORECASE)
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s*")
_LENGTH_LIMIT = 10_000  # characters
_PARTS_LIMIT = 400  # SQLite takes expressions of a thousand parts
_DEEPEST = 8  # of some that are deeper SQLite says that they are too large


def parse(text: str) -> Query:
    """The query that ``text`` writes. Raises :class:`QueryError`, which says where and why."""
    if len(text) > _LENGTH_LIMIT:
        raise QueryError(said("The query is too long"), position=_LENGTH_LIMIT)
    if odd := _NO_CHARACTER.search(text):
        raise QueryError(said("The query holds what is no character"), position=odd.start())
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._parts = 0
        self._order: Order | None = None
        self._deepest_at: int | None = None

    def query(self) -> Query:
        alternatives = self._alternatives(0)
        if len(alternatives) > 1 and self._deepest_at is not None:
            # Joined with another one it stands in brackets itself.
            raise self._too_deep(self._deepest_at)
        if self._at < len(self._text):
            raise QueryError(
                said("This bracket was never opened"),
                said('To search for a bracket, put it in quotation marks: "("'),
                position=self._at,
            )
        if len(alternatives) == 1:
            return Query(alternatives[0], self._order)
        return Query((Group(alternatives),), self._order)

    def _alternatives(self, depth: int) -> tuple[tuple[Node, ...], ...]:
        """What ``or`` sets apart, up to a closing bracket or the end."""
        found: list[tuple[Node, ...]] = []
        parts: list[Node] = []
        opened_at = self._at
        or_at: int | None = None
        while True:
            self._skip_space()
            if self._at >= len(self._text) or self._text[self._at] == ")":
                break
            operator = _OPERATOR.match(self._text, self._at)
            if operator is not None and operator[1].lower() == "or":
                if not parts:
                    raise self._nothing_beside(self._at)
                found.append(tuple(parts))
                parts, or_at = [], self._at
                self._at = operator.end()
            elif operator is not None and operator[1].lower() == "and":
                self._at = operator.end()
            else:
                parts += self._part(depth)
        if or_at is not None and not parts:
            raise self._nothing_beside(or_at)
        if depth and not parts:
            raise QueryError(
                said("There is nothing in the brackets"), position=max(0, opened_at - 1)
            )
        # A group of alternatives that is one of several by itself is no group of its own.
        flat: list[tuple[Node, ...]] = []
        for nodes in (*found, tuple(parts)) if found else ():
            only = nodes[0] if len(nodes) == 1 else None
            flat += only.alternatives if isinstance(only, Group) and not only.negated else (nodes,)
        return tuple(flat) or (tuple(parts),)

    def _nothing_beside(self, position: int) -> QueryError:
        return QueryError(
            said("“or” stands between two things"),
            said('To search for the word, put it in quotation marks: "or"'),
            position=position,
        )

    def _part(self, depth: int) -> list[Node]:
        negated, start = False, self._at
        while True:
            operator = _OPERATOR.match(self._text, self._at)
            if operator is not None and operator[1].lower() == "not":
                negated, self._at = not negated, operator.end()
                self._skip_space()
            elif self._text.startswith("-", self._at) and not self._ends_at(self._at + 1):
                negated, self._at = not negated, self._at + 1
            else:
                break
        if self._at >= len(self._text) or self._text[self._at] == ")":
            raise QueryError(said("A word is missing here"), position=start)
        if self._text[self._at] == "(":
            self._count()
            return self._group(depth, negated)
        name = _NAME.match(self._text, self._at)
        if name is not None and name[1].lower() == "sort":
            self._sort(name, allowed=not depth and self._at == start)
            return []
        self._count()
        node = self._regex() or (self._word() if name is None else self._term(name))
        self._expect_an_end()
        return [replace(node, negated=negated)]

    def _count(self) -> None:
        self._parts += 1
        if self._parts > _PARTS_LIMIT:
            raise QueryError(said("The query is too long"), position=self._at)

    def _ends_at(self, position: int) -> bool:
        return position >= len(self._text) or self._text[position].isspace()

    def _group(self, depth: int, negated: bool) -> list[Node]:
        opened = self._at
        if depth >= _DEEPEST:
            raise self._too_deep(opened)
        if depth == _DEEPEST - 1:
            self._deepest_at = opened
        self._at += 1
        alternatives = self._alternatives(depth + 1)
        if not self._text.startswith(")", self._at):
            raise QueryError(said("This bracket is never closed"), position=opened)
        self._at += 1
        if len(alternatives) > 1:
            return [Group(alternatives, negated)]
        (nodes,) = alternatives
        if not negated:
            return [*nodes]
        if len(nodes) == 1:
            turned = replace(nodes[0], negated=not nodes[0].negated)
            if isinstance(turned, Group) and not turned.negated and len(turned.alternatives) == 1:
                return [*turned.alternatives[0]]
            return [turned]
        return [Group(alternatives, True)]

    def _too_deep(self, position: int) -> QueryError:
        return QueryError(said("The brackets stand too deep in one another"), position=position)

    def _regex(self) -> Pattern | None:
        if not self._text.startswith(("~", "～"), self._at):
            return None
        start = self._at
        self._at += 1
        regex = self._quoted()
        if regex is None:
            regex = self._bare(_BARE_WORD)
        check("~", regex, start)
        return Pattern(regex)

    def _sort(self, name: re.Match[str], *, allowed: bool) -> None:
        if not allowed:
            raise QueryError(
                said("sort: stands outside of brackets, once, without -"), position=self._at
            )
        self._at = name.end()
        position = self._at
        value = self._bare(_BARE_VALUE)
        check("sort", value, position)
        self._order = value  # type: ignore[assignment]
        self._expect_an_end()

    def _term(self, name: re.Match[str]) -> Term:
        field = name[1].lower()
        if field not in FIELDS:
            meant = nearest(field, FIELDS)
            raise QueryError(
                said("There is no field “{field}”", field=field),
                said("Did you mean {meant}: ?", meant=meant)
                if meant
                else said(
                    "The fields are {fields}; to search for a colon, use quotation marks",
                    fields=", ".join(FIELDS),
                ),
                position=self._at,
            )
        self._at = name.end()
        values = []
        while True:
            position = self._at
            value = self._quoted()
            if value is None:
                value = self._bare(_BARE_VALUE)
            check(field, value, position)
            values.append(value)
            self._count()
            if not self._text.startswith(",", self._at):
                return Term(field, tuple(values))
            self._at += 1

    def _word(self) -> Word:
        start = self._at
        word = self._quoted()
        prefix = False
        if word is None:
            word = self._bare(_BARE_WORD)
            prefix = word.endswith("*")
            word = word.rstrip("*")
        elif self._text.startswith("*", self._at):
            prefix = True
            self._at += 1
        if not needle(word):
            raise QueryError(
                said("“{word}” has no letter or digit to search for", word=(word or "*")[:40]),
                position=start,
            )
        return Word(word, prefix)

    def _quoted(self) -> str | None:
        """The value in quotation marks that begins here, if one does."""
        if curly := _CURLY.match(self._text, self._at):
            self._at = curly.end()
            return curly[1]
        if not self._text.startswith('"', self._at):
            return None
        quoted = _QUOTED.match(self._text, self._at)
        if quoted is None:
            raise QueryError(said("This quotation mark is never closed"), position=self._at)
        self._at = quoted.end()
        return re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL)

    def _bare(self, kind: re.Pattern[str]) -> str:
        found = kind.match(self._text, self._at)
        if found is None:
            raise QueryError(
                said("A value is missing here"),
                said('Write field:value; with spaces, field:"two words"'),
                position=self._at,
            )
        self._at = found.end()
        return found[0]

    def _expect_an_end(self) -> None:
        if self._at < len(self._text) and not re.match(r"[\s()]", self._text[self._at]):
            raise QueryError(
                said("“{rest}” follows a value directly", rest=self._text[self._at :][:20]),
                said("Put a space between terms, a comma between values"),
                position=self._at,
            )

    def _skip_space(self) -> None:
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
