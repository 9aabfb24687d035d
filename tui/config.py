"""``config.toml``: preferences, checked whole. telex reads it and never writes it."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tui.core import text
from tui.errors import BadConfig, Said, nearest, said


@dataclass(frozen=True, slots=True)
class Config:
    """The user's preferences; the defaults are what nearly everybody wants."""

    language: str = "auto"
    theme: str = "auto"
    glyphs: str = "auto"
    ambiguous: str = "auto"
    age: str = "clock"
    width: int = 80
    mouse: bool = True
    timezone: str = ""
    refresh: int = 30

    @property
    def zone(self) -> tzinfo:
        """The zone of naive times and of those on the screen."""
        return ZoneInfo(self.timezone) if self.timezone else MachineZone()

    @property
    def every(self) -> timedelta:
        return timedelta(minutes=self.refresh)


HELP: Mapping[str, Said] = {
    "language": said('The words of telex itself: "auto" (by the locale), "en" or "zh-CN"'),
    "theme": said(
        '"auto" (asks the terminal for its ground), "telex", "telex-paper", "ansi" (the terminal\'s'
        " own 16 colours), or a theme of Textual's"
    ),
    "glyphs": said('"auto", "unicode" or "ascii" (> * + for the cursor, unread and starred)'),
    "ambiguous": said(
        'Cells of characters such as “ … ● that fonts draw wide or narrow: "auto" (asks the'
        ' terminal), "1" or "2"'
    ),
    "age": said('Times in the list: "clock" (21:31, 02-12, 2024) or "relative" (9m, 3d)'),
    "width": said("The widest line of an article, in cells: 40 to 200"),
    "mouse": said("Whether telex takes clicks and the wheel; false leaves them to the terminal"),
    "timezone": said(
        'The zone of times that name none, and of those shown, such as "Asia/Shanghai"; empty for'
        " the machine's"
    ),
    "refresh": said("Minutes between two fetches of a feed while telex runs; 0 for never"),
}


class MachineZone(tzinfo):
    """The machine's zone, with its summer time at the date in question."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return timedelta(seconds=-time.timezone)
        try:
            seconds = time.mktime(moment.replace(tzinfo=None).timetuple())
            return timedelta(seconds=time.localtime(seconds).tm_gmtoff)
        except (OverflowError, ValueError, OSError):
            return timedelta(seconds=-time.timezone)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def fromutc(self, moment: datetime) -> datetime:
        try:
            seconds = (moment.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()
            return moment + timedelta(seconds=time.localtime(seconds).tm_gmtoff)
        except (OverflowError, ValueError, OSError):
            return moment - timedelta(seconds=time.timezone)

    def tzname(self, moment: datetime | None) -> str:
        return time.tzname[0]


def load(path: Path) -> Config:
    """The preferences in ``path``; the defaults where it does not exist.

    Raises :class:`BadConfig` that lists every complaint, each with its line.
    """
    try:
        source = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(
            said("Cannot read {path}", path=path),
            said("Make it a readable UTF-8 file, or delete it"),
            text.line(str(error), 200),
        ) from error
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadConfig(
            said("{path} is not TOML", path=path),
            said("`telex config --default` prints one to begin with"),
            text.line(str(error), 200),
        ) from error
    complaints = [
        f"line {_line_of(name, source)}: {complaint}"
        for name, value in values.items()
        if (complaint := _complaint(name, value))
    ]
    if complaints:
        raise BadConfig(
            said("{path} is wrong", path=path),
            said("`telex config --default` prints every key with its values"),
            "; ".join(complaints),
        )
    checked: dict[str, Any] = values
    if "ambiguous" in checked:
        checked["ambiguous"] = str(checked["ambiguous"])
    return Config(**checked)


def _line_of(name: str, source: str) -> int:
    found = re.search(rf"^[ \t]*[\[\"']*{re.escape(name)}\b", source, re.MULTILINE)
    return source.count("\n", 0, found.start()) + 1 if found else 1


def _one_of(*words: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value in words:
            return ""
        meant = nearest(str(value), words)
        return f"must be one of {', '.join(words)}" + (f" (did you mean {meant}?)" if meant else "")

    return check


def _number(low: int, high: int) -> Callable[[object], str]:
    def check(value: object) -> str:
        good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return "" if good else f"must be a whole number from {low} to {high}"

    return check


def _zone(value: object) -> str:
    try:
        return "" if isinstance(value, str) and (not value or ZoneInfo(value)) else "must be text"
    except (KeyError, ValueError, OSError):
        return "is no time zone that this machine knows"


_CHECKS: Mapping[str, Callable[[object], str]] = {
    "language": _one_of("auto", "en", "zh", "zh-CN"),
    "theme": lambda value: "" if isinstance(value, str) and value else "must be a theme's name",
    "glyphs": _one_of("auto", "unicode", "ascii"),
    "ambiguous": lambda value: _one_of("auto", "1", "2")(str(value)),
    "age": _one_of("clock", "relative"),
    "width": _number(40, 200),
    "mouse": lambda value: "" if isinstance(value, bool) else "must be true or false",
    "timezone": _zone,
    "refresh": _number(0, 10_080),
}


def _complaint(name: str, value: object) -> str:
    shown = text.line(name, 60)
    if name not in _CHECKS:
        meant = nearest(name, _CHECKS)
        return f"there is no key {shown}" + (f"; did you mean {meant}?" if meant else "")
    problem = _CHECKS[name](value)
    return f"{shown} {problem}" if problem else ""


def defaults(say: Callable[[Said], str]) -> str:
    """A whole ``config.toml`` with every key, its help and its default."""
    lines = []
    for key in fields(Config):
        default = getattr(Config(), key.name)
        written = f'"{default}"' if isinstance(default, str) else str(default).lower()
        lines += [f"# {say(HELP[key.name])}", f"{key.name} = {written}", ""]
    return "\n".join(lines)
