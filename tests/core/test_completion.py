"""What Tab offers while a query is typed: always something that a query may say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.core.completion import Completion, completions
from tui.core.query import FIELDS, ORDERS, STATES, Query, Term
from tui.core.queryparse import parse

KNOWN = {
    "tag": ["ai", "AI safety", "linux", "人工智能", "Rain"],
    "source": ["LWN.net", "华尔街见闻"],
    "folder": ["Tech/Linux"],
}
names = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(
    str.strip
)
bare = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12)


def shown(text: str) -> list[str]:
    return [offer.shown for offer in completions(text, KNOWN)]


def taken(text: str, offer: Completion) -> str:
    """``text`` once the offer stands in it."""
    return text[: offer.start] + offer.written


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", []),
        ("rome ", []),
        ("t", ["tag:", "title:"]),
        ("TI", ["title:"]),
        ("rome -fo", ["folder:"]),
        ("(fe", ["feed:"]),
        ("xyz", []),
        ("tag:", ["ai", "AI safety", "linux", "人工智能", "Rain"]),
        # What begins so, then what has it within.
        ("tag:ai", ["AI safety", "Rain"]),
        ("tag:Ａ", ["ai", "AI safety", "Rain"]),
        ("tag:人", ["人工智能"]),
        ("tag：lin", ["linux"]),
        ("-tag:ai,lin", ["linux"]),
        ("(is:read or is:un", ["unread"]),
        ('tag:"AI s', ["AI safety"]),
        ("tag:linux", []),
        ("tag:nothing", []),
        ("is:s", ["starred"]),
        ("sort:", [*ORDERS]),
        ("source:街", ["华尔街见闻"]),
        ("newer:7", ["7d"]),
        ("author:a", []),
        ("nofield:a", []),
        ('"a phrase', []),
    ],
)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    assert shown(text) == offered


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("rome ta", "rome tag:"),
        ("tag:lin", "tag:linux"),
        ("rome -tag:ai,li", "rome -tag:ai,linux"),
        ("tag:saf", 'tag:"AI safety"'),
        ('tag:"AI s', 'tag:"AI safety"'),
        ("(source:lwn", "(source:LWN.net"),
    ],
)
def test_where_the_first_offer_stands(text: str, after: str) -> None:
    assert taken(text, completions(text, KNOWN)[0]) == after


def test_no_more_are_offered_than_there_is_room_for() -> None:
    many = {"tag": [f"tag{n}" for n in range(1_000)]}
    offered = completions("tag:tag", many)
    assert [offer.shown for offer in offered] == many["tag"][: len(offered)]
    assert 5 < len(offered) < 20


@given(st.sampled_from(FIELDS), st.data())
def test_every_field_is_offered_from_any_beginning_of_it(field: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(field)))
    for before in ("", "rome ", "-", "(", "tag:a "):
        assert f"{field}:" in shown(before + field[:end])


@given(st.sampled_from(("tag", "category", "source", "folder", "lang", "title")), names, st.data())
@example("tag", "Paris, Texas", None)
@example("tag", 'a "b" c', None)
@example("tag", "-x", None)
@example("tag", "a:b", None)
@example("tag", "back\\slash", None)
def test_an_offer_that_is_taken_is_the_query_that_it_shows(
    field: str, name: str, data: st.DataObject | None
) -> None:
    if not name:
        return
    end = data.draw(st.integers(0, 2)) if data is not None else 1
    text = f"{field}:{name[:end]}" if name[:end].isalnum() else f"{field}:"
    for offer in completions(text, {field: [name]}):
        assert parse(taken(text, offer)) == Query((Term(field, (name,)),))


@given(names, st.integers(1, 20))
@example("Paris, Texas", 8)
@example("a, b, c", 5)
@example("a (b", 4)
def test_a_name_begun_in_a_quotation_mark_is_offered_whole(name: str, end: int) -> None:
    if '"' in name or "\\" in name or not name[:end].strip():
        return
    text = f'rome tag:"{name[:end]}'
    offers = completions(text, {"tag": [name]})
    assert [offer.shown for offer in offers] == [name]
    assert parse(taken(text, offers[0])) == parse("rome") & Query((Term("tag", (name,)),))


@given(st.lists(bare, min_size=1, max_size=4), st.lists(bare, max_size=3, unique=True))
def test_of_several_values_only_the_last_is_completed(begun: list[str], known: list[str]) -> None:
    text = f"-tag:{','.join(begun)}"
    for offer in completions(text, {"tag": known}):
        assert offer.shown in known
        assert taken(text, offer).startswith(text[: offer.start])
        found = parse(taken(text, offer))
        assert found == Query((Term("tag", (*begun[:-1], offer.shown), negated=True),))


@given(st.text(max_size=40), st.lists(names, max_size=5))
@example('tag:"', ["a"])
@example("tag:,", ["a"])
@example("is:" + '"' * 30, ["a"])
def test_whatever_is_typed_an_offer_stands_within_it(text: str, known: list[str]) -> None:
    for offer in completions(text, {"tag": known, "is": STATES}):
        assert 0 <= offer.start <= len(text)
        assert offer.written
        assert offer.shown in (*known, *STATES, *ORDERS, *(f"{f}:" for f in FIELDS)) or text


def test_a_long_line_of_quotation_marks_takes_no_long_time() -> None:
    for hostile in ('tag:"' + "a" * 900, "tag:" + "a," * 450, "tag:" + '"' * 990, "(-" * 490):
        assert isinstance(completions(hostile, KNOWN), list)
