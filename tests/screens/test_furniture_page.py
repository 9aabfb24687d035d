"""What a source ends its articles with is dimmed, and is read like all else by who wants to."""

from __future__ import annotations

import pytest

from tests.builders import World, ingest, make_draft
from tests.screens.pages import (
    bodies,
    chosen,
    hyperlinks,
    page_of,
    resize,
    segments_with,
    top_words,
)
from tests.screens.screen import (
    assert_sound,
    bar,
    press,
    recording,
    running,
    screen_lines,
    screen_text,
)
from tui.app import TelexApp
from tui.refresh.furnishing import note_furniture
from tui.store.ingest import LibraryWriter

SIZES = ((100, 30), (80, 24), (40, 12))
NOTICE = "免责声明：本文仅供参考，不构成任何投资建议。"
TAIL = f"{NOTICE}\n\nSubscribe at [our page](https://about.example.org/) for more."


async def furnish(world: World, source: str = "news") -> None:
    """Find the furniture of what was stored, as a fetch does."""
    writer = LibraryWriter(world.library)
    try:
        await note_furniture(writer, writer.source(source))
    finally:
        writer.close()


def list_words(world: World, words: str, *, kept: bool | None) -> None:
    library = world.open()
    assert library.list_furniture("news", words, kept)
    library.close()


def articles(world: World, tail: str = TAIL, words: str = "") -> None:
    """Eight articles that all end with ``tail``."""
    bodies(world, *[f"Story {n} of the day. {words}\n\n{tail}" for n in range(8)])


def is_dim(app: TelexApp, words: str) -> bool:
    """Whether ``words`` are on the screen and dimmed wherever they are."""
    found = segments_with(app, words)
    assert found, (words, screen_text(app))
    dim = page_of(app).inks.dim.color
    return all(s.style is not None and s.style.color == dim for s in found)


@pytest.mark.parametrize("size", SIZES)
async def test_furniture_is_dimmed_and_nothing_else(world: World, size: tuple[int, int]) -> None:
    articles(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "2", "home", "enter")
        assert not is_dim(app, "免责声明")
    await furnish(world)
    async with running(world, size) as (pilot, app):
        await press(pilot, "2", "home", "enter")
        assert is_dim(app, "免责声明") and not is_dim(app, "Story 0 of the day")
        assert_sound(app)
        await press(pilot, "G")
        assert is_dim(app, "Subscribe at") and is_dim(app, "our page")
        assert_sound(app)
        await press(pilot, "J")
        assert is_dim(app, "免责声明") and not is_dim(app, "Story 1 of the day")


async def test_furniture_takes_no_time_to_read(world: World) -> None:
    articles(world, tail="Much to be said in every article. " * 200)
    for minutes in ("6 min", "1 min"):
        async with running(world) as (pilot, app):
            await press(pilot, "2", "home", "enter")
            assert minutes in screen_text(app)
        await furnish(world)


async def test_words_that_the_reader_listed_are_dimmed_too(world: World) -> None:
    bodies(world, "A story.\n\nSPONSORED: drink\nmore tea.", "Another story.")
    list_words(world, "Sponsored", kept=False)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert is_dim(app, "SPONSORED") and is_dim(app, "more tea") and not is_dim(app, "A story.")


async def test_words_that_the_reader_keeps_are_not_dimmed_nor_what_is_before_them(
    world: World,
) -> None:
    articles(world)
    await furnish(world)
    list_words(world, "Subscribe at", kept=True)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "home", "enter")
        assert not is_dim(app, "Subscribe at") and not is_dim(app, "免责声明")
    list_words(world, "Subscribe at", kept=None)
    async with running(world) as (pilot, app):
        await press(pilot, "2", "home", "enter")
        assert is_dim(app, "Subscribe at") and is_dim(app, "免责声明")


async def test_the_furniture_of_one_source_is_none_in_another(world: World) -> None:
    articles(world)
    await furnish(world)
    world.subscribe("wire")
    ingest(world.library, [make_draft(0, body=f"Elsewhere.\n\n{NOTICE}")], "wire")
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        first = is_dim(app, "免责声明")
        await press(pilot, "J")
        assert {first, is_dim(app, "免责声明")} == {True, False}
        assert is_dim(app, "免责声明") == ("Elsewhere." not in screen_text(app))


async def test_an_article_that_is_nothing_but_furniture_is_not_dimmed(world: World) -> None:
    articles(world)
    await furnish(world)
    ingest(world.library, [make_draft(0, body=TAIL)])
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert not is_dim(app, "免责声明")


async def test_links_in_furniture_are_chosen_and_opened_like_others(world: World) -> None:
    articles(world, words="With [a link](https://story.example.org/).")
    await furnish(world)
    opened: list[str] = []
    async with running(world, opener=recording(opened)) as (pilot, app):
        await press(pilot, "enter", "2")
        assert chosen(app) == ["our page[2]"]
        assert_sound(app)
        await press(pilot, "enter", "escape", *["tab"] * 3, "enter")
        assert opened == ["https://about.example.org/"] * 2
        assert "https://about.example.org/" in hyperlinks(app)


async def test_furniture_is_searched_too(world: World) -> None:
    articles(world)
    await furnish(world)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "/", *"投资建议")
        assert chosen(app) == ["投资建议"]
        await press(pilot, "escape")
        assert is_dim(app, "投资建议")


async def test_notes_come_before_the_furniture(world: World) -> None:
    bodies(world, *[f"Story {n}[^1].\n\n[^1]: Note on {n}.\n\n{TAIL}" for n in range(8)])
    await furnish(world)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        lines = [line.strip() for line in screen_lines(app)]
        assert lines.index("¹ Note on 0.") < lines.index(NOTICE)
        assert is_dim(app, "免责声明") and not is_dim(app, "Note on 0.")


async def test_a_note_that_all_articles_share_keeps_none_from_being_read(world: World) -> None:
    bodies(world, *[f"Story {n}[^1].\n\n[^1]: Who we are.\n\n{TAIL}" for n in range(8)])
    await furnish(world)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        assert "Story 0¹." in screen_text(app)
        assert "¹ Who we are." in screen_text(app)
        assert_sound(app)


async def test_an_address_defined_in_the_furniture_holds_in_the_story(world: World) -> None:
    bodies(
        world, *[f"Story {n} by [us].\n\n{TAIL}\n\n[us]: https://us.example.org/" for n in range(8)]
    )
    await furnish(world)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "1")
        assert chosen(app) == ["us[1]"]
        assert is_dim(app, "免责声明") and not is_dim(app, "Story 0 by")


async def test_furniture_stays_dim_in_another_width_and_from_a_place_in_it(world: World) -> None:
    paragraphs = [[f"Paragraph {n} of story {m}." for n in range(30)] for m in range(8)]
    bodies(world, *["\n\n".join([*some, TAIL]) for some in paragraphs])
    await furnish(world)
    async with running(world) as (pilot, app):
        await press(pilot, "enter", "G")
        assert is_dim(app, "免责声明")
        await resize(pilot, app, 40, 12)
        await press(pilot, "G")
        assert is_dim(app, "免责声明") and not is_dim(app, "Paragraph 29 of")
        assert_sound(app)
        await resize(pilot, app, 100, 12)
        await press(pilot, "G", "k", "q", "enter")
        assert bar(app, "foot").startswith("where you left it")
        assert top_words(app).startswith("Paragraph")
        assert is_dim(app, "免责声明")
