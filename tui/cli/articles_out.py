"""``telex export``: articles with their texts, for other programs and for keeping."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tui.bodies.markdown import markdown_of
from tui.cli.context import Context
from tui.core import ids
from tui.core.models import Reading
from tui.core.query import Query
from tui.core.text import last_hop
from tui.errors import Usage, said
from tui.forms import written

_NOT_IN_A_NAME = re.compile(r"[^\w-]+")
_LONGEST_NAME = 150  # bytes


def write_json(context: Context, query: Query) -> int:
    """One object a line, as ``list --json`` has it, with its ``body`` as Markdown."""
    library = context.library
    for number in library.ids(query):
        if (reading := library.reading(number)) is not None:
            print(written(reading, "json"), end="")
    return 0


def write_markdown(context: Context, query: Query, folder: Path) -> int:
    """A file each, with front matter that telex and site generators read. The folder is to be new,
    or empty: nothing that stands there is ever written over."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Usage(
                said("{path} is not empty", path=folder),
                said("Name a folder that is not there yet"),
            )
        library, written = context.library, 0
        for number in library.ids(query):
            if (reading := library.reading(number)) is not None:
                (folder / _name(reading)).write_text(_page(reading), "utf-8")
                written += 1
    except OSError as error:
        raise Usage(
            said("Cannot write to {path}", path=folder),
            said("Check that the folder can be written"),
        ) from error
    told = context.words.plural("{n} article written", "{n} articles written", written)
    context.note(told)
    return 0


def _name(reading: Reading) -> str:
    article = reading.article
    when = (article.published or article.first_seen).strftime("%Y-%m-%d")
    title = _NOT_IN_A_NAME.sub("-", article.title).strip("-")
    title = title.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f"{when}-{title or 'untitled'}-{ids.to_text(article.id)[:6]}.md"


def _page(reading: Reading) -> str:
    article = reading.article
    matter = {
        "title": str(article.title),
        "date": (article.published or article.first_seen).isoformat(),
        "link": article.url,
        "source": str(reading.source_name),
        "authors": [str(name) for name in article.authors],
        "lang": str(article.lang),
        "summary": str(article.summary),
        "draft": article.draft,
        "categories": [str(name) for name in article.categories],
        "tags": [str(name) for name in article.tags],
        "id": ids.to_text(article.id),  # (a guid is one of a source's only)
    }
    head = yaml.safe_dump(
        {k: v for k, v in matter.items() if v}, allow_unicode=True, sort_keys=False
    )
    return f"---\n{head}---\n\n{last_hop(markdown_of(reading.body)).strip()}\n"
