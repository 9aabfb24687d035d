"""The journal is the truth: what stands of it makes the marks, and undoing all of it unmakes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import World
from tests.store.acting import (
    COUNT,
    Act,
    Model,
    act_at,
    do,
    filled,
    replayed,
    standing_parts,
    stored,
    told,
)
from tests.store.reading_sql import opened
from tui.core.change import Origin, mark_read, star, tag
from tui.core.change import later as put_off
from tui.library import Library
from tui.store import marks

ACTS = 500
_UNREAD = "SELECT id FROM unread"
_GONE = "SELECT id FROM read UNION SELECT id FROM hidden"


def agrees(world: World, library: Library, model: Model, visible: list[int]) -> None:
    """Law (a): the state is what the standing steps make of an empty one."""
    assert stored(world) == model.stored(visible)
    assert told(library) == [entry.told for entry in model.journal]
    marks, views = replayed(standing_parts(library))
    assert Model(marks, views).stored(visible) == stored(world)


@pytest.mark.parametrize(
    ("seed", "bulk"), [*((seed, marks.BULK) for seed in range(1, 6)), (6, 1), (7, 1)]
)
def test_the_journal_replayed_is_the_state_and_undone_to_its_beginning_the_first_one(
    world: World, monkeypatch: pytest.MonkeyPatch, seed: int, bulk: int
) -> None:
    monkeypatch.setattr(marks, "BULK", bulk)  # so few may be walked for, too
    ids = filled(world)
    visible = ids[:COUNT]
    library, model = world.open(), Model()
    first = stored(world)
    with opened(world.state) as looking:
        for place in range(ACTS):
            act = act_at(seed, place, ids)
            library = do(world, library, act)
            model.do(act)
            unread = {number for (number,) in looking.execute(_UNREAD)}
            gone = {number for (number,) in looking.execute(_GONE)}
            assert unread == set(visible) - gone, (place, act)
            if place % 29 == 0:
                agrees(world, library, model, visible)
    agrees(world, library, model, visible)
    assert library.check() == []
    assert {entry.state for entry in model.journal} >= {"stands", "forgotten"}
    standing = [step.number for step in library.history(ACTS) if not step.undone]
    assert [step.number for step in library.undo_to(1)] == standing
    assert stored(world) == first
    # And what can still be done again is done again as the model says.
    model.do(Act("undo to", back=model.last))
    library.redo_to(model.last // 2)
    model.do(Act("redo to", back=model.last - model.last // 2))
    agrees(world, library, model, visible)
    library.close()


@pytest.mark.parametrize("between", ["open", "rule"])
def test_what_was_marked_by_the_way_stays_when_an_earlier_act_is_taken_back(
    world: World, between: Origin
) -> None:
    """``u`` passes by what reading marked; that stands, and so the article stays as it left it."""
    first, second = world.fill(2)
    library = world.open()
    library.fold()
    library.apply(mark_read([first, second]))
    library.apply(mark_read([first], False), between)
    library.apply(mark_read([first]), between)
    undone = library.undo()
    assert undone is not None
    assert undone.number == 1
    rows = library.rows([first, second])
    assert (rows[first].read, rows[second].read) == (True, False)
    library.undo_to(2)
    rows = library.rows([first, second])
    assert (rows[first].read, rows[second].read) == (False, False)
    assert library.redo() is not None
    rows = library.rows([first, second])
    assert (rows[first].read, rows[second].read) == (True, True)
    library.close()


def test_what_opening_marked_and_the_user_then_marks_is_the_users_to_take_back(
    world: World,
) -> None:
    first, second, third = world.fill(3)
    library = world.open()
    library.fold()
    library.apply(mark_read([first]))
    opened_step = library.apply(mark_read([second]), "open")
    assert opened_step is not None
    library.undo()
    meant = library.apply(mark_read([second]))
    assert meant == replace(opened_step, origin="hand")
    assert library.redo() is None  # something was done since
    assert library.apply(mark_read([second])) is None  # once is enough
    undone = library.undo()
    assert undone is not None
    assert (undone.number, undone.ids) == (meant.number, (second,))
    assert not library.rows([second])[second].read
    assert library.redo() is not None
    assert library.rows([second])[second].read
    # What was opened before that, or with others, or long ago, is nobody's act.
    library.apply(mark_read([third]), "open")
    assert library.apply(mark_read([second, third])) is None
    for _ in range(33):
        library.apply([star([first]), star([first], False)])
    assert library.apply(mark_read([third])) is None
    library.close()


def test_a_step_of_several_changes_is_one_in_the_history_and_in_undoing(world: World) -> None:
    first, second = world.fill(2)
    library = world.open()
    library.fold()
    before = stored(world)
    step = library.apply([tag([first], "a"), tag([second], "b"), tag([first], "c", False)])
    assert step is not None
    assert [(part.tag, part.ids) for part in step.parts] == [("a", (first,)), ("b", (second,))]
    assert library.history(9) == [step]
    after = stored(world)
    assert library.undo() is not None
    assert stored(world) == before
    assert library.undo() is None
    assert library.redo() is not None
    assert stored(world) == after
    # A number within a step is not the step's: what began before it stays.
    assert library.undo_to(step.number + 1) == []
    assert stored(world) == after
    library.close()


def test_undoing_up_to_a_step_tells_what_was_taken_back_the_newest_first(world: World) -> None:
    ids = world.fill(3)
    library = world.open()
    library.fold()
    numbers = []
    for number, origin in zip(ids, ("hand", "open", "rule"), strict=True):
        step = library.apply(mark_read([number]), origin)  # type: ignore[arg-type]
        assert step is not None
        numbers.append(step.number)
    assert library.last_step() == numbers[-1]
    undone = library.undo_to(numbers[1])
    assert [step.number for step in undone] == numbers[:0:-1]
    assert all(step.undone for step in undone)
    assert library.undo_to(numbers[1]) == []
    assert [library.rows(ids)[n].read for n in ids] == [True, False, False]
    assert library.redo() is None  # none of those was the user's own act
    done = library.redo_to(numbers[1])
    assert [step.number for step in done] == [numbers[1]]
    assert [library.rows(ids)[n].read for n in ids] == [True, True, False]
    library.close()


def test_undo_asks_before_it_takes_back_what_was_there_before(world: World) -> None:
    """A screen begins with the journal of former days: what is that old, ``u`` only tells of."""
    first, second = world.fill(2)
    library = world.open()
    library.fold()
    library.apply(mark_read([first]), "open")
    old = library.apply(put_off([first], world.now()))
    assert old is not None
    began = library.last_step()
    assert began > old.number  # for it was a step of several rows
    new = library.apply(mark_read([second]))
    assert new is not None
    undone = library.undo(asked_before=began)
    assert (undone is not None and undone.number, undone and undone.undone) == (new.number, True)
    here = stored(world)
    for _ in range(2):
        asked = library.undo(asked_before=began)
        assert asked is not None
        assert (asked.number, asked.undone) == (old.number, False)
        assert stored(world) == here
    told_of = library.undo()
    assert told_of is not None
    assert (told_of.number, told_of.undone) == (old.number, True)
    assert library.undo(asked_before=began) is None
    library.close()


def test_undo_asks_about_what_rules_did_too(world: World) -> None:
    (number,) = world.fill(1)
    library = world.open()
    library.fold()
    step = library.apply(mark_read([number]), "rule")
    assert step is not None
    asked = library.undo(rules=True, asked_before=step.number)
    assert asked is not None
    assert not asked.undone
    assert library.rows([number])[number].read
    assert library.undo(asked_before=step.number) is None
    library.close()
