"""Feed documents: the modules of RSS 2.0, under their usual prefixes and others."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, case, rss

_TITLE = "<title>Ice</title>"
_DAY = "2025-02-03 13:31:05"

CASES = (
    case(
        "content:encoded is the body and the description its summary",
        rss(
            _TITLE + "<description>&lt;p&gt;In &lt;i&gt;short&lt;/i&gt;.&lt;/p&gt;</description>"
            "<content:encoded><![CDATA[<p>At <b>length</b>.</p>]]></content:encoded>"
        ),
        summary="In short.",
        body="<p>At <b>length</b>.</p>",
        body_format="html",
    ),
    case(
        "content:encoded before the description",
        rss(
            _TITLE + "<content:encoded>&lt;p&gt;At length.&lt;/p&gt;</content:encoded>"
            "<description>In short.</description>"
        ),
        summary="In short.",
        body="<p>At length.</p>",
    ),
    case(
        "an empty content:encoded",
        rss(
            _TITLE
            + "<description>In short.</description><content:encoded><![CDATA[]]></content:encoded>"
        ),
        body="In short.",
    ),
    case(
        "content:encoded under another prefix",
        rss(
            _TITLE + "<c:encoded>&lt;p&gt;At length.&lt;/p&gt;</c:encoded>",
            attributes='xmlns:c="http://purl.org/rss/1.0/modules/content/"',
        ),
        body="<p>At length.</p>",
    ),
    case(
        "an element of a namespace that nobody knows is no title",
        rss(
            _TITLE
            + "<x:title>Other</x:title><x:link>https://x.example.org/</x:link><x:description>?</x:description>"
            "<x:guid>x</x:guid><x:category>x</x:category>",
            attributes='xmlns:x="https://x.example.org/ns"',
        ),
        title="Ice",
        url=None,
        body="",
        tags=(),
    ),
    case(
        "dc:creator",
        rss(_TITLE + "<dc:creator><![CDATA[Ann Lee]]></dc:creator>"),
        authors=("Ann Lee",),
    ),
    case(
        "several dc:creator",
        rss(_TITLE + "<dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator>"),
        authors=("Ann", "Bo"),
    ),
    # One author, written as both modules ask: the name is better than the address.
    case(
        "author and dc:creator",
        rss(_TITLE + "<author>ann@example.org (Ann Lee)</author><dc:creator>Ann Lee</dc:creator>"),
        authors=("Ann Lee",),
    ),
    case("dc:date", rss(_TITLE + "<dc:date>2025-02-03T21:31:05+08:00</dc:date>"), published=_DAY),
    case(
        "an empty pubDate beside dc:date",
        rss(_TITLE + "<pubDate></pubDate><dc:date>2025-02-03T13:31:05Z</dc:date>"),
        published=_DAY,
    ),
    case(
        "dc:subject beside category",
        rss(
            _TITLE
            + "<category>Winter</category><dc:subject>Lakes</dc:subject><dc:subject>winter</dc:subject>"
        ),
        tags=("Winter", "Lakes"),
    ),
    case(
        "dc:language of an item beats the channel's",
        rss(_TITLE + "<dc:language>zh-cn</dc:language>", channel="<language>en</language>"),
        lang="zh-CN",
    ),
    case(
        "dc:language of the channel",
        rss(_TITLE, channel="<dc:language>fr</dc:language>"),
        lang="fr",
    ),
    case(
        "xml:lang of an item",
        rss(_TITLE, channel="<language>en</language>").replace("<item>", '<item xml:lang="ja">'),
        lang="ja",
    ),
    case(
        "dc:title and dc:description where RSS's own are missing",
        rss("<dc:title>Ice</dc:title><dc:description>Thin.</dc:description>"),
        title="Ice",
        body="Thin.",
    ),
    case(
        "dc:title, dc:identifier and dc:source beside RSS's own",
        rss(
            _TITLE
            + "<link>https://news.example.org/ice</link><guid isPermaLink='false'>ice-1</guid>"
            "<dc:title>Other</dc:title><dc:identifier>x</dc:identifier><dc:source>https://x.example.org/</dc:source>"
        ),
        title="Ice",
        url="https://news.example.org/ice",
        guid="ice-1",
    ),
    case(
        "dcterms: created, issued, modified",
        rss(
            _TITLE + "<dcterms:created>2025-02-01</dcterms:created>"
            "<dcterms:issued>2025-02-03T13:31:05Z</dcterms:issued>"
            "<dcterms:modified>2025-02-04T08:00:00Z</dcterms:modified>"
        ),
        published=_DAY,
        updated="2025-02-04 08:00:00",
    ),
    case(
        "slash and wfw are nobody's fields",
        rss(
            _TITLE + "<slash:comments>12</slash:comments><slash:section>x</slash:section>"
            "<comments>https://news.example.org/ice#c</comments>"
            "<wfw:commentRss>https://news.example.org/ice/feed</wfw:commentRss>"
            "<wfw:comment>https://news.example.org/c</wfw:comment><link>https://news.example.org/ice</link>"
        ),
        title="Ice",
        url="https://news.example.org/ice",
        body="",
        tags=(),
    ),
    case(
        "syndication and georss are nobody's fields",
        rss(
            _TITLE + "<g:point>45.2 -71.9</g:point><g:featureName>Lake</g:featureName>",
            channel="<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateBase>2000-01-01T12:00Z</sy:updateBase>",
            attributes='xmlns:g="http://www.georss.org/georss" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
        ),
        feed={"title": "News", "home": HOME},
        title="Ice",
        published=None,
    ),
    case(
        "Atom links in RSS are not the channel's nor the item's link",
        rss(
            _TITLE + "<atom:link rel='replies' href='https://news.example.org/ice/c'/>"
            "<link>https://news.example.org/ice</link>"
            "<atom:link rel='self' href='https://news.example.org/ice.xml'/>",
            channel="<atom:link rel='self' href='https://news.example.org/feed' type='application/rss+xml'/>"
            "<atom:link rel='hub' href='https://hub.example.com/'/>",
        ),
        feed={"home": HOME},
        url="https://news.example.org/ice",
    ),
    case(
        "Atom's self before the channel's link",
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
        "<atom:link rel='self' href='https://news.example.org/feed'/><title>News</title>"
        f"<link>{HOME}</link><item>{_TITLE}</item></channel></rss>",
        feed={"title": "News", "home": HOME},
    ),
    case(
        "an Atom alternate is an item's only link",
        rss(_TITLE + "<atom:link rel='alternate' href='https://news.example.org/ice'/>"),
        url="https://news.example.org/ice",
    ),
    case(
        "Atom's author, dates and content in RSS",
        rss(
            _TITLE + "<atom:author><atom:name>Ann Lee</atom:name></atom:author>"
            "<atom:published>2025-02-03T13:31:05Z</atom:published>"
            "<atom:updated>2025-02-04T08:00:00Z</atom:updated>"
            "<atom:summary>In short.</atom:summary>"
        ),
        authors=("Ann Lee",),
        published=_DAY,
        updated="2025-02-04 08:00:00",
        body="In short.",
    ),
    case(
        "Atom's updated beside a pubDate",
        rss(
            _TITLE + "<pubDate>Mon, 03 Feb 2025 13:31:05 GMT</pubDate>"
            "<atom:updated>2025-02-04T08:00:00Z</atom:updated>"
        ),
        published=_DAY,
        updated="2025-02-04 08:00:00",
    ),
    case(
        "a podcast: itunes' elements where RSS's own are missing",
        rss(
            "<itunes:title>Ice</itunes:title><itunes:author>Ann Lee</itunes:author>"
            "<itunes:summary>On thin ice.</itunes:summary><itunes:duration>12:34</itunes:duration>"
            "<itunes:explicit>no</itunes:explicit><itunes:episode>3</itunes:episode>"
            "<itunes:image href='https://news.example.org/ice.jpg'/>"
        ),
        title="Ice",
        authors=("Ann Lee",),
        body="On thin ice.",
        thumbnail="https://news.example.org/ice.jpg",
    ),
    case(
        "a podcast: itunes' elements beside RSS's own",
        rss(
            "<itunes:title>Short</itunes:title><title>3: On thin ice</title>"
            "<itunes:subtitle>Sub</itunes:subtitle><description>&lt;p&gt;Notes&lt;/p&gt;</description>"
            "<itunes:summary>Notes</itunes:summary>"
        ),
        title="3: On thin ice",
        body="<p>Notes</p>",
    ),
    case(
        "a podcast: the channel's author and owner",
        rss(
            _TITLE,
            channel="<itunes:owner><itunes:name>Owner</itunes:name><itunes:email>o@example.org</itunes:email>"
            "</itunes:owner><itunes:author>The Ice Show</itunes:author>"
            "<itunes:category text='News'><itunes:category text='Weather'/></itunes:category>",
        ),
        feed={"title": "News"},
        authors=("The Ice Show",),
        tags=(),  # the channel's categories say nothing of an episode
    ),
    case(
        "itunes:keywords",
        rss(_TITLE + "<itunes:keywords>winter, thin ice ,,lakes</itunes:keywords>"),
        tags=("winter", "thin ice", "lakes"),
    ),
    case(
        "itunes' namespace in other letters",
        rss(
            _TITLE + "<it:author>Ann Lee</it:author>",
            attributes='xmlns:it="http://www.itunes.com/DTDs/Podcast-1.0.dtd"',
        ),
        authors=("Ann Lee",),
    ),
    case(
        "a body in XHTML",
        rss(
            _TITLE + "<description>Short</description>"
            "<body xmlns='http://www.w3.org/1999/xhtml'><p>At <b>length</b>.</p></body>"
        ),
        has="<p>At <b>length</b>.</p>",
        summary="Short",
    ),
    # The address says less than the name, wherever each of them stands.
    case(
        "author with an address only, and dc:creator with a name",
        rss(_TITLE + "<author>ann@example.org</author><dc:creator>Ann Lee</dc:creator>"),
        authors=("Ann Lee",),
    ),
    case(
        "an empty description beside itunes:summary",
        rss(_TITLE + "<description/><itunes:summary>On thin ice.</itunes:summary>"),
        body="On thin ice.",
    ),
    case(
        "only dcterms:modified",
        rss(_TITLE + "<dcterms:modified>2025-02-03T13:31:05Z</dcterms:modified>"),
        published=_DAY,
        updated=_DAY,
    ),
)
