"""The styles of a page, by what they are for. A theme fills them; so does ``telex show``."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.theme import Theme

_BOLD = Style(bold=True)
_UNDERLINE = Style(underline=True)


@dataclass(frozen=True, slots=True)
class Palette:
    """``ink`` for what is read, ``dim`` for what may be skipped, one ``accent``, and ``place`` for
    where a thing comes from and leads to. ``code`` within a line; a block of it has ``keyword``,
    ``string`` and ``number`` besides."""

    ink: Style = Style()
    dim: Style = Style(dim=True)
    accent: Style = Style(bold=True)
    place: Style = _UNDERLINE
    code: Style = Style()
    code_block: Style = Style()
    keyword: Style = _BOLD
    string: Style = Style()
    number: Style = Style()

    def theme(self) -> Theme:
        """Rich's names for the parts of a Markdown page, in these styles."""
        return Theme(
            {
                "markdown.paragraph": self.ink,
                "markdown.text": self.ink,
                "markdown.em": Style(italic=True),
                # Chinese has no italics: slanted characters are hard to read, and no type has them.
                "markdown.cjkem": _UNDERLINE,
                "markdown.strong": _BOLD,
                "markdown.code": self.code,
                "markdown.link": self.place,
                "markdown.link_url": self.place,
                "markdown.number": Style(bold=False, italic=False, underline=False) + self.dim,
                "markdown.figure": self.place,
                "markdown.s": Style(strike=True),
                "markdown.mark": Style(reverse=True),
                "markdown.u": _UNDERLINE,
                "markdown.kbd": _BOLD,
                # From the strongest to the quietest; each differs in shape too.
                "markdown.h1": self.accent + _BOLD,
                "markdown.h2": self.ink + _BOLD,
                "markdown.h3": self.ink + _UNDERLINE,
                "markdown.h4": self.dim + _BOLD,
                "markdown.h5": self.dim + _UNDERLINE,
                "markdown.h6": self.dim,
                "markdown.table.header": self.ink + _BOLD,
            },
            inherit=True,
        )


_CYAN = Style(color="cyan")
ANSI = Palette(
    dim=Style(color="bright_black"),
    accent=Style(color="yellow", bold=True),
    place=_CYAN,
    code=_CYAN,
    string=_CYAN,
    number=Style(color="yellow"),
)
"""The terminal's own 16 colours, for the command line."""
