"""The README's key table, from the key table. ``python -m tests.readme`` writes it."""

from __future__ import annotations

import re
from pathlib import Path

from tui.core.commands import Scope
from tui.core.keymaps import keymap
from tui.dispatch import help_rows
from tui.words import Words

README = Path(__file__).parents[1] / "README.md"
_SCOPES: tuple[tuple[Scope, str], ...] = (
    ("list", "in the list"),
    ("article", "in an article"),
    ("outline", "in its outline"),
    ("tags", "in the tag filter"),
    ("feeds", "among the feeds"),
    ("health", "in their health"),
    ("history", "in the history"),
)
_PART = re.compile(r"(<!-- keys: [^>]*-->\n).*?(<!-- /keys -->)", re.DOTALL)


def table() -> str:
    """The keys of each screen as a Markdown table."""
    lines: list[str] = []
    for scope, title in _SCOPES:
        lines += [f"| {title} | |", "|---|---|"]
        for keys, help_text in help_rows(scope, keymap(), Words("en")):
            shown = " ".join(f"`{key}`" for key in keys.split())
            lines.append(f"| {shown} | {help_text} |")
        lines.append("")
    return "\n".join(lines)


def with_table(readme: str) -> str:
    return _PART.sub(lambda part: f"{part[1]}{table()}{part[2]}", readme)


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
