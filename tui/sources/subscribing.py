"""Lists of feeds, as other readers and this one write them."""

from __future__ import annotations

from dataclasses import dataclass

from tui.core.settings import Settings
from tui.errors import Said


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed on a list; every string is raw."""

    address: str
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    key: str = ""
    paused: bool = False
    settings: Settings = Settings()


@dataclass(frozen=True, slots=True)
class Left:
    """A line of a list that is not taken, and why."""

    line: str
    why: Said


@dataclass(frozen=True, slots=True)
class FeedList:
    """``mended``: the list was not well-formed, and was read all the same."""

    feeds: tuple[Wanted, ...]
    left: tuple[Left, ...] = ()
    mended: bool = False
