"""What telex makes of a Hugo site, against what Hugo says of it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.builders import NOW, World, admitted, ingest
from tests.sources.fetching import Fetch, fetch_directory
from tests.sources.hugo_site import BY_FOLDER, BY_NAME, HugoSite, configure, large_site, small_site
from tui.core import dates
from tui.core.draft import Draft
from tui.core.models import Article
from tui.core.queryparse import parse

HUGO = shutil.which("hugo")
HIDDEN_TOO = ("--buildDrafts", "--buildFuture", "--buildExpired")
STATES = ("draft", "future", "expired")

pytestmark = pytest.mark.skipif(
    HUGO is None, reason="hugo is not installed: nothing to compare telex with"
)


Pages = dict[str, dict[str, Any]]


class Told(NamedTuple):
    """What Hugo tells of a site: its lists, by path within the content."""

    site: HugoSite
    all: dict[str, dict[str, str]]
    states: dict[str, set[str]]


class Read(NamedTuple):
    drafts: dict[str, Draft]
    articles: dict[str, Article]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Hugo, at the time that stands still in the tests."""
    assert HUGO is not None
    return subprocess.run(
        [HUGO, *arguments, "--clock", NOW.isoformat()],
        cwd=root,
        env={k: v for k, v in os.environ.items() if not k.startswith("HUGO")}
        | {"TZ": "UTC", "HUGO_CACHEDIR": str(root.parent / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def hugo(root: Path, *arguments: str) -> str:
    done = run(root, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def takes_published(root: Path) -> bool:
    """Whether this version reads ``published: false`` as a flag; newer ones want a date there."""
    configure(root)
    (root / "content").mkdir()
    (root / "content" / "a.md").write_text("---\npublished: false\n---\n")
    return run(root, "list", "all").returncode == 0


def rows(root: Path, what: str) -> list[dict[str, str]]:
    """The table that ``hugo list`` prints. Warnings stand above it; older versions name columns
    only for ``all``."""
    lines = [line for line in hugo(root, "list", what).splitlines() if not line.startswith("WARN ")]
    columns = None if lines and lines[0].startswith("path") else ["path", "date"]
    table = csv.DictReader(StringIO("\n".join(lines)), columns, restkey="more")
    # Sections are listed by some versions, and by some lists.
    return [row for row in table if not Path(row["path"]).name.startswith("_index.")]


def within(path: str) -> str:
    """``path`` as Hugo writes it, within the content."""
    return Path(path).as_posix().removeprefix("content/")


def built(site: HugoSite, *flags: str) -> Pages:
    """The pages that Hugo builds, with what the template tells of each."""
    out = site.root.parent / "-".join(("built", *flags))
    hugo(site.root, "--quiet", "--destination", str(out), *flags)
    pages: Pages = {}
    for line in (out / "index.html").read_text().splitlines():
        if line.strip():
            page = json.loads(line)
            page["ties"] = {_within_root(site, tie) for tie in page["ties"]}
            pages[_within_root(site, page["file"])] = page
    return pages


def _within_root(site: HugoSite, path: str) -> str:
    return Path(path).relative_to(site.root / "content").as_posix()


def read(fetch: Fetch, content: str = "") -> Read:
    assert not fetch.troubles
    assert not fetch.remarks
    assert all(draft.path.startswith(content) for draft in fetch.drafts)
    return Read(
        {draft.path.removeprefix(content): draft for draft in fetch.drafts},
        {item.article.path.removeprefix(content): item.article for item in admitted(fetch.drafts)},
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    root = tmp_path_factory.mktemp("hugo")
    site = large_site(root / "site", NOW, published=takes_published(root / "trial"))
    return Told(
        site,
        {within(row["path"]): row for row in rows(site.root, "all")},
        {
            state: {within(row["path"]) for row in rows(site.root, what)}
            for state, what in zip(STATES, ("drafts", "future", "expired"), strict=True)
        },
    )


@pytest.fixture(scope="module")
def found(told: Told) -> Read:
    return read(fetch_directory(told.site.root / "content"))


@pytest.fixture(scope="module")
def pages(told: Told) -> Pages:
    pages = built(told.site, *HIDDEN_TOO)
    assert pages.keys() == told.all.keys()
    return pages


def moment(written: str) -> datetime | None:
    """A date as Hugo writes it; the year 1 is none."""
    there = datetime.fromisoformat(written)
    return None if there.year == 1 else there.astimezone(UTC)


def whole(there: datetime | None) -> datetime | None:
    return None if there is None else there.replace(microsecond=0)


def differing(hugos: Mapping[str, Any], telexs: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not the same of the files both know, in a form that a failing test prints well."""
    return {
        path: (hugos[path], telexs[path])
        for path in sorted(hugos.keys() & telexs.keys())
        if hugos[path] != telexs[path]
    }


def test_the_site_has_everything(told: Told) -> None:
    """Else the comparisons below would say little."""
    assert len(told.all) >= 2_000
    assert told.all.keys() == told.site.posts
    assert len(told.site.others) > 200
    assert all(len(paths) > 50 for paths in told.states.values())
    several = [path for path in told.all if len(_states(told, path)) > 1]
    assert len(several) > 50
    assert sum(not row["title"] for row in told.all.values()) > 50
    assert sum(moment(row["date"]) is None for row in told.all.values()) > 50


def test_the_same_files_are_articles(told: Told, found: Read) -> None:
    assert found.articles.keys() == told.all.keys()


def test_the_same_files_are_articles_of_the_sites_root(told: Told, found: Read) -> None:
    whole = read(fetch_directory(told.site.root), "content/")
    assert whole.articles.keys() == told.all.keys()
    for path, article in whole.articles.items():
        other = found.articles[path]
        assert (article.title, article.published, article.lang, article.draft, article.tie) == (
            *(other.title, other.published, other.lang, other.draft, other.tie),
        )


def test_titles_are_the_same(told: Told, found: Read) -> None:
    titles = {path: row["title"].strip() for path, row in told.all.items() if row["title"]}
    assert not differing(titles, {path: a.title for path, a in found.articles.items()})


def test_dates_are_the_same(told: Told, found: Read) -> None:
    hugos = {path: moment(row["date"]) for path, row in told.all.items()}
    telexs = {path: whole(article.published) for path, article in found.articles.items()}
    assert not differing(hugos, telexs)


def test_times_of_appearing_and_expiring_are_the_same(told: Told, found: Read) -> None:
    hugos = {
        path: (moment(row["publishDate"]), moment(row["expiryDate"]))
        for path, row in told.all.items()
    }
    # Where none is given, newer versions take the date, be it only that of the last change.
    newer = any("kind" in row for row in told.all.values())
    telexs = {}
    for path, draft in found.drafts.items():
        # (Not the article's: there a time without a zone counts 14 hours early.)
        begins, ends = draft.visible_from or (draft.published if newer else None), draft.visible_to
        telexs[path] = tuple(whole(dates.parse(raw, draft.zone or UTC)) for raw in (begins, ends))
    assert not differing(hugos, telexs)


def test_drafts_are_the_same(told: Told, found: Read) -> None:
    hugos = {path: row["draft"] == "true" for path, row in told.all.items()}
    assert not differing(hugos, {path: a.draft for path, a in found.articles.items()})


def _states(told: Told, path: str) -> set[str]:
    """All that hides a file. Older versions list nowhere what is hidden by two things at once."""
    row = told.all[path]
    begins, ends = moment(row["publishDate"]), moment(row["expiryDate"])
    return {
        *(["draft"] if row["draft"] == "true" else ()),
        *(["future"] if begins and begins > NOW else ()),
        *(["expired"] if ends and ends < NOW else ()),
    }


def test_the_same_articles_are_hidden_and_shown(told: Told, found: Read, world: World) -> None:
    drafts = list(found.drafts.values())
    world.subscribe("site")
    paths = dict(zip(ingest(world.library, drafts, "site"), found.drafts, strict=True))
    assert len(paths) == len(told.all)
    several = {path for path in told.all if len(_states(told, path)) > 1}
    library = world.open()
    library.fold()

    def listed(query: str) -> set[str]:
        return {paths[number] for number in library.ids(parse(query))}

    try:
        for state in STATES:
            assert listed(f"is:{state}") - several == told.states[state] - several, state
            assert all(state in _states(told, path) for path in listed(f"is:{state}") & several)
        assert several <= listed("is:draft,future,expired")
        assert listed("") == built(told.site).keys()
    finally:
        library.close()


def test_labels_and_last_changes_are_the_same(pages: Pages, found: Read) -> None:
    for name in ("tags", "categories"):
        hugos = {path: _texts(page["keys"].get(name)) for path, page in pages.items()}
        assert not differing(hugos, {path: _texts(getattr(a, name)) for path, a in _items(found)})
    # Hugo takes another date where none is given for this; telex has none.
    changes = {path: whole(moment(page["lastmod"])) for path, page in pages.items()}
    telexs = {path: whole(article.updated) for path, article in _items(found) if article.updated}
    assert len(telexs) > 100
    assert not differing(changes, telexs)


def _texts(labels: Any) -> list[str]:
    return [str(label) for label in labels or ()]


def _items(found: Read) -> Iterable[tuple[str, Article]]:
    return found.articles.items()


def test_languages_and_translations_are_the_same(pages: Pages, found: Read) -> None:
    _compare_languages(pages, found.articles)


@pytest.mark.parametrize("languages", [BY_NAME, BY_FOLDER], ids=["by name", "by folder"])
def test_small_sites_of_several_languages(tmp_path: Path, languages: str) -> None:
    site = small_site(tmp_path / "site", NOW, languages)
    pages = built(site, *HIDDEN_TOO)
    assert pages.keys() == site.posts
    for opened, prefix in ((site.root / "content", ""), (site.root, "content/")):
        articles = read(fetch_directory(opened), prefix).articles
        assert articles.keys() == pages.keys()
        _compare_languages(pages, articles)


def _compare_languages(pages: Pages, articles: Mapping[str, Article]) -> None:
    hugos = {path: page["lang"] for path, page in pages.items()}
    assert len(set(hugos.values())) > 1
    assert not differing(hugos, {path: a.lang.lower() for path, a in articles.items()})
    # What Hugo calls translations of each other is tied together.
    together: dict[str, set[str]] = {}
    for path, article in articles.items():
        together.setdefault(article.tie, set()).add(path)
    ties = {path: together[article.tie] for path, article in articles.items()}
    assert not differing({path: page["ties"] for path, page in pages.items()}, ties)
