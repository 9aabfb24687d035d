"""Whatever a server does, a fetch ends within its limits, with the outcome that was promised."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.refresh.faults import play
from tests.sources import (
    fault_cases_again,
    fault_cases_bytes,
    fault_cases_documents,
    fault_cases_packed,
    fault_cases_redirects,
    fault_cases_status,
)
from tests.sources.fault_cases import Case

CASES: tuple[Case, ...] = (
    *fault_cases_status.CASES,
    *fault_cases_redirects.CASES,
    *fault_cases_bytes.CASES,
    *fault_cases_packed.CASES,
    *fault_cases_again.CASES,
    *fault_cases_documents.CASES,
)


def test_there_are_cases_enough_and_each_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_fetch_ends_as_was_promised(case: Case, world: World) -> None:
    await play(case, world)
