"""Feed documents: Atom 0.3, which some sources still send."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, atom03, case

_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'

CASES = (
    case(
        "Atom 0.3",
        atom03(
            f"<title>Ice is thin</title><link rel='alternate' type='text/html' href='{_ICE}'/>"
            "<link rel='service.edit' type='application/atom+xml' href='https://news.example.org/edit/1'/>"
            "<id>tag:news.example.org,2025:1</id>"
            "<author><name>Ann</name><url>https://ann.example.org/</url></author>"
            "<issued>2025-02-03T21:31:05+08:00</issued><modified>2025-02-04T08:00:00Z</modified>"
            "<created>2025-02-01T00:00:00Z</created>"
            "<content type='text/html' mode='escaped'>&lt;p&gt;Thin &lt;b&gt;ice&lt;/b&gt;&lt;/p&gt;"
            "</content>",
            feed=f"<tagline>All of it</tagline><link rel='alternate' type='text/html' href='{HOME}'/>"
            "<modified>2025-02-05T00:00:00Z</modified><copyright>Mine</copyright>",
            attributes="xml:lang='de'",
        ),
        feed={"title": "News", "home": HOME},
        guid="tag:news.example.org,2025:1",
        title="Ice is thin",
        url=_ICE,
        authors=("Ann",),
        published="2025-02-03 13:31:05",
        updated="2025-02-04 08:00:00",
        lang="de",
        body="<p>Thin <b>ice</b></p>",
        body_format="html",
    ),
    case(
        "content in the mode xml",
        atom03(
            _TITLE
            + f"<content type='application/xhtml+xml' mode='xml'><div {_XHTML}><p>Thin <b>ice</b></p>"
            "</div></content>"
        ),
        has="<p>Thin <b>ice</b></p>",
        body_format="html",
    ),
    case(
        "xml is the mode of content that names none",
        atom03(_TITLE + f"<content type='text/html'><p {_XHTML}>Thin <b>ice</b></p></content>"),
        has="Thin <b>ice</b></p>",
        body_format="html",
    ),
    case(
        "content in the mode base64",
        atom03(_TITLE + "<content type='text/html' mode='base64'>PHA+VGhpbiBpY2U8L3A+</content>"),
        body="<p>Thin ice</p>",
        body_format="html",
    ),
    case(
        "content of the type text/plain",
        atom03(_TITLE + "<content type='text/plain' mode='escaped'>1 &lt; 2\nThin</content>"),
        body="1 < 2\nThin",
        body_format="text",
    ),
    case(
        "the richest of several contents",
        atom03(
            _TITLE + "<content type='text/plain'>Thin</content>"
            "<content type='text/html' mode='escaped'>&lt;p&gt;Thin&lt;/p&gt;</content>"
        ),
        body="<p>Thin</p>",
        body_format="html",
    ),
    case(
        "an escaped title of the type text/html",
        atom03("<title type='text/html' mode='escaped'>&lt;b&gt;R&amp;amp;D&lt;/b&gt;</title>"),
        title="R&D",
    ),
    case(
        "only modified",
        atom03(_TITLE + "<modified>2025-02-04T08:00:00Z</modified>"),
        published="2025-02-04 08:00:00",
        updated="2025-02-04 08:00:00",
    ),
    case(
        "only created",
        atom03(_TITLE + "<created>2025-02-01T00:00:00Z</created>"),
        published="2025-02-01 00:00:00",
    ),
    case(
        "a summary beside the content, and Dublin Core's subject",
        atom03(
            _TITLE + "<summary type='text/plain'>In short.</summary><dc:subject>Winter</dc:subject>"
            "<content type='text/html' mode='escaped'>&lt;p&gt;Long&lt;/p&gt;</content>",
            attributes='xmlns:dc="http://purl.org/dc/elements/1.1/"',
        ),
        summary="In short.",
        body="<p>Long</p>",
        tags=("Winter",),
    ),
    case(
        "the feed's author is the entries'",
        atom03(_TITLE, feed="<author><name>Ann</name></author>"),
        authors=("Ann",),
    ),
)
