"""``telex``: which verb, and every error in words."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence

from tui.cli.context import Context
from tui.cli.verbs import BROWSE, VERBS
from tui.core.models import Subscription
from tui.errors import TelexError


def run() -> int:
    """The program's entry point; the exit status is handed to the shell."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say; 0 done, 1 some source failed, 2 usage, 3 the store, 4 empty."""
    if arguments and arguments[0] in ("--version", "-V"):
        from tui import __version__

        print(f"telex {__version__}")
        return 0
    _write_utf8()
    context = Context(os.environ, _fetch_quietly)
    try:
        verb = arguments[0] if arguments else ""
        if verb in ("--help", "-h", "help"):
            from tui.cli.usage import usage

            print(usage(context.words))
            return 0
        # A verb wins over a folder of its name; that is written ./list.
        module, _, name = VERBS.get(verb, BROWSE).partition(":")
        act: Callable[[Context, Sequence[str]], int] = getattr(
            importlib.import_module(f"tui.cli.{module}"), name
        )
        status = act(context, arguments[1:] if verb in VERBS else arguments)
        sys.stdout.flush()
        return status
    except TelexError as error:
        context.complain(error)
        return error.exit_status
    except BrokenPipeError:
        # The reader of our pipe had enough, as `head` does; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        context.close()


def _fetch_quietly(context: Context, sources: Sequence[Subscription]) -> None:
    from tui.cli.fetch import fetch_quietly  # httpx and its 100 ms: on the first run only

    fetch_quietly(context, sources)


def _write_utf8() -> None:
    """LANG=C must not turn a Chinese title into an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
