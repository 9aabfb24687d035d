"""The user's own keys, as ``config.toml`` has them: checked against the table of commands."""

from __future__ import annotations

import re
from typing import get_args

from tui.core import text
from tui.core.commands import TABLE, Scope
from tui.core.keymaps import PRESETS, Bound, Clash, Keymap, clashes
from tui.core.keys import shown
from tui.errors import Said, nearest, said

_HEADER = re.compile(r"\s*\[\s*([^\]]*?)\s*\]")


def read(raw: object) -> Bound | None:
    """``{"list": {"done": ["e", "dd"], "star": "s"}}`` with one kind of values; None if it is no such
    thing."""
    if not isinstance(raw, dict):
        return None
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for scope, commands in raw.items():
        if not isinstance(commands, dict):
            return None
        for command, keys in commands.items():
            several = [keys] if isinstance(keys, str) else keys
            if not (isinstance(several, list) and all(isinstance(k, str) and k for k in several)):
                return None
            found.setdefault(scope, {})[command] = tuple(several)
    return found


def complaints(own: Bound, preset: object, source: str) -> list[Said]:
    """What is wrong with the user's keys over ``preset``, each with its line in ``source``."""
    known = preset if isinstance(preset, str) and preset in PRESETS else "telex"
    return [_said(clash, _line_of(clash, source)) for clash in clashes(known, own)]


def _said(clash: Clash, line: int) -> Said:
    scope, command, key = (text.line(word, 40) for word in (clash.scope, clash.command, clash.key))
    match clash.why:
        case "scope":
            return said(
                "line {line}: no screen {scope}; it is one of {scopes}",
                line=line,
                scope=scope,
                scopes=", ".join(get_args(Scope)),
            )
        case "command":
            names = [entry.id for entry in TABLE if entry.scope == clash.scope]
            if meant := nearest(clash.command, names):
                return said(
                    "line {line}: no command {command} on the screen {scope}; did you mean {meant}?",
                    line=line,
                    command=command,
                    scope=scope,
                    meant=meant,
                )
            return said(
                "line {line}: no command {command} on the screen {scope}; telex config --keys lists"
                " them",
                line=line,
                command=command,
                scope=scope,
            )
        case "key":
            return said(
                "line {line}: no key {key}; write it as e, G, gg, ctrl+d, alt+x, f5, space, pagedown",
                line=line,
                key=key,
            )
        case "taken":
            return said(
                "line {line}: {key} is given to {command} and to {other}",
                line=line,
                key=shown(key),
                command=command,
                other=text.line(clash.other, 40),
            )
        case _ if clash.other == clash.command:
            return said(
                "line {line}: {key} for {command} begins as a shorter one of its keys, which hides it",
                line=line,
                key=shown(key),
                command=command,
            )
        case _:
            return said(
                "line {line}: {key} for {command} begins as {other} does, and one hides the other",
                line=line,
                key=shown(key),
                command=command,
                other=text.line(clash.other, 40),
            )


def _line_of(clash: Clash, source: str) -> int:
    """Where the key stands, or the table that it is in; 1 where it cannot be told."""
    begun, best = "", 1
    wanted = f"keys.{clash.scope}.{clash.command}".rstrip(".")
    for number, line in enumerate(source.splitlines(), 1):
        if header := _HEADER.match(line):
            begun = _plain(header[1]) + "."
            name = _plain(header[1])
        else:
            name = begun + _plain(line.partition("=")[0])
        if wanted == name:
            return number
        if name and wanted.startswith(name.rstrip(".")) and name.startswith("keys"):
            best = number
    return best


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def tables(keymap: Keymap) -> str:
    """Keys as the tables of ``config.toml`` that bind them."""
    lines: list[str] = []
    for scope, commands in keymap.bound.items():
        lines += ["", f"[keys.{scope}]"]
        for command, keys in commands.items():
            listed = ", ".join(_toml(key) for key in keys)
            lines.append(f"{command} = [{listed}]")
    return "\n".join(lines).strip()


def _toml(key: str) -> str:
    return "'" + key + "'" if '"' in key or "\\" in key else f'"{key}"'
