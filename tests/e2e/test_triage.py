"""A small morning's triage in a real terminal: every decision is what the store holds afterwards."""

from __future__ import annotations

import random
from pathlib import Path

from tests.builders import World
from tests.terminal import TELEX, Terminal
from tests.triage_script import Decision, decisions, keys_of
from tui.core.query import LATER, STARRED, UNREAD

COUNT, SEED = 60, 19


def test_a_morning_is_dealt_with_by_little_more_than_a_key_an_article(tmp_path: Path) -> None:
    world = World(tmp_path)
    ids = world.fill(COUNT)
    script = decisions(COUNT - 1, random.Random(SEED))
    assert set(script) == set(Decision)
    with Terminal(TELEX, home=tmp_path) as telex:
        telex.wait_for(f"Unread {COUNT} of {COUNT}")
        for number, decision in enumerate(script):
            for key in keys_of(decision):
                telex.send(key)
                if key == "enter":
                    telex.wait_for("links")  # the article's foot
                elif key == "q":
                    telex.wait_for("Unread ")
                elif key == "u":
                    telex.wait_for("undid: 1 marked read")
            telex.wait_for(f"{number + 2} of {COUNT}")
        telex.send("Q")
        assert telex.wait() == 0
    library = world.open()
    try:
        library.fold()
        kept = {d: [i for i, e in zip(ids, script, strict=False) if e is d] for d in Decision}
        read = kept[Decision.DISMISS] + kept[Decision.WRONG] + kept[Decision.READ]
        assert set(library.ids(STARRED)) == set(kept[Decision.STAR])
        assert set(library.ids(LATER)) == set(kept[Decision.LATER])
        assert set(library.ids(UNREAD)) == {*kept[Decision.STAR], ids[-1]}
        assert all(row.read for row in library.rows(read).values())
    finally:
        library.close()
    dismissed = [d for d in script if d in (Decision.DISMISS, Decision.WRONG)]
    assert sum(map(len, map(keys_of, dismissed))) <= 1.1 * len(dismissed) + 1
