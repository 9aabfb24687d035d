"""The Textual app: themes, styles and the first screen. What happens is in the screens."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from concurrent.futures import Future
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from tui import paths, themes
from tui.core import text
from tui.core.models import Subscription
from tui.errors import BadConfig, nearest, said
from tui.screens.base import KeyedScreen
from tui.screens.links import Links
from tui.screens.list import ListScreen
from tui.screens.snapshot import Snapshot
from tui.session import Session
from tui.store.fold import Folded
from tui.widgets.drawn import INKS, Glyphs

PRELOAD_AFTER_SECONDS = 0.4
WARY_SECONDS = 5.0
BURST_SECONDS = 0.02
STYLES = ("base", "list", "article", "tags", "feeds")


class TelexApp(App[None], inherit_bindings=False):
    """One terminal's telex over one ``session``, which it does not close."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {*INKS}
    ENABLE_COMMAND_PALETTE = False
    TITLE = "telex"

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        links: Links,
        theme: str,
        *,
        target: Subscription | None = None,
        first: Future[tuple[Snapshot, Folded]] | None = None,
        open_at_once: bool = False,
        pending_keys: str = "",
        answers_due: bool = False,
    ) -> None:
        self._telex_theme = theme
        folder = paths.styles()
        super().__init__(css_path=[folder / f"{name}.tcss" for name in STYLES])
        self.animation_level = "none"
        for own in themes.OWN:
            self.register_theme(own)
        self.theme = theme
        self._css_variables = self.get_css_variables()
        self.stylesheet.set_variables(self._css_variables)
        self.session = session
        self._glyphs = glyphs
        self._pending_keys = pending_keys
        self._wary_until = time.monotonic() + WARY_SECONDS if answers_due else 0.0
        self._last_key = 0.0
        self.has_mouse = session.config.mouse
        self._list = partial(
            ListScreen,
            session,
            glyphs,
            links,
            target=target,
            first=first,
            open_at_once=open_at_once,
        )

    def get_default_screen(self) -> Screen[None]:
        return self._list()

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """None: each of our screens covers the one below. Textual would repaint the upper one for
        every change of the lower, and (8.2) go on doing so for ever after the first."""
        return []

    def get_theme(self, theme_name: str) -> Theme | None:
        """(Textual asks for every line that it paints, and copies the table of all themes to look.)"""
        return self._registered_themes.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        own = {theme.name: theme for theme in themes.OWN}
        known = own | BUILTIN_THEMES
        return themes.variables(known.get(self._telex_theme, themes.NIGHT))

    def refresh_css(self, animate: bool = True) -> None:
        """(Textual reads all styles a second time before there is anything that they are of.)"""
        if self.screen_stack or self._css_variables != self.get_css_variables():
            super().refresh_css(animate)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self._wary_until and self._is_late_answer():
            return
        await super().on_event(event)

    def _is_late_answer(self) -> bool:
        """Whether a key came too fast for a hand, while the terminal still owes us its answers:
        then it is a letter of one of them (``ESC [ ? 6 2 c``), and no command."""
        now = time.monotonic()
        before, self._last_key = self._last_key, now
        return now < self._wary_until and now - before < BURST_SECONDS

    async def on_mount(self) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            # Leave the terminal as it was; only the main thread may listen.
            with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, self._told_to_end, number)
        self.set_timer(PRELOAD_AFTER_SECONDS, self._preload)
        self._show_cursor()
        self.app_resume_signal.subscribe(self, self._show_cursor)
        for character in self._pending_keys:
            # Typed while the terminal was asked for its ground and widths: not lost.
            self.post_message(events.Key(character, character))

    def _show_cursor(self, _resumed: object = None) -> None:
        """The terminal's own, which stands where the reader is: Textual hides it, also when it comes
        back from the shell."""
        if self.session.config.accessible and self._driver is not None:
            self._driver.write("\x1b[?25h")

    def _told_to_end(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def on_keyed_screen_help_wanted(self, message: KeyedScreen.HelpWanted) -> None:
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.session, self._glyphs, message.scope))

    def on_keyed_screen_mouse_wanted(self) -> None:
        """Leave the mouse to the terminal, which can select text then; or take it back."""
        driver: Any = self._driver
        screen = self.screen
        assert isinstance(screen, KeyedScreen)  # it asked for it
        self.has_mouse = not self.has_mouse
        if self.has_mouse:
            driver._mouse = True
            _call(driver, "_enable_mouse_support")
            told = self.session.words("The mouse is telex's again")
        else:
            # (In this order: it turns off only what it thinks is on.)
            _call(driver, "_disable_mouse_support")
            driver._mouse = False
            told = self.session.words(
                "The mouse is the terminal's: select and copy; {key} takes it back",
                key=screen.key_of("mouse"),
            )
        screen.tell(told)

    def _preload(self) -> None:
        """Load what draws articles before the first one is opened."""
        self.run_worker(self.session.page(_load_renderer), exit_on_error=False)


def _call(driver: object, name: str) -> None:
    """What only drivers of a terminal can do."""
    act = getattr(driver, name, None)
    if act is not None:
        act()


def _load_renderer() -> None:
    import tui.render.article  # noqa: F401  100 ms of Markdown
    from tui.render.linebreak import break_offsets

    break_offsets("预热", 10)


def require_theme(name: str) -> None:
    """Raise :class:`BadConfig` for a theme that there is not."""
    known = BUILTIN_THEMES.keys() | {theme.name for theme in themes.OWN}
    if name not in known:
        meant = nearest(name, known)
        raise BadConfig(
            said("There is no theme {name}", name=text.line(name, 60)),
            said("Did you mean {meant}?", meant=meant)
            if meant
            else said("telex, telex-paper, ansi, or one of Textual's, such as nord or gruvbox"),
        )
