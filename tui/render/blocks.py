"""The blocks of an article, each of which sets its own lines: gathered by Rich, set for reading."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it.token import Token
from rich import markdown
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import MarkdownContext, MarkdownElement
from rich.segment import Segment
from rich.text import Text

from tui.render.lines import Heading, PageLine, Runs, plain_line, slug
from tui.render.palette import Palette

_NARROWEST = 8  # cells; nesting takes no more than that away
_CODE_INDENT = 2


@dataclass(frozen=True, slots=True)
class Room:
    """What a block is set in: a width in cells, and the styles of the page."""

    width: int
    palette: Palette = Palette()
    ascii_only: bool = False
    flows: Iterator[int] = field(default_factory=itertools.count)
    """Numbers for running texts, each used once on a page."""

    def narrower(self, by: int) -> Room:
        return replace(self, width=max(_NARROWEST, self.width - by))

    def sign(self, sign: str, plain: str) -> str:
        return plain if self.ascii_only else sign


class Block(MarkdownElement):
    """A block of the page. Any Rich console can print it; telex asks it for its lines."""

    def lines(self, room: Room) -> list[PageLine]:
        raise NotImplementedError

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(Room(options.max_width, ascii_only=options.ascii_only)):
            yield from line.segments
            yield Segment.line()


class Inline(Block):
    """A block that holds words, each in the style it came in."""

    style_name = "markdown.paragraph"

    def __init__(self) -> None:
        self.runs = Runs()

    def on_enter(self, context: MarkdownContext) -> None:
        context.enter_style(self.style_name)

    def on_leave(self, context: MarkdownContext) -> None:
        context.leave_style()

    def on_text(self, context: MarkdownContext, text: str | Text) -> None:
        self.runs.add(str(text), context.current_style)

    def lines(self, room: Room) -> list[PageLine]:
        return self.runs.set(room.width, next(room.flows))


class Container(Block):
    """A block that holds blocks."""

    close = False
    """A list follows without a blank line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, Block):
            self.blocks.append(child)
        return False

    def lines(self, room: Room) -> list[PageLine]:
        lines: list[PageLine] = []
        for block in self.blocks:
            drawn = block.lines(room)
            if lines and drawn and not (self.close and isinstance(block, List)):
                lines.append(PageLine([]))
            lines.extend(drawn)
        return lines


class Paragraph(Inline):
    pass


class Title(Inline):
    """A heading. Its rank shows in weight, and in a line under the first one."""

    def __init__(self, level: int, anchor: str) -> None:
        super().__init__()
        self.level = level
        self.style_name = f"markdown.h{level}"
        self.anchor = anchor

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Title:
        return cls(int(token.tag[1:]), str(token.meta.get("anchor", "")))

    def lines(self, room: Room) -> list[PageLine]:
        lines = super().lines(room)
        words = " ".join(self.runs.plain.split())
        lines[0].heading = Heading(self.level, words)
        lines[0].anchor = self.anchor or slug(words)
        if self.level == 1:
            widest = max(cell_len(line.text.rstrip()) for line in lines)
            rule = room.sign("─", "=") * widest
            lines.append(plain_line(rule, room.palette.dim))
        return lines


class Code(Block):
    """Code keeps its lines, however long; who shows the page lets them be moved aside."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._text = ""

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Code:
        return cls(token.info)

    def on_text(self, context: MarkdownContext, text: str | Text) -> None:
        self._text += str(text)

    def lines(self, room: Room) -> list[PageLine]:
        from tui.render.code import coloured

        lines = []
        for runs in coloured(self._text.rstrip("\n").expandtabs(4), self._language, room.palette):
            line = PageLine([])
            if any(words for words, _ in runs):
                # Broken nowhere: as many cells as it needs.
                [line] = Runs(runs).set(
                    max(1, sum(2 * len(words) for words, _ in runs)), next(room.flows)
                )
            line.aside = True
            lines.append(line.after(" " * _CODE_INDENT))
        return lines


class Quote(Container):
    def lines(self, room: Room) -> list[PageLine]:
        bar = room.sign("▌ ", "| ")
        lines = super().lines(room.narrower(len(bar)))
        return [line.after(bar, room.palette.accent) for line in lines]


class Rule(Block):
    def lines(self, room: Room) -> list[PageLine]:
        sign = "* * *"
        return [plain_line(" " * max(0, (room.width - len(sign)) // 2) + sign, room.palette.dim)]


class Item(Container):
    """A list's item; ``task`` is ``x`` or a space if it is one to be ticked off."""

    def __init__(self, task: str = "") -> None:
        super().__init__()
        self.task = task

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Item:
        return cls(str(token.meta.get("task", "")))

    def marked(self, room: Room, mark: str) -> list[PageLine]:
        if self.task:
            mark = (mark if mark[0].isdigit() or mark[0] == " " else "") + f"[{self.task}] "
        drawn = super().lines(room.narrower(len(mark))) or [PageLine([])]
        return [
            line.after(mark if not number else " " * len(mark), room.palette.dim)
            for number, line in enumerate(drawn)
        ]


class List(Block):
    """A list; ``tight`` when its source has no blank lines between the items."""

    def __init__(self, first: int | None, *, tight: bool) -> None:
        self._first = first
        self._items: list[Item] = []
        self.tight = tight

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> List:
        ordered = token.type == "ordered_list_open"
        first = int(token.attrs.get("start", 1)) if ordered else None
        return cls(first, tight=not token.meta.get("loose", False))

    def on_child_close(self, context: MarkdownContext, child: MarkdownElement) -> bool:
        if isinstance(child, Item):
            child.close = self.tight
            self._items.append(child)
        return False

    def lines(self, room: Room) -> list[PageLine]:
        lines: list[PageLine] = []
        first = self._first
        width = 0 if first is None else len(str(first + len(self._items) - 1))
        for place, item in enumerate(self._items):
            if place and not self.tight:
                lines.append(PageLine([]))
            bullet = room.sign("• ", "- ")
            mark = bullet if first is None else f"{first + place}".rjust(width) + ". "
            lines.extend(item.marked(room, mark))
        return lines


class Definitions(Container):
    """Terms, each followed by what it means."""

    def lines(self, room: Room) -> list[PageLine]:
        lines: list[PageLine] = []
        for block in self.blocks:
            if lines and isinstance(block, Term):
                lines.append(PageLine([]))
            lines.extend(block.lines(room))
        return lines


class Term(Inline):
    style_name = "markdown.strong"


class Meaning(Container):
    def lines(self, room: Room) -> list[PageLine]:
        return [line.after("    ") for line in super().lines(room.narrower(4))]


class Notes(Container):
    """The article's footnotes, below a short line."""

    def lines(self, room: Room) -> list[PageLine]:
        rule = plain_line(room.sign("─", "-") * min(12, room.width), room.palette.dim)
        return [rule, *super().lines(room)]


class Note(Container):
    def __init__(self, anchor: str, mark: str) -> None:
        super().__init__()
        self._anchor = anchor
        self._mark = mark

    @classmethod
    def create(cls, markdown: markdown.Markdown, token: Token) -> Note:
        return cls(str(token.meta["anchor"]), str(token.meta["mark"]))

    def lines(self, room: Room) -> list[PageLine]:
        width = len(self._mark) + 1
        lines = super().lines(room.narrower(width)) or [PageLine([])]
        for number, line in enumerate(lines):
            line.after(" " * width if number else f"{self._mark} ", room.palette.place)
        lines[0].anchor = self._anchor
        return lines
