"""All that telex may write to a terminal, as a grammar; whatever else there is, is an intrusion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.builders import FORBIDDEN

_ST = r"(?:\x07|\x1b\\)"
_ALLOWED = {
    "text": "[^" + "".join(re.escape(character) for character in sorted(FORBIDDEN)) + r"\n\t]+",
    "line": r"[\r\n]+",
    "colour": r"\x1b\[[0-9;]*m",
    "cursor": r"\x1b\[[0-9]*(?:;[0-9]*)?H",
    "erase": r"\x1b\[K",
    "mode": r"\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]",
    "keyboard": r"\x1b\[(?:>[0-9]+|<)u",
    "question": r"\x1b\[(?:6n|c|\?[0-9]+\$p)|\x1b\]11;\?\x1b\\",
    "pointer": rf"\x1b\]22;[a-z-]+{_ST}",
    "link": rf"\x1b\]8;(?:id=[A-Za-z0-9._-]+)?;(?:https?://[!-~]+)?{_ST}",
    "clipboard": rf"\x1b\]52;c;[A-Za-z0-9+/=]+{_ST}",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALLOWED.items()))


def tokens(written: bytes) -> Iterator[tuple[str, str]]:
    """Kind and text of every token; the kind of what is not allowed is ``intrusion``."""
    stream, place = written.decode(errors="surrogateescape"), 0
    while place < len(stream):
        found = _TOKEN.match(stream, place)
        if found is None:
            yield "intrusion", stream[place : place + 60]
            place += 1
        else:
            yield str(found.lastgroup), found[0]
            place = found.end()
