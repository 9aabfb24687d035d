"""A library of very many generated articles, Chinese and English, of two hundred sources."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.prose import prose
from tests.builders import World, index
from tui.core.admit import Admission, Admitted, admit
from tui.core.decide import Plan
from tui.core.draft import Draft
from tui.core.models import Subscription
from tui.core.text import Line
from tui.store.ingest import LibraryWriter

SOURCES = 200
SIZES = (5, 50, 500)  # KB; these articles are the newest
_ZH = "电价便宜的时候让模型去做梦北岸供暖指数单日上涨会打字的电线从一张手绘的公交线路图说起"
_EN = ("night", "compute", "learns", "to", "breathe", "while", "the", "last", "ferry", "leaves")
_TAGS = ("AI", "science", "history", "city", "food", "terminal", "科学", "城市", "历史", "市场")


def title_of(size: int) -> str:
    return f"An article of {size} KB"


def fill(
    root: Path,
    articles: int,
    *,
    sources: int = SOURCES,
    address: str = "http://127.0.0.1:9/{}",
    all_unread: bool = False,
) -> None:
    """Fill the home ``root``: a tenth of the articles are unread, the rest are backlog.

    The feeds count as fetched just now: telex has no reason to fetch them while it is measured.
    """
    world, now = World(root), datetime.now(UTC)
    world.now = lambda: now
    store, dice = world.store(), random.Random(1)
    for number in range(sources):
        key = f"source-{number:03}"
        name = Line(f"第{number}号新闻" if number % 2 else f"Daily {number}")
        unread = "all" if all_unread or number < sources // 10 else "none"
        locator = address.format(number)
        store.remember(Subscription(key, "feed", locator, name, True, unread))
    store.close()
    writer = LibraryWriter(world.library)
    for number in range(sources):
        key = f"source-{number:03}"
        source = writer.source(key)
        where = Admission(key, key, UTC, now)
        items = list(_items(where, number, articles, sources, dice))
        writer.ingest(source, Plan(new=tuple(items)), now)
        writer.succeeded(source, now)
    index(writer)  # else telex does it while it is measured
    writer.close()
    library = world.open()
    library.fold()
    library.close()


def _items(
    where: Admission, source: int, articles: int, sources: int, dice: random.Random
) -> Iterator[Admitted]:
    if not source:
        for minutes, size in enumerate(SIZES):
            date = where.now - timedelta(seconds=minutes + 1)
            yield admit(_draft(title_of(size), date, prose(size), dice), where)
    for number in range(articles // sources):
        date = where.now - timedelta(minutes=5 + 7 * (number * sources + source))
        title = (
            _chinese(dice)
            if (number + source) % 3
            else " ".join(dice.choices(_EN, k=9)).capitalize()
        )
        yield admit(_draft(title, date, f"{title}。\n\n" + _chinese(dice) * 20, dice), where)


def _draft(title: str, date: datetime, body: str, dice: random.Random) -> Draft:
    return Draft(
        guid=f"{dice.getrandbits(64):x}",
        title=title,
        url=f"https://news.example.org/{dice.getrandbits(32):x}",
        published=date,
        lang="zh-CN",
        body=body,
        body_format="markdown",
        tags=tuple(dice.sample(_TAGS, 3)),
    )


def _chinese(dice: random.Random) -> str:
    start, length = dice.randrange(len(_ZH) - 12), dice.randrange(14, 36)
    return (_ZH[start:] + _ZH)[:length]
