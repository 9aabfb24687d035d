"""What goes between the parsing process and who asks it arrives as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core.draft import Draft, FeedInfo
from tui.errors import BadContent, SourceCrash, SourceError, WebPage, said
from tui.sources import wire
from tui.sources.base import Trouble

words = st.text(max_size=20)
several = st.lists(words, max_size=3)
drafts = st.builds(
    Draft,
    guid=words,
    title=words,
    url=words,
    authors=several,
    published=st.none() | words,
    updated=st.none() | words,
    body=words,
    body_format=st.sampled_from(("html", "markdown", "text")),
    categories=several,
    tags=several,
    enclosures=st.lists(st.dictionaries(words, words, max_size=2), max_size=2),
)
infos = st.builds(FeedInfo, title=words, home=words, ttl=st.integers(0, 10**6))
troubles = st.builds(
    lambda place, blank, remark: Trouble(
        place, BadContent(said("It is {x}", x=blank), said("Wait"), blank), remark=remark
    ),
    words,
    words,
    st.booleans(),
)


@given(st.lists(drafts | infos | troubles, max_size=4))
def test_what_is_answered_arrives_as_it_was(found: list[wire.Found]) -> None:
    assert wire.read(wire.written(found)) == found


@pytest.mark.parametrize("kind", [BadContent, WebPage, SourceCrash])
def test_an_error_arrives_as_it_was(kind: type[SourceError]) -> None:
    error = kind(said("No {x}", x="\x1b{y}"), said("Wait"), "detail")
    arrived = wire.failure(wire.failed(error))
    assert type(arrived) is kind
    assert (arrived.title, arrived.hint, arrived.detail) == (error.title, error.hint, "detail")
