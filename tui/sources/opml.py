"""OPML, the lists of feeds that readers exchange (opml.org/spec2.opml): as found, and as written.

Two thirds of those found in the wild are not well-formed: addresses hold bare ampersands. Such a
list is read tag by tag. What telex alone knows of a feed stands in attributes of a namespace of its
own, none of which can name a command, a path or a password.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.entities import html5
from xml.etree import ElementTree

from tui.core import settings, text
from tui.core.models import Subscription
from tui.core.settings import Settings
from tui.errors import BadContent, Usage, said
from tui.sources import xmltree
from tui.sources.feedtext import decode
from tui.sources.subscribing import FeedList, Left, Wanted

OURS = "urn:telex"
_OURS = f"{{{OURS}}}"
_PREFIX = "telex:"
_TAG = re.compile(
    r"<(/?)outline\b((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*?)(/?)>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]{1,60})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)')")
_NO_OUTLINES = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]\w{1,30}));")
_MOST = 20_000
_DEEPEST = 8
Attributes = Mapping[str, str]


def is_opml(content: bytes) -> bool:
    start = decode(content[:8_192])[0].lower()
    return "<opml" in start or "<outline" in start


def read(content: bytes) -> FeedList:
    """The feeds of a list. Raises :class:`BadContent` for what has none to read."""
    written, _ = decode(content)
    mended = False
    try:
        outlines = list(_well_formed(written))
    except ValueError:
        mended = True
        outlines = list(_as_found(written))
    if not outlines and "<outline" not in written.lower():
        raise BadContent(said("This list holds no feeds"), said("Export it once more"))
    feeds: list[Wanted] = []
    left: list[Left] = []
    for folder, attributes in outlines[:_MOST]:
        _take(folder, attributes, feeds, left)
    return FeedList(tuple(feeds), tuple(left), mended)


def _take(folder: str, attributes: Attributes, feeds: list[Wanted], left: list[Left]) -> None:
    address = attributes.get("xmlurl", "").strip()
    title = attributes.get("text", "").strip() or attributes.get("title", "").strip()
    if text.url(address) is None or not address.lower().startswith(("http://", "https://")):
        left.append(Left(address, said("this is no address of a feed")))
        return
    folders, tags = _categories(attributes.get("category", ""))
    if own := attributes.get(f"{_PREFIX}tags"):
        folders, tags = [], own.split(",")  # they may hold slashes, which mean folders to others
    feeds.append(
        Wanted(
            address,
            title,
            folder or next(iter(folders), ""),
            tuple(tags),
            attributes.get(f"{_PREFIX}key", ""),
            attributes.get(f"{_PREFIX}paused", "") == "yes",
            _settings(attributes),
        )
    )


def _categories(written: str) -> tuple[list[str], list[str]]:
    """``/Tech/Linux,ai``: what has slashes is a folder, the rest are tags (OPML 2.0)."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    folders = [part.strip("/") for part in parts if part.startswith("/")]
    return folders, [part for part in parts if not part.startswith("/")]


def _settings(attributes: Attributes) -> Settings:
    found = Settings()
    for name in settings.NAMES:
        if value := attributes.get(_PREFIX + name):
            try:
                found = settings.changed(found, f"{name}={value}")
            except Usage:
                continue  # somebody else's number; the feed is worth more than it
    return found


def _well_formed(written: str) -> Iterator[tuple[str, Attributes]]:
    root = xmltree.parse(written)
    pending: list[tuple[ElementTree.Element, tuple[str, ...]]] = [(root, ())]
    while pending:
        element, folders = pending.pop()
        inside = folders
        if isinstance(element.tag, str) and element.tag.lower().rpartition("}")[2] == "outline":
            attributes = {_plain(name): value for name, value in element.attrib.items()}
            if "xmlurl" in attributes:
                yield "/".join(folders), attributes
            elif len(folders) < _DEEPEST:
                inside = (*folders, _folder(attributes))
        pending.extend((child, inside) for child in reversed(list(element)))


def _plain(name: str) -> str:
    return name.replace(_OURS, _PREFIX).lower()


def _folder(attributes: Attributes) -> str:
    name = attributes.get("text", "") or attributes.get("title", "")
    return name.replace("/", "∕").strip()  # no name makes two folders of one


def _as_found(written: str) -> Iterator[tuple[str, Attributes]]:
    """Tags and attributes as they can be made out."""
    folders: list[str | None] = []
    for found in _TAG.finditer(_NO_OUTLINES.sub("", written)):
        closing, raw, closed = found.groups()
        if closing:
            if folders:
                folders.pop()
            continue
        attributes = {
            name.lower(): _unescaped(double if double or not single else single)
            for name, double, single in _ATTRIBUTE.findall(raw)
        }
        is_feed = "xmlurl" in attributes
        if is_feed:
            yield "/".join(name for name in folders[:_DEEPEST] if name), attributes
        if not closed:
            folders.append(None if is_feed else _folder(attributes))


def _unescaped(value: str) -> str:
    """Entities that end as they must: ``?a=1&copy=2`` holds none."""

    def meant(found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        if name:
            return html5.get(f"{name};", found[0])
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""

    return _ENTITY.sub(meant, value)


def written(sources: Iterable[tuple[Subscription, str, str]], title: str) -> str:
    """Subscriptions, each with its name and home page, as OPML 2.0; folders in folders."""
    ElementTree.register_namespace("telex", OURS)
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = title
    body = ElementTree.SubElement(root, "body")
    folders = {"": body}
    for source, name, home in sources:
        parent = _parent(folders, source.folder)
        attributes = {"text": name, "title": name, "type": "rss", "xmlUrl": source.locator}
        if home:
            attributes["htmlUrl"] = home
        if source.tags:
            attributes["category"] = ",".join(source.tags)
            attributes[f"{_OURS}tags"] = ",".join(source.tags)
        attributes[f"{_OURS}key"] = source.key
        if source.paused:
            attributes[f"{_OURS}paused"] = "yes"
        for setting in settings.told(source.settings):
            key, _, value = setting.partition("=")
            if key in settings.NAMES:
                attributes[_OURS + key] = value
        ElementTree.SubElement(parent, "outline", attributes)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _parent(folders: dict[str, ElementTree.Element], folder: str) -> ElementTree.Element:
    """The element of ``folder``, made if need be; one folder may be in thousands."""
    parent, path = folders[""], ""
    for name in [part for part in folder.split("/") if part][:_DEEPEST]:
        path = f"{path}/{name}"
        if path not in folders:
            folders[path] = ElementTree.SubElement(parent, "outline", text=name, title=name)
        parent = folders[path]
    return parent
