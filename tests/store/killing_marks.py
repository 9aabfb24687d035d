"""A process that acts on a state file, killed again and again; and what must be true of it after.

``python -m tests.store.killing_marks HOME SEED BEGIN END`` is that process. It tells every act that
is done; so of what it was killed at, one act at most may be done and not told.
"""

from __future__ import annotations

import random
import select
import sys
import time
from pathlib import Path

from tests.builders import World
from tests.refresh.killing import Victim
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
from tests.store.reading_sql import all_rows

LONGEST = 60.0  # seconds of one run; it ends much earlier


def act_from(home: Path, seed: int, begin: int, end: int, all_of_them: int) -> None:
    """Do the acts from ``begin`` to ``end``; a line for each that is done. If more are to come, wait
    to be killed."""
    world = World(home)
    ids = ids_of(world)
    library = world.open()
    for place in range(begin, end):
        library = do(world, library, act_at(seed, place, ids))
        print(place, flush=True)
    if end < all_of_them:
        sys.stdin.read()
    library.close()


def ids_of(world: World) -> list[int]:
    """Of the articles of a home that was filled, the newest first."""
    rows = all_rows(world.library, "SELECT id FROM article ORDER BY docid DESC")
    return [int(str(number)) for (number,) in rows]


def many_kills(home: Path, acts: int, kills: int, seed: int) -> None:
    """``acts`` acts on one state file, by processes of which ``kills`` or more are killed."""
    world, model, dice = World(home), Model(), random.Random(seed)
    ids = filled(world)
    assert ids_of(world) == ids
    visible = ids[:COUNT]
    first = stored(world)
    place, killed = 0, 0
    while place < acts:
        reported = place + one_run(home, seed, place, acts, dice, acts // (2 * kills + 2))
        killed += reported < acts
        while place < reported:
            model.do(act_at(seed, place, ids))
            place += 1
        if stored_and_told(world) != (model.stored(visible), [e.told for e in model.journal]):
            # It did one more, and was killed before it could say so.
            assert place < acts
            model.do(act_at(seed, place, ids))
            place += 1
        look(world, model, visible)
    assert killed >= kills
    library = world.open()
    library.undo_to(1)
    assert stored(world) == first
    model.do(Act("undo to", back=model.last))
    assert told(library) == [entry.told for entry in model.journal]
    assert library.check() == []
    library.close()


def one_run(home: Path, seed: int, begin: int, end: int, dice: random.Random, each: int) -> int:
    """Start the process, kill it after about ``each`` acts; how many it told of, whole lines only."""
    most = min(end, begin + 2 * each)  # where the killer comes late
    command = ["-m", "tests.store.killing_marks", *map(str, (home, seed, begin, most, end))]
    victim = Victim(command, home, dice.randrange(1, 2 * each), dice.uniform(0, 0.004))
    until = time.monotonic() + LONGEST
    while not victim.over and time.monotonic() < until:
        if select.select([victim], [], [], 1.0)[0]:
            victim.listen()
    victim.end()
    lines = [int(line) for line in victim.lines()]
    assert lines == list(range(begin, begin + len(lines)))
    return len(lines)


def stored_and_told(world: World) -> tuple[dict[str, object], list[object]]:
    library = world.open()
    try:
        return stored(world), list(told(library))
    finally:
        library.close()


def look(world: World, model: Model, visible: list[int]) -> None:
    """The store is sound, is where the model is, and is what its own journal makes of nothing."""
    assert stored_and_told(world) == (model.stored(visible), [e.told for e in model.journal])
    library = world.open()
    try:
        assert library.check() == []
        assert library.fold().arrived == 0
        marks, views = replayed(standing_parts(library))
        assert Model(marks, views).stored(visible) == stored(world)
    finally:
        library.close()


if __name__ == "__main__":
    act_from(Path(sys.argv[1]), *map(int, sys.argv[2:]))
