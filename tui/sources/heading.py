"""The words of a page's first heading, which is its title where nothing else is."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*(?:[ \t]#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_HEADING_LOOKED_FOR = 4_000  # characters
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}]*\}[ \t]*$")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_MARKS = re.compile(r"\*\*|__|~~|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|\\(?=[!-/:-@\[-`{-~])")


def heading(body: str) -> str:
    """The words of the first heading of ``body``, outside code; empty if there is none near."""
    fence = before = ""
    for line in body[:_HEADING_LOOKED_FOR].split("\n"):
        if fence:
            closing = _FENCE.match(line)
            if closing and closing[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if opening := _FENCE.match(line):
            fence = opening[1]
        elif found := _ATX.match(line):
            return plain(found[1])
        elif before and _UNDERLINE.match(line) and not before.lstrip().startswith((">", "-", "|")):
            return plain(before)
        before = line.strip() if fence == "" and not line.startswith(("    ", "\t")) else ""
    return ""


def plain(words: str) -> str:
    """A line without its Markdown."""
    words = _ATTRIBUTES.sub("", words)
    return _MARKS.sub("", _LINK.sub(r"\1", words)).strip()
