"""Bring the search index of a library up to date: ``python -m tests.benchmarks.index_app LIBRARY``.

It says how many seconds that took, and the longest of its transactions.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tui.refresh.indexing import Indexing
from tui.store.ingest import LibraryWriter


def main() -> None:
    writer = LibraryWriter(Path(sys.argv[1]))
    began = before = time.monotonic()
    longest = 0.0
    for _ in Indexing(writer).steps():
        now = time.monotonic()
        longest, before = max(longest, now - before), now
    print(json.dumps({"seconds": time.monotonic() - began, "longest": longest}))
    writer.close()


if __name__ == "__main__":
    main()
