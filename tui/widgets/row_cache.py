"""What was fetched or drawn of rows, and of how many it is kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from tui.core.models import ArticleRow

K = TypeVar("K")
V = TypeVar("V")


class RowCache(OrderedDict[K, V]):
    """Forgets the oldest where there are more than ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> None:
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._most:
            self.popitem(last=False)


class LoadedRows:
    """The rows that are here, and those that were asked for and are on their way."""

    def __init__(self, most: int) -> None:
        self.rows: RowCache[int, ArticleRow] = RowCache(most)
        self._asked: set[int] = set()

    def clear(self) -> None:
        self.rows.clear()
        self._asked.clear()

    def put(self, rows: Mapping[int, ArticleRow]) -> None:
        for number, row in rows.items():
            self.rows.keep(number, row)
        self._asked.difference_update(rows)

    def forget_all_but(self, ids: Collection[int]) -> None:
        """Whatever is asked for next is asked for anew; ``ids`` stay until it comes."""
        self._asked.clear()
        for number in [n for n in self.rows if n not in ids]:
            del self.rows[number]

    def missing(self, ids: Iterable[int]) -> list[int]:
        return [n for n in ids if n not in self.rows and n not in self._asked]

    def ask(self, ids: Iterable[int]) -> None:
        self._asked.update(ids)
