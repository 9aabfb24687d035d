"""Lines break where print breaks them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.bodies.markdown import markdown_of
from tui.core.models import Body
from tui.core.text import Block
from tui.render.cells import cut, fit
from tui.render.linebreak import lines_of, pieces

CLOSING = "，。、：；！？）》」』】"
OPENING = "（《「『【"
TEXT = st.text(alphabet="中文，。“”（）abc DEF123-.👨‍👩‍👧é", max_size=120)


@given(TEXT, st.integers(4, 60))
def test_no_line_is_too_long_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet="中文字，。、（）《》", min_size=1, max_size=80), st.integers(8, 40))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(
    text: str, width: int
) -> None:
    # What may not be broken and is wider than a line leaves no other way.
    assume(all(cell_len(piece) <= width for piece in pieces(text)))
    lines = lines_of(text, width)
    for line, following in pairwise(lines):
        assert following[0] not in CLOSING, lines
        assert line[-1] not in OPENING, lines


def test_a_word_is_cut_only_if_it_is_longer_than_the_line() -> None:
    assert lines_of("使用DeepSeek模型吗", 10) == ["使用", "DeepSeek模", "型吗"]
    assert lines_of("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_no_single_character_is_left_on_the_last_line_of_a_chinese_paragraph() -> None:
    assert lines_of("归纳为三条：", 10) == ["归纳为", "三条："]
    assert lines_of("归纳为三条", 8) == ["归纳为", "三条"]
    assert lines_of("归纳为三条计", 8) == ["归纳为三", "条计"]
    assert lines_of("as easy as a b", 12) == ["as easy as a", "b"]


@pytest.mark.parametrize("width", range(0, 12))
def test_fitting_gives_exactly_the_cells_asked_for(width: int) -> None:
    for text in ("", "中文标题", "a中b", "👨‍👩‍👧 x", "long english title"):
        assert cell_len(fit(text, width)) == width
        assert cell_len(cut(text, width)) <= width


def test_ambiguous_characters_are_two_cells_wide_once_asked_for() -> None:
    code = (
        "from tui.render.cells import widen_ambiguous, cell_len, fit\n"
        "before = cell_len('“…●”')\n"
        "widen_ambiguous()\n"
        "print(before, cell_len('“…●”'), cell_len('abc中'), cell_len(fit('“中”文', 7)), cell_len('±×'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["4", "8", "5", "7", "4"]


def test_html_that_cannot_be_converted_still_gives_its_words() -> None:
    deep = "<div>" * 5_000 + "words at the bottom" + "</div>" * 5_000
    assert markdown_of(Body("html", Block(deep))).strip() != ""
