"""What a file's place in its folder says: its section, language, date, and that it is a draft.

Hugo (https://gohugo.io/content-management/), Jekyll (https://jekyllrb.com/docs/posts/), Zola
(https://www.getzola.org/documentation/content/), Hexo (https://hexo.io/docs/writing) and Astro
each give names a meaning; what is common to them holds for a folder of no known site too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC
from pathlib import PurePosixPath

from tui.core import dates
from tui.sources.site import Site

# Of a site that does not say which languages it has. (Not every code: `it.co.md` is no Corsican.)
_TAG = re.compile(
    r"(?:ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|nn|pl|pt|ro"
    r"|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3})){0,2}",
    re.IGNORECASE,
)
_DATED_NAME = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}(?:T\d{2}[:-]\d{2}(?:[:-]\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)"
    r"(?:[-_ ]+(?P<rest>.+))?"
)
_DATED_PATH = re.compile(r"(?:^|/)((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")
_ESCAPED = re.compile("(?:\ufffd[0-9A-F]{2})+")
_DIGITS = re.compile(r"\d{4}[-/]\d")
_NO_CONTENT = frozenset(("node_modules", "assets", "images", "img", "static", "public"))
_PERIOD = re.compile(r"\d{1,4}(?:[-_.]\d{1,2}){0,2}")
_DRAFTS = "_drafts"
_POSTS = "_posts"


@dataclass(frozen=True, slots=True)
class Spot:
    """``feed`` is the section's key, ``tie`` the place without its language, ``name`` the words of
    the file's name, ``date`` as it is written in the place."""

    feed: str
    lang: str
    tie: str
    name: str
    date: str
    draft: bool


class Layout:
    """How the names of one site's content are read."""

    def __init__(
        self,
        site: Site,
        top: Collection[str] = (),
        *,
        bundles: bool | None = None,
        called: str = "",
    ) -> None:
        """``top``: the names of the folders that stand directly in the content. ``bundles``:
        whether what stands beside an ``index.md`` belongs to it; the site knows, if there is one.
        ``called``: the name of the folder itself.
        """
        self.site = site
        self._called = called
        self.selective = site.generator in ("astro", "jekyll", "hexo")
        """Whether some Markdown files are no posts."""
        self.bundles = site.generator in ("hugo", "zola") if bundles is None else bundles
        self._folders = dict(site.folders)
        if not self._folders and site.generator in ("", "astro"):
            top = [name for name in top if name not in _NO_CONTENT]
            tags = [name for name in top if self._is_language(name)]
            if len(tags) > 1 and len(tags) == len(top):
                self._folders = {tag: tag for tag in tags}

    @property
    def folders(self) -> dict[str, str]:
        """Languages by folder of the content."""
        return self._folders

    def is_section_page(self, place: str) -> bool:
        """Whether the file describes its folder instead of being an article."""
        return place.rpartition("/")[2].lower().split(".", 1)[0] == "_index"

    def is_post(self, place: str) -> bool:
        """Whether a person would call the file an article: not a page such as "About"."""
        if self.site.generator == "astro":
            return not any(part.startswith("_") for part in place.split("/"))
        if not self.selective:
            return True
        parts = PurePosixPath(self.site.inside, place).parts
        wanted = {_POSTS, _DRAFTS, *(f"_{name}" for name in self.site.collections)}
        return any(part in wanted for part in parts[:-1])

    def date_in(self, place: str) -> str:
        """The date that ``place`` is written with, as it stands there; empty without one."""
        if not _DIGITS.search(f"{self._called}/{place}"):
            return ""
        date = _date_of(place if "/" in place else f"{self._called}/{place}")
        return date if date and dates.read(date) else ""

    def seconds(self, place: str) -> float | None:
        """:meth:`date_in` in seconds since 1970; None without one."""
        date = self.date_in(place)
        moment = dates.parse(date, UTC) if date else None
        return None if moment is None else moment.timestamp()

    def spot(self, place: str, sections: Collection[str]) -> Spot:
        """What ``place`` says; ``sections`` are the folders that have a page of their own."""
        within = len(self.site.content) + 1 if self.site.content else 0
        lang, skipped = self._language_of_folder(place[within:])
        folder, _, name = place.rpartition("/")
        stem, named = self._without_language(name.rpartition(".")[0])
        inner = folder[within + skipped :]
        index = stem.lower() == "index"
        words = (folder.rpartition("/")[2] or self._called if index else "") or stem
        dated = _DATED_NAME.fullmatch(words)
        date = self.date_in(place)
        if dated:
            # A name that is only a date keeps its hyphens.
            words = (dated["rest"] or words.replace("-", "\u2010")) if date else words
        return Spot(
            self._feed(folder, inner, sections, bundle=index),
            named or lang or self.site.language,
            f"{inner}/{stem}" if inner else stem,
            _spoken(as_named(words)) or stem,
            date,
            _DRAFTS in f"{self.site.inside}/{folder}".split("/"),
        )

    def _language_of_folder(self, place: str) -> tuple[str, int]:
        """The language that a folder at the beginning of ``place`` names, and how long that is."""
        for folder, tag in self._folders.items():
            if place.startswith(folder + "/"):
                return tag, len(folder) + 1
        return "", 0

    def _without_language(self, stem: str) -> tuple[str, str]:
        first, dot, last = stem.rpartition(".")
        return (first, last) if dot and first and self._is_language(last) else (stem, "")

    def _is_language(self, name: str) -> bool:
        if self.site.languages:
            return name.lower() in self.site.languages
        if self.site.generator in ("hugo", "zola"):
            return False  # the site has one language, and file names mean nothing
        return _TAG.fullmatch(name) is not None

    def _feed(self, folder: str, inner: str, sections: Collection[str], *, bundle: bool) -> str:
        """The deepest folder that is a section; a top folder always is one. ``inner`` is the end of
        ``folder``, within the content and the language; a bundle's own folder is a page."""
        if bundle and folder not in sections:
            folder, inner = folder.rpartition("/")[0], inner.rpartition("/")[0]
        outer = len(folder) - len(inner)
        above = folder
        while len(above) > outer:
            if above in sections:
                return above
            above = above.rpartition("/")[0]
        end = outer
        for part in inner.split("/") if inner else ():
            end += len(part)
            # (The folder of a year or month holds no other articles than its neighbours.)
            if part not in (_POSTS, _DRAFTS) and not _PERIOD.fullmatch(part):
                return folder[:end]
            end += 1
        return ""


def _date_of(place: str) -> str:
    """The date in a file's name, its bundle's, or the folders year/month/day above it."""
    folder, _, name = place.rpartition("/")
    names = [name.rpartition(".")[0]]
    if name.lower().startswith("index."):
        names.append(folder.rpartition("/")[2])
    for stem in names:
        if dated := _DATED_NAME.fullmatch(stem):
            return str(dated["date"])
    in_path = _DATED_PATH.search(folder)
    return "-".join(in_path.groups()) if in_path else ""


def _spoken(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").strip().replace("\u2010", "-")


def as_named(name: str) -> str:
    """What ``name`` was before it was made fit to be a path: still raw, as far as the gate goes."""

    def decoded(found: re.Match[str]) -> str:
        raw = bytes.fromhex(found[0].replace("\ufffd", ""))
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("gb18030", "replace")

    return _ESCAPED.sub(decoded, name)
