"""What all screens share: keys to commands, something asked for, safe work beside the keys."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ClassVar, Protocol, TypeVar, cast

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from tui.core.commands import Scope
from tui.core.keys import presses_of
from tui.dispatch import PENDING_SECONDS, dispatcher, key_name
from tui.errors import Interrupted, TelexError
from tui.screens.bars import BarsScreen
from tui.screens.prompt import Asking, Prompt
from tui.session import Session
from tui.widgets.drawn import Glyphs, Part

Command = Callable[[], Awaitable[None] | None]
Act = Callable[[], Coroutine[Any, Any, object]]
"""Work that has not begun: nothing is left half done where it never does."""
REPEATED = frozenset(
    (
        *("half-down", "half-up", "page-down", "page-up", "next-unread", "previous-unread"),
        *("next-article", "previous-article", "next-link", "previous-link", "done", "select"),
        *("undo", "redo", "next-facet", "previous-facet"),
    )
)
"""Commands that a count before them does so many times."""
_REPEATED_MOST = 500

T = TypeVar("T")


class Moving(Protocol):
    """What can be moved through: by steps, by pages, to its ends."""

    @property
    def page(self) -> int: ...

    def step(self, count: int) -> None: ...

    def turn(self, count: int) -> None: ...

    def edge(self, *, end: bool) -> None: ...


class KeyedScreen(BarsScreen[T], inherit_bindings=False):
    """A screen whose keys come through one dispatcher.

    A subclass gives ``scope``, the widget ``body``, and a method ``do_<command>`` for each command of its
    scope, with underscores for hyphens.
    """

    class HelpWanted(Message):
        """The app shows the help, for it knows all screens; beginning with ``scope``."""

        def __init__(self, scope: Scope) -> None:
            super().__init__()
            self.scope = scope

    class MouseWanted(Message):
        """The app leaves the mouse to the terminal, or takes it back."""

    scope: ClassVar[Scope]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, glyphs: Glyphs, body: Widget) -> None:
        super().__init__(session, glyphs, body, self.scope)
        self._dispatcher = dispatcher(self.scope, session.keymap)
        self._pending_timer: Timer | None = None
        self._held: list[events.Key] | None = None
        self._prompt: Asking | None = None
        self.pressed: list[events.Key] = []
        """What the command at work was called by: one key, or the keys of a sequence."""
        self.count = 0
        """The number that was typed before the command at work; 0 for none."""

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
        if self.prompted:
            assert self._prompt is not None
            self._prompt.press(event)
            return
        if self.takes(event):
            return
        was_begun = bool(self.begun())
        self.pressed = [*self.pressed, event] if was_begun else [event]
        command = self._dispatcher.press(event.key, event.character)
        if was_begun or self.begun():
            self._show_pending()
        if command is not None:
            await self._do(command, self._dispatcher.count)
        elif event.key == "ctrl+c":
            keys = {"back": self.key_of("back"), "quit": self.key_of("quit")}
            self.tell(self.words("{back} leads back, {quit} quits", **keys))

    async def _do(self, command: str, count: int) -> None:
        self.count = count
        try:
            times = min(count, _REPEATED_MOST) if command in REPEATED else 1
            for _ in range(max(1, times)):
                await self.run_command(command)
        finally:
            self.count = 0

    def which_key(self, command: str) -> int:
        """Which of the keys of ``command`` was pressed, counted from 0; -1 if none of them was."""
        pressed = tuple(key_name(event.key, event.character) for event in self.pressed)
        keys = map(presses_of, self.session.keymap.keys(self.scope, command))
        return next((n for n, key in enumerate(keys) if pressed[-len(key) :] == key), -1)

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

    def begun(self) -> str:
        return self._dispatcher.begun

    def _show_pending(self) -> None:
        if self._pending_timer is not None:
            self._pending_timer.stop()
            self._pending_timer = None
        if self.begun():
            self._pending_timer = self.set_timer(PENDING_SECONDS, self._drop_pending)
        self.draw_foot()

    def _drop_pending(self) -> None:
        self._dispatcher.drop()
        self.draw_foot()

    # Something asked for

    def ask(self, prompt: Prompt) -> None:
        """Have the reader type in the foot; ``prompt`` says what becomes of it."""
        self.end_news()
        self._prompt = Asking(cast(Any, self), prompt)
        self._prompt.draw()

    def offer_again(self) -> None:
        """More is known by now of what may be typed."""
        if self._prompt is not None and self.prompted:
            self._prompt.offer_again()

    @property
    def prompted(self) -> bool:
        return self._prompt is not None and not self._prompt.over

    def asking(self) -> tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]] | None:
        if self._prompt is None or self._prompt.over:
            return None
        typed, right, said = self._prompt.parts()
        return tuple(typed), tuple(right), tuple(said)

    def on_paste(self, event: events.Paste) -> None:
        if self._prompt is not None and self.prompted:
            self._prompt.paste(event.text)

    def on_offer_rows_picked(self) -> None:
        if self._prompt is not None and self.prompted:
            self._prompt.pick(self.offers.cursor)

    def cursor_spot(self) -> tuple[Widget, int, int] | None:
        if self._prompt is not None and self.prompted:
            return self._foot_bar, self._prompt.column, 0
        moving = self.moving
        return (
            (moving, 0, getattr(moving, "cursor_line", 0)) if isinstance(moving, Widget) else None
        )

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

    # Commands of every screen

    @property
    def moving(self) -> Moving:
        """The widget that the movement keys move."""
        raise NotImplementedError

    def do_down(self) -> None:
        self.moving.step(max(1, self.count))

    def do_up(self) -> None:
        self.moving.step(-max(1, self.count))

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
        self._count_from_top()

    def do_bottom(self) -> None:
        if self.count:
            self.moving.edge(end=False)
            self._count_from_top()
        else:
            self.moving.edge(end=True)

    def _count_from_top(self) -> None:
        """``5G``: the fifth row."""
        if self.count > 1:
            self.moving.step(self.count - 1)

    def do_help(self) -> None:
        self.post_message(self.HelpWanted(self.scope))

    def do_mouse(self) -> None:
        self.post_message(self.MouseWanted())

    def do_zen(self) -> None:
        """Nothing but the text, on every screen, until it is asked for again."""
        self.session.zen = not self.session.zen
        self.set_class(self.session.zen, "zen")
        if self.session.zen:
            self.tell(self.words("{key}: everything again", key=self.key_of("zen")))

    def do_suspend(self) -> None:
        if self.session.restricted:
            self.tell(self.words("There is no way to the shell from here"))
        else:
            self.app.action_suspend_process()

    def do_quit(self) -> None:
        self.app.exit()
