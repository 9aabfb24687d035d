"""Passwords: asked of a command or of the system's keyring when they are needed, and never kept."""

from __future__ import annotations

import asyncio
import subprocess

from tui.core import text
from tui.core.settings import Settings
from tui.errors import Misconfigured, said

SERVICE = "telex"
_SECONDS = 30.0


async def login(settings: Settings, key: str) -> tuple[str, str] | None:
    """The name and password for the source ``key``; None if it needs none.

    Raises :class:`Misconfigured` where the password cannot be had.
    """
    if not settings.user:
        return None
    work = _of_command if settings.command else _of_keyring
    return settings.user, await asyncio.to_thread(work, settings, key)


def _of_command(settings: Settings, key: str) -> str:
    name = text.line(settings.command[0], 60)
    advice = said("Try the command in a shell, then: telex feeds login {key}", key=key)
    try:
        done = subprocess.run(
            list(settings.command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Misconfigured(
            said("The command {name} did not give the password", name=name),
            advice,
            type(error).__name__,
        ) from error
    password = done.stdout.decode("utf-8", "replace").split("\n", 1)[0].strip("\r")
    if done.returncode or not password:
        # What it printed may be half a secret: only its exit status is told.
        raise Misconfigured(
            said("The command {name} did not give the password", name=name),
            advice,
            f"exit status {done.returncode}",
        )
    return password


def _of_keyring(settings: Settings, key: str) -> str:
    try:
        import keyring
    except ImportError as error:
        raise Misconfigured(
            said("The password is in the keyring, which needs a package that is not there"),
            said("pip install 'telex[keyring]', or: telex feeds login {key} --command", key=key),
        ) from error
    try:
        password = keyring.get_password(SERVICE, f"{key} {settings.user}")
    except Exception as error:  # a backend is somebody's code, and a desktop's
        raise Misconfigured(
            said("The keyring did not give the password"),
            said("Unlock it, or: telex feeds login {key}", key=key),
            type(error).__name__,
        ) from error
    if not password:
        raise Misconfigured(
            said("The keyring has no password for this feed"),
            said("telex feeds login {key}", key=key),
        )
    return password


def keep(key: str, user: str, password: str) -> None:
    """Put a password into the keyring. Raises :class:`Misconfigured` where there is none."""
    try:
        import keyring

        keyring.set_password(SERVICE, f"{key} {user}", password)
    except ImportError as error:
        raise Misconfigured(
            said("There is no keyring here"),
            said("pip install 'telex[keyring]', or give --command, which prints the password"),
        ) from error
    except Exception as error:
        raise Misconfigured(
            said("The keyring did not take the password"),
            said("Give --command, which prints the password"),
            type(error).__name__,
        ) from error
