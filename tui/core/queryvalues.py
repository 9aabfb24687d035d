"""What the fields of a query take: checked when a query is read, not when it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tui.core import dates, ids
from tui.core.query import ORDERS, STATES
from tui.errors import NOTHING, Said, Usage, nearest, said

_REGEX_LIMIT = 500  # characters
_REPEATS_LIMIT = 1_000
_AS_IT_STANDS = re.compile(r"\\.|\[[^\]]*\]", re.DOTALL)
_REPEAT = re.compile(r"\{\s*(\d*)\s*,?\s*(\d*)")
_AMOUNT = re.compile(r"(<=|>=|<|>|=)?(\d{1,9})|(\d{1,9})\.\.(\d{1,9})")
MOST_WORDS = 10**9


class QueryError(Usage):
    """A query that is not one; ``position`` counts characters from its beginning."""

    def __init__(self, title: Said, hint: Said = NOTHING, *, position: int = 0) -> None:
        super().__init__(title, hint)
        self.position = position


def check(field: str, value: str, position: int) -> None:
    """Raises :class:`QueryError` if ``field`` cannot be ``value``, which stands at ``position``."""
    test = _CHECKS.get(field)
    problem = test(value) if test else None
    if problem is not None:
        raise QueryError(*problem, position=position)


def amount(value: str) -> tuple[int, int] | None:
    """The least and the most that ``>500``, ``<=80``, ``200`` or ``100..300`` allow."""
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return None
    if found[3]:
        return int(found[3]), int(found[4])
    number = int(found[2])
    match found[1]:
        case ">":
            return number + 1, MOST_WORDS
        case ">=":
            return number, MOST_WORDS
        case "<":
            return 0, number - 1
        case "<=":
            return 0, number
        case _:
            return number, number


def _state(value: str) -> tuple[Said, Said] | None:
    if value in STATES:
        return None
    meant = nearest(value, STATES) or ", ".join(STATES)
    return said("No article is “{value}”", value=value), said("Did you mean {meant}?", meant=meant)


def _order(value: str) -> tuple[Said, Said] | None:
    if value in ORDERS:
        return None
    meant = nearest(value, ORDERS) or ", ".join(ORDERS)
    return (
        said("There is no order “{value}”", value=value),
        said("Did you mean {meant}?", meant=meant),
    )


def _id(value: str) -> tuple[Said, Said] | None:
    if ids.prefix_range(value):
        return None
    return (
        said("“{value}” is no article's id", value=value),
        said("An id is 13 letters and digits, of which the first four or more will do"),
    )


def _moment(value: str) -> tuple[Said, Said] | None:
    if dates.boundary(value, datetime(2026, 1, 1, tzinfo=UTC), UTC):
        return None
    return (
        said("“{value}” is no time", value=value),
        said("Write 12h, 2d, 3w, 6m, 1y, today, yesterday or 2026-11-23"),
    )


def _amount(value: str) -> tuple[Said, Said] | None:
    if amount(value):
        return None
    return (
        said("“{value}” is no number of words", value=value),
        said("Write words:>500, words:<=80 or words:100..300"),
    )


def _repeats(pattern: str) -> int:
    """How many times over a part of ``pattern`` may be repeated by numbers, at most."""
    times = 1
    for least, most in _REPEAT.findall(_AS_IT_STANDS.sub("", pattern)):
        digits = max(least, most, key=len)[:7]
        times = min(times * max(1, int(digits or 1)), _REPEATS_LIMIT + 1)
    return times


def _regex(value: str) -> tuple[Said, Said] | None:
    import regex  # 15 ms, for who asks for one

    if not value:
        return said("A value is missing here"), said("Write ~ and a regular expression")
    if len(value) > _REGEX_LIMIT or _repeats(value) > _REPEATS_LIMIT:
        return said("The regular expression is too long"), NOTHING
    try:
        regex.compile(value)  # (which writes out what is repeated)
    except (regex.error, OverflowError, RecursionError) as error:
        why = getattr(error, "msg", "") or type(error).__name__
        return (
            said("“{value}” is no regular expression: {why}", value=value[:60], why=why),
            said("To search for it as it stands, put it in quotation marks without ~"),
        )
    return None


_CHECKS: dict[str, Callable[[str], tuple[Said, Said] | None]] = {
    "is": _state,
    "id": _id,
    "newer": _moment,
    "older": _moment,
    "since": _moment,
    "until": _moment,
    "words": _amount,
    "sort": _order,
    "~": _regex,
}
