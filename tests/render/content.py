"""What Markdown says, by the tokens of its parser alone, and what a page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from tests.render.breaks import NUMBER
from tests.render.pages import page_lines, reading
from tui.core import text
from tui.render.lines import PageLine
from tui.render.parser import Known, parse

HOST = "images.example.org"
"""Where the pictures of documents that are compared come from: a label names it."""

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FIGURE = re.compile(rf"\[figure\d*(?:·([^\[\]·]*))??(?:·{re.escape(HOST)})?\]")
_NOTE = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def bare(words: str) -> str:
    """``words`` without white space."""
    return "".join(words.split())


@dataclass(slots=True)
class _Said:
    """The words of a document, its notes apart: by name, in the order in which they are defined."""

    words: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    notes: dict[str, list[Token]] = field(default_factory=dict)


def content_of(markdown: str) -> str:
    """All that ``markdown`` has to say: its text, and after it its notes as they are numbered."""
    known: Known = {}
    said = _Said()
    _read(parse(markdown, known), said)
    done: set[str] = set()
    while waiting := [n for n in (*said.mentioned, *said.notes) if n not in done]:
        done.add(waiting[0])
        note = said.notes.get(waiting[0])
        if note is None:  # within a line, ^[like this]
            _inline(known["footnotes"]["list"][int(waiting[0])]["tokens"], said)
        else:
            _read(note, said)
    return bare("".join(said.words))


def _read(tokens: Iterable[Token], said: _Said) -> None:
    aside: list[Token] | None = None
    before: list[str] = ["", ""]
    for token in tokens:
        if token.type == "footnote_reference_open":
            aside = []
            said.notes.setdefault(token.meta["label"], aside)
        elif token.type == "footnote_reference_close":
            aside = None
        elif aside is not None:
            aside.append(token)
        elif token.type == "inline":
            _inline(token.children or [], said, task=before[-2] == "list_item_open")
        elif token.type in ("fence", "code_block"):
            said.words.append(text.block(token.content))
        before.append(token.type)


def _inline(children: Sequence[Token], said: _Said, *, task: bool = False) -> None:
    for place, token in enumerate(children):
        match token.type:
            case "text" | "code_inline":
                words = token.content
                if task and place == 0:
                    words = _TASK.sub("", words, count=1)
                said.words.append(text.block(words))
            case "image":
                said.words.append(text.line("".join(c.content for c in token.children or ())))
            case "footnote_ref":
                name = token.meta.get("label", str(token.meta["id"]))
                if name not in said.mentioned:
                    said.mentioned.append(name)


def shown(lines: Iterable[PageLine]) -> list[str]:
    """The running texts of a page's body as they begin, code with them, without white space and
    without what telex adds: numbers of links and notes, labels of figures."""
    found: dict[int, str] = {}
    for line in lines:
        if line.block:  # the head is none
            for start, end, flow, _ in line.stretches:
                found[flow] = found.get(flow, "") + bare(line.text[start:end])
    plain = (NUMBER.sub("", _NOTE.sub("", words)) for words in found.values())
    return [_FIGURE.sub(lambda label: label[1] or "", words) for words in plain]


def page_of(markdown: str, width: int) -> list[PageLine]:
    return page_lines(reading(markdown), width)
