"""Feed documents in a table, read as a fetch reads them, and by each of the readers of XML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from _pytest.mark import ParameterSet

from tests.builders import NOW
from tests.sources import (
    feed_documents_atom,
    feed_documents_atom03,
    feed_documents_atom_content,
    feed_documents_dates,
    feed_documents_encodings,
    feed_documents_hostile,
    feed_documents_identity,
    feed_documents_ill,
    feed_documents_json,
    feed_documents_links,
    feed_documents_media,
    feed_documents_modules,
    feed_documents_rss,
    feed_documents_versions,
)
from tests.sources.feed_documents import Case
from tests.sources.feed_documents_lost import LOST
from tui.core.admit import Admission, Admitted, admit
from tui.core.draft import Draft, FeedInfo
from tui.errors import BadContent
from tui.sources import feedtext, jsonfeed, loose, strict, syndication

TABLES = {
    "rss": feed_documents_rss.CASES,
    "versions": feed_documents_versions.CASES,
    "modules": feed_documents_modules.CASES,
    "atom": feed_documents_atom.CASES,
    "atom content": feed_documents_atom_content.CASES,
    "atom03": feed_documents_atom03.CASES,
    "json": feed_documents_json.CASES,
    "links": feed_documents_links.CASES,
    "media": feed_documents_media.CASES,
    "identity": feed_documents_identity.CASES,
    "dates": feed_documents_dates.CASES,
    "encodings": feed_documents_encodings.CASES,
    "ill": feed_documents_ill.CASES,
    "hostile": feed_documents_hostile.CASES,
}
ALL = [
    pytest.param(case, id=f"{table}: {case.name}")
    for table, cases in TABLES.items()
    for case in cases
]
CASES = tuple(case for cases in TABLES.values() for case in cases)
_LIMIT = 10_000
_WORDS = 100_000  # characters: more, and something of the small documents here was multiplied
_WHERE = Admission("news", "news", UTC, NOW)


def is_well_formed(case: Case) -> bool:
    if case.is_json or case.bad is not None:
        return False
    text = feedtext.decode(case.bytes, case.content_type)[0]
    try:
        ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return False
    return "<!ENTITY" not in text  # which a reader may well refuse


WELL_FORMED = [
    pytest.param(case, id=f"{table}: {case.name}")
    for table, cases in TABLES.items()
    for case in cases
    if is_well_formed(case)
]


def shown(admitted: Admitted, name: str) -> object:
    if name == "body":
        return admitted.body.text.strip()
    if name == "body_format":
        return admitted.body.format
    value: object = getattr(admitted.article, name)
    if name == "enclosures":
        return tuple((each.url, each.type, each.size) for each in admitted.article.enclosures)
    if isinstance(value, datetime):
        assert value.tzinfo is UTC
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return value


def told(info: FeedInfo, articles: list[Admitted], name: str) -> object:
    """What a feed says in the field ``name``."""
    each = [one.article for one in articles]
    return {
        "title": info.title,
        "home": info.home,
        "titles": tuple(article.title for article in each),
        "guids": tuple(article.guid for article in each),
        "urls": tuple(article.url for article in each),
        "identities": len({article.id for article in each}),
    }[name]


def check(case: Case, events: Iterable[object]) -> None:
    found = list(events)
    (info,) = [event for event in found if isinstance(event, FeedInfo)]
    articles = [admit(event, _WHERE) for event in found if isinstance(event, Draft)]
    everything = repr((info, articles))
    assert len(everything) < _WORDS + 4 * len(case.bytes)
    assert {name: told(info, articles, name) for name in case.feed} == case.feed
    assert case.entries is None or len(articles) == case.entries
    if isinstance(case.which, str):
        articles = [one for one in articles if one.article.title == case.which]
    if articles or case.expected:
        one = articles[case.which if isinstance(case.which, int) else 0]
        assert {name: shown(one, name) for name in case.expected} == case.expected
        assert [part for part in case.has if part not in one.body.text] == []
    assert [part for part in case.lacks if part in everything] == []


def read(case: Case) -> list[object]:
    """As a fetch reads it."""
    if case.is_json:
        return list(jsonfeed.read(case.bytes, case.address))
    return list(syndication.read(case.bytes, case.address, case.content_type))


@pytest.mark.parametrize("case", ALL)
def test_a_document(case: Case) -> None:
    if case.bad is None:
        check(case, read(case))
        return
    with pytest.raises(BadContent) as caught:
        read(case)
    assert case.bad.casefold() in str(caught.value).casefold()
    assert caught.value.hint.text


def _is_strict(param: ParameterSet) -> bool:
    (case,) = param.values
    assert isinstance(case, Case)
    return case.only == "strict"


@pytest.mark.parametrize("case", WELL_FORMED)
def test_a_well_formed_document_strictly(case: Case) -> None:
    text = feedtext.decode(case.bytes, case.content_type)[0]
    if case.only != "loose":
        check(case, strict.read(text, case.address, _LIMIT))


@pytest.mark.parametrize(
    "case", [param for param in WELL_FORMED if param.id not in LOST and not _is_strict(param)]
)
def test_a_well_formed_document_loosely(case: Case) -> None:
    text = feedtext.decode(case.bytes, case.content_type)[0]
    check(case, loose.read(text, case.address, _LIMIT))


def test_what_is_lost_is_of_the_table() -> None:
    assert {param.id for param in WELL_FORMED} >= LOST


def test_the_table_is_large_and_every_case_expects_something() -> None:
    assert len(CASES) >= 160
    assert len(WELL_FORMED) >= 160
    for table, cases in TABLES.items():
        assert len({case.name for case in cases}) == len(cases), table
    for case in CASES:
        assert case.expected or case.feed or case.has or case.bad is not None or case.entries == 0
        assert bool(case.only) == bool(case.why), case.name


def test_only_a_few_documents_are_for_one_of_the_readers() -> None:
    assert sum(bool(case.only) for case in CASES) <= len(CASES) / 10
