"""One shelf of stored articles, which no test changes, for all tests of queries."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.shelf import Shelf, build


@pytest.fixture(scope="session")
def shelf() -> Iterator[Shelf]:
    with tempfile.TemporaryDirectory() as folder:
        built = build(Path(folder))
        yield built
        built.library.close()
