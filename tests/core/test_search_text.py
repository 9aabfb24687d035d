"""The rule of search: what a text's tokens are, alike for an article and for a word looked for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.search_rule import contains, count
from tui.bodies import simplified
from tui.core.searchtext import found_in, needle, segmented, simplifier, tokens

SIMPLIFY = simplifier(simplified.table())
PIECES = (
    *("a", "B", "é", "ß", "0", "９", "Ａ", "C++", "c#", "F♯", "++", "#", "ᐩ", "_", "*", "`", "~"),
    *("中", "国", "國", "服务", "か", "ﾊﾟ", "한", "ไ", "ก็", "🎉", "👨‍👩‍👧", "❤️", "🇨🇳", "①", "㍿"),
    *("。", "，", "（", "）", "(", ")", "、", "—", "…", "·", "“", "”", "「", ".", "-", "/", "【"),
    *(" ", "\n", "\u3000", "\u200d", "\ufe0f", "\u0301", "\u0345", "\x00", '"', "'", "NEAR", "İ"),
)
texts = st.text(st.characters(), max_size=40) | st.lists(st.sampled_from(PIECES), max_size=12).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Deep learning, explained", "deep learning explained"),
        ("don't well-known a_b x.y", "don t well known a b x y"),
        ("GPT-4o 3.14 １２３", "gpt 4o 3 14 123"),
        # Case and width.
        ("ＡＩ Ｒｏｂｏｔｓ", "ai robots"),
        ("Straße STRASSE strasse", "strasse strasse strasse"),
        ("ÉCOLE e\u0301cole", "école école"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σίσυφοσ σίσυφοσ"),
        ("Привет, МИР!", "привет мир"),
        ("ﬁne x² ⅷ ①", "fine x2 viii 1"),
        # One character, one token, where no spaces stand between words.
        ("人工智能", "人 工 智 能"),
        ("人々〇𠀀\uf900", "人 々 〇 𠀀 岂"),
        ("AI应用3D打印", "ai 应 用 3d 打 印"),
        ("ひらがなカタカナー", "ひ ら が な カ タ カ ナ ー"),
        ("ﾊﾟﾝ", "パ ン"),
        ("한국어", "한 국 어"),
        ("ภาษาไทย", "ภ า ษ า ไ ท ย"),
        ("ខ្មែរ", "ខ ្ ម ែ រ"),
        # Emoji, wherever they stand.
        ("🎉", "🎉"),
        ("done🎉🚀now", "done 🎉 🚀 now"),
        ("wow…🎉", "wow 🎉"),
        ("wow→🎉！🚀", "wow 🎉 。 🚀"),
        ("¡🎉¿☀️", "🎉 ☀"),
        ("你好！🎉", "你 好 。 🎉"),
        ("news——🎉", "news 🎉"),
        ("（🎉）", "🎉 。"),
        ("👨\u200d👩\u200d👧", "👨 👩 👧"),
        ("❤️ ☀️", "❤ ☀"),
        # A letter with a sign behind it.
        ("C++, C# and F#.", "cᐩᐩ c♯ and f♯"),
        ("Ｃ＋＋ Ｃ＃", "cᐩᐩ c♯"),
        ("学C++语言", "学 cᐩᐩ 语 言"),
        ("C++11 ab++ ++ # ab# C#7 #1", "c 11 ab ab c 7 1"),
        ("é++ _c++ 1#", "é c 1"),
        # Punctuation parts what stands on both sides of it, behind such a character only.
        ("中国。服务", "中 国 。 服 务"),
        ("中国，服务", "中 国 。 服 务"),
        ("中国.服务", "中 国 。 服 务"),
        ("中国\n\n，服务", "中 国 。 服 务"),
        ("中国……服务", "中 国 。 服 务"),
        ("中国（服务）", "中 国 。 服 务 。"),
        ("中国(服务)", "中 国 。 服 务 。"),
        ("中国 服务", "中 国 服 务"),
        ("中国\n服务", "中 国 服 务"),  # a line that is broken is one line
        ("中国\n\n服务", "中 国 。 服 务"),
        ("中国 \n\t\n\n 服务", "中 国 。 服 务"),
        ("中国\n\n", "中 国 。"),
        ("中国\n\n。服务", "中 国 。 服 务"),
        ("中国\\.服务", "中 国 。 服 务"),
        ("中国\\\\服务", "中 国 服 务"),
        ("**中国**\\|_服务_", "中 国 。 服 务"),
        ("中国🎉\n\n服务", "中 国 🎉 。 服 务"),
        ("中国 - 服务", "中 国 。 服 务"),
        ("中国a-b服务", "中 国 a b 服 务"),
        ("deep. learning", "deep learning"),
        ("。中国", "中 国"),
        # Marks of Markdown within a word do not part it.
        ("人**工**智能", "人 工 智 能"),
        ("*人工*_智能_", "人 工 智 能"),
        ("~~人工~~`智能`", "人 工 智 能"),
        ("人工**。**智能", "人 工 。 智 能"),
        ("**deep** learn*ing*", "deep learn ing"),
        # Traditional characters are their simplified ones.
        ("人工智慧與資訊", "人 工 智 慧 与 资 讯"),
        ("國。體", "国 。 体"),
        # What a terminal or SQL might take amiss is a separator.
        ('a"b\x00c%d', "a b c d"),
        ("a\ud800b", "a b"),
        ("a\u200bb", "a b"),
    ],
)
def test_texts_and_their_tokens(text: str, expected: str) -> None:
    assert " ".join(tokens(text, SIMPLIFY)) == expected


PARTING = "，。、；：？！…—–（）《》〈〉「」『』【】〔〕〖〗［］｛｝“”‘’()[]{}|/.,;:!?'\"-"


@pytest.mark.parametrize("sign", PARTING)
@pytest.mark.parametrize("before", ["", "**", " ", "\\", "`\n"])
def test_every_sign_of_punctuation_parts(sign: str, before: str) -> None:
    assert tokens(f"中国{before}{sign}服务") == [*"中国。服务"]
    assert tokens(f"deep{before}{sign}服务") == ["deep", *"服务"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("……", 0),
        ("中国。服务", 4),
        ("（中国）\n\n服务！", 4),
        ("AI应用，C++ 与 3.14", 7),
        ("well-known", 2),
        ("done🎉。🚀", 3),
    ],
)
def test_of_the_tokens_only_words_are_counted(text: str, words: int) -> None:
    assert count(segmented(text, SIMPLIFY)) == words


def test_without_a_table_traditional_characters_stay() -> None:
    assert tokens("國體") == ["國", "體"]
    assert simplifier("") is None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("中国。", ["中", "国"]),
        ("中国。。，", ["中", "国"]),
        ("中。国", ["中", "。", "国"]),
        ("。", []),
        ("“”", []),
        ("++", []),
        ("*", []),
        ("", []),
        ("AND", ["and"]),
    ],
)
def test_a_word_ends_with_something_to_look_for(word: str, found: list[str]) -> None:
    assert needle(word) == found


@pytest.mark.parametrize(
    ("text", "word", "prefix", "found"),
    [
        ("deep learning", "learning", False, True),
        ("deep learning", "learn", False, False),
        ("deep learning", "learn", True, True),
        ("deep learning", "deep learn", True, True),
        ("deep learning", "de learning", True, False),
        ("deep new learning", "deep learning", False, False),
        ("deep-learning", "Deep Learning", False, True),
        ("中国。服务", "国服", False, False),
        ("中国服务", "国服", False, True),
        ("中国（服务）", "国服", False, False),
        ("中国\n\n服务", "国服", False, False),
        ("中国\n\n服务", "中国。服务", False, True),
        ("中国", "中国服务", False, False),
        ("服務", "服务", False, True),
        ("服务", "服務", False, True),
        ("a a b", "a b", False, True),
    ],
)
def test_what_is_found_in_what(text: str, word: str, prefix: bool, found: bool) -> None:
    assert contains(tokens(text, SIMPLIFY), needle(word, SIMPLIFY), prefix=prefix) is found


class Index:
    """One text in FTS5, as its tokenizer `ascii` takes it in."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='ascii')")
        self._db.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, instance)")

    def close(self) -> None:
        self._db.close()

    def put(self, text: str) -> None:
        self._db.execute("DELETE FROM texts")
        self._db.execute("INSERT INTO texts(rowid, text) VALUES(1, ?)", (text,))

    def tokens(self) -> list[str]:
        return [row[0] for row in self._db.execute("SELECT term FROM words ORDER BY offset")]

    def finds(self, expression: str) -> bool:
        found = self._db.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (expression,))
        return found.fetchone() is not None


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    index = Index()
    yield index
    index.close()


