"""What can go wrong, told so that a person knows what to do next.

A message is a :class:`Said`: the English sentence and its blanks, translated only where it is
shown. So an error can be stored, and read later in another language.

    TelexError                exit status
      Usage                     2   a wrong argument, a query that does not parse
      BadConfig                 2   config.toml
      NoTerminal                2
      StoreError                3
        Locked TooNew Corrupt Foreign DiskFull Interrupted
      SourceError               1   one source's trouble; never another's
        Misconfigured NotFound Unreachable Postponed BadContent WebPage TooLarge Denied PrivateNetwork Gone
                SourceCrash
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the interface; ``blanks`` fill the ``{names}`` in ``text``."""

    text: str
    blanks: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.text.format(**dict(self.blanks)) if self.blanks else self.text

    def to_json(self) -> str:
        return json.dumps([self.text, dict(self.blanks)], ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Said:
        text, blanks = json.loads(stored)
        return cls(text, tuple(blanks.items()))


def said(text: str, /, **blanks: object) -> Said:
    """A sentence to be translated when shown: ``said("No folder {path}", path=path)``."""
    return Said(text, tuple((name, str(value)) for name, value in blanks.items()))


NOTHING = Said("")


@dataclass(slots=True)
class TelexError(Exception):
    """``title`` says what happened, ``hint`` what to do next, ``detail`` what the cause said.

    ``notes`` are particulars, each a line of its own.
    """

    title: Said
    hint: Said = NOTHING
    detail: str = field(default="")
    notes: tuple[Said, ...] = ()

    exit_status: ClassVar[int] = 1

    def __str__(self) -> str:
        parts = (str(self.title), self.detail, *map(str, self.notes), str(self.hint))
        return ". ".join(part for part in parts if part)


class Usage(TelexError):
    exit_status = 2


class BadConfig(TelexError):
    exit_status = 2


class NoTerminal(TelexError):
    exit_status = 2


class StoreError(TelexError):
    exit_status = 3


class Locked(StoreError):
    """Another program kept the file for longer than the busy timeout."""


class TooNew(StoreError):
    """A newer telex wrote this file; this one refuses to touch it."""


class Corrupt(StoreError):
    """The file is not a database, or a broken one."""


class Foreign(Corrupt):
    """The file is another program's."""


class DiskFull(StoreError):
    pass


class Interrupted(StoreError):
    """A query was stopped because its answer is no longer wanted."""


class SourceError(TelexError):
    """Trouble with one source. ``permanent`` means that trying again will not help."""

    permanent: ClassVar[bool] = False


class Misconfigured(SourceError):
    permanent = True


class NotFound(SourceError):
    pass


class Unreachable(SourceError):
    pass


@dataclass(slots=True)
class Postponed(Unreachable):
    """It will answer, but not now. ``wait`` is how long it asks to be left alone; zero if it does
    not say."""

    wait: timedelta = timedelta(0)


class BadContent(SourceError):
    pass


class WebPage(BadContent):
    """A page for people, where a feed was expected. It may name one."""


class TooLarge(SourceError):
    pass


class Denied(SourceError):
    permanent = True


class PrivateNetwork(Denied):
    """A stranger's page leads into a network that is not public."""


class Gone(SourceError):
    permanent = True


class SourceCrash(SourceError):
    """An adapter raised something that is not a :class:`SourceError`."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
