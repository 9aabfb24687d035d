"""Long articles as feeds bring them: Chinese and English by turns, no two paragraphs alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

BEGINS = "It begins here"
FIRST_SCREEN = rf"(?s){BEGINS}.*first\s+screen"
"""A pattern of the first line and of one a dozen below it."""
WORD = "潮位"
"""To be looked for: it is there often, its first character more often still."""

_ZH = (
    "电价便宜的时候让模型去做梦",
    "北岸的供暖指数单日上涨百分之四",
    "一台会打字的电线从邮局的阁楼里找了出来",
    "事情要从一张手绘的公交线路图说起",
    f"守塔人每天两次把{WORD}抄在同一本册子上",
    "潮水退去以后滩上只剩下鸟的脚印",
    "末班渡轮离开码头时没有人挥手",
    "算力像潮水一样随夜间的电价涨落",
    "“段落在呼吸”，编辑在页边这样写道",
    "桥的名字换过三回（最近一次是在 1987 年）",
    "没有逗号会站在一行的开头",
    "面包放到第三天反而更好切",
    "他说不知道，然后真的去查了",
    "两只钟差了十一分钟，谁也不肯先改",
)
_EN = (
    "the night shift learns to breathe while the grid is cheap",
    "every reader of the map begins with the last ferry",
    "a paragraph is as long as the thought it has to carry",
    "nobody could say when the tide gauge had been moved",
    "the editors kept a ledger of every word that was cut",
    "bread that keeps for a week is a form of patience",
    "two clocks on one wall agreed only by accident",
    "it took a decade before the bridge was given its name",
)
_OPENING = f"""{BEGINS}.

## A tide gauge, 一份验潮记录

{"，".join(_ZH[:4])}。{"，".join(_ZH[5:8])}。

In *English*, with a [link](https://example.org/first) and `code`, a paragraph goes on for a line or
two: {_EN[0]}, and this is still the first screen.

"""


def prose(size: int) -> str:
    """Markdown of ``size`` KB, the same each time."""
    written, length = [_OPENING], len(_OPENING.encode())
    for block in _blocks(random.Random(size)):
        if length >= size * 1024:
            break
        written.append(f"{block}\n\n")
        length += len(written[-1].encode())
    return "".join(written)


def _blocks(dice: random.Random) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"## {number}. {dice.choice(_ZH)}"
        yield _chinese(dice, 4)
        yield _english(dice, 3, f"[note {number}](https://example.org/notes/{number})")
        yield _chinese(dice, 3) + f"**{dice.choice(_ZH)}**。"
        if number % 2:
            yield "\n".join(f"- {dice.choice(_ZH)}" for _ in range(3))
        else:
            yield f"> {_chinese(dice, 2)}"
        if not number % 4:
            add = f"return at + {dice.randrange(1000)}"
            yield f"```python\ndef level_{number}(at: float) -> float:\n    {add}\n```"
        if not number % 6:
            rows = "\n".join(f"| {hour}:00 | {dice.randrange(400)} cm |" for hour in range(3))
            yield f"| 时刻 | 高度 |\n|---|---:|\n{rows}"


def _chinese(dice: random.Random, most: int) -> str:
    sentences = range(dice.randrange(1, most + 1))
    return "".join("，".join(dice.sample(_ZH, dice.randrange(2, 4))) + "。" for _ in sentences)


def _english(dice: random.Random, most: int, link: str) -> str:
    clauses = [", and ".join(dice.sample(_EN, 2)) for _ in range(dice.randrange(1, most + 1))]
    return ". ".join(clause.capitalize() for clause in clauses) + f", says {link}."
