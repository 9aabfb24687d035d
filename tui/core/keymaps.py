"""Which keys do what: telex's own, those of a preset, and the user's over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from tui.core.commands import TABLE, Scope
from tui.core.keys import is_key, presses_of, shown

Presses = tuple[str, ...]
Bound = Mapping[str, Mapping[str, Sequence[str]]]
"""By their scope, commands with their keys."""

_PAGES = {"page-down": ("ctrl+f", "pagedown", "space"), "page-up": ("ctrl+b", "pageup")}
_ENDS = {"top": ("gg", "home"), "bottom": ("G", "end")}

PRESETS: Mapping[str, Bound] = {
    "telex": {},
    # The hands of newsboat: what they know does what it did there, as far as there is such a thing.
    "newsboat": {
        "list": {
            "toggle-read": ("N",),
            "unread": ("ctrl+n",),
            "all-read": ("A", "C"),
            "tags": ("t", "ctrl+t"),
            "search": ("/", "F"),
            "sort": ("g", "G"),
            "top": ("home",),
            "bottom": ("end",),
            "down": ("down", "j", "J"),
            "up": ("up", "k", "K"),
            "feeds": ("f",),
            "health": ("H",),
            "star": ("s", "ctrl+e"),
            "back": ("escape", "ctrl+f"),
        },
        "article": {"toggle-read": ("N",), "unread": ("ctrl+n",), "letters": (";", "ctrl+l")},
        "feeds": {"all-read": ("A", "C"), "retry": ("r", "R"), "feeds": (), "health": ("H",)},
        "health": {"retry": ("r", "R"), "health": (), "feeds": ("f",)},
    },
    "vim": {
        "list": {
            **_ENDS,
            "page-down": _PAGES["page-down"],
            "page-up": _PAGES["page-up"],
            "done": ("e", "dd"),
            "copy": ("yy",),
            "quit": ("q", "ZZ", "ZQ"),
            "view-unread": ("g1",),
            "view-all": ("g2",),
            "view-starred": ("g3",),
            "view-later": ("g4",),
            "saved-view": ("g5", "g6", "g7", "g8", "g9"),
            "side": ("tab", "ctrl+w"),
        },
        "article": {
            "page-down": ("ctrl+f", "pagedown"),
            "page-up": ("ctrl+b", "b", "backspace", "pageup"),
            "done": ("e", "dd"),
            "copy": ("yy",),
            "quit": ("Q", "ZZ", "ZQ"),
        },
        **{
            scope: {"page-down": _PAGES["page-down"], "page-up": (*_PAGES["page-up"], "b")}
            for scope in ("outline", "feeds", "health", "history", "help")
        },
    },
}
_COUNTED = frozenset(("vim",))


@dataclass(frozen=True, slots=True)
class Clash:
    """Why the user's keys cannot be: of ``command`` on ``scope``; ``why`` is ``scope``, ``command``,
    ``key`` (there is none of that name), ``taken`` by ``other``, or ``begins`` what ``other`` is
    pressed with."""

    why: str
    scope: str
    command: str = ""
    key: str = ""
    other: str = ""


@dataclass(frozen=True)
class Keymap:
    """The keys of every screen. ``counts``: digits before a command say how often, on screens where
    no digit does something itself."""

    bound: Mapping[Scope, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    counts: bool = False

    def keys(self, scope: Scope, command: str) -> tuple[str, ...]:
        """The keys of a command, the first one first."""
        return self.bound[scope].get(command, ())

    def shown(self, scope: Scope, command: str) -> str:
        """The first key of a command as people write it; without one, what is typed for it."""
        keys = self.keys(scope, command)
        return shown(keys[0]) if keys else f":{command}"

    def sequences(self, scope: Scope) -> dict[Presses, str]:
        """Every key sequence of ``scope`` with its command."""
        return {
            presses_of(key): command for command, keys in self.bound[scope].items() for key in keys
        }

    def counts_on(self, scope: Scope) -> bool:
        """Whether digits count there."""
        return self.counts and not any(presses[0].isdigit() for presses in self.sequences(scope))


def keymap(preset: str = "telex", own: Bound | None = None) -> Keymap:
    """The keys of ``preset`` with the user's ``own``, which :func:`clashes` has nothing against."""
    return Keymap(_bound(preset, own or {}), preset in _COUNTED)


def _bound(preset: str, own: Bound) -> dict[Scope, dict[str, tuple[str, ...]]]:
    found: dict[Scope, dict[str, tuple[str, ...]]] = {scope: {} for scope in get_args(Scope)}
    by_user = {scope: _presses(own.get(scope, {})) for scope in found}
    by_preset = {scope: _presses(PRESETS[preset].get(scope, {})) for scope in found}
    for command in TABLE:
        scope = command.scope
        of_preset, mine = PRESETS[preset].get(scope, {}), own.get(scope, {})
        keys = tuple(mine.get(command.id, of_preset.get(command.id, command.keys)))
        if command.id not in mine:
            # What the user gave to another command, the preset's own loses; and what the preset
            # gave, telex's.
            taken = (
                (by_user[scope],) if command.id in of_preset else (by_user[scope], by_preset[scope])
            )
            keys = tuple(key for key in keys if not any(presses_of(key) in them for them in taken))
        found[scope][command.id] = keys
    return found


def _presses(bound: Mapping[str, Sequence[str]]) -> set[Presses]:
    return {presses_of(key) for keys in bound.values() for key in keys}


def clashes(preset: str, own: Bound) -> list[Clash]:
    """What is wrong with the user's ``own`` keys over ``preset``, in their order."""
    found: list[Clash] = []
    known: dict[str, set[str]] = {}
    for command in TABLE:
        known.setdefault(command.scope, set()).add(command.id)
    bound = _bound(preset, own)
    for scope, commands in own.items():
        if scope not in known:
            found.append(Clash("scope", scope))
            continue
        everything = [
            (presses_of(key), name)
            for name, keys in bound[scope].items()  # type: ignore[index]
            for key in keys
        ]
        for name, keys in commands.items():
            if name not in known[scope]:
                found.append(Clash("command", scope, name))
                continue
            clashes_of = (_clash(scope, name, key, everything) for key in keys)
            found += [clash for clash in clashes_of if clash is not None]
    return found


def _clash(
    scope: str, command: str, key: str, everything: Iterable[tuple[Presses, str]]
) -> Clash | None:
    presses = presses_of(key)
    if not presses or not all(is_key(press) for press in presses):
        return Clash("key", scope, command, key)
    for others, other in everything:
        if other == command:
            # (Told of the longer one: it is never come to.)
            if len(others) < len(presses) and others == presses[: len(others)]:
                return Clash("begins", scope, command, key, other)
            continue
        if others == presses:
            return Clash("taken", scope, command, key, other)
        shorter = min(len(others), len(presses))
        if others[:shorter] == presses[:shorter]:
            return Clash("begins", scope, command, key, other)
    return None
