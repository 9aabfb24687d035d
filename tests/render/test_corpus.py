"""Hundreds of Chinese paragraphs, prose and news: no line of them breaks where print would not."""

from __future__ import annotations

import re
from datetime import UTC
from functools import lru_cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.builders import residue
from tests.corpus import paragraphs
from tests.render.breaks import CLOSING, NUMBER, cut_words, flows, too_wide, wrong_edges
from tests.render.content import bare, content_of, shown
from tests.render.pages import PLAIN, reading
from tui import paths
from tui.core.models import BodyFormat
from tui.render.article import Prepared, Setting, prepare, typeset
from tui.render.find import links
from tui.render.lines import PageLine
from tui.sources.frontmatter import read
from tui.words import Words

PARAGRAPHS = paragraphs()
SAMPLES = sorted(paths.sample_content().rglob("*.md"))
WIDTHS = (24, 40, 60, 80, 100, 120)
ENGLISH = Words("en")
ALONE = re.compile(rf"[\u4e00-\u9fff][{CLOSING}…]*")


@lru_cache
def prepared(body: str, body_format: BodyFormat) -> Prepared:
    return prepare(reading(body, body_format), ENGLISH)


@lru_cache
def body_lines(body: str, body_format: BodyFormat, width: int) -> list[PageLine]:
    setting = Setting(width, PLAIN, ENGLISH, UTC)
    batches = typeset(prepared(body, body_format), setting)
    return [line for batch in batches for line in batch if line.block]


def corpus_lines(width: int) -> list[PageLine]:
    """All the paragraphs as one plain text: what they hold is no Markdown."""
    return body_lines("\n\n".join(PARAGRAPHS), "text", width)


def sample_lines(path: Path, width: int) -> list[PageLine]:
    return body_lines(read(path.read_text("utf-8"))[1], "markdown", width)


def test_there_are_enough_paragraphs_and_they_differ() -> None:
    assert len(PARAGRAPHS) >= 500
    assert len(set(PARAGRAPHS)) == len(PARAGRAPHS)
    assert not any(NUMBER.search(paragraph) for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(width: int) -> None:
    assert wrong_edges(corpus_lines(width), width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_latin_word_number_or_address_is_cut_unless_it_is_longer_than_the_line(
    width: int,
) -> None:
    assert cut_words(corpus_lines(width), width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert too_wide(corpus_lines(width), width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_character_of_a_paragraph_is_lost_or_moved(width: int) -> None:
    found = flows(corpus_lines(width), width)
    assert [NUMBER.sub("", flow.bare) for flow in found] == [bare(p) for p in PARAGRAPHS]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_lines_of_a_paragraph_are_filled(width: int) -> None:
    """A line ends early only because what follows would not fit, or to keep a last character
    company: on the whole nine cells in ten are used."""
    used = room = 0
    for flow in flows(corpus_lines(width), width):
        for part in flow.parts[:-1]:
            used += cell_len(part.words)
            room += part.room
    assert used > 0.9 * room


@pytest.mark.parametrize("width", WIDTHS)
def test_no_chinese_paragraph_leaves_one_character_on_its_last_line(width: int) -> None:
    alone = [
        flow.parts[-1].words
        for flow in flows(corpus_lines(width), width)
        if len(flow.parts) > 1 and ALONE.fullmatch(flow.parts[-1].words)
    ]
    assert alone == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_article_breaks_as_print_does(path: Path) -> None:
    for width in WIDTHS:
        lines = sample_lines(path, width)
        assert wrong_edges(lines, width) == []
        assert cut_words(lines, width) == []
        assert too_wide(lines, width) == []
        assert not residue("".join(line.text for line in lines))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_article_is_whole_at_any_width(path: Path) -> None:
    body = read(path.read_text("utf-8"))[1]
    assert "".join(shown(sample_lines(path, 2_000))) == content_of(body)
    for width in WIDTHS:
        assert set(shown(sample_lines(path, width))) == set(shown(sample_lines(path, 2_000)))


def test_the_look_alike_of_the_seed_holds() -> None:
    path = paths.sample_content() / "look-alike.md"
    assert path in SAMPLES
    for width in WIDTHS:
        lines = sample_lines(path, width)
        assert len(lines) > 60
        assert not any("**" in line.text or "![" in line.text for line in lines)
        assert sum(line.heading is not None for line in lines) == 3
        assert [link.address for link in links(lines)] == [
            "https://images.example.org/9a9a2fd2-e4ef.png",
            "https://news.example.org/articles/3740970",
        ]
        quoted = [line.text for line in lines if line.text.startswith("▌")]
        assert len(quoted) > 20
