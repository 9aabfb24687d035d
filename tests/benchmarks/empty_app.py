"""The least that Textual can be: one line that a key changes. What telex is measured against."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.count = 0

    def compose(self) -> ComposeResult:
        yield Static("pressed 0")

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.query_one(Static).update(f"pressed {self.count}")


if __name__ == "__main__":
    EmptyApp().run()
