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
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from tui.core import text
from tui.errors import BadContent, said

_COMPOSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEPTH_LIMIT = 200
_FRONT_LIMIT = 256 * 1024  # characters; twice that for JSON, whose decoder is linear
_OPENING = re.compile(r"(?P<dashes>-{3,})[ \t]*(?:\n|$)|(?P<pluses>\+{3,})[ \t]*(?:\n|$)|\{")
_KEY_LINE = r"[\w\"'][\w \"'.-]*:(?:[ \t].*)?\n"
_LOOKS_LIKE_KEYS = re.compile(rf"-{{3,}}[ \t]*\n\s*(?:#.*\n\s*)*{_KEY_LINE}")
# Written up to here, and no further yet.
_CUT_SHORT = re.compile(r"-{3,}[ \t]*\n?\s*(?:[\w\"'][\w \"'.-]*(?::.*)?)?\Z")
# Hexo's short form: keys from the first line on, ended by a line of dashes.
_UNOPENED = re.compile(
    rf"(?:{_KEY_LINE}|- .*\n|[ \t]+\S.*\n|[ \t]*\n|#.*\n){{1,200}}+"
    r"(?=-{3,}[ \t]*(?:\n|$))"
)
# And its JSON, without braces.
_UNBRACED_JSON = re.compile(
    r"(?:;{3,}[ \t]*\n)?((?:[ \t]*[\"\[\]{},].*\n|[ \t]*\n){1,200}+);{3,}[ \t]*(?:\n|$)"
)
_JSON_KEY = re.compile(r"\{\s*(?:\"[^\"\n]*(?:\"\s*:|\"?\s*\Z)|//|/\*|\Z)")
_TITLED = re.compile(r"^(?:title|date)[ \t]*:", re.IGNORECASE | re.MULTILINE)


class _NoKeys(ValueError):
    """Front matter that parses, but into no list of keys."""


def _keys(values: object) -> dict[str, Any]:
    if values is None or values == "":
        return {}
    if not isinstance(values, Mapping):
        raise _NoKeys
    return dict(values)


