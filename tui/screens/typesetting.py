"""Setting an article onto its page: on a thread of its own, the first screens before the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from tui.core.models import Reading
from tui.widgets.page_view import Line, PageView
from tui.words import Words

if TYPE_CHECKING:
    from tui.render.article import Prepared, Setting

T = TypeVar("T")


class Beside(Protocol):
    """Does a piece of work on the rendering thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


def prepared_for(reading: Reading, words: Words) -> Prepared:
    from tui.render.article import prepare  # 100 ms of Markdown, off the start path

    return prepare(reading, words)


def _batches(prepared: Prepared, setting: Setting) -> Iterator[Sequence[Line]]:
    from tui.render.article import typeset

    return typeset(prepared, setting)


async def typeset_onto(
    page: PageView,
    prepared: Prepared,
    setting: Setting,
    beside: Beside,
    *,
    share: float,
    shown: Callable[[], None],
) -> None:
    """Show ``prepared`` on ``page``, from ``share`` of its height; ``shown`` is called once it can
    be seen. Ends early when the page is gone."""
    batches = _batches(prepared, setting)

    def following() -> Sequence[Line] | None:
        return next(batches, None)

    first = await beside(following)
    lines = list(first or ())
    page.complete = False
    # The same place of a page set anew: it needs all that is above it.
    while share and (more := await beside(following)) is not None:
        lines.extend(more)
    if not page.is_attached:
        return
    page.show(lines, setting.width, top=round(share * len(lines)))
    shown()
    while page.is_attached and (more := await beside(following)) is not None:
        page.add(more)
        await asyncio.sleep(0)
    page.complete = True
