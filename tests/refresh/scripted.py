"""Sources that do what a test tells them, and a refresher over a world that they live in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

from tests.builders import World
from tui.core.models import Subscription
from tui.refresh.refresher import Refresher
from tui.refresh.run import Progress
from tui.sources.base import API_VERSION, Context, Event, Job
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

Script = Sequence[Event | BaseException | Callable[[], None]]


@dataclass
class Stage:
    """What each scripted source does next, by its locator, and what it was told."""

    scripts: dict[str, Script] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0


STAGE = Stage()


@dataclass(frozen=True)
class ScriptedConfig:
    locator: str


class Scripted:
    """Yields the events of its script, raises its exceptions, calls its functions."""

    api_version: ClassVar[int] = API_VERSION
    Config: ClassVar[type] = ScriptedConfig

    @classmethod
    def claims(cls, target: str) -> int:
        return 100 if target.startswith("scripted:") else 0

    def __init__(self, config: Any, context: Context) -> None:
        self.locator = config.locator
        if isinstance(error := STAGE.scripts[self.locator], BaseException):
            raise error

    async def fetch(self, job: Job) -> AsyncIterator[Event]:
        STAGE.jobs[self.locator] = job
        STAGE.at_once += 1
        STAGE.most_at_once = max(STAGE.most_at_once, STAGE.at_once)
        try:
            for step in STAGE.scripts[self.locator]:
                await asyncio.sleep(0)
                if isinstance(step, BaseException):
                    raise step
                if callable(step):
                    step()
                else:
                    yield step
        finally:
            STAGE.at_once -= 1

    async def aclose(self) -> None:
        STAGE.closed.append(self.locator)


def installed() -> dict[str, EntryPoint]:
    here = f"{__name__}:{Scripted.__name__}"
    return {"scripted": EntryPoint("scripted", here, "telex.sources")}


def source(key: str, locator: str = "", unread: str = "all") -> Subscription:
    return Subscription(key, "scripted", locator or f"scripted:{key}", unread=unread)


def play(
    world: World,
    scripts: Mapping[str, Script],
    *,
    keep: Callable[[Iterable[int]], set[int]] | None = None,
    sources: Sequence[Subscription] | None = None,
    writing: type[LibraryWriter] = LibraryWriter,
) -> list[Progress]:
    """Refresh a source for each script; everything the refresher reported."""
    global STAGE
    STAGE = Stage({f"scripted:{key}": script for key, script in scripts.items()})
    chosen = [source(key) for key in scripts] if sources is None else list(sources)
    for one, script in zip(chosen, scripts.values(), strict=True):
        STAGE.scripts[one.locator] = script
    store = world.store()
    for one in chosen:
        store.remember(one)
    store.close()
    writer = writing(world.library)

    async def refresh() -> list[Progress]:
        refresher = Refresher(
            writer,
            Registry(installed),
            world.root / "locks",
            now=lambda: world.now(),
            zone=UTC,
            keep=keep or (lambda _: set()),
        )
        try:
            return [progress async for progress in refresher.refresh(chosen)]
        finally:
            await refresher.aclose()

    try:
        return asyncio.run(refresh())
    finally:
        writer.close()


def jobs() -> dict[str, Job]:
    """What each source was asked in the last :func:`play`."""
    return STAGE.jobs


def stage() -> Stage:
    return STAGE


def ends(progress: Sequence[Progress]) -> dict[str, str]:
    """How each source's fetch ended."""
    return {one.source: one.stage for one in progress}
