"""Markdown parsed part by part: the first screen of a long article need not wait for its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from tui.render.cjk import NESTING, CJKMarkdownIt

PART = 24_000  # characters parsed at once
_DEFINITIONS = 2_000  # of links and notes, that every part of a long body knows
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^][^\]\n]{0,200}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,200})\]:", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# No list, quote, code, definition or HTML: those may go on over a blank line.
_STARTS_BLOCK = re.compile(r"#{1,6} |[^\s#>*+\-\d<`~|:\[]")

Known = dict[str, Any]
"""What was defined: markdown-it's ``env``."""


@lru_cache(1)
def _parser() -> CJKMarkdownIt:
    parser = CJKMarkdownIt()
    # Which addresses are links is decided where tokens are cleaned; one that is refused there leaves
    # its words, where the parser would leave its Markdown.
    vars(parser)["validateLink"] = lambda url: True
    # Notes stay where they are defined: numbering them over all parts is ours to do.
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    return parser


def parse(markdown: str, known: Known) -> list[Token]:
    """The tokens of ``markdown``; ``known`` gives and takes what links and notes are defined."""
    try:
        tokens = _parser().parse(markdown, known)
    except RecursionError:
        return _words(markdown)
    deepest = max((token.level for token in tokens), default=0)
    return _words(markdown) if deepest >= NESTING - 4 else tokens


def _words(markdown: str) -> list[Token]:
    """``markdown`` as it stands: nested beyond any author's intent, but every word is there."""
    tokens = []
    for paragraph in re.split(r"\n\s*\n", markdown):
        inline = Token("inline", "", 0, level=1, content=paragraph, block=True)
        inline.children = [Token("text", "", 0, content=" ".join(paragraph.split()))]
        tokens += [
            Token("paragraph_open", "p", 1, block=True),
            inline,
            Token("paragraph_close", "p", -1, block=True),
        ]
    return tokens


def known_of(markdown: str) -> Known:
    """What is defined anywhere in a long text, for those parts that come before it."""
    known: Known = {}
    definitions = islice(_DEFINITION.finditer(markdown), _DEFINITIONS)
    _parser().parse("\n".join(match[0] for match in definitions), known)
    labels = islice(_NOTE.finditer(markdown), _DEFINITIONS)
    known["footnotes"] = {"refs": {f":{match[1]}": -1 for match in labels}, "list": {}}
    return known


def parts(markdown: str, size: int = PART) -> Iterator[str]:
    """``markdown`` cut between top-level blocks, into parts of about ``size`` characters.

    A cut is made where a line that is blank is followed by one that begins a paragraph or a
    heading in the first column, outside of fenced code; where there is none, none is made.
    """
    if len(markdown) <= size * 3 // 2:
        yield markdown
        return
    begin = 0
    position, blank, part = 0, False, 0
    fence = ""
    for line in markdown.splitlines(keepends=True):
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif not fence and blank and part >= size and _STARTS_BLOCK.match(line):
            yield markdown[begin:position]
            begin, part = position, 0
        blank = not line.strip()
        position += len(line)
        part += len(line)
    yield markdown[begin:]


def goes_on(tokens: Sequence[Token], part: str) -> bool:
    """Whether the last block of ``part`` may not have ended where it was cut: code without its
    closing line, or raw HTML, of which some kinds go on over blank lines."""
    last = tokens[-1] if tokens else None
    if last is None or last.type not in ("fence", "html_block"):
        return False
    lines = part.rstrip().rsplit("\n", 1)
    ending = lines[-1].strip()
    closed = ending.startswith(last.markup) and not ending.strip(last.markup[:1])
    return last.type == "html_block" or not closed or last.map is None or _single(last)


def _single(fence: Token) -> bool:
    """Its opening line is its last one."""
    return fence.map is not None and fence.map[1] - fence.map[0] < 2
