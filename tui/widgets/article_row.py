"""One row of the list: cursor, unread, star, time, source, title, tags. Pure drawing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
from tui.words import mark as _

SOURCE_WIDEST = 16
Say = Callable[[str], str]
"""The reader's word for a state of a row."""
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
        if self.relative and moment <= self.now:
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


def title_is_cut(row: ArticleRow, columns: Columns, told: str = "") -> bool:
    """``told`` are the words that stand in the place of the signs."""
    more = cell_len(told) - (2 if columns.star else 1) + 1 if told else 0
    return cell_len(row.title) > columns.width - columns.title_at - more - 1


def state_words(row: ArticleRow, clock: Clock, *, selected: bool, say: Say) -> str:
    """``unread, starred``: what the signs of a row tell, in words."""
    state = _("unread")
    if row.hidden:
        state = _("hidden")
    elif row.put_off(clock.now):
        state = _("put off")
    elif row.read:
        state = _("read")
    more = [(_("starred"), row.starred), (_("edited"), row.edited)]
    names = [
        *([_("selected")] if selected else []),
        state,
        *(name for name, there in more if there),
    ]
    return ", ".join(map(say, names))


def draw(
    row: ArticleRow | None,
    columns: Columns,
    clock: Clock,
    *,
    current: bool,
    selected: bool = False,
    say: Say | None = None,
    worn: Mapping[int, Collection[str]],
    sought: Sought = NOTHING,
    inks: Inks,
    glyphs: Glyphs,
) -> list[Segment]:
    """The row's segments, exactly ``columns.width`` cells; ``None`` is one not loaded yet.

    ``say`` writes the state of a row in words instead of signs. ``worn`` are, by feed, the folded
    labels that say nothing and are left out; words ``sought`` stand out of the others.
    """
    ground = Style(bgcolor=inks.raised.bgcolor, reverse=inks.raised.reverse or None)
    over = ground if current else Style.null()
    bar = Segment(glyphs.cursor if current else " ", inks.accent + over)
    if row is None:
        return [bar, Segment(" " * (columns.width - 1), inks.dim + over)]
    unread = row.is_unread(clock.now)
    words = inks.ink if unread else inks.dim
    title_style = words + over + (Style(bold=True) if current and unread else Style.null())
    gap = Segment("  ", inks.dim + over)
    put_off = row.put_off(clock.now)
    segments = [bar]
    if say is not None:
        told = state_words(row, clock, selected=selected, say=say)
        segments += [Segment(told, inks.accent + over if unread else inks.dim + over), gap]
    else:
        segments += _signs(row, columns, inks, glyphs, over, put_off, selected)
    if columns.time:
        when = row.later if put_off and row.later is not None else row.date
        ink = inks.place if put_off else inks.dim
        segments += [Segment(clock.write(when).rjust(_TIME), ink + over), gap]
    if columns.source:
        place = inks.place if unread else inks.dim
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


def _signs(
    row: ArticleRow,
    columns: Columns,
    inks: Inks,
    glyphs: Glyphs,
    over: Style,
    put_off: bool,
    selected: bool,
) -> list[Segment]:
    """The columns of signs: unread, put off or hidden; the star; selected, or edited."""
    accent = inks.accent + over
    sign = Segment(glyphs.unread, accent)
    if row.hidden:
        sign = Segment(glyphs.hidden, inks.dim + over)
    elif put_off:
        sign = Segment(glyphs.later, inks.place + over)
    elif row.read:
        sign = Segment(" ", accent)
    chosen = glyphs.selected if selected else ""
    edited = glyphs.edited if row.edited else ""
    if not columns.star:
        return [sign, Segment(chosen or edited or " ", accent)]
    # What the hand does, else what it kept, else what the publisher changed: that one stands behind
    # a star.
    star = glyphs.star if row.starred else ""
    behind = edited if chosen or star else ""
    return [sign, Segment(chosen or star or edited or " ", accent), Segment(behind or " ", accent)]


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
