"""Where in a line the words stand that somebody looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.core.query import Query, Word

if TYPE_CHECKING:
    from tui.core.searchtext import Simplify

_BEFORE = 24  # characters of a line that stand before what was found
_LONGEST = 300
_LONGEST_LOOKED_AT = 10_000


@dataclass(frozen=True)
class Sought:
    """The words of a query, made ready to be found in what is shown; falsy without any."""

    wanted: tuple[tuple[str, ...], ...] = ()
    """Tokens of each; a last one of ``*`` for one that need only begin so."""
    simplify: Simplify | None = field(default=None, compare=False)

    @classmethod
    def of(cls, query: Query, simplify: Simplify | None = None) -> Sought:
        from tui.core import searchtext  # 5 ms, for who looks for something

        prefixes = {n.text for n, _ in query.nodes() if isinstance(n, Word) and n.prefix}
        wanted = (
            (*tokens, "*") if word in prefixes else tuple(tokens)
            for word in query.sought
            if (tokens := searchtext.needle(word, simplify))
        )
        return cls(tuple(wanted), simplify)

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def spans(self, line: str) -> list[tuple[int, int]]:
        """Where in ``line`` one of them begins and ends; in order, none over another."""
        if not self.wanted:
            return []
        from tui.core import searchtext

        folded: list[str] = []
        places: list[int] = []
        for place, character in enumerate(line):
            # One by one, so that each stands for where it came from.
            part = self._simple(searchtext.fold(character))
            folded.append(part)
            places += [place] * len(part)
        places.append(len(line))
        text = "".join(folded)
        found = sorted(
            (places[match.start()], places[match.end() - 1] + 1)
            for pattern in self._patterns()
            for match in pattern.finditer(text)
        )
        spans: list[tuple[int, int]] = []
        for start, end in found:
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def line_of(self, text: str) -> str:
        """The line of ``text`` in which the first of them stands, from shortly before it on; empty
        if none does."""
        from tui.core import searchtext

        for line in text.split("\n"):
            line = line[:_LONGEST_LOOKED_AT]
            folded = searchtext.fold(line)
            # The whole line at once first: character by character takes fifty times as long.
            if not any(p.search(self._simple(folded)) for p in self._patterns()):
                continue
            if spans := self.spans(line):
                start = max(0, spans[0][0] - _BEFORE)
                return ("…" if start else "") + line[start : start + _LONGEST].strip()
        return ""

    def parts(self, line: str) -> list[tuple[str, str]]:
        """``line`` cut into words and what is found in it, each with its ink."""
        parts, end = [], 0
        for start, after in self.spans(line):
            parts += [(line[end:start], "dim"), (line[start:after], "accent")]
            end = after
        return [*parts, (line[end:], "dim")]

    def _simple(self, folded: str) -> str:
        return self.simplify(folded) if self.simplify and not folded.isascii() else folded

    def _patterns(self) -> Iterable[re.Pattern[str]]:
        from tui.core import searchtext

        return (searchtext.pattern(tokens) for tokens in self.wanted)


NOTHING = Sought()
