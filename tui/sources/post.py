"""From front matter to a draft: which keys count, under which names, in which shapes.

The names are those that Hugo (https://gohugo.io/content-management/front-matter/), Jekyll
(https://jekyllrb.com/docs/front-matter/), Zola (https://www.getzola.org/documentation/content/page/),
Hexo (https://hexo.io/docs/front-matter) and Astro's templates use, without regard to case. Of
several names the first that says something counts. What a name says in no shape we know is
remarked, and the next one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, tzinfo
from typing import Any

from tui.core import dates, text
from tui.core.admit import LABELS_LIMIT
from tui.core.draft import Draft, RawDate
from tui.errors import BadContent, TelexError, said
from tui.sources.heading import heading, plain
from tui.sources.layout import Spot

GUID = ("guid", "id", "uuid")
TITLE = ("title",)
ADDRESS = (
    *("url", "link", "canonical", "canonicalurl", "canonical_url", "original", "original_url"),
    *("source_url", "sourceurl", "externalurl", "external_url", "permalink", "source"),
)
PUBLISHED = (
    *("date", "publishdate", "pubdate", "published", "pubdatetime", "publish_date"),
    *("published_at", "publishedat", "datetime", "created", "created_at", "createdat"),
)
UPDATED = (
    *("lastmod", "modified", "updated", "last_modified_at", "lastmodified", "updateddate"),
    *("moddatetime", "updated_at", "updatedat"),
)
VISIBLE_FROM = ("publishdate", "pubdate", "published", "publish_date", "pubdatetime", "date")
VISIBLE_TO = ("expirydate", "unpublishdate", "expiry_date", "expires")
LANGUAGE = ("lang", "language", "locale")
SUMMARY = ("summary", "description", "excerpt", "abstract", "lead", "subtitle")
AUTHORS = ("author", "authors", "by", "creator")
CATEGORIES = ("categories", "category", "series")
TAGS = ("tags", "tag", "keywords")
PICTURE = (
    *("thumbnail", "image", "images", "cover", "featured_image", "featuredimage", "heroimage"),
    *("coverimage", "cover_image", "banner", "feature", "img", "photo", "photos"),
    *("teaser", "header", "ogimage", "og_image"),
)
TIE = ("translationkey", "translation_key")
DRAFT = ("draft", "isdraft")
_NESTED = ("taxonomies", "extra", "params")
# A theme's own data: what it calls a date or a draft is none to the generator.
_NOT_NESTED = frozenset((*PUBLISHED, *UPDATED, *VISIBLE_TO, *DRAFT))
_NOTHING = ("", "~", "null", "Null", "NULL")
_NAME_KEYS = ("name", "title", "value", "label")
_ADDRESS_KEYS = ("url", "src", "href", "link", "image", "teaser", "overlay_image", "path")

_IMPORTS = re.compile(r"\A(?:\s*(?:import|export)\b[^\n]*\n(?:[ \t]+[^\n]*\n|[}\])][^\n]*\n)*)+")


def draft_of(
    values: Mapping[str, Any],
    body: str,
    spot: Spot,
    place: str,
    *,
    zone: tzinfo,
    noticed: RawDate,
    spaced: bool = False,
) -> tuple[Draft, list[TelexError]]:
    """The article that a file's front matter and ``body`` make, and what is to be remarked of it.

    ``spaced``: spaces part the labels of ``tags`` and ``categories``, as in Jekyll.
    """
    keys = _Keys(values)
    if spaced:
        keys.part_at_spaces("tags", "categories")
    if place.endswith(".mdx"):
        body = _IMPORTS.sub("", body)
    published, updated = keys.date(PUBLISHED) or spot.date, keys.date(UPDATED)
    draft = Draft(
        guid=keys.one(GUID),
        title=keys.one(TITLE) or heading(body) or spot.name,
        url=keys.address(ADDRESS),
        authors=keys.many(AUTHORS, tables=False),
        published=published or updated,
        updated=updated,
        lang=keys.one(LANGUAGE) or spot.lang,
        summary=plain(keys.one(SUMMARY)),
        body=body,
        body_format="markdown",
        categories=keys.many(CATEGORIES),
        tags=keys.many(TAGS),
        thumbnail=keys.address(PICTURE),
        feed_key=spot.feed,
        path=place,
        tie=keys.one(TIE) or spot.tie,
        zone=zone,
        noticed=noticed,
        draft=spot.draft or keys.is_draft(),
        visible_from=keys.date(VISIBLE_FROM) or published,
        visible_to=keys.date(VISIBLE_TO),
    )
    remarks = keys.remarks()
    if len(body) > text.BLOCK_LIMIT:
        remarks.append(
            BadContent(
                said("The article is longer than {n} characters", n=f"{text.BLOCK_LIMIT:,}"),
                said("The rest is left out; split it"),
                f"{len(body):,}",
            )
        )
    return draft, remarks


class _Keys:
    """One file's front matter, asked by name; keeps what could not be understood."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        nested = [values[name] for name in _NESTED if isinstance(values.get(name), Mapping)]
        self._values = dict(values)
        for table in nested:
            for key, value in table.items():
                if (name := str(key).lower()) not in _NOT_NESTED:
                    self._values.setdefault(name, value)
        self._unread: dict[str, str] = {}
        self._cut: dict[str, int] = {}

    def part_at_spaces(self, *names: str) -> None:
        for name in names:
            value = self._values.get(name)
            if isinstance(value, str) and "," not in value:
                self._values[name] = value.split()

    def remarks(self) -> list[TelexError]:
        found: list[TelexError] = [
            BadContent(
                said("The date in {key} cannot be read", key=key),
                said("Write it as 2026-11-23 or 2026-11-23T21:31:05+08:00"),
                value,
            )
            for key, value in self._unread.items()
        ]
        found += [
            BadContent(
                said("There are more than {n} labels in {key}", n=LABELS_LIMIT, key=key),
                said("The first {n} are kept", n=LABELS_LIMIT),
                str(n),
            )
            for key, n in self._cut.items()
        ]
        return found

    def one(self, names: Sequence[str]) -> str:
        """The first of ``names`` that has a value, as text; a list gives its first item."""
        for name in names:
            for word in words(self._values.get(name)):
                return word
        return ""

    def many(self, names: Sequence[str], *, tables: bool = True) -> list[str]:
        """The values of all ``names``, whether each is a list, a text with commas or, with
        ``tables``, a table whose keys are the values."""
        found: list[str] = []
        for name in names:
            value = self._values.get(name)
            labels = list(words(value, labels=tables or not isinstance(value, Mapping)))
            count = len(value) if isinstance(value, list) else len(labels)
            if count > LABELS_LIMIT:
                self._cut[name] = count
            found += labels
        return found

    def date(self, names: Sequence[str]) -> RawDate:
        """The first of ``names`` that is a date, as it stands there."""
        for name in names:
            value = self._values.get(name)
            if isinstance(value, date):  # and datetime, which is one
                return value
            word = next(iter(words(value)), None)
            if word is not None and dates.read(word) is not None:
                return word
            if word is None and value and isinstance(value, Mapping | time):
                word = "…"
            # Jekyll's `published: false` is no date
            if word is not None and (name != "published" or _truth(word) is None):
                self._unread.setdefault(name, text.line(word, 60))
        return None

    def address(self, names: Sequence[str]) -> str:
        """The first address among ``names``; paths within the site are none."""
        for name in names:
            for word in words(self._values.get(name), keys=_ADDRESS_KEYS):
                if ":" in word and text.url(word):
                    return word
        return ""

    def is_draft(self) -> bool:
        for name in DRAFT:
            for word in words(self._values.get(name)):
                if (said_so := _truth(word)) is not None:
                    return said_so
                break
        return any(_truth(word) is False for word in words(self._values.get("published")))


