"""Links while something else goes on: clicked, resized, walked on from, and those that mean harm."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.builders import World
from tests.screens.pages import (
    UNSET,
    bodies,
    chosen,
    held,
    hyperlinks,
    page_of,
    resize,
)
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
from tui.store.ingest import LibraryWriter

SHORT = "See [one](https://one.example.org/a), [two](https://two.example.org/b) and more."
MANY = "\n\n".join(
    f"Paragraph {n} has [a link of number {n}](https://l{n}.example.org/) in it, and then some more"
    " words, so that it takes a few lines wherever it is read."
    for n in range(1, 61)
)
HOSTILE = """
[js](javascript:alert(1)) [JS](JaVaScRiPt:alert(1)) [entity](&#106;avascript:alert(1))
[file](file:///etc/passwd) [data](data:text/html,x) [ssh](ssh://a.example) <javascript:alert(1)>
[vb](vbscript:x) [ref] ![picture](javascript:alert(2)) [![p](data:x)](javascript:alert(3))
[option](-oProxyCommand=x) [secret](https://user:secret@s.example/) [bell](https://b.example/\x07)
[mail](mailto:a@b.example?attach=/etc/passwd) [fine](https://fine.example/)

<a href="javascript:alert(4)">html</a> <a href="file:///x">file</a> <a href=" java
script:alert(5)">split</a> <a href="&#x6a;avascript:alert(6)">coded</a>
<a href="https://html.example/">fine too</a>

| table |
|---|
| [cell](javascript:alert(7)) |

[here](#javascript:alert(8)) [nowhere](#)

[ref]: javascript:alert(9)
"""


SAFE = [
    "https://news.example.org/0",
    "https://news.example.org/-oProxyCommand=x",  # a path like any other
    "https://s.example/",
    "https://b.example/",
    "mailto:a@b.example",
    "https://fine.example/",
    "https://html.example/",
]


async def click(driven: Driven, words: str) -> None:
    """Click on the first of ``words`` on the screen."""
    pilot, app = driven
    rows = screen_lines(app)
    y = next(y for y, row in enumerate(rows) if words in row)
    x = cell_len(rows[y][: rows[y].index(words)])
    await pilot.click(offset=(x, y))
    await settle(pilot)


# Clicked


@pytest.mark.parametrize("size", [(100, 30), (40, 12)])
async def test_a_click_chooses_a_link_and_a_second_one_opens_it(
    world: World, size: tuple[int, int]
) -> None:
    bodies(world, "文字 " + SHORT)
    opened: list[str] = []
    async with running(world, size, opener=recording(opened)) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        await click(driven, "two[2]")
        assert chosen(app) == ["two[2]"]
        assert opened == []
        await click(driven, "one[1]")
        assert (chosen(app), opened) == (["one[1]"], [])
        await click(driven, "one[1]")
        assert opened == ["https://one.example.org/a"]
        assert_sound(app)


async def test_a_click_on_words_that_lead_nowhere_does_nothing(world: World) -> None:
    bodies(world, SHORT)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        for words in ("See", "more.", "Article 0"):
            await click(driven, words)
            await click(driven, words)
        await pilot.click(offset=(0, 10))
        await pilot.click(offset=(99, 25))
        await settle(pilot)
        assert (chosen(app), opened, bar(app, "news")) == ([], [], "")


async def test_a_click_on_a_link_within_the_page_chooses_and_a_second_one_jumps(
    world: World,
) -> None:
    bodies(world, "[to the end](#the-end)\n\n" + MANY + "\n\n## The end\n\n" + MANY)
    async with running(world) as driven:
        pilot, app = driven
        await press(pilot, "enter")
        await click(driven, "to the end")
        assert page_of(app).top == 0
        await click(driven, "to the end")
        assert page_of(app).lines[page_of(app).top].text == "The end"


# Those that mean harm


async def test_no_link_that_means_harm_reaches_the_opener_or_the_terminal(world: World) -> None:
    bodies(world, HOSTILE, "other")
    opened: list[str] = []
    async with running(world, (100, 40), opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        shown: set[str] = set()
        for _ in range(len(SAFE) + 2):
            await press(pilot, "tab")
            shown.add(bar(app, "news"))
            assert_sound(app)
            await press(pilot, "enter")
        assert opened == SAFE
        assert hyperlinks(app) == set(SAFE)
        assert "secret@" not in "".join(shown) and "attach" not in "".join(shown)
        opened.clear()
        for number in range(1, 10):
            await press(pilot, "escape", str(number), "enter")
            if on_list(app):
                await press(pilot, "enter")
        assert set(opened) <= set(SAFE) and len(opened) >= 5
        opened.clear()
        for letter in "asdfghjkl":
            await press(pilot, ";", letter, "enter", "y")
            assert app.clipboard in SAFE
        assert set(opened) <= set(SAFE) and len(opened) >= 7


async def test_html_links_that_mean_harm_are_no_links(world: World) -> None:
    html = (
        '<p><a href="javascript:alert(1)">a</a> <a href="JAVASCRIPT:x">b</a> <a href="data:x">c</a>'
        ' <a href="&#106;avascript:x">d</a> <a href="//f.example/">e</a>'
        ' <a href="#javascript:x">f</a> <img src="javascript:x" alt="g"></p>'
    )
    bodies(world, html, body_format="html", url="https://n.example/1")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        for _ in range(3):
            await press(pilot, "tab", "enter")
        assert opened == ["https://n.example/1", "https://f.example/"]
        assert hyperlinks(app) == set(opened)


# Resized


async def test_resizing_while_a_link_is_chosen_keeps_it_chosen(world: World) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "space", "space", "tab", "tab")
        told = bar(app, "news")
        page, (words,) = page_of(app), chosen(app)
        for size in ((40, 30), (80, 24), (100, 30)):
            await resize(pilot, app, *size)
            assert bar(app, "news") == told, size
            marks = article_screen(app).page_links.marks().items()
            parts = [page.lines[line].text[m.start : m.end] for line, some in marks for m in some]
            assert " ".join(parts).split() == words.split(), size
            assert "".join("".join(chosen(app)).split()) in ("".join(words.split()), ""), (
                size
            )  # it may be out of sight
            assert_sound(app)
        await press(pilot, "shift+tab", "tab")  # it is the one that one goes on from
        assert bar(app, "news") == told


async def test_letters_do_no_harm_once_the_page_is_narrower_or_wider(world: World) -> None:
    bodies(world, MANY)
    async with running(world, (40, 30)) as (pilot, app):
        await press(pilot, "enter", "G", ";")
        labels = chosen(app)
        await resize(pilot, app, 100, 30)
        assert_sound(app)
        await press(pilot, labels[-1])
        assert_sound(app)
        assert set("".join(chosen(app))) <= set("a link of number 0123456789[]")
        assert not on_list(app)


# Walked on from


@pytest.mark.parametrize("key", ["J", "K"])
async def test_in_the_next_article_no_link_is_chosen(world: World, key: str) -> None:
    bodies(world, MANY, MANY, MANY)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "j", "enter", "3", key)
        assert (chosen(app), bar(app, "news")) == ([], "")
        await press(pilot, "enter")
        assert opened == []
        await press(pilot, "escape")
        assert on_list(app)


@pytest.mark.parametrize("key", ["y", "enter"])
async def test_a_key_right_after_the_next_article_is_not_about_the_former_ones_link(
    world: World, key: str
) -> None:
    bodies(world, SHORT, "No link of its own.")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "1")
        burst(app, "J", key)
        await settle(pilot)
        assert opened == []
        assert app.clipboard == ("https://news.example.org/1" if key == "y" else "")


async def test_numbers_are_the_new_articles_while_it_is_still_being_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, SHORT, MANY)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter")
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "J"))
        assert "a link of number 1[1]" in screen_text(app)
        burst(app, "1", "enter")
        await settle(pilot, resting=UNSET)
        assert opened == ["https://l1.example.org/"]
        gate.release()
        await settle(pilot)


async def test_links_are_walked_while_an_article_is_still_being_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, MANY)
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "tab", "tab", "tab")
        await settle(pilot, resting=UNSET)
        assert chosen(app) == ["a link of number 2[2]"]
        gate.release()
        await settle(pilot)
        assert chosen(app) == ["a link of number 2[2]"]
        await press(pilot, "tab")
        assert chosen(app) == ["a link of number 3[3]"]
        assert_sound(app)


async def test_a_link_of_an_article_that_is_gone_is_not_opened(world: World) -> None:
    ids = bodies(world, SHORT, SHORT, SHORT)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "1")
        writer = LibraryWriter(world.library)
        writer.drop(ids[1:2], {})
        writer.close()
        await press(pilot, "J")
        assert "This article is no longer there" in screen_text(app)
        await press(pilot, "enter", "1", "enter", "tab", "enter", "y")
        assert (opened, app.clipboard) == ([], "")
        assert article_screen(app)._place == 1
