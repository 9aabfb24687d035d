"""Themes and glyphs: text that can be read on its ground, and nothing that needs a good font."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from rich.segment import Segment
from textual.color import Color
from textual.theme import Theme

from tests.builders import World
from tests.screens.screen import (
    assert_sound,
    list_screen,
    press,
    running,
    screen_lines,
    screen_text,
    strips,
)
from tui.app import TelexApp, require_theme
from tui.errors import BadConfig
from tui.themes import NIGHT, PAPER
from tui.widgets.drawn import ASCII

THEMES = ("telex", "telex-paper", "ansi", "nord")


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_the_one_of_wcag() -> None:
    black, white, grey = (Color.parse(c) for c in ("#000000", "#ffffff", "#767676"))
    assert round(contrast(black, white), 2) == 21
    assert 4.5 < contrast(grey, white) < 4.6


@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "raised"])
@pytest.mark.parametrize("ink", ["ink", "dim", "accent-ink", "place"])
def test_text_has_a_contrast_of_4_5(theme: Theme, ground: str, ink: str) -> None:
    colours = {**theme.variables, "ink": theme.foreground, "background": theme.background}
    front, back = Color.parse(str(colours[ink])), Color.parse(str(colours[ground]))
    assert contrast(front, back) >= 4.5


def inked(app: TelexApp) -> list[Segment]:
    return [segment for strip in strips(app) for segment in strip if segment.text.strip()]


@pytest.mark.parametrize("theme", THEMES)
async def test_every_screen_is_drawn_in_every_theme(world: World, theme: str) -> None:
    world.fill(20)
    async with running(world, theme=theme) as (pilot, app):
        assert app.current_theme.name == theme
        for key in ("e", "s", "enter", "q", "t", "space", "q", "?"):
            await press(pilot, key)
            assert_sound(app)


@pytest.mark.parametrize("theme", ["telex", "telex-paper"])
async def test_what_is_drawn_has_the_contrast_the_theme_promises(world: World, theme: str) -> None:
    world.fill(20)
    async with running(world, theme=theme) as (pilot, app):
        for key in ("e", "s", "enter", "q", "t", "space", "q", "?"):
            await press(pilot, key)
            for segment in inked(app):
                if set(segment.text) <= {"─", " "}:
                    continue  # the hairline
                style = segment.style
                assert style is not None and style.color and style.bgcolor, segment
                front = Color.from_rich_color(style.color)
                back = Color.from_rich_color(style.bgcolor)
                assert contrast(front, back) >= 4.5, (key, segment)


PAGE = """# 一级

## 二级

### 三级

#### 四级

##### 五级

###### 六级

*着重* and *lean*, **粗**, `code`, ~~struck~~, [链接](https://example.org/a), note[^1].

> quoted

- item
- [x] done

| a | b |
|---|---|
| 1 | 2 |

```python
# comment
def f(x: str = "s") -> int:
    return 1
```

![图](https://example.org/i.png)

[^1]: The note.
"""


@pytest.mark.parametrize("theme", THEMES)
async def test_every_kind_of_block_can_be_read_in_every_theme(world: World, theme: str) -> None:
    world.fill(1, body=PAGE)
    async with running(world, (100, 70), theme=theme) as (pilot, app):
        for key in ("enter", "tab", "escape", ";", "escape", "/", "o", "enter", "escape"):
            await press(pilot, key)
            assert_sound(app)
            for segment in inked(app):
                style = segment.style
                assert style is not None, segment
                if not (style.color and style.bgcolor) or set(segment.text) <= {"─", " "}:
                    continue
                if ColorType.TRUECOLOR not in (style.color.type, style.bgcolor.type):
                    continue  # the terminal's own colours are the terminal's own affair
                front, back = (
                    Color.from_rich_color(style.color),
                    Color.from_rich_color(style.bgcolor),
                )
                assert contrast(front, back) >= 4.5, (key, segment)


async def test_the_ansi_theme_asks_for_the_terminals_own_colours_only(world: World) -> None:
    world.fill(20)
    async with running(world, theme="ansi") as (pilot, app):
        for key in ("e", "s", "enter", "q", "t", "space", "q", "?"):
            await press(pilot, key)
            for segment in inked(app):
                style = segment.style
                assert style is not None
                for colour in (style.color, style.bgcolor):
                    own = (ColorType.DEFAULT, ColorType.STANDARD)
                    assert colour is None or colour.type in own, (key, segment)


@pytest.mark.parametrize("theme", THEMES)
async def test_read_unread_and_starred_are_told_by_shape(world: World, theme: str) -> None:
    world.fill(3)
    async with running(world, theme=theme) as (pilot, app):
        await press(pilot, "e", "s")
        rows = [line[:4] for line in screen_lines(app)[2:5]]
        assert rows == ["    ", "▌●★ ", " ●  "]


@pytest.mark.parametrize("theme", THEMES)
async def test_the_colours_of_cursor_accent_and_dim_differ(world: World, theme: str) -> None:
    world.fill(3)
    async with running(world, theme=theme) as (_, app):
        inks = list_screen(app).list.inks
        assert len({inks.ink.color, inks.dim.color, inks.accent.color, inks.place.color}) == 4


async def test_the_ascii_glyphs_draw_no_other_sign(world: World) -> None:
    world.fill(60, body="> quote\n\n- item\n\n1. one\n\n---\n\n|a|b|\n|-|-|\n|c|d|\n\n`code`\n")
    async with running(world, (60, 24), glyphs=ASCII) as (pilot, app):
        for key in (
            *("e", "s", "k", "g", "escape", "3", "1"),
            *("enter", "s", "G", "q", "t", "j", "space", "j", "-", "a", "/", "x", "escape"),
            *("enter", "escape"),
        ):
            await press(pilot, key)
            assert screen_text(app).isascii(), (
                key,
                set(screen_text(app)) - set(map(chr, range(128))),
            )


async def test_the_ascii_glyphs_cut_with_three_points(world: World) -> None:
    world.fill(1, title="Words and words " * 20)
    async with running(world, (60, 24), glyphs=ASCII) as (_, app):
        assert screen_lines(app)[2].startswith(">*")
        assert screen_lines(app)[2].rstrip().endswith("...")
        assert screen_lines(app)[1] == "-" * 60


def test_only_themes_that_exist_are_themes() -> None:
    for name in THEMES:
        require_theme(name)
    with pytest.raises(BadConfig) as told:
        require_theme("telex-papre")
    assert "telex-paper" in str(told.value.hint)
