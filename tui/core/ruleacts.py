"""What a rule does, as it is written: ``read,star,tag:物流``."""

from __future__ import annotations

from collections.abc import Sequence

from tui.core import text
from tui.core.change import Change
from tui.core.markwords import NAMES, tag_name
from tui.errors import Usage, nearest, said

ACTS = ("read", "star", "hide", "tag:NAME")
_RULED = ("read", "star", "hide", "tag")


def checked(written: str) -> str:
    """``written`` in its shortest form. Raises :class:`Usage`."""
    acts = [act.strip() for act in written.split(",") if act.strip()]
    if not acts:
        raise Usage(
            said("What is the rule to do?"), said("Write one or more of {acts}", acts=_named())
        )
    found = []
    for act in acts:
        name, _, tag = act.partition(":")
        if name == "tag" and (called := tag_name(tag)):
            found.append(f"tag:{called}")
        elif act in _RULED and act != "tag":
            found.append(act)
        else:
            meant = nearest(act, _RULED)
            raise Usage(
                said("A rule cannot “{act}”", act=text.line(act, 60)),
                said("Did you mean {meant}?", meant=meant)
                if meant
                else said("Write one or more of {acts}", acts=_named()),
            )
    return ",".join(dict.fromkeys(found))


def changes(written: str, ids: Sequence[int]) -> list[Change]:
    """What ``written`` does to ``ids``."""
    found = []
    for act in written.split(","):
        name, _, tag = act.partition(":")
        kind, value = NAMES[name]
        found.append(Change(kind, tuple(ids), value, tag))
    return found


def _named() -> str:
    return ", ".join(ACTS)
