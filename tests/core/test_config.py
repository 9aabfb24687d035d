"""``config.toml``: read whole, every complaint at once, each with its line and what was meant."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.config import HELP, Config, defaults, load
from tui.errors import BadConfig
from tui.words import Words


def written(folder: Path, toml: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return path


def complaint(folder: Path, toml: str | bytes) -> str:
    with pytest.raises(BadConfig) as caught:
        load(written(folder, toml))
    assert caught.value.hint.text
    assert caught.value.exit_status == 2
    return str(caught.value)


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Config()
    assert load(written(tmp_path, "")) == Config()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_printed_defaults_parse_to_the_defaults(tmp_path: Path, language: str) -> None:
    printed = defaults(Words(language).say)
    assert load(written(tmp_path, printed)) == Config()
    for field in fields(Config):
        begins = "# [keys.list]" if field.name == "keys" else f"{field.name} = "
        assert f"\n{begins}" in "\n" + printed
        assert HELP[field.name].text


def test_every_key_can_be_set(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            'language = "zh"\ntheme = "nord"\nglyphs = "ascii"\nambiguous = 2\nage = "relative"\n'
            'width = 100\nmouse = false\ntimezone = "Asia/Shanghai"\nrefresh = 0\n',
        )
    )
    assert config == Config("zh", "nord", "ascii", "2", "relative", 100, False, "Asia/Shanghai", 0)
    assert config.every == timedelta()
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC).astimezone(config.zone)
    assert noon.hour == 20


def test_a_byte_order_mark_is_no_complaint(tmp_path: Path) -> None:
    assert load(written(tmp_path, b"\xef\xbb\xbfwidth = 60\r\n")).width == 60


def test_all_complaints_come_at_once_with_their_lines(tmp_path: Path) -> None:
    said = complaint(
        tmp_path,
        '# mine\nthem = "auto"\n\nwidth = 39\nmouse = "yes"\nage = "clok"\n[keys]\nj = "down"\n',
    )
    assert "line 2: no key them; did you mean theme?" in said
    assert "line 4: width cannot be 39" in said
    assert "line 5: mouse cannot be 'yes'" in said
    assert "line 6: age cannot be 'clok'" in said
    assert "line 7: keys cannot be {'j': 'down'}" in said


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("width = true", "line 1: width cannot be True"),
        ("\n\nwidth = 201", "line 3: width cannot be 201"),
        ("width = 80.5", "width cannot be 80.5"),
        ("refresh = -1", "refresh cannot be -1"),
        ('timezone = "Mars/Olympus"', "timezone cannot be 'Mars/Olympus'"),
        ('timezone = "../../etc/passwd"', "timezone cannot be"),
        ("timezone = 8", "timezone cannot be 8"),
        ("theme = 1", "theme cannot be 1"),
        ('theme = ""', "theme cannot be ''"),
        ("ambiguous = 3", "ambiguous cannot be 3"),
        ('glyphs = "asci"', "glyphs cannot be 'asci'"),
        ('language = ["en"]', "language cannot be ['en']"),
        ("[width]", "width cannot be {}"),
        ("width = ", "not TOML"),
        ("width = 1\nwidth = 2", "not TOML"),
        (b"width = \xff", "readable UTF-8"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, toml: str | bytes, words: str) -> None:
    assert words in complaint(tmp_path, toml)


def test_a_complaint_carries_no_escape_sequence(tmp_path: Path) -> None:
    assert "\x1b" not in complaint(tmp_path, '"\\u001b[31mwidth" = 1')
    assert "\x1b" not in complaint(tmp_path, b"width = \x1b[31m")


def test_a_folder_in_its_place_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(BadConfig):
        load(tmp_path / "config.toml")
