"""Reading one file of a content directory: bytes → what is to be told of it. Knows no state."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from hashlib import blake2b
from typing import NamedTuple

from tui.core.draft import Draft
from tui.errors import BadContent, TelexError, TooLarge, said
from tui.sources import frontmatter
from tui.sources.encoding import decode
from tui.sources.file import read_bytes
from tui.sources.layout import Layout
from tui.sources.post import TITLE, draft_of, words
from tui.sources.tree import Entry

FILE_LIMIT = 10 * 2**20  # bytes
_YOUNG = 2 * 10**9  # nanoseconds; a second write within one tick of the clock leaves no other stamp


class Outcome(NamedTuple):
    """What a file gave: a draft, a section's title, or an error; or nothing, if it was only touched.

    ``mark`` is the hash of its bytes; ``young`` says that it may change without a new stamp.
    """

    entry: Entry
    mark: str
    young: bool
    draft: Draft | None = None
    title: str | None = None
    error: TelexError | None = None
    remarks: tuple[TelexError, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """All that reading needs to know of the folder."""

    layout: Layout
    zone: tzinfo
    sections: Collection[str] = field(default_factory=frozenset)

    def read(self, entry: Entry, known: str) -> Outcome:
        """Read the file of ``entry``, unless the hash of its bytes is ``known``."""
        young = time.time_ns() - entry.modified < _YOUNG
        mark = ""
        try:
            content = read_bytes(entry.path, FILE_LIMIT)
            mark = blake2b(content, digest_size=8).hexdigest()
            if mark == known:
                return Outcome(entry, mark, young)
            source, remark = decode(content)
            if not source.strip("\ufeff\0 \t\r\n"):
                raise BadContent(said("The file is empty"), said("Write something, or delete it"))
            values, body = frontmatter.read(source.replace("\r\n", "\n").replace("\r", "\n"))
        except TelexError as error:
            # What could not even be opened may be another time, without any change of its own.
            again = young or not (mark or isinstance(error, TooLarge))
            return Outcome(entry, mark, again, error=error)
        if entry.section:
            title = next((word for name in TITLE for word in words(values.get(name))), "")
            return Outcome(entry, mark, young, title=title, remarks=(remark,) if remark else ())
        site = self.layout.site
        draft, remarks = draft_of(
            values,
            body,
            self.layout.spot(entry.place, self.sections),
            entry.place,
            zone=site.zone or self.zone,
            noticed=datetime.fromtimestamp(entry.modified / 10**9, UTC),
            spaced=site.generator == "jekyll",
        )
        if remark:
            remarks.insert(0, remark)
        return Outcome(entry, mark, young, draft, remarks=tuple(remarks))
