"""What stands around the body of every screen: its head, the line of news, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tui.core.commands import Scope
from tui.dispatch import foot
from tui.errors import TelexError
from tui.session import Session
from tui.widgets.drawn import Bar, Glyphs, Hairline, Part
from tui.widgets.offer_rows import OfferRows

NEWS_SECONDS = 6.0
REST_SECONDS = 0.15
LOW = 20  # rows; below, no hairlines and no line of news of its own
T = TypeVar("T")


class BarsScreen(Screen[T], inherit_bindings=False):
    """A head, a body, a line of news and a foot."""

    def __init__(self, session: Session, glyphs: Glyphs, body: Widget, scope: Scope) -> None:
        super().__init__()
        self.body = body
        self.head = Bar(glyphs, id="head")
        self.offers = OfferRows(glyphs, id="offers")
        """What may be meant by what is being typed."""
        self._news_bar = Bar(glyphs, id="news")
        self._foot_bar = Bar(glyphs, id="foot")
        self.session = session
        self.words = session.words
        self.glyphs = glyphs
        self._scope = scope
        self._foot_parts = foot(scope, session.keymap, self.words)
        self._news: tuple[Part, ...] = ()
        self._news_timer: Timer | None = None
        self._rest_timer: Timer | None = None

    def key_of(self, command: str) -> str:
        """What the reader presses for ``command`` on this screen."""
        return self.session.keymap.shown(self._scope, command)

    # Layout

    def compose(self) -> ComposeResult:
        self.set_class(self.session.config.accessible, "accessible")
        with Vertical():
            yield self.head
            yield Hairline(self.glyphs, id="under-head")
            yield self.body
            yield Hairline(self.glyphs, id="over-foot")
            yield self.offers
            yield self._news_bar
            yield self._foot_bar

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < LOW, "low")
        self.draw_bars()

    def on_screen_resume(self) -> None:
        """It is on top (again)."""
        self.set_class(self.session.zen, "zen")
        self.place_cursor()

    @property
    def low(self) -> bool:
        return self.size.height < LOW

    # The terminal's own cursor: where a screen reader, or an input method, looks

    def cursor_spot(self) -> tuple[Widget, int, int] | None:
        """What the keys are about: a widget, and a column and line in it."""
        return None

    def place_cursor(self) -> None:
        """Where the terminal's cursor is to stand after the next paint. It costs no bytes of its
        own: Textual sends a place with each."""
        spot = self.cursor_spot()
        if spot is not None and self.is_mounted and self.is_current:
            widget, column, line = spot
            self.app.cursor_position = widget.region.offset + Offset(column, line)

    # News and foot

    def tell(self, words: str, ink: str = "ink", *, seconds: float | None = None) -> None:
        """Say ``words`` above the foot for a while."""
        self.tell_parts(((words, ink),), seconds=seconds)

    def tell_parts(self, parts: Sequence[Part], *, seconds: float | None = None) -> None:
        self.end_news()
        self._news = tuple(parts)
        self._news_timer = self.set_timer(seconds or NEWS_SECONDS, self.end_news)
        self.draw_foot()

    def tell_error(self, error: TelexError) -> None:
        hint = self.words.say(error.hint)
        title = self.words.say(error.title)
        self.tell_parts(((title, "accent"), (f"  {hint}", "dim")), seconds=2 * NEWS_SECONDS)

    def end_news(self) -> None:
        """What was said is over."""
        if self._news_timer is not None:
            self._news_timer.stop()
        self._news, self._news_timer = (), None
        self.draw_foot()

    def resting(self) -> Sequence[Part]:
        """What the line of news says when there is none; asked after a moment of rest."""
        return ()

    def position(self) -> str:
        """What stands at the right of the foot after a moment of rest."""
        return ""

    def rest_soon(self) -> None:
        """Redraw the foot once the keys have rested: until then not a byte is spent on it."""
        if self._rest_timer is None:
            self._rest_timer = self.set_timer(REST_SECONDS, self.rested)
        else:
            self._rest_timer.reset()

    def rested(self) -> None:
        """The keys have rested for a moment."""
        self._rest_timer = None
        self.draw_foot()

    def draw_bars(self) -> None:
        self.draw_foot()

    def asking(self) -> tuple[Sequence[Part], Sequence[Part], Sequence[Part]] | None:
        """While something is asked for: the line that is typed, what stands at its right, and what is
        said of it."""
        return None

    def begun(self) -> str:
        """The beginning of a sequence of keys, to be shown."""
        return ""

    def draw_foot(self) -> None:
        if not self.is_mounted:
            return
        self.place_cursor()
        if (asked := self.asking()) is not None:
            typed, right, said = asked
            self._news_bar.show(said)
            if self.low and not right:
                wanted = sum(cell_len(words) for words, _ in (*typed, *said))
                right = said if wanted + 4 <= self.size.width else ()  # what is typed is seen
            self._foot_bar.show(typed, right)
            return
        news = self._news or tuple(self.resting())
        told: list[Part] = [(self.position(), "dim")]
        keys = self._foot_keys(self.size.width - cell_len(self.position()) - 4)
        if begun := self.begun():
            told = [(begun + self.glyphs.ellipsis, "accent")]
        self._news_bar.show(news)
        self._foot_bar.show(news if news and self.low else keys, told)

    def _foot_keys(self, room: int) -> list[Part]:
        """As many keys as there is room for, whole; the last one, which leads away, stays."""
        shown = list(self._foot_parts)
        while len(shown) > 1 and sum(cell_len(f"{k} {w}   ") for k, w in shown) - 3 > room:
            shown.pop(-2)
        keys = [part for k, w in shown for part in ((k, "accent"), (f" {w}   ", "dim"))]
        return [*keys[:-1], (keys[-1][0].rstrip(), "dim")] if keys else []
