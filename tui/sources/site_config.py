"""A site's configuration as data: read from the file where its generator looks for it, bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any

from tui.core import text
from tui.errors import TelexError
from tui.sources.file import read_bytes

_LIMIT = 2**20  # bytes


def zone_of(name: str) -> tzinfo | None:
    """The zone of that name; None if there is none."""
    if not re.fullmatch(r"[A-Za-z][\w+/-]{0,60}", name):
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def first_config(folder: Path, *names: str) -> tuple[str, dict[str, Any]] | None:
    """The first of the files ``names`` that can be read: its name, and its keys in lower case."""
    for name in names:
        path = folder / name
        if path.is_symlink() or not path.is_file():
            continue
        try:
            content = read_bytes(path, _LIMIT).decode("utf-8-sig")
            return name, lowered(_parsed(content, path.suffix))
        except (TelexError, ValueError):
            continue  # a configuration we cannot read says nothing
    return None


def _parsed(content: str, suffix: str) -> Mapping[str, Any]:
    from tui.sources import frontmatter  # 20 ms of YAML, for those who fetch

    fence = {".toml": "+++"}.get(suffix, "---")
    if suffix == ".json":
        return frontmatter.read(content)[0]
    # A document of YAML may begin with dashes of its own.
    content = re.sub(r"\A(?:\s*#.*\n)*\s*---[ \t]*\n", "", content)
    return frontmatter.read(f"{fence}\n{content}\n{fence}\n")[0]


def lowered(values: object) -> dict[str, Any]:
    """A table with lower-case keys; empty if ``values`` is none."""
    return (
        {str(key).lower(): value for key, value in values.items()}
        if isinstance(values, Mapping)
        else {}
    )


def word(value: object) -> str:
    """``value`` as one line of text; a list gives its first item."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return text.line(value, 200) if isinstance(value, str) else ""
