"""Rich's Markdown, set for reading: what it hoists, cuts, centres or loses is put right here.

Rich walks the tokens and keeps the styles that are open; the elements gather what stands in them
and set their own lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markdown_it.token import Token
from rich import markdown
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import MarkdownElement
from rich.segment import Segment
from rich.style import Style

from tui.render import blocks, grid
from tui.render.blocks import Block, Container


class Whole(Container):
    """All of it: what Rich would print block by block is kept here until it is asked for."""

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Whole:
        assert isinstance(markdown, Page)
        return markdown.whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return iter(())


class Page(markdown.Markdown):
    """The blocks of an article. It takes tokens, which are clean, and no source text."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        "page_open": Whole,
        "paragraph_open": blocks.Paragraph,
        "heading_open": blocks.Title,
        "fence": blocks.Code,
        "code_block": blocks.Code,
        "blockquote_open": blocks.Quote,
        "hr": blocks.Rule,
        "bullet_list_open": blocks.List,
        "ordered_list_open": blocks.List,
        "list_item_open": blocks.Item,
        "dl_open": blocks.Definitions,
        "dt_open": blocks.Term,
        "dd_open": blocks.Meaning,
        "notes_open": blocks.Notes,
        "note_open": blocks.Note,
        "table_open": grid.Table,
        "thead_open": grid.Part,
        "tbody_open": grid.Part,
        "tr_open": grid.Row,
        "th_open": grid.Cell,
        "td_open": grid.Cell,
    }
    inlines = {"em", "cjkem", "strong", "code", "s", "mark", "u", "kbd", "number"}  # noqa: RUF012

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__("", hyperlinks=True, style=Style.null())
        self.whole = Whole()
        self.parsed = [
            Token("page_open", "", 1),
            *_told_loose(tokens),
            Token("page_close", "", -1),
        ]

    def blocks(self, console: Console) -> list[Block]:
        """Its top-level blocks, in the styles of ``console``'s theme."""
        self.whole.blocks.clear()
        for _ in super().__rich_console__(console, console.options):
            pass
        return self.whole.blocks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for place, block in enumerate(self.blocks(console)):
            if place:
                yield Segment.line()
            yield from console.render(block, options)


def _told_loose(tokens: Sequence[Token]) -> Sequence[Token]:
    """Mark each list that has blank lines between its items: its paragraphs are not hidden."""
    lists: list[Token] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif (
            token.type == "paragraph_open"
            and lists
            and not token.hidden
            # Only the list's own items; a quote within one has paragraphs of its own.
            and token.level == lists[-1].level + 2
        ):
            lists[-1].meta["loose"] = True
    return tokens
