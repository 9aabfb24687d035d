"""What an article needs of the list that it was opened from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from tui.core.change import AnyChange, Change
from tui.core.models import ArticleRow
from tui.core.query import Query


class Opener(Protocol):
    """The list that an article was opened from: it outlives the article, and what is under way."""

    @property
    def searched(self) -> Sequence[str]:
        """The words by which the list is narrowed, to be marked in the article too."""
        ...

    def begin_change(self, change: Change) -> None: ...

    def show_change(self, change: AnyChange) -> None: ...

    def act(self, act: Awaitable[object]) -> None: ...

    def settle_change(self, change: Change) -> None: ...

    def choose_tags(
        self, near: Sequence[str] = (), then: Callable[[Query | None], None] | None = None
    ) -> None: ...

    def narrow(self, chosen: Query | None, view: str | None = None) -> None: ...

    def row_of(self, number: int) -> ArticleRow | None: ...
