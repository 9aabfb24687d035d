"""What kind of site a folder belongs to, and what its configuration says of times and languages.

The configuration stands in the folder itself or in one of the few above it of whose content the
folder is a part. It is read as data, bounded, and never followed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from tui.core import text
from tui.errors import TelexError
from tui.sources.file import read_bytes

Generator = Literal["hugo", "jekyll", "zola", "hexo", "astro", ""]
_CONFIG_LIMIT = 2**20  # bytes
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
    found = _first_config(
        folder,
        *(f"hugo.{kind}" for kind in ("toml", "yaml", "yml", "json")),
        *(f"config.{kind}" for kind in ("toml", "yaml", "yml", "json")),
        *(f"config/_default/{name}.{kind}" for name in ("hugo", "config") for kind in _KINDS),
    )
    if found is None:
        return None
    name, values = found
    if "base_url" in values and not name.startswith("hugo."):
        return None  # Zola's
    languages = _table(values.get("languages"))
    if not languages and name.startswith("config/"):
        kinds = _first_config(folder, *(f"config/_default/languages.{kind}" for kind in _KINDS))
        languages = kinds[1] if kinds else {}
    default = _word(values.get("defaultcontentlanguage")) or ("en" if languages else "")
    content = _word(values.get("contentdir")) or "content"
    folders = {}
    for tag, settings in languages.items():
        place = _word(_lowered(settings).get("contentdir"))
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
        content=content if (folder / content).is_dir() else "",
        zone=_word(values.get("timezone")),
        language=default or _word(values.get("languagecode")),
        languages=frozenset(str(tag).lower() for tag in languages),
        folders=inner,
    )


def _zola(folder: Path) -> Site | None:
    found = _first_config(folder, "config.toml", "zola.toml")
    if found is None or "base_url" not in found[1]:
        return None
    name, values = found
    languages = _table(values.get("languages"))
    default = _word(values.get("default_language"))
    return _site(
        "zola",
        name,
        values,
        content="content" if (folder / "content").is_dir() else "",
        language=default,
        languages=frozenset(str(tag).lower() for tag in (*languages, default) if tag)
        if languages
        else frozenset(),
    )


def _hexo_or_jekyll(folder: Path) -> Site | None:
    found = _first_config(folder, "_config.yml", "_config.yaml", "_config.toml", "_config.json")
    if found is None:
        return None
    name, values = found
    hexo = any(
        key in values for key in ("source_dir", "public_dir", "new_post_name", "skip_render")
    )
    if hexo or (folder / "scaffolds").is_dir():
        source = _word(values.get("source_dir")) or "source"
        return _site(
            "hexo",
            name,
            values,
            content=source if (folder / source).is_dir() else "",
            zone=_word(values.get("timezone")),
            language=_word(values.get("language")),
        )
    source = _word(values.get("source")).strip("./")
    collections = values.get("collections") or ()
    return replace(
        _site(
            "jekyll",
            name,
            values,
            content=source if source and (folder / source).is_dir() else "",
            zone=_word(values.get("timezone")),
            language=_word(values.get("lang")),
        ),
        collections=tuple(str(c) for c in collections if isinstance(c, str))
        if isinstance(collections, Mapping | list)
        else (),
    )


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
    known = _zone(zone)
    return Site(
        generator,
        config,
        _word(values.get("title")),
        content.strip("/"),
        zone if known else "",
        known,
        language,
        languages,
        folders or {},
    )


def _zone(name: str) -> tzinfo | None:
    if not re.fullmatch(r"[A-Za-z][\w+/-]{0,60}", name):
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _first_config(folder: Path, *names: str) -> tuple[str, dict[str, Any]] | None:
    for name in names:
        path = folder / name
        if path.is_symlink() or not path.is_file():
            continue
        try:
            content = read_bytes(path, _CONFIG_LIMIT).decode("utf-8-sig")
            return name, _lowered(_parsed(content, path.suffix))
        except (TelexError, ValueError):
            continue  # a configuration we cannot read says nothing
    return None


def _parsed(content: str, suffix: str) -> Mapping[str, Any]:
    from tui.sources import frontmatter  # 20 ms of YAML, for those who fetch

    fence = {".toml": "+++"}.get(suffix, "---")
    if suffix == ".json":
        return frontmatter.read(content)[0]
    # A document of YAML may begin with dashes of its own.
    content = re.sub(r"\A(?:\s*#.*\n)*\s*---[ \t]*\n", "", content)
    return frontmatter.read(f"{fence}\n{content}\n{fence}\n")[0]


def _lowered(values: object) -> dict[str, Any]:
    return (
        {str(key).lower(): value for key, value in values.items()}
        if isinstance(values, Mapping)
        else {}
    )


def _table(values: object) -> dict[str, Any]:
    return _lowered(values)


def _word(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return text.line(value, 200) if isinstance(value, str) else ""


def _shared(folders: Iterable[str]) -> str:
    parts = [PurePosixPath(folder).parts for folder in folders]
    shared = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared)
