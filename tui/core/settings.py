"""What the user set for one source; where nothing is set, config.toml's word counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from tui.core import text
from tui.errors import Usage, nearest, said


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers are 0, and words empty, where nothing is set.

    ``every`` is in minutes; ``limit`` and ``keep_articles`` count articles; ``command`` prints the
    password of ``user``, argument by argument (without one, the keyring knows it); both are for
    ``host`` alone.
    """

    every: int = 0
    limit: int = 0
    user_agent: str = ""
    full_text: bool = False
    zone: str = ""
    mute: bool = False
    keep_days: int = 0
    keep_articles: int = 0
    user: str = ""
    command: tuple[str, ...] = ()
    host: str = ""


NONE = Settings()
# What `telex feeds set` takes: the words of the command line, and what each may be.
NAMES: Mapping[str, str] = {
    "interval": "every",
    "limit": "limit",
    "user-agent": "user_agent",
    "full-text": "full_text",
    "timezone": "zone",
    "mute": "mute",
    "keep-days": "keep_days",
    "keep-articles": "keep_articles",
}
ALLOWED: Mapping[str, str] = {
    "interval": "0 – 43200",
    "limit": "0 – 10000",
    "user-agent": "telex/1.0 (me@example.org)",
    "full-text": "yes, no",
    "timezone": "Asia/Shanghai",
    "mute": "yes, no",
    "keep-days": "0 – 36500",
    "keep-articles": "0 – 1000000",
}
_MOST = {"interval": 43_200, "limit": 10_000, "keep-days": 36_500, "keep-articles": 1_000_000}
_WORDS = {
    "yes": True,
    "true": True,
    "on": True,
    "no": False,
    "false": False,
    "off": False,
    "": False,
}


def written(settings: Settings) -> str:
    """``settings`` as JSON, without what is not set."""
    default = Settings()
    values = {field.name: getattr(settings, field.name) for field in fields(Settings)}
    set_ones = {name: v for name, v in values.items() if v != getattr(default, name)}
    return json.dumps(set_ones, ensure_ascii=False) if set_ones else ""


def patch(before: Settings, after: Settings) -> str:
    """What makes ``before`` into ``after``, as a JSON merge patch (RFC 7396): only the fields that
    differ, null where nothing is to be set. So an edit by who saw the settings a while ago, and its
    undo, leave alone what they are not about."""
    fields_of = {field.name: getattr(after, field.name) for field in fields(Settings)}
    return json.dumps(
        {
            name: None if value == getattr(NONE, name) else value
            for name, value in fields_of.items()
            if value != getattr(before, name)
        },
        ensure_ascii=False,
    )


def differing(stored: str, wanted: str) -> tuple[str, str]:
    """Of the patch ``wanted`` what changes ``stored``, and the patch that takes it back."""
    old, new = json.loads(stored or "{}"), json.loads(wanted or "{}")
    changed = [name for name in new if old.get(name) != new[name]]
    return tuple(
        json.dumps({name: side.get(name) for name in changed}, ensure_ascii=False)
        for side in (new, old)
    )  # type: ignore[return-value]


def read(stored: str) -> Settings:
    """What :func:`written` wrote, or a patch says; keys of a newer telex are left out."""
    if not stored:
        return NONE
    known = {field.name for field in fields(Settings)}
    values = {
        name: value
        for name, value in json.loads(stored).items()
        if name in known and value is not None
    }
    if "command" in values:
        values["command"] = tuple(values["command"])
    return Settings(**values)


def changed(settings: Settings, assignment: str) -> Settings:
    """``settings`` after ``name=value``; an empty value sets it back. Raises :class:`Usage`."""
    name, sign, value = assignment.partition("=")
    name, value = name.strip().lower(), value.strip()
    if not sign and name in NAMES:
        raise Usage(
            said("{name} needs a value", name=name),
            said("Write {name}=…; it takes {allowed}", name=name, allowed=ALLOWED[name]),
        )
    if name not in NAMES:
        meant = nearest(name, NAMES)
        raise Usage(
            said("There is no setting {name}", name=text.line(name, 60)),
            said("Did you mean {meant}?", meant=meant)
            if meant
            else said(
                "Write one of these, followed by = and a value: {names}", names=", ".join(NAMES)
            ),
        )
    check = _CHECKS.get(name, _number)
    try:
        return replace(settings, **{NAMES[name]: check(name, value)})  # type: ignore[arg-type]
    except (ValueError, KeyError, OSError) as error:
        raise Usage(
            said("{name} cannot be {value}", name=name, value=text.line(value, 60)),
            said("It takes {allowed}; empty sets it back", allowed=ALLOWED[name]),
        ) from error


def _number(name: str, value: str) -> object:
    number = int(value or 0)
    if not 0 <= number <= _MOST[name]:
        raise ValueError(value)
    return number


def _zone(name: str, value: str) -> object:
    from zoneinfo import ZoneInfo

    return str(ZoneInfo(value)) if value else ""


def _agent(name: str, value: str) -> object:
    if not value.isascii() or not value.isprintable() or len(value) > 200:
        raise ValueError(value)
    return value


def _flag(name: str, value: str) -> object:
    return _WORDS[value.lower()]


_CHECKS: Mapping[str, Callable[[str, str], object]] = {
    "user-agent": _agent,
    "full-text": _flag,
    "mute": _flag,
    "timezone": _zone,
}


def told(settings: Settings) -> list[str]:
    """What is set, as the command line takes it; never a command that knows a password."""
    shown = []
    for name, field in NAMES.items():
        value = getattr(settings, field)
        if value:
            shown.append(f"{name}={'yes' if value is True else value}")
    if settings.user:
        shown.append(f"user={settings.user}")
    return shown


def argv(command: str) -> tuple[str, ...]:
    """The user's ``command`` as arguments; no shell ever sees it. Raises :class:`Usage`."""
    import shlex

    try:
        found = tuple(shlex.split(command))
    except ValueError as error:
        raise Usage(
            said("The command has an open quote"), said("Write it as you would in a shell")
        ) from error
    return found
