"""Widgets given raw values, in an app of their own: lines that fit and do no harm."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ClassVar, Generic, TypeVar

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.widget import Widget

from tests.builders import HOSTILE_TITLES, NOW
from tests.widgets.test_article_row import CLOCK, raw
from tui import paths
from tui.core.ids import ArticleId
from tui.core.models import ArticleRow, Place
from tui.render.lines import PageLine, plain_line
from tui.themes import NIGHT, variables
from tui.widgets.article_list import PAGE, ArticleList
from tui.widgets.drawn import ASCII, INKS, UNICODE, Bar, Hairline
from tui.widgets.facet_columns import Facet, FacetColumns, Value
from tui.widgets.outline_view import OutlineView, Section
from tui.widgets.page_view import Mark, PageView

W = TypeVar("W", bound=Widget)
ALL = " ".join(HOSTILE_TITLES)


class Holding(App[None], Generic[W]):
    """One widget in telex's own styles."""

    COMPONENT_CLASSES: ClassVar = {*INKS}
    CSS_PATH: ClassVar = [paths.styles() / f"{name}.tcss" for name in ("base", "list", "tags")]

    def __init__(self, widget: W) -> None:
        super().__init__()
        self.widget = widget
        self.wanted: list[list[int]] = []
        self.register_theme(NIGHT)
        self.theme = "telex"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(NIGHT) | NIGHT.variables

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_article_list_wanted(self, message: ArticleList.Wanted) -> None:
        self.wanted.append(message.ids)


@asynccontextmanager
async def holding(widget: W, size: tuple[int, int] = (60, 12)) -> AsyncIterator[Holding[W]]:
    app = Holding(widget)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app


