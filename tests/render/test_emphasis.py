"""Emphasis beside Chinese, Japanese and Korean, against the definitions written out again here.

What a character is to a run of delimiters is said by hand for each sample, and once more by the
standard library's tables; which runs open and close follows from that by the two definitions of
the CJK-friendly amendments. White space under a variation selector is left out: they leave it
open.
"""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.render.cjk import CJKMarkdownIt, CJKStateInline

OURS = CJKMarkdownIt()
STOCK = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])


class Kind(Enum):
    SPACE = auto()
    PUNCTUATION = auto()
    """Of no CJK script; symbols count as punctuation."""
    CJK = auto()
    CJK_PUNCTUATION = auto()
    OTHER = auto()


ANY_PUNCTUATION = {Kind.PUNCTUATION, Kind.CJK_PUNCTUATION}
ANY_CJK = {Kind.CJK, Kind.CJK_PUNCTUATION}


class Side(NamedTuple):
    """Samples of one class; what they are before a run (its last sequence) and after (a character)."""

    samples: tuple[str, ...]
    before: Kind
    after: Kind


def side(samples: str, kind: Kind) -> Side:
    return Side(tuple(samples), kind, kind)


WIDE_EMOJI = "😀🈯⭕"
SIDES = {
    "the edge of the text": Side(("",), Kind.SPACE, Kind.SPACE),
    "a space": side(" \t\u00a0\u2009\u3000", Kind.SPACE),
    "a line end": side("\n", Kind.SPACE),
    "an ASCII letter": side("aZ", Kind.OTHER),
    "a digit": side("07", Kind.OTHER),
    "a letter of another alphabet": side("éжا①", Kind.OTHER),
    "ASCII punctuation": side("()[]<>\"'`.,:;!?-+$%#&/|\\", Kind.PUNCTUATION),
    "quotation marks, dashes and dots that East Asia shares": side("“”‘’—…·", Kind.PUNCTUATION),
    "punctuation and symbols of no CJK script": side("«»¿€©∇✔⚠𝜵", Kind.PUNCTUATION),
    "an emoji": side(WIDE_EMOJI, Kind.PUNCTUATION),
    "an emoji with its selector": Side(
        ("✔\ufe0f", "⚠\ufe0f", "😀\ufe0f"), Kind.OTHER, Kind.PUNCTUATION
    ),
    "punctuation with another selector": Side(
        ("✔\ufe0e", "(\ufe01", "—\ufe01", "!\ufe00"), Kind.PUNCTUATION, Kind.PUNCTUATION
    ),
    "a quotation mark asked to be wide": Side(
        tuple(f"{mark}\ufe01" for mark in "“”‘’"), Kind.CJK_PUNCTUATION, Kind.PUNCTUATION
    ),
    "Han": side("漢国々〇", Kind.CJK),
    "Han beyond the BMP": side("𠮷𰻞", Kind.CJK),
    "Han with a variation selector": Side(("神\ufe00", "辻\U000e0100"), Kind.CJK, Kind.CJK),
    "a letter under an ideographic selector": Side(("a\U000e01ef",), Kind.CJK, Kind.OTHER),
    "kana": side("ひカー", Kind.CJK),
    "half-width kana": side("ｱﾞ", Kind.CJK),
    "half-width CJK punctuation": side("｡｢｣､･", Kind.CJK_PUNCTUATION),
    "Hangul": side("한글\u110f\u1161\u11a8", Kind.CJK),
    "full-width letters": side("Ａｚ５", Kind.CJK),
    "full-width punctuation": side("，。（）「」『』《》、：；？！～", Kind.CJK_PUNCTUATION),
    "CJK symbols": side("￥₩〒〰㊙🈂⻲", Kind.CJK_PUNCTUATION),
    "CJK punctuation with a variation selector": Side(
        ("，\ufe00", "。\ufe01", "〽\ufe0e"), Kind.CJK_PUNCTUATION, Kind.CJK_PUNCTUATION
    ),
}


def left_flanking(before: Kind, after: Kind) -> bool:
    if after is Kind.SPACE:
        return False
    if after is not Kind.PUNCTUATION:
        return True
    return before in {Kind.SPACE, Kind.PUNCTUATION} | ANY_CJK


def right_flanking(before: Kind, after: Kind) -> bool:
    if before is Kind.SPACE:
        return False
    if before is not Kind.PUNCTUATION:
        return True
    return after in {Kind.SPACE, Kind.PUNCTUATION} | ANY_CJK


def demanded(marker: str, before: Kind, after: Kind) -> tuple[bool, bool]:
    """Whether the run can open, whether it can close."""
    left, right = left_flanking(before, after), right_flanking(before, after)
    if marker != "_":
        return left, right
    opens = left and (not right or before in ANY_PUNCTUATION)
    closes = right and (not left or after in ANY_PUNCTUATION)
    return opens, closes


