"""Well-formed XML as feeds use it: elements by the names that everybody gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tui.core import dates
from tui.sources.entry import join

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,2000}\[")
_HEAD = 20_000  # characters in which a document type may stand
_DEEPEST = 200
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d{2})?")  # W3CDTF
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",  # 0.3
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/net/rss1.1": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
Parts = dict[str, list[Element]]
"""The children of an element by name, each in the order in which they stand."""


def parse(text: str) -> Element:
    """The root of the document. Raises ValueError where it is not well-formed, or says what its
    entities stand for: nobody needs those, and bombs are made of them."""
    if "<!ENTITY" in text or _SUBSET.search(text[:_HEAD]):
        raise ValueError("the document defines entities")
    if declared := _DECLARATION.match(text):
        text = text[declared.end() :]  # of another encoding, perhaps, than what it is now
    try:
        root = ElementTree.fromstring(text.lstrip("\ufeff \t\r\n"))  # noqa: S314  see above
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    _refuse_deep(root)
    return root


def _refuse_deep(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("elements stand too deep in one another")
        level = [child for element in level for child in element]


@lru_cache(maxsize=4_096)
def name_of(tag: str) -> str:
    """``{http://purl.org/dc/elements/1.1/}creator`` is ``dc:creator``; RSS itself has no prefix."""
    space, brace, local = tag.rpartition("}")
    local = local.lower()
    if not brace:
        return local
    prefix = _PREFIXES.get(space[1:].lower().rstrip("/#"))
    if prefix is None:
        return f"?:{local}"
    return f"{prefix}:{local}" if prefix else local


def parts_of(element: Element) -> Parts:
    found: Parts = {}
    for child in element:
        if isinstance(child.tag, str):  # neither a comment nor an instruction
            found.setdefault(name_of(child.tag), []).append(child)
    return found


def words(element: Element) -> str:
    """All text in ``element``."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def first(parts: Parts, *names: str) -> str:
    """The text of the first element that has any; ``names`` come in the order of their worth."""
    for name in names:
        for element in parts.get(name, ()):
            if (found := words(element)).strip():
                return found
    return ""


def first_date(parts: Parts, *names: str) -> str:
    """The first text that is a date; the day that a month or a year begins with stands for it."""
    for name in names:
        for element in parts.get(name, ()):
            written = words(element).strip()
            if _MONTH_OR_YEAR.fullmatch(written):
                return f"{written}-01-01"[:10]
            if written and dates.read(written) is not None:
                return written
    return ""


def attribute(element: Element, name: str) -> str:
    return element.get(name, "").strip()


def base_of(element: Element, base: str) -> str:
    """What relative addresses in ``element`` are relative to (``xml:base``, RFC 3986, 5.1)."""
    own = element.get(_BASE)
    return join(base, own) if own else base


def language_of(element: Element, language: str) -> str:
    return element.get(_LANG, language)


def inner(element: Element) -> str:
    """The HTML within ``element``; a lone ``div`` around it is Atom's, not the author's (RFC 4287,
    3.1.1.3)."""
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
        each.tail = each.tail or ""
        for name in [name for name in each.attrib if "}" in name]:
            each.attrib[name.rpartition("}")[2]] = each.attrib.pop(name)
    children = list(element)
    if len(children) == 1 and children[0].tag == "div" and not _has_words(element, children[0]):
        element = children[0]
    return "".join(_written(element))


def _has_words(element: Element, child: Element) -> bool:
    return bool((element.text or "").strip() or (child.tail or "").strip())


def _written(element: Element) -> Iterator[str]:
    yield _escaped(element.text or "")
    for child in element:
        yield ElementTree.tostring(child, encoding="unicode", method="html")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
