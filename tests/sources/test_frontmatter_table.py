"""Front matter in a table: what Hugo, Jekyll, Zola, Hexo and Astro make of a file, and telex."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.builders import NOW
from tests.sources import (
    frontmatter_cases_date_keys,
    frontmatter_cases_dates,
    frontmatter_cases_flags,
    frontmatter_cases_kinds,
    frontmatter_cases_labels,
    frontmatter_cases_people,
    frontmatter_cases_places,
    frontmatter_cases_titles,
)
from tests.sources.fetching import Fetch, fetch_directory, write
from tests.sources.frontmatter_cases import SITES, Case
from tui.core.admit import Admission, Admitted, admit

CASES: tuple[Case, ...] = (
    *frontmatter_cases_kinds.CASES,
    *frontmatter_cases_titles.CASES,
    *frontmatter_cases_dates.CASES,
    *frontmatter_cases_date_keys.CASES,
    *frontmatter_cases_places.CASES,
    *frontmatter_cases_flags.CASES,
    *frontmatter_cases_labels.CASES,
    *frontmatter_cases_people.CASES,
)
ALONE = [case for case in CASES if case.settings is None]


def found(fetch: Fetch, case: Case) -> dict[str, object]:
    """What the one article of ``fetch`` says in the fields of ``case``."""
    assert fetch.troubles == {}
    admitted = admit(fetch.draft, Admission("s", "s", UTC, NOW))
    return {name: shown(admitted, name) for name in case.expected}


def shown(admitted: Admitted, name: str) -> object:
    if name == "body":
        return admitted.body.text.strip()
    value: object = getattr(admitted.article, name)
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value


def check(fetch: Fetch, case: Case) -> None:
    assert found(fetch, case) == case.expected
    told = [str(error).casefold() for error in fetch.remarks.values()]
    assert len(told) == (1 if case.remarked else 0)
    assert all(case.remarked.casefold() in remark for remark in told)


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.name)
def test_a_file_alone_in_a_folder(tmp_path: Path, case: Case) -> None:
    write(tmp_path, case.place, case.content)
    check(fetch_directory(tmp_path), case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_in_a_site_of_its_generator(tmp_path: Path, case: Case) -> None:
    name, settings, folder = SITES[case.generator]
    write(tmp_path, name, settings + (case.settings or ""))
    write(tmp_path / folder, case.place, case.content)
    check(fetch_directory(tmp_path), case)


def test_the_table_is_large_and_every_case_says_where_it_is_written() -> None:
    assert len(CASES) >= 160
    assert len({case.name for case in CASES}) == len(CASES)
    for case in CASES:
        assert case.expected, case.name
        assert case.makes and len(case.makes) <= 120, case.name
        address = urlsplit(case.where)
        assert address.scheme == "https", case.name
        assert address.hostname, case.name


def test_every_generator_and_every_kind_of_front_matter_has_its_cases() -> None:
    by_generator = {name: sum(case.generator == name for case in CASES) for name in SITES}
    assert min(by_generator.values()) >= 10, by_generator
    openings = [text(case).lstrip("\ufeff\r\n ")[:3] for case in CASES]
    for opening in ("---", "+++"):
        assert openings.count(opening) >= 20
    assert sum(opening.startswith("{") for opening in openings) >= 10
    assert sum(bool(case.remarked) for case in CASES) >= 10


def text(case: Case) -> str:
    return case.content.decode() if isinstance(case.content, bytes) else case.content
