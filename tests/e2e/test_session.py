"""A reader's session: the sample, triage, an article, and away; nothing is lost or left behind."""

from __future__ import annotations

import signal

import pytest

from tests.e2e.program import Program, left_well, unread, write_posts
from tests.terminal import Terminal

TITLES = [f"Post number {n}" for n in range(30)]


def test_without_sources_the_sample_is_triaged_and_read(telex: Program) -> None:
    terminal = telex.open()
    terminal.wait_for(r"Unread [1-9]\d* of \d+ .*samples")
    terminal.quiet()
    before = unread(terminal)

    terminal.send(*"eeeee")
    terminal.wait_for(lambda t: unread(t) == before - 5)
    terminal.quiet()
    title = next(line for line in terminal.lines if line.startswith("▌"))[18:36].strip()
    terminal.send("enter")
    terminal.wait_for("q back")
    terminal.quiet()
    assert title in terminal.text
    terminal.send("q")
    terminal.wait_for(lambda t: "Unread" in t.lines[0] and unread(t) == before - 6)
    terminal.send("q")

    assert terminal.wait() == 0
    left_well(terminal)
    assert len(telex.articles("is:read")) == 6


def test_a_mark_made_just_before_quitting_is_kept(telex: Program) -> None:
    write_posts(telex.home / "posts", TITLES)
    telex.run("add", str(telex.home / "posts"))
    terminal = telex.open()
    terminal.wait_for(TITLES[0])
    terminal.send("eq")
    assert terminal.wait() == 0
    assert telex.titles("is:read") == {TITLES[0]}


@pytest.mark.parametrize("opening", ["enter", "t", "?"])
def test_keys_typed_ahead_go_to_the_screen_they_lead_to(telex: Program, opening: str) -> None:
    terminal = telex.open()
    terminal.wait_for(r"Unread [1-9]")
    terminal.quiet()
    terminal.send(opening)
    terminal.wait_for(lambda t: "Unread" not in t.lines[0])
    terminal.quiet()
    terminal.send("qq")  # back to the list, and away
    assert terminal.wait() == 0


def test_quitting_while_sources_are_fetched_leaves_no_word(telex: Program) -> None:
    terminal = telex.open()
    terminal.wait_for(r"Unread [1-9]")
    terminal.send("q")
    assert terminal.wait() == 0
    left_well(terminal)


def test_being_told_to_end_it_restores_the_terminal(telex: Program) -> None:
    terminal = telex.open()
    terminal.wait_for(r"Unread [1-9]")
    terminal.quiet()
    terminal.signal(signal.SIGTERM)
    terminal.wait()
    left_well(terminal)


def _shows_whole_screen(terminal: Terminal, columns: int, rows: int) -> None:
    lines = terminal.lines
    assert (len(lines), lines[0].split()[0]) == (rows, "Unread")
    assert lines[-1].lstrip().startswith("Enter read")
    assert lines[-1].endswith("6 of 30")
    assert len(lines[-1]) == columns - 1
    shown = [line for line in lines if "Post number" in line]
    assert [line for line in shown if line.startswith("▌")] == [
        line for line in shown if line.endswith("Post number 5")
    ]
    assert sum("Unread" in line for line in lines) == 1
    assert sum("Enter read" in line for line in lines) == 1
    assert len(shown) == min(30, rows - (2 if rows < 20 else 5))


def test_a_resized_terminal_is_drawn_anew(telex: Program) -> None:
    write_posts(telex.home / "posts", TITLES)
    telex.run("add", str(telex.home / "posts"))
    terminal = telex.open(size=(80, 24))
    terminal.wait_for(r"1 of 30")
    terminal.send(*"jjjjj")
    terminal.wait_for(r"6 of 30")
    terminal.quiet()
    _shows_whole_screen(terminal, 80, 24)
    for columns, rows in ((109, 40), (40, 12), (80, 24)):
        terminal.resize(columns, rows)
        terminal.hear()
        terminal.quiet()
        _shows_whole_screen(terminal, columns, rows)
