"""Stored articles of every kind, and what is known of each apart from the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.builders import HOSTILE_TITLES, NOW, World, admitted, ingest, make_draft
from tests.store.evaluation import Known
from tui.core.change import later, mark_read, star
from tui.core.draft import Draft
from tui.core.models import BodyFormat
from tui.library import Library

LANGUAGES = ("zh", "zh-CN", "zh-Hans-CN", "zhx", "en", "en-US", "")
TAGS = ("ai", "AI", "Robots", "人工智能", "two words", "100%", "a'b", 'x"y', "under_score")
SOURCES = ("news", "newsletter", "lwn")
STATES = ("visible", "visible", "visible", "draft", "future", "expired")
AUTHORS = (("Ann Lee",), ("老安", "Émile Straße"), (), ("陳國", "Lee Anning"))
SUMMARIES = ("", "A short summary of deep things", "中国的摘要", "Learning")
FOLDERS = {"newsletter": "Daily/Tech", "lwn": "Daily"}
OWN_TAGS = {"lwn": ("Own", "robots")}

# How a body is written, and what of it is read.
BODIES: tuple[tuple[BodyFormat, str, str], ...] = (
    ("text", "Deep learning is learnt deeply", "Deep learning is learnt deeply"),
    (
        "markdown",
        "We learn **deep** [learning](https://deep.example/url)",
        "We learn deep learning",
    ),
    ("html", "<p>deep</p><p class=url>learn</p><script>x</script>", "deep\n\nlearn"),
    ("text", "中国服务。国服", "中国服务。国服"),
    ("markdown", "中**国**。服务人工~~智能~~", "中国。服务人工智能"),
    ("html", "<b>人工</b>智慧與電腦&amp;C++", "人工智慧與電腦&C++"),
    (
        "text",
        'title: deep NEAR(deep learning, 5) "quoted"',
        'title: deep NEAR(deep learning, 5) "quoted"',
    ),
    ("text", "100% of a'b x\"y* AND OR NOT", "100% of a'b x\"y* AND OR NOT"),
    ("markdown", "", ""),
    ("text", "word " * 120 + "end", "word " * 120 + "end"),
    ("text", "ＡＩ 🎉 한국어 ภาษา", "AI 🎉 한국어 ภาษา"),
)


class Shelf:
    """The stored articles and what is known of them; its repr stays short in hypothesis' reports."""

    def __init__(self, library: Library, known: list[Known]) -> None:
        self.library = library
        self.known = known


def make(number: int) -> Draft:
    state = STATES[number % len(STATES)]
    body_format, body, _ = BODIES[number % len(BODIES)]
    return make_draft(
        number,
        title=f"{HOSTILE_TITLES[number % len(HOSTILE_TITLES)]} No {number}",
        published=NOW - timedelta(hours=number * 7),
        authors=AUTHORS[number % len(AUTHORS)],
        summary=SUMMARIES[number // 2 % len(SUMMARIES)],
        body=body,
        body_format=body_format,
        tags=tuple(TAGS[i] for i in range(len(TAGS)) if number >> i % 6 & 1),
        categories=(("News", "opinion", "AI")[number % 3],),
        lang=LANGUAGES[number % len(LANGUAGES)],
        draft=state == "draft",
        visible_from=NOW + timedelta(days=3) if state == "future" else None,
        visible_to=NOW - timedelta(days=1) if state == "expired" else None,
    )


def known_of(number: int, source: str) -> Known:
    (item,) = admitted([make(number)], source)
    state = STATES[number % len(STATES)]
    return Known(
        item,
        text=BODIES[number % len(BODIES)][2],
        state=state,
        read=state == "visible" and (number % 4 == 0 or number % 16 == 1),
        starred=number % 5 == 0,
        edited=number % 7 == 3,
        hidden=number % 9 in (4, 5),
        folder=FOLDERS.get(source, ""),
        own_tags=OWN_TAGS.get(source, ()),
        until=put_off(number),
    )


def put_off(number: int) -> datetime | None:
    """Some are due, some are not."""
    days = {1: 1, 5: -1, 6: 3}.get(number % 8)
    return None if days is None else NOW + timedelta(days=days)


def build(root: Path) -> Shelf:
    world = World(root)
    for source in SOURCES:
        world.subscribe(source)
    library = world.open()
    for source, folder in FOLDERS.items():
        library.edit_sources([(source, {"folder": folder})])
    for source, tags in OWN_TAGS.items():
        library.edit_sources([(source, {"tags": '["' + '", "'.join(tags) + '"]'})])
    known = []
    for offset, source in enumerate(SOURCES):
        numbers = range(offset, 60, 3)
        mine = [known_of(number, source) for number in numbers]
        known += mine
        drafts = [make(number) for number in numbers]
        before = [
            replace(draft, title="Before", body="as it was before")
            for draft, article in zip(drafts, mine, strict=True)
            if article.edited
        ]
        ingest(world.library, before, source)
        ingest(world.library, drafts, source)
    library.fold()
    for article in known:
        if article.until is not None:
            library.apply(later([article.id], article.until))
    # (What was put off may have been read meanwhile.)
    library.apply(mark_read(article.id for article in known if article.read))
    library.apply(star(article.id for article in known if article.starred))
    hide(world.state, [article.id for article in known if article.hidden])
    return Shelf(library, [replace(a, read=a.read or a.hidden) for a in known])


def hide(state: Path, ids: Iterable[int]) -> None:
    """Hide articles as the store does: they are no longer unread."""
    with closing(sqlite3.connect(state, isolation_level=None)) as connection:
        for number in ids:
            connection.execute("INSERT INTO hidden VALUES(?, 0)", (number,))
            connection.execute("DELETE FROM unread WHERE id = ?", (number,))
