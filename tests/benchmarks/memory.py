"""How much memory a process takes, by Linux's own account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Memory:
    """In MB; ``pss`` counts a page shared by n processes as one n-th."""

    rss: float
    pss: float


def memory(pid: int, *, tree: bool = False) -> Memory:
    """Of the process alone, or with all that it started."""
    sizes = [_one(number) for number in (_tree(pid) if tree else [pid])]
    return Memory(sum(m.rss for m in sizes), sum(m.pss for m in sizes))


def _one(pid: int) -> Memory:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    rss, pss = (re.search(rf"^{name}:\s+(\d+) kB", rollup, re.MULTILINE) for name in ("Rss", "Pss"))
    assert rss is not None
    assert pss is not None
    return Memory(int(rss[1]) / 1024, int(pss[1]) / 1024)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found
