"""What somebody does to a morning's articles: most go in a second, some are kept, a few are read."""

from __future__ import annotations

import random
from enum import Enum


class Decision(Enum):
    """What is done to one article, with the keys that do it. Each leaves the cursor on the next."""

    DISMISS = ("e",)
    WRONG = ("e", "u", "k", "e")
    """Dismissed in error, taken back by one ``u``, looked at again, and dismissed after all."""
    STAR = ("s", "j")
    LATER = ("L", "a")
    READ = ("enter", "space", "q", "j")


def decisions(count: int, dice: random.Random) -> list[Decision]:
    """For ``count`` articles in the order of the list."""
    kinds = [Decision.DISMISS, Decision.WRONG, Decision.STAR, Decision.LATER, Decision.READ]
    return dice.choices(kinds, (88, 2, 5, 3, 2), k=count)


def keys_of(decision: Decision) -> tuple[str, ...]:
    keys: tuple[str, ...] = decision.value
    return keys
