"""What a file's place says in the sites of each generator, and in a folder of notes: which files
are articles, their section, date, language and title, and which are translations of which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sources.fetching import Fetch, fetch_directory, write
from tui.core import dates
from tui.core.draft import Draft

HUGO = {
    "hugo.toml": 'title = "My site"\ntimeZone = "Asia/Shanghai"\ndefaultContentLanguage = "en"\n'
    "[languages.en]\n[languages.zh-cn]\n",
    "README.md": "Of the repository.",
    "archetypes/default.md": "A form.",
    "themes/t/exampleSite/content/posts/t.md": "Of the theme.",
    "public/posts/a.md": "Made by the site.",
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\n---\n",
    "content/posts/_index.md": "---\ntitle: All posts\n---\n",
    "content/posts/_index.zh-cn.md": "---\ntitle: 文章\n---\n",
    "content/posts/a.md": "---\ntitle: A\ndate: 2025-01-02 10:00:00\n---\n",
    "content/posts/a.zh-cn.md": "---\ntitle: 甲\n---\n",
    "content/posts/my-trip/index.md": "A bundle.",
    "content/posts/my-trip/index.zh-cn.md": "包",
    "content/posts/my-trip/notes.md": "Part of the bundle.",
    "content/posts/my-trip/day/two.md": "And this.",
    "content/posts/it.co.md": "No translation.",
    "content/posts/deep/er/b.fr.md": "Not in a language of the site.",
    "content/some-docs/public/x.md": "A section may have any name.",
}
JEKYLL = {
    "_config.yml": "title: My blog\ntimezone: Europe/Berlin\ncollections:\n  recipes:\n    a: b\n",
    "_posts/2025-01-02-hello-world.md": "---\ntags: two words\ncategories: News Today\n---\nx",
    "_posts/2025-01-03-listed.md": "---\ntags: [two words, one]\ndate: 2025-01-04 10:00\n---\nx",
    "_posts/2025-01-05-kept-back.md": "---\npublished: false\n---\nx",
    "_drafts/some-idea.md": "x",
    "tech/_posts/2025-02-01-chips.md": "x",
    "_recipes/soup.md": "x",
    "_pages/contact.md": "x",
    "_site/2025/hello.md": "x",
    "about.md": "---\ntitle: About\n---\n",
    "index.md": "x",
}
ZOLA = {
    "config.toml": 'base_url = "https://x.example"\ntitle = "Zed"\ndefault_language = "en"\n'
    "[languages.fr]\n",
    "content/_index.md": '+++\ntitle = "Home"\n+++\n',
    "content/blog/_index.md": '+++\ntitle = "The blog"\n+++\n',
    "content/blog/_index.fr.md": '+++\ntitle = "Le blog"\n+++\n',
    "content/blog/2025-01-02-hello.md": '+++\ndate = 2025-01-09\n[taxonomies]\ntags = ["a", "b"]\n'
    'categories = ["c"]\n[extra]\nauthor = "Ann"\nthumbnail = "https://x.example/p.png"\n+++\nBody',
    "content/blog/2025-01-02-hello.fr.md": "x",
    "content/blog/2025-03-04_my-trip/index.md": "x",
    "content/blog/2025-03-04_my-trip/index.fr.md": "x",
    "content/blog/2025-03-04_my-trip/aside.md": "x",
    "content/blog/2025-03-04T10:20:30Z-exact.md": "x",
    "content/blog/sub/_index.md": '+++\ntitle = "Below"\n+++\n',
    "content/blog/sub/deep/x.md": "+++\ndraft = true\n+++\nx",
}
HEXO = {
    "_config.yml": "title: Hex\ntimezone: Asia/Tokyo\nlanguage: zh-CN\nsource_dir: source\n",
    "scaffolds/post.md": "title: {{ title }}\n---\n",
    "themes/next/README.md": "x",
    "themes/next/source/_posts/t.md": "x",
    "source/about/index.md": "---\ntitle: About\n---\n",
    "source/_drafts/later.md": "x",
    "source/_posts/short.md": "title: Short form\ndate: 2025-01-02 10:00:00\ntags:\n- a\n- b\n"
    "categories:\n- [Sports, Baseball]\n- [Play]\n---\nBody.",
    "source/_posts/life/cats.md": "---\ntitle: Cats\ncategories:\n- x\n- y\n---\nBody.",
}
ASTRO = {
    "astro.config.mjs": "export default {}",
    "README.md": "x",
    "src/pages/about.md": "x",
    "src/content/config.ts": "x",
    "src/content/blog/_unfinished.md": "x",
    "src/content/blog/first.mdx": """---
