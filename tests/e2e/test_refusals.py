"""Where telex cannot draw or has nothing to draw from, it says so in words and leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Program

NO_TEXT = b"\x7fELF\x02\x01\x00\x00\xfe"
BROKEN = b"---\ntitle: [never closed\ndate: 2026-11-20\n---\ntext\n"
ERRORS = {
    "The YAML front matter cannot be read": BROKEN,
    "This is no text": NO_TEXT,
    "The file is empty": b"",
}


def test_without_a_terminal_it_points_to_the_printed_list(telex: Program) -> None:
    ran = telex.run()
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert "`telex list`" in ran.stderr


def test_a_dumb_terminal_is_not_drawn_on(telex: Program) -> None:
    terminal = telex.open(env={"TERM": "dumb"})
    assert terminal.wait() == 2
    assert b"\x1b" not in terminal.log
    assert len(terminal.text.split()) > 5
    assert "`telex list`" in terminal.text


@pytest.mark.parametrize("verb", [[], ["add"]])
def test_a_folder_that_is_not_there_is_named_with_what_to_do(
    telex: Program, verb: list[str]
) -> None:
    terminal = telex.open(*verb, "/nowhere/posts")
    assert terminal.wait() == 1
    assert "/nowhere/posts" in terminal.text
    assert len([line for line in terminal.lines if line]) >= 2, "a reason and a hint"
    assert 1049 not in terminal.modes
    assert b"Traceback" not in terminal.log


@pytest.mark.parametrize("reason", ERRORS)
def test_an_unreadable_file_is_told_and_the_others_are_shown(
    telex: Program, tmp_path: Path, reason: str
) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "good.md").write_text("---\ntitle: A good post\n---\nText.\n")
    (folder / "odd.md").write_bytes(ERRORS[reason])
    assert telex.run("add", str(folder)).returncode == 1

    terminal = telex.open()
    terminal.wait_for("A good post")
    terminal.wait_for(rf"odd\.md: {reason}")
    sources = telex.run("sources")
    assert sources.returncode == 1
    assert f"odd.md: {reason}" in sources.stdout

    (folder / "odd.md").write_text("---\ntitle: Mended\n---\nText.\n")
    assert telex.run("refresh").returncode == 0
    terminal.wait_for("2 of 2|1 new|Mended")
    assert telex.run("sources").returncode == 0
    assert telex.titles() == {"A good post", "Mended"}
