"""An article as Rich draws Markdown, in one Static that is scrolled."""

from __future__ import annotations

from rich.markdown import Markdown
from textual.widget import Widget
from textual.widgets import Static

from tests.benchmarks.article_app import ArticleApp


class StaticApp(ArticleApp):
    def shown(self, text: str) -> Widget:
        return Static(Markdown(text))


if __name__ == "__main__":
    StaticApp().run()
