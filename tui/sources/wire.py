"""What the parsing process answers, as JSON: nothing that it writes can be more than data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from tui import errors
from tui.core.draft import Draft, FeedInfo
from tui.errors import BadContent, Said, TelexError
from tui.sources.base import Trouble

Found = FeedInfo | Draft | Trouble
# Of a draft only what a feed can give: the others are a file's.
_DRAFT = tuple(
    field.name
    for field in fields(Draft)
    if field.name not in ("zone", "noticed", "visible_from", "visible_to")
)
_values_of = attrgetter(*_DRAFT)


def written(found: Iterable[Found]) -> bytes:
    events: list[list[Any]] = []
    for event in found:
        match event:
            case Draft():
                events.append(["draft", *_values_of(event)])
            case FeedInfo():
                events.append(["feed", event.title, event.home, event.ttl])
            case Trouble():
                events.append(["trouble", event.place, *_error(event.error), event.remark])
    return json.dumps(events, default=_text_of).encode()


def read(answer: bytes) -> list[Found]:
    found: list[Found] = []
    for kind, *values in json.loads(answer):
        if kind == "draft":
            found.append(Draft(**dict(zip(_DRAFT, values, strict=True))))
        elif kind == "feed":
            title, home, ttl = values
            found.append(FeedInfo(title=title, home=home, ttl=ttl))
        else:
            place, *error, remark = values
            found.append(Trouble(place, _error_from(error), remark=remark))
    return found


def failed(error: TelexError) -> bytes:
    return json.dumps(_error(error)).encode()


def failure(answer: bytes) -> TelexError:
    return _error_from(json.loads(answer))


def _error(error: TelexError) -> list[str]:
    return [type(error).__name__, error.title.to_json(), error.hint.to_json(), error.detail]


def _error_from(values: list[str]) -> TelexError:
    name, title, hint, detail = values
    kind = getattr(errors, name, BadContent)
    error: TelexError = kind(Said.from_json(title), Said.from_json(hint), detail)
    return error


def _text_of(value: object) -> str:
    # feedparser's dates; half a surrogate pair, which JSON can write, is no concern of ours.
    return value.isoformat() if isinstance(value, datetime) else str(value)
