"""Front matter: the lines between ``---`` (YAML) or ``+++`` (TOML), or a JSON object, at the top.

python-frontmatter splits and dispatches; the handlers are ours. YAML is read so that every
scalar stays the text that stands there (``no`` is a word, ``012`` keeps its zero, a date is read
with all others); aliases cannot explode, for nothing walks what it does not know by name.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from tui.core import text
from tui.errors import BadContent, said

_YAML_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LOOKS_LIKE_KEYS = re.compile(r"-{3,}\s*\n\s*[\w\"'-]+\s*:")
_DEPTH_LIMIT = 200
_FRONT_LIMIT = 256 * 1024  # characters


class _NoKeys(ValueError):
    """Front matter that parses, but into no list of keys."""


def _keys(values: object) -> Any:
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise _NoKeys
    return values


class _Yaml(YAMLHandler):
    def load(self, fm: str, **kwargs: object) -> Any:
        if len(fm) > _FRONT_LIMIT or _depth(fm) > _DEPTH_LIMIT:
            # The parser recurses in C: what is nested too deep would end the process.
            raise ValueError("too large, or nested too deep")
        return _keys(yaml.load(fm, Loader=_YAML_LOADER))  # noqa: S506  text, lists and maps only


class _Toml(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> Any:
        if len(fm) > _FRONT_LIMIT:
            raise ValueError("too large")
        return tomllib.loads(fm)


class _Json(BaseHandler):
    FM_BOUNDARY = re.compile(r"\A\s*\{")

    def split(self, text: str) -> tuple[str, str]:
        end = json.JSONDecoder().raw_decode(text)[1]
        return text[:end], text[end:]

    def load(self, fm: str, **_: object) -> Any:
        return json.loads(fm)


_HANDLERS: tuple[tuple[str, BaseHandler], ...] = (
    ("YAML", _Yaml()),
    ("TOML", _Toml()),
    ("JSON", _Json()),
)


_INLINE_NESTING = re.compile(r"[ \t]*(?:[-?:][ \t]+)*")


def _depth(fm: str) -> int:
    """No fewer levels than the YAML of ``fm`` has: indentation, ``- - -`` and brackets counted."""
    flow = deepest = 0
    for line in fm.split("\n"):
        flow = max(0, flow + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        brackets = flow + line.count("[") + line.count("{")
        nesting = _INLINE_NESTING.match(line)
        deepest = max(deepest, brackets + (len(nesting[0]) // 2 + 1 if nesting else 0))
    return deepest


def read(source: str) -> tuple[dict[str, Any], str]:
    """The front matter of ``source`` with lower-case keys, and the body.

    A file without front matter has none. Raises :class:`BadContent` where it begins one that
    cannot be read: then nothing of the file is to be trusted to be what it seems.
    """
    source = source.removeprefix("\ufeff").lstrip()
    found = next((pair for pair in _HANDLERS if pair[1].detect(source)), None)
    if found is None:
        return {}, source
    name, handler = found
    if name != "JSON" and len(handler.FM_BOUNDARY.split(source, 2)) < 3:  # type: ignore[union-attr]
        if name == "YAML" and not _LOOKS_LIKE_KEYS.match(source):
            return {}, source  # a rule across the page
        raise BadContent(
            said("The front matter is never closed"),
            said("End it with a line of --- or +++, as it begins"),
        )
    try:
        values, body = frontmatter.parse(source, handler=handler)
    except _NoKeys as error:
        raise BadContent(
            said("The {kind} front matter is no list of keys", kind=name),
            said("Write it as key: value"),
        ) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        if name == "JSON":
            return {}, source  # a page may begin with a brace
        raise BadContent(
            said("The {kind} front matter cannot be read", kind=name),
            said("Correct it in an editor; the line is named above"),
            text.line(_where(error), 300),
        ) from error
    return {str(key).lower(): value for key, value in values.items()}, body


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    if mark is not None:
        # Its lines are counted from the one after the opening.
        return f"line {mark.line + 1}, column {mark.column + 1}: {problem or error}"
    return str(error) or type(error).__name__


def one(values: Mapping[str, Any], *names: str) -> str:
    """The first of ``names`` that has a value, as text; a list gives its first item."""
    for name in names:
        value = values.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str | int | float | date) and not isinstance(value, bool):
            written = str(value).strip()
            if written and written not in ("~", "null"):
                return written
    return ""


def many(values: Mapping[str, Any], *names: str) -> list[str]:
    """The values of all ``names``, whether each is a list or a text with commas."""
    found: list[str] = []
    for name in names:
        value = values.get(name)
        if isinstance(value, str):
            value = value.split(",")
        elif isinstance(value, int | float):
            value = [value]
        if isinstance(value, list):
            found.extend(
                str(item) for item in value[:200] if isinstance(item, str | int | float | date)
            )
    return [label for label in (item.strip() for item in found) if label not in ("", "~", "null")]


def yes(values: Mapping[str, Any], name: str) -> bool | None:
    """The truth value of ``name``; None if it says neither."""
    value = values.get(name)
    # A list of lists of aliases is small to hold and endless to print.
    word = str(value).strip().lower() if isinstance(value, str | bool | int) else ""
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0"):
        return False
    return None
