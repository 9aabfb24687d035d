"""What the README says is so."""

from __future__ import annotations

import re
from dataclasses import fields

from tests.hygiene.test_tree import ROOT
from tests.readme import README, with_table
from tui.cli.verbs import VERBS
from tui.config import Config, written
from tui.core.query import FIELDS, STATES

TEXT = README.read_text("utf-8")


def test_the_key_table_is_the_one_that_telex_obeys() -> None:
    assert with_table(TEXT) == TEXT


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    commands = re.findall(r"```sh\n(python3 .*?)\n```", TEXT)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_verb_it_names_exists_and_every_verb_is_named() -> None:
    named = set(re.findall(r"telex ([a-z]+)\b", TEXT))
    assert set(VERBS) <= named
    assert named & {"serve", "later"} == set()


def test_every_preference_is_in_its_table_with_its_default() -> None:
    for key in fields(Config):
        assert f"| `{key.name}` | `{written(getattr(Config(), key.name))}` |" in TEXT


def test_every_field_and_state_of_the_query_language_is_told() -> None:
    for field in FIELDS:
        assert f"`{field}:" in TEXT or f"{field}:" in TEXT
    for state in STATES:
        assert state in TEXT


def test_its_pictures_exist() -> None:
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT):
        assert (ROOT / picture).is_file(), picture
