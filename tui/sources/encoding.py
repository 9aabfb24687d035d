"""From bytes to text, when they are not UTF-8 either.

UTF-8 and what bears a byte order mark is certain. Of the rest, the older Chinese encodings and
western ones are told apart by how their bytes pair: in GB 18030 nearly every character of running
text is one of GB 2312, whose both bytes are above 0xA0; in Big5 every other second byte is below;
in western text a byte above 0x7F stands alone between ASCII letters.
"""

from __future__ import annotations

import codecs
import re

from tui.errors import BadContent, Said, TelexError, said

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000  # bytes
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_OF_GB2312 = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_NULS = 0.3  # of the characters: more, and it is no text, or one that a power cut wiped out
_DAMAGE = 0.1  # of the characters beyond ASCII: more than that, and it was never UTF-8


def decode(content: bytes) -> tuple[str, TelexError | None]:
    """The text of ``content``, and what is to be remarked of it.

    Raises :class:`BadContent` for what is no text at all.
    """
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
        if "\0" not in text or text.count("\0") < _NULS * len(text):
            return text, None
        where = content.index(b"\0")
    except UnicodeDecodeError as error:
        where = error.start
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), _remark(name.upper(), name.upper())
    if b"\0" in content[:_LOOKED_AT]:
        raise BadContent(
            said("This is no text"), said("Rename it, if it is not Markdown"), f"byte {where}"
        )
    text = content.decode("utf-8", "replace")
    beyond = sum(not character.isascii() for character in text[:_LOOKED_AT])
    if text[:_LOOKED_AT].count("\ufffd") <= _DAMAGE * beyond:
        return text, BadContent(
            said("Some bytes of the file are damaged; they are shown as \ufffd"),
            said("Correct them in an editor"),
            f"byte {where}",
        )
    name = _older(content)
    shown = {"gb18030": "GB18030", "big5hkscs": "Big5", "cp1252": "Latin-1"}[name]
    return content.decode(name, "replace"), _remark(shown, name)


def _older(content: bytes) -> str:
    sample = content[:_LOOKED_AT]
    pairs = _PAIR.findall(sample)
    paired = sum(len(_OF_GB2312.findall(pair)) for pair in pairs) / len(pairs) if pairs else 0.0
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))
    if alone > len(pairs) / 2:
        return "cp1252"
    if paired > 0.8 and _reads(content, "gb18030"):
        return "gb18030"
    return next((name for name in ("big5hkscs", "gb18030") if _reads(content, name)), "cp1252")


def _reads(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _remark(shown: str, name: str) -> TelexError:
    title: Said = said("The file is not UTF-8; it was read as {encoding}", encoding=shown)
    return BadContent(
        title, said("Convert it, for instance: iconv -f {encoding} -t UTF-8", encoding=name)
    )