def words(
    value: object, *, labels: bool = False, keys: Sequence[str] = _NAME_KEYS
) -> Iterable[str]:
    """``value`` as texts: a scalar gives itself, a list its items, a table the first of ``keys``
    that it has; nothing where nothing is said. ``labels``: a text with commas is several, and so
    are the keys of a table without a name.

    At most a few hundred, of two levels: what aliases made endless is not walked.
    """
    if value is None:
        return ()
    if isinstance(value, str) and not labels:
        word = value.strip()
        return () if word in _NOTHING else (word,)
    return _several(value, labels, keys)


def _several(value: object, labels: bool, keys: Sequence[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[: 2 * LABELS_LIMIT]:
            if isinstance(item, list):
                for inner in item[:LABELS_LIMIT]:
                    yield from _scalar(inner)
            else:
                yield from _named(item, keys) if isinstance(item, Mapping) else _scalar(item)
    elif isinstance(value, Mapping):
        yield from _named(value, keys, labels=labels)
    elif labels and isinstance(value, str):
        for part in re.split(r"[,，、]", value):
            yield from _scalar(part)
    else:
        yield from _scalar(value)


def _named(table: Mapping[str, Any], keys: Sequence[str], *, labels: bool = False) -> Iterator[str]:
    lowered = {str(key).lower(): value for key, value in list(table.items())[: 2 * LABELS_LIMIT]}
    for key in keys:
        for found in _scalar(lowered.get(key)):
            yield found
            return
    for key, value in lowered.items():
        if isinstance(value, Mapping):  # authors: {ann: {name: Ann Lee}}
            yield from _named(value, keys)
        elif labels and value not in ("false", False):
            yield from _scalar(key)


def _scalar(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str | int | float | date):
        word = str(value).strip()
        if word not in _NOTHING:
            yield word


def _truth(word: str) -> bool | None:
    word = word.lower()
    if word in ("true", "yes", "on", "y", "t"):
        return True
    if word in ("false", "no", "off", "n", "f"):
        return False
    return word.strip("0") != "" if word.isdecimal() else None
