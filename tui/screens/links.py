"""Leaving telex by a link: opened by the desktop, or copied where there is none to be reached."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tui.core.models import ArticleRow, Reading
from tui.core.text import Url
from tui.screens.acts import host_of
from tui.screens.base import KeyedScreen

Opener = Callable[[Url], bool]
"""Starts whatever opens an address, without waiting for it; False if there is nothing that does."""


class Links:
    """``opener`` is None where the desktop is not the reader's: over SSH, or when served."""

    def __init__(self, opener: Opener | None) -> None:
        self._opener = opener

    async def open(self, screen: KeyedScreen[Any], address: Url | None) -> None:
        """Open ``address`` and name its host; where that is impossible, copy it and say so."""
        words = screen.words
        if address is None:
            screen.tell(words("This article has no link"))
        elif self._opener is not None and await asyncio.to_thread(self._opener, address):
            screen.tell(words("opening {host}", host=host_of(address)))
        else:
            screen.app.copy_to_clipboard(address)
            screen.tell_parts(
                ((words("copied, to be opened on your side: "), "dim"), (address, "place"))
            )

    def copy(self, screen: KeyedScreen[Any], address: Url | None) -> None:
        """Put ``address`` on the reader's own clipboard (OSC 52, through SSH too), and show it."""
        if address is None:
            screen.tell(screen.words("This article has no link"))
            return
        screen.app.copy_to_clipboard(address)
        screen.tell_parts(((screen.words("copied "), "dim"), (address, "place")))


def address_of(known: ArticleRow | Reading) -> Url | None:
    return known.url if isinstance(known, ArticleRow) else known.article.url
