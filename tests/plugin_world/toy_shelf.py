"""A third party's adapter: books on a shelf, ``toy:NAME``. telex finds it by its entry point."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from tui.core.draft import Draft
from tui.sources.base import API_VERSION, Checkpoint, Context, Event, Job


class ToyShelf:
    api_version = API_VERSION
    Config: type = NamedTuple("Config", [("locator", str)])

    def __init__(self, config: object, context: Context) -> None: ...

    @classmethod
    def claims(cls, target: str) -> int:
        return 90 if target.startswith("toy:") else 0

    async def fetch(self, job: Job) -> AsyncIterator[Event]:
        for number in range(3):
            yield Draft(guid=f"{number}", title=f"Book {number}", body="Words.", tags=["toy"])
        yield Checkpoint()

    async def aclose(self) -> None: ...
