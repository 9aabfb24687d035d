"""Permanent redirects, feeds with a clock in them, and dates that cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import httpx
import pytest

from tests.builders import NOW, World, make_draft
from tests.refresh.faults import Reader
from tests.refresh.scripted import Script, play
from tests.refresh.test_politeness import FINE, A, Publisher, acted
from tui.core.change import mark_read, star
from tui.core.query import EVERYTHING, UNREAD
from tui.sources.base import Checkpoint

HALF = timedelta(minutes=30)
NEW, NEWER = "https://news.example.org/new", "https://other.example.org/newer"


def leads(target: str, status: int = 301) -> httpx.Response:
    return httpx.Response(status, headers={"location": target})


# Redirects


def test_a_permanent_redirect_is_proposed_after_three_in_a_row(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = leads(NEW)
        for times in (1, 2, 3, 4):
            await reader.refresh(source)
            health = reader.look("a").health
            assert (health.moved_to, health.moved_times) == (NEW, times)
            assert health.proposed == (NEW if times >= 3 else None)
        assert source.locator == A  # nothing follows it by itself
        assert publisher.asked_for().count(A) == 4

    acted(world, act)


BREAKS = {
    "none": None,
    "one for now": leads(NEW, 302),
    "another target": leads(NEWER),
}


@pytest.mark.parametrize("between", BREAKS)
def test_whatever_comes_between_begins_the_count_anew(world: World, between: str) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = leads(NEW)
        await reader.refresh(source)
        await reader.refresh(source)
        other = BREAKS[between]
        publisher.answers = {} if other is None else {A: other}
        await reader.refresh(source)
        health = reader.look("a").health
        assert health.proposed is None
        assert (health.moved_to, health.moved_times) == (
            (NEWER, 1) if between == "another target" else (None, 0)
        )
        publisher.answers[A] = leads(NEW)
        for times in (1, 2, 3):
            assert reader.look("a").health.proposed is None
            await reader.refresh(source)
            assert reader.look("a").health.moved_times == times
        assert reader.look("a").health.proposed == NEW

    acted(world, act)


def test_a_failure_between_is_no_reason_to_forget_them(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers[A] = leads(NEW)
        await reader.refresh(source)
        publisher.answers[NEW] = httpx.Response(500)
        await reader.refresh(source)
        assert reader.look("a").health.moved_times == 1
        del publisher.answers[NEW]
        await reader.refresh(source)
        assert reader.look("a").health.moved_times == 2

    acted(world, act)


def test_a_redirect_with_nothing_new_behind_it_counts_too(world: World) -> None:
    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        publisher.answers = {
            A: leads(NEW, 308),
            NEW: httpx.Response(200, text=FINE, headers={"etag": '"1"'}),
        }
        await reader.refresh(source)
        publisher.answers[NEW] = httpx.Response(304)
        await reader.refresh(source)
        await reader.refresh(source)
        assert reader.look("a").health.proposed == NEW

    acted(world, act)


# What changes at every look


def versions(world: World) -> int:
    with closing(sqlite3.connect(f"file:{world.library}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM version").fetchone()[0])


@pytest.mark.parametrize("updated", ["none", "the same", "older each time"])
def test_a_clock_in_a_feed_makes_few_versions(world: World, updated: str) -> None:
    changed = []
    for round_ in range(49):
        now = NOW + round_ * HALF
        world.now = lambda now=now: now  # type: ignore[misc]
        stated = {"none": None, "the same": NOW, "older each time": NOW - round_ * HALF}[updated]
        draft = make_draft(1, body=f"It is {now:%H:%M}.", updated=stated)
        *_, last = play(world, {"news": [draft, Checkpoint()]})
        assert last.stage == "done"
        if last.changed:
            changed.append(round_ / 2)
        assert versions(world) <= 3
        if not round_:
            library = world.open()
            library.fold()
            library.apply(mark_read(library.ids(EVERYTHING)))
            library.apply(star(library.ids(EVERYTHING)))
            library.close()
    assert changed == [0.5, 1, 1.5, 7.5, 13.5, 19.5]
    library = world.open()
    library.fold()
    assert list(library.ids(UNREAD)) == []
    (row,) = library.rows(library.ids(EVERYTHING)).values()
    assert (row.read, row.starred) == (True, True)
    library.close()


def test_what_its_publisher_says_was_updated_is_taken_each_time(world: World) -> None:
    for round_ in range(10):
        now = NOW + round_ * HALF
        world.now = lambda now=now: now  # type: ignore[misc]
        draft = make_draft(1, body=f"Edit {round_}.", updated=now)
        *_, last = play(world, {"news": [draft, Checkpoint()]})
        assert last.changed == (1 if round_ else 0)
        assert versions(world) == min(round_, 3)


def test_others_in_the_feed_are_not_held_back_by_one_with_a_clock(world: World) -> None:
    for round_ in range(8):
        clock, still = make_draft(1, body=f"{round_}"), make_draft(2)
        edited = make_draft(3, body="Edited." if round_ == 7 else "Words.")
        *_, last = play(world, {"news": [clock, still, edited, Checkpoint()]})
    assert last.changed == 1


def test_the_last_of_many_edits_is_shown_in_the_end(world: World) -> None:
    """A publisher who corrects an article five times in an afternoon, and then leaves it alone."""

    async def act(reader: Reader, publisher: Publisher) -> None:
        source = reader.subscribe("a", A)
        for edit in range(6):
            text = FINE.replace("Words.", f"Edit {edit}.")
            publisher.answers[A] = httpx.Response(200, text=text, headers={"etag": f'"{edit}"'})
            await reader.refresh(source)
            reader.clock.time += HALF
        for _ in range(3):
            reader.clock.time += timedelta(hours=8)
            await reader.refresh(source)
        library = world.open("a")
        (number,) = library.ids(EVERYTHING)
        reading = library.reading(number)
        library.close()
        assert reading is not None
        assert reading.body.text == "Edit 5."

    acted(world, act)


# Dates that cannot be


@pytest.mark.parametrize(
    "written",
    [
        "0000-00-00T00:00:00Z",
        "0000-01-01",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "Thu, 01 Jan 0000 00:00:00 GMT",
        "1899-12-31T23:59:59Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "10000-01-01T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "2027-01-01T00:00:00Z",
        "yesterday",
    ],
)
@pytest.mark.parametrize("field", ["published", "updated"])
def test_impossible_dates_do_not_spoil_the_order(world: World, written: str, field: str) -> None:
    odd = make_draft(50, **{field: written, "title": "Odd"})
    first: Script = [make_draft(2), odd, make_draft(3), Checkpoint()]
    *_, last = play(world, {"news": first})
    assert (last.stage, last.new) == ("done", 3)
    world.now = lambda: NOW + timedelta(hours=5)
    later = make_draft(9, title="Later", published=NOW + timedelta(hours=4))
    edited = make_draft(50, **{field: written, "title": "Odd", "body": "Edited."})
    *_, last = play(world, {"news": [later, edited, make_draft(2), make_draft(3), Checkpoint()]})
    assert (last.new, last.changed) == (1, 1)
    library = world.open()
    library.fold()
    rows = library.rows(ids := library.ids(EVERYTHING))
    titles = [str(rows[number].title) for number in ids]
    library.close()
    by_first_sight = ["Later", "Odd", "Article 2", "Article 3"]
    by_its_date = ["Later", "Article 2", "Article 3", "Odd"]
    assert titles == (by_first_sight if field == "published" else by_its_date)
    assert all(rows[number].date <= NOW + timedelta(hours=4) for number in ids)
