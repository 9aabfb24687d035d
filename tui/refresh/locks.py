"""One fetch of a source at a time, whoever asks: a lock file each, freed when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path


@contextmanager
def source_lock(folder: Path, key: str) -> Iterator[bool]:
    """Hold the lock of the source ``key``; yields False at once if somebody else has it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = blake2b(key.encode(), digest_size=12).hexdigest()
    handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
