"""Setting an article onto its page: on a thread of its own, the first screens before the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Protocol, TypeVar

from rich.style import Style

from tui.core.models import Place, Reading
from tui.render.lines import PageLine
from tui.widgets.page_view import PageView
from tui.words import Words

if TYPE_CHECKING:
    from tui.render.article import Prepared, Setting

T = TypeVar("T")


class Beside(Protocol):
    """Does a piece of work on the rendering thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]: ...


def prepared_for(reading: Reading, words: Words, ascii_only: bool) -> Prepared:
    from tui.render.article import prepare  # 100 ms of Markdown, off the start path

    return prepare(reading, words, ascii_only=ascii_only)


def setting_of(page: PageView, width: int, words: Words, zone: tzinfo) -> Setting:
    """How an article is set on ``page``: in the inks of its theme."""
    from tui.render.article import Setting
    from tui.render.palette import Palette

    ink, dim, accent, place, ground, _ = page.inks
    # Code within a line stands on the raised ground, where there is one.
    raised = ground.bgcolor
    code = ink + Style(bgcolor=raised) if raised and not raised.is_default else place
    palette = Palette(ink, dim, accent, place, code, string=place, number=accent)
    return Setting(width, palette, words, zone, page.glyphs.ascii_only)


def _batches(prepared: Prepared, setting: Setting, height: int) -> Iterator[Sequence[PageLine]]:
    from tui.render.article import FIRST_BATCH, typeset

    # Two screens: the next page is wanted at once by many.
    return typeset(prepared, setting, max(FIRST_BATCH, 2 * height))


async def typeset_onto(
    page: PageView,
    prepared: Prepared,
    setting: Setting,
    beside: Beside,
    *,
    at: Place | None,
    shown: Callable[[], None],
) -> None:
    """Show ``prepared`` on ``page``, from ``at`` on; ``shown`` is called once it can be seen. Ends
    early when the page is gone."""
    batches = _batches(prepared, setting, page.size.height)

    def following() -> Sequence[PageLine] | None:
        return next(batches, None)

    first = await beside(following)
    lines = list(first or ())
    page.complete = False
    # A place further down needs all that is above it, and a screen below.
    height = max(1, page.size.height)
    while at is not None and (len(lines) < height or lines[-height].block <= at.block):
        more = await beside(following)
        if more is None:
            break
        lines.extend(more)
    if not page.is_attached:
        return
    page.show(lines, setting.width, at=at)
    shown()
    while page.is_attached and (more := await beside(following)) is not None:
        page.add(more)
        await asyncio.sleep(0)
    page.complete = True
