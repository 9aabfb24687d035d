"""How many cells text takes, and cutting it to fit.

Some characters (“ ” … ● ─, East Asian Width "ambiguous" in UAX #11) are one cell wide in one
terminal and two in another. Rich, and Textual with it, takes one; where the terminal takes two,
:func:`widen_ambiguous` teaches both, once, before anything is measured.
"""

from __future__ import annotations

import unicodedata

import rich.cells
from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


def fit(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """``text`` in exactly ``width`` cells: padded with spaces, or cut and ended by ``ellipsis``."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(cut(text, width, ellipsis), width)


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """``text`` in at most ``width`` cells; no character is split."""
    if cell_len(text) <= width:
        return text
    mark = cell_len(ellipsis)
    if width <= mark:
        return set_cell_size(text, max(0, width)).rstrip()
    return set_cell_size(text, width - mark).rstrip() + ellipsis


def widen_ambiguous() -> None:
    """From now on this process counts ambiguous characters as two cells.

    A process has one terminal, so this is set for the process. It reaches into Rich, which offers
    no such setting; a test says so when Rich changes.
    """
    ambiguous = frozenset(
        chr(code)
        for code in range(0xA0, 0x10000)
        if unicodedata.east_asian_width(chr(code)) == "A"
        and not unicodedata.combining(chr(code))
        and unicodedata.category(chr(code)) not in ("Cf", "Mn", "Co", "Cn")
    )
    single = rich.cells._SINGLE_CELLS - ambiguous
    narrow = rich.cells.get_character_cell_size.__wrapped__

    def size(character: str, unicode_version: str = "auto") -> int:
        return 2 if character in ambiguous else narrow(character, unicode_version)

    rich.cells._is_single_cell_widths = single.issuperset
    # The name is looked up anew at every call; the cache stays, and its old answers go.
    rich.cells.get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()
    vars(rich.cells)["get_character_cell_size"] = size
