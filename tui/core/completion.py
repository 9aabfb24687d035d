"""What may stand where a query is being typed: fields, and the values that are known of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.core.query import FIELDS, ORDERS, STATES, quoted
from tui.core.text import fold

_MOST = 12
# (Possessive: else a long word with a bracket behind it is tried in every way to cut it.)
_LAST = re.compile(r'(?:^|(?<=[\s(]))-?(?:([A-Za-z_]+)[:：])?((?:"[^"]*"?|[^\s"(),]++|,)*+)\Z')
_TIMES = ("today", "yesterday", "2d", "7d", "30d", "1y")


@dataclass(frozen=True, slots=True)
class Completion:
    """``shown`` is what may be meant; ``written`` takes the place of what is typed from ``start``."""

    shown: str
    written: str
    start: int


def completions(text: str, known: Mapping[str, Sequence[str]]) -> list[Completion]:
    """For ``text`` up to the cursor, the likeliest first. ``known`` are values by their field, the
    likeliest first."""
    last = _LAST.search(text)
    if last is None:
        return []
    field, typed = last[1], last[2]
    if field is None:
        if not typed:
            return []
        wanted = typed.lower()
        names = [name for name in FIELDS if name.startswith(wanted)]
        return [Completion(f"{name}:", f"{name}:", last.start(2)) for name in names]
    values = {
        "is": STATES,
        "sort": ORDERS,
        **dict.fromkeys(("newer", "older", "since", "until"), _TIMES),
        **known,
    }.get(field.lower(), ())
    begun = typed[_last_value(typed) :]
    start = last.end(2) - len(begun)
    wanted = fold(begun.strip('"'))
    first, within = [], []
    for value, folded in zip(values, _folded(tuple(values)), strict=True):
        if folded.startswith(wanted):
            first.append(value)
        elif wanted in folded:
            within.append(value)
    found = [value for value in (*first, *within) if quoted(value) != begun][:_MOST]
    return [Completion(value, quoted(value), start) for value in found]


def _last_value(typed: str) -> int:
    """Where the last of the values in ``typed`` begins: behind a comma that is in no quotes."""
    start, quoted_now = 0, False
    for place, character in enumerate(typed):
        if character == '"':
            quoted_now = not quoted_now
        elif character == "," and not quoted_now:
            start = place + 1
    return start


@lru_cache(maxsize=16)
def _folded(values: tuple[str, ...]) -> list[str]:
    return [fold(value) for value in values]
