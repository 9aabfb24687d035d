"""Feed documents: which link is an article's, and what relative ones are relative to."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, atom, case, rss

_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"


def _rss_link(link: str) -> str:
    return rss(f"{_TITLE}<link>{link}</link>")


CASES = (
    # RFC 4287 §4.2.7.2: alternate if it does not say; its registered name may be written out.
    case("a link without a relation", atom(f"{_TITLE}<link href='{_ICE}'/>"), url=_ICE),
    case(
        "a relation written out",
        atom(
            f"{_TITLE}<link rel='http://www.iana.org/assignments/relation/alternate' href='{_ICE}'/>"
        ),
        url=_ICE,
    ),
    case(
        "an alternate among other links, last",
        atom(
            _TITLE + "<link rel='self' href='https://news.example.org/1.atom'/>"
            "<link rel='edit' href='https://news.example.org/edit/1'/>"
            "<link rel='related' href='https://other.example.org/'/>"
            "<link rel='via' href='https://via.example.org/'/>"
            "<link rel='replies' type='text/html' href='https://news.example.org/c'/>"
            f"<link rel='alternate' href='{_ICE}'/>"
        ),
        url=_ICE,
        enclosures=(),
    ),
    case(
        "an alternate among other links, first",
        atom(
            f"{_TITLE}<link href='{_ICE}'/><link rel='self' href='https://news.example.org/1.atom'/>"
            "<link rel='related' type='text/html' href='https://other.example.org/'/>"
            "<link rel='via' type='text/html' href='https://via.example.org/'/>"
        ),
        url=_ICE,
    ),
    # What is read in a browser is meant by "the article's address".
    case(
        "alternates of several types: the page",
        atom(
            _TITLE + "<link type='application/json' href='https://news.example.org/ice.json'/>"
            f"<link type='text/html' href='{_ICE}'/>"
            "<link type='application/pdf' href='https://news.example.org/ice.pdf'/>"
        ),
        url=_ICE,
    ),
    case(
        "the only alternate is no page",
        atom(_TITLE + "<link type='application/pdf' href='https://news.example.org/ice.pdf'/>"),
        url="https://news.example.org/ice.pdf",
    ),
    # §4.1.1 allows one alternate a language; the publisher's order is all that ranks them.
    case(
        "alternates in several languages: the first",
        atom(
            f"{_TITLE}<link type='text/html' hreflang='en' href='{_ICE}'/>"
            f"<link type='text/html' hreflang='de' href='{_ICE}/de'/>"
        ),
        url=_ICE,
    ),
    # §4.2.6: a processor must not assume that an id can be opened, whatever it looks like.
    case(
        "an id is no link",
        atom(f"<id>https://news.example.org/id/1</id>{_TITLE}"),
        guid="https://news.example.org/id/1",
        url=None,
    ),
    case(
        "the feed's links",
        atom(
            _TITLE,
            feed="<link rel='self' href='https://news.example.org/feed.xml'/>"
            "<link rel='hub' href='https://hub.example.com/'/><link rel='next' href='?page=2'/>"
            f"<link rel='alternate' type='text/html' href='{HOME}'/>",
        ),
        feed={"home": HOME},
    ),
    case(
        "a feed without an alternate",
        atom(feed="<link rel='self' href='/f'/>"),
        entries=0,
        feed={"home": ""},
    ),
    case("a link relative to the document", _rss_link("ice"), url=_ICE),
    case(
        "a link relative to the host",
        _rss_link("/2025/ice"),
        url="https://news.example.org/2025/ice",
    ),
    case(
        "a link without a scheme", _rss_link("//ice.example.com/a"), url="https://ice.example.com/a"
    ),
    case("a link that is a query", _rss_link("?p=1"), url="https://news.example.org/feed.xml?p=1"),
    case(
        "a link relative to a document with a query, deep in a site",
        _rss_link("../ice"),
        address="https://news.example.org/a/b/feed?kind=rss",
        url="https://news.example.org/a/ice",
    ),
    case(
        "the home, a picture and an enclosure are relative, too",
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>News</title>"
        f"<link>/</link><item>{_TITLE}<enclosure url='/a.mp3' type='audio/mpeg' length='5'/>"
        "<media:thumbnail url='t.jpg'/></item></channel></rss>",
        feed={"home": HOME},
        thumbnail="https://news.example.org/t.jpg",
        enclosures=(("https://news.example.org/a.mp3", "audio/mpeg", 5),),
    ),
    case(
        "xml:base of an Atom feed",
        atom(
            f"{_TITLE}<link href='ice'/><link rel='enclosure' href='a.mp3' type='audio/mpeg'/>",
            feed="<link href='./'/>",
            attributes="xml:base='https://base.example.com/blog/'",
        ),
        feed={"home": "https://base.example.com/blog/"},
        url="https://base.example.com/blog/ice",
        enclosures=(("https://base.example.com/blog/a.mp3", "audio/mpeg", None),),
    ),
    case(
        "xml:base at every level, each relative to the one around it",
        atom(
            f"{_TITLE}<link xml:base='deep/' href='ice'/>",
            attributes="xml:base='https://base.example.com/a/'",
        ).replace("<entry>", "<entry xml:base='b/'>"),
        url="https://base.example.com/a/b/deep/ice",
    ),
    case(
        "xml:base ends with its element",
        atom(f"{_TITLE}<link href='ice'/>", f"{_TITLE}<link href='ice'/>").replace(
            "<entry>", "<entry xml:base='https://base.example.com/'>", 1
        ),
        entries=2,
        feed={"urls": ("https://base.example.com/ice", _ICE)},
    ),
    case(
        "a relative xml:base is relative to the document",
        atom(f"{_TITLE}<link href='ice'/>", attributes="xml:base='/blog/'"),
        url="https://news.example.org/blog/ice",
    ),
    case(
        "xml:base in RSS",
        rss(f"{_TITLE}<link>ice</link>", attributes="xml:base='https://base.example.com/blog/'"),
        url="https://base.example.com/blog/ice",
    ),
    case(
        "xml:base of an RSS item",
        rss(f"{_TITLE}<link>ice</link>").replace(
            "<item>", "<item xml:base='https://base.example.com/'>"
        ),
        url="https://base.example.com/ice",
    ),
    case(
        "an xml:base that is no address",
        atom(f"{_TITLE}<link href='{_ICE}'/>", attributes="xml:base='http://['"),
        title="Ice",
        url=_ICE,
    ),
    case("a link that is no address", _rss_link("http://[half"), title="Ice", url=None),
    case("a link that is a script", _rss_link("javascript:alert(1)"), title="Ice", url=None),
    case("a link to a file", _rss_link("file:///etc/passwd"), title="Ice", url=None),
    case(
        "a link that names a password",
        _rss_link("https://ann:secret@news.example.org/ice"),
        url=_ICE,
        lacks="secret",
    ),
    case(
        "a link beyond ASCII",
        _rss_link("https://news.example.org/冰?q=薄 ice"),
        url="https://news.example.org/%E5%86%B0?q=%E8%96%84%20ice",
    ),
    case(
        "a host beyond ASCII",
        _rss_link("https://bücher.example.org/ice"),
        url="https://xn--bcher-kva.example.org/ice",
    ),
    case(
        "a link in CDATA, with a query",
        _rss_link("<![CDATA[ https://news.example.org/ice?a=1&b=2 ]]>"),
        url="https://news.example.org/ice?a=1&b=2",
    ),
    case(
        "a fragment stays in the link",
        _rss_link("https://news.example.org/#ice"),
        url=f"{HOME}#ice",
    ),
    case(
        "an RSS link with the address in an attribute",
        rss(f"{_TITLE}<link href='{_ICE}'/>"),
        url=_ICE,
        only="loose",
        why="Atom's link without its namespace",
    ),
    case(
        "xml:base of an RSS link",
        rss(f"{_TITLE}<link xml:base='https://base.example.com/'>ice</link>"),
        url="https://base.example.com/ice",
    ),
)
