"""Noticing that a folder changed: told by the system where it can, by looking where it cannot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from tui.paths import existing
from tui.sources.tree import SUFFIXES

QUIET_MS = 200  # of quiet make one batch; the directory's own half second comes on top
POLL_SECONDS = 15.0
_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre"),
        *("vboxsf", "drvfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs2"),
        *("fuse.glusterfs", "fuse.vmhgfs-fuse", "fuse.gvfsd-fuse", "beegfs", "ocfs2", "gfs2"),
    )
)


class Folders:
    """Watches folders and single files. ``changed`` gets the keys of the sources in which something
    did; ``report`` gets an event where the system would not watch one."""

    def __init__(
        self,
        changed: Callable[[Set[str]], None],
        report: Callable[[Mapping[str, str]], None],
        *,
        remote: Callable[[Path], bool] | None = None,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._changed = changed
        self._report = report
        self._remote = remote or is_remote
        self._poll_seconds = poll_seconds
        self._watched: dict[Path, str] = {}
        self._stopping: asyncio.Event | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, folders: Mapping[Path, str]) -> None:
        """Watch these from now on, each the source's of that key, and no others."""
        there = {path: key for path, key in folders.items() if existing(str(path))}
        if there == self._watched:
            return
        self.stop()
        self._watched = there
        if not there:
            return
        self._stopping = stopping = asyncio.Event()
        far = {path for path in there if self._remote(path)}
        whole = {path for path in there if path.is_dir()} - far
        # Of a single file the folder: editors put a new file in the old one's place.
        around = {path.parent for path in there if path not in whole | far}
        for places, deep in ((whole, True), (around, False)):
            if places:
                self._begin(self._listen(there, places, deep, stopping))
        if far:
            self._begin(self._look(there, far, stopping))

    def stop(self) -> None:
        if self._stopping is not None:
            self._stopping.set()
            self._stopping = None
        self._watched = {}

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _listen(
        self, folders: dict[Path, str], places: set[Path], deep: bool, stopping: asyncio.Event
    ) -> None:
        from watchfiles import Change, awatch  # 50 ms of import, after the first round began

        try:
            async for changes in awatch(
                *places,
                stop_event=stopping,
                step=QUIET_MS,
                recursive=deep,
                watch_filter=lambda change, path: may_matter(path, gone=change == Change.deleted),
            ):
                self._changed(touched(folders, (path for _, path in changes)))
                if any(Path(path) in places for _, path in changes):
                    self._watched = {}  # perhaps another folder of that name: look again
        except (OSError, RuntimeError) as error:
            # Too many folders for the system's watches, for instance.
            self._report({"stage": "unwatched", "detail": str(error)[:200]})
            await self._look(folders, places, stopping)

    async def _look(
        self, folders: Mapping[Path, str], places: Set[Path], stopping: asyncio.Event
    ) -> None:
        """Another machine may write there, of which this one's kernel knows nothing."""
        keys = {k for path, k in folders.items() if path in places or path.parent in places}
        while not stopping.is_set():
            try:
                await asyncio.wait_for(stopping.wait(), self._poll_seconds)
            except TimeoutError:
                self._changed(keys)


def may_matter(path: str, *, gone: bool = False) -> bool:
    """Whether a change of ``path`` can change what is listed: Markdown, a site's configuration, and
    folders. Of what is ``gone`` nobody can say any more whether it was a folder. Not what version
    control and editors write beside."""
    name = path.rpartition("/")[2]
    if "/.git/" in path or "/node_modules/" in f"{path}/" or name.endswith(("~", ".swp", ".tmp")):
        return False
    if name.lower().endswith(SUFFIXES) or name.startswith(("hugo.", "config.", "_config.")):
        return True
    return gone or "." not in name or Path(path).is_dir()


def touched(folders: Mapping[Path, str], changed: Iterable[str]) -> set[str]:
    """Keys of the sources in whose folder, or which, a file of ``changed`` is."""
    paths = [Path(path) for path in changed]
    return {
        key
        for folder, key in folders.items()
        if any(folder == path or folder in path.parents for path in paths)
    }


def is_remote(path: Path, mounts: str | None = None) -> bool:
    """Whether ``path`` is on a file system that other machines write. Where the system does not
    say (no ``/proc``), none is."""
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text("utf-8", "replace")
        except OSError:
            return False
    best, kind = "", ""
    whole = str(path.resolve())
    for line in mounts.split("\n"):
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[1])  # a space: \040
        inside = whole == place or whole.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind in _REMOTE
