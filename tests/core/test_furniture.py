"""What a source ends all of its articles with: found, listed, kept, and where it begins."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.core.furniture import (
    NONE,
    Furniture,
    can_be_listed,
    common,
    mark_of,
)

DISCLAIMER = "风险提示：本文不构成投资建议。"
FOLLOW = "关注我们：[北岸日报](https://example.org/follow)"


def article(number: int, *ends: str) -> str:
    return "\n\n".join((f"第{number}篇的开头。", f"第{number}篇的正文，各不相同。", *ends))


def known(*chunks: str, listed: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> Furniture:
    return Furniture(frozenset(mark_of(chunk) for chunk in chunks), listed, kept)


def words_of(bodies: list[str]) -> list[str]:
    return [found.words for found in common(bodies)]


def test_what_at_least_half_of_the_articles_end_with_is_found() -> None:
    bodies = [article(n, DISCLAIMER) if n % 2 else article(n) for n in range(10)]
    [found] = common(bodies)
    assert (found.words, found.articles) == (DISCLAIMER, 5)
    assert found.mark == mark_of(DISCLAIMER)


def test_what_fewer_than_half_of_the_articles_end_with_is_not() -> None:
    assert common([article(n, DISCLAIMER) if n < 4 else article(n) for n in range(9)]) == []


@pytest.mark.parametrize("count", range(6))
def test_fewer_than_six_articles_say_nothing(count: int) -> None:
    assert common([article(n, DISCLAIMER) for n in range(count)]) == []


def test_six_articles_are_enough() -> None:
    assert words_of([article(n, DISCLAIMER) for n in range(6)]) == [DISCLAIMER]


def test_the_most_common_comes_first() -> None:
    bodies = [article(n, DISCLAIMER, *([FOLLOW] if n < 5 else [])) for n in range(8)]
    assert words_of(bodies) == [DISCLAIMER, FOLLOW]


def test_a_chunk_counts_once_in_an_article() -> None:
    bodies = [article(n, *([DISCLAIMER] * 3 if n < 2 else [])) for n in range(6)]
    assert common(bodies) == []


def test_only_the_last_eight_chunks_of_an_article_are_looked_at() -> None:
    tail = [f"尾段{letter}" for letter in "甲乙丙丁戊己庚"]
    assert DISCLAIMER in words_of([article(n, DISCLAIMER, *tail) for n in range(6)])
    assert DISCLAIMER not in words_of([article(n, DISCLAIMER, *tail, "辛") for n in range(6)])


def test_a_long_article_is_looked_at_from_its_end() -> None:
    assert words_of([article(n, f"{n}" * 20_000, DISCLAIMER) for n in range(6)]) == [DISCLAIMER]


def test_white_space_and_signs_make_no_difference() -> None:
    variants = [
        "风险提示：本文不构成投资建议。",
        "**风险提示**: 本文不构成投资建议",
        "风险提示\n本文不构成　投资建议……",
        "> 风险提示：本文不构成投资建议。",
    ]
    assert len({mark_of(variant) for variant in variants}) == 1
    bodies = [article(n, variants[n % 4]) for n in range(8)]
    [found] = common(bodies)
    assert found.articles == 8
    assert all(known(found.words).begins(body) < len(body) for body in bodies)


def test_chunks_of_signs_alone_are_told_apart() -> None:
    assert mark_of("---") != mark_of("* * *")
    assert mark_of("---") == mark_of("- - -")


def test_detection_asks_nothing_of_the_order_of_the_articles() -> None:
    bodies = [article(n, *([DISCLAIMER] if n % 3 else [FOLLOW, DISCLAIMER])) for n in range(12)]
    first = {(found.mark, found.articles) for found in common(bodies)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(bodies, len(bodies))
        assert {(found.mark, found.articles) for found in common(shuffled)} == first


def test_furniture_begins_where_its_first_chunk_does() -> None:
    body = article(1, FOLLOW, DISCLAIMER) + "\n"
    assert known(DISCLAIMER).begins(body) == body.index(DISCLAIMER)
    assert known(DISCLAIMER, FOLLOW).begins(body) == body.index(FOLLOW)


def test_furniture_is_only_what_goes_on_to_the_end() -> None:
    body = article(1, DISCLAIMER, "但是正文还没有完。")
    assert known(DISCLAIMER).begins(body) == len(body)
    body = article(1, FOLLOW, "正文。", DISCLAIMER)
    assert known(DISCLAIMER, FOLLOW).begins(body) == body.index(DISCLAIMER)


def test_a_whole_article_is_never_furniture() -> None:
    for body in (DISCLAIMER, f"{FOLLOW}\n\n{DISCLAIMER}\n", f"\n\n  {DISCLAIMER}"):
        assert known(DISCLAIMER, FOLLOW).begins(body) == len(body)


def test_an_article_without_words_has_no_furniture() -> None:
    for body in ("", "\n\n", "   "):
        assert known(DISCLAIMER).begins(body) == len(body)


def test_nothing_known_is_no_furniture() -> None:
    body = article(1, DISCLAIMER)
    assert NONE.begins(body) == len(body)
    assert known(kept=("风险",)).begins(body) == len(body)


def test_what_the_user_listed_is_furniture_by_its_beginning() -> None:
    body = article(1, "**编辑：**小周　责编：老安")
    assert known(listed=("编辑",)).begins(body) == body.index("**编辑")
    assert known(listed=("编辑：小周",)).begins(body) == body.index("**编辑")
    assert known(listed=("小周",)).begins(body) == len(body)


def test_what_the_user_keeps_is_none_though_it_is_found_or_listed() -> None:
    body = article(1, DISCLAIMER)
    assert known(DISCLAIMER, kept=("风险提示",)).begins(body) == len(body)
    assert known(DISCLAIMER, listed=("风险",), kept=("风险提示",)).begins(body) == len(body)
    assert known(DISCLAIMER, kept=("别的",)).begins(body) == body.index(DISCLAIMER)


def test_words_of_two_letters_or_more_can_be_listed() -> None:
    assert can_be_listed("编辑") and can_be_listed("ad")
    assert not any(can_be_listed(words) for words in ("", "。", "——", "编", "- a -"))


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_nothing_is_looked_for_in_or_before_code(fence: str) -> None:
    code = f"{fence}\nx = 1\n{fence}"
    after = article(1, code, DISCLAIMER)
    assert known(DISCLAIMER).begins(after) == after.index(DISCLAIMER)
    before = article(1, DISCLAIMER, code)
    assert known(DISCLAIMER, code).begins(before) == len(before)
    assert words_of([article(n, code) for n in range(8)]) == []
    bodies = [article(n, f"{fence}\na\n\n{DISCLAIMER}\n\nb\n{fence}") for n in range(8)]
    assert words_of(bodies) == []


def test_furniture_in_a_quote_begins_with_its_mark() -> None:
    body = article(1, f"> {DISCLAIMER}\n> \n> {FOLLOW}")
    assert known(DISCLAIMER, FOLLOW).begins(body) == body.index("> 风险")


LINES = st.sampled_from(
    [
        *("", "", " ", "> ", "正文。", "别的正文。", "- 项", "```", "~~~", "    码", DISCLAIMER),
        *(FOLLOW, f"> {DISCLAIMER}", f"  {FOLLOW}", "---", "## 头"),
    ]
)
BODIES = st.lists(LINES, max_size=16).map("\n".join)


@settings(max_examples=300)
@given(st.one_of(BODIES, st.text(max_size=80)), st.booleans())
def test_furniture_begins_at_the_start_of_a_line_or_at_the_end(body: str, listed: bool) -> None:
    furniture = known(DISCLAIMER, FOLLOW, "---", listed=("正文",) if listed else ())
    begins = furniture.begins(body)
    assert begins == len(body) or begins == 0 or body[begins - 1] == "\n"
    if begins < len(body):
        assert body[:begins].strip()
        assert body[begins:].strip()
        assert "```" not in body[begins:] and "~~~" not in body[begins:]
        assert furniture.begins(body[:begins]) == begins


@settings(max_examples=150)
@given(st.lists(BODIES, min_size=6, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_articles_never_matters(bodies: list[str], order: random.Random) -> None:
    shuffled = order.sample(bodies, len(bodies))
    first = {(found.mark, found.articles) for found in common(bodies)}
    assert {(found.mark, found.articles) for found in common(shuffled)} == first
    assert all(2 * articles >= len(bodies) for _, articles in first)


@settings(max_examples=150)
@given(BODIES.filter(str.strip), st.integers(6, 12))
def test_what_is_found_in_all_is_where_all_end(end: str, count: int) -> None:
    """Unless it goes over into code, all that was added to articles that differ is theirs."""
    found = {one.mark for one in common([article(n, end) for n in range(count)])}
    body = article(99, end)
    begins = Furniture(frozenset(found)).begins(body)
    if "```" not in end and "~~~" not in end and len(end.split("\n")) <= 8:
        assert body[:begins].strip() == article(99)
    assert body[:begins].startswith(article(99))
