"""The query language: ``tag:ai,robots -source:lwn is:unread newer:2d``.

    query = { term }            all of them at once
    term  = [ "-" ] field ":" value { "," value }     any of the values
    value = word | '"' { character | "\\\\" | '\\"' } '"'

One parser serves screens, command line and configuration; it grows here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tui.core import dates, ids
from tui.core.query import FIELDS, STATES, Query, Term
from tui.errors import NOTHING, Said, Usage, nearest, said

_NAME = re.compile(r"(-?)([A-Za-z_]+):")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BARE = re.compile(r'[^\s,"]+')
_LENGTH_LIMIT = 10_000  # characters
_VALUES_LIMIT = 300  # SQLite takes expressions of a thousand parts


class QueryError(Usage):
    """A query that is not one; ``position`` counts characters from its beginning."""

    def __init__(self, title: Said, hint: Said = NOTHING, *, position: int = 0) -> None:
        super().__init__(title, hint)
        self.position = position


def parse(text: str) -> Query:
    """The query that ``text`` writes. Raises :class:`QueryError`, which says where and why."""
    if len(text) > _LENGTH_LIMIT:
        raise QueryError(said("The query is too long"), position=_LENGTH_LIMIT)
    terms: list[Term] = []
    position = _skip_space(text, 0)
    while position < len(text):
        term, position = _term(text, position)
        if position < len(text) and not text[position].isspace():
            raise QueryError(
                said("“{rest}” follows a value directly", rest=text[position:][:20]),
                said("Put a space between terms, a comma between values"),
                position=position,
            )
        terms.append(term)
        if sum(len(term.values) for term in terms) > _VALUES_LIMIT:
            raise QueryError(said("The query is too long"), position=position)
        position = _skip_space(text, position)
    return Query(tuple(terms))


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _term(text: str, start: int) -> tuple[Term, int]:
    name = _NAME.match(text, start)
    if name is None:
        word = re.split(r"\s", text[start:], maxsplit=1)[0][:40]
        raise QueryError(
            said("“{word}” says no field", word=word),
            said("Write title:{word}, or tag:, source:, is:unread, newer:2d …", word=word),
            position=start,
        )
    field = name[2].lower()
    if field not in FIELDS:
        meant = nearest(field, FIELDS)
        raise QueryError(
            said("There is no field “{field}”", field=field),
            said("Did you mean {meant}: ?", meant=meant)
            if meant
            else said("The fields are {fields}", fields=", ".join(FIELDS)),
            position=start,
        )
    values = []
    position = name.end()
    while True:
        value, after = _value(text, position)
        _check(field, value, position)
        values.append(value)
        position = after
        if not text.startswith(",", position):
            return Term(field, tuple(values), name[1] == "-"), position
        position += 1


def _value(text: str, position: int) -> tuple[str, int]:
    if text.startswith('"', position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            raise QueryError(said("This quotation mark is never closed"), position=position)
        return re.sub(r"\\(.)", r"\1", quoted[1], flags=re.DOTALL), quoted.end()
    bare = _BARE.match(text, position)
    if bare is None:
        raise QueryError(
            said("A value is missing here"),
            said('Write field:value; with spaces, field:"two words"'),
            position=position,
        )
    return bare[0], bare.end()


def _check(field: str, value: str, position: int) -> None:
    check = _CHECKS.get(field)
    problem = check(value) if check else None
    if problem is not None:
        raise QueryError(*problem, position=position)


def _check_state(value: str) -> tuple[Said, Said] | None:
    if value in STATES:
        return None
    meant = nearest(value, STATES) or ", ".join(STATES)
    return said("No article is “{value}”", value=value), said("Did you mean {meant}?", meant=meant)


def _check_id(value: str) -> tuple[Said, Said] | None:
    if ids.prefix_range(value):
        return None
    return (
        said("“{value}” is no article's id", value=value),
        said("An id is 13 letters and digits, of which the first four or more will do"),
    )


def _check_moment(value: str) -> tuple[Said, Said] | None:
    if dates.boundary(value, datetime(2026, 1, 1, tzinfo=UTC), UTC):
        return None
    return (
        said("“{value}” is no time", value=value),
        said("Write 12h, 2d, 3w, 6m, 1y, today, yesterday or 2026-11-23"),
    )


_CHECKS: dict[str, Callable[[str], tuple[Said, Said] | None]] = {
    "is": _check_state,
    "id": _check_id,
    "newer": _check_moment,
    "older": _check_moment,
}
