"""Identity: stable, of 63 bits, and written so that a prefix of four serves."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core import ids

numbers = st.integers(min_value=0, max_value=2**63 - 1)


@given(st.text(min_size=1).filter(lambda s: s.isprintable()), st.text())
def test_an_id_fits_a_signed_64_bit_integer_and_is_stable(guid: str, source: str) -> None:
    if not source.isprintable():
        return
    number = ids.article_id(source, guid)
    assert 0 <= number < 2**63
    assert ids.article_id(source, guid) == number


def test_where_the_source_ends_and_the_guid_begins_matters() -> None:
    assert ids.article_id("ab", "c") != ids.article_id("a", "bc")
    assert ids.article_id("a", "x") != ids.article_id("b", "x")


def test_the_id_of_an_article_never_changes_between_versions() -> None:
    # Written down once; if this fails, every mark of every reader is lost.
    assert ids.to_text(ids.article_id("news", "guid-1")) == GOLDEN


GOLDEN = "nuckx35uc2pbi"


def test_an_article_without_a_guid_has_no_id() -> None:
    with pytest.raises(ValueError, match="guid"):
        ids.article_id("news", "")


@given(numbers)
def test_the_written_form_is_thirteen_characters_and_names_one_id(number: int) -> None:
    written = ids.to_text(number)
    assert len(written) == 13
    assert set(written) <= set(string.ascii_lowercase + "234567")
    assert ids.prefix_range(written) == (number, number)
    assert ids.prefix_range(written.upper()) == (number, number)


@given(numbers, st.integers(min_value=4, max_value=13), numbers)
def test_a_prefix_covers_exactly_the_ids_that_begin_with_it(
    number: int, length: int, other: int
) -> None:
    prefix = ids.to_text(number)[:length]
    covered = ids.prefix_range(prefix)
    assert covered is not None
    low, high = covered
    assert low <= number <= high
    assert (low <= other <= high) == ids.to_text(other).startswith(prefix)
    assert ids.to_text(low).startswith(prefix)
    assert ids.to_text(high).startswith(prefix)


@given(numbers, numbers)
def test_the_order_of_ids_is_the_order_of_their_written_forms(one: int, other: int) -> None:
    # Where "2" to "7" stand for the highest digits.
    digits = str.maketrans("234567", "{|}~\x7f\x80")
    assert (one < other) == (
        ids.to_text(one).translate(digits) < ids.to_text(other).translate(digits)
    )


@pytest.mark.parametrize(
    "prefix", ["", "abc", "abc1", "abcd!", "a" * 14, "ab d", "ÄBCD", "ｆｏｏｏ"]
)
def test_what_is_no_prefix_has_no_range(prefix: str) -> None:
    assert ids.prefix_range(prefix) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("My Blog", "my-blog"),
        ("../../etc/passwd", "etc-passwd"),
        ("山下 新闻", "山下-新闻"),
        ("ＦＵＬＬ", "full"),
        ("...", "source"),
        ("", "source"),
        ("a\x1b[31mb", "a-31mb"),
    ],
)
def test_a_key_is_made_of_letters_and_digits(name: str, slug: str) -> None:
    assert ids.slug(name) == slug
