"""Rich's Markdown, set for reading: what it hoists, cuts, centres or loses is put right here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markdown_it.token import Token
from rich import box, markdown
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.markdown import MarkdownContext, MarkdownElement
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from tui.render.linebreak import SetText

_NARROWEST = 8  # cells; nesting takes no more than that away
_BLANK = Segment("\n")


def _lines(
    console: Console, options: ConsoleOptions, elements: Sequence[MarkdownElement], indent: int
) -> list[list[Segment]]:
    """The lines of ``elements``, a blank one between blocks, ``indent`` cells narrower."""
    narrower = options.update(width=max(_NARROWEST, options.max_width - indent))
    lines: list[list[Segment]] = []
    for element in elements:
        drawn = console.render_lines(element, narrower, pad=False)
        if lines and drawn and not (isinstance(element, List) and element.tight):
            lines.append([])
        lines.extend(drawn)
    return lines


class Paragraph(markdown.Paragraph):
    def on_enter(self, context: MarkdownContext) -> None:
        self.style = context.enter_style(self.style_name)
        self.text = SetText(justify="left")


class Heading(markdown.Heading):
    def on_enter(self, context: MarkdownContext) -> None:
        self.text = SetText()
        context.enter_style(self.style_name)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.text


class Code(markdown.CodeBlock):
    """Code keeps its lines; one that is too long is folded, so that nothing of it is lost."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style("markdown.code_block")
        code = Text(self.text.plain.rstrip("\n"), style, overflow="fold")
        code.expand_tabs(4)
        inner = options.update(width=max(_NARROWEST, options.max_width - 2))
        for source_line in code.split(allow_blank=True):
            for line in console.render_lines(source_line, inner, pad=False) or [[]]:
                yield Segment("  ")
                yield from line
                yield _BLANK


class Quote(markdown.BlockQuote):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[MarkdownElement] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        self.blocks.append(child)
        return False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment("| " if options.ascii_only else "▌ ", console.get_style("telex.quote"))
        for line in _lines(console, options, self.blocks, 2):
            yield bar
            yield from line
            yield _BLANK


class Rule(markdown.HorizontalRule):
    new_line: ClassVar[bool] = True

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("* * *", console.get_style("markdown.hr"), justify="center")


class Item(markdown.ListItem):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[MarkdownElement] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        self.blocks.append(child)
        return False

    def lines(self, console: Console, options: ConsoleOptions, mark: str) -> RenderResult:
        width = len(mark)
        style = console.get_style("markdown.item.bullet")
        drawn = _lines(console, options, self.blocks, width)
        for number, line in enumerate(drawn or [[]]):
            yield Segment(mark if not number else " " * width, style)
            yield from line
            yield _BLANK


class List(markdown.ListElement):
    """A list; ``tight`` when its source has no blank lines between the items."""

    def __init__(self, list_type: str, list_start: int | None) -> None:
        super().__init__(list_type, list_start)
        self.tight = True

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> List:
        made = cls(token.type, int(token.attrs.get("start", 1)))
        made.tight = not token.meta.get("loose", False)
        return made

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        first = 1 if self.list_start is None else self.list_start
        width = len(str(first + len(self.items) - 1))
        for place, item in enumerate(self.items):
            if place and not self.tight:
                yield _BLANK
            assert isinstance(item, Item)
            if self.list_type == "bullet_list_open":
                yield from item.lines(console, options, "- " if options.ascii_only else "• ")
            else:
                yield from item.lines(console, options, f"{first + place}".rjust(width) + ". ")


class Cell(markdown.TableDataElement):
    def __init__(self, justify: JustifyMethod) -> None:
        super().__init__(justify)
        self.content = SetText("", justify=justify)


class TableBlock(markdown.TableElement):
    """A table whose cells fold instead of ending in an ellipsis."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(
            box=box.ASCII2 if options.ascii_only else box.SIMPLE_HEAD,
            pad_edge=False,
            show_edge=False,
            style="markdown.table.border",
            header_style="markdown.table.header",
        )
        if self.header is not None and self.header.row is not None:
            for cell in self.header.row.cells:
                table.add_column(cell.content, overflow="fold")
        if self.body is not None:
            for row in self.body.rows:
                table.add_row(*(cell.content for cell in row.cells))
        yield table


class Page(markdown.Markdown):
    """The blocks of an article. It takes tokens, which are clean, and no source text."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **markdown.Markdown.elements,
        "paragraph_open": Paragraph,
        "heading_open": Heading,
        "fence": Code,
        "code_block": Code,
        "blockquote_open": Quote,
        "hr": Rule,
        "bullet_list_open": List,
        "ordered_list_open": List,
        "list_item_open": Item,
        "table_open": TableBlock,
        "td_open": Cell,
        "th_open": Cell,
    }

    def __init__(self, blocks: Sequence[Sequence[Token]]) -> None:
        super().__init__("", hyperlinks=True, style=Style.null())
        self.parsed = [token for block in blocks for token in _told_loose(block)]


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
