"""What was done, in words: for the line of news, and for the shell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from tui.core import settings
from tui.core.change import AnyChange, Edit, SavedChange, SourceChange, Step
from tui.words import Words
from tui.words import mark as _


class Turned(NamedTuple):
    """A step that was undone or done again; the article's title, if it is about one only."""

    step: Step
    title: str


def in_words(
    change: AnyChange,
    words: Words,
    names: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
) -> str:
    """``312 marked read``, ``1 starred``, ``LWN.net paused`` …; ``names`` are those of sources by
    their keys, ``zone`` is the reader's."""
    if isinstance(change, SourceChange):
        return _sources_in_words(change, words, names or {})
    if isinstance(change, SavedChange):
        return words(_SAVED[change.kind, change.after is not None], name=change.name)
    n = len(change.ids)
    match change.kind, change.value:
        case "read", True:
            return words.plural("{n} marked read", "{n} marked read", n)
        case "read", False:
            return words.plural("{n} marked unread", "{n} marked unread", n)
        case "star", True:
            return words.plural("{n} starred", "{n} starred", n)
        case "star", False:
            return words.plural("{n} star taken away", "{n} stars taken away", n)
        case "hide", True:
            return words.plural("{n} hidden", "{n} hidden", n)
        case "hide", False:
            return words.plural("{n} no longer hidden", "{n} no longer hidden", n)
        case "tag", True:
            return words.plural("{n} tagged {tag}", "{n} tagged {tag}", n, tag=change.tag)
        case "later", True:
            when = day(datetime.fromtimestamp(change.until, zone or UTC), words)
            return words.plural(
                "{n} put off until {when}", "{n} put off until {when}", n, when=when
            )
        case "later", False:
            return words.plural("{n} no longer put off", "{n} no longer put off", n)
        case _:
            return words.plural(
                "{n} no longer tagged {tag}", "{n} no longer tagged {tag}", n, tag=change.tag
            )


def step_in_words(
    step: Step,
    words: Words,
    names: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
) -> str:
    """What a step did: of several tags each."""
    if step.kind == "tag":
        return ", ".join(in_words(part, words, names, zone) for part in step.parts)
    return in_words(step.change, words, names, zone)


def day(moment: datetime, words: Words) -> str:
    """``Fri 2026-11-27 08:00``, in its own zone."""
    weekday = words(_WEEKDAYS[moment.weekday()])
    return f"{weekday} {moment:%Y-%m-%d %H:%M}"


_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_SAVED = {
    ("view", True): _("view {name} saved"),
    ("view", False): _("view {name} removed"),
    ("rule", True): _("rule saved: {name}"),
    ("rule", False): _("rule removed: {name}"),
}


def _sources_in_words(change: SourceChange, words: Words, names: Mapping[str, str]) -> str:
    first = change.edits[0]
    act = _act(first)
    if len(change.edits) > 1:
        return words(act[1], n=f"{len(change.edits):,}")
    value = str(first.after.get(act[2], ""))
    if act[2] == "tags":
        value = ", ".join(json.loads(value))
    name = names.get(first.key, first.key)
    if act[2] == "name":
        name = str(first.before.get("name") or first.key)  # what it was called till then
    return words(act[0], name=name, value=value)


def _act(edit: Edit) -> tuple[str, str, str]:
    """What was done to a source, and to several; the column that says to what."""
    for column, on, off in _ACTS:
        if column in edit.after:
            said_of_one, said_of_many = on if edit.after[column] not in _NOTHING else off
            return said_of_one, said_of_many, column
    before, after = (
        settings.read(str(side.get("settings", ""))) for side in (edit.before, edit.after)
    )
    if after.mute and not before.mute:
        return _("{name} muted"), _("{n} sources muted"), "settings"
    if before.mute and not after.mute:
        return _("{name} no longer muted"), _("{n} sources no longer muted"), "settings"
    return _("{name} set"), _("{n} sources set"), "settings"


_NOTHING = (0, "", "[]")
_ACTS = (
    (
        "subscribed",
        (_("{name} added"), _("{n} sources added")),
        (_("{name} removed"), _("{n} sources removed")),
    ),
    (
        "paused",
        (_("{name} paused"), _("{n} sources paused")),
        (_("{name} resumed"), _("{n} sources resumed")),
    ),
    (
        "locator",
        (_("{name} is fetched from {value}"), _("{n} sources are fetched from elsewhere")),
        (_("{name} is fetched from {value}"), _("{n} sources are fetched from elsewhere")),
    ),
    (
        "name",
        (_("{name} is called {value}"), _("{n} sources renamed")),
        (_("{name} is called by its own name"), _("{n} sources renamed")),
    ),
    (
        "folder",
        (_("{name} is in {value}"), _("{n} sources moved")),
        (_("{name} is in no folder"), _("{n} sources moved")),
    ),
    (
        "tags",
        (_("{name} has the tags {value}"), _("{n} sources tagged")),
        (_("{name} has no tags"), _("{n} sources tagged")),
    ),
)
