"""What search compares: the tokens of a text, made alike of an article and of a word looked for.

The rule, which ``docs/queries.md`` tells users: case, full-width forms and (by a table of the
caller's) traditional Chinese characters do not count. Characters of scripts that put no spaces
between words (Han, kana, Hangul, Thai …) and emoji are tokens of their own; other letters and
digits that follow one another are one token. A single letter with ``++`` or ``#`` behind it is one
too (``C++``, ``F#``). Everything else only separates tokens; but punctuation behind a character of
the first kind is a token that parts it from what follows, so that ``国服`` is not found in
``中国。服务``. A word is found where its tokens follow one another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

VERSION = 2
"""Another number has every index built anew: it was made by another rule."""
_PATIENCE_SECONDS = 0.05
PART = "。"
"""The token of punctuation."""
Simplify = Callable[[str], str]
"""Puts simplified characters in the place of traditional ones."""

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U000323af"
    "\u2600-\u27bf\U0001f000-\U0001faff"
)
_PUNCTUATION = r".,;:!?，；：！？。、…—–()（）《》〈〉「」『』【】〔〕〖〗［］｛｝“”‘’\[\]{}|/\"'-"
# What parts a run from the next: punctuation, marks and spaces before it aside; an empty line; the
# beginning of a list's point, a heading, a quote.
_PARTED = rf"[\s*_~`\\]*(?:[{_PUNCTUATION}]|\n[\s>]*\n|\n[^\S\n]*[*+#>])"
_RUN = rf"([{_ALONE}]+)({_PARTED})?|[^\w\x00-\x7f{_ALONE}]+"
# The tokenizer called `ascii`: all but ASCII's letters and digits, and what is beyond it, separates.
_TOKEN = re.compile(r"[0-9a-zA-Z\x80-\U0010ffff]+")
# Of letters beyond ASCII, so that the tokenizer keeps them.
_PLUS = (re.compile(r"\+\+(?<=\b[a-z]\+\+)(?!\w)"), "ᐩᐩ")
_SHARP = (re.compile(r"#(?<=\b[a-z]#)(?!\w)"), "♯")
_WORD = rf"[^\W_{_ALONE}]"
# What none of is in needs no normal form, which takes ten times as long as all else.
_UNUSUAL = re.compile(
    "[^\x00-\x7f\u3001-\u301f\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff“”‘’…—·，。！？：；（）]"
)


@lru_cache(maxsize=4)
def simplifier(table: str) -> Simplify | None:
    """What replaces characters by ``table``: pairs of a traditional character and a simplified one."""
    if not table:
        return None
    pairs = dict(zip(table[::2], table[1::2], strict=True))
    any_of_them = re.compile(f"[{''.join(map(re.escape, pairs))}]")
    return lambda text: any_of_them.sub(lambda found: pairs[found[0]], text)


_SHOWN = {
    f"{letter}{mark}": f"{letter}{shown}"
    for letter in map(chr, range(97, 123))
    for mark, shown in ((_PLUS[1], "++"), (_SHARP[1], "#"))
}


def fold(text: str) -> str:
    """``text`` without regard to case and width; full-width punctuation may stay."""
    if text.isascii():
        return text.lower()
    return (unicodedata.normalize("NFKC", text) if _UNUSUAL.search(text) else text).casefold()


def segmented(text: str, simplify: Simplify | None = None) -> str:
    """``text`` as FTS5's tokenizer ``ascii`` is given it, to make of it the tokens of the rule."""
    text = fold(text)
    if not text.isascii():
        text = _compiled_once(_RUN).sub(_spaced, simplify(text) if simplify else text)
    if "++" in text:
        text = _PLUS[0].sub(_PLUS[1], text)
    return _SHARP[0].sub(_SHARP[1], text) if "#" in text else text


@lru_cache(maxsize=1)
def _compiled_once(pattern: str) -> re.Pattern[str]:
    """Five milliseconds, which a start that searches nothing has no use for."""
    return re.compile(pattern)


def _spaced(found: re.Match[str]) -> str:
    run = found[1]
    if run is None:
        return " "
    return f" {' '.join(run)} {PART} " if found[2] else f" {' '.join(run)} "


def found_in(regex: str, title: str, text: str) -> bool:
    """Whether ``regex`` is found in either, whatever the case. What takes too long is not found."""
    pattern = _compiled(regex)
    try:
        return any(pattern.search(part, timeout=_PATIENCE_SECONDS) for part in (title, text))
    except TimeoutError:
        return False


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> Any:
    import regex  # 15 ms, for who asks for one

    return regex.compile(pattern, flags=regex.IGNORECASE | regex.MULTILINE)


def tokens(text: str, simplify: Simplify | None = None) -> list[str]:
    return _TOKEN.findall(segmented(text, simplify))


def needle(word: str, simplify: Simplify | None = None) -> list[str]:
    """The tokens by which ``word`` is looked for; none if it has no letter or digit."""
    found = tokens(word, simplify)
    while found and found[-1] == PART:
        found.pop()
    return found


@lru_cache(maxsize=64)
def pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """What finds ``wanted`` in a folded line; a last ``*`` stands for any end of the last word."""
    prefix = wanted[-1] == "*"
    tokens = [_SHOWN.get(token, token) for token in (wanted[:-1] if prefix else wanted)]
    words = re.escape(tokens[0])
    for one, other in pairwise(tokens):
        words += _between(one, other) + ("" if other == PART else re.escape(other))
    before = rf"(?<!{_WORD})" if re.match(_WORD, tokens[0]) else ""
    after = "" if prefix or re.match(f"[{_ALONE}]", tokens[-1]) else rf"(?!{_WORD})"
    return re.compile(before + words + after)


def _between(one: str, other: str) -> str:
    """What may stand between two tokens that follow one another."""
    if PART in (one, other):
        return r"[\W_]+" if other == PART else ""
    if re.match(f"[{_ALONE}]", one):
        return rf"(?:(?![{_PUNCTUATION}])[\W_])*"
    return r"[\W_]*" if re.match(f"[{_ALONE}]", other) else r"[\W_]+"
