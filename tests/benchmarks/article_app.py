"""What the two apps share that show an article with what Rich and Textual bring along."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static


class ArticlePage(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("q", "app.pop_screen")]

    def __init__(self, article: Widget) -> None:
        super().__init__()
        self._article = article

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield self._article


class ArticleApp(App[None]):
    """The keys ``1``, ``2`` … open the files it was started with, ``q`` leads back."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        yield Static("which one?")

    def on_key(self, event: events.Key) -> None:
        if event.key.isdigit():
            text = Path(sys.argv[int(event.key)]).read_text("utf-8")
            self.push_screen(ArticlePage(self.shown(text)))

    def shown(self, text: str) -> Widget:
        raise NotImplementedError
