"""Walking a folder: which files are posts, which are sections' pages, and what is left out and why.

Nothing outside the folder is looked at: no symbolic link is followed, no device or pipe opened.
A walk costs a look at each name and a ``stat`` of each Markdown file.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tui.core import text
from tui.errors import BadContent, Said, TelexError, said
from tui.sources.file import unreadable
from tui.sources.layout import Layout

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_DEPTH_LIMIT = 100
PLACE_LIMIT = 900  # characters; a longer path is cut, and told apart by a hash
_NEVER = frozenset(("node_modules", "__pycache__"))
_NOT_AT_THE_TOP = frozenset(
    (
        "vendor",
        "archetypes",
        "scaffolds",
        "public",
        "_site",
        "_includes",
        "_layouts",
        "_sass",
        "_data",
    )
)

HIDDEN = said("hidden")
LINK = said("a symbolic link")
NO_FILE = said("no ordinary file")
OF_THE_GENERATOR = said("a folder of the site's tools")
OF_A_BUNDLE = said("belongs to the page index.md beside it")
PAGE = said("a page of the site, not a post")
OTHER_KIND = said("not Markdown")


class Entry(NamedTuple):
    """A file that may have to be read. ``place`` names it within the folder, in clean text; its
    ``stamp`` changes when the file does; ``modified`` is in nanoseconds."""

    place: str
    path: str
    stamp: str
    modified: int
    section: bool


@dataclass(slots=True)
class Walk:
    """One walk, and what it came upon besides posts.

    ``known`` are stamps by place, each followed by ``:`` and whatever else: of what still has its
    stamp only the place is noted, in ``seen``.
    """

    root: Path
    layout: Layout
    known: Mapping[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    troubles: list[tuple[str, TelexError]] = field(default_factory=list)
    skipped: Counter[Said] = field(default_factory=Counter)
    examples: dict[Said, str] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)

    def entries(self) -> Iterator[Entry]:
        """Every section page, and every post that is new or has another stamp. Raises
        :class:`OSError` if the folder cannot be listed."""
        content = self.layout.site.content
        waiting = [(str(self.root / content), f"{content}/" if content else "", 0)]
        while waiting:
            path, prefix, depth = waiting.pop()
            try:
                with os.scandir(path) as found:
                    entries = list(found)
            except OSError as error:
                if not depth:
                    raise
                self.troubles.append((prefix.rstrip("/"), unreadable(error)))
                continue
            files, folders = self._sorted(entries, prefix, depth)
            yield from self._files(files, prefix)
            if folders and self._is_bundle(files, prefix):
                self._skip(OF_A_BUNDLE, *(place for _, place in folders))
            elif depth < _DEPTH_LIMIT:
                waiting += [(path, place + "/", depth + 1) for path, place in folders]
            else:
                self.troubles += [(place, _too_deep()) for _, place in folders]

    def _sorted(
        self, entries: list[os.DirEntry[str]], prefix: str, depth: int
    ) -> tuple[list[tuple[os.DirEntry[str], str]], list[tuple[str, str]]]:
        """What of a folder is to be read, and which folders in it are to be walked."""
        files: list[tuple[os.DirEntry[str], str]] = []
        folders: list[tuple[str, str]] = []
        names: set[str] = set()
        for entry in entries:
            name = entry.name
            shown = clean_name(name)
            if name[0] in ".#" or name[-1] == "~":
                self._skip(HIDDEN, prefix + shown)
            elif entry.is_symlink():
                self._skip(LINK, prefix + shown)
            elif entry.is_dir(follow_symlinks=False):
                if name in _NEVER or (self._at_the_top(depth) and name in _NOT_AT_THE_TOP):
                    self._skip(OF_THE_GENERATOR, prefix + shown)
                elif self._is_new(shown, prefix, names):
                    folders.append((entry.path, prefix + shown))
            elif not name.lower().endswith(SUFFIXES):
                self._skip(OTHER_KIND, prefix + shown)
            elif self._is_new(shown, prefix, names):
                files.append((entry, prefix + shown))
        return files, folders

    def _is_new(self, shown: str, prefix: str, names: set[str]) -> bool:
        if shown in names:
            # Under a place of its own: the other one's is that of a file which is read.
            self.troubles.append((f"{prefix}{shown}\ufffd", _same_name()))
            return False
        names.add(shown)
        return True

    def _at_the_top(self, depth: int) -> bool:
        # Within a known site's content no folder is a tool's, whatever its name.
        return depth == 0 and not (self.layout.site.content or self.layout.site.of_content)

    def _is_bundle(self, files: list[tuple[os.DirEntry[str], str]], prefix: str) -> bool:
        # An index.md in the content itself would make all of it one page; it is one among others.
        inner = prefix.removeprefix(f"{self.layout.site.content}/")
        return bool(inner) and self.layout.bundles and any(_is_index(place) for _, place in files)

    def _files(self, files: list[tuple[os.DirEntry[str], str]], prefix: str) -> Iterator[Entry]:
        bundle = self._is_bundle(files, prefix)
        known, seen, selective = self.known.get, self.seen, self.layout.selective
        for entry, place in files:
            section = "_index" in place and self.layout.is_section_page(place)
            if section:
                self.sections.add(prefix.rstrip("/"))
            elif bundle and not _is_index(place):
                self._skip(OF_A_BUNDLE, place)
                continue
            elif selective and not self.layout.is_post(place):
                self._skip(PAGE, place)
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                self.troubles.append((place, unreadable(error)))
                continue
            if not stat.S_ISREG(status.st_mode):
                self._skip(NO_FILE, place)
                continue
            before = known(place, "?")
            if before.startswith(f"{_stamp(status)}:") and before[-1] != "?" and not section:
                seen.add(place)
            else:
                yield entry_of(place, entry.path, status, section=section)

    def _skip(self, reason: Said, *places: str) -> None:
        self.skipped[reason] += len(places)
        self.examples.setdefault(reason, places[0])


def entry_of(place: str, path: str, status: os.stat_result, *, section: bool = False) -> Entry:
    if len(place) > PLACE_LIMIT:
        mark = blake2b(place.encode(), digest_size=8).hexdigest()
        place = f"{place[:PLACE_LIMIT]}\ufffd{mark}.md"
    return Entry(place, path, _stamp(status), status.st_mtime_ns, section)


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"


def clean_name(name: str) -> str:
    """``name`` as the gate lets it be; what the gate would change is written as U+FFFD and the
    byte's number, so that no two names become one. (Decomposed letters are composed: the names
    that macOS writes are meant as they look.)"""
    if name.isascii() and name.isprintable() and "  " not in name and name == name.strip():
        return name
    composed = unicodedata.normalize("NFC", name)
    if "\ufffd" not in composed and text.line(composed) == composed:
        return composed
    escaped, before = [], " "
    for character in name:
        if character.isprintable() and character != "\ufffd" and (before, character) != (" ", " "):
            escaped.append(character)
        else:
            escaped += [f"\ufffd{b:02X}" for b in character.encode("utf-8", "surrogateescape")]
        before = character
    if before == " ":
        escaped[-1] = "\ufffd20"
    written = "".join(escaped)
    if text.line(written) == written:
        return written
    # Marks piled upon each other, for instance.
    raw = name.encode("utf-8", "surrogateescape")
    return "".join(
        chr(b) if (chr(b).isalnum() and b < 128) or b == 46 else f"\ufffd{b:02X}" for b in raw
    )


def _is_index(place: str) -> bool:
    return place.rpartition("/")[2].lower().split(".", 1)[0] == "index"


def _too_deep() -> TelexError:
    return BadContent(
        said("The folder is nested too deep"),
        said("telex goes down {n} levels; move it further up", n=_DEPTH_LIMIT),
    )


def _same_name() -> TelexError:
    return BadContent(
        said("Another file's name is the same but for how its letters are composed"),
        said("Rename one of them"),
    )
