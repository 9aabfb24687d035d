"""What kind of site a folder belongs to, and what its configuration says of times and languages.

The configuration stands in the folder itself or in one of the few above it of whose content the
folder is a part. It is read as data, bounded, and never followed anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from tui.sources.site_config import first_config, lowered, word, zone_of

Generator = Literal["hugo", "jekyll", "zola", "hexo", "astro", ""]
_CLIMB = 4  # folders above the content that may hold the configuration


@dataclass(frozen=True, slots=True)
class Site:
    """``content`` is the part of the folder that holds articles ("" for all of it); ``inside`` is
    what part of a site's content the folder itself is ("" for the whole, or for the site).
    ``languages`` are those that names of files and folders may name; empty if the site does not
    say. ``folders`` are languages by folder of the content, ``collections`` what Jekyll keeps
    besides posts.
    """

    generator: Generator = ""
    config: str = ""
    title: str = ""
    content: str = ""
    zone_name: str = ""
    zone: tzinfo | None = None
    language: str = ""
    languages: frozenset[str] = frozenset()
    folders: Mapping[str, str] = field(default_factory=dict)
    collections: tuple[str, ...] = ()
    inside: str = ""
    of_content: bool = False
    """The folder is content, or a part of it, and not the site."""


def find_site(folder: Path) -> Site:
    """The site that ``folder`` is, or is content of; an empty one if none is to be seen."""
    candidates = [folder, *list(folder.absolute().parents)[:_CLIMB]]
    for candidate in candidates:
        for look in _LOOKS:
            site = look(candidate)
            if site is None:
                continue
            if candidate == folder:
                return site
            inside = folder.absolute().relative_to(candidate.absolute()).as_posix()
            if _is_in(inside, site.content):
                return _seen_from(site, PurePosixPath(inside).relative_to(site.content).as_posix())
            return Site()
    return Site()


def _is_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")


def _seen_from(site: Site, inside: str) -> Site:
    """``site`` for someone who opened the folder ``inside`` of its content."""
    language = site.language
    folders = {}
    for folder, tag in site.folders.items():
        if _is_in(inside, folder):
            language = tag
        elif inside == "." or folder.startswith(inside + "/"):
            folders[folder.removeprefix("" if inside == "." else inside + "/")] = tag
    return replace(
        site,
        content="",
        language=language,
        folders=folders,
        inside="" if inside == "." else inside,
        of_content=True,
    )


def _hugo(folder: Path) -> Site | None:
    found = first_config(
        folder,
        *(f"hugo.{kind}" for kind in ("toml", "yaml", "yml", "json")),
        *(f"config.{kind}" for kind in ("toml", "yaml", "yml", "json")),
        *(f"config/_default/{name}.{kind}" for name in ("hugo", "config") for kind in _KINDS),
    )
    if found is None:
        return None
    name, values = found
    if not (name.startswith("hugo.") or _is_hugos(values, folder)):
        return None
    languages = lowered(values.get("languages"))
    if not languages and name.startswith("config/"):
        kinds = first_config(folder, *(f"config/_default/languages.{kind}" for kind in _KINDS))
        languages = kinds[1] if kinds else {}
    default = word(values.get("defaultcontentlanguage")) or ("en" if languages else "")
    content = word(values.get("contentdir")) or "content"
    folders = {}
    for tag, settings in languages.items():
        place = word(lowered(settings).get("contentdir"))
        if place:
            folders[place] = tag
    if folders and not any(place == content for place in folders):
        # Each language has a content folder of its own: the whole is what they share.
        content = _shared(folders)
    inner = {
        PurePosixPath(place).relative_to(content).as_posix(): tag
        for place, tag in folders.items()
        if _is_in(place, content) and place != content
    }
    return _site(
        "hugo",
        name,
        values,
        content=content,
        zone=word(values.get("timezone")),
        language=default or word(values.get("languagecode")),
        languages=frozenset(str(tag).lower() for tag in languages),
        folders=inner,
    )


def _is_hugos(values: Mapping[str, Any], folder: Path) -> bool:
    """Whether a file that is only called ``config`` is one of Hugo's."""
    if "base_url" in values:
        return False  # Zola's
    return "baseurl" in values or "languagecode" in values or (folder / "content").is_dir()


def _zola(folder: Path) -> Site | None:
    found = first_config(folder, "config.toml", "zola.toml")
    if found is None or "base_url" not in found[1]:
        return None
    name, values = found
    languages = lowered(values.get("languages"))
    default = word(values.get("default_language"))
    return _site(
        "zola",
        name,
        values,
        content="content",
        language=default,
        languages=frozenset(str(tag).lower() for tag in (*languages, default) if tag)
        if languages
        else frozenset(),
    )


def _hexo_or_jekyll(folder: Path) -> Site | None:
    found = first_config(folder, "_config.yml", "_config.yaml", "_config.toml", "_config.json")
    if found is None:
        return None
    name, values = found
    hexo = any(
        key in values for key in ("source_dir", "public_dir", "new_post_name", "skip_render")
    )
    if hexo or (folder / "scaffolds").is_dir():
        source = word(values.get("source_dir")) or "source"
        if not _has_posts(folder / source):
            return None
        return _site(
            "hexo",
            name,
            values,
            content=source,
            zone=word(values.get("timezone")),
            language=word(values.get("language")),
        )
    source = word(values.get("source")).strip("./")
    listed = values.get("collections") or ()
    collections = tuple(
        name
        for name in (listed if isinstance(listed, Mapping | list) else ())
        if isinstance(name, str)
    )
    if not _has_posts(folder / source, *(f"_{name}" for name in collections)):
        return None  # GitHub's pages and books have such a file, too
    return replace(
        _site(
            "jekyll",
            name,
            values,
            content=source,
            zone=word(values.get("timezone")),
            language=word(values.get("lang")),
        ),
        collections=collections,
    )


def _has_posts(folder: Path, *others: str) -> bool:
    names = ("_posts", "_drafts", *others)
    if any((folder / name).is_dir() for name in names):
        return True
    try:
        with os.scandir(folder) as entries:
            inner = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return False
    return any((Path(path) / "_posts").is_dir() for path in inner[:1_000])


def _astro(folder: Path) -> Site | None:
    for kind in ("mjs", "ts", "js", "cjs", "mts"):
        if (folder / f"astro.config.{kind}").is_file():
            content = "src/content" if (folder / "src" / "content").is_dir() else "src"
            return Site(
                "astro",
                f"astro.config.{kind}",
                content=content if (folder / content).is_dir() else "",
            )
    return None


_KINDS = ("toml", "yaml", "yml", "json")
_LOOKS: tuple[Callable[[Path], Site | None], ...] = (_zola, _hugo, _hexo_or_jekyll, _astro)


def _site(
    generator: Generator,
    config: str,
    values: Mapping[str, Any],
    *,
    content: str,
    zone: str = "",
    language: str = "",
    languages: frozenset[str] = frozenset(),
    folders: Mapping[str, str] | None = None,
) -> Site:
    known = zone_of(zone)
    return Site(
        generator,
        config,
        word(values.get("title")),
        content.strip("/"),
        zone if known else "",
        known,
        language,
        languages,
        folders or {},
    )


def _shared(folders: Iterable[str]) -> str:
    parts = [PurePosixPath(folder).parts for folder in folders]
    shared = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared)