@given(text=texts)
@settings(max_examples=300)
def test_fts5_sees_the_tokens_of_the_rule(index: Index, text: str) -> None:
    index.put(segmented(text, SIMPLIFY))
    assert index.tokens() == tokens(text, SIMPLIFY)


@given(text=texts, word=texts, prefix=st.booleans())
@example('say "no', '"no" OR "say', False)
@example("title", "title: yes", False)
@settings(max_examples=300)
def test_fts5_finds_what_the_rule_finds(index: Index, text: str, word: str, prefix: bool) -> None:
    wanted = needle(word, SIMPLIFY)
    if not wanted:
        return  # the parser refuses such a word
    index.put(segmented(text, SIMPLIFY))
    expression = f'"{" ".join(wanted)}"{"*" if prefix else ""}'
    assert index.finds(expression) == contains(tokens(text, SIMPLIFY), wanted, prefix=prefix)
    # And it finds itself, in the midst of other words.
    index.put(segmented(f"x {word} x", SIMPLIFY))
    assert index.finds(expression)


@given(texts)
def test_no_word_holds_anything_that_fts5_would_obey(word: str) -> None:
    # What it knows as syntax is ASCII; of that only letters and digits are left.
    for token in needle(word, SIMPLIFY):
        assert re.fullmatch(r"[0-9a-z\x80-\U0010ffff]+", token)
        assert token.encode("utf-8")


