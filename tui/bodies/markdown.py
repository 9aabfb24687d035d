"""From a body as its source gave it to Markdown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.bodies.html import bare_words, prepared
from tui.bodies.shortcodes import without_shortcodes
from tui.core import text
from tui.core.models import Body
from tui.core.text import Block

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions

# Nothing in HTML that begins a line of its own with a colon meant to define something.
_NO_DEFINITION = re.compile(r"^([ \t>]*)([:~])(?=[ \t])", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:^$=])")


def markdown_of(body: Body) -> Block:
    """``body`` as Markdown. HTML is converted each time it is read, never written back."""
    match body.format:
        case "markdown":
            return body.text
        case "text":
            # Set in by hand, a line would be taken for code.
            lines = re.sub(r"^[ \t]+", "", body.text, flags=re.MULTILINE)
            return Block(re.sub(r"(?<!\n)\n(?!\n)", "  \n", escaped(lines)))
        case "html":
            return markdown_of_html(body.text)


def readable(body: Body) -> Block:
    """``body`` as Markdown for the eye: what only a site generator understands made readable."""
    if body.format == "markdown":
        return text.block(without_shortcodes(body.text))
    return markdown_of(body)


def escaped(words: str) -> str:
    """``words`` as Markdown that shows them as they stand."""
    return _SPECIAL.sub(r"\\\1", words)


def markdown_of_html(html: str) -> Block:
    """HTML as Markdown; where the converter's limits are passed, by nesting for instance, its words."""
    from html_to_markdown import convert  # 35 ms

    try:
        content = convert(prepared(html), _options()).content or ""
    except (ValueError, RuntimeError):
        content = ""
    if not content.strip() and html.strip():
        content = escaped(bare_words(html))
    return text.block(_NO_DEFINITION.sub(r"\1\\\2", content))


@lru_cache(1)
def _options() -> ConversionOptions:
    from html_to_markdown import ConversionOptions

    return ConversionOptions(
        # What is a star in HTML is one on the page.
        escape_asterisks=True,
        escape_underscores=True,
        escape_misc=True,
        # Raised and lowered marks have no Markdown; the page reads these tags.
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        highlight_style="none",
        br_in_tables=True,
        extract_metadata=False,
    )
