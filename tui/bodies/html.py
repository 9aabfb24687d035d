"""HTML made ready for its conversion to Markdown, and read without one where that fails."""

from __future__ import annotations

import html
import re

_DEEPEST = 20  # lists and quotes in one another; Markdown repeats each level on every line
# A picture of one pixel or none counts its readers; nobody looks at it.
_COUNTING_PIXEL = re.compile(
    r"<img\b(?=[^<>]*\s(?:width|height)\s*=\s*[\"']?[01](?:px)?[\"'\s/>])[^<>]*>", re.IGNORECASE
)
_NESTING = re.compile(r"<(/?)(blockquote|ul|ol|dl)\b[^<>]*>", re.IGNORECASE)
_STRUCK = re.compile(r"<(/?)(?:s|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
_STRUCK_TWICE = re.compile(r"(</?del(?:\s[^<>]*)?>)(?:\s*\1)+", re.IGNORECASE)
_CAPTION = re.compile(r"<(/?)figcaption\b[^<>]*>", re.IGNORECASE)
_TERM = re.compile(r"<dt\b[^<>]*>([^<>]*)</dt>", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"<figure\s+class=[\"']highlight\s*([\w+#-]*)[^<>]*>", re.IGNORECASE)
_CODE_CELL = re.compile(r"<td\s+class=[\"']code[\"'][^<>]*>(.*?)</td>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HIDDEN = re.compile(
    r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|tr|blockquote|section|article)\s*>", re.IGNORECASE)


def prepared(source: str) -> str:
    """``source`` with what the converter takes amiss written in another way."""
    source = _COUNTING_PIXEL.sub("", source)
    source = _shallow(source)
    source = _STRUCK.sub(r"<\1del>", source)
    source = _STRUCK_TWICE.sub(r"\1", source)
    source = _CAPTION.sub(r"<\1p>", source)  # else it is set in italics
    source = _TERM.sub(r"<dt><strong>\1</strong></dt>", source)
    return _highlighted(source) if "highlight" in source else source


def _shallow(source: str) -> str:
    """Without the lists and quotes that stand in more than twenty others; what they hold stays."""
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            depth = max(0, depth - 1)
            return found[0] if depth < _DEEPEST else ""
        depth += 1
        return found[0] if depth <= _DEEPEST else ""

    return _NESTING.sub(kept, source)


def _highlighted(source: str) -> str:
    """Hexo's code: a table of line numbers beside one of lines becomes the code itself."""
    parts: list[str] = []
    end = 0
    for figure in _HIGHLIGHT.finditer(source):
        closing = source.find("</figure>", figure.end())
        code = _CODE_CELL.search(source, figure.end(), max(closing, figure.end()))
        if figure.start() < end or code is None:
            continue
        lines = _TAG.sub("", _BREAK.sub("\n", code[1]))
        parts += (source[end : figure.start()], f'<pre><code class="language-{figure[1]}">{lines}')
        parts.append("</code></pre>")
        end = closing + len("</figure>")
    return "".join((*parts, source[end:]))


def bare_words(source: str) -> str:
    """The words of ``source`` without any structure but paragraphs, in linear time."""
    source = _HIDDEN.sub(" ", source)
    source = _BLOCK_END.sub("\n\n", _BREAK.sub("\n", source))
    return html.unescape(_TAG.sub("", source))
