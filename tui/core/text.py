"""The gate: the one way for text from outside to become text that telex stores and shows.

Terminals obey what they are shown, and neither Rich nor Textual stands between (measured:
``ESC ] 52``, C1 and bidi overrides pass through every widget). So every string of a feed, a file,
a server's error or a plugin's name goes through :func:`line`, :func:`block` or :func:`url`, and
only they make the types :data:`Line`, :data:`Block` and :data:`Url`: the type checker refuses a
bare ``str`` where clean text belongs.

What goes: control characters but newline and tab, whole escape sequences, surrogates, unassigned
code points, bidirectional overrides and isolates (Trojan Source, CVE-2021-42574), invisible
format characters, Unicode tags, and more than four combining marks in a row. ZWJ, ZWNJ and
variation selectors stay: emoji, Indic and Persian words need them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NewType
from urllib.parse import quote, urlsplit, urlunsplit

Line = NewType("Line", str)
"""One line: no newline, no tab, no doubled space, no space at its ends."""
Block = NewType("Block", str)
"""Lines ended by ``\\n``; tabs are kept."""
Url = NewType("Url", str)
"""An absolute http, https or mailto address in printable ASCII, without credentials."""

LINE_LIMIT = 1_000
BLOCK_LIMIT = 4_000_000
URL_LIMIT = 4_096
SCHEMES = ("http", "https", "mailto")

_ESCAPE_SEQUENCE = re.compile(
    # Strings (OSC, DCS …): whole where they end, else only what begins them, for the text's sake.
    r"(?:\x1b[P\]X^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x90\x98\x9c-\x9f]{0,4096}(?:\x07|\x1b\\|\x9c))?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    r"|\x1b[ -/]*[0-~]?"  # two bytes, and a lone ESC
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


@cache
def _gate() -> tuple[Any, Any]:
    """What is unwanted, and piled-up marks. Made when the first text comes: it takes 15 ms, and a
    screen that only shows what was gated before needs it after its first rows."""
    import regex

    unwanted = regex.compile(
        r"[[\p{Cc}\p{Cs}\p{Cn}]--[\n\t]]"
        r"|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
        r"|[\U000e0000-\U000e007f]",
        flags=regex.V1,
    )
    return unwanted, regex.compile(r"(?<=\p{M}{4})\p{M}+")


# A cheap look at text that passed the gate before and is about to leave for the terminal.
_LAST_HOP = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_NOT_IN_A_HOST = re.compile(r"[^A-Za-z0-9.\-_:%]")


def _clean(raw: str) -> str:
    unwanted, piled_marks = _gate()
    text = raw
    # isprintable is false for every unwanted character and every odd line end, but not for marks.
    if not raw.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable():
        text = _LINE_ENDS.sub("\n", raw)
        if "\x1b" in text or not text.isprintable():
            text = _ESCAPE_SEQUENCE.sub("", text)
            text = unwanted.sub("", text)
    return text if text.isascii() else str(piled_marks.sub("", text))


def without_sequences(raw: str) -> str:
    """``raw`` without a terminal's commands: what is left of one whose ESC is gone would be read."""
    return _ESCAPE_SEQUENCE.sub("", raw) if "\x1b" in raw or "\x9b" in raw else raw


def line(raw: str, limit: int = LINE_LIMIT) -> Line:
    """``raw`` as one clean line in NFC, of at most ``limit`` characters (then it ends in ``…``)."""
    text = raw[: limit * 8]
    if not (text.isascii() and text.isprintable()):
        text = _clean(text)
    if "  " in text or not text.isprintable() or text != text.strip():
        text = _SPACES.sub(" ", text).strip()
    if not text.isascii():
        # Composing may bring marks together that stood apart, so the gate looks once more.
        text = _gate()[1].sub("", unicodedata.normalize("NFC", text))
    if len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return Line(text)


def block(raw: str, limit: int = BLOCK_LIMIT) -> Block:
    """``raw`` as clean lines, cut after ``limit`` characters."""
    return Block(_clean(raw[:limit]))


def fold(text: str) -> str:
    """``text`` without regard to case and width, for comparing names."""
    return unicodedata.normalize("NFKC", text).casefold()


def url(raw: str) -> Url | None:
    """``raw`` as an address that is safe to show, to store and to open; else None.

    Only http, https and mailto; no user name or password; the host in its ASCII form (IDNA);
    everything else outside printable ASCII percent-encoded (RFC 3986, RFC 3987 §3.1).
    """
    text = raw.strip()
    if not text or len(text) > URL_LIMIT or _CONTROLS.search(text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
        host = parts.hostname or ""
        if parts.scheme not in SCHEMES or (parts.scheme != "mailto" and not host):
            return None
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one of these
        return None
    if _NOT_IN_A_HOST.search(host):
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None:
        host = f"{host}:{port}"
    safe = "%/:?#[]@!$&'()*+,;=~-._"
    path, query, fragment = (
        quote(part, safe=safe, errors="replace")
        for part in (parts.path, parts.query, parts.fragment)
    )
    if parts.scheme == "mailto":
        query = fragment = ""  # some mail programs attach files that an address asks for
    return Url(urlunsplit((parts.scheme, host, path, query, fragment)))


_SECRET = re.compile(
    r"([?&;][\w.-]*(?:token|key|secret|auth|pass|pwd|sig|session|code)[\w.-]*=)[^&#;\s]+",
    re.IGNORECASE,
)


def without_secrets(words: str) -> str:
    """``words`` with what addresses in them carry to be let in replaced by ``…``."""
    return _SECRET.sub(r"\1…", words) if "=" in words else words


def last_hop(text: str) -> str:
    """``text`` without anything a terminal might act on: a second lock on lines about to leave.

    Newline and tab stay. It costs a search of one character class and changes nothing that has
    been through the gate.
    """
    return _LAST_HOP.sub("", text) if _LAST_HOP.search(text) else text


def last_hop_line(text: str) -> str:
    """:func:`last_hop` for what is drawn on one line: no newline and no tab either."""
    text = last_hop(text)
    return text.replace("\n", " ").replace("\t", " ") if "\n" in text or "\t" in text else text
