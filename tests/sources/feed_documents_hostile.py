"""Feed documents that would harm their reader, and documents that are no feeds."""

from __future__ import annotations

import gzip

from tests.sources.feed_documents import atom, case, rss

_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_WHOLE = rss(f"<title>Ice &x; thin</title><link>{_ICE}</link><description>&x;</description>")
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BLOW_UP = "lolololol"
_ATTRIBUTES = " ".join(f"a{n}=''" for n in range(1_000))


def _typed(declarations: str, document: str = _WHOLE) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declarations}]>{document}'


def _nested(depth: int) -> str:
    return f"{'<div>' * depth}deep{'</div>' * depth}"


CASES = (
    # XML 1.0 §4.4: what a document itself declares is its text.
    case(
        "an entity that the document declares",
        _typed('<!ENTITY x "very">'),
        title="Ice &x; thin",  # nobody needs entities of their own, and bombs are made of them
    ),
    case(
        "HTML's spaces, declared",
        _typed(
            '<!ENTITY nbsp "&#160;"><!ENTITY mdash "&#8212;">',
            rss("<title>Ice&nbsp;&mdash; thin</title>"),
        ),
        title="Ice — thin",
    ),
    case(
        "HTML's entities, declared elsewhere",
        _typed(
            '<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1 for XHTML//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent"> %HTMLlat1;',
            rss("<title>Caf&eacute;</title>"),
        ),
        title="Café",
    ),
    case(
        "an entity that is a file",
        _typed('<!ENTITY x SYSTEM "file:///etc/passwd">'),
        url=_ICE,
        lacks="root:",
    ),
    case(
        "an entity that is an address",
        _typed('<!ENTITY x PUBLIC "-//x" "https://evil.example.com/x">'),
        url=_ICE,
        lacks="evil",
    ),
    case(
        "an entity of parameters that is a file",
        _typed('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY x "a">'),
        url=_ICE,
        lacks="root:",
    ),
    case(
        "a document type elsewhere",
        f'<!DOCTYPE rss SYSTEM "https://evil.example.com/x.dtd">{rss(_TITLE)}',
        title="Ice",
        lacks="evil",
    ),
    case(
        "entities of entities of entities",
        _typed(f'<!ENTITY l0 "{_BLOW_UP}">{_LAUGHS}<!ENTITY x "&l9;">'),
        url=_ICE,
        lacks=_BLOW_UP * 20,
    ),
    case(
        "one long entity a thousand times",
        _typed(f'<!ENTITY x "{_BLOW_UP * 1_000}">', _WHOLE.replace("&x;", "&x;" * 1_000)),
        url=_ICE,
        entries=1,
    ),
    case("an entity of itself", _typed('<!ENTITY x "a&y;"><!ENTITY y "b&x;">'), url=_ICE),
    case(
        "an attribute that the document type gives",
        _typed('<!ATTLIST guid isPermaLink CDATA "false">', rss(f"{_TITLE}<guid>{_ICE}</guid>")),
        guid=_ICE,
        only="loose",
        why="strict refuses declarations",
    ),
    case(
        "an inclusion",
        rss(
            f"{_TITLE}<description><xi:include href='file:///etc/passwd' parse='text'/></description>",
            attributes="xmlns:xi='http://www.w3.org/2001/XInclude'",
        ),
        title="Ice",
        lacks="root:",
    ),
    case(
        "elements forty deep",
        atom(f"{_TITLE}<content type='xhtml'><div {_XHTML}>{_nested(40)}</div></content>"),
        body=_nested(40),
    ),
    case(
        "elements five thousand deep",
        rss(f"{_TITLE}<description>{_nested(5_000)}</description><category>Winter</category>"),
        title="Ice",
        only="loose",
        why="strict refuses depth",
    ),
    case(
        "xhtml five thousand deep",
        atom(f"{_TITLE}<content type='xhtml'><div {_XHTML}>{_nested(5_000)}</div></content>"),
        title="Ice",
        only="loose",
        why="strict refuses depth",
    ),
    case(
        "a thousand attributes and a thousand labels",
        rss(
            f"<x {_ATTRIBUTES}/>{_TITLE}"
            + "".join(f"<category>{n}</category>" for n in range(1_000))
        ),
        title="Ice",
        tags=tuple(map(str, range(100))),
    ),
    case(
        "escape sequences and marks of direction",
        rss("<title>Thin\x1b]52;c;AAAA\x07 \u202eice\u2066 \u0085here</title>"),
        title="Thin ice here",
        lacks=("\x1b", "\u202e", "52;c"),
    ),
    case(
        "the name of a file as address and id",
        rss(f"{_TITLE}<link>/etc/passwd</link><guid isPermaLink='false'>file:///etc/passwd</guid>"),
        url="https://news.example.org/etc/passwd",
        guid="file:///etc/passwd",
        lacks="root:",
    ),
    case(
        "a page",
        "<!DOCTYPE html><html><head><title>News</title><link rel='alternate' href='/feed'></head>"
        "<body><p>Ice</body></html>",
        content_type="text/html",
        bad="web page",
    ),
    case(
        "a page in XHTML",
        f'<?xml version="1.0"?><html {_XHTML}><head><title>News</title><link href="/"/></head><body/></html>',
        content_type="application/xhtml+xml",
        bad="web page",
    ),
    case(
        "a page that is said to be a feed",
        "<html><head><title>Log in</title></head><body>Please</body></html>",
        content_type="application/rss+xml",
        bad="web page",
    ),
    case(
        "a page that talks of feeds",
        "<html><head><title>How to write RSS</title></head><body><pre>&lt;rss>&lt;channel></pre>"
        "</body></html>",
        content_type="text/html",
        bad="web page",
    ),
    case("nothing", "", bad="empty"),
    case("blank lines", " \r\n\t\n", bad="empty"),
    case("a mark and nothing", b"\xef\xbb\xbf", bad="empty"),
    case("words", "Too many requests", bad="no RSS"),
    case("an image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, bad=""),
    case("something compressed", gzip.compress(rss(_TITLE).encode(), mtime=0), bad=""),
    case("zeros", bytes(1_000), bad=""),
    case(
        "subscriptions in OPML",
        '<opml version="2.0"><head><title>Mine</title></head><body>'
        '<outline text="News" type="rss" xmlUrl="https://news.example.org/feed.xml"/></body></opml>',
        bad="no RSS",
    ),
    case(
        "a site map",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
        f"<loc>{_ICE}</loc><lastmod>2025-02-03</lastmod></url></urlset>",
        bad="no RSS",
    ),
    case(
        "a drawing",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Ice</title><circle r="1"/></svg>',
        content_type="image/svg+xml",
        bad="no RSS",
    ),
    case(
        "an error in XML",
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Denied</Message></Error>',
        bad="no RSS",
    ),
    case(
        "RDF that is no RSS",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="https://news.example.org/"/></rdf:RDF>',
        bad="no RSS",
    ),
)
