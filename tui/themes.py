"""Telex's own themes, and the few colours it needs of any other.

A newspaper at night: ink, paper and one accent; blue only for where a thing comes from; dim for
what may be skipped. All text has a contrast of at least 4.5 on the grounds it stands on (WCAG 2.2,
1.4.3), which a test holds.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

NIGHT = Theme(
    name="telex",
    dark=True,
    primary="#f0a93b",
    accent="#f0a93b",
    secondary="#8fb5dd",
    foreground="#dcd8cd",
    background="#15171b",
    surface="#15171b",
    panel="#15171b",
    variables={
        "dim": "#93928c",
        "accent-ink": "#f0a93b",
        "place": "#8fb5dd",
        "raised": "#23262d",
        "hairline": "#34373d",
    },
)
PAPER = Theme(
    name="telex-paper",
    dark=False,
    primary="#9a5200",
    accent="#9a5200",
    secondary="#1d5a8a",
    foreground="#26241f",
    background="#f8f4ea",
    surface="#f8f4ea",
    panel="#f8f4ea",
    variables={
        "dim": "#67635a",
        "accent-ink": "#9a5200",
        "place": "#1d5a8a",
        "raised": "#ebe5d6",
        "hairline": "#cfc8b8",
    },
)


def _of_the_terminal(name: str, accent: str, place: str, **variables: str) -> Theme:
    """A theme in the terminal's own colours, on its own ground."""
    return Theme(
        name=name,
        ansi=True,
        dark=True,
        primary=accent,
        accent=accent,
        secondary=place,
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "accent-ink": accent,
            "place": place,
            "raised": "ansi_default",
            # Textual's own styles ask for these of a theme in the terminal's colours.
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            **variables,
        },
    )


ANSI = _of_the_terminal(
    "ansi", "ansi_yellow", "ansi_cyan", dim="ansi_bright_black", hairline="ansi_bright_black"
)
PLAIN = _of_the_terminal(
    "plain",
    "ansi_default",
    "ansi_default",
    **{
        **{"dim": "ansi_default", "hairline": "ansi_default"},
        **{"dim-style": "dim", "accent-style": "bold"},
        **{"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"},
    },
)
"""No colour at all (NO_COLOR): bold, dim and signs say everything."""

OWN = (NIGHT, PAPER, ANSI, PLAIN)


def variables(theme: Theme) -> dict[str, str]:
    """The colours telex names, for a theme that does not: made from its ground and its ink."""
    styles = {"dim-style": "none", "accent-style": "none"}
    if theme.ansi:
        return styles | ANSI.variables
    ground = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    ink = Color.parse(theme.foreground or ground.inverse.hex)
    return styles | {
        "dim": ink.blend(ground, 0.3).hex,
        "accent-ink": Color.parse(theme.primary).hex,
        "place": Color.parse(theme.secondary or theme.primary).hex,
        "raised": ground.blend(ink, 0.1).hex,
        "hairline": ground.blend(ink, 0.2).hex,
    }
