"""Markdown for text that sets no spaces between words.

CommonMark decides by spaces and punctuation whether ``**`` may open or close, so in
``**软件行业：**AI应用`` the second one does neither and shows as two asterisks. The amendment of
the CJK-friendly specification (tats-u/markdown-cjk-friendly): CJK punctuation does not count as
punctuation, and a CJK character beside the run counts as white space would.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_CJK = regex.compile(r"[[\p{ea=W}\p{ea=F}\p{ea=H}\p{Hangul}]--\p{Emoji_Presentation}]", regex.V1)
_QUOTATION_MARKS = "‘’“”"
"""Wide, and then CJK, when U+FE01 follows."""


NESTING = 100
"""What is nested deeper the parser leaves out; who parses looks for that."""


@lru_cache(4096)
def is_cjk(character: str) -> bool:
    """Whether the character is one of those that are set without spaces (not an emoji)."""
    return _CJK.match(character) is not None


@lru_cache(4096)
def _kinds(character: str) -> tuple[bool, bool, bool]:
    """White space, punctuation of other scripts, CJK."""
    cjk = is_cjk(character)
    punctuation = isMdAsciiPunct(ord(character)) or isPunctChar(character)
    return isWhiteSpace(ord(character)), punctuation and not cjk, cjk


class CJKStateInline(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Whether the run of delimiters at ``start`` can open and close emphasis."""
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        wide = "\U000e0100" <= before <= "\U000e01ef"
        # U+FE0F stays: to CommonMark, and to the specification, it is no punctuation.
        if start > 1 and "\ufe00" <= before <= "\ufe0e":
            wide = before == "\ufe01" and self.src[start - 2] in _QUOTATION_MARKS
            before = self.src[start - 2]
        after = self.src[end] if end < self.posMax else " "
        space_before, punctuation_before, cjk_before = _kinds(before)
        if wide:
            punctuation_before, cjk_before = False, True
        space_after, punctuation_after, cjk_after = _kinds(after)
        left = not space_after and (
            not punctuation_after or space_before or punctuation_before or cjk_before
        )
        right = not space_before and (
            not punctuation_before or space_after or punctuation_after or cjk_after
        )
        if canSplitWord:
            return Scanned(left, right, end - start)
        # An underscore inside a word stays one; there CJK punctuation is punctuation still.
        edge_before = isMdAsciiPunct(ord(before)) or isPunctChar(before)
        edge_after = isMdAsciiPunct(ord(after)) or isPunctChar(after)
        return Scanned(
            left and (not right or edge_before), right and (not left or edge_after), end - start
        )


class CJKParserInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = CJKStateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class CJKMarkdownIt(MarkdownIt):
    """CommonMark with tables and strikethrough, and emphasis that works between CJK characters."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.inline = CJKParserInline()
        # The preset chose rules for the parser that was there before.
        self.configure("commonmark")
        self.options["maxNesting"] = NESTING
        self.enable(["table", "strikethrough"])
