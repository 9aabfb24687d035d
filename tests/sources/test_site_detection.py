"""What is taken for a site and what is not, and what a name says where it is easily misread: in one
file opened alone, in a date that is none, in folders of years and languages, in names alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sources.fetching import Fetch, fetch_directory, write
from tests.sources.test_layouts import by_place, fetched, moment
from tui.sources.site import Generator, find_site

DATED = "2024-01-02-hello.md"
HUGOS = "title = 'Hugo'\nbaseURL = 'https://x.example'\n"


def opened(root: Path, files: Mapping[str, str], within: str) -> Fetch:
    """The files are written, and ``within`` is fetched alone."""
    return fetched(root, files, within)


# Which folder is a site


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("_config.yml", "theme: jekyll-theme-minimal\ntitle: On GitHub\n"),
        ("_config.yml", "remote_theme: pages-themes/cayman@v0.2.0\nplugins:\n- jekyll-feed\n"),
        ("_config.yml", "title: A book\nauthor: Ann\nexecute:\n  execute_notebooks: force\n"),
        ("_config.yml", ""),
        ("_config.yml", "title: [broken\n"),
        ("_config.yml", "title: Hex\nsource_dir: source\npublic_dir: public\n"),
        ("config.json", '{"debug": true}'),
        ("config.json", "[1, 2]"),
        ("config.yaml", "title: Mine\n"),
        ("config.toml", "title = 'Mine'\n"),
        ("config.toml", "[server]\nport = 80\n"),
    ],
)
def test_a_folder_with_a_file_that_is_only_called_like_a_sites_is_none(
    tmp_path: Path, name: str, config: str
) -> None:
    places = {"README.md", "docs/page.md", "source/page.md", "docs/deep/other.md"}
    fetch = fetched(tmp_path, {name: config, **dict.fromkeys(places, "Words.")})
    assert find_site(tmp_path).generator == ""
    assert {draft.path for draft in fetch.drafts} == places
    assert fetch.feeds == {"": "", "docs": "docs", "source": "source"}


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("config.yaml", "title: Mine\n"),
        ("config.json", '{"debug": true}'),
        ("_config.yml", "title: Mine\n"),
    ],
)
def test_a_file_called_config_above_a_folder_of_notes_says_nothing(
    tmp_path: Path, name: str, config: str
) -> None:
    fetch = opened(tmp_path, {name: config, "notes/de.zh.md": "x", "notes/a/b.md": "x"}, "notes")
    assert find_site(tmp_path / "notes").generator == ""
    assert {draft.path: draft.lang for draft in fetch.drafts} == {"de.zh.md": "zh", "a/b.md": ""}
    assert fetch.feeds[""] == ""


SITES: list[tuple[Generator, dict[str, str]]] = [
    ("hugo", {"hugo.toml": "", "content/a.md": "x"}),
    ("hugo", {"config.toml": "baseURL = 'https://x.example'\n", "content/a.md": "x"}),
    ("hugo", {"config.yaml": "baseURL: https://x.example\n", "content/a.md": "x"}),
    ("hugo", {"config.json": '{"baseURL": "https://x.example"}', "content/a.md": "x"}),
    ("hugo", {"config.toml": "title = 'x'\n", "content/a.md": "x"}),
    ("hugo", {"config/_default/config.toml": HUGOS, "content/a.md": "x"}),
    ("zola", {"config.toml": "base_url = 'https://x.example'\n", "content/a.md": "x"}),
    ("zola", {"zola.toml": "base_url = 'https://x.example'\n", "content/a.md": "x"}),
    ("jekyll", {"_config.yml": "title: x\n", "_posts/2024-01-02-a.md": "x"}),
    ("jekyll", {"_config.yml": "source: ./src\n", "src/_posts/2024-01-02-a.md": "x"}),
    ("jekyll", {"_config.yml": "", "tech/_posts/2024-01-02-a.md": "x"}),
    ("jekyll", {"_config.yml": "collections: [recipes]\n", "_recipes/a.md": "x"}),
    ("hexo", {"_config.yml": "source_dir: source\n", "source/_posts/a.md": "x"}),
    ("hexo", {"_config.yml": "", "scaffolds/post.md": "x", "source/_posts/a.md": "x"}),
    ("astro", {"astro.config.mjs": "", "src/content/a.md": "x"}),
    ("astro", {"astro.config.ts": "", "src/a.md": "x"}),
]


@pytest.mark.parametrize(("generator", "files"), SITES)
def test_a_site_is_known_by_its_configuration_and_its_posts(
    tmp_path: Path, generator: Generator, files: dict[str, str]
) -> None:
    posts = [name for name in files if name.endswith("a.md")]
    fetch = fetched(tmp_path, {**files, "README.md": "Of the repository."})
    assert find_site(tmp_path).generator == generator
    assert [draft.path for draft in fetch.drafts] == posts
    within = (tmp_path / posts[0]).parent
    assert find_site(within).generator == generator
    assert [draft.path for draft in fetch_directory(within).drafts] == [Path(posts[0]).name]


def test_hugos_configuration_of_an_address_only_is_of_notes_where_there_is_no_content(
    tmp_path: Path,
) -> None:
    fetch = fetched(tmp_path, {"config.toml": "baseURL = 'https://x.example'\n", "posts/a.md": "x"})
    assert {draft.path: draft.feed_key for draft in fetch.drafts} == {"posts/a.md": "posts"}


def test_a_folder_beside_the_content_of_a_site_is_no_part_of_it(tmp_path: Path) -> None:
    files = {"hugo.toml": HUGOS, "content/a.md": "x", "notes/de.zh.md": "x"}
    fetch = opened(tmp_path, files, "notes")
    assert find_site(tmp_path / "notes").generator == ""
    assert (fetch.draft.lang, fetch.feeds[""]) == ("zh", "")


# One file


@pytest.mark.parametrize("site", [{}, {"hugo.toml": HUGOS}])
@pytest.mark.parametrize("folder", ["my-trip", "content/posts/my-trip"])
def test_a_bundle_that_is_opened_alone_is_called_like_its_folder(
    tmp_path: Path, site: dict[str, str], folder: str
) -> None:
    files = {**site, f"{folder}/index.md": "Where I went.", f"{folder}/notes.md": "Beside it."}
    alone = opened(tmp_path, files, f"{folder}/index.md").draft
    assert (alone.path, alone.title, alone.published) == ("index.md", "my trip", None)
    within = {draft.path: draft.title for draft in fetch_directory(tmp_path / folder).drafts}
    assert within["index.md"] == "my trip"


def test_an_index_opened_alone_whose_text_has_a_title_is_called_by_that(tmp_path: Path) -> None:
    files = {
        "my-trip/index.md": "# To the sea\n\nText.",
        "your-trip/index.md": "---\ntitle: T\n---\n",
    }
    assert opened(tmp_path, files, "my-trip/index.md").draft.title == "To the sea"
    assert fetch_directory(tmp_path / "your-trip/index.md").draft.title == "T"


@pytest.mark.parametrize(
    "place",
    [
        "2024-05-06-my-trip/index.md",
        "2024-05-06_my-trip/index.md",
        "content/posts/2024-05-06-my-trip/index.md",
    ],
)
def test_a_dated_bundle_that_is_opened_alone_keeps_its_date(tmp_path: Path, place: str) -> None:
    alone = opened(tmp_path, {place: "Where I went."}, place).draft
    assert (alone.title, moment(alone)) == ("my trip", "2024-05-06 00:00")
    (within,) = fetch_directory((tmp_path / place).parent).drafts
    assert (within.title, moment(within)) == ("my trip", "2024-05-06 00:00")


def test_a_dated_post_that_is_opened_alone_keeps_its_date(tmp_path: Path) -> None:
    alone = opened(tmp_path, {f"posts/{DATED}": "x"}, f"posts/{DATED}").draft
    assert (alone.title, moment(alone)) == ("hello", "2024-01-02 00:00")


# Dates in names


@pytest.mark.parametrize("place", ["2024-01-02.md", "diary/2024-01-02.md", "2024-01-02/index.md"])
def test_a_name_that_is_only_a_date_is_the_title_as_it_is_written(
    tmp_path: Path, place: str
) -> None:
    draft = fetched(tmp_path, {place: "What happened."}).draft
    assert (draft.title, moment(draft)) == ("2024-01-02", "2024-01-02 00:00")


@pytest.mark.parametrize("name", ["2024-13-45-hello.md", "2023-02-29-hello.md", "2024-00-10-x.md"])
def test_an_impossible_date_in_a_name_is_none_and_lastmod_counts(tmp_path: Path, name: str) -> None:
    files = {name: "---\nlastmod: 2024-03-04\n---\nx", f"undated/{name}": "x"}
    drafts = by_place(fetched(tmp_path, files))
    assert moment(drafts[name]) == "2024-03-04 00:00"
    undated = drafts[f"undated/{name}"]
    assert undated.published is None
    written = (tmp_path / "undated" / name).stat().st_mtime
    assert undated.noticed == datetime.fromtimestamp(written, UTC)


@pytest.mark.parametrize("name", ["1.2.3.md", "10-20-30.md", "v2024-01-02.md", "20240102.md"])
def test_numbers_that_are_no_date_make_none(tmp_path: Path, name: str) -> None:
    assert fetched(tmp_path, {name: "x"}).draft.published is None


# Folders


def test_what_astro_underscores_is_left_out_with_all_that_is_below(tmp_path: Path) -> None:
    left = ("_wip/a.md", "_wip/deep/b.md", "blog/_wip/c.md", "blog/_d.md", "_e.md")
    read = ("blog/f.md", "blog/wip_/g.md")
    files = {f"src/content/{name}": "x" for name in (*left, *read)}
    fetch = fetched(tmp_path, {"astro.config.mjs": "", **files})
    assert {draft.path.removeprefix("src/content/") for draft in fetch.drafts} == set(read)


@pytest.mark.parametrize("beside", ["images", "node_modules", "assets", "static", "img", "public"])
def test_folders_of_languages_are_so_beside_folders_that_hold_no_articles(
    tmp_path: Path, beside: str
) -> None:
    files = {"en/a.md": "x", "zh-TW/a.md": "x", "en/trips/b.md": "x", f"{beside}/p.png": ""}
    fetch = fetched(tmp_path, files)
    assert {place: (draft.lang, draft.feed_key) for place, draft in by_place(fetch).items()} == {
        "en/a.md": ("en", ""),
        "zh-TW/a.md": ("zh-TW", ""),
        "en/trips/b.md": ("en", "en/trips"),
    }
    assert len({draft.tie for draft in fetch.drafts}) == 2


def test_folders_of_years_and_months_are_no_feeds(tmp_path: Path) -> None:
    feeds = {
        "2023/a.md": "",
        "2024/05/b.md": "",
        "2024/05/06/c.md": "",
        "2024/travel/d.md": "2024/travel",
        "blog/2023/e.md": "blog",
        "blog/2024/05/f.md": "blog",
    }
    fetch = fetched(tmp_path, dict.fromkeys(feeds, "Words."))
    assert {draft.path: draft.feed_key for draft in fetch.drafts} == feeds
    assert fetch.feeds == {"": "", "2024/travel": "travel", "blog": "blog"}


# Names alike


def beside(root: Path, *names: str) -> None:
    for name in names:
        write(root, f"{name}/a.md", f"# In {len(name)}\n")
    if len(list(root.iterdir())) < len(names):
        pytest.skip("this file system takes these names for one")


def test_of_folders_alike_but_for_how_letters_are_composed_one_is_read_and_both_are_named(
    tmp_path: Path,
) -> None:
    name = "café"
    beside(tmp_path, name, unicodedata.normalize("NFD", name))
    fetch = fetch_directory(tmp_path)
    assert [draft.path for draft in fetch.drafts] == [f"{name}/a.md"]
    ((place, error),) = fetch.troubles.items()
    assert place.rstrip("\ufffd") == name
    assert "name is the same" in str(error)


def test_folders_alike_but_for_a_space_at_the_end_are_both_read(tmp_path: Path) -> None:
    beside(tmp_path, "notes", "notes ", "notes  ")
    fetch = fetch_directory(tmp_path)
    assert fetch.troubles == {}
    assert fetch.titles == {"In 5", "In 6", "In 7"}
    assert len({draft.path for draft in fetch.drafts}) == 3
    assert "notes/a.md" in {draft.path for draft in fetch.drafts}
    assert len({draft.feed_key for draft in fetch.drafts}) == 3
