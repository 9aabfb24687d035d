"""What is seen of a running telex, whatever its screen: what the keys are there to change."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.screens.feeds import drawn_rows, shown_rows, sources_screen
from tests.screens.screen import article_screen, bar, list_screen, screen_lines, tag_screen
from tui.app import TelexApp
from tui.core.command import Scope
from tui.core.models import Subscription
from tui.screens.base import KeyedScreen
from tui.screens.history import HistoryScreen
from tui.widgets.outline_view import OutlineView
from tui.widgets.page_view import PageView


@dataclass
class Seen:
    """A running app, and what it was asked to open."""

    app: TelexApp
    opened: list[str] = field(default_factory=list)
    key: str = ""
    """What was pressed last."""

    @property
    def scope(self) -> Scope:
        assert isinstance(self.app.screen, KeyedScreen)
        return self.app.screen.scope

    @property
    def cursor(self) -> int:
        return list_screen(self.app).list.cursor

    @property
    def place(self) -> int:
        return article_screen(self.app)._place

    @property
    def view(self) -> str:
        return list_screen(self.app).state.view

    @property
    def narrowed(self) -> str:
        return str(list_screen(self.app).state.narrowed)

    @property
    def in_side(self) -> bool:
        """Whether keys move in the pane at the left of the list."""
        return list_screen(self.app).in_side

    @property
    def side_is_shown(self) -> bool:
        return any("│" in line for line in screen_lines(self.app)[2:-3])

    @property
    def top(self) -> int:
        return self.page.top

    @property
    def page(self) -> PageView:
        return self.app.screen.query_one(PageView)

    @property
    def link(self) -> str:
        """The chosen link, as the line of news names it: its number and its host."""
        return self.news.partition("  ")[0]

    @property
    def aside(self) -> bool:
        """Whether long lines of code are moved aside: their beginning is not to be seen."""
        return not any(line.strip().startswith("long line") for line in screen_lines(self.app))

    @property
    def section(self) -> int:
        """The heading under the outline's cursor."""
        return self.app.screen.query_one(OutlineView).cursor

    @property
    def heading(self) -> str:
        """The heading under the outline's cursor, or at the top of the page."""
        if self.scope == "outline":
            outline = self.app.screen.query_one(OutlineView)
            return outline.sections[outline.cursor].words
        return self.page.lines[self.top].text

    @property
    def value(self) -> str:
        current = tag_screen(self.app).columns.current
        assert current is not None
        return current[1].name

    @property
    def facet(self) -> str:
        current = tag_screen(self.app).columns.current
        assert current is not None
        return current[0].field

    @property
    def choices(self) -> list[tuple[str, bool]]:
        return [(name, how) for (_, name), how in tag_screen(self.app).choices.items()]

    @property
    def row(self) -> int:
        """The row under the cursor of the feeds or their health."""
        return sources_screen(self.app).rows.cursor

    @property
    def rows(self) -> int:
        return len(shown_rows(self.app))

    @property
    def drawn(self) -> str:
        """The row under that cursor, as it is drawn."""
        return drawn_rows(self.app)[self.row]

    @property
    def feed(self) -> Subscription:
        """The feed under that cursor."""
        info = sources_screen(self.app).current()
        assert info is not None
        return info.subscription

    @property
    def news(self) -> str:
        return bar(self.app, "news")

    def read(self, place: int) -> bool:
        row = list_screen(self.app).list.known(place)
        assert row is not None
        return row.read

    def starred(self, place: int) -> bool:
        row = list_screen(self.app).list.known(place)
        assert row is not None
        return row.starred

    def hidden(self, place: int) -> bool:
        row = list_screen(self.app).list.known(place)
        assert row is not None
        return row.hidden

    @property
    def selected(self) -> list[int]:
        """The places of the rows that are selected."""
        shown = list_screen(self.app).list
        return [place for place, number in enumerate(shown.ids) if number in shown.selected]

    @property
    def order(self) -> str:
        return list_screen(self.app).state.order

    @property
    def foot(self) -> str:
        """What is typed, or the keys that matter."""
        return bar(self.app, "foot")

    @property
    def head_is_shown(self) -> bool:
        assert isinstance(self.app.screen, KeyedScreen)
        return self.app.screen.head.size.height > 0

    @property
    def preview_width(self) -> int:
        """Cells of the article beside the list; 0 where there is none."""
        return list_screen(self.app).preview.size.width

    @property
    def preview_top(self) -> int:
        """The line of the previewed article that is its first on the screen; -1 before it comes."""
        preview = list_screen(self.app).preview
        return preview.top if preview.lines else -1

    @property
    def step(self) -> int:
        """The row under the cursor of the history."""
        assert isinstance(self.app.screen, HistoryScreen)
        return self.app.screen.rows.cursor

    @property
    def undone(self) -> int:
        """How many steps of the history are drawn as undone."""
        assert isinstance(self.app.screen, HistoryScreen)
        return sum(row.name.startswith("undone") for row in self.app.screen.rows.rows)

    @property
    def at_end(self) -> bool:
        return self.page.at_end

    @property
    def gone(self) -> bool:
        return self.app._exit
