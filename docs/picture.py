"""The pictures of the README, from the running app: ``python docs/picture.py``.

A terminal's screen is a grid, so the SVG is one too: every character has its own place, and
Chinese stands in straight columns whatever fonts the reader has.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from picture_feeds import fill
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from tui.app import TelexApp
from tui.config import Config
from tui.library import SAMPLE, Library, Scope, open_library
from tui.paths import Home, home
from tui.refresh.refresher import Refresher
from tui.screens.links import Links
from tui.screens.list import ListScreen
from tui.session import Session
from tui.sources.registry import Registry
from tui.store.ingest import LibraryWriter
from tui.themes import NIGHT, PAPER
from tui.widgets.drawn import UNICODE
from tui.words import Words

DOCS = Path(__file__).resolve().parent
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIZE = (100, 28)
CELL, LINE, FONT, WIDE_FONT = 8.4, 19.0, 13.95, 15.6
PADDING, GAP, RADIUS = 22.0, 28.0, 12.0
NARROW = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
WIDE = (
    "'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC',"
    " 'Microsoft YaHei', 'Noto Color Emoji', monospace"
)
LISTED = "jejjsjejejjjs" + "j" * 3
MORNING = ("1", *"eeseLaxx", "L", "s", *"eej", "T", *"读两遍", "enter", *"jxxj")
OPENED = ("home", *"jjjjjjjjjj", "enter")
LOOK_ALIKE = ("=滨海研究院", "enter")
PICTURES: dict[str, tuple[str, tuple[int, int], tuple[str, ...]]] = {
    "list": ("telex", SIZE, tuple(LISTED)),
    "list-paper": ("telex-paper", SIZE, tuple(LISTED)),
    "article": ("telex", SIZE, OPENED),
    "tags": ("telex", SIZE, ("t", "space", "j", "space", "j", "j", "j", "minus", "j")),
    "triage": ("telex", (168, 42), (*MORNING, "v", "j", "j")),
    "triage-40x12": ("telex", (40, 12), MORNING),
    "triage-80x24": ("telex", (80, 24), (*MORNING, "L")),
    "triage-120x40": ("telex", (120, 40), (*MORNING, "v", "colon", *"mark read tag:AI")),
    "triage-200x60": ("telex-paper", (200, 60), (*MORNING, "v", "j", "j")),
    "history": ("telex", (100, 20), (*MORNING, "U", "j")),
    "search": (
        "telex",
        (120, 26),
        ("2", "slash", *"模型", "space", "o", "r", "space", *"AI", "enter", "j"),
    ),
    "feeds": ("telex", (100, 24), ("g", "f", *"jj")),
    "health": ("telex", (100, 24), ("g", "h", *"j")),
    "page-80x24": ("telex", (80, 24), LOOK_ALIKE),
    "page-80x24-paper": ("telex-paper", (80, 24), (*LOOK_ALIKE, "space")),
    "page-120x40": ("telex", (120, 40), (*LOOK_ALIKE, "space", "tab")),
    "page-120x40-paper": ("telex-paper", (120, 40), (*LOOK_ALIKE, "slash", *"小模型", "enter")),
}


@dataclass(frozen=True)
class Picture:
    """Lines of segments on the ground of a theme."""

    lines: Sequence[Sequence[Segment]]
    ground: str
    edge: str
    cells: tuple[int, int] = SIZE

    @property
    def size(self) -> tuple[float, float]:
        columns, rows = self.cells
        return columns * CELL + 2 * PADDING, rows * LINE + 2 * PADDING

    def svg(self) -> str:
        width, height = self.size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}">\n{_STYLE}\n{self.body()}\n</svg>\n'
        )

    def body(self) -> str:
        width, height = self.size
        window = (
            f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" rx="{RADIUS:g}"'
            f' fill="{self.ground}" stroke="{self.edge}"/>'
        )
        grounds = [rect for y, line in enumerate(self.lines) for rect in self._grounds(y, line)]
        marks = [mark for y, line in enumerate(self.lines) for mark in self._marks(y, line)]
        return "\n".join([window, *grounds, *marks])

    def _grounds(self, y: int, line: Sequence[Segment]) -> Iterator[str]:
        x = 0
        for segment in line:
            colour = _colours(segment.style, self.ground)[1]
            if colour != self.ground:
                # To the edges of the window's rows, so that the cursor's row is one band.
                yield _rect(x * CELL, y * LINE, segment.cell_length * CELL, LINE, colour)
            x += segment.cell_length

    def _marks(self, y: int, line: Sequence[Segment]) -> Iterator[str]:
        x = 0
        for segment in line:
            colour = _colours(segment.style, self.ground)[0]
            for text in _runs(segment.text):
                if text.strip():
                    yield _draw(text, x, y, colour, segment.style or Style.null())
                x += cell_len(text)


_STYLE = (
    f"<style>text {{ font-family: {NARROW}; font-size: {FONT:g}px; white-space: pre }}"
    f" .w {{ font-family: {WIDE}; font-size: {WIDE_FONT:g}px }}"
    " .b { font-weight: bold } .i { font-style: italic }</style>"
)


def _runs(text: str) -> Iterator[str]:
    """Pieces of ``text`` that are drawn alike: of one width, or all the same sign."""
    run = ""
    for character in text:
        if not cell_len(character):
            run += character  # belongs to what it follows
        elif run and _kind(character) == _kind(run[0]):
            run += character
        else:
            if run:
                yield run
            run = character
    if run:
        yield run


def _kind(character: str) -> str:
    return character if character in "─▌● " else str(cell_len(character))


def _draw(text: str, x: int, y: int, colour: str, style: Style) -> str:
    left, top = x * CELL, y * LINE
    if text[0] == "─":
        return _rect(left, top + LINE / 2 - 0.5, len(text) * CELL, 1, colour)
    if text[0] == "▌":
        return _rect(left, top, CELL / 2.4, LINE, colour)
    if text[0] == "●":
        return "".join(
            f'<circle cx="{PADDING + left + (n + 0.5) * CELL:g}" cy="{PADDING + top + LINE / 2:g}"'
            f' r="3" fill="{colour}"/>'
            for n in range(len(text))
        )
    wide = cell_len(text[0]) == 2
    named = " ".join(
        name for name, on in (("w", wide), ("b", style.bold), ("i", style.italic)) if on
    )
    opened = f'<text y="{PADDING + top + LINE * 0.74:g}" fill="{colour}"' + (
        f' class="{named}"' if named else ""
    )
    under = ""
    if style.underline:
        under = "\n" + _rect(left, top + LINE * 0.86, cell_len(text) * CELL, 1, colour)
    if not wide:
        places = " ".join(f"{PADDING + left + n * CELL:g}" for n in range(cell_len(text)))
        return f'{opened} x="{places}">{escape(text)}</text>{under}'
    # A wide glyph is an em wide: it is centred in its two cells. (librsvg heeds only the first of
    # several positions, but every tspan's.)
    inset = PADDING + left + (2 * CELL - WIDE_FONT) / 2
    spans = (
        f'<tspan x="{inset + 2 * n * CELL:g}">{escape(character)}</tspan>'
        for n, character in enumerate(_clusters(text))
    )
    return f"{opened}>{''.join(spans)}</text>{under}"


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and cell_len(character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{PADDING + x:g}" y="{PADDING + y:g}" width="{width:g}" height="{height:g}"'
        f' fill="{colour}"/>'
    )


def _colours(style: Style | None, ground: str) -> tuple[str, str]:
    """Ink and ground."""
    if style is None:
        return ground, ground
    ink = style.color.get_truecolor().hex if style.color else ground
    behind = style.bgcolor.get_truecolor().hex if style.bgcolor else ground
    return (behind, ink) if style.reverse else (ink, behind)


def _clock() -> datetime:
    return NOON


def _open(place: Home, *, sample: bool = True) -> Library:
    scope = Scope((SAMPLE.key,) if sample else None)
    return open_library(place.state, place.library, scope, now=_clock, zone=UTC)


def _subscribe(place: Home) -> None:
    library = _open(place, sample=False)
    fill(library, place.library, NOON)
    library.close()


async def _fetch_sample(place: Home) -> None:
    library = _open(place)
    library.remember(SAMPLE)
    writer = LibraryWriter(place.library)
    refresher = Refresher(writer, Registry(), place.cache / "locks", now=_clock, zone=UTC)
    async for _ in refresher.refresh([SAMPLE]):
        pass
    await refresher.aclose()
    writer.close()
    library.close()


async def _take(name: str, folder: Path) -> Picture:
    theme, size, keys = PICTURES[name]
    place = home({"TELEX_HOME": str(folder / name)})
    sample = name not in ("feeds", "health")
    if sample:
        await _fetch_sample(place)
    else:
        _subscribe(place)
    config = Config(timezone="UTC", language="en")
    session = Session(lambda: _open(place, sample=sample), config, Words("en"), now=_clock)
    app = TelexApp(session, UNICODE, Links(None), theme, target=SAMPLE if sample else None)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            for key in keys:
                if key.startswith("="):
                    await _to_title(pilot, app, key[1:])
                else:
                    await pilot.press(key)
            await pilot.pause(1.0)  # the foot is drawn when the keys have rested
            lines = [list(strip) for strip in app.screen._compositor.render_strips()]
    finally:
        session.close()
    colours = PAPER if theme == PAPER.name else NIGHT
    return Picture(lines, str(colours.background), colours.variables["hairline"], size)


async def _to_title(pilot: Pilot[None], app: TelexApp, beginning: str) -> None:
    screen = app.screen
    assert isinstance(screen, ListScreen)
    await pilot.press("2", "g", "g")
    await pilot.pause(0.3)
    while screen.list.row is None or not screen.list.row.title.startswith(beginning):
        await pilot.press("j")


def _one_under_the_other(pictures: Sequence[Picture]) -> str:
    width, height = pictures[0].size
    total = len(pictures) * height + (len(pictures) - 1) * GAP
    placed = "\n".join(
        f'<g transform="translate(0 {number * (height + GAP):g})">\n{picture.body()}\n</g>'
        for number, picture in enumerate(pictures)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {total:g}"'
        f' width="{width:g}" height="{total:g}">\n{_STYLE}\n{placed}\n</svg>\n'
    )


def _write(name: str, svg: str, *, zoom: float = 1.5, keep: bool = True) -> None:
    path = DOCS / f"{name}.svg"
    path.write_text(svg, "utf-8")
    if shutil.which("rsvg-convert"):
        png = path.with_suffix(".png")
        subprocess.run(["rsvg-convert", "-z", f"{zoom:g}", "-o", str(png), str(path)], check=True)
    if not keep:
        path.unlink()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pictures = {name: asyncio.run(_take(name, Path(folder))) for name in PICTURES}
    for name, picture in pictures.items():
        _write(name, picture.svg())
    _write("telex", _one_under_the_other([pictures["list"], pictures["article"]]), keep=False)


if __name__ == "__main__":
    main()
