"""Marks as they are written, in the shell and on the command line: each is one change, or is told
what was meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.core.change import Change
from tui.core.markwords import NAMES, SHOWN, change_of, tag_name
from tui.errors import Usage

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def seconds(*date: int) -> int:
    return int(datetime(*date, tzinfo=UTC).timestamp())  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("written", "change"),
    [
        ("read", Change("read", (), True)),
        ("unread", Change("read", (), False)),
        ("star", Change("star", (), True)),
        ("unstar", Change("star", (), False)),
        ("hide", Change("hide", (), True)),
        ("unhide", Change("hide", (), False)),
        ("unlater", Change("later", (), False)),
        ("tag:物流", Change("tag", (), True, "物流")),
        ("tag: two words ", Change("tag", (), True, "two words")),
        ("tag:a:b", Change("tag", (), True, "a:b")),
        ("untag:AI", Change("tag", (), False, "AI")),
        ("later", Change("later", (), True, until=seconds(2026, 11, 24, 8))),
        ("later:tomorrow", Change("later", (), True, until=seconds(2026, 11, 24, 8))),
        ("later: 周末", Change("later", (), True, until=seconds(2026, 11, 28, 8))),
        ("later:18:30", Change("later", (), True, until=seconds(2026, 11, 23, 18, 30))),
        ("later:2026-12-24 18:00", Change("later", (), True, until=seconds(2026, 12, 24, 18))),
    ],
)
def test_a_mark_is_one_change_of_no_article_yet(written: str, change: Change) -> None:
    assert change_of(written, NOW, UTC) == change


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "Write one of read|"),
        ("raed", "Did you mean read?"),
        ("latre:3d", "Did you mean later?"),
        ("Read", "Did you mean read?"),
        ("read:x", "Write one of"),
        ("read:", "Write one of"),
        ("star:tonight", "Write one of"),
        ("unlater:tomorrow", "Write one of"),
        ("later:", "Write one of"),
        ("later:  ", "Write one of"),
        ("tag", "tag:NAME"),
        ("tag:", "tag:NAME"),
        ("untag: \x1b[0m ", "untag:NAME"),
        (":x", "There is no mark “:x”"),
        ("later:yesterday", "“yesterday” is no time to come"),
        ("later:2025-01-01", "Write tonight, tomorrow, weekend, week, 3d, 18:30 or 2026-12-24"),
        ("\x1b[31mred", "There is no mark “red”"),
    ],
)
def test_what_is_no_mark_is_told_what_was_meant(written: str, told: str) -> None:
    with pytest.raises(Usage) as caught:
        change_of(written, NOW, UTC)
    assert told in str(caught.value)
    assert caught.value.hint.text
    assert "\x1b" not in str(caught.value)


def test_all_marks_are_offered_and_each_has_one_that_takes_it_away() -> None:
    offered = [word.partition(":")[0].partition("[")[0] for word in SHOWN.split("|")]
    assert sorted(offered) == sorted(NAMES)
    for kind, value in NAMES.values():
        assert (kind, not value) in NAMES.values()


def test_a_tag_is_one_clean_line_of_sixty_characters_at_most() -> None:
    assert tag_name(" a\nb\x1b[31m\u202e ") == "a b"
    assert len(tag_name("字" * 500)) <= 60