async def until(condition: Callable[[], object]) -> None:
    """Let messages be handled until ``condition`` holds."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to that")


def lines(app: Holding[W]) -> list[str]:
    strips = app.screen._compositor.render_strips()
    assert {strip.cell_length for strip in strips} == {app.size.width}
    return [strip.text for strip in strips]


def harmless(shown: list[str]) -> bool:
    """Whether nothing in ``shown`` is obeyed by a terminal. (Newline and tab are the gate's.)"""
    acting = {*map(chr, (*range(9), *range(11, 32), *range(127, 160))), *"\u202e\u2066\u200b\ufeff"}
    return not acting.intersection("".join(shown))


def rows_of(count: int) -> dict[int, ArticleRow]:
    return {n: raw(HOSTILE_TITLES[n % len(HOSTILE_TITLES)]) for n in range(count)}


@pytest.mark.parametrize("width", [20, 40, 80, 160])
async def test_a_list_of_raw_rows_is_harmless(width: int) -> None:
    shown = ArticleList(lambda: CLOCK)
    async with holding(shown, (width, 30)) as app:
        shown.wear({}, 12)
        shown.show(range(len(HOSTILE_TITLES)), 3, rows_of(len(HOSTILE_TITLES)))
        assert harmless(lines(app))
        assert width < 40 or any("[2.5%]" in line for line in lines(app))


async def test_a_list_explains_itself_in_raw_words() -> None:
    shown = ArticleList(lambda: CLOCK)
    async with holding(shown) as app:
        shown.explain([(words, "ink") for words in HOSTILE_TITLES[:8]])
        assert harmless(lines(app))
        assert any("[/]" in line for line in lines(app))


async def test_a_list_asks_for_a_page_of_rows_and_for_none_twice() -> None:
    shown = ArticleList(lambda: CLOCK)
    async with holding(shown) as app:
        shown.show(range(1000), 0, {})
        shown.go(5)
        shown.go(700)
        shown.go(701)
        await until(lambda: len(app.wanted) > 1)
        asked = [number for ids in app.wanted for number in ids]
        assert len(asked) == len(set(asked))
        assert all(len(ids) <= PAGE + 24 for ids in app.wanted)
        assert {0, 5, 700, 701} <= set(asked)


async def test_only_the_rows_that_changed_are_drawn_anew() -> None:
    shown = ArticleList(lambda: CLOCK)
    async with holding(shown) as app:
        shown.show(range(12), 0, {n: raw(f"row {n}") for n in range(12)})
        lines(app)
        before = {y: shown.render_line(y) for y in range(12)}
        shown.mark({2}, read=True)
        shown.step(1)
        after = {y: shown.render_line(y) for y in range(12)}
        assert [y for y in range(12) if after[y] is not before[y]] == [0, 1, 2]


@pytest.mark.parametrize("width", [20, 79, 80, 140])
async def test_facets_of_raw_words_are_harmless(width: int) -> None:
    columns = FacetColumns()
    values = tuple(Value(words, words, n, None) for n, words in enumerate(HOSTILE_TITLES))
    async with holding(columns, (width, 30)) as app:
        columns.show([Facet(name, "[red]" + ALL[:30], values) for name in ("tag", "when", "lang")])
        assert harmless(lines(app))
        columns.to_facet(1)
        columns.edge(end=True)
        assert harmless(lines(app))


async def test_facets_keep_the_cursor_on_its_value() -> None:
    columns = FacetColumns()
    values = [Value(name, name, 1) for name in "abcdef"]
    async with holding(columns):
        columns.show([Facet("tag", "Tags", tuple(values))])
        columns.step(3)
        columns.show([Facet("tag", "Tags", tuple(values[2:]))])
        current = columns.current
        assert current is not None and current[1].name == "d"
        columns.show([Facet("tag", "Tags", ())])
        assert columns.current is None


@pytest.mark.parametrize("width", [3, 10, 40, 120])
async def test_a_bar_fits_whatever_it_is_told(width: int) -> None:
    bar = Bar(UNICODE)
    async with holding(bar, (width, 3)) as app:
        for words in (ALL, "字" * 100, "", "短"):
            bar.show([(words, "ink bold"), (" · ", "dim"), (words, "place")], [(words, "accent")])
            assert harmless(lines(app))


async def test_the_right_of_a_bar_stays_when_the_left_is_cut() -> None:
    bar = Bar(UNICODE)
    async with holding(bar, (30, 3)) as app:
        bar.show([("left " * 10, "ink")], [("12 new", "accent")])
        assert lines(app)[0].startswith(" left left")
        assert lines(app)[0].endswith("…  12 new ")


async def test_a_hairline_is_as_wide_as_the_screen() -> None:
    for glyphs, sign in ((UNICODE, "─"), (ASCII, "-")):
        async with holding(Hairline(glyphs), (33, 2)) as app:
            assert lines(app)[0] == sign * 33


def plain(words: str, block: int = 0) -> PageLine:
    line = plain_line(words, Style.null())
    line.block = block
    return line


async def test_a_page_scrolls_and_says_how_far() -> None:
    page = PageView(UNICODE)
    async with holding(page, (40, 10)) as app:
        page.show([plain(f"line {n}") for n in range(50)], 30)
        assert (page.top, page.at_end) == (0, False)
        page.edge(end=True)
        assert (page.top, page.at_end, page.percent) == (50 - page.size.height, True, 100)
        assert "line 49" in lines(app)[-1]
        page.step(-1)
        assert not page.at_end
        page.edge(end=False)
        page.complete = False
        page.add([plain("more")])
        assert page.top == 0 and page.count == 51


async def test_a_page_that_is_not_complete_is_not_at_its_end() -> None:
    page = PageView(UNICODE)
    async with holding(page, (40, 10)):
        page.complete = False
        page.show([plain("only")], 30)
        assert not page.at_end
        page.complete = True
        assert page.at_end


async def test_a_page_is_shown_from_a_place_and_says_at_which_it_is() -> None:
    page = PageView(UNICODE)
    paragraphs = [plain(f"paragraph {n}, line {m}", n) for n in range(9) for m in range(5)]
    async with holding(page, (40, 10)):
        page.show(paragraphs, 30)
        places = {}
        for top in (0, 1, 4, 5, 17, 30):
            page.move_to(top)
            places[top] = page.place
        assert places[0] is None
        assert [place.block for place in places.values() if place] == [0, 0, 1, 3, 6]
        for top, place in places.items():
            page.show(paragraphs, 30, at=place)
            assert page.top == top
        page.show(paragraphs, 30, at=Place(99, 7))
        assert page.at_end
        page.show([], 30, at=Place(3, 4))
        assert (page.top, page.count) == (0, 0)


@pytest.mark.parametrize("width", [8, 20, 40, 90])
async def test_marks_and_letters_on_a_page_take_no_room(width: int) -> None:
    page = PageView(UNICODE)
    words = ("字字 wide 字字 words", "plain words here", "👍 x", "字", "")
    async with holding(page, (width, 8)) as app:
        page.show([plain(text) for text in words], 30)
        bare = lines(app)
        for label in ("", "a", "as"):
            for start in range(5):
                marks = [
                    Mark(start, start + 1, "accent", True, label),
                    Mark(start, start + 3, "place"),
                    Mark(2, 99, "accent"),
                ]
                page.mark(dict.fromkeys(range(9), marks))
                shown = lines(app)  # each as wide as the screen, or this fails
                assert harmless(shown)
                assert label or shown == bare
        page.mark({})
        assert lines(app) == bare


@pytest.mark.parametrize("width", [3, 12, 40, 120])
async def test_an_outline_of_raw_headings_is_harmless(width: int) -> None:
    headings = [*HOSTILE_TITLES, ALL, "字" * 100]
    sections = [Section(1 + n % 6, words) for n, words in enumerate(headings)]
    outline = OutlineView(UNICODE, sections, id="outline")
    async with holding(outline, (width, 12)) as app:
        for _ in headings:
            assert harmless(lines(app))
            outline.step(1)
        assert outline.cursor == len(headings) - 1
        assert any(line.startswith("▌") for line in lines(app))


async def test_the_time_a_list_is_drawn_at_is_that_of_its_snapshot() -> None:
    shown = ArticleList(lambda: CLOCK)
    async with holding(shown) as app:
        shown.show([1], 0, {1: raw("x")})
        assert NOW.strftime("%H:%M") in lines(app)[0]
        assert shown.current == ArticleId(1)
