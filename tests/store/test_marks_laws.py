"""Marks, undo and redo against a model of a few lines, over random sequences of acts."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import World
from tui.core.change import Change, Kind, Origin, mark_read, star
from tui.core.query import EVERYTHING, STARRED, UNREAD
from tui.library import Library

COUNT = 30


@dataclass
class Entry:
    kind: Kind
    value: bool
    ids: frozenset[int]
    origin: Origin
    state: Literal["stands", "undone", "forgotten"] = "stands"


@dataclass
class Model:
    """What the user means: two sets of marks, and a list of acts."""

    marked: dict[Kind, set[int]] = field(default_factory=lambda: {"read": set(), "star": set()})
    journal: list[Entry] = field(default_factory=list)

    def set(self, kind: Kind, ids: frozenset[int], value: bool) -> None:
        if value:
            self.marked[kind] |= ids
        else:
            self.marked[kind] -= ids

    def apply(self, change: Change, origin: Origin) -> frozenset[int]:
        present = self.marked[change.kind]
        changed = frozenset(i for i in change.ids if (i in present) != change.value)
        asked = (change.kind, change.value, frozenset(change.ids))
        opened = [entry for entry in self.journal if entry.origin == "open"][-1:]
        if changed:
            if origin != "open":
                self.forget_undone()
            self.set(change.kind, changed, change.value)
            self.journal.append(Entry(change.kind, change.value, changed, origin))
        elif origin == "hand" and asked in [(e.kind, e.value, e.ids) for e in opened]:
            # Opening did it by the way; now it is meant.
            self.forget_undone()
            opened[0].origin = "hand"
            return opened[0].ids
        return changed

    def forget_undone(self) -> None:
        for entry in self.journal:
            if entry.state == "undone":
                entry.state = "forgotten"

    def stand(self, turned: Entry) -> None:
        """Each mark of ``turned`` is what the last act that stands made of it; nothing was marked
        before the first."""
        for number in turned.ids:
            value = False
            for entry in self.journal:
                if entry.kind == turned.kind and number in entry.ids and entry.state == "stands":
                    value = entry.value
            self.set(turned.kind, frozenset([number]), value)

    def undo(self) -> Entry | None:
        for entry in reversed(self.journal):
            if entry.state == "stands" and entry.origin != "open":
                entry.state = "undone"
                self.stand(entry)
                return entry
        return None

    def redo(self) -> Entry | None:
        for entry in self.journal:
            if entry.state == "undone":
                entry.state = "stands"
                self.stand(entry)
                return entry
        return None


Act = tuple[Kind, frozenset[int], bool, Origin]
acts: st.SearchStrategy[Act | str] = st.one_of(
    st.tuples(
        st.sampled_from(("read", "star")),
        st.frozensets(st.integers(0, COUNT - 1), max_size=COUNT),
        st.booleans(),
        st.sampled_from(("hand", "hand", "open")),
    ),
    st.sampled_from(("undo", "undo", "redo", "fold", "reopen")),
)


def agrees(library: Library, model: Model, ids: list[int]) -> None:
    assert set(library.ids(UNREAD)) == set(ids) - model.marked["read"]
    assert set(library.ids(STARRED)) == model.marked["star"]
    rows = library.rows(ids)
    assert {i for i in ids if rows[i].read} == model.marked["read"]
    assert {i for i in ids if rows[i].starred} == model.marked["star"]
    assert library.counts(EVERYTHING).unread == COUNT - len(model.marked["read"])
    told = [
        (s.kind, isinstance(s.change, Change) and s.change.value, frozenset(s.ids), s.origin)
        for s in library.history(99)
    ]
    assert told == [(e.kind, e.value, e.ids, e.origin) for e in reversed(model.journal)]
    assert [s.undone for s in library.history(99)] == [
        e.state != "stands" for e in reversed(model.journal)
    ]


@given(st.lists(acts, max_size=25))
@settings(max_examples=60)
def test_the_stored_marks_are_those_of_the_model(sequence: list[Act | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ids = world.fill(COUNT)
        library = world.open()
        library.fold()
        model = Model()
        for act in sequence:
            match act:
                case (kind, chosen, value, origin):
                    change = Change(kind, tuple(ids[n] for n in chosen), value)
                    step = library.apply(change, origin)
                    changed = model.apply(change, origin)
                    assert frozenset(step.ids if step else ()) == changed
                case "undo":
                    undone, meant = library.undo(), model.undo()
                    assert (undone is None) == (meant is None)
                case "redo":
                    done, meant = library.redo(), model.redo()
                    assert (done is None) == (meant is None)
                case "fold":
                    assert library.fold().arrived == 0
                case "reopen":
                    library.close()
                    library = world.open()
        agrees(library, model, ids)
        library.close()


@given(st.lists(acts, max_size=15))
@settings(max_examples=30)
def test_undoing_everything_gives_the_first_state_and_redoing_all_the_last(
    sequence: list[Act | str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        ids = world.fill(COUNT)
        library = world.open()
        library.fold()
        done = 0
        for act in sequence:
            if isinstance(act, tuple):
                kind, chosen, value, _ = act
                done += bool(library.apply(Change(kind, tuple(ids[n] for n in chosen), value)))
        last = set(library.ids(UNREAD)), set(library.ids(STARRED))
        for _ in range(done):
            assert library.undo() is not None
        assert library.undo() is None
        assert set(library.ids(UNREAD)) == set(ids)
        assert not library.ids(STARRED)
        for _ in range(done):
            assert library.redo() is not None
        assert library.redo() is None
        assert (set(library.ids(UNREAD)), set(library.ids(STARRED))) == last
        library.close()


def test_what_opening_marked_is_in_the_history_and_undo_passes_it_by(world: World) -> None:
    ids = world.fill(5)
    library = world.open()
    library.fold()
    library.apply(star([ids[0]]))
    library.apply(mark_read([ids[1]]), "open")
    assert [step.deliberate for step in library.history(5)] == [False, True]
    undone = library.undo()
    assert undone is not None
    assert undone.change == star([ids[0]])
    assert undone.undone
    assert library.rows(ids)[ids[1]].read
    assert library.undo() is None
    # Opening another does not end what can be done again.
    library.apply(mark_read([ids[2]]), "open")
    assert library.redo() is not None
    assert library.rows(ids)[ids[0]].starred
    library.close()


def test_an_act_that_changes_nothing_is_no_act(world: World) -> None:
    ids = world.fill(2)
    library = world.open()
    library.fold()
    assert library.apply(mark_read(ids, value=False)) is None
    assert library.apply(star([], True)) is None
    assert library.apply(mark_read([ids[0], ids[0]])) is not None
    assert library.apply(mark_read([ids[0]])) is None
    assert len(library.history(9)) == 1
    library.close()


def test_an_act_of_another_program_is_undone_here(world: World) -> None:
    ids = world.fill(2)
    here, there = world.open(), world.open()
    here.fold()
    before = here.versions()
    there.apply(mark_read(ids))
    assert here.versions() != before
    assert here.undo() is not None
    assert set(there.ids(UNREAD)) == set(ids)
    here.close()
    there.close()


def test_marks_of_articles_that_the_library_does_not_hold_are_kept(world: World) -> None:
    (known,) = world.fill(1)
    library = world.open()
    library.fold()
    step = library.apply(mark_read([known, 12345]))
    assert step is not None
    assert set(step.ids) == {known, 12345}
    assert library.apply(mark_read([12345])) is None
    library.close()
