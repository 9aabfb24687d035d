"""Noticing that a folder changed: which changes matter, which folders other machines write, and
that a change during a fetch is not lost."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence, Set
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import watchfiles

from tui.core.models import Subscription
from tui.refresh import folders as module
from tui.refresh.folders import Folders, is_remote, may_matter, touched
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.refresh.watch import Watch

PATIENCE = 30.0  # seconds until a test fails, never waited out by one that passes
MOUNTS = r"""
proc /proc proc rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /net/data nfs4 rw,relatime 0 0
/dev/sdb1 /net/data/local ext4 rw 0 0
ann@host:/home /net/data/local/ann fuse.sshfs rw,user_id=0 0 0
//nas/share /mnt/our\040shared\040things cifs rw 0 0
nas:/tab /mnt/tab\011and\134040 nfs rw 0 0
C: /mnt/c 9p rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdc1 /twice ext4 rw 0 0
server:/twice /twice nfs rw 0 0
server:/under /over nfs rw 0 0
/dev/sdd1 /over xfs rw 0 0
remote: /mnt/cloud fuse.rclone rw 0 0
/dev/fuse /mnt/portal fuse.portal rw 0 0
server:/数据 /mnt/数据 nfs rw 0 0
broken line
"""


# What other machines write


FAR = (
    *("/net/data", "/net/data/posts/2025", "/net/data/local/ann/posts"),
    *("/mnt/our shared things/posts", "/mnt/tab\tand\\040/posts"),
    *("/mnt/c/Users", "/twice/posts", "/mnt/cloud", "/mnt/数据/文章"),
)
NEAR = (
    *("/home/ann/posts", "/net", "/net/database", "/net/data/local"),
    *("/net/data/local/posts", "/net/data/local/anna"),
    *("/net/data/other/../local/posts", "/mnt/our", "/mnt/our shared"),
    *("/tmp/posts", "/over/posts", "/mnt/portal/posts"),
)


@pytest.mark.parametrize("path", FAR + NEAR)
def test_the_innermost_mount_tells_whether_other_machines_write_there(
    path: str,
) -> None:
    assert is_remote(Path(path), MOUNTS) is (path in FAR)


def test_a_link_is_where_it_leads(tmp_path: Path) -> None:
    away, here = tmp_path / "away", tmp_path / "here"
    away.mkdir()
    here.symlink_to(away)
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {away} nfs rw 0 0\n"
    assert is_remote(here, mounts) and is_remote(here / "posts", mounts)
    assert not is_remote(tmp_path, mounts)


def test_the_systems_own_mounts_are_asked_where_it_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mounts"
    monkeypatch.setattr(module, "_MOUNTS", file)
    assert not is_remote(tmp_path)
    file.write_bytes(b"server:/\xff /nowhere nfs rw 0 0\nserver:/x / nfs4 rw 0 0\n")
    assert is_remote(tmp_path)


# What matters


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("/p/a.md", True),
        ("/p/A.MARKDOWN", True),
        ("/p/a.mdx", True),
        ("/p/section", True),
        ("/p/.git/COMMIT_EDITMSG", False),
        ("/p/sub/.git/notes.md", False),
        ("/p/node_modules/x/README.md", False),
        ("/p/my_node_modules/a.md", True),
        ("/p/a.txt", False),
        ("/p/a.md~", False),
        ("/p/.a.md.swp", False),
        ("/p/a.md.new", False),
        ("/p/picture.png", False),
    ],
)
def test_markdown_and_folders_matter_and_what_stands_beside_does_not(
    path: str, matters: bool
) -> None:
    assert may_matter(path) is matters


def test_a_folder_matters_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "v1.2"
    assert not may_matter(str(folder))
    folder.mkdir()
    assert may_matter(str(folder))


def test_the_sources_in_whose_folder_something_changed() -> None:
    watched = {Path("/p"): "whole", Path("/p/deep"): "deep", Path("/q/one.md"): "one"}
    for changed, keys in (
        ([], set()),
        (["/p/a.md"], {"whole"}),
        (["/p"], {"whole"}),
        (["/p/deep/er/a.md"], {"whole", "deep"}),
        (["/p/deeper/a.md"], {"whole"}),
        (["/q/one.md"], {"one"}),
        (["/q/other.md", "/pp/a.md"], set()),
        (["/q/one.md", "/p/deep"], {"whole", "deep", "one"}),
    ):
        assert touched(watched, changed) == keys, changed


# Watching


class Noticed:
    """What a :class:`Folders` told, as it comes."""

    def __init__(self, **how: Any) -> None:
        self.changed: asyncio.Queue[Set[str]] = asyncio.Queue()
        self.reported: list[Mapping[str, str]] = []
        self.folders = Folders(self.changed.put_nowait, self.reported.append, **how)

    async def key(self) -> Set[str]:
        """The keys of the next change that is of any."""
        async with asyncio.timeout(PATIENCE):
            while not (keys := await self.changed.get()):
                pass
        return keys

    async def after(self, act: Callable[[], object]) -> Set[str]:
        """Do it until a change is noticed: the watch may begin a moment later."""
        async with asyncio.timeout(PATIENCE):
            while True:
                act()
                with contextlib.suppress(TimeoutError):
                    return await asyncio.wait_for(self.key(), 1)


@asynccontextmanager
async def watching(watched: Mapping[Path, str], **how: Any) -> AsyncIterator[Noticed]:
    noticed = Noticed(**how)
    noticed.folders.watch(watched)
    tasks = set(noticed.folders._tasks)
    try:
        yield noticed
    finally:
        noticed.folders.stop()
        if tasks:
            _, running = await asyncio.wait(tasks, timeout=PATIENCE)
            assert not running


async def test_a_folder_that_other_machines_write_is_looked_at_now_and_then(
    tmp_path: Path,
) -> None:
    far, near = tmp_path / "far", tmp_path / "near"
    far.mkdir()
    near.mkdir()
    folders = {far: "far", near: "near", tmp_path / "nowhere": "none"}
    async with watching(folders, remote=lambda path: path == far, poll_seconds=0.001) as noticed:
        for _ in range(3):
            assert await noticed.key() == {"far"}
    assert noticed.reported == []


async def test_a_file_that_is_written_deep_in_a_folder_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    async with watching({tmp_path / "a": "posts"}, remote=lambda _: False) as noticed:
        file = tmp_path / "a" / "b" / "c.md"
        assert await noticed.after(lambda: file.write_text("x")) == {"posts"}


async def test_a_single_file_in_whose_place_another_is_put_is_noticed(tmp_path: Path) -> None:
    file, new = tmp_path / "one.md", tmp_path / "new.txt"
    file.write_text("x")

    def replace() -> None:
        new.write_text("y")
        new.replace(file)

    async with watching({file: "one"}, remote=lambda _: False) as noticed:
        for _ in range(2):
            assert await noticed.after(replace) == {"one"}


async def test_what_the_system_will_not_watch_is_told_and_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watchfiles, "awatch", refuse)
    async with watching({tmp_path: "posts"}, remote=lambda _: False, poll_seconds=0.001) as noticed:
        assert await noticed.key() == {"posts"}
        (told,) = noticed.reported
        assert (told["stage"], "limit reached" in told["detail"]) == ("unwatched", True)


async def test_thousands_of_files_at_once_are_few_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()
    batches = 0
    everything = asyncio.Event()
    wanted = {str(tmp_path / f"{n}.md") for n in range(5_000)}

    def noting(folders: Mapping[Path, str], changed: Iterable[str]) -> set[str]:
        nonlocal batches
        paths = set(changed)
        seen.update(paths)
        batches += bool(paths & wanted)
        if wanted <= seen:
            everything.set()
        return touched(folders, paths)

    def write_all() -> None:
        for path in sorted(wanted):
            Path(path).touch()

    monkeypatch.setattr(module, "touched", noting)
    async with watching({tmp_path: "posts"}, remote=lambda _: False) as noticed:
        await noticed.after(lambda: (tmp_path / "first.md").write_text("x"))
        await asyncio.to_thread(write_all)
        await asyncio.wait_for(everything.wait(), PATIENCE)
    assert 1 <= batches <= 20


# Changes while something is fetched


class Fetcher:
    """In place of a refresher: its fetches end when they are let."""

    def __init__(self) -> None:
        self.begun: asyncio.Queue[str] = asyncio.Queue()
        self.ends = asyncio.Semaphore(0)

    async def refresh(
        self, sources: Sequence[Subscription], *, force: bool = False, forgive: bool = False
    ) -> AsyncIterator[Progress]:
        keys = " ".join(source.key for source in sources)
        self.begun.put_nowait(keys)
        await self.ends.acquire()
        yield Progress(keys, "done")


async def test_a_change_during_a_fetch_has_that_source_fetched_once_more(tmp_path: Path) -> None:
    sources = [Subscription(key, "directory", str(tmp_path / key)) for key in ("posts", "notes")]
    fetcher, ended = Fetcher(), asyncio.Queue[str]()
    refresher = cast(Refresher, fetcher)
    watch = Watch(refresher, lambda: sources, timedelta(hours=1), ended.put_nowait)

    async def ends() -> None:
        fetcher.ends.release()
        assert '"done"' in await asyncio.wait_for(ended.get(), PATIENCE)
        assert '"round"' in await asyncio.wait_for(ended.get(), PATIENCE)

    watch._folders_changed({"posts"})
    assert await asyncio.wait_for(fetcher.begun.get(), PATIENCE) == "posts"
    for _ in range(3):
        watch._folders_changed({"posts"})  # while it is being read
    watch._folders_changed({"notes"})  # another one's: at once
    assert await asyncio.wait_for(fetcher.begun.get(), PATIENCE) == "notes"
    await ends()
    assert await asyncio.wait_for(fetcher.begun.get(), PATIENCE) == "posts"
    await ends()
    await ends()
    assert fetcher.begun.empty() and all(task.done() for task in watch._tasks)
    watch._folders_changed({"posts", "nobody"})
    assert await asyncio.wait_for(fetcher.begun.get(), PATIENCE) == "posts"
    await ends()
