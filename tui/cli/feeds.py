"""``telex feeds``: the subscriptions in their folders, and what can be done to them."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from tui.cli.add import folder_named, tags_named
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.fetch import fetch
from tui.core import settings, text
from tui.core.change import Columns
from tui.core.models import SourceInfo, Subscription
from tui.core.text import last_hop, without_secrets
from tui.deeds import in_words
from tui.errors import Misconfigured, Usage, said
from tui.library import Library
from tui.sources import credentials
from tui.sources.registry import Registry

_SEVERAL = ("pause", "resume", "retry", "remove")
_ACTS = ("rename", "move", "tag", "set", "address", "login", *_SEVERAL)


def feeds(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("feeds", words("List the feeds by folder, or change one"))
    parser.add_argument("act", nargs="?", choices=_ACTS, metavar="|".join(_ACTS))
    parser.add_argument("source", nargs="?", help=words("a source's key, name or address"))
    parser.add_argument("value", nargs="*", help=words("a name, a folder, tags, name=value …"))
    parser.add_argument("--user", default="", help=words("login: the name of your account"))
    parser.add_argument(
        "--command", default="", help=words("login: what prints the password, such as: pass show x")
    )
    parser.add_argument(
        "--forget", action="store_true", help=words("login: without an account from now on")
    )
    options = parser.parse_args(arguments)
    if options.act is None:
        return _list(context)
    if options.source is None:
        raise Usage(
            said("Which feed?"),
            said("`telex feeds` lists them; a key, a name or an address will do"),
        )
    library = context.open()
    try:
        known = [source for source in library.all_sources() if source.subscribed]
        names = [options.source, *(options.value if options.act in _SEVERAL else ())]
        chosen = [context.source(name, library, known) for name in names]
        if options.act == "retry":
            return fetch(context, chosen)
        if options.act == "login":
            edits = [(chosen[0].key, _login(context, chosen[0], options))]
        else:
            make = _EDITS[options.act]
            edits = [(source.key, make(source, options.value, library)) for source in chosen]
        step = library.edit_sources(edits)
        called = library.names()
    finally:
        library.close()
    print(last_hop(in_words(step.change, words, called)) if step else words("nothing to change"))
    return 0


def _list(context: Context) -> int:
    words = context.words
    infos = sorted(context.library.informed(), key=lambda i: (i.subscription.folder, i.name))
    folder: str | None = None
    for info in infos:
        if info.subscription.folder != folder:
            folder = info.subscription.folder
            if folder:
                print(last_hop(f"{folder}/"))
        print(last_hop(without_secrets(f"{'  ' if folder else ''}{_line(info, context)}")))
    if not infos:
        print(words("There is no source; telex add ADDRESS subscribes to one"))
    return 0


def _line(info: SourceInfo, context: Context) -> str:
    words, source = context.words, info.subscription
    unread = f"{info.unread:>6,}/{info.articles:<7,}"
    notes = [words("paused")] if source.paused else []
    notes += [f"#{tag}" for tag in source.tags]
    notes += settings.told(source.settings)
    if any(not problem.remark for problem in info.problems):
        notes.append("! " + words.say(info.problems[0].title))
    if info.health.proposed:
        notes.append(words("moved to {address}", address=info.health.proposed))
    key = f"  ({source.key})" if source.key != info.name else ""
    return f"{unread} {info.name}{key}  {'  '.join(notes)}".rstrip()


Edit = Callable[[Subscription, Sequence[str], Library], Columns]


def _rename(source: Subscription, value: Sequence[str], library: Library) -> Columns:
    return {"name": text.line(" ".join(value), 100)}


def _move(source: Subscription, value: Sequence[str], library: Library) -> Columns:
    return {"folder": folder_named(" ".join(value))}


def _tag(source: Subscription, value: Sequence[str], library: Library) -> Columns:
    return {"tags": tags_named(value)}


def _set(source: Subscription, value: Sequence[str], library: Library) -> Columns:
    if not value:
        names = ", ".join(settings.NAMES)
        raise Usage(
            said("Set what?"),
            said("Write one of these, followed by = and a value: {names}", names=names),
        )
    wanted = source.settings
    for assignment in value:
        wanted = settings.changed(wanted, assignment)
    return {"settings": settings.patch(source.settings, wanted)}


def _address(source: Subscription, value: Sequence[str], library: Library) -> Columns:
    if value:
        claimed = Registry().claim(value[0])
        if claimed.adapter != source.adapter:
            raise Usage(
                said("{key} is read by the adapter {name}", key=source.key, name=source.adapter),
                said("Add what is read by another one: telex add {target}", target=value[0]),
            )
        address = claimed.locator
    else:
        (info,) = [i for i in library.informed() if i.subscription.key == source.key]
        if info.health.moved_to is None:
            raise Usage(
                said("No other address is known for {key}", key=source.key),
                said("Write it: telex feeds address {key} https://…", key=source.key),
            )
        address = info.health.moved_to
    twin = next((s for s in library.all_sources() if s.locator == address), None)
    if twin is not None and twin.key != source.key and twin.subscribed:
        raise Usage(
            said("You have that address already: {name}", name=twin.key),
            said("telex feeds remove {key}", key=source.key),
        )
    return {"locator": address}


_EDITS: dict[str, Edit] = {
    "rename": _rename,
    "move": _move,
    "tag": _tag,
    "set": _set,
    "address": _address,
    "pause": lambda source, value, library: {"paused": 1},
    "resume": lambda source, value, library: {"paused": 0},
    "remove": lambda source, value, library: {"subscribed": 0},
}


def _login(context: Context, source: Subscription, options: object) -> Columns:
    """Ask for what is missing. The password goes to the keyring, or a command knows it."""
    words = context.words
    user, command = str(getattr(options, "user", "")), str(getattr(options, "command", ""))
    if getattr(options, "forget", False):
        without = replace(source.settings, user="", command=(), host="")
        return {"settings": settings.patch(source.settings, without)}
    if not source.remote:
        raise Misconfigured(said("{key} is no feed on a server", key=source.key))
    if not user and sys.stdin.isatty():
        user = input(words("Name at {address}: ", address=last_hop(source.locator))).strip()
    if not user:
        raise Usage(said("Whose account?"), said("--user NAME"))
    argv = settings.argv(command) if command else ()
    if not argv:
        if not sys.stdin.isatty():
            raise Usage(
                said("There is nobody to ask for the password"),
                said("--command gives one that prints it, such as: pass show feeds/x"),
            )
        credentials.keep(source.key, user, getpass.getpass(words("Password: ")))
    host = urlsplit(source.locator).hostname or ""
    wanted = replace(source.settings, user=text.line(user, 200), command=argv, host=host)
    return {"settings": settings.patch(source.settings, wanted)}