class _Nodes(_COMPOSER):  # type: ignore[misc]
    """A composer of nodes without a resolver: nobody asks what kind of scalar one is."""

    def resolve(self, kind: type, _value: str | None, _implicit: object) -> str:
        return kind.__name__

    def descend_resolver(self, _node: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _value(node: Any, known: dict[int, Any]) -> Any:
    """A node as text, list or dict; a node that aliases name twice is made once."""
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if id(node) in known:
        return known[id(node)]
    if isinstance(node, yaml.SequenceNode):
        items: list[Any] = []
        known[id(node)] = items
        items.extend(_value(item, known) for item in node.value)
        return items
    values: dict[str, Any] = {}
    known[id(node)] = values
    merged: list[Any] = []
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value == "<<":
                merged.append(_value(value, known))
            else:
                values[key.value] = _value(value, known)
    for other in merged:
        for mapping in other if isinstance(other, list) else [other]:
            if isinstance(mapping, dict):
                for key, value in list(mapping.items()):
                    values.setdefault(key, value)
    return values


class _Yaml(YAMLHandler):
    def load(self, fm: str, **kwargs: object) -> Any:
        if len(fm) > _FRONT_LIMIT or _too_deep(fm):
            # The parser recurses in C: what is nested too deep would end the process.
            raise ValueError("too large, or nested too deep")
        return _keys(_value(_Nodes(fm).get_single_node(), {}))


class _Toml(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> Any:
        if len(fm) > _FRONT_LIMIT:
            raise ValueError("too large")
        return tomllib.loads(fm)


class _Json(BaseHandler):
    FM_BOUNDARY = re.compile(r"\A\{")

    def load(self, fm: str, **_: object) -> Any:
        if len(fm) > 2 * _FRONT_LIMIT:
            raise ValueError("too large")
        return json.loads(fm)


class _Unbraced(_Json):
    def load(self, fm: str, **kwargs: object) -> Any:
        return super().load(f"{{{fm.strip().rstrip(',')}}}")


class _Between:
    """A handler of one file: where its front matter begins and ends is known already."""

    def __init__(self, handler: BaseHandler, begin: int, end: int, rest: int) -> None:
        self._handler, self._begin, self._end, self._rest = handler, begin, end, rest

    def split(self, source: str) -> tuple[str, str]:
        return source[self._begin : self._end], source[self._rest :]

    def load(self, fm: str, **kwargs: object) -> Any:
        return self._handler.load(fm, **kwargs)


_CLOSING = {
    "YAML": re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE),
    "TOML": _Toml.FM_BOUNDARY,
}
_YAML, _TOML, _JSON, _UNBRACED = _Yaml(), _Toml(), _Json(), _Unbraced()
_NESTING = re.compile(r"[ \t]*(?:[-?:][ \t]+)*")


def _too_deep(fm: str) -> bool:
    # Every level costs one of these; hardly any front matter has so many of them at all.
    return sum(map(fm.count, "[{-?:")) > _DEPTH_LIMIT and _depth(fm) > _DEPTH_LIMIT


def _depth(fm: str) -> int:
    """No fewer levels than the YAML of ``fm`` has: indentation, ``- - -`` and brackets counted."""
    flow = deepest = 0
    for line in fm.split("\n"):
        flow = max(0, flow + line.count("[") + line.count("{") - line.count("]") - line.count("}"))
        brackets = flow + line.count("[") + line.count("{")
        nesting = _NESTING.match(line)
        deepest = max(deepest, brackets + (len(nesting[0]) // 2 + 1 if nesting else 0))
    return deepest


def read(source: str) -> tuple[dict[str, Any], str]:
    """The front matter of ``source`` with lower-case keys, and the body.

    A file without front matter has none. Raises :class:`BadContent` where it begins one that
    cannot be read: then nothing of the file is to be trusted to be what it seems.
    """
    source = source.removeprefix("\ufeff").lstrip()
    kind, handler = _handler(source)
    if handler is None:
        return {}, source
    try:
        values, body = frontmatter.parse(source, handler=handler)
    except _NoKeys as error:
        raise BadContent(
            said("The {kind} front matter is no list of keys", kind=kind),
            said("Write it as key: value"),
        ) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(kind, error) from error
    return {str(key).lower(): value for key, value in values.items()}, body


def _handler(source: str) -> tuple[str, Any]:
    """What reads the front matter of ``source``, if there is one. Raises :class:`BadContent`."""
    opening = _OPENING.match(source)
    if opening is None:
        if unbraced := _UNBRACED_JSON.match(source):
            return "JSON", _Between(_UNBRACED, *unbraced.span(1), unbraced.end())
        unopened = _UNOPENED.match(source)
        if unopened is None or not _TITLED.search(unopened[0]):
            return "", None
        rest = _CLOSING["YAML"].match(source, unopened.end())
        return "YAML", _Between(_YAML, 0, unopened.end(), rest.end() if rest else unopened.end())
    if opening[0] == "{":
        try:
            end = json.JSONDecoder().raw_decode(source)[1]
        except (ValueError, RecursionError) as error:
            if not _JSON_KEY.match(source):
                return "", None  # a page may begin with a brace
            raise _unreadable("JSON", error) from error
        return "JSON", _Between(_JSON, 0, end, end)
    kind, handler = ("YAML", _YAML) if opening["dashes"] else ("TOML", _TOML)
    closing = _CLOSING[kind].search(source, opening.end())
    if closing is None:
        begun = _LOOKS_LIKE_KEYS.match(source) or _CUT_SHORT.match(source)
        if kind == "YAML" and not begun:
            return "", None  # a rule across the page
        raise BadContent(
            said("The front matter is never closed"),
            said("End it with a line of --- or +++, as it begins"),
        )
    return kind, _Between(handler, opening.end(), closing.start(), closing.end())


def _unreadable(kind: str, error: Exception) -> BadContent:
    return BadContent(
        said("The {kind} front matter cannot be read", kind=kind),
        said("Correct it in an editor"),
        text.line(_where(error), 300),
    )


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    if mark is not None:
        # Its lines are counted from the one after the opening.
        return f"line {mark.line + 2}, column {mark.column + 1}: {problem or error}"
    return str(error) or type(error).__name__
