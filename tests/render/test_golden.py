"""Every document of ``golden/`` makes the page that was looked at and found right.

``python -m tests.render.golden_pages`` writes the expected pages anew, to be read before they are
kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

import pytest
from rich.style import Style

from tests.builders import residue
from tests.render import golden_pages
from tests.render.breaks import NUMBER, cut_words, flows, too_wide, wrong_edges
from tests.render.golden_pages import EXPECTED, LEGEND, WIDTHS, expected, sign_of, told
from tui.render.article import prepare
from tui.render.find import links
from tui.render.lines import PageLine
from tui.words import Words

NAMES = golden_pages.names()
PAGES = list(product(NAMES, WIDTHS))
FIGURE = re.compile(r"^\[(?:figure|图) (\d+)\b")
STARS_MEANT = {
    "emphasis-by-cjk-punctuation.md": {"一行里有两处。****紧挨着的粗体，也有跨过换行的粗体。"},
    "emphasis-kinds.md": {
        "A lone * star, a lone _ line, ** two stars, and ~ one wave: all stay. Escaped *stars* and"
        " _lines_ and `ticks` stay too."
    },
    "code-indented-inline.md": {
        "Inline code keeps stars as **stars**, links as [x](https://example.org), entities as"
        " &copy; and <b> as <b>."
    },
    "literal-marks.html": {
        "正文里的星号 2 * 3 * 4 = 24，*这不是斜体*，**这不是粗体**，_这也不是_，snake_case_name，"
        "~~不是删除线~~。"
    },
    "plain-letter.txt": {"贵刊十一月号第12页说“水位尺是木头做的”，这句话**不对**。水位尺有三种："},
}
"""Lines with two stars in them that are no marks: their authors wrote them to be seen."""


@lru_cache(len(PAGES))
def lines_of(name: str, width: int) -> list[PageLine]:
    return golden_pages.lines_of(name, width)


@pytest.mark.parametrize(("name", "width"), PAGES)
def test_the_page_is_the_expected_one(name: str, width: int) -> None:
    assert told(name, width) == expected(name, width).read_text("utf-8")


def test_there_is_a_page_of_every_document_and_no_other() -> None:
    assert len(NAMES) >= 80
    assert {path.name for path in EXPECTED.iterdir()} == {expected(*page).name for page in PAGES}


def test_no_two_looks_have_one_sign() -> None:
    assert len(set(LEGEND.values())) == len(LEGEND)
    assert sign_of(Style()) == " "
    assert sign_of(golden_pages.DISTINCT.place + Style(bold=True)) == "B"
    with pytest.raises(KeyError):
        sign_of(Style(blink=True, color=golden_pages.COLOURS["dim"], reverse=True))


@pytest.mark.parametrize(("name", "width"), PAGES)
def test_no_line_is_wider_than_the_page_unless_it_is_code(name: str, width: int) -> None:
    assert too_wide(lines_of(name, width), width) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_holds_what_a_terminal_obeys(name: str) -> None:
    for width in WIDTHS:
        for line in lines_of(name, width):
            assert not residue(line.text), line.text
            assert "\n" not in line.text and "\t" not in line.text


@pytest.mark.parametrize(("name", "width"), PAGES)
def test_no_line_begins_or_ends_with_the_wrong_punctuation(name: str, width: int) -> None:
    assert wrong_edges(lines_of(name, width), width) == []


@pytest.mark.parametrize(("name", "width"), PAGES)
def test_no_word_number_or_address_is_cut_where_a_line_has_room_for_it(
    name: str, width: int
) -> None:
    assert cut_words(lines_of(name, width), width) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_emphasis_is_left_over(name: str) -> None:
    found = flows(lines_of(name, WIDTHS[-1]), WIDTHS[-1])
    stars = {line for flow in found for line in flow.text.split("\n") if "**" in line}
    assert stars == STARS_MEANT.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_the_same_at_every_width(name: str) -> None:
    """A table may be set as records, which say the names of its columns again in each."""
    narrow, middle, wide = (
        {flow.bare for flow in flows(lines_of(name, width), width)} for width in WIDTHS
    )
    assert narrow == middle == wide


@pytest.mark.parametrize("name", NAMES)
def test_code_is_the_same_at_every_width(name: str) -> None:
    narrow, middle, wide = (
        [line.text for line in lines_of(name, width) if line.aside] for width in WIDTHS
    )
    assert narrow == middle == wide


@pytest.mark.parametrize("name", NAMES)
def test_every_link_bears_the_number_of_where_it_leads(name: str) -> None:
    prepared = prepare(golden_pages.document(name), Words("en"))
    assert list(prepared.parts())
    page = [line for line in lines_of(name, WIDTHS[-1]) if line.block]
    for link in links(page):
        if link.address.startswith("#"):
            continue
        words = "".join(page[number].text[start:end] for number, start, end in link.spans)
        numbers = NUMBER.findall(words) or FIGURE.findall(words)
        assert numbers, f"no number: {words}"
        assert prepared.addresses[int(numbers[-1].strip("[]")) - 1] == link.address, words


@pytest.mark.parametrize("name", NAMES)
def test_every_number_given_belongs_to_a_link_of_the_page(name: str) -> None:
    prepared = prepare(golden_pages.document(name), Words("en"))
    assert list(prepared.parts())
    shown = {link.address for link in links(lines_of(name, WIDTHS[-1]))}
    assert set(prepared.addresses) <= shown
    assert len(set(prepared.addresses)) == len(prepared.addresses)
