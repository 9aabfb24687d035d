"""What the terminal says of itself decides how telex is drawn: widths, ground, colours, words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.theme import Theme

from tests.e2e.program import Program, write_posts
from tests.terminal import LIGHT, SILENT, WIDE, XTERM, Manner, Terminal
from tui import themes

_LOCALE = Path(themes.__file__).parent / "locale"


def _open(
    telex: Program, manner: Manner = XTERM, env: dict[str, str | None] | None = None
) -> Terminal:
    write_posts(telex.home / "posts", ["Post “one”…", "标题，第二"])
    telex.run("add", str(telex.home / "posts"))
    telex.run("mark", "star", "title:Post")
    terminal = telex.open(manner=manner, env=env)
    terminal.wait_for("Unread 2 of 2")
    terminal.quiet()
    return terminal


def _parameters(terminal: Terminal) -> list[int]:
    """Every parameter of every colour sequence, in order."""
    found = re.findall(rb"\x1b\[([0-9;]*)m", terminal.log)
    return [int(number or b"0") for sequence in found for number in sequence.split(b";")]


def _rgb(colour: str) -> bytes:
    return b"48;2;%d;%d;%d" % tuple(bytes.fromhex(str(colour).removeprefix("#")))


@pytest.mark.parametrize("manner", [XTERM, SILENT])
def test_signs_are_drawn_where_they_are_one_cell_wide(telex: Program, manner: Manner) -> None:
    terminal = _open(telex, manner)
    assert terminal.lines[2].startswith("▌●★")


def test_where_signs_may_be_two_cells_wide_ascii_is_drawn(telex: Program) -> None:
    terminal = _open(telex, WIDE)
    row, other = terminal.lines[2:4]
    assert row.startswith(">*+")
    assert row.index("Post") == other.index("标题")
    assert set(terminal.lines[1]) == {"-"}
    assert len(terminal.lines[1]) == 100
    assert not set("▌●★─·") & set(terminal.text)


def test_an_answer_that_comes_late_is_no_key(telex: Program) -> None:
    terminal = _open(telex, SILENT)
    shown = terminal.text
    terminal.send("\x1b[1;2R", "\x1b]11;rgb:1515/1717/1b1b\x1b\\", "\x1b[?62;22c")
    terminal.quiet(0.5)
    assert terminal.text == shown
    terminal.send("j")
    terminal.wait_for("2 of 2$")


@pytest.mark.parametrize(
    ("manner", "theme", "other"),
    [
        (LIGHT, themes.PAPER, themes.NIGHT),
        (XTERM, themes.NIGHT, themes.PAPER),
        (SILENT, themes.NIGHT, themes.PAPER),
    ],
)
def test_the_ground_of_the_terminal_decides_the_theme(
    telex: Program, manner: Manner, theme: Theme, other: Theme
) -> None:
    terminal = _open(telex, manner)
    assert _rgb(str(theme.background)) in terminal.log
    assert _rgb(str(other.background)) not in terminal.log


def test_no_color_means_no_colour(telex: Program) -> None:
    terminal = _open(telex, env={"NO_COLOR": "1"})
    assert terminal.lines[2].startswith("▌●★"), "marks are told by their shape"
    colours = {n for n in _parameters(terminal) if 30 <= n <= 49 or 90 <= n <= 107}
    assert colours <= {39, 49}  # those are the terminal's own


def test_a_terminal_of_sixteen_colours_gets_no_other(telex: Program) -> None:
    terminal = _open(telex, env={"TERM": "xterm", "COLORTERM": None})
    found = set(_parameters(terminal))
    assert not found & {38, 48}
    assert found & {*range(30, 38), *range(90, 98)}, "and some it does get"


@pytest.mark.skipif(not list(_LOCALE.rglob("*.mo")), reason="not translated yet")
def test_a_chinese_locale_gives_chinese_words(telex: Program) -> None:
    write_posts(telex.home / "posts", ["Post one"])
    telex.run("add", str(telex.home / "posts"))
    terminal = telex.open(env={"LANG": "zh_CN.UTF-8"})
    terminal.wait_for("Post one")
    terminal.quiet()
    assert re.search("[\u4e00-\u9fff]", terminal.lines[0])
    assert re.search("[\u4e00-\u9fff]", terminal.lines[-1])
    assert "Unread" not in terminal.text
