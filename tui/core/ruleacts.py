"""What a rule does, as it is written: ``read,star,tag:物流``."""

from __future__ import annotations

from collections.abc import Sequence

from tui.core import text
from tui.core.change import Change, hide, mark_read, star, tag
from tui.errors import Usage, nearest, said

ACTS = ("read", "star", "hide", "tag:NAME")
_TAG_LONGEST = 60  # characters


def checked(written: str) -> str:
    """``written`` in its shortest form. Raises :class:`Usage`."""
    acts = [act.strip() for act in written.split(",") if act.strip()]
    if not acts:
        raise Usage(
            said("What is the rule to do?"), said("Write one or more of {acts}", acts=_named())
        )
    found = []
    for act in acts:
        name, _, tag_name = act.partition(":")
        if name == "tag" and tag_name.strip():
            found.append(f"tag:{text.line(tag_name, _TAG_LONGEST)}")
        elif act in ("read", "star", "hide"):
            found.append(act)
        else:
            meant = nearest(act, ("read", "star", "hide", "tag"))
            raise Usage(
                said("A rule cannot “{act}”", act=text.line(act, 60)),
                said("Did you mean {meant}?", meant=meant)
                if meant
                else said("Write one or more of {acts}", acts=_named()),
            )
    return ",".join(dict.fromkeys(found))


def changes(written: str, ids: Sequence[int]) -> list[Change]:
    """What ``written`` does to ``ids``."""
    found: list[Change] = []
    for act in written.split(","):
        match act.partition(":"):
            case "read", _, _:
                found.append(mark_read(ids))
            case "star", _, _:
                found.append(star(ids))
            case "hide", _, _:
                found.append(hide(ids))
            case "tag", _, name:
                found.append(tag(ids, name))
    return found


def _named() -> str:
    return ", ".join(ACTS)
