"""Search finds what the documented rule says, no more and no less: beside a naive look at each article.

Of 20,000 articles; of as many as ``TELEX_SEARCH_ARTICLES`` says.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.benchmarks.search_texts import KINDS, SearchTexts, words_of
from tests.benchmarks.searched import ingest
from tests.builders import World, index
from tests.search_rule import contains
from tests.store.evaluation import SIMPLIFY as _SIMPLIFY
from tests.store.evaluation import apart, with_summary
from tui.bodies.searchable import searchable
from tui.core.models import Body
from tui.core.query import Query, Word
from tui.core.queryparse import parse
from tui.core.searchtext import needle, tokens
from tui.core.text import Block
from tui.library import Library
from tui.store.ingest import LibraryWriter

_ARTICLES = int(os.environ.get("TELEX_SEARCH_ARTICLES", "20000"))
_PROVED = 60  # words for which the fast look is shown to be the slow one
_AMONG = 400  # articles, for these
_COLUMNS = "a.id, a.title, a.authors, a.summary, a.categories, a.tags, b.format, b.text"


class Naive(NamedTuple):
    """An article as the rule sees it: the tokens of each of its fields, and the same as one string
    in which every token stands between spaces and a line's end parts the fields."""

    id: int
    fields: list[list[str]]
    line: str

    def has(self, wanted: str) -> bool:
        return wanted in self.line


class Searched(NamedTuple):
    library: Library
    texts: SearchTexts
    articles: list[Naive]
    words: dict[str, list[str]]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    root = tmp_path_factory.mktemp("searched")
    texts, world = SearchTexts(_ARTICLES), World(root)
    ingest(root, texts)
    writer = LibraryWriter(world.library)
    index(writer)
    assert not writer.unindexed()
    writer.close()
    connection = sqlite3.connect(world.library)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM article AS a JOIN body AS b USING(docid) ORDER BY docid DESC"
    ).fetchall()
    connection.close()
    words = words_of([row[-1] for row in rows], random.Random(3))
    library = world.open()
    yield Searched(library, texts, [_naive(*row) for row in rows], words)
    library.close()


def _naive(
    number: int,
    title: str,
    authors: str,
    summary: str,
    categories: str,
    tags: str,
    form: str,
    text: str,
) -> Naive:
    body = searchable(Body(form, Block(text)))  # type: ignore[arg-type]
    labels = [*json.loads(categories), *json.loads(tags)]
    parts = (
        apart(title),
        apart(*json.loads(authors)),
        apart(*labels),
        tokens(with_summary(summary, body), _SIMPLIFY),
    )
    fields = [list(map(sys.intern, part)) for part in parts]
    return Naive(number, fields, "\n".join(f" {' '.join(field)} " for field in fields))


def _wanted(word: str) -> str:
    return f" {' '.join(needle(word, _SIMPLIFY))} "


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_found_in_exactly_the_articles_of_the_rule(searched: Searched, kind: str) -> None:
    wrong, somewhere = [], 0
    for word in searched.words[kind]:
        query = parse(str(Query((Word(word),))))
        wanted = _wanted(word)
        naive = [article.id for article in searched.articles if article.has(wanted)]
        found = list(searched.library.ids(query))
        if found != naive or list(searched.library.ids(query, 200)) != naive[:200]:
            wrong.append((word, len(found), len(naive), sorted(set(found) ^ set(naive))[:3]))
        somewhere += bool(naive)
    assert not wrong
    assert somewhere > 0.95 * len(searched.words[kind])  # but for pieces of longer ones


def test_planted_words_are_found_as_often_as_they_were_planted(searched: Searched) -> None:
    found = {word: len(searched.library.ids(parse(word))) for word in searched.texts.planted}
    assert found == searched.texts.planted


def test_the_fast_look_is_the_slow_one(searched: Searched) -> None:
    dice = random.Random(5)
    for kind in KINDS:
        for word in dice.sample(searched.words[kind], _PROVED):
            wanted, line = needle(word, _SIMPLIFY), _wanted(word)
            for article in dice.sample(searched.articles, min(_AMONG, _ARTICLES)):
                slow = any(contains(field, wanted) for field in article.fields)
                assert article.has(line) == slow, (word, article.id)
