"""What the article screen shows: the look-alike sample through a real fetch, at several widths."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.segment import Segment

from tests.builders import NOW, World
from tests.screens.screen import (
    Driven,
    article_screen,
    assert_sound,
    press,
    running,
    screen_lines,
    screen_text,
    settle,
    strips,
    until,
)
from tui import paths
from tui.core.models import Subscription
from tui.core.text import Line
from tui.refresh.refresher import Refresher
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter

BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
TALL = (100, 160)
LONG = "\n\n".join(f"Paragraph {n}: " + "word " * 30 for n in range(60))


@pytest.fixture
async def look_alike(world: World, tmp_path: Path) -> str:
    """The sample, fetched as telex fetches it; its Markdown."""
    source = paths.sample_content() / "look-alike.md"
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / source.name).write_bytes(source.read_bytes())
    subscription = Subscription("look", "directory", str(folder), Line("look"), unread="all")
    store = world.store()
    store.remember(subscription)
    store.close()
    writer = LibraryWriter(world.library)
    refresher = Refresher(
        writer, Registry(), tmp_path / "locks", now=lambda: NOW, zone=ZoneInfo("UTC")
    )
    try:
        stages = [report.stage async for report in refresher.refresh([subscription])]
    finally:
        await refresher.aclose()
        writer.close()
    assert stages[-1] == "done"
    return source.read_text("utf-8")


def page_lines(driven: Driven) -> list[str]:
    return [line.strip() for line in screen_lines(driven[1])[2:-3]]


def joined(lines: list[str]) -> str:
    """Lines as one text without spaces and quote signs, so that wrapping does not matter."""
    return re.sub(r"[\s▌│┃▎|>]", "", "".join(lines))


def bold_text(driven: Driven) -> str:
    def is_bold(segment: Segment) -> bool:
        return segment.style is not None and bool(segment.style.bold)

    return joined([s.text for strip in strips(driven[1])[2:-3] for s in strip if is_bold(s)])


async def test_the_title_is_whole(world: World, look_alike: str) -> None:
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        assert page_lines(driven)[1] == "滨海研究院：小模型是制造业的“集装箱时刻”"


@pytest.mark.parametrize("size", [TALL, (60, 200), (30, 400)])
async def test_the_title_is_whole_when_narrow(
    world: World, look_alike: str, size: tuple[int, int]
) -> None:
    async with running(world, size) as driven:
        await press(driven[0], "enter")
        assert "滨海研究院：小模型是制造业的“集装箱时刻”" in joined(page_lines(driven)[:6])
        assert_sound(driven[1])


async def test_the_three_section_headings_stand_alone_and_bold(
    world: World, look_alike: str
) -> None:
    headings = re.findall(r"^(.+)\n-{5,}$", look_alike, re.M)
    assert len(headings) == 3
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        lines, bold = page_lines(driven), bold_text(driven)
        for heading in headings:
            assert heading in lines
            assert joined([heading]) in bold
            place = lines.index(heading)
            assert lines[place - 1] == lines[place + 1] == ""
        assert "-----" not in screen_text(driven[1])


async def test_all_bold_passages_are_bold_and_no_asterisk_is_left(
    world: World, look_alike: str
) -> None:
    passages = BOLD.findall(look_alike)
    assert len(passages) == 8
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        bold = bold_text(driven)
        for passage in passages:
            assert joined([passage]) in bold, passage
        assert "**" not in screen_text(driven[1])


async def test_what_is_not_bold_in_the_source_is_not_bold_on_the_page(
    world: World, look_alike: str
) -> None:
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        bold = bold_text(driven)
        assert joined(["AI编程助手会最先装进本地机器"]) not in bold
        assert joined(["集装箱没有让轮船跑快一节"]) not in bold


async def test_the_picture_stands_in_the_quote_after_its_paragraph(
    world: World, look_alike: str
) -> None:
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        lines = page_lines(driven)
        picture = next(
            n for n, line in enumerate(lines) if "[figure 1 · images.example.org]" in line
        )
        before = next(n for n, line in enumerate(lines) if "箱子已经造好" in line)
        after = next(n for n, line in enumerate(lines) if "报告同时提醒" in line)
        assert before < picture < after
        sign = lines[before][0]
        assert not sign.isalnum()
        assert lines[picture][0] == sign
        assert [line[:1] for line in lines[before:picture]] == [sign] * (picture - before)


async def test_the_disclaimer_keeps_its_line(world: World, look_alike: str) -> None:
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        lines = page_lines(driven)
        place = lines.index("风险提示及免责条款")
        assert lines[place + 1].startswith("本文是一篇示例稿件")


async def test_nothing_of_the_front_matter_is_on_the_page(world: World, look_alike: str) -> None:
    async with running(world, TALL) as driven:
        await press(driven[0], "enter")
        shown = screen_text(driven[1])
        for word in ("mathjax", "authorbox", "taglist", "---"):
            assert word not in shown


async def test_no_closing_mark_begins_a_line(world: World, look_alike: str) -> None:
    for width in (100, 47, 31):
        async with running(world, (width, 300)) as driven:
            await press(driven[0], "enter")
            starts = {line.lstrip("▌│┃▎| ")[:1] for line in page_lines(driven)}
            assert not starts.intersection("，。；：！？、”’）》")


async def test_resizing_keeps_roughly_the_place(world: World) -> None:
    world.fill(1, body=LONG)
    async with running(world) as (pilot, app):
        await press(pilot, "enter")
        await press(pilot, "space", "space", "space")
        page = article_screen(app).page
        share, count = page.top / page.count, page.count
        assert 0.1 < share < 0.9
        for size in ((50, 30), (100, 30), (100, 12)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: article_screen(app)._resize_timer is None)
            await settle(pilot)
            assert abs(page.top / page.count - share) < 0.05, size
            assert_sound(app)
        await pilot.resize_terminal(50, 30)
        await until(pilot, lambda: article_screen(app)._resize_timer is None)
        await settle(pilot)
        assert page.count > 1.2 * count


async def test_the_page_is_set_no_wider_than_it_reads_well_and_stands_in_the_middle(
    world: World,
) -> None:
    world.fill(1, body=LONG)
    async with running(world, (160, 30)) as driven:
        await press(driven[0], "enter")
        lines = [line.rstrip() for line in screen_lines(driven[1])[3:-3] if line.strip()]
        assert all(line.startswith(" " * 40) and len(line) <= 120 for line in lines)
        assert any(len(line) > 110 for line in lines)
