"""Long lines of code are never broken: they are moved aside, and all else stays where it is."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.pages import bodies, chosen, resize
from tests.screens.screen import (
    Driven,
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    running,
    screen_lines,
    settle,
)
from tui.widgets.drawn import ASCII, UNICODE

SIZES = ((100, 30), (81, 24), (40, 12))
TOKENS = [f"w{n:03}" for n in range(60)]
LONG = " ".join(TOKENS)
WIDE = "名 = '港口、灯塔与海" + "".join(f"，第{n}艘船" for n in range(40)) + "'"
CODE = f"```\nshort\n{LONG}\n\n{WIDE}\n```"
PROSE = "Some prose that goes on for longer than a line " * 4
BODY = f"{CODE}\n\n{PROSE}"


def row_of(driven: Driven, part: str) -> str:
    """The line of the screen that has ``part`` in it."""
    (row,) = [row for row in screen_lines(driven[1]) if part in row]
    return row


def code_rows(driven: Driven) -> list[str]:
    """The lines of code as far as they are seen: those that one of the signs says to be cut."""
    rows = [row.strip() for row in screen_lines(driven[1])]
    return [row for row in rows if row.startswith("‹") or row.endswith("›")]


def prose_rows(driven: Driven) -> list[str]:
    return [row for row in screen_lines(driven[1]) if "prose" in row or "longer" in row]


@pytest.mark.parametrize(("right", "left"), [("l", "h"), ("right", "left")])
async def test_code_moves_twelve_cells_and_comes_back_and_prose_stays(
    world: World, right: str, left: str
) -> None:
    bodies(world, BODY)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        prose, first = prose_rows(driven), row_of(driven, "w003")
        assert first.strip().startswith("w000") and first.rstrip().endswith("›")
        begin = first.index("w000")
        await press(pilot, right)
        moved = row_of(driven, "w004")
        assert moved[begin] == "‹"
        assert moved[begin + 1 :].startswith(LONG[13:40])
        assert moved[:begin] == first[:begin]
        assert prose_rows(driven) == prose
        assert_sound(app)
        await press(pilot, right, left)
        assert row_of(driven, "w004") == moved
        await press(pilot, left)
        assert row_of(driven, "w003") == first
        await press(pilot, left)
        assert on_list(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_character_of_a_long_line_comes_to_be_seen(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, BODY, url="")
    async with running(world, size) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        if size[1] < 20:
            await press(pilot, "j", "j")
        rows: list[str] = []
        while True:
            rows += code_rows(driven)
            assert_sound(app)
            before = screen_lines(app)
            await press(pilot, "l")
            if screen_lines(app)[:-2] == before[:-2]:
                break
        assert all(any(token in row for row in rows) for token in TOKENS)
        ships = [f"第{n}艘船" for n in range(40)]
        assert all(any(ship in row for row in rows) for ship in ships)
        assert len(rows) > 8
        for row in rows:  # a wide character that is cut is not there at all
            words = row.strip("‹› ")
            assert words in LONG or words in WIDE
        assert not any(row.endswith("›") for row in code_rows(driven))


async def test_at_the_end_of_the_longest_line_it_is_not_denied_that_there_is_one(
    world: World,
) -> None:
    bodies(world, BODY)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter", *["l"] * 40)
        last = code_rows(driven)
        assert last != []
        await press(pilot, "l")
        assert code_rows(driven) == last
        assert bar(app, "news") != "No line of code here is longer than the screen"


@pytest.mark.parametrize("key", ["l", "right"])
async def test_where_no_code_is_long_that_is_said(world: World, key: str) -> None:
    bodies(world, f"```\nshort\n```\n\n{PROSE}")
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        before = screen_lines(app)[:-2]
        await press(pilot, key)
        assert bar(app, "news") == "No line of code here is longer than the screen"
        assert screen_lines(app)[:-2] == before


@pytest.mark.parametrize("key", ["h", "left"])
async def test_where_nothing_was_moved_the_article_is_left(world: World, key: str) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", key)
        assert on_list(app)


async def test_moved_in_one_burst_and_back(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        burst(app, *"lllll")
        await settle(pilot)
        assert LONG[61:90] in row_of(driven, "w015")
        burst(app, *"hhhhhh")
        await settle(pilot)
        assert on_list(app)


@pytest.mark.parametrize("size", [(100, 30), (40, 24)])
async def test_bars_and_indents_before_code_stay(world: World, size: tuple[int, int]) -> None:
    quoted = LONG.replace("w", "q")
    bodies(world, f"> quote\n>\n> ```\n> {quoted}\n> ```\n\n- item\n\n  ```\n  {LONG}\n  ```\n")
    async with running(world, size) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        bar_at, begins = row_of(driven, "quote").index("▌"), row_of(driven, "q001").index("q000")
        item_begins = row_of(driven, "w001").index("w000")
        assert bar_at < begins and row_of(driven, "item").index("item") < item_begins
        for tokens in range(5, 17, 3):  # twelve cells are three of them
            await press(pilot, "l")
            in_quote, in_item = row_of(driven, f"q{tokens:03}"), row_of(driven, f"w{tokens:03}")
            assert (in_quote[bar_at], in_quote[begins], in_item[item_begins]) == ("▌", "‹", "‹")
            assert in_item[:item_begins].strip() == ""
            assert row_of(driven, "quote").index("▌") == bar_at
            assert_sound(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["w050", "第33艘船", "w05"])
async def test_a_match_far_aside_is_brought_into_sight(
    world: World, size: tuple[int, int], words: str
) -> None:
    bodies(world, f"{PROSE}\n\n{BODY}", url="")
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "/", *words)
        assert chosen(app) == [words]
        assert_sound(app)
        await press(pilot, "enter", "n")
        assert chosen(app) == [words]
        await press(pilot, "escape", *["h"] * 60)
        assert on_list(app)


async def test_matches_go_on_in_prose_and_in_code(world: World) -> None:
    bodies(world, f"Here is w040.\n\n{BODY}\n\nThere is w040.", url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"w040", "enter")
        for number in (2, 3, 1, 2):
            await press(pilot, "n")
            assert bar(app, "news").startswith(f"/w040  {number} of 3")
            assert chosen(app) == ["w040"]
            assert_sound(app)


async def test_resizing_while_moved_aside_does_no_harm(world: World) -> None:
    bodies(world, BODY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "l", "l", "l")
        for size in ((40, 12), (20, 5), (200, 60), (100, 30)):
            await resize(pilot, app, *size)
            assert_sound(app)
            await press(pilot, "l")
            assert_sound(app)
        await press(pilot, *["h"] * 40)
        assert on_list(app)


async def test_the_next_articles_code_begins_at_its_beginning(world: World) -> None:
    bodies(world, BODY, BODY)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter", "l", "l", "J")
        assert article_screen(app)._place == 1
        assert "w000" in row_of(driven, "w003")
        await press(pilot, "h")
        assert on_list(app)


async def test_signs_are_ascii_where_all_is(world: World) -> None:
    bodies(world, BODY)
    for glyphs, less, more in ((UNICODE, "‹", "›"), (ASCII, "<", ">")):
        async with running(world, glyphs=glyphs) as driven:
            pilot, app = driven
            await press(pilot, "enter", "l")
            row = row_of(driven, "w005").strip()
            assert (row[0], row[-1]) == (less, more)
            assert_sound(app)


@pytest.mark.parametrize("length", range(84, 92))
async def test_code_is_cut_only_where_it_does_not_fit(world: World, length: int) -> None:
    words = "x" * (length - 1) + "!"
    bodies(world, f"```\n{words}\n```")
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        fits = any(words in row for row in screen_lines(app))
        assert fits == (code_rows(driven) == [])
        await press(pilot, "l")
        assert (code_rows(driven) == []) == fits
        assert bar(app, "news") == (
            "No line of code here is longer than the screen" if fits else ""
        )
