"""Links within the page: a section, a footnote; Esc leads back; the terminal is told of none."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.screens.pages import (
    UNSET,
    bodies,
    chosen,
    held,
    hyperlinks,
    page_of,
    resize,
    top_words,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    burst,
    on_list,
    press,
    recording,
    running,
    screen_text,
    settle,
)

TEXT = "\n\n".join(
    f"Paragraph {n} of a long article, {'with many words, ' * 8}." for n in range(60)
)
BACK = "Esc: back to where you were"
BODY = f"""
To [the end](#the-end), to [中文](#中文标题), [coded](#%E4%B8%AD%E6%96%87%E6%A0%87%E9%A2%98),
[named](#here), [nowhere](#no-such-place), a note[^1] and [out](https://out.example.org/).

{TEXT}

## The end

{TEXT}

## 中文标题

{TEXT}

## A heading {{#here}}

{TEXT}

[^1]: What the note says, [with a link](https://note.example.org/).
"""


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
@pytest.mark.parametrize(
    ("link", "heading"),
    [(1, "The end"), (2, "中文标题"), (3, "中文标题"), (4, "A heading")],
    ids=["latin", "chinese", "coded", "named"],
)
async def test_a_link_to_a_section_leads_there_and_escape_leads_back(
    world: World, size: tuple[int, int], link: int, heading: str
) -> None:
    bodies(world, BODY, url="")
    opened: list[str] = []
    async with running(world, size, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", *["tab"] * link)
        if size[0] > 40:
            assert bar(app, "news").startswith(heading)
        before = page_of(app).top
        await press(pilot, "enter")
        assert top_words(app) == heading
        assert page_of(app).top > before
        assert (chosen(app), opened) == ([], [])
        assert_sound(app)
        await press(pilot, "escape")
        assert (page_of(app).top, on_list(app)) == (before, False)
        await press(pilot, "escape")
        assert on_list(app)


@pytest.mark.parametrize("steps", range(1, 7))
async def test_escape_leads_back_to_the_very_line(world: World, steps: int) -> None:
    bodies(world, "one\n\ntwo\n\n" + BODY, url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", *"j" * steps, "tab", "enter")
        assert top_words(app) == "The end"
        assert bar(app, "news") == BACK
        await press(pilot, "escape")
        assert page_of(app).top == steps


async def test_a_footnote_mark_leads_to_the_note_and_escape_back(world: World) -> None:
    bodies(world, BODY, url="")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", *["tab"] * 6)
        assert chosen(app) == ["¹"]
        assert "What the note says" in bar(app, "news")
        await press(pilot, "enter")
        assert "¹ What the note says, with a link" in screen_text(app)
        assert_sound(app)
        await press(pilot, "tab", "enter")
        assert opened == ["https://note.example.org/"]
        await press(pilot, "escape", "escape")
        assert page_of(app).top == 0


async def test_a_place_that_is_not_there_is_said(world: World) -> None:
    bodies(world, BODY, url="")
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", *["tab"] * 5, "enter")
        assert bar(app, "news") == "That place is not on the page"
        assert (page_of(app).top, opened) == (0, [])


async def test_links_within_the_page_never_reach_the_terminal(world: World) -> None:
    quoted = "\n".join(f"> {line}" for line in BODY.splitlines()[:4])
    table = "| a |\n|---|\n| [cell](#the-end) [^1] |"
    listed = "- [item](#the-end)\n- **[bold](#here)** and `code`"
    html = '<a href="#the-end">html</a>'
    bodies(world, "\n\n".join([BODY.replace(TEXT, ""), quoted, table, listed, html]), url="")
    async with running(world, (100, 60)) as (pilot, app):
        await press(pilot, "enter")
        for _ in range(16):
            await press(pilot, "tab")
            assert chosen(app) != []
            assert hyperlinks(app) == {"https://out.example.org/", "https://note.example.org/"}
        await press(pilot, "/", *"e")
        assert hyperlinks(app) == {"https://out.example.org/", "https://note.example.org/"}


async def test_escape_leads_back_after_the_page_was_resized(world: World) -> None:
    bodies(world, TEXT + "\n\n" + BODY, url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "tab")
        before = top_words(app)
        assert page_of(app).top > 0
        await press(pilot, "enter")
        await resize(pilot, app, 60, 24)
        assert top_words(app) == "The end"
        await press(pilot, "escape")
        assert top_words(app).split()[:2] == before.split()[:2]
        assert_sound(app)


async def test_in_the_next_article_there_is_no_way_back(world: World) -> None:
    bodies(world, BODY, "other", url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "tab", "enter", "J", "escape")
        assert on_list(app)


async def test_a_place_that_is_still_to_be_set_is_said_and_found_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(world, BODY, url="")
    async with running(world) as (pilot, app):
        gate = await held(pilot, app, monkeypatch, lambda: burst(app, "enter"))
        burst(app, "tab", "enter")
        await settle(pilot, resting=UNSET)
        assert page_of(app).top == 0
        gate.release()
        await settle(pilot)
        await press(pilot, "enter")
        assert top_words(app) == "The end"


async def test_a_jump_typed_in_one_burst_leads_there_and_back(world: World) -> None:
    bodies(world, BODY, url="")
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        burst(app, "tab", "enter", "j", "j", "escape")
        await settle(pilot)
        assert (page_of(app).top, on_list(app)) == (0, False)
