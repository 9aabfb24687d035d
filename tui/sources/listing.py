"""What a folder holds now, beside what was known of it: what to read, what is gone, what moved."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from hashlib import blake2b
from pathlib import Path

from tui.core import text
from tui.errors import BadContent, NotFound, TelexError, said
from tui.sources.base import Job
from tui.sources.file import read_bytes
from tui.sources.layout import Layout
from tui.sources.site import Site, find_site
from tui.sources.tree import PLACE_LIMIT, SUFFIXES, Entry, Walk, clean_name, entry_of

RULES = ":rules"
_RULES_VERSION = "1"  # another one has every file read again
_FEW = 300  # files; so many are read before anyone sees in which order
_GLANCE = 1_024  # bytes
_DATE = re.compile(
    rb"""^[ \t]*["']?(?:date|pub_?date(?:time)?|publish_?date|published(?:_?at)?|created(?:_?at)?)["']?"""
    rb"""[ \t]*[:=][ \t]*["']?(\d{4})[-/](\d{1,2})[-/](\d{1,2})""",
    re.IGNORECASE | re.MULTILINE,
)
_EPOCH = date(1970, 1, 1).toordinal()


class Listing:
    """One look at ``root`` for ``job``. ``zone`` is that of naive times where the site names none.

    ``changed`` are the files to be read, sections' pages first and then the newest; ``gone`` the
    places of files that are no longer there. Raises :class:`NotFound` or :class:`BadContent`.
    """

    def __init__(self, root: Path, job: Job, zone: tzinfo) -> None:
        self._root = root
        self._job = job
        self._entries: list[Entry] = []
        self.changed: list[Entry] = []
        self.section_pages: dict[str, str] = {}
        shown = text.line(str(root), 300)
        try:
            status = root.stat()
        except OSError as error:
            raise NotFound(
                said("There is no folder {path}", path=shown),
                said("Check the path; if it is on another disk, connect it"),
                text.line(error.strerror or "", 100),
            ) from error
        if stat.S_ISREG(status.st_mode):
            self.layout = Layout(find_site(root.parent), bundles=False, called=root.parent.name)
            self.walk = Walk(root, self.layout)
            self.rules = self._rules(zone)
            self._add(entry_of(clean_name(root.name), str(root), status))
        else:
            try:
                self.layout = _layout(root, find_site(root), first=not job.state)
                self._walk(self._known())
                self.rules = self._rules(zone)
                if job.state and job.state.get(RULES) != self.rules:
                    self._walk({})  # what every file means may be another now
            except OSError as error:
                raise NotFound(
                    said("Cannot open the folder {path}", path=shown),
                    said("Check its permissions"),
                    text.line(error.strerror or "", 100),
                ) from error
        if not self.walk.seen and not self.walk.troubles:
            raise BadContent(
                said("There is no Markdown file in {path}", path=shown),
                said("telex reads files that end in {suffixes}", suffixes=" ".join(SUFFIXES)),
            )
        same_rules = job.state.get(RULES) == self.rules
        self.changed = [e for e in self._entries if not same_rules or self._has_changed(e)]
        self._entries.clear()
        # Sections first, for they name what the others belong to; then the newest, for the list
        # fills from its top. Of many files the own times are those of a clone or a copy.
        peek = len(self.changed) > _FEW
        self.changed.sort(key=lambda entry: (not entry.section, -self._age(entry, peek=peek)))
        missing = [place for place in job.state if place not in self.walk.seen and place != RULES]
        hidden = tuple(f"{place}/"[:PLACE_LIMIT] for place, _ in self.walk.troubles)
        # What an unreadable folder hides is not gone.
        self.gone = sorted(place for place in missing if not (hidden and place.startswith(hidden)))

    def mark_to_skip(self, place: str) -> str:
        """The hash of the bytes with which the file gives nothing new; empty if it is to be drafted
        in any case."""
        if self._job.state.get(RULES) != self.rules or place in self._job.again:
            return ""
        return mark_in(self._job.state.get(place, ""))

    def movers(self) -> Movers:
        return Movers(self._job.state, self.gone)

    def _known(self) -> Mapping[str, str]:
        """Stamps of the files that need not be looked at if they still have them."""
        again = self._job.again
        if not again:
            return self._job.state
        return {place: known for place, known in self._job.state.items() if place not in again}

    def _walk(self, known: Mapping[str, str]) -> None:
        self._entries.clear()
        self.section_pages.clear()
        self.walk = Walk(self._root, self.layout, known)
        for entry in self.walk.entries():
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        self.walk.seen.add(entry.place)
        if entry.section:
            folder = entry.place.rpartition("/")[0]
            known = self.section_pages.get(folder, entry.place)
            # Of _index.md and _index.zh.md the one that names no language.
            self.section_pages[folder] = min(known, entry.place, key=lambda p: (len(p), p))
        self._entries.append(entry)

    def _has_changed(self, entry: Entry) -> bool:
        known = self._job.state.get(entry.place, "")
        return (
            not known.startswith(entry.stamp + ":")
            or known.endswith("?")
            or entry.place in self._job.again
        )

    def _age(self, entry: Entry, *, peek: bool) -> float:
        """When it was published, in seconds since 1970, as far as a glance tells."""
        dated = self.layout.seconds(entry.place)
        if dated is None and peek:
            dated = _glance(entry.path)
        return dated or entry.modified / 10**9

    def _rules(self, zone: tzinfo) -> str:
        """What drafts depend on besides the files: if it changes, all are read again."""
        site = self.layout.site
        parts = (
            *(_RULES_VERSION, site.generator, site.language, site.content, site.inside),
            *(site.zone_name, str(zone if (ahead := zone.utcoffset(None)) is None else ahead)),
            *(*sorted(site.languages), *sorted(self.layout.folders), str(self.layout.bundles)),
            *sorted(folder for folder in self.walk.sections if "/" in folder),
        )
        return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


class Movers:
    """Which of the files that are gone came back elsewhere, by the hash of their bytes."""

    def __init__(self, state: Mapping[str, str], gone: Iterable[str]) -> None:
        self.heirs: dict[str, str] = {}
        self._by_mark: dict[str, list[str]] = {}
        for place in gone:
            mark = mark_in(state[place])
            if mark:
                self._by_mark.setdefault(mark, []).append(place)

    def came(self, place: str, mark: str) -> None:
        """The file at ``place`` has those bytes, and did not have them before."""
        if self._by_mark.get(mark):
            self.heirs[self._by_mark[mark].pop(0)] = place


def _glance(path: str) -> float | None:
    """The day that the beginning of a file names as its date; a wrong one costs only its turn."""
    try:
        found = _DATE.search(read_bytes(path, _GLANCE, whole=False))
        if found is None:
            return None
        return 86_400.0 * (date(*map(int, found.groups())).toordinal() - _EPOCH)
    except (TelexError, ValueError):
        return None


def mark_in(known: str) -> str:
    """The hash in what is kept of a file: ``time:size:inode:hash``, and ``?`` if it was young."""
    return known.rstrip("?").rpartition(":")[2]


def _layout(root: Path, site: Site, *, first: bool) -> Layout:
    if first and site.content and not (root / site.content).is_dir():
        site = replace(site, content="")  # configured, but not (yet) there
    top, pages = [], False
    with os.scandir(root / site.content) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and entry.name[0] not in "._":
                top.append(entry.name)
                pages = pages or os.path.lexists(f"{entry.path}/_index.md")
            else:
                pages = pages or entry.name == "_index.md"
    # Only Hugo and Zola know such pages.
    return Layout(site, top, bundles=pages if not site.generator else None, called=root.name)
