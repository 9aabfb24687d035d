"""What every verb needs: the user's folders, preferences and words, and the library."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tui import config, paths
from tui.core.text import last_hop, last_hop_line
from tui.errors import TelexError, Usage, nearest, said
from tui.words import Words, choose_language

if TYPE_CHECKING:
    from tui.core.models import Subscription
    from tui.core.query import Query
    from tui.library import Library


def now() -> datetime:
    return datetime.now(UTC)


class Context:
    """Made once a run. Everything in it is made when it is first asked for."""

    def __init__(
        self,
        environ: Mapping[str, str],
        fetch: Callable[[Context, Sequence[Subscription]], None],
    ) -> None:
        """``fetch`` is asked to fetch the sample when it is to be read and never was."""
        self.environ = environ
        self._fetch = fetch
        self.home = paths.home(environ)
        self._library: Library | None = None

    @cached_property
    def config(self) -> config.Config:
        return config.load(self.home.config_file)

    @cached_property
    def words(self) -> Words:
        try:
            wanted = self.config.language
        except TelexError:
            wanted = "auto"  # the complaint about config.toml needs words itself
        return Words(choose_language(wanted, self.environ))

    def open(self, keys: Sequence[str] | None = None) -> Library:
        """The library, seen through the sources ``keys``, or through the user's own."""
        from tui.library import Scope, open_library

        scope = Scope(None if keys is None else tuple(keys))
        return open_library(
            self.home.state,
            self.home.library,
            scope,
            now=now,
            zone=self.config.zone,
            names=self.config.names,
        )

    @property
    def library(self) -> Library:
        """The user's sources, with what arrived folded in; the sample while there is none."""
        if self._library is None:
            self._library = self.open()
            from tui.library import SAMPLE

            if not self._library.sources():
                self._library.remember(SAMPLE)
            if any(s.locator == SAMPLE.locator for s in self._library.sources()):
                from tui.core.query import EVERYTHING

                if not self._library.counts(EVERYTHING).total:
                    self._fetch(self, self._library.sources())
            self._library.fold()
        return self._library

    def query(self, terms: Sequence[str]) -> Query:
        """The query that the arguments write. A term that the shell unquoted is taken whole."""
        return read_query(" ".join(quoted(term) for term in terms))

    def source(
        self, wanted: str, library: Library, sources: Sequence[Subscription]
    ) -> Subscription:
        """The one of ``sources`` called ``wanted`` by key, name or address, or by a part of one that is
        nobody else's. Raises :class:`Usage`."""
        names = library.names()
        called: dict[str, set[str]] = {}
        for source in sources:
            for name in (names.get(source.key, ""), source.locator, source.key):
                called.setdefault(name, set()).add(source.key)
        part = wanted.casefold()
        found = called.get(wanted) or {
            key for name, keys in called.items() for key in keys if part in name.casefold()
        }
        if len(found) == 1:
            return next(source for source in sources if source.key in found)
        if found:
            raise Usage(
                said("{name} may be one of {n} sources", name=last_hop(wanted), n=len(found)),
                said("Write more of it, or its key"),
                notes=tuple(said("{key}", key=last_hop(key)) for key in sorted(found)[:9]),
            )
        meant = nearest(wanted, called)
        raise Usage(
            said("There is no source {name}", name=last_hop(wanted)),
            said("Did you mean {meant}?", meant=meant)
            if meant
            else said("`telex sources` lists them"),
        )

    def complain(self, error: TelexError) -> None:
        """Say on standard error what happened and what to do."""
        parts = [self.words.say(error.title)]
        if error.detail:
            parts[0] += f" ({error.detail})"
        parts += [self.words.say(note) for note in error.notes]
        if error.hint.text:
            parts.append(self.words.say(error.hint))
        print("telex: " + "\n  ".join(last_hop(part) for part in parts), file=sys.stderr)

    def note(self, words: str) -> None:
        """Say on standard error what is worth knowing and no mistake."""
        print(last_hop(words), file=sys.stderr)

    def close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None


def read_query(written: str) -> Query:
    """The query that ``written`` is. Raises :class:`QueryError`, which points at what is wrong."""
    from rich.cells import cell_len

    from tui.core.queryparse import QueryError, parse

    try:
        return parse(written)
    except QueryError as error:
        if len(written) <= _POINTED_AT:
            place = " " * cell_len(written[: error.position]) + "^"
            error.notes = (said("{line}", line=last_hop_line(written)), said("{line}", line=place))
        raise


_POINTED_AT = 200  # characters; in a longer query a sign below it would stand anywhere
_MORE_THAN_A_VALUE = re.compile(r'[":()]|\s-\S|\s(?:or|and|not)\s', re.IGNORECASE)


def quoted(argument: str) -> str:
    """``tag:two words`` as the shell hands it over, with the quotes that the query language wants."""
    head, colon, value = argument.partition(":")
    if (
        colon
        and head.lstrip("-").isidentifier()
        and any(c.isspace() for c in value)
        and not _MORE_THAN_A_VALUE.search(value)
    ):
        return f'{head}:"{value}"'
    return argument
