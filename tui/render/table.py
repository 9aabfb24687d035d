"""Articles as lines for a terminal, a pipe or a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from rich.cells import cell_len

from tui.core.ids import to_text
from tui.core.models import ArticleRow
from tui.core.text import last_hop_line
from tui.render.cells import cut, fit

SHORT_ID = 8  # characters; enough to be unique in a million articles
_SOURCE = 14


def plain(row: ArticleRow, zone: tzinfo) -> str:
    """Tab-separated: id, time, marks, source, title, labels."""
    marks = ("read" if row.read else "unread") + (",starred" if row.starred else "")
    date = row.date.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    fields = (to_text(row.id), date, marks, row.source_name, row.title, ",".join(row.labels))
    return "\t".join(last_hop_line(field) for field in fields)


def aligned(rows: Iterable[ArticleRow], zone: tzinfo, width: int) -> Iterator[str]:
    """Columns for a terminal of ``width`` cells: short id, marks, date, source, title."""
    for row in rows:
        marks = ("·" if row.read else "●") + ("★" if row.starred else " ")
        date = row.date.astimezone(zone).strftime("%Y-%m-%d")
        start = f"{to_text(row.id)[:SHORT_ID]}  {marks} {date}  {fit(row.source_name, _SOURCE)}  "
        yield last_hop_line(start + cut(row.title, max(10, width - cell_len(start))))
