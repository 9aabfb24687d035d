"""Code in the page's own few colours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

from tui.render.palette import Palette

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LONGEST = (
    30_000  # characters; a lexer is a pile of regular expressions, and content is not trusted
)
_WIDEST = 1_000
_LANGUAGES = (
    "bash c c++ clojure cmake cpp cs csharp css dart diff docker dockerfile elixir erlang go golang"
    " graphql haskell hcl html http ini java javascript js json jsonc jsx julia kotlin lua make"
    " makefile nginx nix objective-c ocaml perl php powershell proto protobuf ps1 py python python3"
    " r rb ruby rs rust scala scss sh shell sql swift terraform tf toml ts tsx typescript vim vue"
    " xml yaml yml zig zsh console pycon"
)
"""Those that articles use. A rare lexer is not worth what it may do with a hostile text."""
_ALIASES = {"jsonc": "json", "shell": "bash", "zsh": "bash", "dockerfile": "docker", "rs": "rust"}


def coloured(code: str, language: str, palette: Palette) -> list[list[tuple[str, Style]]]:
    """The lines of ``code``, each as words in their styles; in one style where nothing is known of
    ``language`` or the code is very long."""
    plain = [[(line, palette.code_block)] for line in code.split("\n")]
    lexer = _lexer(language.split()[0].strip("{}.").lower() if language.split() else "")
    if lexer is None or len(code) > _LONGEST or any(len(line[0][0]) > _WIDEST for line in plain):
        return plain
    styles = _styles(palette)
    lines: list[list[tuple[str, Style]]] = [[]]
    for kind, words in lexer.get_tokens(code):
        style = next((s for start, s in styles if str(kind).startswith(start)), palette.code_block)
        first, *others = words.split("\n")
        lines[-1].append((first, style))
        lines.extend([(other, style)] for other in others)
    lines = lines[: len(plain)]
    # A lexer tells kinds; should it ever lose or change a character, the text itself is shown.
    told = ["".join(words for words, _ in line) for line in lines]
    return lines if told == [line[0][0] for line in plain] else plain


@lru_cache(32)
def _lexer(language: str) -> Lexer | None:
    if language not in _LANGUAGES.split():
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(
            _ALIASES.get(language, language), stripnl=False, ensurenl=False, stripall=False
        )
    except ClassNotFound:
        return None


def _styles(palette: Palette) -> tuple[tuple[str, Style], ...]:
    """By the beginning of a Pygments token's name; the first that fits counts."""
    return (
        ("Token.Comment.Preproc", palette.keyword),
        ("Token.Comment", palette.dim),
        ("Token.Keyword.Constant", palette.number),
        ("Token.Keyword", palette.keyword),
        ("Token.Operator.Word", palette.keyword),
        ("Token.Name.Tag", palette.keyword),
        ("Token.Literal.String", palette.string),
        ("Token.Literal.Number", palette.number),
        ("Token.Generic.Inserted", palette.string),
        ("Token.Generic.Deleted", palette.number),
        ("Token.Generic.Heading", palette.keyword),
        ("Token.Generic.Subheading", palette.keyword),
        ("Token.Generic.Prompt", palette.dim),
        ("Token.Generic.Output", palette.dim),
    )
