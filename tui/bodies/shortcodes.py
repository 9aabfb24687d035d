"""What only a site generator understands, made readable: Hugo's shortcodes, Hexo's and Jekyll's tags.

The known ones become the Markdown they stand for. An unknown pair is reduced to what it encloses,
an unknown single one to the words it was given. Code stays as it is, and so do tags that an author
wrote with a backslash or a comment in order to show them.

Hugo: https://gohugo.io/content-management/shortcodes/, Hexo: https://hexo.io/docs/tag-plugins
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tui.bodies.knowntags import Arguments, rendered

_START = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})|(?P<code>`{1,3})(?!`)|\{\{[<%]|\{%", re.MULTILINE
)
_NAME = re.compile(r"\s*(?P<close>/|end(?=[a-z_]))?\s*(?P<name>[\w./-]+)")
_INDENT = re.compile(r"(?: {4}|\t)")
_IN_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_REACH = 2_000  # characters; a tag, or code within a line, is no longer
_TAGS = 5_000


@dataclass(slots=True)
class _Tag:
    """A tag as it stands in the text, from ``start`` to ``end``; ``shown``: what is to be seen of
    one that an author wrote in order to show it."""

    start: int
    end: int
    name: str = ""
    words: str = ""
    closes: bool = False
    shown: str | None = None


@dataclass(slots=True)
class _Open:
    """A tag that may yet be closed, and what has come since."""

    name: str
    words: str
    alone: bool
    """Nothing else stands on its line: what it becomes may be a block."""
    parts: list[str] = field(default_factory=list)


def without_shortcodes(markdown: str) -> str:
    """``markdown`` without a shortcode or tag, each replaced by what it has to say."""
    if "{{" not in markdown and "{%" not in markdown:
        return markdown
    tags = list(islice(_tags(markdown), _TAGS))
    closed = {tag.name for tag in tags if tag.closes}
    stack = [_Open("", "", False)]
    end = 0
    for tag in tags:
        stack[-1].parts.append(markdown[end : tag.start])
        end = tag.end
        if tag.shown is not None:
            stack[-1].parts.append(tag.shown)
        elif tag.closes:
            _close(stack, tag.name, ends_line=_ends_line(markdown, tag.end))
        else:
            line = markdown[markdown.rfind("\n", 0, tag.start) + 1 : tag.start]
            paired = tag.name in closed and not tag.words.endswith("/")
            first = not line.strip(" \t>")
            alone = first and (paired or _ends_line(markdown, tag.end))
            stack.append(_Open(tag.name, tag.words.removesuffix("/"), alone))
            if not paired:
                _let_go(stack)
    stack[-1].parts.append(markdown[end:])
    while len(stack) > 1:
        _let_go(stack)
    return "".join(stack[0].parts)


def _ends_line(markdown: str, place: int) -> bool:
    end = markdown.find("\n", place)
    return not markdown[place : end if end >= 0 else len(markdown)].strip()


def _tags(markdown: str) -> Iterator[_Tag]:
    """The tags of ``markdown`` that do not stand in code."""
    place = 0
    while (found := _START.search(markdown, place)) is not None:
        place = found.end()
        if found["fence"]:
            place = _end_of_fence(markdown, place, found["fence"])
        elif found["code"]:
            place = _end_of_code(markdown, place, found["code"])
        elif (tag := _tag(markdown, found.start(), found[0])) is not None:
            if _in_indented_code(markdown, tag.start):
                continue
            if tag.name == "raw" and not tag.closes:
                tag = _raw(markdown, tag)
            place = tag.end
            yield tag


def _in_indented_code(markdown: str, place: int) -> bool:
    """Whether the line at ``place`` is code by its indent: after a blank line, and not in a list."""
    start = markdown.rfind("\n", 0, place) + 1
    if not _INDENT.match(markdown, start):
        return False
    before = markdown[max(0, start - _REACH) : start].rstrip(" \t").split("\n")
    above = [line for line in before[:-1] if line.strip()]
    blank = len(before) < 2 or not before[-2].strip()
    if not above:
        return blank
    if _INDENT.match(above[-1]):
        return not any(_IN_LIST.match(line) for line in above)
    return blank and not _IN_LIST.match(above[-1])


def _raw(markdown: str, tag: _Tag) -> _Tag:
    """What stands between ``{% raw %}`` and ``{% endraw %}`` is shown as it stands."""
    end = _END_RAW.search(markdown, tag.end)
    if end is None:
        return tag
    return _Tag(tag.start, end.end(), shown=markdown[tag.end : end.start()])


def _end_of_fence(markdown: str, start: int, ticks: str) -> int:
    closing = re.compile(rf"^[ \t>]*{ticks}{ticks[0]}*[ \t]*$", re.MULTILINE)
    found = closing.search(markdown, start)
    return found.end() if found else len(markdown)


def _end_of_code(markdown: str, start: int, ticks: str) -> int:
    line = markdown.find("\n", start, start + _REACH)
    found = re.compile(rf"(?<!`){ticks}(?!`)").search(
        markdown, start, line if line >= 0 else start + _REACH
    )
    return found.end() if found else start


def _tag(markdown: str, start: int, opening: str) -> _Tag | None:
    closing = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}[opening]
    inside = start + len(opening)
    end = markdown.find(closing, inside, inside + _REACH)
    if end < 0 or opening in markdown[inside:end]:
        return None
    words = markdown[inside:end].strip().strip("-").strip()
    end += len(closing)
    if words.startswith("/*") and words.endswith("*/"):
        return _Tag(start, end, shown=f"{opening}{words[2:-2]}{closing}")
    found = _NAME.match(words)
    if found is None:
        return None
    rest = words[found.end() :].strip()
    return _Tag(start, end, found["name"].lower(), rest, closes=bool(found["close"]))


def _close(stack: list[_Open], name: str, *, ends_line: bool) -> None:
    if any(opened.name == name for opened in stack[1:]):
        while stack[-1].name != name:
            _let_go(stack)
        opened = stack.pop()
        inner = "".join(opened.parts)
        alone = opened.alone and ends_line
        stack[-1].parts.append(rendered(name, Arguments(opened.words), inner, alone))


def _let_go(stack: list[_Open]) -> None:
    """The tag on top was never closed: it stood alone, and what came after it stays."""
    opened = stack.pop()
    stack[-1].parts.append(rendered(opened.name, Arguments(opened.words), None, opened.alone))
    stack[-1].parts.extend(opened.parts)
