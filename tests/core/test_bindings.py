"""The user's own keys: tables of ``config.toml``, over the keys of a preset; what cannot be is told
with its line and with what was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from tests.core.test_config import complaint, written
from tui.bindings import read, tables
from tui.config import Config, load
from tui.core.commands import TABLE, Scope
from tui.core.keymaps import PRESETS, clashes, keymap
from tui.core.keys import is_key, presses_of, shown


def config(folder: Path, toml: str) -> Config:
    return load(written(folder, toml))


def test_keys_of_ones_own_take_the_place_of_telexs(tmp_path: Path) -> None:
    mine = config(
        tmp_path,
        '[keys.list]\ndone = ["e", "dd"]\nstar = "z"\nquit = []\n\n[keys.article]\nback = "ctrl+q"\n',
    ).bindings
    assert mine.keys("list", "done") == ("e", "dd")
    assert mine.keys("list", "star") == ("z",)
    assert mine.keys("list", "quit") == ()
    assert mine.keys("article", "back") == ("ctrl+q",)
    assert mine.keys("article", "star") == ("s",)  # that is another screen
    pressed = mine.sequences("list")
    assert (pressed["d", "d"], pressed["z",]) == ("done", "star")
    assert ("s",) not in pressed
    assert ("q",) not in pressed
    assert mine.shown("list", "quit") == ":quit"  # so it can be done all the same
    assert mine.shown("article", "back") == "ctrl+q"


@pytest.mark.parametrize(
    "toml",
    [
        '[keys.list]\ndone = ["w", "dd"]',
        '[keys]\nlist = { done = ["w", "dd"] }',
        '[keys]\nlist.done = ["w", "dd"]',
        'keys = { list = { done = ["w", "dd"] } }',
        'keys.list.done = [\n  "w",  # as ever\n  "d d",\n]',
        "[ keys . 'list' ]\n\"done\" = ['w', 'dd'] # mine",
    ],
)
def test_it_is_one_to_telex_how_toml_writes_it(tmp_path: Path, toml: str) -> None:
    assert config(tmp_path, toml).bindings.sequences("list")["d", "d"] == "done"
    assert config(tmp_path, toml).bindings.sequences("list")["w",] == "done"
    # What is wrong is found on its line, however it is written.
    wrong = complaint(tmp_path, "\n# mine\n" + toml.replace("done", "doen"))
    line = 3 + ("doen" not in toml.replace("done", "doen").splitlines()[0])
    assert f"line {line}: no command doen on the screen list; did you mean" in wrong


def test_a_key_given_to_another_command_is_lost_to_its_own(tmp_path: Path) -> None:
    mine = config(tmp_path, '[keys.list]\ndone = ["j", "gg"]\n').bindings
    assert mine.keys("list", "down") == ("down",)
    assert mine.keys("list", "top") == ("home",)
    assert mine.keys("list", "done") == ("j", "gg")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (
            '[keys.lst]\ndone = "w"',
            "line 1: no screen lst; it is one of list, article, outline, tags, feeds",
        ),
        ('\n[keys.list]\nstr = "w"', "line 3: no command str on the screen list; did you mean st"),
        ('[keys.article]\nzzz = "w"', "line 2: no command zzz on the screen article; telex config"),
        ('[keys.list]\nx = "w"\n', "telex config --keys lists them"),
        ('[keys.list]\n\ndone = "ctrl+foo"', "line 3: no key ctrl+foo; write it as e, G, gg,"),
        ('[keys.list]\ndone = " "', "line 2: no key ;"),
        ('[keys.list]\ndone = "Ctrl+D"', "line 2: no key Ctrl+D;"),
        ('[keys.list]\ndone = ["z", "return"]', "line 2: no key return;"),
        ('[keys.list]\ndone = "z foo"', "line 2: no key z foo;"),
        ('[keys.list]\ndone = "z"\nstar = ["s", "z"]', "line 2: z is given to done and to star"),
        ('[keys.list]\ndone = "z"\nstar = ["s", "z"]', "line 3: z is given to star and to done"),
        ('[keys.list]\ndone = "z z"\nstar = "zz"', "line 3: zz is given to star and to done"),
        ('[keys.list]\nstar = "Enter"\nread-article = "enter"', "Enter is given to star and to"),
        (
            '[keys.list]\ndone = "z"\nstar = "zy"',
            "line 2: z for done begins as star does, and one hides the other",
        ),
        ('[keys.list]\ndone = "z"\nstar = "zy"', "line 3: zy for star begins as done does"),
        ('[keys.list]\ndone = "g"', "line 2: g for done begins as top does"),
        ('[keys.list]\ndone = "ex"\nstar = "e"', "line 2: ex for done begins as star does"),
        (
            '[keys.list]\ndone = ["d", "dd"]',
            "line 2: dd for done begins as a shorter one of its keys, which hides it",
        ),
        ("[keys.list]\ndone = 3", "line 1: keys cannot be {'list': {'done': 3}}; it is one of {"),
        ('[keys.list]\ndone = ""', "line 1: keys cannot be"),
        ('[keys.list]\ndone = ["e", 3]', "line 1: keys cannot be"),
        ('[keys.list.done]\nx = "w"', "line 1: keys cannot be"),
        ("\n[keys]\nlist = 3", "line 2: keys cannot be {'list': 3}"),
        ("keys = true", "line 1: keys cannot be True"),
        (
            'keymap = "vi"',
            'line 1: keymap cannot be \'vi\'; it is one of "telex", "newsboat", "vim"',
        ),
        ('[keys.list]\n"\\u001b[31mx" = "w"', "line 1: no command x on the screen list"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, toml: str, words: str) -> None:
    told = complaint(tmp_path, toml)
    assert words in told
    assert "\x1b" not in told


def test_all_complaints_come_at_once(tmp_path: Path) -> None:
    told = complaint(
        tmp_path,
        'keymap = "vi"\nwidth = 1\n[keys.list]\nstr = "w"\ndone = "ctrl+foo"\n[keys.lst]\nx = "y"\n',
    )
    for words in ("line 1: keymap", "line 2: width", "line 4: no command", "line 5: no key"):
        assert words in told
    assert "line 6: no screen lst" in told


def test_keys_are_held_against_those_of_the_preset(tmp_path: Path) -> None:
    own = '[keys.list]\nstar = "d"\n'
    assert config(tmp_path, own).bindings.keys("list", "star") == ("d",)
    told = complaint(tmp_path, 'keymap = "vim"\n' + own)
    assert "line 3: d for star begins as done does" in told
    vim = config(tmp_path, 'keymap = "vim"\n[keys.list]\ndone = "w"\nstar = "d"\n').bindings
    assert vim.sequences("list")["d",] == "star"
    assert vim.counts_on("list")
    counted = config(tmp_path, 'keymap = "vim"\n[keys.list]\nview-unread = "1"\n').bindings
    assert not counted.counts_on("list")  # there a digit does something itself
    assert counted.counts_on("feeds")


# Presets


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_gives_every_command_its_keys_and_no_key_to_two(preset: str) -> None:
    bound = keymap(preset).bound
    assert clashes(preset, {str(scope): names for scope, names in bound.items()}) == []
    known = {(command.scope, command.id) for command in TABLE}
    assert {(scope, name) for scope, names in bound.items() for name in names} == known
    for scope, names in PRESETS[preset].items():
        assert {(scope, name) for name in names} <= known, scope
    for scope in get_args(Scope):
        every = [presses_of(key) for keys in bound[scope].values() for key in keys]
        assert len(every) == len(set(every)) == len(keymap(preset).sequences(scope))
        assert all(is_key(press) for presses in every for press in presses)


@pytest.mark.parametrize("preset", PRESETS)
def test_what_a_preset_leaves_without_a_key_had_none_before_or_lost_it_on_purpose(
    preset: str,
) -> None:
    bound = keymap(preset).bound
    for command in TABLE:
        if command.keys and not bound[command.scope][command.id]:
            assert PRESETS[preset][command.scope][command.id] == (), command


def test_only_the_keys_of_vim_count() -> None:
    counting = {name for name in PRESETS if keymap(name).counts}
    assert counting == {"vim"}
    vim = keymap("vim")
    assert vim.counts_on("list")
    assert not vim.counts_on("article")  # there digits are links


def test_a_preset_is_chosen_in_the_config(tmp_path: Path) -> None:
    chosen = config(tmp_path, 'keymap = "newsboat"').bindings
    assert chosen.bound == keymap("newsboat").bound
    assert chosen.keys("list", "toggle-read") == ("N",)
    assert Config().bindings == keymap()


@pytest.mark.parametrize("preset", PRESETS)
def test_the_printed_tables_bind_what_is_bound(tmp_path: Path, preset: str) -> None:
    """``telex config --keys`` prints a whole table, and it may be put into the file as it is."""
    printed = tables(keymap(preset))
    assert read(tomllib.loads(printed)["keys"]) == {
        scope: dict(names) for scope, names in keymap(preset).bound.items()
    }
    again = config(tmp_path, f'keymap = "{preset}"\n{printed}').bindings
    assert again == keymap(preset)


# Keys by their names


@pytest.mark.parametrize(
    ("key", "presses", "people"),
    [
        ("e", ("e",), "e"),
        ("gf", ("g", "f"), "gf"),
        ("g f", ("g", "f"), "gf"),
        ("g  home", ("g", "home"), "gHome"),
        ("down", ("down",), "↓"),
        ("ctrl+d", ("ctrl+d",), "ctrl+d"),
        ("ctrl+w ctrl+w", ("ctrl+w", "ctrl+w"), "ctrl+wctrl+w"),
        ("shift+tab", ("shift+tab",), "Shift+Tab"),
        ("f12", ("f12",), "F12"),
        ("f24", ("f24",), "F24"),
        ("+", ("+",), "+"),
        ("ctrl++", ("ctrl++",), "ctrl++"),
        ("\\", ("\\",), "\\"),
        ("Esc", ("escape",), "Esc"),  # as it is shown
        ("PageDown", ("pagedown",), "PageDown"),
        ("g Enter", ("g", "enter"), "gEnter"),
    ],
)
def test_keys_and_sequences(key: str, presses: tuple[str, ...], people: str) -> None:
    assert presses_of(key) == presses
    assert all(map(is_key, presses))
    assert shown(key) == people


@pytest.mark.parametrize("key", ["Ctrl+D", "return", "ctrl+", "ctrl+foo", "\t", " ", "f99 x"])
def test_what_is_no_key(key: str) -> None:
    presses = presses_of(key)
    assert not presses or not all(map(is_key, presses))
