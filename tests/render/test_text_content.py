"""A page says what its Markdown says: every word, in its order, and none besides."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import residue
from tests.render.content import bare, content_of, page_of, shown
from tests.render.documents import CHINESE, LETTERS, documents, long_bodies, tables
from tests.render.pages import page_lines, reading
from tui.render.lines import PageLine
from tui.render.parser import parts

WIDE = 2_000  # cells: no table is set as records
widths = st.integers(12, 100)


@settings(max_examples=200)
@given(documents, widths)
@example("一[^a]\n\n[^a]: 二[^b]\n[^b]: 三\n[^c]: 四\n", 40)
@example("- [x] 甲\n- 乙\n\n  ```\n  丙\n  ```\n", 20)
def test_a_page_says_what_its_markdown_says(markdown: str, width: int) -> None:
    lines = page_of(markdown, width)
    assert "".join(shown(lines)) == content_of(markdown)
    for line in lines:
        assert not residue(line.text)


@settings(max_examples=80)
@given(tables)
def test_a_table_in_columns_says_what_its_markdown_says(markdown: str) -> None:
    assert "".join(shown(page_of(markdown, WIDE))) == content_of(markdown)


@settings(max_examples=80)
@given(documents, widths, widths)
def test_two_widths_say_the_same_in_the_same_order(markdown: str, one: int, other: int) -> None:
    assert shown(page_of(markdown, one)) == shown(page_of(markdown, other))


@settings(max_examples=80)
@given(tables, widths)
def test_a_table_says_the_same_at_any_width(markdown: str, width: int) -> None:
    """As records it says the names of its columns again for each row."""
    assert set(shown(page_of(markdown, width))) == set(shown(page_of(markdown, WIDE)))


def drawn(lines: list[PageLine]) -> list[object]:
    """All of a page but the numbers of its running texts and blocks, which are given as they come."""
    return [
        (
            line.segments,
            line.links,
            line.heading,
            line.anchor,
            line.aside,
            [(stretch.start, stretch.end, stretch.join) for stretch in line.stretches],
        )
        for line in lines
    ]


@settings(max_examples=80)
@given(long_bodies, st.integers(20, 200))
def test_a_body_set_part_by_part_is_the_same_page(markdown: str, size: int) -> None:
    whole = page_of(markdown, 60)
    with patch.object(parts, "__defaults__", (size,)):
        assert drawn(page_of(markdown, 60)) == drawn(whole)


ANYTHING = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.text("*_`~[]()!<>#-+|\\&;:{}%^$=\"'/ \n\t0123.中文，。“”", max_size=20),
        st.sampled_from(
            (
                "> ",
                "- ",
                "1. ",
                "```",
                "    ",
                "[^1]",
                "[^1]: ",
                "{{< ",
                " >}}",
                "{% ",
                " %}",
                "\n\n",
            )
        ),
    ),
    max_size=20,
).map("".join)


@settings(max_examples=200)
@given(ANYTHING, widths)
def test_any_text_at_all_makes_a_page_without_control_characters(body: str, width: int) -> None:
    for line in page_of(body, width):
        assert not residue(line.text)
        assert "\n" not in line.text and "\t" not in line.text


said = st.text(LETTERS + CHINESE + "0123456789", min_size=1, max_size=10)
INLINE = (
    *("span", "b", "i", "em", "strong", "u", "ins", "mark", "small", "q", "code", "a"),
    *("kbd", "samp", "var", "cite", "dfn", "abbr", "font", "unknown-tag", "label"),
)
BLOCK = (
    *("p", "div", "center", "section", "article", "blockquote", "h1", "h2", "h5", "ul", "ol"),
    *("li", "figcaption", "b", "span"),
)


def tagged(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(INLINE), inner),
        st.builds("{} {}".format, inner, inner),
        st.builds("{}<br>{}".format, inner, inner),
    )


inline = st.recursive(said | st.builds("<s>{}</s>".format, said), tagged, max_leaves=4)


def boxed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(BLOCK), inner),
        st.builds("<{0}>{1}".format, st.sampled_from(("p", "li")), inner),
        st.builds("{} {}".format, inner, inner),
    )


row = st.builds("<table><tr><td>{}</td><td>{}</td></tr></table>".format, inline, inline)
html = st.recursive(inline, boxed, max_leaves=6)
careless = st.builds("<p>{}<b>{}<p>{}<i>{}<span>{}".format, *[inline] * 5)
"""Never closed."""
bodies = st.one_of(st.lists(html | row, min_size=1, max_size=3).map("\n\n".join), careless)
TAG = re.compile(r"<[^>]*>")


def letters(words: str) -> list[str]:
    """The letters and figures of ``words``, in order: marks that HTML stands for are left out."""
    return [c for c in bare(words) if c.isalnum()]


@settings(max_examples=80)
@given(bodies)
def test_no_word_of_an_html_body_is_lost(body: str) -> None:
    lines = page_lines(reading(body, "html"), WIDE)
    assert letters("".join(shown(lines))) == letters(TAG.sub(" ", body))


@settings(max_examples=80)
@given(bodies)
def test_no_word_of_html_within_markdown_is_lost(body: str) -> None:
    assert letters("".join(shown(page_of(body, WIDE)))) == letters(TAG.sub(" ", body))


@pytest.mark.parametrize(
    "markdown",
    [
        "甲\n\n```\n~~~\n\n乙\n\n丙\n```\n\n丁\n",
        "~~~\n```\n\n乙\n\n丙\n~~~\n\n丁\n",
        "````\n```\n\n乙\n\n丙\n````\n\n丁\n",
        "``` a ``` 甲\n\n```\n乙\n\n丙\n```\n\n丁\n",
        "甲\n\n<!-- 乙\n\n丙\n\n丁 -->\n\n戊\n",
        "甲\n\n<pre>\n乙\n\n丙\n</pre>\n\n丁\n",
        "甲\n\n<script>\n乙\n\n丙\n</script>\n\n丁\n",
    ],
)
def test_a_cut_between_parts_falls_within_no_block(markdown: str) -> None:
    whole = drawn(page_of(markdown, 60))
    with patch.object(parts, "__defaults__", (4,)):
        assert drawn(page_of(markdown, 60)) == whole
