"""Furniture: what a source ends all of its articles with, a disclaimer or a line of advertising.

A body is looked at as chunks of text between blank lines. A chunk among the last eight of at least
half of a source's newest articles is furniture, and so is what the user listed; from the first of
those that go on to the article's end, the page is dimmed and counts for no reading time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

NEWEST = 200  # articles looked at
SHARE = 0.5
_LEAST = 6  # articles; of fewer, "half of them" says nothing
_LAST = 8  # chunks of an article
_TAIL = 16_384  # characters
_CHUNK = re.compile(r"\S(?:.|\n(?![ \t>]*\n))*")
_LINKS = re.compile(r"(?:\[[^\]\n^][^\]\n]*\]:[^\n]*(?:\n|\Z))+")
_FENCE = re.compile("```|~~~")
_NOTE = re.compile(r"\[\^[^\]\n]+\]:")
_SHORTEST_LISTED = 2  # characters of letters and digits


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that many articles end with, as one of them writes it, and in how many it is."""

    mark: str
    words: str
    articles: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is known of one source: the ``marks`` of chunks found, and how chunks begin that the user
    ``listed`` as furniture, or asked to be ``kept``."""

    marks: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def begins(self, markdown: str) -> int:
        """Where in ``markdown`` the furniture begins: at its end if it has none, or nothing else."""
        if not self.marks and not self.listed:
            return len(markdown)
        begins = len(markdown)
        for start, chunk in _chunks(markdown):
            if _LINKS.fullmatch(chunk):
                continue  # nothing that is seen where it stands
            if _FENCE.search(chunk) or not self._is(chunk):
                return begins
            begins = start
        return len(markdown)

    def _is(self, chunk: str) -> bool:
        if _NOTE.match(chunk):
            return False  # the article refers to what it says
        bare = _bare(chunk)
        if any(bare.startswith(_bare(words)) for words in self.kept):
            return False
        return mark_of(chunk) in self.marks or any(
            bare.startswith(_bare(words)) for words in self.listed
        )


NONE = Furniture()


def common(bodies: Iterable[str]) -> list[Found]:
    """What at least half of ``bodies`` (of Markdown) have among their last chunks."""
    counted: Counter[str] = Counter()
    words: dict[str, str] = {}
    total = 0
    for body in bodies:
        total += 1
        seen = set()
        for _, chunk in islice(_chunks(body), _LAST):
            if _FENCE.search(chunk):
                break
            mark = mark_of(chunk)
            seen.add(mark)
            words.setdefault(mark, chunk)
        counted.update(seen)
    if total < _LEAST:
        return []
    return [
        Found(mark, " ".join(words[mark].split()), articles)
        for mark, articles in counted.most_common()
        if articles >= total * SHARE
    ]


def can_be_listed(words: str) -> bool:
    """Whether ``words`` say enough to tell a chunk by its beginning."""
    return len(_bare(words)) >= _SHORTEST_LISTED


def mark_of(chunk: str) -> str:
    """The same for chunks that differ in white space and signs only."""
    import hashlib  # 3 ms, off the start path

    bare = _bare(chunk) or "".join(chunk.split())
    return hashlib.blake2b(bare.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _chunks(markdown: str) -> Iterator[tuple[int, str]]:
    """Chunks from the last to the first, each with where its first line starts."""
    tail = max(0, len(markdown) - _TAIL)
    found: list[tuple[int, str]] = []
    for match in _CHUNK.finditer(markdown, tail):
        start = markdown.rfind("\n", 0, match.start()) + 1
        found.append((start, match[0]))
    yield from reversed(found)
