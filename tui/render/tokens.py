"""From an article's body to Markdown tokens that are clean, and fit for a page.

The gate stood before the store, but Markdown decodes entities (``&#x202e;``) and HTML is turned
into Markdown here: so every token's text passes the gate once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from markdown_it.token import Token

from tui.core import text
from tui.core.models import Body
from tui.core.plain import words_of_html
from tui.core.text import Block, Url
from tui.render.cjk import CJKMarkdownIt, is_cjk
from tui.words import Words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
_HARD_WRAP_WIDEST = 120  # cells; a paragraph with longer lines was not wrapped by hand
_HARD_WRAP_SHARE = 2 / 3
_OPENING = 2_000  # characters; a summary is compared with them
_DEFINITIONS = 200  # links defined elsewhere that every part of a long body knows
PART = 24_000  # characters parsed at once
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
# No list, quote, code or HTML: those may go on over a blank line.
_STARTS_BLOCK = re.compile(r"#{1,6} |[^\s#>*+\-\d<`~|:\[]")


@lru_cache(1)
def _parser() -> CJKMarkdownIt:
    return CJKMarkdownIt()


def markdown_of(body: Body) -> Block:
    """``body`` as Markdown. HTML is converted each time it is read, never written back."""
    if body.format == "markdown":
        return body.text
    if body.format == "text":
        escaped = _SPECIAL.sub(r"\\\1", body.text)
        return Block(re.sub(r"(?<!\n)\n(?!\n)", "  \n", escaped))
    from html_to_markdown import convert  # 35 ms

    try:
        converted = convert(body.text)
        content = converted.content or ""
    except (ValueError, RuntimeError):
        content = ""
    if not content.strip() and body.text.strip():
        # Its limits were passed, by nesting for instance: the words at least.
        return text.block(_SPECIAL.sub(r"\\\1", words_of_html(body.text)))
    return text.block(content)


@dataclass(slots=True)
class Document:
    """A part of a body: its blocks in order.

    ``prose`` is what takes time to read: no code. ``opening`` is how it begins, code and all.
    """

    blocks: list[list[Token]] = field(default_factory=list)
    prose: str = ""
    opening: str = ""


def documents(body: Body, base: str, words: Words) -> Iterator[Document]:
    """The tokens of ``body``, part by part: a part of 32 KB is there long before all of 500 KB.

    ``base`` is the address that relative links start from. Each part ends at the end of a
    top-level block, and knows the link definitions of the whole.
    """
    cleaner = _Cleaner(base, words)
    for part in parts(markdown_of(body)):
        found = Document()
        prose: list[str] = []
        for group in _top_level(cleaner.clean(_parser().parse(part))):
            found.blocks.append(group)
            prose.extend(_words(group, ("text", "softbreak", "hardbreak")))
            if len(found.opening) < _OPENING:
                found.opening += " ".join(_words(group, ("text", "code_inline")))
        found.prose = "\n".join(prose)
        yield found


def parts(markdown: str, size: int = PART) -> Iterator[str]:
    """``markdown`` cut between top-level blocks, into parts of about ``size`` characters.

    A cut is made where a line that is blank is followed by one that begins a paragraph or a
    heading in the first column, outside of fenced code; where there is none, none is made.
    """
    if len(markdown) <= size * 3 // 2:
        yield markdown
        return
    definitions = "\n\n" + "\n".join(_DEFINITION.findall(markdown)[:_DEFINITIONS])
    begin = fenced = 0
    lines = markdown.splitlines(keepends=True)
    position, blank, part = 0, False, 0
    for line in lines:
        if _FENCE.match(line):
            fenced ^= 1
        elif not fenced and blank and part >= size and _STARTS_BLOCK.match(line):
            yield markdown[begin:position] + definitions
            begin, part = position, 0
        blank = not line.strip()
        position += len(line)
        part += len(line)
    yield markdown[begin:] + definitions


def _top_level(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
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
    def __init__(self, base: str, words: Words) -> None:
        self._base = base
        self._words = words
        self._figures = 0

    def clean(self, tokens: Iterable[Token]) -> Iterator[Token]:
        for token in tokens:
            if token.type == "html_block":
                yield from self._html(token)
                continue
            token.content = text.block(token.content)
            token.info = text.line(token.info)
            if token.type == "inline" and token.children is not None:
                hard_wrapped = _hard_wrapped(token.content)
                token.children = list(self._inline(token.children, hard_wrapped))
            yield token

    def _html(self, token: Token) -> Iterator[Token]:
        """Raw HTML is never shown as such, and its words are never lost."""
        words = text.line(words_of_html(token.content), text.BLOCK_LIMIT)
        if words:
            start = Token("paragraph_open", "p", 1, level=token.level, block=True)
            inline = Token("inline", "", 0, level=token.level + 1, block=True)
            inline.children = [Token("text", "", 0, content=words)]
            end = Token("paragraph_close", "p", -1, level=token.level, block=True)
            yield from (start, inline, end)

    def _inline(self, children: list[Token], hard_wrapped: bool) -> Iterator[Token]:
        open_links: list[bool] = []
        before, after = _neighbours(children)
        for index, token in enumerate(children):
            match token.type:
                case "image":
                    yield from self._figure(token, inside_link=any(open_links))
                case "link_open":
                    address = self._address(str(token.attrs.get("href", "")))
                    open_links.append(address is not None)
                    if address is not None:
                        token.attrs["href"] = address
                        yield token
                case "link_close":
                    if open_links and open_links.pop():
                        yield token
                case "html_inline":
                    if re.match(r"<br\b", token.content, re.IGNORECASE):
                        yield Token("hardbreak", "br", 0)
                case "softbreak":
                    yield _soft(before[index], after[index], hard_wrapped)
                case _:
                    token.content = text.block(token.content)
                    yield token

    def _address(self, href: str) -> Url | None:
        try:
            return text.url(urljoin(self._base, href))
        except ValueError:
            return None

    def _figure(self, token: Token, *, inside_link: bool) -> Iterator[Token]:
        """An image stays where it stands, as a word for it: which one, what of, from where."""
        self._figures += 1
        address = self._address(str(token.attrs.get("src", "")))
        host = urlsplit(address).hostname if address else ""
        about = text.line(token.content or "")
        name = self._words("figure {n}", n=self._figures)
        label = " · ".join(part for part in (name, about, host or "") if part)
        shown = Token("text", "", 0, content=f"[{label}]", meta={"figure": self._figures})
        if address is None or inside_link:
            yield shown
            return
        yield Token("link_open", "a", 1, attrs={"href": address}, meta={"figure": self._figures})
        yield shown
        yield Token("link_close", "a", -1)


def _neighbours(children: Sequence[Token]) -> tuple[list[str], list[str]]:
    """For each of ``children`` the character that comes before it, and the one after it."""
    before, character = [], ""
    for token in children:
        before.append(character)
        character = token.content[-1:] or character
    after, character = [], ""
    for token in reversed(children):
        after.append(character)
        character = token.content[:1] or character
    return before, after[::-1]


def _soft(before: str, after: str, hard_wrapped: bool) -> Token:
    """A line's end in the source: nothing between CJK characters in a paragraph that was wrapped
    by hand, a line's end where it was not, elsewhere a space."""
    if before and after and is_cjk(before) and is_cjk(after):
        return Token("text", "", 0) if hard_wrapped else Token("hardbreak", "br", 0)
    return Token("softbreak", "br", 0)


def _hard_wrapped(source: str) -> bool:
    from rich.cells import cell_len

    lengths = [cell_len(line) for line in source.split("\n")]
    longest = max(lengths)
    return longest <= _HARD_WRAP_WIDEST and all(
        length >= longest * _HARD_WRAP_SHARE for length in lengths[:-1]
    )
