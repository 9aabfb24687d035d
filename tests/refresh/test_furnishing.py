"""After a fetch the library knows what each source ends its articles with."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.builders import World, make_draft
from tests.refresh.scripted import Script, ends, play
from tui.core.draft import Draft
from tui.core.furniture import NEWEST, Found, mark_of
from tui.core.models import BodyFormat
from tui.core.query import EVERYTHING
from tui.errors import Unreachable, said
from tui.sources.base import Checkpoint, Gone
from tui.store.ingest import LibraryWriter

NOTICE = "All rights reserved."
HTML = f"<p>{NOTICE}</p>"


def story(number: int, tail: str = NOTICE, body_format: BodyFormat = "markdown") -> Draft:
    own = f"Story {number}, told in words of its own."
    body = f"<p>{own}</p>{tail}" if body_format == "html" else f"{own}\n\n{tail}"
    path = f"{number}.md"
    return make_draft(number, guid=path, path=path, body=body, body_format=body_format)


def stories(count: int, tail: str = NOTICE, body_format: BodyFormat = "markdown") -> list[Draft]:
    return [story(number, tail, body_format) for number in range(count)]


def known(world: World, source: str = "news") -> list[tuple[str, int]]:
    """What was found of a source: its words, and in how many articles."""
    library = world.open()
    try:
        return [(found.words, found.articles) for found in library.furniture(source)[0]]
    finally:
        library.close()


def test_what_half_of_the_articles_end_with_is_known_after_a_fetch(world: World) -> None:
    drafts = [*stories(5), *(story(n, f"Ending {n}.") for n in range(5, 10))]
    assert ends(play(world, {"news": drafts})) == {"news": "done"}
    assert known(world) == [(NOTICE, 5)]


def test_what_fewer_articles_end_with_is_none(world: World) -> None:
    play(world, {"news": [*stories(4), *(story(n, f"Ending {n}.") for n in range(4, 9))]})
    assert known(world) == []


def test_of_very_few_articles_nothing_is_said(world: World) -> None:
    play(world, {"news": stories(5)})
    assert known(world) == []
    play(world, {"news": [story(5)]})
    assert known(world) == [(NOTICE, 6)]


def test_html_is_looked_at_as_it_is_read(world: World) -> None:
    drafts = [*stories(4, HTML, "html"), *(story(n) for n in range(4, 8))]
    play(world, {"news": drafts})
    assert known(world) == [(NOTICE, 8)]


def test_the_articles_that_come_to_be_read_are_dimmed_by_it(world: World) -> None:
    play(world, {"news": stories(8)})
    library = world.open()
    (number, *_) = library.ids(EVERYTHING)
    reading = library.reading(number)
    assert reading is not None
    assert reading.furniture.marks == {mark_of(NOTICE)}
    library.close()


def test_each_source_has_its_own(world: World) -> None:
    play(world, {"news": stories(8), "wire": stories(8, "Wire service.")})
    assert known(world, "news") == [(NOTICE, 8)]
    assert known(world, "wire") == [("Wire service.", 8)]


def test_it_is_looked_for_anew_when_articles_come_change_or_go(world: World) -> None:
    play(world, {"news": stories(8)})
    play(world, {"news": [story(n) for n in range(8, 12)]})
    assert known(world) == [(NOTICE, 12)]
    play(world, {"news": [story(n, f"New ending {n}.") for n in range(4)]})
    assert known(world) == [(NOTICE, 8)]
    play(world, {"news": [Gone(f"{n}.md") for n in range(4, 7)]})
    assert known(world) == [(NOTICE, 5)]
    play(world, {"news": [Gone(f"{n}.md") for n in range(7, 10)]})
    assert known(world) == []


class Watched(LibraryWriter):
    """Notes whenever furniture is stored."""

    stored: int = 0

    def set_furniture(self, source: int, found: Iterable[Found]) -> bool:
        type(self).stored += 1
        return super().set_furniture(source, found)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[Watched]:
    monkeypatch.setattr(Watched, "stored", 0)
    return Watched


def test_a_fetch_that_brings_nothing_does_not_look(world: World, watched: type[Watched]) -> None:
    play(world, {"news": stories(8)}, writing=watched)
    assert watched.stored == 1
    play(world, {"news": stories(8)}, writing=watched)
    assert watched.stored == 1
    assert known(world) == [(NOTICE, 8)]


def test_only_the_newest_articles_count(world: World) -> None:
    young = [story(n, f"Ending {n}.") for n in range(NEWEST)]
    old = [story(n) for n in range(NEWEST, 3 * NEWEST)]
    play(world, {"news": [*young, *old], "wire": [*stories(NEWEST), *old]})
    assert known(world, "news") == []
    assert known(world, "wire") == [(NOTICE, NEWEST)]


def test_a_hostile_ending_is_stored_clean_and_harms_nobody(world: World) -> None:
    tail = "\x1b]0;PWNED\x07[red]Follow\u202e us[/red] <script>x</script>"
    play(world, {"news": stories(8, tail), "wire": stories(8)})
    (words,) = (words for words, _ in known(world))
    assert "\x1b" not in words and "\u202e" not in words and "Follow" in words
    assert known(world, "wire") == [(NOTICE, 8)]


def test_a_very_long_article_is_left_out_and_the_others_are_looked_at(world: World) -> None:
    long = make_draft(90, guid="90.md", path="90.md", body="Long. " * 60_000 + f"\n\n{NOTICE}")
    play(world, {"news": [long, *stories(7)]})
    assert known(world) == [(NOTICE, 7)]


def test_drafts_that_are_not_shown_do_not_count(world: World) -> None:
    hidden = [
        make_draft(n, guid=f"d{n}", body=f"Draft {n}.\n\nUnfinished.", draft=True)
        for n in range(20, 40)
    ]
    play(world, {"news": [*stories(8), *hidden]})
    assert known(world) == [(NOTICE, 8)]


def test_a_fetch_that_fails_leaves_what_was_known(world: World) -> None:
    play(world, {"news": stories(8)})
    script: Script = [story(20, "Else."), Unreachable(said("No answer"), said("Wait"))]
    assert ends(play(world, {"news": script})) == {"news": "failed"}
    assert known(world) == [(NOTICE, 8)]


def test_what_was_stored_before_a_failure_is_looked_at_by_the_next_fetch(world: World) -> None:
    play(world, {"news": [*stories(8), Checkpoint(put={"page": "1"}), ValueError()]})
    play(world, {"news": [story(20)]})
    assert known(world) == [(NOTICE, 9)]
