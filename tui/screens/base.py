"""What all screens share: keys to commands, the line of news above the foot, safe work."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, ClassVar, Protocol, TypeVar, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tui.commands import PENDING_SECONDS, dispatcher, foot
from tui.core.keys import Scope
from tui.errors import Interrupted, TelexError
from tui.session import Session
from tui.widgets.drawn import Bar, Glyphs, Hairline, Part

NEWS_SECONDS = 6.0
REST_SECONDS = 0.15
LOW = 20  # rows; below, no hairlines and no line of news of its own
Command = Callable[[], Awaitable[None] | None]
Act = Callable[[], Coroutine[Any, Any, object]]
"""Work that has not begun: nothing is left half done where it never does."""


T = TypeVar("T")


class Moving(Protocol):
    """What can be moved through: by steps, by pages, to its ends."""

    @property
    def page(self) -> int: ...

    def step(self, count: int) -> None: ...

    def turn(self, count: int) -> None: ...

    def edge(self, *, end: bool) -> None: ...


class KeyedScreen(Screen[T], inherit_bindings=False):
    """A head, a body, a line of news and a foot; keys come through one dispatcher.

    A subclass gives ``scope``, the widget ``body``, and a method ``do_<command>`` for each command of its
    scope, with underscores for hyphens.
    """

    class HelpWanted(Message):
        """The app shows the help, for it knows all screens; beginning with ``scope``."""

        def __init__(self, scope: Scope) -> None:
            super().__init__()
            self.scope = scope

    scope: ClassVar[Scope]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, glyphs: Glyphs, body: Widget) -> None:
        super().__init__()
        self.body = body
        self.head = Bar(glyphs, id="head")
        self._news_bar = Bar(glyphs, id="news")
        self._foot_bar = Bar(glyphs, id="foot")
        self.session = session
        self.words = session.words
        self.glyphs = glyphs
        self._dispatcher = dispatcher(self.scope)
        self._foot_parts = foot(self.scope, self.words)
        self._news: tuple[Part, ...] = ()
        self._news_timer: Timer | None = None
        self._pending_timer: Timer | None = None
        self._rest_timer: Timer | None = None
        self._held: list[events.Key] | None = None
        self.pressed: list[events.Key] = []
        """What the command at work was called by: one key, or the keys of a sequence."""

    # Layout

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.head
            yield Hairline(self.glyphs, id="under-head")
            yield self.body
            yield Hairline(self.glyphs, id="over-foot")
            yield self._news_bar
            yield self._foot_bar

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < LOW, "low")
        self.draw_bars()

    @property
    def low(self) -> bool:
        return self.size.height < LOW

    # Keys

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if (top := self.app.screen) is not self:
            # Typed ahead, while this screen was leaving or another one coming.
            top.post_message(events.Key(event.key, event.character))
            return
        if self._held is not None:
            self._held.append(event)
            return
        if self.takes(event):
            return
        was_pending = bool(self._dispatcher.pending)
        self.pressed = [*self.pressed, event] if was_pending else [event]
        command = self._dispatcher.press(event.key, event.character)
        if was_pending or self._dispatcher.pending:
            self._show_pending()
        if command is not None:
            await self.run_command(command)
        elif event.key == "ctrl+c":
            self.tell(self.words("q leads back, Q quits"))

    def hold_keys(self, *typed: events.Key) -> None:
        """Keep what is typed, and was ``typed``, until there is something that it can be about."""
        self._held = [*(self._held or ()), *typed]

    def release_keys(self) -> None:
        if self._held is not None:
            # What is in the queue already was typed later: it is held before the others are done.
            self.call_next(self._do_held)

    async def _do_held(self) -> None:
        held, self._held = self._held or [], None
        for event in held:
            # If one of them is to wait again, so do those after it.
            await self.on_key(events.Key(event.key, event.character))

    def takes(self, event: events.Key) -> bool:
        """Whether something is being typed that this key belongs to; then it is no command."""
        return False

    async def run_command(self, command: str) -> None:
        """Do what the key table calls ``command``."""
        act: Command = getattr(self, "do_" + command.replace("-", "_"))
        answer = act()
        if answer is not None:
            await answer

    def _show_pending(self) -> None:
        if self._pending_timer is not None:
            self._pending_timer.stop()
            self._pending_timer = None
        if self._dispatcher.pending:
            self._pending_timer = self.set_timer(PENDING_SECONDS, self._drop_pending)
        self.draw_foot()

    def _drop_pending(self) -> None:
        self._dispatcher.pending = ()
        self.draw_foot()

    # News and foot

    def tell(self, words: str, ink: str = "ink", *, seconds: float = NEWS_SECONDS) -> None:
        """Say ``words`` above the foot for a while."""
        self.tell_parts(((words, ink),), seconds=seconds)

    def tell_parts(self, parts: Sequence[Part], *, seconds: float = NEWS_SECONDS) -> None:
        self.end_news()
        self._news = tuple(parts)
        self._news_timer = self.set_timer(seconds, self.end_news)
        self.draw_foot()

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

    def draw_foot(self) -> None:
        if not self.is_mounted:
            return
        news = self._news or tuple(self.resting())
        right: list[Part] = [(self.position(), "dim")]
        keys = self._foot_keys(self.size.width - cell_len(self.position()) - 4)
        if self._dispatcher.pending:
            right = [("".join(self._dispatcher.pending) + self.glyphs.ellipsis, "accent")]
        self._news_bar.show(news)
        self._foot_bar.show(news if news and self.low else keys, right)

    def _foot_keys(self, room: int) -> list[Part]:
        """As many keys as there is room for, whole; the last one, which leads away, stays."""
        shown = list(self._foot_parts)
        while len(shown) > 1 and sum(cell_len(f"{k} {w}   ") for k, w in shown) - 3 > room:
            shown.pop(-2)
        keys = [part for k, w in shown for part in ((k, "accent"), (f" {w}   ", "dim"))]
        return [*keys[:-1], (keys[-1][0].rstrip(), "dim")]

    # Work beside the keys

    def work(self, act: Act, *, group: str, exclusive: bool = True) -> None:
        """Run ``act`` beside the keys; of one group only the newest counts."""

        async def guarded() -> None:
            await self._guarded(act)

        if self.is_running:
            self.run_worker(
                cast(Any, guarded), group=group, exclusive=exclusive, exit_on_error=False
            )

    async def _guarded(self, act: Act) -> None:
        try:
            await act()
        except Interrupted:
            pass
        except TelexError as error:
            self.tell_error(error)
        except Exception as error:
            logging.getLogger("telex").exception("unexpected")
            self.tell(
                self.words(
                    "Something went wrong ({error}); the log has the details: telex doctor",
                    error=type(error).__name__,
                ),
                "accent",
            )

    def tell_error(self, error: TelexError) -> None:
        hint = self.words.say(error.hint)
        title = self.words.say(error.title)
        self.tell_parts(((title, "accent"), (f"  {hint}", "dim")), seconds=2 * NEWS_SECONDS)

    # Commands of every screen

    @property
    def moving(self) -> Moving:
        """The widget that the movement keys move."""
        raise NotImplementedError

    def do_down(self) -> None:
        self.moving.step(1)

    def do_up(self) -> None:
        self.moving.step(-1)

    def do_half_down(self) -> None:
        self.moving.turn(max(1, self.moving.page // 2))

    def do_half_up(self) -> None:
        self.moving.turn(-max(1, self.moving.page // 2))

    def do_page_down(self) -> None:
        self.moving.turn(self.moving.page)

    def do_page_up(self) -> None:
        self.moving.turn(-self.moving.page)

    def do_top(self) -> None:
        self.moving.edge(end=False)

    def do_bottom(self) -> None:
        self.moving.edge(end=True)

    def do_help(self) -> None:
        self.post_message(self.HelpWanted(self.scope))

    def do_suspend(self) -> None:
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        self.app.exit()
