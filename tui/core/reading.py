"""Two small judgements about an article: does its summary add anything, how long does it take."""

from __future__ import annotations

import re
import unicodedata

_CJK = (
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
    r"\U00020000-\U0003ffff"
)
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_WORD = re.compile(rf"[^\W{_CJK}]+(?:['’.\-][^\W{_CJK}]+)*")
_URL = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u303f\uff00-\uffef]+")
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
CJK_A_MINUTE = 400
WORDS_A_MINUTE = 220
_OPENING = 500


def minutes(prose: str) -> int:
    """Minutes to read ``prose`` (without code): Han, kana and Hangul 400, other words 220 each.

    At least 1. Addresses do not count.
    """
    prose = _URL.sub(" ", prose)
    characters = len(_CJK_CHARACTER.findall(prose))
    words = len(_WORD.findall(prose))
    return max(1, round(characters / CJK_A_MINUTE + words / WORDS_A_MINUTE))


def rough_minutes(source: str) -> int:
    """Minutes to read a long text from its source, Markdown or HTML, without parsing it."""
    return minutes(_TAG.sub(" ", _FENCED.sub(" ", source)))


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if unicodedata.category(c)[0] not in "PZSC")


def adds_nothing(summary: str, body: str) -> bool:
    """Whether ``summary`` is only the beginning of ``body``.

    White space, punctuation and a trailing ellipsis do not count; the body's first 500
    characters are looked at.
    """
    wanted = _bare(summary)
    return not wanted or _bare(body[: 4 * _OPENING])[:_OPENING].startswith(wanted[:_OPENING])
