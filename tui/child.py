"""The refreshing child as its parent sees it: a process, a thread that listens, a pipe to ask by."""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tui import paths

_GRACE_SECONDS = 3.0


def child_command(keys: Sequence[str]) -> list[str]:
    """How to start the refreshing child."""
    start = paths.python("from tui.cli.main import run; sys.exit(run())")
    return [*start, *("refresh", "--watch", "--progress", "json", *keys)]


class RefreshChild:
    """Starts the child. ``heard`` is called on a thread of its own with every line the child
    writes, and with None once when it has ended."""

    def __init__(
        self, command: Sequence[str], log: Path | None, heard: Callable[[bytes | None], None]
    ) -> None:
        with contextlib.ExitStack() as stack:
            errors = stack.enter_context(log.open("ab")) if log else subprocess.DEVNULL
            self._process = subprocess.Popen(
                list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
            )
        self._heard = heard
        self._listener = threading.Thread(target=self._listen, name="telex-child", daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(RuntimeError, ValueError):  # the one who hears is gone
            for line in self._process.stdout:
                self._heard(line)
            self._heard(None)

    def ask(self, request: Mapping[str, object]) -> bool:
        """Send it a request (:mod:`tui.refresh.watch` says which there are); False if it is no
        longer there."""
        if self._process.poll() is not None or self._process.stdin is None:
            return False
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return False
        return True

    def stop(self) -> None:
        """End it, and wait until it has; what it had not stored it fetches another time."""
        with contextlib.suppress(BrokenPipeError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join(_GRACE_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()
