"""The shortcodes and tags that telex knows, each as the Markdown it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_ARGUMENT = re.compile(
    r"(?:(?P<name>[A-Za-z][\w-]*)\s*=\s*)?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|'(?P<single>[^']*)'|(?P<bare>[^\s\"`]+))"
)
_HAS_WORDS = re.compile(r"\s|[^\x00-\x7f]")
_WORDY = ("text", "content", "caption", "title", "alt", "label", "summary")


class Arguments:
    """What a tag was given: by place, and by name."""

    def __init__(self, words: str) -> None:
        self.places: list[str] = []
        self.quoted: list[str] = []
        self.names: dict[str, str] = {}
        for found in _ARGUMENT.finditer(words):
            quoted = next(
                (v for k in ("double", "raw", "single") if (v := found[k]) is not None), None
            )
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found["bare"]
            if found["name"]:
                self.names[found["name"].lower()] = value
            else:
                self.places.append(value)
                if quoted is not None:
                    self.quoted.append(value)

    def __call__(self, *names: str, place: int | None = None) -> str:
        """The first of ``names`` that was given, else what stands at ``place``, else nothing."""
        for name in names:
            if self.names.get(name):
                return self.names[name]
        if place is not None and place < len(self.places):
            return self.places[place]
        return ""

    def rest(self, place: int) -> str:
        return " ".join(self.places[place:])


_KINDS = ("note", "tip", "info", "warning", "danger", "caution", "important", "attention")
_CLASSES = ("default", "primary", "success", "error", "simple", "modern", "flat", "icon")
_CODE = ("highlight", "code", "codeblock", "mermaid")
Render = Callable[[Arguments, str], str]
"""From the arguments and what is enclosed (nothing, of a single tag) to Markdown."""


def rendered(name: str, given: Arguments, inner: str | None, alone: bool) -> str:
    """The Markdown of a tag; ``alone`` on its line it may become a block of its own."""
    render = _KNOWN.get(name.lower())
    if render is not None:
        shown = render(given, inner or "")
        if alone:
            return f"\n\n{shown}\n\n" if shown else ""
        if "\n" not in shown:
            return shown
        # In the middle of a line nothing can be a block.
        if inner is None:
            return " ".join(shown.split())
        return f"`{inner}`" if name.lower() in _CODE else inner
    if inner is not None:
        return inner
    wordy = [given.names[key] for key in _WORDY if given.names.get(key)]
    return " ".join(wordy or (value for value in given.quoted if _HAS_WORDS.search(value)))


def _plain(words: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(words.split()))


def _link(words: str, address: str) -> str:
    return f"[{_plain(words or address)}](<{address}>)" if address else words


def _image(address: str, about: str, link: str = "") -> str:
    shown = f"![{_plain(about)}](<{address}>)"
    return f"[{shown}](<{link}>)" if link else shown


def _figure(given: Arguments, inner: str) -> str:
    title, caption = given("title"), given("caption", "cap") or inner.strip()
    about = given("alt") or caption or title
    image = _image(given("src", "link", place=0), about, given("link") if given("src") else "")
    below = [words for words in (title, caption, given("attr")) if words and words != about]
    return "\n\n".join([image, *below])


def _hexo_image(given: Arguments, inner: str) -> str:
    """``{% img [class …] /path [width [height]] ["title" ["alt"]] %}``"""
    address = next((v for v in given.places if "/" in v or re.search(r"\.\w{2,4}$", v)), "")
    return _image(address, given.quoted[-1] if given.quoted else "")


def _asset_image(given: Arguments, inner: str) -> str:
    return _image(given(place=0), given.rest(1))


def _quote(inner: str, *heads: str, foot: str = "") -> str:
    parts = [f"**{_plain(head)}**" for head in heads if head]
    parts += [inner.strip("\n")] + ([f"— {foot}"] if foot else [])
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def _admonition(kind: str = "") -> Render:
    """``{{% notice tip "Title" %}}``, ``{{< callout type="info" >}}``, ``{% note success Title %}``"""

    def render(given: Arguments, inner: str) -> str:
        first = given("type", place=0).lower()
        named = first in (*_KINDS, *_CLASSES)
        title = given("title") or given.rest(1 if named or not kind else 0)
        if title in ("", "true", "false"):
            title = (first if first in _KINDS else kind or "note").title()
        return _quote((inner.strip() and inner) or given("text", "content"), title)

    return render


def _blockquote(given: Arguments, inner: str) -> str:
    foot = ", ".join(v for v in (given("author"), given("source", "title")) if v) or given.rest(0)
    return _quote(inner, foot=foot)


def _fence(inner: str, language: str = "") -> str:
    ticks = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", inner))])
    return f"{ticks}{language}\n{inner.strip(chr(10))}\n{ticks}"


def _highlight(given: Arguments, inner: str) -> str:
    return _fence(inner, given("lang", "language", place=0))


def _codeblock(given: Arguments, inner: str) -> str:
    """``{% codeblock [title] [lang:language] [url] [link text] %}``"""
    language = next((v[5:] for v in given.places if v.startswith("lang:")), "")
    address = next((v for v in given.places if re.match(r"https?://", v)), "")
    title = " ".join(v for v in given.places if not re.match(r"\w+:", v))
    code = _fence(inner, language)
    head = _link(title, address) if address else _plain(title)
    return f"{head}\n\n{code}" if head else code


def _details(given: Arguments, inner: str) -> str:
    return f"**{_plain(given('summary', 'title') or given.rest(0) or '…')}**\n\n{inner.strip()}\n"


def _to(site: str, pattern: str, *names: str) -> Render:
    """A link to what a site would have shown in place."""

    def render(given: Arguments, inner: str) -> str:
        number = given(*names, "id", place=0)
        return (
            _link(given("title") or f"{site} · {number}", pattern.format(number)) if number else ""
        )

    return render


def _two(site: str, pattern: str, *names: str) -> Render:
    def render(given: Arguments, inner: str) -> str:
        first, second = (given(name, place=place) for place, name in enumerate(names))
        if first and not second:
            return _link(f"{site} · {first}", pattern.format("i", first))
        return _link(f"{site} · {first}", pattern.format(first, second)) if first else ""

    return render


def _anchor(given: Arguments, inner: str) -> str:
    """``{% link text url %}``, ``{{< button href="…" >}}…{{< /button >}}``"""
    address = given("href", "url", "link", "relref")
    words = inner.strip() or given("text", "content", "title")
    if not address:
        place = next(
            (n for n, v in enumerate(given.places) if re.match(r"https?:|/|mailto:", v)), None
        )
        if place is None:
            return words or given.rest(0)
        address = given.places[place].rstrip(",")
        words = words or " ".join(given.places[:place]).rstrip(",") or given.rest(place + 1)
    return _link(words, address)


def _media(given: Arguments, inner: str) -> str:
    address = given("src", "url", "mp4", place=0)
    return _link(given("title", "caption") or inner.strip() or address.rsplit("/", 1)[-1], address)


def _words(given: Arguments, inner: str) -> str:
    """``{% post_link slug [title] %}``: where it leads only the site knows."""
    return given.rest(1).removesuffix(" false").removesuffix(" true") or given(place=0)


_X = _two("X", "https://x.com/{}/status/{}", "user", "id")
_KNOWN: Mapping[str, Render] = {
    # Pictures
    **dict.fromkeys(("figure", "image", "imgcap", "lightbox"), _figure),
    "img": lambda given, inner: (_figure if given("src") else _hexo_image)(given, inner),
    "asset_img": _asset_image,
    # What encloses
    **dict.fromkeys(("notice", "admonition", "alert", "callout", "hint"), _admonition()),
    **{kind: _admonition(kind) for kind in _KINDS},
    **dict.fromkeys(("blockquote", "quote"), _blockquote),
    **dict.fromkeys(("pullquote", "cq", "centerquote"), lambda given, inner: _quote(inner)),
    **dict.fromkeys(("highlight", "code"), _highlight),
    "codeblock": _codeblock,
    "mermaid": lambda given, inner: _fence(inner, "mermaid"),
    **dict.fromkeys(("details", "expand", "collapse", "spoiler", "tab"), _details),
    "raw": lambda given, inner: inner,
    "kbd": lambda given, inner: f"<kbd>{inner or given(place=0)}</kbd>",
    # What is shown elsewhere
    "youtube": _to("YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": _to("Vimeo", "https://vimeo.com/{}"),
    "bilibili": _to("Bilibili", "https://www.bilibili.com/video/{}", "bvid"),
    "instagram": _to("Instagram", "https://www.instagram.com/p/{}/"),
    "jsfiddle": _to("JSFiddle", "https://jsfiddle.net/{}/"),
    "gist": _two("Gist", "https://gist.github.com/{}/{}", "user", "gist"),
    **dict.fromkeys(("x", "tweet", "twitter", "x_simple", "twitter_simple"), _X),
    **dict.fromkeys(("video", "audio", "iframe", "pdf"), _media),
    # Links
    **dict.fromkeys(("link", "button", "btn", "a"), _anchor),
    **dict.fromkeys(("post_link", "asset_link"), _words),
    "include_code": lambda given, inner: f"`{given.places[-1]}`" if given.places else "",
    # Addresses within the site, which only the site knows; a link without one keeps its words.
    **dict.fromkeys(
        ("ref", "relref", "post_path", "asset_path", "url_for"), lambda given, inner: ""
    ),
    "qr": lambda given, inner: inner or given("text"),
}
