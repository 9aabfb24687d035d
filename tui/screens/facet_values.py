"""What the tag filter's columns hold: names at once, counts when they are known, in an order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from tui.core.models import Facets
from tui.core.text import Line, fold, line
from tui.widgets.facet_columns import Facet, Value
from tui.words import Words
from tui.words import mark as _

FACETS = ("when", "tag", "category", "lang", "source", "feed")
_TITLES = {
    "when": _("When"),
    "tag": _("Tags"),
    "category": _("Categories"),
    "lang": _("Languages"),
    "source": _("Sources"),
    "feed": _("Sections"),
}
_WHEN = {"today": _("Today"), "7d": _("7 days"), "30d": _("30 days")}
Sorting = Literal["used", "unread", "name"]

Choices = dict[tuple[str, str], bool]
"""(facet, value) → with it (True) or without it (False)."""


class FacetValues:
    """Keeps values ready to be drawn: of ten thousand tags a letter typed looks at each once.
    Making them ready takes a while: not on the event loop."""

    def __init__(self, words: Words, facets: Facets, telling_nothing: Collection[str] = ()) -> None:
        self._words = words
        self._facets = facets
        self._telling_nothing = telling_nothing
        self._ready = {
            field: [(fold(value.shown), value) for value in self._values(field)] for field in FACETS
        }

    def columns(self, needle: str, choices: Choices) -> list[Facet]:
        """The columns that have something, narrowed to what has ``needle`` in its name."""
        folded = fold(needle)
        return [
            self._column(field, folded, choices)
            for field in FACETS
            if self._has_something(field, choices)
        ]

    def _has_something(self, field: str, choices: Choices) -> bool:
        values = self._facets.values
        if field == "source" and values.get("feed") and len(values.get(field, ())) == 1:
            return any(f == field for f, _ in choices)  # the sections say more
        return field in ("tag", "when") or bool(values.get(field))

    def _column(self, field: str, needle: str, choices: Choices) -> Facet:
        title = self._words(_TITLES[field])
        values = self._narrowed(field, needle, choices)
        if field not in ("tag", "category") or not self._telling_nothing:
            return Facet(field, title, tuple(values))
        nothing = [v for v in values if v.chosen is None and v.name in self._telling_nothing]
        if not nothing:
            return Facet(field, title, tuple(values))
        telling = [v for v in values if v.chosen is not None or v.name not in self._telling_nothing]
        heading = self._words("on every article")
        return Facet(field, title, (*telling, *nothing), len(telling), heading)

    def _narrowed(self, field: str, needle: str, choices: Choices) -> list[Value]:
        ready = self._ready[field]
        chosen = {name: turned for (f, name), turned in choices.items() if f == field}
        values = [value for folded, value in ready if needle in folded]
        if chosen:
            values = [replace(v, chosen=chosen[v.name]) if v.name in chosen else v for v in values]
            # What was chosen before may have no bearer in this view; it can still be let go.
            known = {value.name for _, value in ready}
            values += [
                Value(name, self._shown(field, name), 0, turned)
                for name, turned in chosen.items()
                if name not in known and needle in fold(name)
            ]
        return values

    def _values(self, field: str) -> Iterable[Value]:
        for name, count in self._facets.values.get(field, ()):
            yield Value(name, self._shown(field, name), count if count >= 0 else None)

    def _shown(self, field: str, name: str) -> str:
        if field == "when" and name in _WHEN:
            return self._words(_WHEN[name])
        return f"#{name}" if field == "tag" and fold(name) in self._facets.own else name


def named(known: Mapping[str, Sequence[Line]], when: Sequence[str]) -> Facets:
    """Facets of which only the names are known; a count below zero is one to come."""
    known = {**known, "feed": known.get("section", ())}
    values = {field: tuple((name, -1) for name in names) for field, names in known.items()}
    return Facets({"when": tuple((line(span), -1) for span in when), **values})


def in_order(facets: Facets, sorting: Sorting, unread: Facets | None) -> Facets:
    """``facets`` by how much they are used, or what is unread of them (with those counts), or by
    their names; times stay as they are."""
    found = {}
    for field, values in facets.values.items():
        if field == "when" and sorting != "unread":
            found[field] = values
        elif sorting == "unread" and unread is not None:
            counts = dict(unread.values.get(field, ()))
            turned = [(name, counts.get(name, 0)) for name, _ in values]
            if field != "when":
                turned.sort(key=lambda pair: -pair[1])
            found[field] = tuple(turned)
        elif sorting == "name":
            found[field] = tuple(sorted(values, key=lambda pair: fold(pair[0])))
        else:
            found[field] = values
    return replace(facets, values=found)
