"""Laws of how long something will still take: said only when it is known, and then right."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tui.core.progress import Pace, time_left, worth_telling

TOTALS = st.integers(300, 1_000_000)
RATES = st.integers(1, 5_000)
MOMENTS = st.floats(0, 1e9)
Step = tuple[int, int, float]
STEPS = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 2_000), st.floats(0, 100)))


def going(rate: int, seconds: int, total: int, begun: float = 0.0, before: int = 0) -> int | None:
    """What is said last of what went so fast for so long, and was asked every second."""
    pace = Pace()
    said = None
    for second in range(seconds + 1):
        said = pace.left(before + rate * second, total, begun + second)
    return said


@given(STEPS)
def test_it_is_never_negative_nor_nothing_whatever_happens(steps: list[Step]) -> None:
    pace, now = Pace(), 0.0
    for done, total, later in steps:
        now += later
        said = pace.left(done, total, now)
        assert said is None or said >= 1
        assert said is None or (done <= total and worth_telling(total))


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(300, 2_000), st.floats(-100, 100))))
def test_a_clock_that_is_set_back_makes_nothing_negative(steps: list[Step]) -> None:
    pace, now = Pace(), 0.0
    for done, total, later in steps:
        now += later
        said = pace.left(done, total, now)
        assert said is None or said >= 1


@given(TOTALS, st.integers(0, 1_000_000), MOMENTS)
def test_nothing_is_said_before_anything_is_known(total: int, done: int, now: float) -> None:
    done = min(done, total)
    pace = Pace()
    assert pace.left(done, total, now) is None
    assert pace.left(done, total, now + 10) is None, "nothing was done meanwhile"
    assert pace.left(min(done + 1, total), total, now + 0.5) is None, "too short a while"


@given(TOTALS, RATES, st.integers(1, 60), st.integers(0, 1_000_000))
@example(300, 1, 1, 0)
@example(1_000_000, 1, 60, 0)
def test_a_steady_pace_gives_the_right_time(
    total: int, rate: int, seconds: int, begun: int
) -> None:
    seconds = min(seconds, total // rate)
    said = going(rate, seconds, total, float(begun))
    if not seconds:
        assert said is None
    else:
        assert said is not None
        left = (total - rate * seconds) / rate
        assert abs(said - max(1.0, left)) <= 0.5


@given(st.integers(300, 10_000), RATES, st.integers(0, 9_000))
@example(10_000, 100, 9_000)
def test_what_was_done_before_it_began_makes_it_no_faster(
    total: int, rate: int, before: int
) -> None:
    total += before + 2 * rate
    with_it = going(rate, 2, total, before=before)
    assert with_it is not None
    assert with_it == going(rate, 2, total - before)


@given(TOTALS, TOTALS, RATES)
def test_another_total_begins_anew(first: int, second: int, rate: int) -> None:
    first, second = first + 2 * rate, second + 4 * rate
    pace = Pace()
    for moment in range(3):
        pace.left(rate * moment, first, moment)
    at_once = pace.left(2 * rate, second, 2.0)
    assert (at_once is None) == (first != second)
    # Twice as fast from now on: what was before is forgotten where the total is another.
    said = pace.left(4 * rate, second, 3.0)
    assert said is not None
    left = (second - 4 * rate) / rate
    expected = left / 2 if first != second else left * 3 / 4
    assert abs(said - max(1.0, expected)) <= 0.5


@given(st.integers(1_000, 100_000), st.integers(1, 200))
def test_less_done_than_before_begins_anew(total: int, rate: int) -> None:
    pace = Pace()
    assert pace.left(100, total, 0.0) is None
    assert pace.left(100 + rate, total, 2.0) is not None
    assert pace.left(0, total, 3.0) is None
    said = pace.left(rate, total, 5.0)
    assert said is not None
    assert abs(said - (total - rate) * 2 / rate) <= 0.5


@given(st.integers(0, 299), RATES)
def test_of_few_things_nothing_is_said_and_what_follows_begins_anew(total: int, rate: int) -> None:
    pace = Pace()
    for moment in range(3):
        assert pace.left(min(moment, total), total, moment) is None
    assert not worth_telling(total)
    assert pace.left(0, 300 + rate, 10.0) is None
    assert pace.left(rate, 300 + rate, 12.0) is not None


@given(TOTALS, st.integers(1, 1_000))
def test_more_done_than_there_is_says_nothing(total: int, more: int) -> None:
    pace = Pace()
    pace.left(0, total, 0.0)
    assert pace.left(total // 2, total, 10.0) is not None
    assert pace.left(total + more, total, 20.0) is None


@given(st.integers(1, 1_000_000))
@example(89)
@example(90)
def test_the_time_is_written_in_seconds_and_then_in_minutes(seconds: int) -> None:
    number, unit, left = str(time_left(seconds)).split()
    assert left == "left"
    assert unit == ("s" if seconds < 90 else "min")
    assert abs(int(number) * (1 if unit == "s" else 60) - seconds) <= (0 if unit == "s" else 30)
