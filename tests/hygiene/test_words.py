"""The interface speaks Chinese as completely as English."""

from __future__ import annotations

import ast
import string

import pytest

from tests.catalogue import MO, ROOT, catalogue, compiled, in_code
from tui.core.commands import TABLE
from tui.errors import said
from tui.words import Words, choose_language

MESSAGES = sorted(in_code(), key=str)
CATALOGUE = catalogue()  # read once: it takes a third of a second


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_code_has_messages_to_compare() -> None:
    assert len(MESSAGES) > 150


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message)[:60])
def test_every_message_is_translated_with_its_blanks(message: str | tuple[str, str]) -> None:
    english = message[0] if isinstance(message, tuple) else message
    known = CATALOGUE.get(english)
    assert known is not None
    assert not known.fuzzy
    translations = known.string if isinstance(known.string, tuple | list) else (known.string,)
    for translation in translations:
        assert translation
        assert blanks(translation) == blanks(message[-1] if isinstance(message, tuple) else english)


def test_every_plural_of_the_code_is_one_in_the_catalogue() -> None:
    """Babel takes a call for a singular where another call stands among its arguments."""
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("words.plural"):
                forms = tuple(ast.literal_eval(argument) for argument in node.args[:2])
                assert forms in MESSAGES, (path, forms)


def test_the_catalogue_says_nothing_that_the_code_does_not() -> None:
    stale = [message.id for message in CATALOGUE if message.id and message.id not in MESSAGES]
    assert stale == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert MO.read_bytes() == compiled(CATALOGUE)


def test_chinese_is_shown_and_filled() -> None:
    words = Words("zh_CN")
    assert words("Unread") == "未读"
    assert words.plural("{n} article matches", "{n} articles match", 1200) == "1,200 篇符合"
    assert words.say(said("There is no folder {path}", path="/x")) == "没有 /x 这个文件夹"


@pytest.mark.parametrize(
    ("wanted", "environ", "language"),
    [
        ("auto", {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("auto", {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {}, "en"),
        ("zh-CN", {"LANG": "en_US.UTF-8"}, "zh_CN"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_locales(
    wanted: str, environ: dict[str, str], language: str
) -> None:
    assert choose_language(wanted, environ) == language


def test_every_key_has_its_help_in_both_languages() -> None:
    chinese = Words("zh_CN")
    for entry in TABLE:
        assert entry.help
        assert chinese(entry.help) != entry.help, entry
