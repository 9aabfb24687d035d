"""Marks as they are written: ``read``, ``unstar``, ``tag:物流``, ``later:tomorrow``. The shell, the
command line of the screen and rules read them alike."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui.core import later, text
from tui.core.change import Change, Kind
from tui.errors import Usage, nearest, said

NAMES: dict[str, tuple[Kind, bool]] = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("star", True),
    "unstar": ("star", False),
    "later": ("later", True),
    "unlater": ("later", False),
    "tag": ("tag", True),
    "untag": ("tag", False),
    "hide": ("hide", True),
    "unhide": ("hide", False),
}
SHOWN = "read|unread|star|unstar|later[:WHEN]|unlater|tag:NAME|untag:NAME|hide|unhide"
_TAG_LONGEST = 60  # characters


def tag_name(raw: str) -> text.Line:
    """What an own tag may be called: one clean line."""
    return text.line(raw, _TAG_LONGEST)


def change_of(written: str, now: datetime, zone: tzinfo) -> Change:
    """The change that ``written`` asks for, of no article yet. Raises :class:`Usage`."""
    name, colon, value = written.partition(":")
    value = value.strip()
    kind, turned = NAMES.get(name, (None, False))
    if kind == "tag" and (tag := tag_name(value)):
        return Change(kind, (), turned, tag)
    if name == "later" and (value or not colon):
        return Change("later", (), True, until=int(until_of(value, now, zone).timestamp()))
    if kind is not None and kind != "tag" and not colon:
        return Change(kind, (), turned)
    meant = nearest(name, NAMES)
    raise Usage(
        said("There is no mark “{mark}”", mark=text.line(written, 60)),
        said("Did you mean {meant}?", meant=meant)
        if meant and meant != name
        else said("Write one of {marks}", marks=SHOWN),
    )


def until_of(written: str, now: datetime, zone: tzinfo) -> datetime:
    """The time to come that ``written`` names, in UTC. Raises :class:`Usage`."""
    until = later.read(written, now, zone)
    if until is None:
        raise Usage(
            said("“{value}” is no time to come", value=text.line(written, 40)),
            said("Write tonight, tomorrow, weekend, week, 3d, 18:30 or 2026-12-24"),
        )
    return until
