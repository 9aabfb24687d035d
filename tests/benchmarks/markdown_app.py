"""An article in Textual's own Markdown widget: a widget for each of its blocks."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Markdown

from tests.benchmarks.article_app import ArticleApp


class MarkdownApp(ArticleApp):
    def shown(self, text: str) -> Widget:
        return Markdown(text)


if __name__ == "__main__":
    MarkdownApp().run()