def around(text: str) -> tuple[str, ...]:
    """The text at the edge, and with others beyond it, which must not matter."""
    return ("", "a", "漢", "。", "(") if text else ("",)


@pytest.mark.parametrize("name", SIDES)
def test_runs_open_and_close_as_demanded_after(name: str) -> None:
    kind = SIDES[name].before
    wrong: list[str] = []
    for before, beyond in ((b, x) for b in SIDES[name].samples for x in around(b)):
        for other, following in SIDES.items():
            for after, marker, length in product(following.samples, "*_~", (1, 2, 3)):
                src = f"{beyond}{before}{marker * length}{after}"
                state = CJKStateInline(src, OURS, {}, [])
                scanned = state.scanDelims(len(beyond + before), marker != "_")
                opens, closes = demanded(marker, kind, following.after)
                if scanned != (opens, closes, length):
                    wrong.append(f"{src!a} before {other}: {scanned}, not {opens, closes, length}")
    assert not wrong, f"{len(wrong)} runs after {name}:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("name", SIDES)
def test_the_standard_library_says_the_same_of_the_samples(name: str) -> None:
    for character in SIDES[name].samples:
        if len(character) != 1:
            continue
        category = unicodedata.category(character)
        wide = unicodedata.east_asian_width(character) in {"W", "F", "H"}
        cjk = wide and character not in WIDE_EMOJI
        cjk = cjk or unicodedata.name(character, "").startswith("HANGUL")
        if character in "\t\n" or category == "Zs":
            kind = Kind.SPACE
        elif category.startswith(("P", "S")):
            kind = Kind.CJK_PUNCTUATION if cjk else Kind.PUNCTUATION
        else:
            kind = Kind.CJK if cjk else Kind.OTHER
        assert SIDES[name].before is SIDES[name].after is kind, ascii(character)


SENTENCES = [
    ("**能源板块：**LNG需求回升", "<strong>能源板块：</strong>LNG需求回升"),
    ("*注意！*明天停电。", "<em>注意！</em>明天停电。"),
    ("央行称**“降息”**尚早", "央行称<strong>“降息”</strong>尚早"),
    ("他说：**“不。”**然后走了", "他说：<strong>“不。”</strong>然后走了"),
    ("他说：“**不**。”", "他说：“<strong>不</strong>。”"),
    ("要点**（共三条）**如下", "要点<strong>（共三条）</strong>如下"),
    ("要点**(共三条)**如下", "要点<strong>(共三条)</strong>如下"),
    ("售价**¥3,999**起", "售价<strong>¥3,999</strong>起"),
    ("涨**+3.2%**跌**-1%**收盘", "涨<strong>+3.2%</strong>跌<strong>-1%</strong>收盘"),
    (
        "把《**红楼梦**》和**《聊斋》**对读",
        "把《<strong>红楼梦</strong>》和<strong>《聊斋》</strong>对读",
    ),
    ("公司——**北岸集团**——宣布", "公司——<strong>北岸集团</strong>——宣布"),
    (
        "**为什么？**因为**没人问。**他答",
        "<strong>为什么？</strong>因为<strong>没人问。</strong>他答",
    ),
    ("~~原价：~~现价**99元。**", "<s>原价：</s>现价<strong>99元。</strong>"),
    ("报价~~（含税）~~下调", "报价<s>（含税）</s>下调"),
    ("报价~~(含税)~~下调", "报价<s>(含税)</s>下调"),
    ("***一定要看！***之后再谈", "<em><strong>一定要看！</strong></em>之后再谈"),
    ("**“*里面*，外面”**收尾", "<strong>“<em>里面</em>，外面”</strong>收尾"),
    ("_注：_本文", "_注：_本文"),
    ("字段_名称_不变", "字段_名称_不变"),
    ("__注意__：有三点", "<strong>注意</strong>：有三点"),
    ("有三点：__注意__。", "有三点：<strong>注意</strong>。"),
    ("（_斜体_）", "（<em>斜体</em>）"),
    ("2 * 3 * 4等于24", "2 * 3 * 4等于24"),
    ("** 两边有空格 **，不算", "** 两边有空格 **，不算"),
    ("**有头，没有尾", "**有头，没有尾"),
    ("\\**不是：*\\*强调", "*<em>不是：</em>*强调"),
    (
        "**`pip`**能装**`uv`**。",
        "<strong><code>pip</code></strong>能装<strong><code>uv</code></strong>。",
    ),
    ("见**[公告](a)**全文", '见<strong><a href="a">公告</a></strong>全文'),
    ("**[公告](a)：**全文", '<strong><a href="a">公告</a>：</strong>全文'),
    ("𠮷野家**(吉野家)**𠮷日开张", "𠮷野家<strong>(吉野家)</strong>𠮷日开张"),
    ("😀**（笑）**好", "😀<strong>（笑）</strong>好"),
    ("a**（b）**c", "a<strong>（b）</strong>c"),
    ("a**(b)**c", "a**(b)**c"),
    ("甲**(b)**c", "甲**(b)**c"),
    ("a**(b)**丙", "a**(b)**丙"),
    ("これは**「試験」**です。", "これは<strong>「試験」</strong>です。"),
    ("**大事。**明日は休みです。", "<strong>大事。</strong>明日は休みです。"),
    ("半角の**ｶﾅ｡**も同じ。", "半角の<strong>ｶﾅ｡</strong>も同じ。"),
    ("彼は*『はい』*と答えた", "彼は<em>『はい』</em>と答えた"),
    ("**C++**を学ぶ", "<strong>C++</strong>を学ぶ"),
    ("~~在庫なし。~~入荷しました", "<s>在庫なし。</s>入荷しました"),
    ("辻\U000e0100**(つじ)**さん", "辻\U000e0100<strong>(つじ)</strong>さん"),
    ("神\ufe00*(かみ)*様", "神\ufe00<em>(かみ)</em>様"),
    ("**もう……**と言った", "<strong>もう……</strong>と言った"),
    ("**부산(Busan)**에서", "<strong>부산(Busan)</strong>에서"),
    ("저는 **`코드`**만 봅니다", "저는 <strong><code>코드</code></strong>만 봅니다"),
    ("**“가자!”**라고 했다", "<strong>“가자!”</strong>라고 했다"),
    ("~~취소(환불)~~되었다", "<s>취소(환불)</s>되었다"),
    ("\u1112**(h)**\u1161", "\u1112<strong>(h)</strong>\u1161"),
    ("**Ready ✔\ufe0f**go", "<strong>Ready ✔\ufe0f</strong>go"),
    ("**“\ufe01Wide”\ufe01**marks", "<strong>“\ufe01Wide”\ufe01</strong>marks"),
    ("“\ufe01Wide”\ufe01~~marks~~", "“\ufe01Wide”\ufe01<s>marks</s>"),
]


