"""``config.toml``: preferences, checked whole. telex reads it and never writes it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from tui import bindings
from tui.core import text
from tui.core.keymaps import PRESETS, Bound, Keymap, keymap
from tui.errors import BadConfig, Said, nearest, said

AFTER_DONE = ("next", "next-unread", "previous", "previous-unread", "stay")


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
    connections: int = 16
    connections_per_host: int = 2
    keep_days: int = 0
    keep_articles: int = 0
    after_done: str = "next"
    preview_reads: int = 0
    accessible: bool = False
    restricted: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    keymap: str = "telex"
    keys: Bound = field(default_factory=dict)

    @property
    def onward(self) -> tuple[int, bool]:
        """Where one goes from what is done: by how many articles, and whether to an unread one."""
        steps = {"next": 1, "previous": -1, "stay": 0}
        way, _, unread = self.after_done.partition("-")
        return steps[way], bool(unread)

    @property
    def bindings(self) -> Keymap:
        """Which keys do what."""
        return keymap(self.keymap, self.keys)

    @property
    def zone(self) -> tzinfo:
        """The zone of naive times and of those on the screen."""
        if not self.timezone:
            return MachineZone()
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.timezone)

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
    "connections": said("How many feeds are fetched at once, 1 to 64"),
    "connections_per_host": said("How many of them from one host, 1 to 8"),
    "keep_days": said(
        "Days after which an article of a feed is let go; 0 for never. What is starred stays, and"
        " files are never touched"
    ),
    "keep_articles": said("How many articles of each feed are kept; 0 for all"),
    "after_done": said(
        'Where e goes: "next", "next-unread", "previous", "previous-unread" or "stay"'
    ),
    "preview_reads": said("Seconds in the preview after which an article is read; 0 for never"),
    "accessible": said(
        "For screen readers: no lines or panes, the state of each row in words, the terminal's cursor"
        " shown where you are"
    ),
    "restricted": said(
        "Neither programs nor the shell from within telex; TELEX_RESTRICTED=1 does the same"
    ),
    "keymap": said('The keys: "telex", "newsboat" or "vim"'),
    "keys": said(
        'Your own keys over those, a table for each screen: [keys.list] done = ["e", "dd"];'
        " telex config --keys lists all commands"
    ),
    "names": said(
        "Other names for sources, sections and the categories that name them, such as"
        ' { wallstreetcn = "华尔街见闻" }'
    ),
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
    import tomllib  # most people have no config.toml

    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadConfig(
            said("{path} is not TOML", path=path),
            said("`telex config --default` prints one to begin with"),
            text.line(str(error), 200),
        ) from error
    complaints = [
        complaint
        for name, value in values.items()
        if (complaint := _complaint(name, value, _line_of(name, source)))
    ]
    if own := bindings.read(values.get("keys")):
        complaints += bindings.complaints(own, values.get("keymap"), source)
    if complaints:
        raise BadConfig(
            said("{path} is wrong", path=path),
            said("`telex config --default` prints every key with its values"),
            notes=tuple(complaints),
        )
    checked: dict[str, Any] = values
    if "ambiguous" in checked:
        checked["ambiguous"] = str(checked["ambiguous"])
    if "names" in checked:
        checked["names"] = {key: text.line(name, 100) for key, name in checked["names"].items()}
    if "keys" in checked:
        checked["keys"] = bindings.read(checked["keys"])
    return Config(**checked)


def _line_of(name: str, source: str) -> int:
    found = re.search(rf"^[ \t]*[\[\"']*{re.escape(name)}\b", source, re.MULTILINE)
    return source.count("\n", 0, found.start()) + 1 if found else 1


Check = Callable[[object], bool]


def _one_of(*words: str) -> Check:
    return lambda value: value in words


def _number(low: int, high: int) -> Check:
    return lambda value: type(value) is int and low <= value <= high


def _zone(value: object) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return isinstance(value, str) and (not value or bool(ZoneInfo(value)))
    except (KeyError, ValueError, OSError):
        return False


def _names(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(name, str) and text.line(name, 100) for name in value.values()
    )


_CHECKS: Mapping[str, tuple[Check, str]] = {
    "language": (_one_of("auto", "en", "zh", "zh-CN"), '"auto", "en", "zh-CN"'),
    "theme": (lambda value: isinstance(value, str) and bool(value), '"auto", "telex", …'),
    "glyphs": (_one_of("auto", "unicode", "ascii"), '"auto", "unicode", "ascii"'),
    "ambiguous": (lambda value: str(value) in ("auto", "1", "2"), '"auto", "1", "2"'),
    "age": (_one_of("clock", "relative"), '"clock", "relative"'),
    "width": (_number(40, 200), "40 – 200"),
    "mouse": (lambda value: isinstance(value, bool), "true, false"),
    "timezone": (_zone, '"Asia/Shanghai", …'),
    "refresh": (_number(0, 10_080), "0 – 10080"),
    "connections": (_number(1, 64), "1 – 64"),
    "connections_per_host": (_number(1, 8), "1 – 8"),
    "keep_days": (_number(0, 36_500), "0 – 36500"),
    "keep_articles": (_number(0, 1_000_000), "0 – 1000000"),
    "after_done": (_one_of(*AFTER_DONE), ", ".join(f'"{word}"' for word in AFTER_DONE)),
    "preview_reads": (_number(0, 3_600), "0 – 3600"),
    "accessible": (lambda value: isinstance(value, bool), "true, false"),
    "restricted": (lambda value: isinstance(value, bool), "true, false"),
    "keymap": (_one_of(*PRESETS), ", ".join(f'"{name}"' for name in PRESETS)),
    "keys": (lambda value: bindings.read(value) is not None, '{ list = { done = ["e", "dd"] } }'),
    "names": (_names, '{ wallstreetcn = "华尔街见闻" }'),
}


def _complaint(name: str, value: object, line: int) -> Said | None:
    shown = text.line(name, 60)
    if name not in _CHECKS:
        meant = nearest(name, _CHECKS)
        if meant:
            return said(
                "line {line}: no key {key}; did you mean {meant}?",
                line=line,
                key=shown,
                meant=meant,
            )
        return said("line {line}: no key {key}", line=line, key=shown)
    check, allowed = _CHECKS[name]
    if check(value):
        return None
    return said(
        "line {line}: {key} cannot be {value}; it is one of {allowed}",
        line=line,
        key=shown,
        value=text.line(repr(value), 60),
        allowed=allowed,
    )


def defaults(say: Callable[[Said], str]) -> str:
    """A whole ``config.toml`` with every key, its help and its default."""
    lines = []
    for key in fields(Config):
        line = f"{key.name} = {written(getattr(Config(), key.name))}"
        if key.name == "keys":  # (an empty table here would forbid the user's own below)
            line = '# [keys.list]\n# done = ["e", "dd"]'
        lines += [f"# {say(HELP[key.name])}", line, ""]
    return "\n".join(lines)


def written(value: object) -> str:
    """A preference's value as TOML."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{written(key)} = {written(name)}" for key, name in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(written(part) for part in value)}]"
    # A text of JSON is one of TOML, too.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value).lower()
