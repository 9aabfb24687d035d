"""A site with all that Hugo's own listing knows: the same one for the same seed.

Hugo is asked what it makes of the files, so nothing here says what is to be expected. Left out is
what Hugo and telex, or Hugo's versions, are known to read differently:

- titles 012, 1.50, 1e3, no in YAML (Hugo: 10, 1.5, 1000, false); two spaces in a row in a title
- a date to come of what is published: lastmod alone, or date beside an earlier publishDate
- years before 1900; seconds since 1970 but of 2001 to 2033; dates that only telex can read, or that
  stand in a name only; dates and flags under params; what a section's page cascades, or hides
- draft: "yes", isdraft; labels in one text with commas; the labels no and 012
- empty files; names that differ in case or suffix only; .mkd, .mdx, .MD and .html
- Index.md; pages beside index.html; index.md beside _index.md, or directly in the content
- folders called vendor and node_modules, and, where the content is opened, public and archetypes
- a.md beside a.en.md, where en is the language of both; disabled languages; a.pt-BR.md; files
  outside the folders of languages; headless bundles, build options, ignoreFiles
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from random import Random

CONFIG = """
baseURL = "https://example.org/"
title = "Listed"
timeZone = "UTC"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "robotsTXT"]
defaultContentLanguage = "en"
"""
BY_NAME = """
[languages.en]
weight = 1
[languages.zh-cn]
weight = 2
[languages.fr]
weight = 3
"""
BY_FOLDER = """
[languages.en]
weight = 1
contentDir = "content/english"
[languages.zh-cn]
weight = 2
contentDir = "content/chinese"
"""
_SMALL = {  # those after a dash are no articles
    BY_NAME: """a.md a.fr.md posts/b.en.md posts/b.zh-cn.md posts/c.zh-cn.md posts/d.es.md
        posts/it.co.md posts/v1.2.md posts/x.y.fr.md posts/h.zh.md posts/e/index.md fr/z.md
        posts/e/index.zh-cn.md posts/e/index.fr.md posts/g/index.fr.md posts/zh-cn.md
        中文.zh-cn.md 中文.en.markdown
        -_index.zh-cn.md -posts/_index.md -posts/e/r.md -posts/e/r.fr.md""",
    BY_FOLDER: """english/a.md chinese/a.md english/posts/b.md chinese/posts/c.md
        english/posts/d/index.md chinese/posts/d/index.md english/posts/e.zh-cn.md
        chinese/posts/f.en.md chinese/posts/中文/index.md english/posts/g.fr.md
        -english/_index.md -chinese/posts/_index.md -chinese/posts/d/r.md""",
}
# Of every page that Hugo would build: what `hugo list` does not tell.
TEMPLATE = """{{ range .Site.AllPages }}{{ if and .File (eq .Kind "page") -}}
{{ $ties := slice }}{{ range .AllTranslations }}{{ $ties = $ties | append .File.Filename }}{{ end -}}
{{ dict "file" .File.Filename "lang" .Lang "date" .Date "lastmod" .Lastmod "ties" $ties
  "keys" .Params | jsonify }}
{{ end }}{{ end }}"""

_SECTIONS = (
    *("", "posts", "posts/2024", "News", "news-2/inner/innermost/last", "新闻", "新闻/国际 要闻"),
    *("a.b", "2023/05", "_posts", "drafts/x", "tags"),
)
_WORDS = ("发布", "模型", "GPU", "agents", "it's", "release", "数据", "Über", "v2", "🚀")
_LABELS = ("AI", "开源", "two words", "C++", "2024", "Über", "news", "a/b", "#1", "Zürich & Co")
_KINDS = ("YAML",) * 5 + ("TOML",) * 3 + ("JSON", "JSON in a line")
_EAST, _WEST = timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))

Field = tuple[str, str]


@dataclass
class HugoSite:
    """What was written: ``posts`` are meant to be articles, ``others`` are not. ``published``:
    whether it may be a flag besides a date, which newer versions of Hugo refuse."""

    root: Path
    now: datetime
    random: Random
    published: bool
    posts: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def write(self, place: str, content: str | bytes, *, post: bool = True) -> None:
        path = self.root / "content" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (self.posts if post else self.others).add(place)


def configure(root: Path, languages: str = "", name: str = "hugo.toml") -> None:
    (root / "layouts").mkdir(parents=True)
    (root / "layouts" / "index.html").write_text(TEMPLATE)
    (root / name).write_text(CONFIG + languages)


def large_site(root: Path, now: datetime, *, published: bool, seed: int = 1) -> HugoSite:
    """More than 2,000 articles, and much that is none."""
    configure(root, BY_NAME)
    site = HugoSite(root, now, Random(seed), published)
    for number, place in enumerate(_places(site, 2_100)):
        site.write(place, _post(site, number))
    _sections(site)
    return site


def small_site(root: Path, now: datetime, languages: str) -> HugoSite:
    """One whose languages are told by names, or by folders."""
    configure(root, languages, "config.toml" if languages == BY_NAME else "hugo.toml")
    site = HugoSite(root, now, Random(2), published=False)
    for place in _SMALL[languages].split():
        post = not place.startswith("-")
        site.write(place.removeprefix("-"), _post(site, len(site.posts)), post=post)
    return site


def _places(site: HugoSite, wanted: int) -> Iterator[str]:
    """Where articles stand: alone, in bundles, in one language or several, in nested sections."""
    random, number = site.random, 0
    while number < wanted:
        section = random.choice(_SECTIONS)
        name = random.choice(
            ("post-{}", "文章-{}", "空 格 {}", "a.b-{}", "n{}", "Über_{}", "[x] ({})")
        )
        stem = f"{section}/{name.format(number)}".removeprefix("/")
        suffix = random.choice(("md",) * 6 + ("markdown", "mdown"))
        shape = random.random()
        if shape < 0.15:
            for language in random.choice((("",), ("", ".zh-cn"), (".en", ".fr"), (".zh-cn",))):
                yield f"{stem}/index{language}.{suffix}"
                number += 1
            for resource in ("text.md", "sub/page.md", "sub/index.md", "sub/_index.md", "图.png"):
                if random.random() < 0.5 and f"{stem}/index.{suffix}" in site.posts:
                    site.write(f"{stem}/{resource}", _post(site, 1), post=False)
        elif shape < 0.35:
            for language in random.choice((("", ".zh-cn"), ("", ".fr", ".zh-cn"), (".en", ".fr"))):
                yield f"{stem}{language}.{suffix}"
                number += 1
        else:
            yield f"{stem}{random.choice(('',) * 8 + ('.zh-cn', '.en', '.es', '.co'))}.{suffix}"
            number += 1


def _sections(site: HugoSite) -> None:
    """Pages of sections, what is hidden, and what is no content at all."""
    for place in (
        *("_index.md", "_index.zh-cn.md", "posts/_index.md", "新闻/_index.zh-cn.md"),
        *("新闻/国际 要闻/_index.md", "News/_index.markdown", "empty/_index.md"),
        *(".hidden.md", "posts/.x.md", "posts/.y.zh-cn.md", ".obsidian/z.md", "posts/.h/i.md"),
        *("posts/a.md~", "posts/b.md.swp", "posts/#c.md#", "posts/#d.md", "posts/old~/e.md"),
        *("posts/f.txt", "posts/g.md.bak", "posts/h.json", "posts/i", "posts/j.jpg"),
    ):
        site.write(place, "---\ntitle: None\n---\nText.\n", post=False)


def _post(site: HugoSite, number: int) -> str | bytes:
    random = site.random
    body = random.choice(
        ("Text.\n", "# Heading\n\nText\n\n---\n\nMore\n", "", "{ }\n", "A\n<!--more-->\nB\n+++\n")
    )
    if number % 40 == 0:
        return "# No front matter\n\n" + (body or "x")
    kind = random.choice(_KINDS)
    fields = [
        *_titled(random, kind, number),
        *_dated(site, kind),
        *([("tags", _list(random, kind))] if random.random() < 0.5 else ()),
        *([("categories", _list(random, kind))] if random.random() < 0.3 else ()),
        *([("slug", _text(random, kind, f"slug-{number}"))] if random.random() < 0.1 else ()),
        *([("link", _text(random, kind, f"https://e.org/{number}"))] if number % 11 == 3 else ()),
    ]
    random.shuffle(fields)
    change: Callable[[str], str] = random.choice((str, str, str, str.upper, str.title, str.lower))
    content = _front(kind, [(change(key), value) for key, value in fields]) + body
    form = random.random()
    content = "\n\n" + content if 0.15 < form < 0.25 else content
    content = content.replace("\n", "\r\n") if form < 0.15 else content
    return b"\xef\xbb\xbf" + content.encode() if 0.1 < form < 0.2 else content


def _front(kind: str, fields: list[Field]) -> str:
    if kind == "YAML":
        return "".join(["---\n", *(f"{key}: {value}\n" for key, value in fields), "---\n"])
    if kind == "TOML":
        return "".join(["+++\n", *(f"{key} = {value}\n" for key, value in fields), "+++\n"])
    between, pad = (", ", "") if kind == "JSON in a line" else (",\n  ", "\n")
    inner = between.join(f'"{key}": {value}' for key, value in fields)
    return f"{{{pad}{inner}{pad}}}\n"


def _titled(random: Random, kind: str, number: int) -> list[Field]:
    words = " ".join(random.choices(_WORDS, k=random.randint(1, 5)))
    form = random.random()
    if form < 0.05:
        return []
    if form < 0.1:
        return [
            ("title", {"YAML": random.choice(("", "~", "null")), "TOML": '""'}.get(kind, "null"))
        ]
    if form < 0.2:
        return [("title", random.choice((str(number), "3.25", "-7", "true", "20250212")))]
    if form < 0.25 and kind == "YAML":
        return [("title", random.choice((">-\n  folded\n  lines", "2024-05-06", "|-\n  literal")))]
    more = random.choice(("", ": ", " # ", '"quoted"', "[x]", "\\", "{{ y }}", "&amp;", "‘’", "？"))
    return [("title", _text(random, kind, f"{words}{more}{number}"))]


def _text(random: Random, kind: str, words: str) -> str:
    if kind.startswith("JSON"):
        return json.dumps(words, ensure_ascii=random.random() < 0.5)
    form = random.random()
    if kind == "TOML":
        return (
            f"'{words}'"
            if form < 0.5 and "'" not in words
            else json.dumps(words, ensure_ascii=False)
        )
    if form < 0.4 and words.replace(" ", "").replace("-", "").isalpha():
        return words
    return (
        "'" + words.replace("'", "''") + "'"
        if form < 0.7
        else json.dumps(words, ensure_ascii=False)
    )


def _list(random: Random, kind: str) -> str:
    labels = [_text(random, kind, word) for word in random.sample(_LABELS, random.randint(1, 3))]
    if kind == "YAML" and random.random() < 0.5:
        return "".join(f"\n  - {label}" for label in labels)
    return f"[{', '.join(labels)}]"


def _date(random: Random, kind: str, moment: datetime) -> str:
    """``moment``, or one near it, in a form that Hugo reads."""
    east, west = moment.astimezone(_EAST), moment.astimezone(_WEST)
    day, clock = f"{moment:%Y-%m-%d}", f"{moment:%H:%M:%S}"
    strings = [
        *(f"{day} {clock}", f"{day}T{clock}", day, f"{day}T{clock}Z", f"{day}T{clock}.250Z"),
        *(east.isoformat(), west.isoformat(" "), f"{east:%Y-%m-%d %H:%M:%S %z}"),
        *(f"{east:%Y-%m-%dT%H:%M:%S%z}", f"{west:%Y-%m-%d %H:%M:%S %z}"),
    ]
    if kind == "TOML" and random.random() < 0.7:
        return random.choice((*strings[:7], west.isoformat()))
    if kind == "YAML":
        more = [f"{moment.timestamp():.0f}"] if 2002 <= moment.year < 2030 else []
        return random.choice(
            (*strings, *more, *(f'"{s}"' for s in strings), *(f"'{s}'" for s in strings))
        )
    return f'"{random.choice((*strings, format_datetime(east), f"{moment:%d %b %Y}"))}"'


def _dated(site: HugoSite, kind: str) -> list[Field]:
    """When it appears and disappears, and whether it is a draft."""
    random, now = site.random, site.now
    span = (now - datetime(1990, 1, 1, tzinfo=UTC)).total_seconds()

    def past() -> str:
        return _date(random, kind, now - timedelta(days=3, seconds=random.randrange(int(span))))

    def ahead() -> str:
        days = 3 + random.randrange(30 if random.random() < 0.5 else 20_000)
        return _date(random, kind, now + timedelta(days=days, seconds=random.randrange(86_400)))

    published, ended = ("publishDate", "pubdate", "published"), ("expiryDate", "unpublishdate")
    shape = random.random()
    fields: list[Field] = []
    if shape < 0.5:
        fields.append(("date", past()))
    elif shape < 0.75:
        names = random.sample(("date", *published, "lastmod", "modified"), random.randint(1, 3))
        fields += [(name, past()) for name in names]
    elif shape < 0.82:
        fields.append(("date", ahead()))
    elif shape < 0.92:
        fields += [("date", past()), (random.choice(published), ahead())]
    if random.random() < 0.15:
        fields.append((random.choice(ended), past()))
    elif random.random() < 0.15:
        fields.append((random.choice(ended), ahead()))
    flag = random.random()
    if flag < 0.12:
        fields.append(
            ("draft", random.choice(("true", '"true"', "1" if kind == "YAML" else "true")))
        )
    elif flag < 0.2:
        fields.append(("draft", random.choice(("false", '"false"', "false"))))
    elif flag < 0.25 and site.published and all(name != "published" for name, _ in fields):
        fields.append(("published", random.choice(("false", "true", '"false"'))))
    return fields
