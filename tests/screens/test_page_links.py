"""Links of an article: chosen by Tab, number, letter and click; named before they are opened."""

from __future__ import annotations

import re

import pytest

from tests.builders import World
from tests.screens.pages import bodies, chosen, page_of
from tests.screens.screen import (
    Driven,
    article_screen,
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    recording,
    running,
    screen_lines,
    screen_text,
    settle,
)

HOW = "   Enter opens, y copies"
SIZES = ((100, 30), (80, 24), (40, 12))
SHORT = "See [one](https://one.example.org/a), [two](https://two.example.org/b) and more."
MANY = "\n\n".join(
    f"Paragraph {n} has [a link of number {n}](https://l{n}.example.org/) in it, and then some more"
    " words, so that it takes a few lines wherever it is read."
    for n in range(1, 61)
)


def named(number: int, host: str, path: str = "") -> str:
    """How the line of news names a link that bears a number."""
    return f"[{number}] {host}  https://{host}/{path}{HOW}"


# By Tab


async def test_tab_names_where_a_link_leads_enter_opens_it_and_y_copies_it(world: World) -> None:
    bodies(world, SHORT)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "tab")
        assert bar(app, "news") == f"news.example.org  https://news.example.org/0{HOW}"
        await press(pilot, "tab")
        assert bar(app, "news") == named(1, "one.example.org", "a")
        assert chosen(app) == ["one[1]"]
        assert opened == []
        await press(pilot, "enter")
        assert opened == ["https://one.example.org/a"]
        assert bar(app, "news") == "opening one.example.org"
        await press(pilot, "tab", "y")
        assert app.clipboard == "https://two.example.org/b"
        assert_sound(app)
        await press(pilot, "escape", "y")
        assert app.clipboard == "https://news.example.org/0"
        assert opened == ["https://one.example.org/a"]


async def test_tab_and_shift_tab_go_round(world: World) -> None:
    bodies(world, SHORT, url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "shift+tab")
        assert bar(app, "news") == named(2, "two.example.org", "b")
        await press(pilot, "tab")
        assert bar(app, "news") == named(1, "one.example.org", "a")
        await press(pilot, "shift+tab")
        assert bar(app, "news") == named(2, "two.example.org", "b")


@pytest.mark.parametrize("size", SIZES)
async def test_tab_begins_on_the_screen_and_brings_each_link_into_sight(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, MANY)
    async with running(world, size) as (pilot, app):
        await press(pilot, "enter", "space", "space", "tab")
        first = article_screen(app).page_links.address
        seen = re.findall(r"link of number (\d+)", screen_text(app))
        assert first in [f"https://l{number}.example.org/" for number in seen]
        for _ in range(20):
            await press(pilot, "tab")
            assert "".join(chosen(app)).startswith("a link")
            assert_sound(app)
        assert article_screen(app).page_links.address != first


async def test_escape_leaves_the_link_and_then_the_article(world: World) -> None:
    bodies(world, SHORT)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "tab", "escape")
        assert (chosen(app), bar(app, "news"), on_list(app)) == ([], "", False)
        await press(pilot, "escape")
        assert on_list(app)


async def test_enter_without_a_link_tells_how_to_choose_one(world: World) -> None:
    bodies(world, SHORT)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "enter")
        assert bar(app, "news") == "Tab chooses a link, Enter opens it"
        assert opened == []


async def test_an_article_without_links_says_so(world: World) -> None:
    bodies(world, "No links here.", url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        for key in ("tab", "shift+tab"):
            await press(pilot, ";")
            assert bar(app, "news") == "No links on this screen"
            await press(pilot, key)
            assert bar(app, "news") == "This article has no links"


async def test_letters_are_for_links_on_the_screen_only(world: World) -> None:
    bodies(world, SHORT + "\n\nAnd words." * 60)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "G", ";")
        assert (bar(app, "news"), chosen(app)) == ("No links on this screen", [])
        await press(pilot, "home", ";")
        assert len(chosen(app)) == 3


async def test_a_link_over_a_lines_end_is_one(world: World) -> None:
    words = "一个很长的链接，" * 8
    bodies(
        world,
        f"文字文字文字[{words}](https://long.example.org/)之后[b](https://b.example.org/)",
        url="",
    )
    async with running(world, (40, 24)) as (pilot, app):
        await press(pilot, "enter", "tab")
        assert "".join(chosen(app)) == words + "[1]"
        assert len(chosen(app)) > 2
        assert_sound(app)
        await press(pilot, "tab")
        assert bar(app, "news") == named(2, "b.example.org")


