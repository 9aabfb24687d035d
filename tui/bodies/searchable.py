"""The words of a body that are searched: without marks, addresses of links, and furniture."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from tui.bodies.markdown import readable
from tui.core.furniture import Furniture
from tui.core.models import Body

WHOLE = -1
_TARGET = re.compile(r"\]\(\s*[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)")
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)" + _TARGET.pattern)
_FENCED = re.compile(
    r"(^ {0,3}(?:```|~~~)[^\n]*\n.*?(?:^ {0,3}(?:```|~~~)[^\n]*$|\Z))", re.DOTALL | re.MULTILINE
)
_HIDDEN_IN_MARKDOWN = re.compile(
    r"<!--[^\n`]{0,200}?-->|^ {0,3}(?:(?:<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z))\s*)+",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n^][^\]\n]*\]:\s*<?[^\s]*[/.#][^\s]*[^\n]*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r"\{[{%]")
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = (
    "address|article|aside|audio|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|legend|li"
    "|main|menu|nav|object|ol|option|p|picture|pre|section|select|source|summary|table|tbody|td"
    "|textarea|tfoot|th|thead|title|tr|ul|video"
)
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|rp|rt"
    "|ruby|s|samp|small|span|strike|strong|sub|sup|svg|time|tt|u|var|wbr"
)
_END = r"(?=[\s/>])[^<>]{0,2000}>"
_BLOCK = re.compile(rf"</?(?:{_BLOCKS}){_END}", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_INLINE}|[a-z]+:[a-z]+){_END}", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")


def cut_of(body: Body, furniture: Furniture) -> int:
    """Up to where in the readable body there is something to be searched; :data:`WHOLE` for all."""
    if not furniture.marks and not furniture.listed:
        return WHOLE
    markdown = _readable(body)
    begins = furniture.begins(markdown)
    return WHOLE if begins == len(markdown) else begins


def searchable(body: Body, cut: int = WHOLE) -> str:
    """What of ``body`` is searched, up to ``cut``: the same every time."""
    if cut != WHOLE:
        return _of_markdown(_readable(body)[:cut])
    if body.format == "html":
        return html.unescape(_ANY_TAG.sub("", _BLOCK.sub("\n\n", _HIDDEN.sub(" ", body.text))))
    if body.format == "text":
        return body.text
    return _of_markdown(_readable(body) if _SHORTCODE.search(body.text) else body.text)


@lru_cache(maxsize=1)
def _readable(body: Body) -> str:
    """Asked twice of each body, one after the other."""
    return readable(body)


def _of_markdown(markdown: str) -> str:
    if "](" in markdown:
        markdown = _TARGET.sub("]", _LINK.sub(_words_of_link, markdown))
    if "]:" in markdown:
        markdown = _DEFINITION.sub("", markdown)
    if "<" in markdown:
        # (What stands in a fence is seen as it is written.)
        parts = _FENCED.split(markdown) if "```" in markdown or "~~~" in markdown else [markdown]
        parts[::2] = [
            _TAG.sub("", _BLOCK.sub("\n\n", _HIDDEN_IN_MARKDOWN.sub(" ", p))) for p in parts[::2]
        ]
        markdown = "".join(parts)
    if "\\" in markdown:
        markdown = _ESCAPED.sub(r"\1", markdown)
    return html.unescape(markdown) if "&" in markdown else markdown


def _words_of_link(found: re.Match[str]) -> str:
    """A link's words stand in their sentence; a picture's for themselves."""
    if found[1]:
        return f" {found[2]} "
    return found[2] + " " if found[2][-1:].isascii() else found[2]
