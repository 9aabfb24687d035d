"""Drafts become articles: identity, clean fields, and what a second fetch means."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import HOSTILE_TITLES, NOW, admitted, make_draft, residue
from tui.core.admit import Admission, Admitted, admit
from tui.core.decide import Known, decide
from tui.core.draft import Draft
from tui.core.models import Article

WHERE = Admission("news", "News", UTC, NOW)


def article_of(draft: Draft) -> Article:
    return admit(draft, WHERE).article


def guid_of(**given: object) -> str:
    return article_of(replace(Draft(), **given)).guid  # type: ignore[arg-type]


def test_identity_is_the_id_else_the_link_else_the_path_else_the_content() -> None:
    link = "https://Example.org/a/?utm_source=x&id=7#top"
    everything = {"guid": " g ", "url": link, "path": "a.md", "title": "T", "body": "B"}
    assert guid_of(**everything) == "g"
    assert guid_of(**everything | {"guid": "  "}) == "https://example.org/a?id=7"
    assert guid_of(**everything | {"guid": "", "url": "javascript:x"}) == "a.md"
    by_content = guid_of(**everything | {"guid": "", "url": "", "path": ""})
    assert by_content.startswith("content:")
    assert by_content != guid_of(title="T", body="other")
    assert by_content == guid_of(title="T", body="B")


def test_even_an_empty_draft_has_an_identity_and_a_title() -> None:
    nothing = article_of(Draft())
    assert nothing.guid
    assert nothing.title
    assert 0 <= nothing.id < 2**63


def test_links_that_differ_only_in_tracking_are_one_article() -> None:
    plain = article_of(Draft(url="https://example.org/a")).id
    for same in ("https://example.org/a/", "https://example.org/a?utm_medium=rss#x"):
        assert article_of(Draft(url=same)).id == plain
    assert article_of(Draft(url="https://example.org/a?id=2")).id != plain


def test_a_guid_of_any_characters_has_an_identity() -> None:
    # JSON can write a lone surrogate: "\ud800".
    assert article_of(Draft(guid="\ud800")).guid


@pytest.mark.parametrize("raw", HOSTILE_TITLES)
def test_no_field_lets_a_hostile_string_through(raw: str) -> None:
    found = admit(
        Draft(
            guid="g",
            title=raw,
            url="https://example.org/" + raw,
            authors=(raw,),
            lang=raw,
            summary=raw,
            body=raw,
            body_format="markdown",
            categories=(raw,),
            tags=(raw, raw.upper()),
            thumbnail="https://example.org/" + raw,
            enclosures=({"url": "https://example.org/" + raw, "type": raw, "length": raw},),
            feed_key=raw,
            path=raw,
        ),
        WHERE,
    )
    for field in fields(found.article):
        assert not residue(str(getattr(found.article, field.name))), field.name
    assert not residue(found.body.text)


def test_labels_are_kept_once_whatever_their_case_and_in_their_order() -> None:
    found = article_of(
        Draft(guid="g", tags=("AI", "ai", " Robots ", "", "aI", "\x1b[m"), categories=("AI",))
    )
    assert found.tags == ("AI", "Robots")
    assert found.categories == ("AI",)
    assert len(article_of(Draft(guid="g", tags=[str(n) for n in range(1_000)])).tags) == 100


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("zh_cn", "zh-CN"),
        ("ZH-hans-cn", "zh-Hans-CN"),
        ("EN", "en"),
        ("en-us", "en-US"),
        ("", ""),
        ("中文", ""),
        ("12", ""),
        ("de-1996", "de-1996"),
    ],
)
def test_language_tags_take_their_usual_case(raw: str, tag: str) -> None:
    assert article_of(Draft(guid="g", lang=raw)).lang == tag


def test_undated_and_future_articles_stand_where_they_were_first_seen() -> None:
    tomorrow = NOW + timedelta(hours=14)
    assert article_of(Draft(guid="g")).sort_date == NOW
    assert article_of(Draft(guid="g", published="nonsense")).sort_date == NOW
    assert article_of(Draft(guid="g", published="2999-01-01")).published is None
    assert article_of(Draft(guid="g", published="1066-10-14")).published is None
    assert article_of(Draft(guid="g", published=tomorrow)).published == tomorrow


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        (Draft(title=" A  title "), "A title"),
        (Draft(body="<p>First words</p><p>more", body_format="html"), "First words more"),
        (Draft(body="\n# Heading\n\nText", body_format="markdown"), "Heading"),
        (Draft(url="https://example.org/x"), "https://example.org/x"),
        (Draft(), "—"),
    ],
)
def test_an_untitled_article_is_called_by_what_it_has(draft: Draft, title: str) -> None:
    assert article_of(draft).title == title


def test_the_original_at_the_end_of_a_post_becomes_its_address() -> None:
    body = "Story.\n\n[News](https://example.org/1)\n"
    found = admit(Draft(guid="g", body=body, body_format="markdown"), WHERE)
    assert found.article.url == "https://example.org/1"
    assert found.body.text == "Story.\n"
    own = admit(Draft(guid="g", url="https://a.example/", body=body, body_format="markdown"), WHERE)
    assert own.body.text == body


def test_enclosures_without_a_safe_address_are_left_out() -> None:
    given: tuple[dict[str, str], ...] = (
        {"href": "https://example.org/a.mp3", "type": "audio/mpeg", "length": "123"},
        {"url": "javascript:x"},
        {"url": "https://example.org/b", "length": "many"},
        {},
    )
    found = article_of(Draft(guid="g", enclosures=given)).enclosures
    assert [(e.url, e.size) for e in found] == [
        ("https://example.org/a.mp3", 123),
        ("https://example.org/b", None),
    ]


@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters()))
def test_whatever_a_feed_says_is_admitted(guid: str, title: str, body: str) -> None:
    found = admit(Draft(guid=guid, title=title, body=body, tags=(title,), lang=body), WHERE)
    assert found.article.guid
    assert found.article.title
    assert not residue(found.article.title)
    assert not residue(found.body.text)


# Decide


def known_of(*items: Admitted, **changes: object) -> dict[int, Known]:
    return {
        item.article.id: replace(
            Known(item.fingerprint, item.article.first_seen, item.article.path),
            **changes,  # type: ignore[arg-type]
        )
        for item in items
    }


def test_new_changed_moved_and_same_are_told_apart() -> None:
    stored = admitted([make_draft(n, path=f"{n}.md") for n in range(3)])
    edited = make_draft(1, path="1.md", body="Other words.")
    renamed = make_draft(2, path="elsewhere.md")
    fetched = admitted([make_draft(0, path="0.md"), edited, renamed, make_draft(3)])
    plan = decide(known_of(*stored), fetched)
    assert [item.article.title for item in plan.new] == ["Article 3"]
    assert [item.article.title for item in plan.changed] == ["Article 1"]
    assert [item.article.path for item in plan.moved] == ["elsewhere.md"]
    assert plan.same == 2  # in content


def test_the_same_fetched_again_later_is_the_same() -> None:
    first = admitted([make_draft(0), make_draft(1, published=None)])
    later = admitted([make_draft(0), make_draft(1, published=None)], now=NOW + timedelta(days=3))
    plan = decide(known_of(*first), later)
    assert (plan.new, plan.changed, plan.moved, plan.same) == ((), (), (), 2)


def test_an_edit_does_not_move_an_undated_article() -> None:
    (first,) = admitted([make_draft(0, published=None)])
    (edit,) = admitted([make_draft(0, published=None, body="x")], now=NOW + timedelta(days=3))
    (changed,) = decide(known_of(first), [edit]).changed
    assert changed.article.sort_date == NOW


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_with_one_id_the_newest_wins(newest_first: bool) -> None:
    old = make_draft(0, title="old", updated=datetime(2025, 1, 1, tzinfo=UTC))
    new = make_draft(0, title="new", updated=datetime(2026, 1, 1, tzinfo=UTC))
    both = [new, old] if newest_first else [old, new]
    (item,) = decide({}, admitted(both)).new
    assert item.article.title == "new"


def test_of_two_equally_old_the_later_wins() -> None:
    twins = [make_draft(0, title="first"), make_draft(0, title="second")]
    assert decide({}, admitted(twins)).new[0].article.title == "second"


def test_a_file_that_moves_or_is_tied_otherwise_has_no_other_content() -> None:
    (before, after) = (
        admit(Draft(guid="g", title="T", path=path, tie=path, body="b"), WHERE)
        for path in ("a.md", "b.md")
    )
    assert before.fingerprint == after.fingerprint
    stored = Known(before.fingerprint, NOW, "a.md", tie="a.md")
    plan = decide({before.article.id: stored}, [after], {"a.md"})
    assert (plan.new, plan.changed, plan.moved) == ((), (), (after,))
