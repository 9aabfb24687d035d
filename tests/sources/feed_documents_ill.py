"""Feed documents that are no well-formed XML: a reader shows what can be read."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, NAMESPACES, atom, case, rss

_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"
_GOOD = rss(f"<title>Ice</title><link>{_ICE}</link>")

CASES = (
    case("an ampersand in text", rss("<title>AT&T & R&D</title>"), title="AT&T & R&D"),
    case(
        "an ampersand in links",
        rss(
            f"{_TITLE}<link>{_ICE}?a=1&b=2&copy=3</link><guid isPermaLink='false'>x?a=1&b=2</guid>"
        ),
        url=f"{_ICE}?a=1&b=2&copy=3",
        guid="x?a=1&b=2",
    ),
    case(
        "an ampersand in an attribute",
        rss(
            f"{_TITLE}<enclosure url='https://news.example.org/a.mp3?a=1&b=2' type='audio/mpeg' length='1'/>"
        ),
        enclosures=(("https://news.example.org/a.mp3?a=1&b=2", "audio/mpeg", 1),),
    ),
    case(
        "an ampersand in Atom's link",
        atom(f"{_TITLE}<link href='{_ICE}?a=1&b=2'/>"),
        url=f"{_ICE}?a=1&b=2",
    ),
    case(
        "entities of HTML",
        rss("<title>Ice&nbsp;&mdash;&nbsp;thin &eacute;t&eacute; &copy; &hellip;</title>"),
        title="Ice — thin été © …",
    ),
    case(
        "entities of HTML in a body",
        rss(f"{_TITLE}<description>Thin&nbsp;ice &mdash; &lt;b&gt;here&lt;/b&gt;</description>"),
        body="Thin\xa0ice — <b>here</b>",
    ),
    case(
        "an entity that nobody knows",
        rss("<title>Thin &ice; &unknown;</title>"),
        title="Thin &ice; &unknown;",
    ),
    case("an ampersand at the end", rss("<title>Thin &</title>"), title="Thin &"),
    case(
        "a reference to no character",
        rss(f"<title>Thin &#0;&#xFFFFFFF; ice</title><link>{_ICE}</link>"),
        url=_ICE,
    ),
    case("control characters", rss("<title>Th\x0bi\x08n\x00 ic\x1fe</title>"), title="Thin ice"),
    case(
        "a character that XML forbids, as a reference",
        rss("<title>Thin&#11; ice&#x1b;</title>"),
        title="Thin ice",
    ),
    case(
        "elements of HTML that nothing closes",
        rss(
            f"{_TITLE}<description>One<br>two<img src='/i.png'>three</description><category>Winter</category>"
        ),
        has=("One", "two", "three"),
        tags=("Winter",),
    ),
    case(
        "elements in the wrong order",
        rss(
            f"{_TITLE}<description><b>Thin <i>ice</b></i></description><category>Winter</category>"
        ),
        has=("Thin", "ice"),
        tags=("Winter",),
    ),
    case(
        "an item that nothing closes",
        "<rss version='2.0'><channel><title>News</title><item><title>One</title>"
        "<item><title>Two</title></item></channel></rss>",
        entries=2,
        feed={"titles": ("One", "Two")},
    ),
    case("a bracket in a title", rss("<title>3 < 5</title>"), title="3 < 5"),
    case("an arrow in a title", rss("<title>Lake <- ice</title>"), title="Lake <- ice"),
    case(
        "blank lines before the declaration",
        '\n\n  <?xml version="1.0"?>\n' + _GOOD,
        title="Ice",
        url=_ICE,
    ),
    case(
        "two byte order marks", "\ufeff\ufeff<?xml version='1.0'?>" + _GOOD, title="Ice", url=_ICE
    ),
    case(
        "a program's warning before the declaration",
        "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>7</b><br />\n"
        '<?xml version="1.0" encoding="UTF-8"?>' + _GOOD,
        feed={"title": "News", "home": HOME},
        title="Ice",
        url=_ICE,
    ),
    case("words before the document", "Connected.\n" + _GOOD, title="Ice", url=_ICE),
    case(
        "two declarations",
        '<?xml version="1.0"?><?xml version="1.0"?>' + _GOOD,
        title="Ice",
        url=_ICE,
    ),
    case(
        "a comment before the declaration",
        "<!-- cached -->\n<?xml version='1.0'?>" + _GOOD,
        title="Ice",
    ),
    case("words after the document", _GOOD + "\ncached at 12:00", title="Ice", url=_ICE),
    case(
        "a script after the document",
        _GOOD + "<script>var a = 1 < 2;</script>",
        title="Ice",
        url=_ICE,
    ),
    case(
        "a program's error after the document",
        _GOOD + "\n<br />\n<b>Fatal error</b>: Out of memory in <b>/srv/x.php</b> on line <b>9</b>",
        title="Ice",
    ),
    case(
        "two documents",
        _GOOD + rss("<title>Other</title>"),
        entries=None,
        feed={"title": "News"},
        which="Ice",
        url=_ICE,
    ),
    case(
        "cut off within an item: what came whole is kept",
        rss(f"<title>One</title><link>{_ICE}</link>", "<title>Two</title>")[
            : -len("le></item></channel></rss>")
        ],
        entries=None,
        which="One",
        url=_ICE,
    ),
    case(
        "cut off within CDATA",
        rss(f"<title>One</title><link>{_ICE}</link>").removesuffix("</channel></rss>")
        + "<item><title>Two</title><description><![CDATA[<p>Thin",
        entries=None,
        which="One",
        url=_ICE,
    ),
    case(
        "cut off within a tag",
        atom(f"<id>1</id><title>One</title><link href='{_ICE}'/>").removesuffix("</feed>")
        + "<entry><title>Two</title><link hre",
        entries=None,
        which="One",
        url=_ICE,
    ),
    case("without its last end", _GOOD.removesuffix("</rss>"), title="Ice", url=_ICE),
    case(
        "an attribute twice",
        rss(
            f"{_TITLE}<guid isPermaLink='false' isPermaLink='false'>x:1</guid>"
            "<category a='1' a='2'>Winter</category>"
        ),
        guid="x:1",
        tags=("Winter",),
    ),
    case(
        "an attribute without quotes",
        rss(
            f"{_TITLE}<guid isPermaLink=false>x:1</guid>"
            "<enclosure url=https://news.example.org/a.mp3 length=5>"
        ),
        guid="x:1",
        title="Ice",
    ),
    # Namespaces in XML 1.0 §5 wants prefixes declared; these ones mean nothing else.
    case(
        "content:encoded under a prefix that is not declared",
        "<rss version='2.0'><channel><title>News</title><item><title>Ice</title>"
        "<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
        "<dc:creator>Ann</dc:creator></item></channel></rss>",
        body="<p>Long</p>",
        summary="Short",
        authors=("Ann",),
    ),
    case(
        "a prefix that is not declared, of nobody's",
        "<rss version='2.0'><channel><title>News</title><item><x:title>Other</x:title><title>Ice</title>"
        f"<link>{_ICE}</link><x:y z='1'/></item></channel></rss>",
        title="Ice",
        url=_ICE,
    ),
    case(
        "an Atom link under a prefix that is not declared",
        "<rss version='2.0'><channel><atom:link rel='self' href='https://news.example.org/feed'/><title>News</title>"
        f"<link>{HOME}</link><item>{_TITLE}</item></channel></rss>",
        feed={"title": "News", "home": HOME},
        title="Ice",
    ),
    case(
        "CDATA that nothing opens",
        rss(f"{_TITLE}<description>Thin]]> ice</description><category>Winter</category>"),
        has="ice",
        tags=("Winter",),
    ),
    case(
        "a comment with dashes in it",
        rss(f"<!-- a -- b -->{_TITLE}<link>{_ICE}</link>"),
        title="Ice",
        url=_ICE,
    ),
    case(
        "xhtml with entities and an unclosed element",
        atom(
            f"{_TITLE}<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Thin&nbsp;ice<br>here</p>"
            f"</div></content><link href='{_ICE}'/>"
        ),
        has=("Thin", "ice", "here"),
        url=_ICE,
        body_format="html",
    ),
    case(
        "two items, one of them damaged",
        rss("<title>A & B</title><description><b>x</description>", f"{_TITLE}<link>{_ICE}</link>"),
        entries=2,
        which="Ice",
        url=_ICE,
    ),
    case(
        "everything at once",
        "\n<?xml version='1.0'?>\n<rss version=2.0 " + NAMESPACES + "><channel><title>A & B</title>"
        f"<item><title>Thin &nbsp;<i>ice</title><link>{_ICE}?a=1&b=2</link>"
        "<description>One<p>two</description></item></channel>",
        entries=1,
        url=f"{_ICE}?a=1&b=2",
    ),
)
