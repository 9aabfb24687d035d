"""Translations of an article: named under its title, gone to by their link, and left again."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.pages import bodies, kept, page_of, top_words
from tests.screens.screen import (
    Driven,
    article_screen,
    assert_sound,
    bar,
    burst,
    list_screen,
    on_list,
    press,
    running,
    screen_lines,
    settle,
    title,
)
from tui.app import TelexApp
from tui.store.ingest import LibraryWriter

GOES = "the same in another language   Enter goes there"
GONE = "This article is no longer there"


def fill(world: World, *more: str, **changes: object) -> list[int]:
    """Five articles; the second and the fourth, and those of ``more`` languages, are one article in
    several languages."""
    world.subscribe()
    languages = ["en", "en", "fr", "zh-CN", "de", *more]
    names = ["First", "In English", "Third", "中文的", "Fifth", *(f"In {lang}" for lang in more)]
    drafts = [
        make_draft(
            n,
            **{
                "title": name,
                "lang": lang,
                "body": f"Text of {name}.",
                "url": "",
                "tie": "tied" if n in (1, 3) or n > 4 else "",
            }
            | changes,
        )
        for n, (name, lang) in enumerate(zip(names, languages, strict=True))
    ]
    return ingest(world.library, drafts)


async def open_second(driven: Driven) -> TelexApp:
    pilot, app = driven
    await press(pilot, "j", "enter")
    assert top_words(app).strip() == "In English"
    return app


def also(app: TelexApp) -> list[str]:
    """The languages that the article on the page is said to be in, too."""
    found = [line.strip() for line in screen_lines(app) if line.strip().startswith("also in ")]
    assert len(found) <= 1
    return found[0].removeprefix("also in ").split() if found else []


async def test_the_other_languages_of_an_article_are_named(world: World) -> None:
    fill(world, "fr", "de")
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert also(app) == []
        await press(pilot, "J")
        assert also(app) == ["de", "fr", "zh-CN"]
        await press(pilot, "J")
        assert also(app) == []
        await press(pilot, "J")
        assert also(app) == ["de", "en", "fr"]
        assert_sound(app)


async def test_one_that_names_no_language_is_called_by_its_title(world: World) -> None:
    fill(world, lang="")
    async with running(world) as driven:
        app = await open_second(driven)
        assert also(app) == ["中文的"]


@pytest.mark.parametrize("changes", [{"draft": True}, {"tie": "another"}])
def test_a_hidden_one_and_one_of_another_tie_are_no_translations(
    world: World, changes: dict[str, object]
) -> None:
    _, second, *_ = fill(world)
    assert len(kept(world, second).translations) == 1
    ingest(world.library, [make_draft(3, **({"tie": "tied"} | changes))])
    assert kept(world, second).translations == ()


def test_an_article_of_another_source_is_no_translation(world: World) -> None:
    _, second, *_ = fill(world)
    ingest(world.library, [make_draft(7, tie="tied", lang="it")], "wire")
    assert [other.lang for other in kept(world, second).translations] == ["zh-CN"]


@pytest.mark.parametrize("back", ["q", "escape", "h"])
async def test_its_link_goes_there_and_back_again_and_to_the_row_it_was_opened_from(
    world: World, back: str
) -> None:
    fill(world)
    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        await press(pilot, "tab")
        assert bar(app, "news") == GOES
        await press(pilot, "enter")
        assert (top_words(app).strip(), also(app)) == ("中文的", ["en"])
        assert "Text of 中文的." in "\n".join(screen_lines(app))
        assert_sound(app)
        await press(pilot, back)
        assert (top_words(app).strip(), also(app)) == ("In English", ["zh-CN"])
        await press(pilot, back)
        assert on_list(app)
        assert (title(app), list_screen(app).list.cursor) == ("In English", 1)


async def test_from_one_translation_to_the_next_and_back_to_the_first(world: World) -> None:
    fill(world, "fr")
    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        await press(pilot, "tab", "enter", "tab", "tab", "enter")
        assert top_words(app).strip() == "中文的"
        await press(pilot, "q")
        assert top_words(app).strip() == "In English"
        await press(pilot, "q")
        assert on_list(app) and title(app) == "In English"


async def test_keys_typed_at_once_go_there_and_back(world: World) -> None:
    ids = fill(world)
    async with running(world) as driven:
        pilot, app = driven
        burst(app, "j", "enter", "tab", "enter", "s", "q")
        await settle(pilot)
        assert top_words(app).strip() == "In English"
        burst(app, "tab", "enter", "q", "q")
        await settle(pilot)
        assert on_list(app) and title(app) == "In English"
    assert [kept(world, n).starred for n in ids] == [False, False, False, True, False]


async def test_a_click_chooses_the_link_and_another_goes_there(world: World) -> None:
    fill(world)
    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        y = next(n for n, line in enumerate(screen_lines(app)) if "also in" in line)
        x = screen_lines(app)[y].index("zh-CN") + 1
        await pilot.click(offset=(x, y))
        await settle(pilot)
        assert (bar(app, "news"), top_words(app).strip()) == (GOES, "In English")
        await pilot.click(offset=(x, y))
        await settle(pilot)
        assert top_words(app).strip() == "中文的"


async def test_marks_go_to_the_article_that_is_shown(world: World) -> None:
    _, english, _, chinese, _ = fill(world)

    def marks(number: int) -> tuple[bool, bool]:
        reading = kept(world, number)
        return reading.read, reading.starred

    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        assert (marks(english), marks(chinese)) == ((True, False), (False, False))
        await press(pilot, "tab", "enter")
        assert article_screen(app).number == chinese
        assert (marks(english), marks(chinese)) == ((True, False), (True, False))
        await press(pilot, "s", "N")
        assert (marks(english), marks(chinese)) == ((True, False), (False, True))
        await press(pilot, "u", "u")
        assert (marks(english), marks(chinese)) == ((True, False), (True, False))
        await press(pilot, "q", "s")
        assert (marks(english), marks(chinese)) == ((True, True), (True, False))


async def test_a_link_that_is_copied_is_that_of_the_article_that_is_shown(world: World) -> None:
    bodies(world, "One.", "Two.", tie="tied")
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "tab", "tab")
        assert bar(app, "news") == GOES
        await press(pilot, "enter", "y")
        assert app.clipboard == "https://news.example.org/1"
        await press(pilot, "q", "y")
        assert app.clipboard == "https://news.example.org/0"


@pytest.mark.parametrize(("key", "expected"), [("J", "Third"), ("K", "First"), ("n", "Third")])
async def test_from_a_translation_one_goes_on_from_where_one_was_in_the_list(
    world: World, key: str, expected: str
) -> None:
    fill(world)
    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        await press(pilot, "tab", "enter", key)
        assert top_words(app).strip() == expected
        await press(pilot, "q")
        assert on_list(app) and title(app) == expected


async def test_a_translation_that_is_outside_of_the_view_is_shown_all_the_same(
    world: World,
) -> None:
    fill(world)
    async with running(world) as (pilot, app):
        await press(pilot, "j", "j", "j", "e", "2", "1", "g", "g", "j")
        assert len(list_screen(app).list.ids) == 4
        await press(pilot, "enter", "tab", "enter")
        assert top_words(app).strip() == "中文的"
        await press(pilot, "q", "q")
        assert on_list(app) and title(app) == "In English"


async def test_a_translation_that_is_gone_says_so_and_leads_back(world: World) -> None:
    _, _, _, chinese, _ = fill(world)
    async with running(world) as driven:
        pilot, app = driven
        app = await open_second(driven)
        writer = LibraryWriter(world.library)
        writer.drop([chinese], {})
        writer.close()
        await press(pilot, "tab", "enter")
        assert page_of(app).lines[0].text == GONE
        await press(pilot, "s", "tab", "enter", "space")
        assert page_of(app).lines[0].text == GONE
        assert_sound(app)
        await press(pilot, "q")
        assert (top_words(app).strip(), also(app)) == ("In English", [])
        await press(pilot, "q")
        assert on_list(app) and title(app) == "In English"