@pytest.mark.parametrize(("source", "html"), SENTENCES)
def test_a_sentence_is_stressed_where_it_says(source: str, html: str) -> None:
    assert OURS.render(source) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# **标题：**副题", "<h1><strong>标题：</strong>副题</h1>"),
        ("- **甲：**乙", "<li><strong>甲：</strong>乙</li>"),
        ("> *甲。*乙", "<p><em>甲。</em>乙</p>"),
        ("|**甲：**乙|丙|\n|-|-|\n|丁|~~（戊）~~己|", "<th><strong>甲：</strong>乙</th>"),
        ("|甲|乙|\n|-|-|\n|丙|~~（丁）~~戊|", "<td><s>（丁）</s>戊</td>"),
        ("[见**注：**下](a)", '<a href="a">见<strong>注：</strong>下</a>'),
        ("上一行**结束。\n**下一行", "<p>上一行**结束。\n**下一行</p>"),
        ("`**甲：**乙`", "<code>**甲：**乙</code>"),
    ],
)
def test_so_is_a_part_of_a_block_or_a_link(source: str, html: str) -> None:
    assert html in OURS.render(source)


RUNS = ["*", "**", "***", "_", "__", "~~"]
FOREIGN = [
    *"abYZ059 \n",
    *"`[]()<>#>-+=|:!?.,;\"'\\&/^{}@$%",
    "é",
    "ж",
    "“",
    "”",
    "—",
    "…",
    "✔\ufe0f",
    "😀",
]
CHINESE = [*"汉字かカ한글𠮷ｱ，。：（）「」《》…", "神\ufe00", "辻\U000e0100"]
PLAIN_MARKUP = [*"`#>-+=:!?.,;\"'\\()/ \n"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(RUNS * 4 + FOREIGN), max_size=40).map("".join))
def test_text_without_cjk_is_read_as_commonmark_reads_it(text: str) -> None:
    assert OURS.render(text) == STOCK.render(text)


def words(tokens: list[Token]) -> str:
    shown: list[str] = []
    for token in tokens:
        if token.children:
            shown.append(words(token.children))
        else:
            beside = token.info if token.type == "fence" else ""
            shown.append(beside + token.content)
    return "".join(shown)


def letters(text: str) -> list[str]:
    return [c for c in text if c not in "*_~" and c not in PLAIN_MARKUP]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(RUNS * 4 + CHINESE + [*"abc"] + PLAIN_MARKUP), max_size=40))
def test_every_letter_survives_in_its_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert letters(words(OURS.parse(text))) == letters(text)
