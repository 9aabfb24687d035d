"""How much memory a process takes that refreshes feeds, and the one that parses for it.

``python -m tests.refresh.peak HOME ADDRESS...`` refreshes all of them at once, with the usual
limits, and prints what came of it and the two peaks.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.builders import World
from tests.refresh.faults import ENDS, Reader
from tui.sources.limits import Limits

ROOT = Path(__file__).parents[2]
KILOBYTES = 1024 if sys.platform == "darwin" else 1
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Peak:
    """Megabytes; how each source's fetch ended and, where it failed, why."""

    own: float
    parsing: float
    ends: dict[str, tuple[str, str]]


async def measured(home: Path, addresses: list[str]) -> Peak:
    """A child's peak while it refreshes ``addresses``, served by the loop that waits for it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.refresh.peak",
        str(home),
        *addresses,
        cwd=ROOT,
        env={**os.environ, "TELEX_HOME": str(home)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        out, _ = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    assert child.returncode == 0
    told = json.loads(out)
    return Peak(
        told["own"], told["parsing"], {key: tuple(end) for key, end in told["ends"].items()}
    )


async def _refresh(home: Path, addresses: list[str]) -> dict[str, tuple[str, str]]:
    async with Reader(World(home), Limits()) as reader:
        sources = [reader.subscribe(f"{n}", address) for n, address in enumerate(addresses)]
        return {
            told.source: (told.stage, str(told.problem.title) if told.problem else "")
            for told in await reader.refresh(*sources)
            if told.stage in ENDS
        }


def _own() -> float:
    """The peak of this process; where the system says so, without what its parent had before."""
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES / 1024


def main() -> None:
    ends = asyncio.run(_refresh(Path(sys.argv[1]), sys.argv[2:]))
    parsing = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTES / 1024
    print(json.dumps({"own": _own(), "parsing": parsing, "ends": ends}))


if __name__ == "__main__":
    main()
