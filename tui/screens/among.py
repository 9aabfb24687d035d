"""A set of ids that costs nothing until it is asked."""

from __future__ import annotations

from collections.abc import Sequence


class Among:
    """Holds ``ids``; the set is made when it is first asked for, which is often never."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = ids
        self._set: frozenset[int] | None = None

    def __contains__(self, number: object) -> bool:
        if self._set is None:
            self._set = frozenset(self._ids)
        return number in self._set