@given(texts, texts)
@example("中（国", "中·国")
@example("中【国】", "中…国")
@settings(max_examples=300)
def test_what_stands_around_it_does_not_change_a_text_s_tokens(before: str, after: str) -> None:
    # One unusual character has all of a text normalized; that must not be seen in its tokens.
    assert tokens(f"{before} é {after}") == [*tokens(before), "é", *tokens(after)]


@given(
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E) | st.sampled_from("中か 。"))
    | st.tuples(
        st.sampled_from("中a"), st.sampled_from("()[]!?,.:;|-/\"'"), st.sampled_from("国b")
    ).map("".join)
)
def test_full_width_forms_are_the_same(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert tokens(wide) == tokens(text)


@given(st.text(st.sampled_from("abcXYZ éÉñÑ яЯ 中国 ，。 09")))
def test_case_does_not_count(text: str) -> None:
    assert tokens(text.upper()) == tokens(text.lower()) == tokens(text)


@pytest.mark.parametrize(
    ("regex", "found"),
    [
        ("DEEP", True),
        ("^second", True),  # any line's beginning is one
        ("title$", True),
        ("title.second", False),  # a title and a text are two things
        (r"\bcol", True),
        ("[0-9]", False),
        (r"\p{Han}", True),
    ],
)
def test_a_pattern_is_found_in_a_title_or_a_text(regex: str, found: bool) -> None:
    assert found_in(regex, "A deep title", "First line\nsecond line, coloured 中") is found


@pytest.mark.parametrize("regex", ["(a|aa)+$", "(a+a+)+b"])
def test_a_pattern_that_would_take_for_ever_is_given_up(regex: str) -> None:
    assert found_in(regex, "title", "a" * 5_000 + "c") is False


def test_the_table_of_characters_is_one_of_pairs() -> None:
    pairs = dict(zip(simplified.table()[::2], simplified.table()[1::2], strict=True))
    assert len(pairs) > 3_000
    assert {pairs[character] for character in "國體電腦"} == set("国体电脑")
    assert simplified.made_by()
