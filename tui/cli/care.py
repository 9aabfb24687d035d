"""``telex config`` and ``doctor``: where everything is, and what is wrong with it."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version

from tui import __version__
from tui import config as preferences
from tui.cli.arguments import Parser
from tui.cli.context import Context, now
from tui.cli.fetch import signed
from tui.core.text import last_hop
from tui.errors import BadConfig, TelexError
from tui.sources.registry import Registry

_PARTS = (
    "textual",
    "rich",
    "httpx",
    "feedparser",
    "python-frontmatter",
    "markdown-it-py",
    "icu4py",
)


def config(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser("config", words("Show your preferences"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--check", action="store_true", help=words("only say whether they are right"))
    form.add_argument(
        "--default", action="store_true", help=words("print a config.toml to begin with")
    )
    form.add_argument(
        "--keys", action="store_true", help=words("print every command with its keys")
    )
    options = parser.parse_args(arguments)
    if options.keys:
        print(_keys(context))
        return 0
    if options.default:
        print(preferences.defaults(words.say))
        return 0
    path = context.home.config_file
    chosen = context.config  # raises what is wrong with it
    if options.check:
        _check_theme(chosen.theme)
        good = words("{path} is right", path=path)
        print(
            good
            if path.exists()
            else words("{path} does not exist; the defaults are used", path=path)
        )
        return 0
    print(f"# {path}")
    for key in fields(chosen):
        print(f"{key.name} = {preferences.written(getattr(chosen, key.name))}")
    return 0


def _keys(context: Context) -> str:
    """Every command with its keys, as ``config.toml`` would bind them."""
    from tui.bindings import tables
    from tui.core.commands import TABLE

    helps = {f"{c.scope}.{c.id}": context.words(c.help) for c in TABLE}
    lines, scope = [], ""
    for line in tables(context.config.bindings).splitlines():
        if line.startswith("["):
            scope = line.removeprefix("[keys.").removesuffix("]")
        elif line:
            command = line.partition(" ")[0]
            lines.append(f"# {helps[f'{scope}.{command}']}")
        lines.append(line)
    return "\n".join(lines)


def doctor(context: Context, arguments: Sequence[str]) -> int:
    words = context.words
    parser = Parser(
        "doctor", words("Look after telex: files, adapters, sources; or after a folder")
    )
    parser.add_argument(
        "folder", nargs="?", help=words("say what telex makes of its files, and why")
    )
    parser.add_argument("--rebuild", action="store_true", help=words("make the search index anew"))
    options = parser.parse_args(arguments)
    if options.rebuild:
        from tui.cli.fetch import rebuild_search  # httpx, for this act only

        return rebuild_search(context)
    if options.folder is not None:
        from tui.cli.folder import look_into  # 100 ms of YAML and furniture, for this verb only

        return look_into(context, options.folder)
    home = context.home
    print(f"telex {__version__}, Python {platform.python_version()}, {platform.platform()}")
    print("  " + ", ".join(f"{name} {_version(name)}" for name in _PARTS))
    wrong = 0
    for name, path in (
        (words("preferences"), home.config_file),
        (words("state, worth a backup"), home.state),
        (words("library, a cache"), home.library),
        (words("log"), home.log),
    ):
        size = f"{path.stat().st_size:,} B" if path.exists() else words("not there yet")
        print(f"{name}: {path} ({size})")
    try:
        zone = context.config.timezone or words("the machine's")
        print(
            words("zone of times that name none: {zone}", zone=zone),
            f"({now().astimezone(context.config.zone):%z})",
        )
    except TelexError as error:
        context.complain(error)
        return error.exit_status
    try:
        _check_theme(context.config.theme)
    except BadConfig as error:
        wrong += 1
        context.complain(error)
    registry = Registry()
    for name in registry.names():
        adapter = registry.adapter(name)
        print(words("adapter {name} of {origin}", name=name, origin=adapter.origin or "?"))
        if adapter.error is not None:
            wrong += 1
            context.complain(adapter.error)
    index_bytes, left = context.library.search_size()
    told = words("search index: {size} MB", size=f"{index_bytes / 1e6:.1f}")
    if left:
        told += words(", {n} articles to go; telex refresh", n=f"{left:,}")
    print(told)
    for complaint in context.library.check():
        wrong += 1
        print(f"! {complaint}")
    for info in context.library.informed():
        count = sum(not problem.remark for problem in info.problems)
        state = words.plural("{n} problem", "{n} problems", count)
        print(last_hop(f"{info.subscription.key}: {state}"))
        found, _ = context.library.furniture(info.subscription.key)
        for item in found:
            n = words.plural("{n} article", "{n} articles", item.articles)
            print(
                last_hop(
                    "  " + words("dimmed as furniture: {words}", words=item.words[:60]) + f" ({n})"
                )
            )
        for problem in info.problems:
            wrong += not problem.remark
            print(f"  {signed(problem, context)}")
    print(words("all is well") if not wrong else words.plural("{n} problem", "{n} problems", wrong))
    return int(bool(wrong))


def _check_theme(name: str) -> None:
    from tui.app import require_theme  # 200 ms of Textual, for these two verbs only

    if name != "auto":
        require_theme(name)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
