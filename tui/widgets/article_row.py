"""One row of the list: cursor, unread, star, time, source, title, tags. Pure drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.core.marking import NOTHING, Sought
from tui.core.models import ArticleRow
from tui.core.text import fold, last_hop_line
from tui.render.cells import cut, fit
from tui.widgets.drawn import Glyphs, Inks

SOURCE_WIDEST = 16
_TIME = 5
_TAGS_LEAST = 6


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns there is room for. Tags go first, then source, time, star; the title never."""

    width: int
    source: int
    time: bool
    star: bool
    tags: bool

    @classmethod
    def within(cls, width: int, longest_source: int) -> Columns:
        """``longest_source`` in cells; 0 when all rows share one source, which is then not drawn."""
        source = min(longest_source, SOURCE_WIDEST) if width >= 60 else 0
        return cls(width, source, width >= 36, width >= 28, width >= 60)

    @property
    def title_at(self) -> int:
        at = 2 + (2 if self.star else 1)
        at += _TIME + 2 if self.time else 0
        return at + (self.source + 2 if self.source else 0)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is for the reader, and how times are written."""

    now: datetime
    zone: tzinfo
    relative: bool = False

    def write(self, moment: datetime) -> str:
        """Today ``21:31``, this year ``02-12``, older ``2024``; or ``9m``, ``3h``, ``12d``, ``2y``."""
        if self.relative:
            return self._age(self.now - moment)
        local, now = moment.astimezone(self.zone), self.now.astimezone(self.zone)
        if local.date() == now.date():
            return local.strftime("%H:%M")
        return local.strftime("%m-%d" if local.year == now.year else "%Y")

    def _age(self, age: timedelta) -> str:
        minutes = max(0, int(age.total_seconds() // 60))
        for limit, divisor, unit in ((60, 1, "m"), (1_440, 60, "h"), (525_600, 1_440, "d")):
            if minutes < limit:
                return f"{minutes // divisor}{unit}"
        return f"{minutes // 525_600}y"


def title_is_cut(row: ArticleRow, columns: Columns) -> bool:
    return cell_len(row.title) > columns.width - columns.title_at - 1


def draw(
    row: ArticleRow | None,
    columns: Columns,
    clock: Clock,
    *,
    current: bool,
    worn: Mapping[int, Collection[str]],
    sought: Sought = NOTHING,
    inks: Inks,
    glyphs: Glyphs,
) -> list[Segment]:
    """The row's segments, exactly ``columns.width`` cells; ``None`` is one not loaded yet.

    ``worn`` are, by feed, the folded labels that say nothing and are left out; words ``sought``
    stand out of the others.
    """
    ground = Style(bgcolor=inks.raised.bgcolor, reverse=inks.raised.reverse or None)
    over = ground if current else Style.null()
    bar = Segment(glyphs.cursor if current else " ", inks.accent + over)
    if row is None:
        return [bar, Segment(" " * (columns.width - 1), inks.dim + over)]
    words = inks.dim if row.read else inks.ink
    title_style = words + over + (Style(bold=True) if current and not row.read else Style.null())
    segments = [
        bar,
        Segment(" " if row.read else glyphs.unread, inks.accent + over),
    ]
    if columns.star:
        segments.append(Segment(glyphs.star if row.starred else " ", inks.accent + over))
    gap = Segment("  ", inks.dim + over)
    segments.append(Segment(" ", inks.dim + over))
    if columns.time:
        segments += [Segment(clock.write(row.date).rjust(_TIME), inks.dim + over), gap]
    if columns.source:
        place = inks.dim if row.read else inks.place
        name = fit(last_hop_line(row.source_name), columns.source, glyphs.ellipsis)
        segments += [Segment(name, place + over), gap]
    used = sum(cell_len(s.text) for s in segments)
    room = max(0, columns.width - used - 1)
    title = cut(last_hop_line(row.title), room, glyphs.ellipsis)
    found = Style(color=inks.accent.color, underline=True)
    segments += marked(title, sought, title_style, title_style + found)
    room -= cell_len(title)
    tags = _tags(row, worn.get(row.feed, ()))
    if tags and columns.tags and room >= _TAGS_LEAST + 2:
        shown = cut(tags, room - 2, glyphs.ellipsis)
        segments += [gap, *marked(shown, sought, inks.dim + over, inks.dim + over + found)]
        room -= 2 + cell_len(shown)
    segments.append(Segment(" " * (room + 1), inks.dim + over))
    return segments


def marked(line: str, sought: Sought, style: Style, found: Style) -> list[Segment]:
    """``line`` in ``style``, what is ``sought`` in it in ``found``."""
    segments, end = [], 0
    for start, after in sought.spans(line):
        segments += [Segment(line[end:start], style), Segment(line[start:after], found)]
        end = after
    return [s for s in (*segments, Segment(line[end:], style)) if s.text]


def _tags(row: ArticleRow, worn: Collection[str]) -> str:
    name = fold(row.source_name)
    labels = (last_hop_line(label) for label in row.labels)
    return " ".join(x for x in labels if fold(x) not in worn and fold(x) != name)
