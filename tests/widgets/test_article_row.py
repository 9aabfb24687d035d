"""A row as segments: exact widths, what gives way first, and the last look before the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.builders import FORBIDDEN, HOSTILE_TITLES, NOW, residue
from tui.core.ids import ArticleId
from tui.core.models import ArticleRow
from tui.core.text import Line
from tui.widgets.article_row import Clock, Columns, draw, title_is_cut
from tui.widgets.drawn import ASCII, UNICODE, Glyphs, Inks

INKS = Inks(
    Style(color="white"),
    Style(color="bright_black"),
    Style(color="yellow"),
    Style(color="cyan"),
    Style(bgcolor="blue"),
    Style(color="bright_black"),
)
CLOCK = Clock(NOW, UTC)
ROW = ArticleRow(
    ArticleId(1), Line("A title"), "news", Line("The news"), NOW, (Line("ai"),), None, False, False
)


def text(row: ArticleRow | None, columns: Columns, glyphs: Glyphs = UNICODE, **more: bool) -> str:
    segments = draw(
        row, columns, CLOCK, current=more.get("current", False), worn={}, inks=INKS, glyphs=glyphs
    )
    return "".join(segment.text for segment in segments)


def raw(words: str) -> ArticleRow:
    """A row that never came through the gate."""
    return replace(ROW, title=Line(words), source_name=Line(words), labels=(Line(words),))


@pytest.mark.parametrize("words", HOSTILE_TITLES)
@pytest.mark.parametrize("width", [20, 28, 36, 60, 100, 200])
def test_raw_strings_reach_no_line(words: str, width: int) -> None:
    line = text(raw(words), Columns.within(width, 12), current=True)
    assert "\x1b" not in line
    assert not set(line) & (
        FORBIDDEN - set("\u00ad\u180e") - {chr(c) for c in range(0xE0000, 0xE0080)}
    )


@pytest.mark.parametrize("words", HOSTILE_TITLES)
@pytest.mark.parametrize("width", [20, 60, 200])
def test_a_row_is_exactly_as_wide_as_the_screen(words: str, width: int) -> None:
    line = text(raw(words), Columns.within(width, 12))
    assert cell_len(line) == width


@given(
    words=st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    width=st.integers(20, 200),
    source=st.integers(0, 30),
    current=st.booleans(),
    read=st.booleans(),
)
def test_any_words_in_any_width(
    words: str, width: int, source: int, current: bool, read: bool
) -> None:
    row = replace(raw(words), read=read)
    line = text(row, Columns.within(width, source), current=current)
    assert cell_len(line) == width
    assert "\x1b" not in line


def test_columns_give_way_in_order() -> None:
    def kept(width: int) -> tuple[bool, bool, bool, bool]:
        columns = Columns.within(width, 10)
        line = text(replace(ROW, starred=True), columns)
        return "ai" in line, "The news" in line, "12:00" in line, "★" in line

    order = [kept(width) for width in range(120, 11, -1)]
    assert order == sorted(order, reverse=True)
    assert order[0] == (True, True, True, True)
    assert {(False, True, True, True), (False, False, True, True)} & set(order)
    assert order[-1] == (False, False, False, False)
    assert all("A title"[:3] in text(ROW, Columns.within(width, 10)) for width in range(12, 120))


def test_the_signs_of_a_row() -> None:
    columns = Columns.within(80, 0)
    assert text(ROW, columns, current=True).startswith("▌●  12:00  A title  ai")
    assert text(replace(ROW, read=True, starred=True), columns).startswith("  ★ 12:00  A title")
    assert text(replace(ROW, starred=True), columns, ASCII, current=True).startswith(">*+ 12:00")
    assert text(None, columns, current=True) == "▌" + " " * 79


def test_labels_that_say_nothing_are_left_out() -> None:
    row = replace(ROW, labels=tuple(map(Line, ("Every", "THE NEWS", "ai"))))
    segments = draw(
        row,
        Columns.within(80, 0),
        CLOCK,
        current=False,
        worn={0: {"every"}},
        inks=INKS,
        glyphs=UNICODE,
    )
    assert "".join(s.text for s in segments).split() == ["●", "12:00", "A", "title", "ai"]


def test_a_title_is_cut_exactly_where_it_says_so() -> None:
    columns = Columns.within(60, 0)
    for length in range(30, 70):
        row = replace(ROW, title=Line("字" * (length // 2) + "x" * (length % 2)), labels=())
        assert title_is_cut(row, columns) == ("…" in text(row, columns)), length


@pytest.mark.parametrize(
    ("moment", "clock", "relative"),
    [
        (NOW - timedelta(minutes=9), "11:51", "9m"),
        (NOW - timedelta(hours=3), "09:00", "3h"),
        (NOW - timedelta(hours=13), "11-22", "13h"),
        (NOW - timedelta(days=12), "11-11", "12d"),
        (datetime(2024, 2, 12, tzinfo=UTC), "2024", "2y"),
        (NOW + timedelta(minutes=5), "12:05", "12:05"),  # of what is to come, no age
    ],
)
def test_times(moment: datetime, clock: str, relative: str) -> None:
    assert CLOCK.write(moment) == clock
    assert Clock(NOW, UTC, relative=True).write(moment) == relative


def test_today_is_the_readers_today() -> None:
    shanghai = Clock(NOW, ZoneInfo("Asia/Shanghai"))
    assert shanghai.write(NOW - timedelta(hours=19)) == "01:00"
    assert shanghai.write(NOW - timedelta(hours=21)) == "11-22"


def test_nothing_forbidden_is_in_a_gated_row() -> None:
    assert not residue(text(ROW, Columns.within(80, 8)))
