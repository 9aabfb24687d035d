"""Which adapters there are. One that fails to load is a problem to show, never a crash."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from urllib.parse import urldefrag, urlsplit

from tui import paths
from tui.core import text
from tui.core.admit import canonical
from tui.core.ids import slug
from tui.core.models import Subscription
from tui.core.text import Line
from tui.errors import (
    Misconfigured,
    NotFound,
    SourceCrash,
    SourceError,
    TelexError,
    nearest,
    said,
)
from tui.sources.base import API_VERSION, Source

GROUP = "telex.sources"
# A checkout that was never installed has no entry points; these are found all the same.
OWN = {"directory": "tui.sources.directory:Directory", "feed": "tui.sources.feed:Feed"}
_SURE = 100


@dataclass(frozen=True, slots=True)
class Adapter:
    """An adapter by name: loaded, or the reason why it cannot be."""

    name: str
    origin: str
    source: type[Source] | None
    error: TelexError | None = None


def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


class Registry:
    """Adapters by name; ours are loaded without looking for plugins (it takes 30 ms)."""

    def __init__(self, installed: Callable[[], dict[str, EntryPoint]] = _installed) -> None:
        self._find_installed = installed
        self._points: dict[str, EntryPoint] | None = None
        self._loaded: dict[str, Adapter] = {}

    def names(self) -> list[str]:
        return sorted(OWN.keys() | self._plugins().keys())

    def adapter(self, name: str) -> Adapter:
        """The adapter ``name``, loaded if it can be; an unknown name is one that cannot."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def source(self, name: str) -> type[Source]:
        """The adapter's class. Raises the :class:`SourceError` that says why there is none."""
        adapter = self.adapter(name)
        if adapter.source is None:
            assert adapter.error is not None
            raise adapter.error
        return adapter.source

    def claim(self, target: str) -> Subscription:
        """``target`` as a source, with the adapter that claims it most surely; not yet stored.

        Raises :class:`SourceError` where nobody claims it.
        """
        scheme, sign, rest = target.partition("://")
        target = f"{scheme.lower()}{sign}{rest}" if sign else target
        best_name, best = "", 0
        for name in OWN:
            if (bid := self.source(name).claims(target)) > best:
                best_name, best = name, bid
        if best < _SURE:
            for name in self._plugins():
                adapter = self.adapter(name)
                if adapter.source is not None and (bid := _bid(adapter.source, target)) > best:
                    best_name, best = name, bid
        if not best:
            raise _unclaimed(target)
        return _subscription(best_name, target)

    def _plugins(self) -> dict[str, EntryPoint]:
        if self._points is None:
            found = self._find_installed()
            self._points = {name: found[name] for name in found if name not in OWN}
        return self._points

    def _load(self, name: str) -> Adapter:
        if name in OWN:
            module, _, attribute = OWN[name].partition(":")
            return Adapter(name, "telex", getattr(importlib.import_module(module), attribute))
        point = self._plugins().get(name)
        shown = text.line(name, 60)
        if point is None:
            meant = nearest(name, self.names())
            return Adapter(
                name,
                "",
                None,
                Misconfigured(
                    said("There is no source adapter “{name}”", name=shown),
                    said("Did you mean {meant}?", meant=meant)
                    if meant
                    else said("Install the plugin that brings it"),
                ),
            )
        origin = text.line(point.dist.name if point.dist else point.value, 60)
        try:
            loaded = point.load()
            version = loaded.api_version
        except (Exception, SystemExit) as error:  # noqa: BLE001  a plugin may raise anything
            return Adapter(
                name,
                origin,
                None,
                SourceCrash(
                    said(
                        "The plugin “{name}” of {origin} cannot be loaded",
                        name=shown,
                        origin=origin,
                    ),
                    said("Update or uninstall {origin}; every other source works", origin=origin),
                    text.line(f"{type(error).__name__}: {error}", 300),
                ),
            )
        if version != API_VERSION:
            return Adapter(
                name,
                origin,
                None,
                Misconfigured(
                    said(
                        "The plugin “{name}” speaks version {theirs} of the adapter protocol",
                        name=shown,
                        theirs=text.line(str(version), 10),
                    ),
                    said("This telex speaks version {ours}; update one of them", ours=API_VERSION),
                ),
            )
        return Adapter(name, origin, loaded)


def _bid(source: type[Source], target: str) -> int:
    try:
        return int(source.claims(target))
    except Exception:  # noqa: BLE001  a plugin that cannot answer does not claim it
        return 0


def _unclaimed(target: str) -> SourceError:
    shown = text.line(target, 200)
    if "://" in target:
        return Misconfigured(
            said("Nothing here opens {target}", target=shown),
            said("Give a folder, a Markdown file, or an address that begins with http"),
        )
    if paths.existing(target) is not None and target.lower().endswith(
        (".opml", "/urls", "cache.db")
    ):
        return Misconfigured(
            said("{target} is a list of feeds", target=shown),
            said("telex import {target} subscribes to them", target=shown),
        )
    return NotFound(
        said("There is no folder, file or feed {target}", target=shown),
        said("Check the spelling; a feed's address begins with https://"),
    )


def _subscription(adapter: str, target: str) -> Subscription:
    if address := text.url(target):
        if "@" in target.split("://", 1)[-1].split("/", 1)[0]:
            raise Misconfigured(
                said(
                    "The address at {host} holds a name or password, and telex keeps neither",
                    host=text.line(urlsplit(address).hostname or "", 200),
                ),
                said("Add it without what stands before the @, and then: telex feeds login"),
            )
        locator = text.url(urldefrag(address).url) or address
        return Subscription(canonical(address), adapter, locator, Line(""), subscribed=False)
    found = paths.existing(target)
    if found is None:
        return Subscription(slug(target.rstrip(":")), adapter, target, Line(""), subscribed=False)
    path = found.resolve()
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise Misconfigured(
            said("The path {path} is not UTF-8", path=text.line(str(path), 200)),
            said("Rename the folder"),
        ) from error
    name = text.line(path.stem if path.is_file() else path.name, 100) or Line("files")
    # Without a name: what the folder or the feed calls itself is better than its path.
    return Subscription(slug(name), adapter, str(path), Line(""), subscribed=False)
