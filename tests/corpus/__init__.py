"""Chinese prose and news to break into lines: one paragraph a line, see the README beside it."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent
_FILES = ("public_domain.txt", "mixed.txt")


def paragraphs() -> list[str]:
    """Every paragraph of both files, in their order."""
    lines = (line for name in _FILES for line in (_FOLDER / name).read_text("utf-8").split("\n"))
    return [paragraph for line in lines if (paragraph := line.strip())]
