"""Feed documents: RSS 2.0 without modules."""

from __future__ import annotations

from tests.sources.feed_documents import HOME, case, rss

_LINK = "<link>https://news.example.org/ice</link>"
_TITLE = "<title>Ice</title>"

CASES = (
    case(
        "an item with everything of RSS 2.0",
        rss(
            "<title>Ice is thin</title><link>https://news.example.org/ice</link>"
            "<description>&lt;p&gt;Stay &lt;b&gt;away&lt;/b&gt;.&lt;/p&gt;</description>"
            "<author>ann@example.org (Ann Lee)</author><category>Winter</category>"
            "<category domain='https://news.example.org/places'>Lakes</category>"
            "<comments>https://news.example.org/ice#comments</comments>"
            "<guid isPermaLink='false'>ice-1</guid>"
            "<pubDate>Mon, 03 Feb 2025 21:31:05 +0800</pubDate>"
            "<source url='https://wire.example.com/rss'>The Wire</source>",
            channel="<description>All of it</description><language>en-us</language>"
            "<copyright>2025</copyright><ttl>60</ttl><docs>https://news.example.org/rss</docs>"
            "<skipHours><hour>3</hour></skipHours><generator>ours</generator>",
        ),
        feed={"title": "News", "home": HOME},
        guid="ice-1",
        title="Ice is thin",
        url="https://news.example.org/ice",
        authors=("Ann Lee",),
        published="2025-02-03 13:31:05",
        updated=None,
        lang="en-US",
        summary="",
        body="<p>Stay <b>away</b>.</p>",
        body_format="html",
        tags=("Winter", "Lakes"),
        categories=(),
        enclosures=(),
        thumbnail=None,
    ),
    case("only a title", rss("<title>Ice</title>"), title="Ice", url=None, body="", published=None),
    # RSS 2.0 asks for a title or a description, not for both.
    case(
        "only a description: its opening is the title",
        rss("<description>&lt;p&gt;Ice is thin.&lt;/p&gt;</description>"),
        title="Ice is thin.",
        body="<p>Ice is thin.</p>",
    ),
    case("only a link: it is the title", rss(_LINK), title="https://news.example.org/ice"),
    case(
        "CDATA",
        rss(
            "<title><![CDATA[Ice & “snow”]]></title><description><![CDATA[<p>A&amp;B</p>]]></description>"
        ),
        title="Ice & “snow”",
        body="<p>A&amp;B</p>",
        body_format="html",
    ),
    case(
        "CDATA in pieces, with its own end in it",
        rss(_TITLE + "<description><![CDATA[<p>a]]]]><![CDATA[>b</p>]]> c</description>"),
        body="<p>a]]>b</p> c",
    ),
    case(
        "escaped markup and escaped entities in a description",
        rss(_TITLE + "<description>&lt;p&gt;1 &amp;lt; 2 &amp;amp; 3&lt;/p&gt;</description>"),
        body="<p>1 &lt; 2 &amp; 3</p>",
        body_format="html",
    ),
    # The specification knows HTML only, but bare lines are lines.
    case(
        "a description of bare lines",
        rss(_TITLE + "<description>First line\nSecond line</description>"),
        body="First line\nSecond line",
        body_format="text",
    ),
    case(
        "markup that was not escaped in a description",
        rss(_TITLE + "<description>Stay <b>away</b>, <a href='/x'>all</a>.</description>"),
        has=("Stay <b>away</b>", ">all</a>."),
        body_format="html",
    ),
    case(
        "a title escaped twice",
        rss("<title>R&amp;amp;D &amp;#8211; ice</title>"),
        title="R&D – ice",
    ),
    case(
        "a title that names a tag, escaped twice",
        rss("<title>The &amp;lt;b&amp;gt; element</title>"),
        title="The <b> element",
    ),
    # RSS leaves open whether titles are HTML: a tag that nothing closes is more likely a word.
    case(
        "a title that names a tag, escaped once",
        rss("<title>Use &lt;div&gt; wisely</title>"),
        title="Use <div> wisely",
    ),
    case("a title that compares", rss("<title>1 &lt; 2 &gt; 0</title>"), title="1 < 2 > 0"),
    case(
        "HTML in a title",
        rss("<title>&lt;em&gt;Thin&lt;/em&gt; &amp;amp; cold ice</title>"),
        title="Thin & cold ice",
    ),
    case(
        "HTML in a title's CDATA",
        rss("<title><![CDATA[<b>Thin</b> ice&nbsp;here]]></title>"),
        title="Thin ice here",
    ),
    case("elements in a title", rss("<title>The <b>thin</b> ice</title>"), title="The thin ice"),
    case("a comment in a title", rss("<title>Thin<!-- ? --> ice</title>"), title="Thin ice"),
    case(
        "spaces and lines in a title, an address and an id",
        rss(
            "<title>\n  Thin\n\t ice </title><link>\n https://news.example.org/ice\n</link>"
            "<guid isPermaLink='false'>\n ice-1 </guid>"
        ),
        title="Thin ice",
        url="https://news.example.org/ice",
        guid="ice-1",
    ),
    case(
        "references to characters",
        rss("<title>&#8220;Ice&#x201d; &#x1F9CA; &apos;&quot;</title>"),
        title="“Ice” 🧊 '\"",
    ),
    case(
        "empty elements",
        rss(
            "<title/><link/><description>Thin ice</description><author/><category/><guid/><pubDate/>"
        ),
        title="Thin ice",
        url=None,
        authors=(),
        tags=(),
        published=None,
    ),
    case(
        "an author as an address with a name",
        rss(_TITLE + "<author>ann@example.org (Ann Lee)</author>"),
        authors=("Ann Lee",),
    ),
    case(
        "an author as a name with an address",
        rss(_TITLE + "<author>Ann Lee &lt;ann@example.org&gt;</author>"),
        authors=("Ann Lee",),
    ),
    case("an author as a name", rss(_TITLE + "<author>Ann Lee</author>"), authors=("Ann Lee",)),
    # RSS 2.0 says that the element is an address: it is all that is known of the author.
    case(
        "an author as an address only",
        rss(_TITLE + "<author>ann@example.org</author>"),
        authors=("ann@example.org",),
    ),
    case(
        "labels: each once whatever its case",
        rss(
            _TITLE + "<category>AI</category><category> ai </category><category/>"
            "<category><![CDATA[R&D]]></category><category>机器人</category>"
        ),
        tags=("AI", "R&D", "机器人"),
    ),
    case("labels escaped twice", rss(_TITLE + "<category>R&amp;amp;D</category>"), tags=("R&D",)),
    # Slashes and commas are part of a category: RSS 2.0 makes them a path in a taxonomy.
    case("a label with a slash", rss(_TITLE + "<category>A/B</category>"), tags=("A/B",)),
    case(
        "the channel's image and text input have titles of their own",
        '<rss version="2.0"><channel><image><title>Logo</title><url>https://news.example.org/l.png</url>'
        "<link>https://logo.example.org/</link></image><textInput><title>Search</title>"
        "<link>https://search.example.org/</link><description>x</description><name>q</name></textInput>"
        f"<title>News</title><link>{HOME}</link><item><title>Ice</title></item></channel></rss>",
        feed={"title": "News", "home": HOME},
        title="Ice",
    ),
    case(
        "the same after the channel's own",
        rss(
            _TITLE,
            channel="<image><title>Logo</title><link>https://logo.example.org/</link></image>"
            "<textInput><title>Search</title><link>https://search.example.org/</link></textInput>",
        ),
        feed={"title": "News", "home": HOME},
        title="Ice",
    ),
    case(
        "an image in an item",
        rss(
            _TITLE
            + _LINK
            + "<image><title>Photo</title><url>https://news.example.org/p.jpg</url>"
            + "<link>https://photo.example.org/</link></image>"
        ),
        title="Ice",
        url="https://news.example.org/ice",
    ),
    case(
        "the channel's own elements after its items",
        '<rss version="2.0"><channel><item><title>Ice</title></item><title>News</title>'
        f"<link>{HOME}</link><language>de</language></channel></rss>",
        feed={"title": "News", "home": HOME},
        title="Ice",
        lang="de",
    ),
    case(
        "several items stay in their order",
        rss("<title>C</title>", "<title>A</title>", "<title>B</title>"),
        entries=3,
        feed={"titles": ("C", "A", "B")},
    ),
    case("no items", '<rss version="2.0"><channel><title>Quiet</title></channel></rss>', entries=0),
    case("no title of the channel", "<rss version='2.0'><channel/></rss>", entries=0),
    case(
        "a language with an underscore",
        rss(_TITLE, channel="<language>zh_cn</language>"),
        lang="zh-CN",
    ),
    case("a language that is no tag", rss(_TITLE, channel="<language>English</language>"), lang=""),
    case(
        "HTML in the channel's title",
        "<rss version='2.0'><channel><title>Ice &amp;amp; &lt;i&gt;News&lt;/i&gt;</title></channel></rss>",
        entries=0,
        feed={"title": "Ice & News"},
    ),
    case(
        "a style sheet and comments around it",
        '<?xml version="1.0"?>\n<?xml-stylesheet href="/rss.xsl" type="text/xsl"?>\n'
        "<!-- made <b>here</b> -->\n" + rss(_TITLE) + "\n<!-- cached -->\n",
        title="Ice",
    ),
    # XML 1.0 §2.8: XML 1.1 differs in nothing that matters here.
    case(
        "XML 1.1",
        '<?xml version="1.1"?>' + rss(_TITLE),
        title="Ice",
        only="loose",
        why="expat: 1.0",
    ),
    case(
        "a script and a comment in the body are the renderer's care",
        rss(
            _TITLE + "<description><![CDATA[<!-- x --><p>Ice</p><script>1</script>]]></description>"
        ),
        has="<p>Ice</p>",
        body_format="html",
    ),
    case(
        "bare lines with an ampersand are lines all the same",
        rss(_TITLE + "<description>Snow &amp; ice\nSecond line</description>"),
        body="Snow & ice\nSecond line",
        body_format="text",
    ),
    case(
        "an element of HTML that closes itself makes HTML of a description",
        rss(_TITLE + "<description>First&lt;br/&gt;\nSecond</description>"),
        body="First<br/>\nSecond",
        body_format="html",
    ),
    case(
        "a comment that names elements, and no declaration",
        "<!-- an <rss> with a <channel>, no <feed> -->" + rss(_TITLE),
        feed={"title": "News", "home": HOME},
        title="Ice",
    ),
)
