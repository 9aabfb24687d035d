"""The words of a block: links, figures, notes, raw HTML and line ends, each as it is to be read.

Markdown decodes entities late (``&#x202e;``), so every token's text passes the gate here again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from markdown_it.token import Token

from tui.core import text
from tui.core.text import Url
from tui.render.autolink import addresses_in
from tui.render.cjk import is_cjk
from tui.render.htmltags import Tag, tag_of
from tui.render.lineends import LineEnds, text_token
from tui.render.lines import GLUE
from tui.render.numbers import Numbers, lowered, note_anchor, raised
from tui.words import Words

_NESTED = 50  # HTML tags in one another within a line
_SHIFT_REACH = 12  # tokens; what is raised or lowered is short
_MEDIA = frozenset(("video", "audio", "iframe", "embed", "source"))
_STYLES = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em"},
    **{"var": "em", "code": "code", "samp": "code", "tt": "code", "kbd": "kbd", "mark": "mark"},
    **{"u": "u", "ins": "u", "s": "s", "del": "s", "strike": "s"},
}
_HIDDEN = frozenset(("script", "style", "template", "noscript", "rp"))
_SHIFTED: dict[str, Callable[[str, bool], str]] = {"sup": raised, "sub": lowered}
_BETWEEN = {"q": ("“", "”"), "rt": ("(", ")")}


class InlineCleaner:
    """Cleans the children of inline tokens; ``base`` is where relative addresses start from."""

    def __init__(
        self, base: str, words: Words, numbers: Numbers, *, html: bool, ascii_only: bool
    ) -> None:
        self._base = base
        self._words = words
        self._numbers = numbers
        self._html = html
        self._ascii_only = ascii_only
        self._figured = False
        """The open link's picture bears its number."""
        self._inside = 0
        """How many links are open."""

    def clean(self, source: str, children: Sequence[Token]) -> list[Token]:
        """What stands in ``children``, which ``source`` was parsed to: balanced, and clean."""
        self._inside = 0
        cleaned = list(self._walk(children, LineEnds(source, children, html=self._html)))
        _set_cjk_emphasis(cleaned)
        return cleaned

    def _walk(self, children: Sequence[Token], ends: LineEnds) -> Iterator[Token]:
        opened: list[tuple[str, str]] = []  # HTML tags, with their style, or where they lead
        links: list[str | None] = []  # of Markdown's links, where each leads
        said = True  # the link has words
        shift: Callable[[str, bool], str] | None = None
        skip = -1
        for place, token in enumerate(children):
            if place <= skip:
                continue
            match token.type:
                case "image":
                    outer = next((address for address in reversed(links) if address), None)
                    about = "".join(child.content or " " for child in token.children or ())
                    yield from self._figure(about, str(token.attrs.get("src", "")), outer)
                    self._figured = said = True
                case "link_open":
                    address = self._target(str(token.attrs.get("href", "")))
                    links.append(address)
                    self._figured = said = False
                    if address is not None:
                        self._inside += 1
                        yield _link_open(address)
                case "link_close":
                    if links and (address := links.pop()) is not None:
                        self._inside -= 1
                        if not said:
                            yield text_token(text.line(urlsplit(address).hostname or address))
                        yield from self._link_close(address, self._figured)
                case "html_inline":
                    tag = tag_of(token.content)
                    if tag is None:
                        continue
                    if tag.name in _HIDDEN and not tag.closes:
                        end = _closing(children, place, tag, len(children))
                        skip = len(children) if end is None else end
                    elif tag.name in _SHIFTED:
                        alone = _closing(children, place, tag, _SHIFT_REACH) is None
                        shift = None if tag.closes or alone else _SHIFTED[tag.name]
                    else:
                        yield from self._tag(tag, opened)
                case "softbreak" | "hardbreak":
                    yield from ends.at(place)
                case "footnote_ref":
                    yield from self._reference(token)
                case "text":
                    words = text.block(token.content)
                    said = said or bool(words.strip())
                    if shift is not None:
                        yield text_token(shift(words, self._ascii_only))
                    elif self._inside:
                        yield text_token(ends.begun(place, words))
                    else:
                        yield from self._words_and_addresses(ends.begun(place, words))
                case _:
                    said = said or bool(token.content)
                    token.content = text.block(token.content)
                    yield token
        for name, what in reversed(opened):
            yield from self._closed(name, what)

    # Links

    def _target(self, href: str) -> str | None:
        """Where a link leads: an address, or ``#`` and a place on the page."""
        if href.startswith("#"):
            return "#" + text.line(href[1:])
        return self._address(href)

    def _address(self, href: str) -> Url | None:
        try:
            return text.url(urljoin(self._base, href)) if href else None
        except ValueError:
            return None

    def _link_close(self, address: str, figured: bool) -> Iterator[Token]:
        if not figured and not address.startswith("#"):
            yield Token("number_open", "number", 1)
            yield text_token(f"{GLUE}[{self._numbers.link(address)}]", number=True)
            yield Token("number_close", "number", -1)
        yield Token("link_close", "a", -1)

    def _words_and_addresses(self, words: str) -> Iterator[Token]:
        end = 0
        for start, stop, href in addresses_in(words):
            address = self._address(href)
            if address is None:
                continue
            if start > end:
                yield text_token(words[end:start])
            yield _link_open(address)
            yield text_token(words[start:stop])
            yield from self._link_close(address, False)
            end = stop
        if end < len(words):
            yield text_token(words[end:])

    def _figure(self, about: str, source: str, outer: str | None = None) -> Iterator[Token]:
        """An image stays where it stands, as a word for it: which one, what of, from where."""
        address = self._address(source)
        about = text.line(about or "")
        if about and not outer and not any(c.isalnum() or is_cjk(c) for c in about):
            yield text_token(about)  # a picture of an emoji, which is a character as well
            return
        leads = outer or address
        name = (
            self._words("figure {n}", n=self._numbers.link(leads))
            if leads and not leads.startswith("#")
            else self._words("figure")
        )
        host = urlsplit(address).hostname if address else ""
        # A dot begins no line.
        dot = " - " if self._ascii_only else f" {GLUE}· "
        label = text_token(f"[{dot.join(p for p in (name, about, host or '') if p)}]", figure=True)
        if leads is None or outer:
            yield label
            return
        yield _link_open(leads)
        yield label
        yield Token("link_close", "a", -1)

    def _reference(self, token: Token) -> Iterator[Token]:
        label = str(token.meta.get("label", f" {token.meta['id']}"))  # no label begins with a space
        number = self._numbers.note(label)
        yield _link_open("#" + note_anchor(number))
        yield text_token(GLUE + raised(str(number), self._ascii_only), note=True)
        yield Token("link_close", "a", -1)

    # Raw HTML within a line

    def _tag(self, tag: Tag, opened: list[tuple[str, str]]) -> Iterator[Token]:
        source = tag.attributes.get("src", "")
        if tag.name == "br":
            yield Token("hardbreak", "br", 0)
        elif tag.name == "img":
            yield from self._figure(tag.attributes.get("alt", ""), source)
        elif tag.name in _MEDIA and not tag.closes and not self._inside:
            if (leads := self._address(source)) is not None:
                yield _link_open(leads)
                yield text_token(tag.name)
                yield from self._link_close(leads, False)
        elif tag.name in _BETWEEN:
            sign = _BETWEEN[tag.name][tag.closes]
            yield text_token('"' if self._ascii_only and not sign.isascii() else sign)
        elif tag.closes:
            if tag.name in {name for name, _ in opened[-_NESTED:]}:
                name = ""
                while name != tag.name:
                    name, what = opened.pop()
                    yield from self._closed(name, what)
        elif tag.name == "a":
            address = self._target(tag.attributes.get("href", ""))
            if address is not None and not self._inside:
                opened.append(("a", address))
                self._inside += 1
                self._figured = False
                yield _link_open(address)
        elif len(opened) < _NESTED and (style := _STYLES.get(tag.name)):
            opened.append((tag.name, style))
            yield Token(f"{style}_open", style, 1)

    def _closed(self, name: str, what: str) -> Iterator[Token]:
        if name == "a":
            self._inside -= 1
            yield from self._link_close(what, self._figured)
        else:
            yield Token(f"{what}_close", what, -1)


def _link_open(address: str) -> Token:
    return Token("link_open", "a", 1, attrs={"href": address})


def _closing(children: Sequence[Token], place: int, tag: Tag, reach: int) -> int | None:
    """Where ``tag`` is closed, within so many tokens; None if it is not."""
    for later in range(place + 1, min(len(children), place + reach)):
        if children[later].type == "html_inline":
            found = tag_of(children[later].content)
            if found is not None and found.closes and found.name == tag.name:
                return later
    return None


def _set_cjk_emphasis(tokens: Iterable[Token]) -> None:
    """Mark the emphasis that has CJK characters in it: it cannot be italic."""
    opened: list[Token] = []
    cjk: list[bool] = []
    for token in tokens:
        if token.type == "em_open":
            opened.append(token)
            cjk.append(False)
        elif token.type == "em_close" and opened:
            start = opened.pop()
            if cjk.pop():
                start.tag = token.tag = "cjkem"
                cjk[-1:] = [True] if cjk else []
        elif cjk and token.content and any(map(is_cjk, token.content)):
            cjk[-1] = True
