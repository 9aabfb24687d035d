"""Changes, keys, the schedule, and that the core is pure."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.core import keys
from tui.core.change import Change, Step, mark_read, pack, star, unpack
from tui.core.commands import TABLE, Scope
from tui.core.keymaps import PRESETS, keymap
from tui.core.keys import is_key, presses_of
from tui.core.models import Health
from tui.core.schedule import FIRST_WAIT, LONGEST_WAIT, due, retry_at

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
numbers = st.lists(st.integers(0, 2**63 - 1))


@given(st.sampled_from(("read", "star")), numbers, st.booleans())
def test_the_inverse_of_the_inverse_is_the_change(kind: str, ids: list[int], value: bool) -> None:
    change = Change(kind, tuple(ids), value)  # type: ignore[arg-type]
    assert change.inverse != change
    assert change.inverse.inverse == change
    assert change.inverse.ids == change.ids


@given(numbers)
def test_packed_ids_come_back(ids: list[int]) -> None:
    assert unpack(pack(ids)) == tuple(ids)
    assert len(pack(ids)) == 8 * len(ids)


def test_makers_of_changes() -> None:
    assert mark_read([1, 2]) == Change("read", (1, 2), True)
    assert star([1], False) == Change("star", (1,), False)
    assert Step(1, NOW, star([1]), "hand", False).deliberate
    assert not Step(1, NOW, mark_read([1]), "open", False).deliberate


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("scope", get_args(Scope))
def test_no_key_does_two_things_on_one_screen(scope: Scope, preset: str) -> None:
    bound = keymap(preset).bound[scope]
    presses = [presses_of(key) for keys in bound.values() for key in keys]
    assert len(presses) == len(set(presses))
    # A key alone may not be the beginning of a longer sequence: it could never be told apart.
    for sequence in presses:
        assert all(sequence[:n] not in presses for n in range(1, len(sequence)))
        assert all(is_key(press) for press in sequence)
    named = {entry.id for entry in TABLE if entry.scope == scope}
    assert named == set(bound)
    assert set(PRESETS[preset].get(scope, {})) <= named


def test_sequences_of_the_list() -> None:
    found = keymap().sequences("list")
    assert found["g", "g"] == "top"
    assert found["G",] == "bottom"
    assert found["ctrl+d",] == "half-down"
    assert ("gg",) not in found


@pytest.mark.parametrize("preset", PRESETS)
def test_every_screen_quits_and_goes_back(preset: str) -> None:
    for scope in get_args(Scope):
        assert {"back", "quit"} <= set(keymap(preset).sequences(scope).values())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ｊ", "j"),
        ("？", "?"),
        ("。", "."),
        ("、", "/"),
        ("　", "space"),
        ("j", "j"),
        ("中", "中"),
        ("enter", "enter"),
    ],
)
def test_full_width_keys_are_the_keys_that_were_meant(typed: str, meant: str) -> None:
    assert keys.fold_width(typed) == meant


@given(st.integers(1, 100), st.floats(0, 1))
def test_waits_grow_and_end_at_a_day_and_a_half(failures: int, jitter: float) -> None:
    again = retry_at(NOW, failures, jitter)
    assert NOW + FIRST_WAIT <= again <= NOW + LONGEST_WAIT * 1.5
    assert retry_at(NOW, failures + 1, jitter) >= again
    assert retry_at(NOW, failures, 0) <= again


def test_the_first_waits_double() -> None:
    waits = [retry_at(NOW, n, 0) - NOW for n in (1, 2, 3)]
    assert waits == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]


@pytest.mark.parametrize(
    ("last_ok", "retry", "every", "is_due"),
    [
        (None, None, 30, True),
        (None, None, 0, True),
        (None, 5, 30, False),
        (None, -5, 30, True),
        (-10, None, 30, False),
        (-30, None, 30, True),
        (-9_000, None, 0, False),
        (-40, 5, 30, False),
        (-40, 0, 30, True),
    ],
)
def test_when_a_source_is_due(
    last_ok: int | None, retry: int | None, every: int, is_due: bool
) -> None:
    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else NOW + timedelta(minutes=minutes)

    health = Health(last_ok=at(last_ok), retry_at=at(retry))
    assert due(NOW, health, timedelta(minutes=every)) is is_due


def test_the_core_is_pure() -> None:
    core = Path(keys.__file__).parent
    modules = sorted(f"tui.core.{path.stem}" for path in core.glob("[a-z]*.py"))
    assert len(modules) > 10
    program = (
        f"import sys, {', '.join(modules)}\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "tui.core.text" in loaded
    outside = {"sqlite3", "httpx", "rich", "textual", "feedparser", "yaml", "asyncio", "tui.store"}
    assert not loaded & outside
