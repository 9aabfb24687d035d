"""The golden pages: what each document of ``golden/`` looks like at three widths, styles and all.

``python -m tests.render.golden_pages`` writes the expected pages anew. Each line of a page stands
there after two spaces. Below it, after ``~``, a character a character of it for its style, unless
all of it is ink; below that, after ``→``, where its links lead. The signs of styles:

    (space) ink     d dim     a accent     l place (links, figures)     c code within a line
    . code of a block     k keyword     S string     n number in code
    b bold     i italic     u underline     s strike     r reverse

and, for a colour and a look together or for two looks, those that ``LEGEND`` gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from rich.style import Style

from tests.render.pages import page_lines, reading
from tui.core.models import BodyFormat, Reading
from tui.render.lines import PageLine
from tui.render.palette import Palette

INPUTS = Path(__file__).parent / "golden"
EXPECTED = INPUTS / "expected"
WIDTHS = (40, 64, 100)
FORMATS: dict[str, BodyFormat] = {".md": "markdown", ".html": "html", ".txt": "text"}
IN_CHINESE = frozenset(
    ("bank-report", "blank", "chinese-blog-br", "essay-in-chinese", "images-in-text")
)
"""These pages speak Chinese where telex has words of its own."""

COLOURS = {
    "ink": "#ffffff",
    "dim": "#010101",
    "accent": "#020202",
    "place": "#030303",
    "code": "#040404",
    "code_block": "#050505",
    "keyword": "#060606",
    "string": "#070707",
    "number": "#080808",
}
DISTINCT = Palette(**{name: Style(color=colour) for name, colour in COLOURS.items()})
"""Every kind of text in a colour of its own."""

_NAMES = {colour: name for name, colour in COLOURS.items()}
LEGEND = {
    **{"ink": " ", "dim": "d", "accent": "a", "place": "l", "code": "c", "code_block": "."},
    **{"keyword": "k", "string": "S", "number": "n"},
    **{"ink bold": "b", "ink italic": "i", "ink underline": "u", "ink strike": "s"},
    **{"ink reverse": "r", "ink bold italic": "I", "ink bold underline": "U"},
    **{"ink bold strike": "X", "accent bold": "A", "place bold": "B", "place italic": "j"},
    **{"place underline": "v", "place strike": "t", "code bold": "C", "code underline": "w"},
    **{"dim bold": "D", "dim underline": "h", "dim strike": "x", "dim bold italic": "E"},
}


def names() -> list[str]:
    """The documents, as files of ``golden/``."""
    found = (path.name for path in INPUTS.iterdir() if path.suffix in FORMATS)
    return sorted(name for name in found if name != "README.md")


def expected(name: str, width: int) -> Path:
    return EXPECTED / f"{Path(name).stem}.{width}.txt"


def document(name: str) -> Reading:
    source = INPUTS / name
    return reading(
        source.read_bytes().decode("utf-8"),
        FORMATS[source.suffix],
        source_name="Golden News",
        title=source.stem.replace("-", " ").capitalize(),
        url="https://example.org/news/2026/golden",
        published=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        tags=(),
        categories=(),
    )


def lines_of(name: str, width: int) -> list[PageLine]:
    language = "zh_CN" if Path(name).stem in IN_CHINESE else "en"
    return page_lines(document(name), width, language=language, palette=DISTINCT)


def told(name: str, width: int) -> str:
    """The page of ``name`` at ``width`` cells, as it is written down."""
    return "".join(
        f"{shown.rstrip()}\n" for line in lines_of(name, width) for shown in _told_line(line)
    )


def _told_line(line: PageLine) -> Iterator[str]:
    yield f"  {line.text}"
    styles = "".join(sign_of(s.style or Style()) * len(s.text) for s in line.segments)
    if styles.strip():
        yield f"~ {styles}"
    for address, _ in groupby(link.address for link in line.links):
        yield f"→ {address}"


def sign_of(style: Style) -> str:
    """What stands for ``style``; KeyError for a look that has no sign yet."""
    colour = style.color.get_truecolor().hex if style.color else COLOURS["ink"]
    looks = ("bold", "italic", "underline", "strike", "reverse")
    return LEGEND[" ".join([_NAMES[colour], *(look for look in looks if getattr(style, look))])]


def write() -> None:
    EXPECTED.mkdir(exist_ok=True)
    wanted = {expected(name, width): (name, width) for name in names() for width in WIDTHS}
    for stale in set(EXPECTED.iterdir()) - set(wanted):
        stale.unlink()
    for path, (name, width) in wanted.items():
        path.write_text(told(name, width), "utf-8")


if __name__ == "__main__":
    write()
    print(f"{len(names())} documents at {', '.join(map(str, WIDTHS))} cells")
