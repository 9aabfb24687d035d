"""A content directory: Markdown files with front matter, as Hugo and its relatives keep them.

Files are read and never written. Nothing outside the directory is: no symbolic link is followed,
no device or pipe opened. A file whose size, time and inode are as before is not read again.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from tui import paths
from tui.core import text
from tui.core.draft import Draft, FeedInfo
from tui.errors import BadContent, NotFound, TelexError, TooLarge, said
from tui.sources import base

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
FILE_LIMIT = 10 * 2**20  # bytes
SAMPLE = "sample:"
_BATCH = 32
_DEPTH_LIMIT = 40
_SKIPPED = frozenset(("node_modules", "archetypes", "public", "__pycache__"))
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$|^(\S.*)\n=+[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DirectoryConfig:
    locator: str


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    place: str
    stamp: str
    modified: int


class Directory:
    """A folder of Markdown files, or one such file."""

    api_version: ClassVar[int] = base.API_VERSION
    Config: ClassVar[type] = DirectoryConfig

    @classmethod
    def claims(cls, target: str) -> int:
        if target == SAMPLE:
            return 100
        path = paths.existing(target)
        if path is None:
            return 0
        return 100 if path.is_dir() or path.suffix.lower() in SUFFIXES else 0

    def __init__(self, config: DirectoryConfig, context: base.Context) -> None:
        sample = config.locator == SAMPLE
        self._root = paths.sample_content() if sample else Path(config.locator)
        self._name = "sample" if sample else ""
        self._context = context

    async def aclose(self) -> None:
        pass

    async def fetch(self, job: base.Job) -> AsyncIterator[base.Event]:
        troubles: list[base.Trouble] = []
        files = self._list(troubles)
        yield FeedInfo(title=self._name)
        for trouble in troubles:
            yield trouble
        # The newest first: the list fills from its top.
        changed = sorted(
            (file for file in files if job.state.get(file.place) != file.stamp),
            key=lambda file: -file.modified,
        )
        stamps: dict[str, str] = {}
        for number, file in enumerate(changed, 1):
            try:
                yield _draft(file)
            except TelexError as error:
                yield base.Trouble(file.place, error)
            # A file that cannot be read is not read again either, until it changes.
            stamps[file.place] = file.stamp
            if number % _BATCH == 0:
                yield base.Checkpoint(put=stamps)
                stamps = {}
        if stamps:
            yield base.Checkpoint(put=stamps)
        if not troubles:
            gone = job.state.keys() - {file.place for file in files}
            for place in sorted(gone):
                yield base.Gone(place)
            yield base.Checkpoint(drop=tuple(gone))

    def _list(self, troubles: list[base.Trouble]) -> list[_File]:
        shown = text.line(str(self._root), 300)
        try:
            status = self._root.stat()
        except OSError as error:
            raise NotFound(
                said("There is no folder {path}", path=shown),
                said("Check the path; if it is on another disk, connect it"),
                text.line(error.strerror or "", 100),
            ) from error
        if stat.S_ISREG(status.st_mode):
            return [_file(self._root, self._root.name, status)]
        files = list(self._walk(self._root, "", 0, troubles))
        if not files and not troubles:
            raise BadContent(
                said("There is no Markdown file in {path}", path=shown),
                said("telex reads files that end in {suffixes}", suffixes=" ".join(SUFFIXES)),
            )
        return files

    def _walk(
        self, folder: Path, prefix: str, depth: int, troubles: list[base.Trouble]
    ) -> Iterator[_File]:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not depth:
                raise NotFound(
                    said("Cannot open the folder {path}", path=text.line(str(folder), 300)),
                    said("Check its permissions"),
                    text.line(error.strerror or "", 100),
                ) from error
            troubles.append(base.Trouble(prefix.rstrip("/"), _unreadable(error)))
            return
        for entry in found:
            name = entry.name
            if name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                if name not in _SKIPPED and depth < _DEPTH_LIMIT:
                    yield from self._walk(Path(entry.path), f"{prefix}{name}/", depth + 1, troubles)
            elif name.lower().endswith(SUFFIXES) and not name.startswith("_index."):
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError as error:
                    troubles.append(base.Trouble(prefix + name, _unreadable(error)))
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield _file(Path(entry.path), prefix + name, status)


def _file(path: Path, place: str, status: os.stat_result) -> _File:
    stamp = f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"
    # A name need not be UTF-8; what is kept of it must be.
    place = place.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _File(path, place, stamp, status.st_mtime_ns)


def _unreadable(error: OSError) -> TelexError:
    return BadContent(
        said("This cannot be opened"),
        said("Check its permissions"),
        text.line(error.strerror or "", 100),
    )


def _bytes(path: Path) -> bytes:
    try:
        # O_NONBLOCK: a pipe put in the file's place must not hang us.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise BadContent(said("This is no ordinary file"), said("telex reads files only"))
            content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise _unreadable(error) from error
    if len(content) > FILE_LIMIT:
        raise TooLarge(
            said("The file is larger than {limit} MB", limit=FILE_LIMIT >> 20),
            said("Split it, or move it out of the folder"),
        )
    return content


def _draft(file: _File) -> Draft:
    from tui.sources import frontmatter  # 20 ms of YAML, which `telex --version` need not pay

    content = _bytes(file.path)
    if not content.strip():
        raise BadContent(said("The file is empty"), said("Write something, or delete it"))
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadContent(
            said("The file is not UTF-8"),
            said("Convert it, for instance: iconv -f GB18030 -t UTF-8"),
            f"byte {error.start}",
        ) from error
    values, body = frontmatter.read(source.replace("\r\n", "\n").replace("\r", "\n"))
    return _from(values, body, file)


def _from(values: dict[str, Any], body: str, file: _File) -> Draft:
    from tui.sources.frontmatter import many, one, yes

    heading = _HEADING.search(body[:4_000])
    stem = Path(file.place).stem
    if stem.lower() == "index":
        stem = Path(file.place).parent.name or stem
    published = one(values, "date", "published", "pubdate", "publishdate")
    return Draft(
        guid=one(values, "guid", "id"),
        title=one(values, "title")
        or (heading[1] or heading[2] if heading else "")
        or stem.replace("-", " ").replace("_", " "),
        url=one(values, "url", "link", "canonical"),
        authors=many(values, "author", "authors"),
        published=published,
        updated=one(values, "lastmod", "modified", "updated"),
        lang=one(values, "lang", "language", "locale"),
        summary=one(values, "summary", "description"),
        body=body,
        body_format="markdown",
        categories=many(values, "categories", "category"),
        tags=many(values, "tags", "tag", "keywords"),
        thumbnail=one(values, "thumbnail", "image", "cover"),
        path=file.place,
        draft=yes(values, "draft") is True or yes(values, "published") is False,
        visible_from=one(values, "publishdate") or published,
        visible_to=one(values, "expirydate", "unpublishdate"),
    )
