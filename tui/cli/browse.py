"""``telex [TARGET ...]``: the screen."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tui.child import child_command
from tui.cli import terminal
from tui.cli.context import Context, now
from tui.cli.logs import log_to
from tui.cli.verbs import VERBS
from tui.core.text import Url
from tui.errors import NotFound, nearest, said
from tui.library import SAMPLE, Library, Scope, open_library
from tui.session import Session

if TYPE_CHECKING:
    from tui.core.models import Subscription
    from tui.screens.links import Opener

_OPENERS = ("xdg-open", "open", "wslview")


def sample(context: Context, arguments: Sequence[str]) -> int:
    """``telex sample``: the articles that telex brings along."""
    from tui.cli.arguments import Parser

    Parser("sample", context.words("Open the sample articles")).parse_args(arguments)
    return _browse(context, [SAMPLE.locator])


def browse(context: Context, arguments: Sequence[str]) -> int:
    return _browse(context, _targets(context, arguments))


def _targets(context: Context, arguments: Sequence[str]) -> Sequence[str]:
    if not any(argument.startswith("-") for argument in arguments):
        return arguments  # the usual way, without 8 ms of argparse
    from tui.cli.arguments import Parser

    parser = Parser("[TARGET ...]", context.words("Open the browser on your sources, or on TARGET"))
    parser.prog = "telex"
    parser.add_argument(
        "target",
        nargs="*",
        help=context.words("a folder, a Markdown file, a saved feed, or a feed's address"),
    )
    targets: list[str] = parser.parse_args(arguments).target
    return targets


def _browse(context: Context, targets: Sequence[str]) -> int:
    claimed = _claim(targets)
    terminal.require(context.environ)
    config = context.config
    sources = _remember(context, claimed)
    keys = [source.key for source in sources] if targets else None
    log_to(context.home.log)

    def open_mine() -> Library:
        scope = Scope(None if keys is None else tuple(keys))
        return open_library(
            context.home.state,
            context.home.library,
            scope,
            now=now,
            zone=config.zone,
            names=config.names,
        )

    session = Session(
        open_mine,
        config,
        context.words,
        now=now,
        child=child_command([source.key for source in sources]),
        log=context.home.log,
        restricted=bool(context.environ.get("TELEX_RESTRICTED")),
    )
    try:
        with ThreadPoolExecutor(1) as beside:
            # The terminal answers, and the store is read, while Textual is imported (200 ms).
            asked = beside.submit(terminal.ask, context.environ)
            return _run(context, session, sources, asked.result)
    finally:
        session.close()


def _run(
    context: Context,
    session: Session,
    targets: Sequence[Subscription],
    ask: Callable[[], terminal.Answers],
) -> int:
    from tui.screens.snapshot import opening

    first = session.begin(opening)
    # A reader's own Esc must not wait for a longer sequence that never comes.
    os.environ.setdefault("ESCDELAY", "25")
    from tui.app import TelexApp, require_theme
    from tui.render import cells
    from tui.screens.links import Links
    from tui.widgets.drawn import ASCII, UNICODE

    config, environ = context.config, context.environ
    answers = ask()
    wide = config.ambiguous == "2" or (config.ambiguous == "auto" and answers.ambiguous == 2)
    if wide:
        cells.widen_ambiguous()
    plain = config.glyphs == "ascii" or (
        config.glyphs == "auto" and (wide or environ.get("TERM") == "linux")
    )
    theme = terminal.theme(config.theme, environ, answers)
    # Textual would make greys of our colours, and send those; our own theme for it has none.
    os.environ.pop("NO_COLOR", None)
    require_theme(theme)
    # Rendering must give way to keys much sooner than Python's usual 5 ms (measured).
    sys.setswitchinterval(0.0005)
    # What was imported stays. To look through it for garbage holds up keys for 50 ms (measured).
    gc.freeze()
    single = len(targets) == 1
    app = TelexApp(
        session,
        ASCII if plain else UNICODE,
        Links(None if session.restricted else _opener(environ)),
        theme,
        target=targets[0] if single else None,
        first=first,
        open_at_once=single and Path(targets[0].locator).is_file(),
        pending_keys=answers.typed,
        answers_due=not answers.complete,
    )
    app.run(mouse=config.mouse)
    return app.return_code or 0


def _claim(targets: Sequence[str]) -> list[Subscription]:
    """The targets as sources, not yet stored. Raises what is wrong with one of them."""
    if not targets:
        return []
    from tui.sources.registry import Registry

    registry = Registry()
    found = []
    for target in targets:
        try:
            found.append(SAMPLE if target == SAMPLE.locator else registry.claim(target))
        except NotFound as error:
            if meant := nearest(target, VERBS):
                error.hint = said("Did you mean `telex {verb}`?", verb=meant)
            raise
    return found


def _remember(context: Context, claimed: Sequence[Subscription]) -> list[Subscription]:
    """Sources whose keys and marks are kept; without any named, the user's own or the sample."""
    library = context.open()
    try:
        if claimed:
            return [library.remember(source) for source in claimed]
        mine = library.sources()
        return [library.remember(SAMPLE)] if not any(s.subscribed for s in mine) else []
    finally:
        library.close()


def _opener(environ: Mapping[str, str]) -> Opener | None:
    """What opens an address on this desktop; None over SSH, where it would be the wrong one."""
    program = next((path for name in _OPENERS if (path := shutil.which(name))), None)
    far = "SSH_CONNECTION" in environ or "SSH_TTY" in environ
    desktop = "DISPLAY" in environ or "WAYLAND_DISPLAY" in environ or sys.platform == "darwin"
    if program is None or far or not (desktop or program.endswith("wslview")):
        return None
    found: str = program

    def open_address(address: Url) -> bool:
        # The gate let only http, https and mailto through: none begins with a hyphen.
        try:
            subprocess.Popen(
                [found, address],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return False
        return True

    return open_address
