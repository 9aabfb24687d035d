"""From an article's body to Markdown tokens that are clean, and fit for a page.

The gate stood before the store, but Markdown decodes entities (``&#x202e;``) and HTML is turned
into Markdown late: so every token's text passes the gate once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from tui.bodies.markdown import markdown_of_html, readable
from tui.core import furniture, text
from tui.core.furniture import Furniture
from tui.core.models import Body
from tui.render.inline import InlineCleaner
from tui.render.numbers import Numbers, note_anchor, raised
from tui.render.parser import Known, goes_on, known_of, parse, parts
from tui.words import Words

_OPENING = 2_000  # characters; a summary is compared with them
_ANCHOR = re.compile(r"[ \t]*\{#([\w.:-]+)[^{}]*\}[ \t]*$")
_ALERT = re.compile(r"\[!(\w+)\][-+]?([^\n]*)")
_TASK = re.compile(r"\[([ xX])\][ \t]+")


@dataclass(slots=True)
class Document:
    """A part of a body: its blocks in order.

    ``prose`` is what takes time to read: no code. ``opening`` is how it begins, code and all.
    ``furniture``: it is what the source ends each of its articles with. ``numbers`` are those of
    the whole body, as far as it was parsed.
    """

    numbers: Numbers

    blocks: list[list[Token]] = field(default_factory=list)
    prose: str = ""
    opening: str = ""
    furniture: bool = False


def documents(
    body: Body,
    base: str,
    words: Words,
    known: Furniture = furniture.NONE,
    *,
    ascii_only: bool = False,
) -> Iterator[Document]:
    """The tokens of ``body``, part by part: a part of 32 KB is there long before all of 500 KB.

    ``base`` is the address that relative links start from. Each part ends at the end of a
    top-level block, and knows the links and notes that are defined anywhere in the whole. The
    notes come after the last part, and after them what is ``known`` as the source's furniture.
    """
    markdown = readable(body)
    begins = known.begins(markdown)
    pieces = list(parts(markdown[:begins]))
    defined = known_of(markdown) if len(pieces) > 1 or begins < len(markdown) else {}
    html = body.format == "html"
    cleaner = _Cleaner(base, words, defined, html=html, ascii_only=ascii_only)
    waiting = ""
    for place, part in enumerate(pieces, 1):
        waiting += part
        parsed = parse(waiting, defined)
        if place < len(pieces) and goes_on(parsed, waiting):
            continue  # it was cut within a block
        tokens = cleaner.clean(parsed)
        if place == len(pieces):
            tokens += cleaner.notes()
        yield _document(tokens, cleaner.numbers)
        waiting = ""
    if begins < len(markdown):
        tokens = cleaner.clean(parse(markdown[begins:], defined))
        found = _document(tokens + cleaner.notes(), cleaner.numbers)
        found.furniture = True
        yield found


def _document(tokens: list[Token], numbers: Numbers) -> Document:
    found = Document(numbers)
    prose: list[str] = []
    for group in _top_level(tokens):
        found.blocks.append(group)
        prose.extend(_words(group, ("text", "softbreak", "hardbreak")))
        if len(found.opening) < _OPENING:
            found.opening += " ".join(_words(group, ("text", "code_inline")))
    found.prose = "\n".join(prose)
    return found


def _top_level(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth <= 0:
            yield group
            group = []
    if group:
        yield group


def _words(tokens: Iterable[Token], kinds: tuple[str, ...]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                child.content or " "
                for child in token.children or ()
                if child.type in kinds and not child.meta
            )


class _Cleaner:
    def __init__(
        self, base: str, words: Words, known: Known, *, html: bool, ascii_only: bool
    ) -> None:
        self.numbers = Numbers()
        self._inline = InlineCleaner(base, words, self.numbers, html=html, ascii_only=ascii_only)
        self._ascii_only = ascii_only
        self._known = known
        self._noted = 0

    def clean(self, tokens: Iterable[Token], *, level: int = 0, html: bool = True) -> list[Token]:
        """``tokens`` as they are to be shown; the notes they define are put aside.

        ``html``: raw HTML may become tokens itself; within what it became, it is only words.
        """
        found: list[Token] = []
        aside: list[tuple[str, list[Token]]] = []
        for token in tokens:
            token.level += level
            if token.type == "footnote_reference_open":
                aside.append((str(token.meta["label"]), []))
            elif token.type == "footnote_reference_close":
                label, note = aside.pop()
                self.numbers.defined.setdefault(label, note)
            elif aside:
                token.level -= level
                aside[-1][1].append(token)
            elif token.type == "html_block":
                if html:
                    inner = parse(markdown_of_html(token.content), self._known)
                    found += self.clean(inner, level=token.level, html=False)
            else:
                self._clean_one(token, found)
                found.append(token)
        return found

    def _clean_one(self, token: Token, before: list[Token]) -> None:
        token.content = text.block(token.content)
        token.info = text.line(token.info)
        if token.type != "inline" or not token.children:
            return
        if before and before[-1].type == "heading_open":
            _take_anchor(before[-1], token.children)
        if len(before) > 1 and before[-2].type == "list_item_open":
            _take_task(before[-2], token.content, token.children)
        if len(before) > 1 and before[-2].type == "blockquote_open":
            _take_alert(token.children)
        token.children = self._inline.clean(token.content, token.children)

    def notes(self) -> list[Token]:
        """The footnotes that were not given yet: in the order of their numbers, then those that
        nothing refers to."""
        numbers = self.numbers
        found: list[Token] = []
        # A note may mention and define further ones, so the end is not known at the beginning.
        while (
            waiting := numbers.order[self._noted :]
            or [label for label in numbers.defined if label not in numbers.notes][:1]
        ):
            for label in waiting:
                number = numbers.note(label)
                meta = {
                    "anchor": note_anchor(number),
                    "mark": raised(str(number), self._ascii_only),
                }
                found.append(Token("note_open", "", 1, meta=meta, level=1))
                found += self.clean(self._note(label), level=2)
                found.append(Token("note_close", "", -1, level=1))
                self._noted += 1
        if found:
            return [Token("notes_open", "", 1), *found, Token("notes_close", "", -1)]
        return []

    def _note(self, label: str) -> list[Token]:
        if label in self.numbers.defined:
            return self.numbers.defined[label]
        inline = self._known["footnotes"]["list"].get(int(label)) if label[0] == " " else None
        if inline is None:
            return []  # mentioned, and in the end nowhere defined
        # An inline one, ^[like this], has no name but its place among them.
        inner = Token("inline", "", 0, level=1, content=inline["content"], block=True)
        inner.children = inline["tokens"]
        return [
            Token("paragraph_open", "p", 1, block=True),
            inner,
            Token("paragraph_close", "p", -1, block=True),
        ]


def _take_anchor(heading: Token, children: list[Token]) -> None:
    """``## Title {#name}``: the name is no part of the title."""
    last = children[-1]
    found = _ANCHOR.search(last.content) if last.type == "text" else None
    if found is not None:
        heading.meta["anchor"] = text.line(found[1])
        last.content = last.content[: found.start()]


def _take_alert(children: list[Token]) -> None:
    """``> [!NOTE]``, as GitHub and Hugo mark a quote that is none: its kind in bold."""
    found = _ALERT.fullmatch(children[0].content) if children[0].type == "text" else None
    if found is not None:
        kind = Token("text", "", 0, content=found[2].strip() or found[1].capitalize())
        bold = Token("strong_open", "strong", 1), kind, Token("strong_close", "strong", -1)
        children[:1] = bold
        if len(children) > 3 and children[3].type == "softbreak":
            children[3] = Token("hardbreak", "br", 0)


def _take_task(item: Token, source: str, children: list[Token]) -> None:
    """``- [x] done``: GitHub Flavored Markdown, §5.3."""
    found = _TASK.match(children[0].content) if children[0].type == "text" else None
    if found is not None and source.startswith("["):
        item.meta["task"] = found[1].lower()
        children[0].content = children[0].content[found.end() :]
