"""Reading one file of somebody's folder: bounded, and only if it is a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui.core import text
from tui.errors import BadContent, NotFound, TelexError, TooLarge, said


def unreadable(error: OSError) -> TelexError:
    return BadContent(
        said("This cannot be opened"),
        said("Check its permissions"),
        text.line(error.strerror or "", 100),
    )


def read_bytes(path: Path | str, limit: int, *, whole: bool = True) -> bytes:
    """The content of the file at ``path``; not ``whole``: only its first ``limit`` bytes.

    Raises :class:`BadContent` for what is no file or cannot be opened, and :class:`TooLarge` for
    more than ``limit`` bytes.
    """
    if not whole:
        limit -= 1
    try:
        # O_NONBLOCK: a pipe put in the file's place must not hang us.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise BadContent(said("This is no ordinary file"), said("telex reads files only"))
            parts, room = [], limit + 1
            wanted = max(status.st_size + 1, 4096)  # one byte more: a short answer is the end
            while room > 0:
                asked = min(room, wanted)
                part = os.read(handle, asked)
                parts.append(part)
                room -= len(part)
                if len(part) < asked:
                    break
        finally:
            os.close(handle)
    except OSError as error:
        raise unreadable(error) from error
    content = b"".join(parts)
    if len(content) > limit and whole:
        raise _too_large(limit)
    return content


def read_named(path: Path, limit: int) -> bytes:
    """The content of a file that the user named, wherever its name leads.

    Raises :class:`NotFound` for what cannot be opened, and :class:`TooLarge` for more than ``limit``
    bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise NotFound(
            said("Cannot open {path}", path=text.line(str(path), 300)),
            said("Check the path and its permissions"),
            text.line(error.strerror or "", 100),
        ) from error
    if len(content) > limit:
        raise _too_large(limit)
    return content


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        said("The file is larger than {limit} MB", limit=limit >> 20),
        said("Split it, or move it out of the folder"),
    )
