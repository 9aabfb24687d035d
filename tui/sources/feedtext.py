"""From a feed's bytes to its text: what the server, the document and the bytes themselves say.

RFC 7303 lets the server's word stand before the document's; but servers name an encoding for all
their files, so the bytes have the first word: what is valid UTF-8, and not plain ASCII, is UTF-8.
"""

from __future__ import annotations

import codecs
import re

from tui.errors import BadContent, TelexError
from tui.sources import encoding

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_SENT = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
# Both are read as what they are a part of: publishers name the older one.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_UNSAFE = ("utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined")
_SHIFTING = ("iso2022", "hz")  # ASCII to look at, and yet not
_UTF16 = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"<\0r\0", "utf-16-le"))


def decode(content: bytes, content_type: str = "") -> tuple[str, TelexError | None]:
    """The text of ``content``, and what is to be remarked of it: bytes that are no text were lost."""
    for start, name in _UTF16:
        if content.startswith(start):
            return content.decode(name, "replace"), None
    named = _named(content, content_type)
    with_marks = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if named and not with_marks and not content.startswith(codecs.BOM_UTF8):
        shifting = next((name for name in named if name.startswith(_SHIFTING)), "")
        if shifting and content.isascii():
            return content.decode(shifting, "replace"), None
        if not _is_utf8(content):
            for name in named:
                try:
                    return content.decode(name), None
                except (UnicodeDecodeError, LookupError):
                    continue
    try:
        text, remark = encoding.decode(content)
    except BadContent:
        return content.decode("cp1252", "replace"), None  # a picture, perhaps: no feed in any case
    # An encoding that was guessed, and right, is nothing to tell a reader of.
    return text, remark if "\ufffd" in text and "\ufffd".encode() not in content else None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _named(content: bytes, content_type: str) -> list[str]:
    """The encodings that the server and the document name, as far as Python knows them."""
    found = []
    if sent := _SENT.search(content_type):
        found.append(sent[1])
    if declared := _DECLARED.search(content[:1024]):
        found.append(declared[1].decode("ascii"))
    known = []
    for name in found:
        while name.lower().startswith("x-"):
            name = name[2:]  # x-sjis, x-gbk: Python knows them without
        try:
            codec = codecs.lookup(name).name
            b"".decode(name)  # not one that makes bytes of bytes
        except (LookupError, ValueError):
            continue
        if codec not in _UNSAFE:
            known.append(_WIDER.get(codec, codec))
    return [name for name in dict.fromkeys(known) if name != "utf-8"]