async def test_a_link_in_a_table_is_one_however_its_cell_is_broken(world: World) -> None:
    table = (
        "| name | what it is | where |\n|---|---|--:|\n"
        f"| a | {'some words ' * 6} | [the one place where it is told of](https://t.example.org/) |\n"
    )
    bodies(world, table, url="")
    async with running(world, (60, 24)) as (pilot, app):
        await press(pilot, "enter", "tab")
        assert bar(app, "news") == named(1, "t.example.org")
        assert " ".join(chosen(app)) == "the one place where it is told of[1]"
        await press(pilot, "tab")
        assert bar(app, "news") == named(1, "t.example.org")


# By number


async def test_a_number_chooses_the_link_that_bears_it(world: World) -> None:
    bodies(world, MANY)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "2")
        assert bar(app, "news") == named(2, "l2.example.org")
        assert chosen(app) == ["a link of number 2[2]"]
        await press(pilot, "5")
        assert bar(app, "news") == named(25, "l25.example.org")
        await press(pilot, "backspace", "1", "enter")
        assert opened == ["https://l21.example.org/"]
        assert_sound(app)


async def test_a_number_typed_in_one_burst_or_in_full_width_is_that_number(world: World) -> None:
    bodies(world, MANY)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "4", "2", "enter")
        await settle(pilot)
        assert opened == ["https://l42.example.org/"]
        burst(app, "j", "３", "０", "enter")
        await settle(pilot)
        assert opened[1:] == ["https://l30.example.org/"]


async def test_a_number_that_no_link_bears_is_said_and_escape_takes_it_back(world: World) -> None:
    bodies(world, SHORT)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "9")
        assert bar(app, "news") == "[9] there is no link of that number"
        assert chosen(app) == []
        await press(pilot, "enter")
        assert (opened, on_list(app)) == ([], False)
        await press(pilot, "9", "escape")
        assert (bar(app, "news"), on_list(app)) == ("", False)


async def test_a_key_after_a_number_is_a_key(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "1", "j", "2")
        assert bar(app, "news") == named(2, "l2.example.org")
        assert page_of(app).top == 1


# By letter


def lettered(driven: Driven) -> dict[str, str]:
    """The letters drawn over links, each with the rest of what stands there."""
    rows = screen_lines(driven[1])[2:-3]
    found: dict[str, str] = {}
    for letter in chosen(driven[1]):
        row = next(row for row in rows if re.search(rf"\b{letter} ", row + " "))
        found[letter] = row.strip()
    return found


async def test_a_letter_over_each_link_on_the_screen_leads_to_that_link(world: World) -> None:
    bodies(world, MANY, url="")
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter", "space", ";")
        assert bar(app, "news") == "press a link's letter; Esc leaves it"
        assert_sound(app)
        labels = lettered(driven)
        assert len(labels) > 4
        for letter, row in labels.items():
            number = re.search(r"link of number (\d+)", row)
            assert number is not None, row
            await press(pilot, letter)
            assert bar(app, "news") == named(int(number[1]), f"l{number[1]}.example.org")
            await press(pilot, "escape", ";")
        await press(pilot, "escape")
        assert (chosen(app), on_list(app)) == ([], False)


async def test_a_letter_that_no_link_bears_leaves_the_letters(world: World) -> None:
    bodies(world, SHORT, "other")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", ";", "J")
        assert (article_screen(app)._place, chosen(app), bar(app, "news")) == (0, [], "")
        await press(pilot, "；", "Ｓ", "enter")  # an input method, and Shift
        assert opened == ["https://one.example.org/a"]


async def test_more_links_than_letters_take_two_letters_each(world: World) -> None:
    body = "  \n".join(f"[number {n}](https://l{n}.example.org/)" for n in range(1, 41))
    bodies(world, body, url="")
    async with running(world, (60, 60)) as (pilot, app):
        await press(pilot, "enter", ";")
        labels = chosen(app)
        assert len(labels) == len(set(labels)) == 40
        assert {len(label) for label in labels} == {2}
        await press(pilot, *labels[33])
        assert bar(app, "news") == named(34, "l34.example.org")
        assert_sound(app)


async def test_letters_over_wide_characters_take_no_other_room(world: World) -> None:
    bodies(world, "".join(f"[字](https://l{n}.example.org/)，" for n in range(80)))
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert_sound(app)
        await press(pilot, ";")
        assert_sound(app)
        assert len(chosen(app)) > 26


async def test_more_links_than_there_are_letters_for_do_no_harm(world: World) -> None:
    bodies(world, "[a](#b) " * 3000)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", ";")
        assert_sound(app)
        await press(pilot, "escape")
        assert not on_list(app)
