"""Feed documents: the older kinds of RSS, RDF among them, and what its writers made of names."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, case

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS1 = "http://purl.org/rss/1.0/"
_DC = "http://purl.org/dc/elements/1.1/"
_CHANNEL = f"<title>News</title><link>{HOME}</link><description>All of it</description>"
_ITEM = "<item><title>Ice</title><link>https://news.example.org/ice</link></item>"
_DESCRIBED = (
    "<item><description>&lt;p&gt;Thin &lt;b&gt;ice&lt;/b&gt;&lt;/p&gt;</description></item>"
)
_ICE = "https://news.example.org/ice"
_FEED = {"title": "News", "home": HOME}

CASES = (
    case(
        "RSS 0.90",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        f"<channel>{_CHANNEL}</channel><image><title>Logo</title>"
        "<url>https://news.example.org/l.gif</url><link>https://logo.example.org/</link></image>"
        f"{_ITEM}<textinput><title>Search</title><link>https://search.example.org/</link>"
        "</textinput></rdf:RDF>",
        feed=_FEED,
        title="Ice",
        url=_ICE,
        guid=_ICE,
    ),
    case(
        "RSS 0.91 of Netscape, with its document type",
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
        f'<rss version="0.91"><channel>{_CHANNEL}<language>en-us</language>'
        "<managingEditor>ed@example.org</managingEditor>"
        f"{_ITEM}</channel></rss>",
        feed=_FEED,
        title="Ice",
        url=_ICE,
        lang="en-US",
    ),
    # Netscape's document type declares the Latin 1 entities of HTML; nobody fetches it any more.
    case(
        "RSS 0.91 with an entity that its document type declares",
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
        '<rss version="0.91"><channel><title>Caf&eacute;</title>'
        "<item><title>&Uuml;ber Eis &copy;</title></item></channel></rss>",
        feed={"title": "Café"},
        title="Über Eis ©",
    ),
    case(
        "RSS 0.91 of UserLand",
        f'<rss version="0.91"><channel>{_CHANNEL}<pubDate>Mon, 03 Feb 2025 09:00:00 GMT</pubDate>'
        "<lastBuildDate>Mon, 03 Feb 2025 09:00:00 GMT</lastBuildDate>"
        "<rating>(PICS-1.1)</rating>"
        + _ITEM.replace("</item>", "<description>Thin.</description></item>")
        + "</channel></rss>",
        title="Ice",
        body="Thin.",
        published=None,  # the channel's date is no article's
    ),
    case(
        "RSS 0.92: titles may be missing",
        f'<rss version="0.92"><channel>{_CHANNEL}'
        "<cloud domain='rpc.example.org' port='80' path='/RPC2' registerProcedure='a' protocol='xml-rpc'/>"
        "<item><description>Thin &lt;b&gt;ice&lt;/b&gt;</description><category>Winter</category>"
        "<source url='https://wire.example.com/rss'>Wire</source>"
        "<enclosure url='https://news.example.org/a.mp3' length='12' type='audio/mpeg'/>"
        "</item></channel></rss>",
        title="Thin ice",
        body="Thin <b>ice</b>",
        tags=("Winter",),
        enclosures=(("https://news.example.org/a.mp3", "audio/mpeg", 12),),
    ),
    case(
        "RSS 0.93: dates of items, and when they expire",
        f'<rss version="0.93"><channel>{_CHANNEL}<item><title>Ice</title>'
        "<pubDate>Mon, 03 Feb 2025 09:00:00 GMT</pubDate>"
        "<expirationDate>Tue, 04 Feb 2025 09:00:00 GMT</expirationDate></item></channel></rss>",
        title="Ice",
        published="2025-02-03 09:00:00",
    ),
    case(
        "RSS 0.94: a description has a type",
        f'<rss version="0.94"><channel>{_CHANNEL}<item><title>Ice</title>'
        "<description type='text/html'>&lt;p&gt;Thin&lt;/p&gt;</description></item></channel></rss>",
        body="<p>Thin</p>",
        body_format="html",
    ),
    case(
        "RSS without a version",
        f"<rss><channel>{_CHANNEL}{_ITEM}</channel></rss>",
        feed=_FEED,
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS of a version that does not exist",
        f"<rss version='2.0.11'><channel>{_CHANNEL}{_DESCRIBED}</channel></rss>",
        title="Thin ice",
        body="<p>Thin <b>ice</b></p>",
    ),
    case(
        "RSS 2.0 with a default namespace",
        f'<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>{_CHANNEL}{_ITEM}</channel></rss>',
        feed=_FEED,
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS 2.0 with the default namespace of RSS 1.0",
        f'<rss version="2.0" xmlns="{_RSS1}"><channel>{_CHANNEL}{_ITEM}</channel></rss>',
        feed=_FEED,
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS with items beside the channel",
        f'<rss version="2.0"><channel>{_CHANNEL}</channel>{_ITEM}</rss>',
        feed=_FEED,
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS in capitals",
        "<RSS VERSION='2.0'><CHANNEL><TITLE>News</TITLE><ITEM><TITLE>Ice</TITLE>"
        f"<LINK>{_ICE}</LINK></ITEM></CHANNEL></RSS>",
        feed={"title": "News"},
        title="Ice",
        url=_ICE,
        only="loose",
        why="names in XML have a case",
    ),
    case(
        "names of the wrong case",
        "<rss version='2.0'><channel><Title>News</Title><item><Title>Ice</Title>"
        "<pubdate>Mon, 03 Feb 2025 09:00:00 GMT</pubdate><GUID isPermalink='false'>ice-1</GUID>"
        f"<Link>{_ICE}</Link></item></channel></rss>",
        feed={"title": "News"},
        title="Ice",
        url=_ICE,
        guid="ice-1",
        published="2025-02-03 09:00:00",
    ),
    case(
        "RSS 1.0",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="{_RSS1}" xmlns:dc="{_DC}">'
        f'<channel rdf:about="{HOME}feed">{_CHANNEL}<dc:language>en-gb</dc:language>'
        '<image rdf:resource="https://news.example.org/l.png"/>'
        f'<items><rdf:Seq><rdf:li rdf:resource="{_ICE}"/></rdf:Seq></items></channel>'
        '<image rdf:about="https://news.example.org/l.png"><title>Logo</title>'
        "<url>https://news.example.org/l.png</url><link>https://logo.example.org/</link></image>"
        f'<item rdf:about="{_ICE}"><title>Ice</title><link>{_ICE}</link>'
        "<description>Thin &lt;b&gt;ice&lt;/b&gt;</description><dc:creator>Ann Lee</dc:creator>"
        "<dc:date>2025-02-03T21:31:05+08:00</dc:date><dc:subject>Winter</dc:subject></item>"
        '<textinput rdf:about="https://search.example.org/"><title>Search</title>'
        "<link>https://search.example.org/</link></textinput></rdf:RDF>",
        feed=_FEED,
        title="Ice",
        url=_ICE,
        guid=_ICE,
        body="Thin <b>ice</b>",
        authors=("Ann Lee",),
        published="2025-02-03 13:31:05",
        tags=("Winter",),
        lang="en-GB",
    ),
    # RSS 1.0 §5.5: rdf:about must be unique and should be the link, but tells the items apart.
    case(
        "RSS 1.0: what an item is about is its id",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="{_RSS1}"><channel rdf:about="{HOME}"/>'
        f'<item rdf:about="urn:ice:1"><title>Ice</title><link>{_ICE}</link></item></rdf:RDF>',
        guid="urn:ice:1",
        url=_ICE,
    ),
    case(
        "RSS 1.0 with another prefix and without the one of RDF",
        f'<r:RDF xmlns:r="{_RDF}" xmlns:x="{_RSS1}"><x:channel r:about="{HOME}"><x:title>News</x:title>'
        f'<x:link>{HOME}</x:link></x:channel><x:item r:about="{_ICE}"><x:title>Ice</x:title>'
        f"<x:link>{_ICE}</x:link></x:item></r:RDF>",
        feed=_FEED,
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS 1.0 with RDF as the default namespace",
        f'<RDF xmlns="{_RDF}" xmlns:x="{_RSS1}"><x:channel><x:title>News</x:title></x:channel>'
        f"<x:item><x:title>Ice</x:title><x:link>{_ICE}</x:link></x:item></RDF>",
        title="Ice",
        url=_ICE,
    ),
    case(
        "RSS 1.0: the channel after its items",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="{_RSS1}"><item rdf:about="{_ICE}"><title>Ice</title></item>'
        f'<item rdf:about="{_ICE}/2"><title>More ice</title></item>'
        f'<channel rdf:about="{HOME}"><title>News</title><link>{HOME}</link></channel></rdf:RDF>',
        feed={**_FEED, "titles": ("Ice", "More ice"), "guids": (_ICE, f"{_ICE}/2")},
        entries=2,
        only="strict",
        why="feedparser loses the channel's title",
    ),
    case(
        "RSS 1.0: content:encoded and several creators",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="{_RSS1}" xmlns:dc="{_DC}" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel/>'
        "<item><title>Ice</title><description>Short</description><dc:creator>Ann</dc:creator>"
        "<dc:creator>Bo</dc:creator><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item></rdf:RDF>",
        authors=("Ann", "Bo"),
        body="<p>Long</p>",
        summary="Short",
    ),
    case(
        "RSS 1.0 without items",
        f'<rdf:RDF xmlns:rdf="{_RDF}" xmlns="{_RSS1}"><channel><title>Quiet</title></channel></rdf:RDF>',
        entries=0,
        feed={"title": "Quiet"},
    ),
)