title: First
pubDate: 'Jul 08 2022'
updatedDate: 2022-08-01
heroImage: https://x.example/p.png
---
import {
  Card,
} from 'cards';
export const x = 1;

Body.

import is a word here.
""",
    "src/content/news/second.md": "x",
}


def fetched(root: Path, files: Mapping[str, str], within: str = "") -> Fetch:
    for name, content in files.items():
        write(root, name, content)
    fetch = fetch_directory(root / within)
    assert fetch.troubles == fetch.remarks == {}
    return fetch


def by_place(fetch: Fetch) -> dict[str, Draft]:
    return {draft.path: draft for draft in fetch.drafts}


def moment(draft: Draft) -> str:
    assert draft.zone is not None
    found = dates.parse(draft.published, draft.zone)
    return f"{found:%Y-%m-%d %H:%M}" if found else ""


@pytest.mark.parametrize("within", ["", "content/"])
def test_hugos_sections_bundles_and_languages(tmp_path: Path, within: str) -> None:
    fetch = fetched(tmp_path, HUGO, within)
    prefix = "" if within else "content/"
    drafts = {place.removeprefix(prefix): draft for place, draft in by_place(fetch).items()}
    posts = f"{prefix}posts"
    assert {p: (d.title, d.lang, d.feed_key) for p, d in drafts.items()} == {
        "about.md": ("About", "en", ""),
        "posts/a.md": ("A", "en", posts),
        "posts/a.zh-cn.md": ("甲", "zh-cn", posts),
        "posts/my-trip/index.md": ("my trip", "en", posts),
        "posts/my-trip/index.zh-cn.md": ("my trip", "zh-cn", posts),
        "posts/it.co.md": ("it.co", "en", posts),
        "posts/deep/er/b.fr.md": ("b.fr", "en", posts),
        "some-docs/public/x.md": ("x", "en", f"{prefix}some-docs"),
    }
    assert fetch.feeds == {"": "My site", posts: "All posts", f"{prefix}some-docs": "some docs"}
    assert moment(drafts["posts/a.md"]) == "2025-01-02 02:00"
    assert drafts["posts/a.md"].tie == drafts["posts/a.zh-cn.md"].tie
    assert drafts["posts/my-trip/index.md"].tie == drafts["posts/my-trip/index.zh-cn.md"].tie
    assert len({draft.tie for draft in drafts.values()}) == len(drafts) - 2


def test_a_folder_inside_hugos_content_has_the_sites_zone_and_languages(tmp_path: Path) -> None:
    drafts = by_place(fetched(tmp_path, HUGO, "content/posts"))
    assert drafts.keys() == {
        *("a.md", "a.zh-cn.md", "my-trip/index.md", "my-trip/index.zh-cn.md"),
        *("it.co.md", "deep/er/b.fr.md"),
    }
    assert moment(drafts["a.md"]) == "2025-01-02 02:00"
    assert (drafts["a.md"].lang, drafts["a.zh-cn.md"].lang) == ("en", "zh-cn")
    assert (drafts["a.md"].feed_key, drafts["my-trip/index.md"].title) == ("", "my trip")


def test_hugo_with_a_content_folder_for_each_language(tmp_path: Path) -> None:
    files = {
        "config/_default/hugo.yaml": "title: Two\n",
        "config/_default/languages.yaml": "en:\n  contentDir: content/english\n"
        "zh:\n  contentDir: content/chinese\n",
        "content/english/posts/a.md": "x",
        "content/chinese/posts/a.md": "x",
        "content/chinese/posts/_index.md": "---\ntitle: 文章\n---\n",
    }
    fetch = fetched(tmp_path, files)
    english, chinese = (by_place(fetch)[f"content/{n}/posts/a.md"] for n in ("english", "chinese"))
    assert (english.lang, chinese.lang) == ("en", "zh")
    assert english.tie == chinese.tie
    assert fetch.feeds[chinese.feed_key] == "文章"
    assert english.feed_key != chinese.feed_key
    (within,) = fetch_directory(tmp_path / "content/chinese").drafts
    assert (within.lang, within.path, within.feed_key) == ("zh", "posts/a.md", "posts")


def test_hugo_with_one_language_takes_no_name_for_another(tmp_path: Path) -> None:
    places = ("content/de.fr.md", "content/fr/a.md")
    fetch = fetched(
        tmp_path, {"config.toml": "languageCode = 'de-DE'", **dict.fromkeys(places, "x")}
    )
    assert {draft.path: draft.lang for draft in fetch.drafts} == dict.fromkeys(places, "de-DE")


def test_jekylls_posts_drafts_and_collections_are_articles_its_pages_none(
    tmp_path: Path,
) -> None:
    fetch = fetched(tmp_path, JEKYLL)
    drafts = by_place(fetch)
    assert {p: (d.title, moment(d), d.feed_key, d.draft) for p, d in drafts.items()} == {
        "_posts/2025-01-02-hello-world.md": ("hello world", "2025-01-01 23:00", "", False),
        "_posts/2025-01-03-listed.md": ("listed", "2025-01-04 09:00", "", False),
        "_posts/2025-01-05-kept-back.md": ("kept back", "2025-01-04 23:00", "", True),
        "_drafts/some-idea.md": ("some idea", "", "", True),
        "tech/_posts/2025-02-01-chips.md": ("chips", "2025-01-31 23:00", "tech", False),
        "_recipes/soup.md": ("soup", "", "_recipes", False),
    }
    assert fetch.feeds == {"": "My blog", "tech": "tech", "_recipes": "recipes"}
    hello, listed = (drafts[f"_posts/2025-01-0{n}.md"] for n in ("2-hello-world", "3-listed"))
    assert (list(hello.tags), list(hello.categories)) == (["two", "words"], ["News", "Today"])
    assert list(listed.tags) == ["two words", "one"]


@pytest.mark.parametrize("within", ["_posts", "_drafts", "tech", "tech/_posts", "_recipes"])
def test_a_part_of_jekylls_site_holds_the_same_articles(tmp_path: Path, within: str) -> None:
    whole = by_place(fetched(tmp_path, JEKYLL))
    part = by_place(fetch_directory(tmp_path / within))
    assert {f"{within}/{place}" for place in part} == {p for p in whole if p.startswith(within)}
    for place, draft in part.items():
        same = whole[f"{within}/{place}"]
        assert (draft.title, draft.draft) == (same.title, same.draft)
        assert moment(draft) == moment(same)


def test_zolas_names_and_tables_are_understood(tmp_path: Path) -> None:
    fetch = fetched(tmp_path, ZOLA)
    drafts = {p.removeprefix("content/blog/"): d for p, d in by_place(fetch).items()}
    found = {p: (d.title, moment(d), d.lang, d.feed_key[8:]) for p, d in drafts.items()}
    assert found == {
        "2025-01-02-hello.md": ("hello", "2025-01-09 00:00", "en", "blog"),
        "2025-01-02-hello.fr.md": ("hello", "2025-01-02 00:00", "fr", "blog"),
        "2025-03-04_my-trip/index.md": ("my trip", "2025-03-04 00:00", "en", "blog"),
        "2025-03-04_my-trip/index.fr.md": ("my trip", "2025-03-04 00:00", "fr", "blog"),
        "2025-03-04T10:20:30Z-exact.md": ("exact", "2025-03-04 10:20", "en", "blog"),
        "sub/deep/x.md": ("x", "", "en", "blog/sub"),
    }
    assert fetch.feeds == {"": "Zed", "content/blog": "The blog", "content/blog/sub": "Below"}
    hello = drafts["2025-01-02-hello.md"]
    assert (list(hello.tags), list(hello.categories)) == (["a", "b"], ["c"])
    assert (list(hello.authors), hello.thumbnail) == (["Ann"], "https://x.example/p.png")
    assert hello.tie == drafts["2025-01-02-hello.fr.md"].tie
    assert [place for place, draft in drafts.items() if draft.draft] == ["sub/deep/x.md"]


@pytest.mark.parametrize("within", ["", "source"])
def test_hexos_posts_are_read_and_its_forms_and_themes_are_not(tmp_path: Path, within: str) -> None:
    fetch = fetched(tmp_path, HEXO, within)
    drafts = {p.removeprefix("source/"): d for p, d in by_place(fetch).items()}
    assert drafts.keys() == {"_posts/short.md", "_posts/life/cats.md", "_drafts/later.md"}
    short, cats = drafts["_posts/short.md"], drafts["_posts/life/cats.md"]
    assert (short.title, short.body.strip(), short.lang) == ("Short form", "Body.", "zh-CN")
    assert moment(short) == "2025-01-02 01:00"
    assert list(short.tags) == ["a", "b"]
    assert list(short.categories) == ["Sports", "Baseball", "Play"]
    assert list(cats.categories) == ["x", "y"]
    assert (short.feed_key, fetch.feeds[""], fetch.feeds[cats.feed_key]) == ("", "Hex", "life")
    assert {place for place, draft in drafts.items() if draft.draft} == {"_drafts/later.md"}


def test_astros_collections_are_read_without_what_is_underscored(
    tmp_path: Path,
) -> None:
    fetch = fetched(tmp_path, ASTRO)
    drafts = {p.removeprefix("src/content/"): d for p, d in by_place(fetch).items()}
    assert drafts.keys() == {"blog/first.mdx", "news/second.md"}
    first = drafts["blog/first.mdx"]
    assert first.body.strip() == "Body.\n\nimport is a word here."
    assert (moment(first), str(first.updated)) == ("2022-07-08 00:00", "2022-08-01")
    assert first.thumbnail == "https://x.example/p.png"
    assert {fetch.feeds[draft.feed_key] for draft in drafts.values()} == {"news", "blog"}


def test_notes_of_no_site(tmp_path: Path) -> None:
    names = ("README.md", "a.md", "it.co.md", "v1.2.md", "en/in.md", "index.md", "by-index.md")
    below = ("deep/public/x.md", "deep/archetypes/x.md", "2024/05/06/walk.md")
    read = dict.fromkeys((*names, *below), "") | {"a.zh.md": "zh", "report.pt-BR.mkd": "pt-BR"}
    left = (".h.md", ".git/x.md", "public/x.md", "archetypes/x.md", "backup.md~", "a.txt")
    never = ("node_modules/x.md", "deep/er/node_modules/p/README.md")
    fetch = fetched(tmp_path, dict.fromkeys((*read, *left, *never), "Words."))
    drafts = by_place(fetch)
    assert {place: draft.lang for place, draft in drafts.items()} == read
    assert drafts["a.md"].tie == drafts["a.zh.md"].tie
    assert drafts["it.co.md"].title == "it.co"
    assert moment(drafts["2024/05/06/walk.md"]) == "2024-05-06 00:00"
    assert fetch.feeds == {"": "", "deep": "deep", "en": "en"}


def test_folders_are_languages_only_if_all_of_them_are(tmp_path: Path) -> None:
    files = dict.fromkeys(("en/a.md", "zh-TW/a.md", "en/my-trips/b.md"), "Words.")
    fetch = fetched(tmp_path, files)
    found = {place: (draft.lang, draft.feed_key) for place, draft in by_place(fetch).items()}
    assert found == {
        "en/a.md": ("en", ""),
        "zh-TW/a.md": ("zh-TW", ""),
        "en/my-trips/b.md": ("en", "en/my-trips"),
    }
    assert len({draft.tie for draft in fetch.drafts}) == 2
    assert fetch.feeds == {"": "", "en/my-trips": "my trips"}
    write(tmp_path, "other/c.md")
    other = fetch_directory(tmp_path)
    assert {draft.lang for draft in other.drafts} == {""}
    assert {draft.feed_key for draft in other.drafts} == {"en", "zh-TW", "other"}


def test_what_names_no_date_keeps_the_files_time(tmp_path: Path) -> None:
    write(tmp_path, "undated.md")
    write(tmp_path, "sub/undated.md", "---\ndate: ''\ntags: [x]\n---\nText")
    drafts = by_place(fetch_directory(tmp_path))
    assert drafts.keys() == {"undated.md", "sub/undated.md"}
    for place, draft in drafts.items():
        assert not (draft.published or draft.visible_from)
        assert draft.noticed == datetime.fromtimestamp((tmp_path / place).stat().st_mtime, UTC)
