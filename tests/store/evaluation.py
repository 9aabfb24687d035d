"""The query language read by a few lines of Python, as its users are told it: no index, no SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.builders import NOW
from tests.search_rule import contains
from tui.bodies import simplified
from tui.core import dates, ids
from tui.core.admit import Admitted
from tui.core.query import Group, Node, Pattern, Query, Term, Word
from tui.core.searchtext import PART, needle, simplifier, tokens
from tui.core.text import fold

SIMPLIFY = simplifier(simplified.table())
UNSEEN = {"draft", "future", "expired"}


@dataclass(frozen=True)
class Known:
    """One article as the plain evaluation sees it; ``text`` is what a reader reads of its body."""

    item: Admitted
    text: str
    state: str
    read: bool
    starred: bool
    edited: bool
    hidden: bool
    folder: str = ""
    own_tags: tuple[str, ...] = ()
    until: datetime | None = None
    """When it was put off to."""

    @property
    def id(self) -> int:
        return self.item.article.id

    @property
    def source(self) -> str:
        return self.item.article.source

    @property
    def unread(self) -> bool:
        asleep = self.until is not None and self.until > NOW
        return self.state == "visible" and not self.read and not asleep

    @property
    def later(self) -> bool:
        return self.state == "visible" and not self.read and self.until is not None


def expected(query: Query, shelf: Sequence[Known]) -> list[int]:
    """The ids of the articles of ``query``, in its order; by relevance is newest first here. (The
    sources are called by their keys.)"""
    named = set(_named(query.terms, meant=True))
    sources = sorted({article.source for article in shelf})
    found = [
        article
        for article in shelf
        if (named & UNSEEN or article.state == "visible")
        and ("hidden" in named or not article.hidden)
        and _all(query.terms, article, sources)
    ]
    found.sort(key=lambda a: a.item.article.sort_date, reverse=query.order != "oldest")
    if query.order == "source":
        found.sort(key=lambda a: a.source)
    elif query.order == "unread":
        found.sort(key=lambda a: not a.unread)
    return [article.id for article in found]


def _named(nodes: Iterable[Node], *, meant: bool) -> Iterator[str]:
    """States that are named as meant to be true: an even number of negations around them."""
    for node in nodes:
        so = meant is not node.negated
        if isinstance(node, Group):
            for alternative in node.alternatives:
                yield from _named(alternative, meant=so)
        elif isinstance(node, Term) and node.field == "is" and so:
            yield from node.values


def _all(nodes: Iterable[Node], article: Known, sources: Sequence[str]) -> bool:
    return all(_true(node, article, sources) != node.negated for node in nodes)


def _true(node: Node, article: Known, sources: Sequence[str]) -> bool:
    match node:
        case Group():
            return any(_all(nodes, article, sources) for nodes in node.alternatives)
        case Word():
            wanted = needle(node.text, SIMPLIFY)
            return any(contains(field, wanted, prefix=node.prefix) for field in fields(article))
        case Pattern():
            pattern = re.compile(node.regex, re.IGNORECASE | re.MULTILINE)
            return any(map(pattern.search, (article.item.article.title, article.item.body.text)))
        case Term():
            return any(_bears(node.field, value, article, sources) for value in node.values)


def fields(article: Known) -> Iterator[list[str]]:
    """The tokens of what words are looked for in, each by itself."""
    found = article.item.article
    yield apart(found.title)
    yield apart(*found.authors)
    yield apart(*found.categories, *found.tags)
    yield tokens(with_summary(found.summary, article.text), SIMPLIFY)


def apart(*values: str) -> list[str]:
    """The tokens of ``values``, none of which goes on in the next."""
    found: list[str] = []
    for number, value in enumerate(values):
        found += [*([PART] if number else []), *tokens(value, SIMPLIFY)]
    return found


def with_summary(summary: str, text: str) -> str:
    """What is read of an article: its summary too, where its text does not begin with all of it."""
    told = summary.rstrip(" .…")
    near = text[: 2 * len(told) + 60]
    again = told[:60] in near and told[-60:] in near
    return text if again else f"{summary}\n\n{text}"


def _bears(field: str, value: str, article: Known, sources: Sequence[str]) -> bool:
    """Whether ``article`` is one of ``field:value``."""
    found, folded = article.item.article, fold(value)
    match field:
        case "tag":
            return folded in map(fold, (*found.tags, *article.own_tags))
        case "category":
            return folded in map(fold, found.categories)
        case "lang":
            wanted, lang = folded.replace("_", "-"), fold(found.lang)
            return bool(lang) and (lang == wanted or lang.startswith(wanted + "-"))
        case "title":
            return _simply(value) in _simply(found.title)
        case "author":
            return any(_simply(value) in _simply(author) for author in found.authors)
        case "source" | "feed":
            exact = [source for source in sources if source == folded]
            return article.source in (exact or [s for s in sources if folded in s])
        case "folder":
            return f"{fold(article.folder)}/".startswith(f"{folded.strip('/')}/")
        case "id":
            return ids.to_text(article.id).startswith(value.lower())
        case "words":
            return _within(value, _words(article))
        case "is":
            return _is(value, article)
        case _:
            return _at_that_time(field, value, article)


def _simply(words: str) -> str:
    assert SIMPLIFY is not None
    return SIMPLIFY(fold(words))


# A character of a script without spaces, or letters and digits of another that follow one another.
_ALONE = "\u0e00-\u0eff\u3005\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7ff\U0001f000-\U0001faff"
_COUNTED = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")


def _words(article: Known) -> int:
    text = with_summary(article.item.article.summary, article.text)
    return len(_COUNTED.findall(text))


def _within(value: str, words: int) -> bool:
    if ".." in value:
        low, high = value.split("..")
        return int(low) <= words <= int(high)
    number = int(value.lstrip("<>="))
    sign = value[: len(value) - len(str(number))]
    return {
        "<": words < number,
        "<=": words <= number,
        ">": words > number,
        ">=": words >= number,
    }.get(sign, words == number)


def _is(value: str, article: Known) -> bool:
    visible = article.state == "visible"
    return {
        "read": visible and article.read,
        "unread": article.unread,
        "later": article.later,
        "starred": article.starred,
        "edited": article.edited,
        "hidden": article.hidden,
    }.get(value, article.state == value)


def _at_that_time(field: str, value: str, article: Known) -> bool:
    edge = dates.boundary(value, NOW, UTC)
    assert edge is not None
    if field == "until" and (value in ("today", "yesterday") or re.fullmatch(r"[\d-]{8,}", value)):
        edge += timedelta(days=1)  # that day to its end
    later = article.item.article.sort_date >= edge
    return later if field in ("newer", "since") else not later


def unread(shelf: Iterable[Known], among: Set[int]) -> int:
    return sum(article.unread and article.id in among for article in shelf)
