"""The words of the interface, through gettext: English in the code, Chinese in ``locale/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import Said

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"  # the code's own; it needs no catalogue
_LOCALE = Path(__file__).parent / "locale"


class Words:
    """One language's words. A session, a screen or a verb is handed one; there is no global.

    ``words("No folder {path}", path=path)`` translates and fills the blanks.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._catalogue: NullTranslations | None = None
        if language != SOURCE_LANGUAGE:
            import gettext

            self._catalogue = gettext.translation(
                "telex", _LOCALE, languages=[language], fallback=True
            )

    def __call__(self, text: str, /, **blanks: object) -> str:
        if not text:
            return ""  # gettext answers the empty string with the catalogue's header
        translated = self._catalogue.gettext(text) if self._catalogue else text
        return translated.format(**blanks) if blanks else translated

    def plural(self, one: str, many: str, n: int, /, **blanks: object) -> str:
        """The form for ``n``, which also fills the blank ``{n}`` with thousands set apart."""
        if self._catalogue is None:
            form = one if n == 1 else many
        else:
            form = self._catalogue.ngettext(one, many, n)
        return form.format(n=f"{n:,}", **blanks)

    def say(self, sentence: Said) -> str:
        return self(sentence.text, **dict(sentence.blanks))


def choose_language(wanted: str, environ: Mapping[str, str]) -> str:
    """``wanted`` (``auto``, ``en``, ``zh``, ``zh-CN``), else what the locale asks for."""
    if wanted == "auto":
        wanted = next(
            (environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "en"
        )
    return "zh_CN" if wanted.lower().startswith("zh") else "en"


def mark(text: str) -> str:
    """``text`` itself: marks a word for translation where it is written, not where it is shown."""
    return text
