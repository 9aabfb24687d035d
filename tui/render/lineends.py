"""What a line's end in the source of a paragraph becomes on the page.

In English a space. Between Chinese characters nothing, if the paragraph was wrapped by hand; else
its author meant the line to end there. HTML knows no line ends at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from tui.render.cjk import is_cjk

_WIDEST = 120  # cells; a paragraph with longer lines was not wrapped by hand
_SHARE = 2 / 3
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕")
_NOT_LAST = frozenset("（《〈「『【〔")
_EITHER = frozenset("“”‘’—…·～▲△●○■◆★☆※→①②③④⑤⑥⑦⑧⑨⑩")
"""Signs of both scripts: in a Chinese paragraph they are Chinese."""
_ENUMERATOR = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、)]|[①-⑳▲●■◆※]|——)"
)
_SENTENCE_END = frozenset("。！？；：”’…」』")
_OF_A_PICTURE = frozenset(("image", "link_open", "link_close"))


class LineEnds:
    """The line ends of one paragraph: ``source``, as it was parsed to ``children``."""

    def __init__(self, source: str, children: Sequence[Token], *, html: bool) -> None:
        self._children = children
        self._html = html
        self._lines = source.split("\n")
        self._chinese = len(self._lines) > 1 and _is_chinese(source)
        self._wrapped = html or (len(self._lines) > 1 and hard_wrapped(source))
        self._before, self._after = _neighbours(children)
        self._pictures = set(_around_pictures(children))
        self._number = 0

    def at(self, place: int) -> Iterator[Token]:
        """What the line's end at ``place`` becomes."""
        token = self._children[place]
        self._number += 1
        if token.type == "hardbreak" or place in self._pictures:
            yield Token("hardbreak", "br", 0)
        elif place and self._is_break(place - 1):
            return  # a tag has ended the line already
        else:
            yield self._soft(self._before[place], self._after[place])

    def begun(self, place: int, words: str) -> str:
        """``words`` at ``place``, without the blanks that a new line begins with."""
        return words.lstrip(" \t") if place and self._is_break(place - 1) else words

    def _is_break(self, place: int) -> bool:
        token = self._children[place]
        return token.type == "hardbreak" or (
            token.type == "html_inline" and token.content[:3].lower() == "<br"
        )

    def _soft(self, before: str, after: str) -> Token:
        left, right = self._is_chinese(before), self._is_chinese(after)
        if self._html:
            return text_token("") if left and right else Token("softbreak", "br", 0)
        if not (left and right) and not (self._chinese and (left or right) and not self._wrapped):
            return Token("softbreak", "br", 0)
        if after in _NOT_FIRST or before in _NOT_LAST:
            return text_token("")
        following = self._lines[self._number] if self._number < len(self._lines) else ""
        if self._wrapped and not _ENUMERATOR.match(following):
            return text_token("") if left and right else Token("softbreak", "br", 0)
        return Token("hardbreak", "br", 0)

    def _is_chinese(self, character: str) -> bool:
        return bool(character) and (is_cjk(character) or (self._chinese and character in _EITHER))


def hard_wrapped(source: str) -> bool:
    """Whether the lines of a paragraph were broken by hand: every one but the last is at least two
    thirds as long as the longest, and that has at most 120 cells. Three and more lines that each
    end a sentence are a dialogue or a list."""
    from rich.cells import cell_len

    lines = source.split("\n")
    lengths = [cell_len(line) for line in lines]
    longest = max(lengths)
    if longest > _WIDEST or any(length < longest * _SHARE for length in lengths[:-1]):
        return False
    return len(lines) < 3 or not all(
        line.rstrip("*_ ")[-1:] in _SENTENCE_END for line in lines[:-1]
    )


def _is_chinese(source: str) -> bool:
    return 4 * sum(map(is_cjk, source)) >= len(source)


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


def _around_pictures(children: Sequence[Token]) -> Iterator[int]:
    """The line ends beside a line that holds a picture and nothing else: it stays alone."""
    start = 0
    bounds = [n for n, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    for end in (*bounds, len(children)):
        line = [
            token for token in children[start:end] if token.type != "text" or token.content.strip()
        ]
        if any(t.type == "image" for t in line) and all(t.type in _OF_A_PICTURE for t in line):
            if start:
                yield start - 1
            if end < len(children):
                yield end
        start = end + 1


def text_token(words: str, **meta: bool) -> Token:
    """``words`` as a token; with a ``meta`` they are ours, and count for no reading time."""
    return Token("text", "", 0, content=words, meta=meta)
