"""The styles of a page, by what they are for. A theme fills them; so does ``telex show``."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """``ink`` for what is read, ``dim`` for what may be skipped, one ``accent``, and ``place`` for
    where a thing comes from and leads to. ``code`` for what a machine reads."""

    ink: Style = Style()
    dim: Style = Style(dim=True)
    accent: Style = Style(bold=True)
    place: Style = Style(underline=True)
    code: Style = Style()

    def theme(self) -> Theme:
        """Rich's names for the parts of a Markdown page, in these styles."""
        heading = self.ink + Style(bold=True)
        return Theme(
            {
                "markdown.paragraph": self.ink,
                "markdown.text": self.ink,
                "markdown.em": Style(italic=True),
                "markdown.emph": Style(italic=True),
                "markdown.strong": Style(bold=True),
                "markdown.code": self.code,
                "markdown.code_block": self.code,
                "markdown.block_quote": self.ink,
                "markdown.item": self.ink,
                "markdown.item.bullet": self.dim,
                "markdown.item.number": self.dim,
                "markdown.hr": self.dim,
                "markdown.link": self.place,
                "markdown.link_url": self.place,
                "markdown.s": Style(strike=True),
                "markdown.h1": self.accent + Style(bold=True),
                "markdown.h2": heading,
                "markdown.h3": heading,
                "markdown.h4": heading,
                "markdown.h5": heading,
                "markdown.h6": heading,
                "markdown.table.border": self.dim,
                "markdown.table.header": heading,
                "markdown.kbd": Style(bold=True),
                "telex.quote": self.accent,
                "telex.figure": self.dim,
            },
            inherit=True,
        )


ANSI = Palette(
    dim=Style(color="bright_black"),
    accent=Style(color="yellow", bold=True),
    place=Style(color="cyan"),
    code=Style(color="cyan"),
)
"""The terminal's own 16 colours, for the command line."""
