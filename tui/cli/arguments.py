"""Arguments of a verb, and what is wrong with them in our words."""

from __future__ import annotations

import argparse
from typing import NoReturn

from tui.errors import Said, Usage, said


class Parser(argparse.ArgumentParser):
    """Arguments of one verb; a wrong one is a :class:`Usage` error in our words."""

    def __init__(self, verb: str, description: str) -> None:
        super().__init__(f"telex {verb}", description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise Usage(
            Said("{message}", (("message", message[0].upper() + message[1:]),)),
            said("`{verb} --help` shows how it is used", verb=self.prog),
        )
