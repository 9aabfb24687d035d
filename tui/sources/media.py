"""Pictures, sounds and films that come with an entry: Media RSS, podcasts' tags, enclosures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from tui.sources.entry import join
from tui.sources.xmltree import Parts, attribute, base_of, parts_of

_HOLDERS = ("media:group", "media:content")


def unfold(parts: Parts) -> None:
    """Put what stands within a group of media beside what stands in the entry itself."""
    for holder in _HOLDERS:
        for element in parts.get(holder, ()):
            for name, elements in parts_of(element).items():
                parts.setdefault(name, []).extend(elements)


def thumbnail(parts: Parts, base: str) -> str:
    for name, key in (("media:thumbnail", "url"), ("itunes:image", "href")):
        for element in parts.get(name, ()):
            if found := attribute(element, key):
                return join(base, found)
    for name in ("media:content", "enclosure"):
        for element in parts.get(name, ()):
            if _is_picture(element) and (found := attribute(element, "url")):
                return join(base, found)
    return ""


def _is_picture(element: Element) -> bool:
    return attribute(element, "medium") == "image" or attribute(element, "type").startswith(
        "image/"
    )


def enclosures(parts: Parts, base: str) -> Iterator[Mapping[str, str]]:
    """Each file once, however often it is named; pictures of Media RSS are no files to keep."""
    named = [(e, attribute(e, "url"), "length") for e in parts.get("enclosure", ())]
    named += [
        (e, join(base_of(e, base), attribute(e, "href")), "length")
        for e in parts.get("atom:link", ())
        if attribute(e, "rel").rpartition("/")[2] == "enclosure"
    ]
    named += [
        (e, attribute(e, "url"), "fileSize")
        for e in parts.get("media:content", ())
        if not _is_picture(e)
    ]
    seen = set()
    for element, address, size in named:
        address = join(base, address)
        if address and address not in seen:
            seen.add(address)
            kind = attribute(element, "type")
            yield {"url": address, "type": kind, "size": attribute(element, size)}
