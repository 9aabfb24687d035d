"""An article as other programs take it: Markdown, HTML, or JSON."""

from __future__ import annotations

import html
import json
from typing import Any

from tui.bodies.markdown import markdown_of, readable
from tui.core.ids import to_text
from tui.core.models import Article, Reading
from tui.core.text import last_hop, line

FORMS = ("markdown", "html", "json")


def written(reading: Reading, form: str) -> str:
    """``reading`` in one of :data:`FORMS`, its title included."""
    match form:
        case "markdown":
            return f"# {reading.article.title}\n\n{last_hop(markdown_of(reading.body)).strip()}\n"
        case "html":
            return _page(reading)
        case _:
            whole = as_object(reading) | {"body": markdown_of(reading.body)}
            return last_hop(json.dumps(whole, ensure_ascii=False)) + "\n"


def _page(reading: Reading) -> str:
    """A page of its own. What the body has of HTML itself is words in it: nothing that an article
    says is ever run, and a browser would."""
    from markdown_it import MarkdownIt

    title = html.escape(reading.article.title)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    body = last_hop(parser.render(readable(reading.body)))
    lang = html.escape(reading.article.lang or "und")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )


def as_object(reading: Reading) -> dict[str, Any]:
    """What ``--json`` tells of an article, but for its body; times in ISO 8601, UTC."""
    article: Article = reading.article
    return {
        "id": to_text(article.id),
        "source": article.source,
        "feed": reading.source_name,
        "guid": line(article.guid),
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "first_seen": article.first_seen.isoformat(),
        "authors": list(article.authors),
        "lang": article.lang,
        "summary": article.summary,
        "categories": list(article.categories),
        "tags": list(article.tags),
        "read": reading.read,
        "starred": reading.starred,
        "later": reading.later.isoformat() if reading.later else None,
        "path": article.path or None,
    }
