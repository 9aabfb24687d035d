"""Queries that are typed into a prompt: what may stand there, and how much they find."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from tui.core.query import EVERYTHING, Query
from tui.errors import Interrupted
from tui.screens.base import KeyedScreen
from tui.screens.prompt import Offer
from tui.screens.snapshot import query_of
from tui.widgets.drawn import Part

LOOKED = "looked"
"""What is asked for letters, and withdrawn by the next."""


def query_offers(typed: str, known: Mapping[str, Sequence[str]]) -> list[Offer]:
    """What may stand at the end of the query ``typed``."""
    from tui.core.completion import completions

    return [
        Offer(found.written, found.shown, start=found.start, whole=not found.written.endswith(":"))
        for found in completions(typed, known)
    ]


def counted(
    screen: KeyedScreen[Any], written: str, *, within: tuple[str, Query]
) -> Awaitable[Sequence[Part]] | None:
    """How many articles ``written`` finds in a view and a filter; or what is wrong with it."""
    from tui.core.queryparse import QueryError, parse

    words = screen.words
    try:
        query = parse(written)
    except QueryError as error:
        return told(words.say(error.title))
    if query.reads_everything:
        return None  # not for each letter
    view, narrowed = within

    async def count() -> Sequence[Part]:
        screen.session.scan.interrupt(LOOKED)
        try:
            found = await screen.session.scan.call(
                lambda library: library.counts(query_of(library, view, narrowed & query)).total,
                LOOKED,
            )
        except Interrupted:
            return ()
        return ((words.plural("{n} article", "{n} articles", found), "accent"),)

    return count()


async def told(words: str) -> Sequence[Part]:
    """``words``, as what was found out about what is typed."""
    return ((words, "accent"),)


def in_everything() -> tuple[str, Query]:
    """All there is, as a view and a filter."""
    return "all", EVERYTHING
