"""Feed documents: Atom 1.0 (RFC 4287), its titles, people, dates and labels."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, NAMESPACES, atom, case

_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"

CASES = (
    case(
        "an entry with everything",
        '<?xml version="1.0" encoding="utf-8"?>'
        + atom(
            "<id>tag:news.example.org,2025:1</id><title>Ice is thin</title>"
            f'<link rel="alternate" type="text/html" href="{_ICE}"/>'
            "<published>2025-02-03T21:31:05+08:00</published><updated>2025-02-04T08:00:00.25Z</updated>"
            "<author><name>Ann Lee</name><uri>https://ann.example.org/</uri>"
            "<email>ann@example.org</email></author>"
            "<contributor><name>Bo</name></contributor><rights>Mine</rights>"
            '<category term="winter" label="Winter" scheme="https://news.example.org/t"/>'
            '<category term="lakes"/>'
            "<summary>In short.</summary>"
            '<content type="html">&lt;p&gt;At &lt;b&gt;length&lt;/b&gt;.&lt;/p&gt;</content>',
            feed="<subtitle>All of it</subtitle><id>tag:news.example.org,2025:0</id>"
            f'<link rel="self" href="{HOME}feed.xml"/><link href="{HOME}"/>'
            "<updated>2025-02-05T00:00:00Z</updated>"
            "<generator uri='https://g.example.org/'>ours</generator><icon>/i.png</icon>",
            attributes='xml:lang="en-gb"',
        ),
        feed={"title": "News", "home": HOME},
        guid="tag:news.example.org,2025:1",
        title="Ice is thin",
        url=_ICE,
        authors=("Ann Lee",),
        published="2025-02-03 13:31:05",
        updated="2025-02-04 08:00:00",
        lang="en-GB",
        summary="In short.",
        body="<p>At <b>length</b>.</p>",
        body_format="html",
        tags=("Winter", "lakes"),
        enclosures=(),
    ),
    # RFC 4287 §3.1.1.1: without a type it is text, in which markup is only characters.
    case(
        "a title is text",
        atom("<title>Use &lt;b&gt; &amp;amp; &lt;/b&gt;</title>"),
        title="Use <b> &amp; </b>",
    ),
    case(
        "a title of the type text",
        atom('<title type="text">AT&amp;T &lt;i&gt;thin&lt;/i&gt;</title>'),
        title="AT&T <i>thin</i>",
    ),
    case(
        "a title of the type html",
        atom('<title type="html">&lt;b&gt;R&amp;amp;D&lt;/b&gt; &amp;lt;ice&amp;gt;</title>'),
        title="R&D <ice>",
    ),
    case(
        "a title of the type xhtml",
        atom(f'<title type="xhtml"><div {_XHTML}>The <b>thin</b> &lt;ice&gt;</div></title>'),
        title="The thin <ice>",
    ),
    case(
        "the feed's title of the type html",
        atom(feed="").replace("<title>", '<title type="html">&lt;i&gt;Ice&lt;/i&gt; '),
        entries=0,
        feed={"title": "Ice News"},
    ),
    # §4.2.1 and §4.1.2: an entry's own authors, else its source's, else the feed's.
    case(
        "the feed's author is the entries'",
        atom(_TITLE, feed="<author><name>Ann</name></author><author><name>Bo</name></author>"),
        authors=("Ann", "Bo"),
    ),
    case(
        "an entry's author beats the feed's",
        atom(_TITLE + "<author><name>Bo</name></author>", feed="<author><name>Ann</name></author>"),
        authors=("Bo",),
    ),
    case(
        "the author of the entry's source beats the feed's",
        atom(
            _TITLE + "<source><author><name>Bo</name></author></source>",
            feed="<author><name>Ann</name></author>",
        ),
        authors=("Bo",),
    ),
    case(
        "several authors, and a contributor who is none",
        atom(
            _TITLE + "<author><name>Ann</name></author><contributor><name>Cy</name></contributor>"
            "<author><name>Bo</name></author>"
        ),
        authors=("Ann", "Bo"),
    ),
    case(
        "an entry's source is not the entry",
        atom(
            "<source><id>other</id><title>Other</title><link href='https://other.example.org/'/>"
            "<updated>2020-01-01T00:00:00Z</updated><category term='other'/></source>"
            f"<id>ice-1</id>{_TITLE}<link href='{_ICE}'/><updated>2025-02-03T13:31:05Z</updated>"
        ),
        feed={"title": "News"},
        guid="ice-1",
        title="Ice",
        url=_ICE,
        tags=(),
        updated="2025-02-03 13:31:05",
    ),
    # RFC 4287 requires only `updated`; an old entry without any date would pass for today's.
    case(
        "only updated",
        atom(_TITLE + "<updated>2025-02-03T13:31:05Z</updated>"),
        published="2025-02-03 13:31:05",
        updated="2025-02-03 13:31:05",
    ),
    case(
        "the feed's date is not its entries'",
        atom(_TITLE, feed="<updated>2025-02-03T13:31:05Z</updated>"),
        published=None,
        updated=None,
    ),
    case(
        "xml:lang of the entry beats the feed's",
        atom(_TITLE, attributes='xml:lang="en"').replace("<entry>", '<entry xml:lang="pt-br">'),
        lang="pt-BR",
    ),
    case(
        "xml:lang of the content beats the entry's",
        atom(_TITLE + '<content xml:lang="ja">氷</content>').replace(
            "<entry>", '<entry xml:lang="en">'
        ),
        lang="ja",
    ),
    case(
        "xml:lang of another entry is that one's",
        atom(_TITLE, _TITLE, attributes='xml:lang="de"').replace(
            "<entry>", '<entry xml:lang="fr">', 1
        ),
        entries=2,
        which=1,
        lang="de",
    ),
    case(
        "a category with an empty label",
        atom(_TITLE + '<category term="ice" label=""/>'),
        tags=("ice",),
    ),
    case(
        "Atom under a prefix",
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>News</a:title>'
        "<a:entry><a:id>ice-1</a:id>"
        f'<a:title>Ice</a:title><a:link href="{_ICE}"/><a:author><a:name>Ann</a:name></a:author>'
        '<a:content type="html">&lt;p&gt;Thin&lt;/p&gt;</a:content></a:entry></a:feed>',
        feed={"title": "News"},
        guid="ice-1",
        title="Ice",
        url=_ICE,
        authors=("Ann",),
        body="<p>Thin</p>",
        body_format="html",
    ),
    # RFC 4287 §2: an entry alone is an Atom document, too.
    case(
        "a document of one entry",
        f'<entry xmlns="http://www.w3.org/2005/Atom"><id>ice-1</id>{_TITLE}<link href="{_ICE}"/></entry>',
        guid="ice-1",
        title="Ice",
        url=_ICE,
    ),
    case(
        "Atom without its namespace",
        f'<feed><title>News</title><entry><id>ice-1</id>{_TITLE}<link href="{_ICE}"/></entry></feed>',
        guid="ice-1",
        title="Ice",
        url=_ICE,
        only="loose",
        why="no Atom by its standard",
    ),
    case(
        "Dublin Core in Atom",
        atom(
            _TITLE + "<dc:creator>Ann</dc:creator><dc:subject>Winter</dc:subject>"
            "<dc:date>2025-02-03T13:31:05Z</dc:date>",
            attributes=NAMESPACES,
        ),
        authors=("Ann",),
        tags=("Winter",),
        published="2025-02-03 13:31:05",
    ),
    case(
        "answers of Atom's threads are nobody's fields",
        atom(
            _TITLE + '<t:in-reply-to ref="x" href="https://x.example.org/"/><t:total>5</t:total>',
            attributes='xmlns:t="http://purl.org/syndication/thread/1.0"',
        ),
        title="Ice",
        url=None,
    ),
    case("no entries", atom(), entries=0, feed={"title": "News", "home": ""}),
)
