"""The article of a web page, without what stands around it. Runs in the parsing process only."""

from __future__ import annotations

from tui.errors import BadContent, Misconfigured, said
from tui.sources.feedtext import decode


def extract(content: bytes, address: str, content_type: str) -> dict[str, str]:
    """The article as ``text``, Markdown, raw.

    Raises :class:`Misconfigured` without the extra package, and :class:`BadContent` for a page
    that has no article.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise Misconfigured(
            said("Whole articles need a package that is not installed"),
            said("pip install 'telex[fulltext]'"),
        ) from error
    page, _ = decode(content, content_type)
    found = trafilatura.extract(
        page,
        url=address,
        output_format="markdown",
        include_comments=False,
        include_images=True,
        include_links=True,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    if not found or not found.strip():
        raise BadContent(said("No article was found on the page"), said("o opens it in a browser"))
    return {"text": found}
