"""Texts to be searched: Chinese, English and both in one article, of words that are spread as in
languages: some everywhere, most of them rare. Words are planted in so many articles as is known."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

PLANTED: Mapping[str, float] = {
    "鲸": 0.00001,
    "zeppelin": 0.00001,
    "鹦鹉": 0.0001,
    "鸢尾R1": 0.0001,
    "麒麟阁": 0.001,
    "quokka": 0.001,
    "饕餮盛宴": 0.01,
    "C++": 0.01,
    "琥珀": 0.1,
    "AI应用": 0.1,
    "obsidian": 0.3,
    "翡": 0.3,
    "霾霁": 0.75,
    "telegraphs": 0.75,
}
"""Words that stand in no other way in the texts, and in which part of the articles; in one at least."""
KINDS = ("Chinese", "English", "mixed")
COUNTS = (500, 200, 100)
"""So many words are drawn of each of the KINDS."""

# The 3,755 characters that everyone reads: the first level of GB 2312.
_LEVEL = "".join(
    bytes((row, cell)).decode("gb2312", "ignore")
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF)
)
_WORDS = (30_000, 20_000)  # different ones
_LATIN = (
    "GPT4",
    "x86",
    "H2O",
    "2026",
    "5G",
    "3.14",
    "F#",
    "e-mail",
    "node.js",
    "naïve",
    "Ｗｅｂ３",
)
_ALONE = ("日本語の", "한국어", "ไทย", "🚀", "臺灣", "體驗", "麵包")
_HAN = re.compile("[\u4e00-\u9fff]+")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_MIXED = re.compile(
    "[\u4e00-\u9fff]{1,2}[A-Za-z0-9][A-Za-z0-9+#.-]*[\u4e00-\u9fff]{0,2}"
    "|[A-Za-z0-9][A-Za-z0-9+#.-]*[\u4e00-\u9fff]{1,2}"
)
_ADDRESS = re.compile(r"\]\(https://[!-~]*\)")
_LINK = "[{}](https://example.org/a_(b)/{})"


class Text(NamedTuple):
    title: str
    body: str
    tags: tuple[str, ...]
    author: str


class SearchTexts:
    """``articles`` texts of about a KB, the same each time."""

    def __init__(self, articles: int) -> None:
        self._dice = dice = random.Random(articles)
        planted = set("".join(PLANTED))
        characters = [character for character in _LEVEL if character not in planted]
        dice.shuffle(characters)
        often = _spread(len(characters), 20)

        def chinese() -> str:
            size = dice.choice((1, 2, 2, 2, 2, 3, 4))
            return "".join(dice.choices(characters, cum_weights=often, k=size))

        words = (_different(chinese, _WORDS[0]), _different(self._english, _WORDS[1]))
        # The shorter, the more often, by and large.
        self._words = [
            sorted(some, key=lambda word: len(word) * (0.5 + dice.random())) for some in words
        ]
        self._often = (_spread(_WORDS[0], 4), _spread(_WORDS[1], 4))
        self.count = articles
        self.planted = {word: max(1, round(share * articles)) for word, share in PLANTED.items()}
        self._holders = {
            word: frozenset(dice.sample(range(articles), count))
            for word, count in self.planted.items()
        }

    def all(self) -> Iterator[Text]:
        for number in range(self.count):
            yield self.text(number)

    def text(self, number: int) -> Text:
        """Number ``number``; to be asked for in order."""
        dice = self._dice
        planted = [word for word, holders in self._holders.items() if number in holders]
        title, tags = self._drawn(language := dice.choice((0, 0, 1)), 4, 9), self._drawn(0, 2, 5)
        paragraphs = [
            self._drawn(dice.choice((language, language, 0, 1)), 20, 60)
            for _ in range(dice.randrange(3, 6))
        ]
        author = "".join(self._drawn(0, 1, 3))
        for word in planted:
            where = dice.choice((title, *paragraphs * 4))
            where.insert(dice.randrange(len(where)), _apart(word))
        return Text(
            _sentence(title),
            "\n\n".join(self._paragraph(words) for words in paragraphs),
            tuple(dict.fromkeys(tags)),
            author,
        )

    def _drawn(self, language: int, least: int, most: int) -> list[str]:
        """Words; Latin ones among the Chinese, some strange ones among both."""
        dice, number = self._dice, self._dice.randrange(least, most)
        words = dice.choices(self._words[language], cum_weights=self._often[language], k=number)
        if language:
            return [f" {word}" for word in words]
        for place in range(dice.randrange(10), number, 14):
            other = dice.choices(self._words[1], cum_weights=self._often[1])[0]
            words[place] = dice.choice((other, other.upper(), other, dice.choice(_LATIN)))
            if not dice.randrange(8):
                words[place] = dice.choice(_ALONE)
        return words

    def _paragraph(self, words: Sequence[str]) -> str:
        dice, clauses, at = self._dice, [], 0
        while at < len(words):
            size = dice.randrange(4, 14)
            clauses.append(_sentence(words[at : at + size]))
            at += size
        if not dice.randrange(4):
            clauses[0] = _LINK.format(clauses[0], dice.randrange(9_999))
        if not dice.randrange(4):
            clauses[-1] = f"**{clauses[-1]}**"
        comma, stop = ("，", "。") if _HAN.search(clauses[0]) else (",", ".")
        return ("## " if not dice.randrange(12) else "") + comma.join(clauses) + stop

    def _english(self) -> str:
        syllables = self._dice.choice((1, 2, 2, 3, 3, 4))
        parts = (
            self._dice.choice(string.ascii_lowercase) + self._dice.choice("aeiou")
            for _ in range(syllables)
        )
        word = "".join(parts) + self._dice.choice(("", "n", "s", "t", "r"))
        return "kid" if word in ("ai", "c", "r") else word


def _apart(word: str) -> str:
    """``word`` so that no letters before and behind it become a part of it."""
    before, behind = (" " if end.isascii() else "" for end in (word[0], word[-1]))
    return before + word + behind


def _sentence(words: Sequence[str]) -> str:
    return "".join(words).strip()


def _different(make: Callable[[], str], count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


def _spread(size: int, level: int) -> list[float]:
    return list(accumulate(1 / (rank + level) for rank in range(size)))


def words_of(texts: Sequence[str], dice: random.Random) -> dict[str, list[str]]:
    """Words as somebody might look for, by their kind, as they stand in ``texts``: Chinese ones of 1
    to 4 characters begin anywhere."""
    found: dict[str, list[str]] = {}
    for kind, count, pattern in zip(KINDS, COUNTS, (_HAN, _ENGLISH, _MIXED), strict=True):
        words: dict[str, None] = {}
        while len(words) < count:
            runs = pattern.findall(_ADDRESS.sub("]", dice.choice(texts)))
            if not runs:
                continue
            run = dice.choice(runs)
            if kind == "Chinese":
                at = dice.randrange(len(run))
                run = run[at : at + dice.randrange(1, 5)]
            words[run] = None
        found[kind] = list(words)
    return found
