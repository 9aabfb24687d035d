"""Feed documents: enclosures, pictures and Media RSS."""

from __future__ import annotations

from tests.sources.feed_documents import NAMESPACES, atom, case, rss

_TITLE = "<title>Ice</title>"
_SOUND = "https://news.example.org/a.mp3"
_VIDEO = "https://news.example.org/a.mp4"
_PICTURE = "https://news.example.org/ice.jpg"
_SMALL = "https://news.example.org/small.jpg"

CASES = (
    case(
        "an enclosure",
        rss(f"{_TITLE}<enclosure url='{_SOUND}' length='12345' type='audio/mpeg'/>"),
        enclosures=((_SOUND, "audio/mpeg", 12345),),
    ),
    # RSS 2.0 means one an item, but podcasts send several.
    case(
        "several enclosures",
        rss(
            f"{_TITLE}<enclosure url='{_SOUND}' length='1' type='audio/mpeg'/>"
            f"<enclosure url='{_VIDEO}' length='2' type='video/mp4'/>"
        ),
        enclosures=((_SOUND, "audio/mpeg", 1), (_VIDEO, "video/mp4", 2)),
    ),
    case(
        "enclosures whose length is none",
        rss(
            f"{_TITLE}<enclosure url='{_SOUND}' length='' type='audio/mpeg'/>"
            f"<enclosure url='{_VIDEO}' length='1,234 KB' type='video/mp4'/>"
        ),
        enclosures=((_SOUND, "audio/mpeg", None), (_VIDEO, "video/mp4", None)),
    ),
    case(
        "an enclosure with an address only",
        rss(f"{_TITLE}<enclosure url='{_SOUND}'/>"),
        enclosures=((_SOUND, "", None),),
    ),
    case(
        "an enclosure without an address",
        rss(f"{_TITLE}<enclosure length='1' type='audio/mpeg'/>"),
        enclosures=(),
    ),
    case(
        "an enclosure that is a script",
        rss(f"{_TITLE}<enclosure url='javascript:x' type='a/b'/>"),
        enclosures=(),
    ),
    case(
        "an enclosure's raw query is whole",
        rss(f"{_TITLE}<enclosure url='{_SOUND}?a=1&amp;b=2' type='audio/mpeg' length='7'/>"),
        enclosures=((_SOUND + "?a=1&b=2", "audio/mpeg", 7),),
    ),
    case(
        "an enclosure is no link",
        rss(f"{_TITLE}<enclosure url='{_SOUND}' length='1' type='audio/mpeg'/>"),
        url=None,
    ),
    case(
        "Atom's enclosures",
        atom(
            f"{_TITLE}<link rel='enclosure' href='{_SOUND}' length='12345' type='audio/mpeg' title='Ice'/>"
            f"<link href='https://news.example.org/ice'/><link rel='enclosure' href='{_VIDEO}'/>"
        ),
        url="https://news.example.org/ice",
        enclosures=((_SOUND, "audio/mpeg", 12345), (_VIDEO, "", None)),
        only="strict",
        why="feedparser makes up a type",
    ),
    case(
        "Atom's enclosure in RSS",
        rss(f"{_TITLE}<atom:link rel='enclosure' href='{_SOUND}' type='audio/mpeg' length='5'/>"),
        url=None,
        enclosures=((_SOUND, "audio/mpeg", 5),),
    ),
    case(
        "media:thumbnail",
        rss(f"{_TITLE}<media:thumbnail url='{_SMALL}' width='75'/>"),
        thumbnail=_SMALL,
    ),
    # Media RSS puts the most important first.
    case(
        "several thumbnails: the first",
        rss(f"{_TITLE}<media:thumbnail url='{_SMALL}'/><media:thumbnail url='{_PICTURE}'/>"),
        thumbnail=_SMALL,
    ),
    case(
        "a thumbnail in a group, and one in its content",
        rss(
            f"{_TITLE}<media:group><media:content url='{_VIDEO}' type='video/mp4'>"
            f"<media:thumbnail url='{_SMALL}'/></media:content></media:group>"
        ),
        thumbnail=_SMALL,
        enclosures=((_VIDEO, "video/mp4", None),),
    ),
    case(
        "a thumbnail beside a larger picture",
        rss(
            f"{_TITLE}<media:content url='{_PICTURE}' medium='image'/><media:thumbnail url='{_SMALL}'/>"
        ),
        thumbnail=_SMALL,
    ),
    # Without a thumbnail the picture that comes with the article is one.
    case(
        "a picture as media:content, by its medium",
        rss(f"{_TITLE}<media:content url='{_PICTURE}' medium='image' width='800'/>"),
        thumbnail=_PICTURE,
    ),
    case(
        "a picture as media:content, by its type",
        rss(f"{_TITLE}<media:content url='{_PICTURE}' type='image/jpeg'/>"),
        thumbnail=_PICTURE,
    ),
    case(
        "a video as media:content is to be opened",
        rss(
            f"{_TITLE}<media:content url='{_VIDEO}' type='video/mp4' fileSize='99' medium='video'/>"
        ),
        thumbnail=None,
        enclosures=((_VIDEO, "video/mp4", 99),),
    ),
    case(
        "one file as enclosure and as media:content",
        rss(
            f"{_TITLE}<enclosure url='{_SOUND}' type='audio/mpeg' length='5'/>"
            f"<media:content url='{_SOUND}' type='audio/mpeg' fileSize='5'/>"
        ),
        enclosures=((_SOUND, "audio/mpeg", 5),),
    ),
    case(
        "media:title and media:description beside RSS's own",
        rss(
            f"<media:content url='{_PICTURE}' medium='image'><media:title>Photo</media:title>"
            "<media:description>A photo.</media:description><media:credit>Bo</media:credit></media:content>"
            f"{_TITLE}<description>Thin ice.</description>"
        ),
        title="Ice",
        body="Thin ice.",
        summary="",
        authors=(),
        only="strict",
        why="feedparser: the last description",
    ),
    case(
        "media:title and media:description where RSS's own are missing",
        rss("<media:title>Ice</media:title><media:description>Thin ice.</media:description>"),
        title="Ice",
        body="Thin ice.",
    ),
    case(
        "media:description beside the content is no second body",
        rss(
            f"{_TITLE}<content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>"
            "<media:content url='https://news.example.org/p.jpg' medium='image'>"
            "<media:description type='html'>A photo.</media:description></media:content>"
        ),
        body="<p>Long</p>",
    ),
    case(
        "a video channel's entry",
        atom(
            "<id>yt:video:abc</id><title>Ice</title><link rel='alternate' href='https://video.example.com/abc'/>"
            "<author><name>The Ice Show</name></author><published>2025-02-03T13:31:05+00:00</published>"
            "<media:group><media:title>Ice!</media:title>"
            f"<media:content url='{_VIDEO}' type='video/mp4' width='640'/>"
            f"<media:thumbnail url='{_SMALL}' width='480'/>"
            "<media:description>First line\n\nSecond &amp; last</media:description>"
            "<media:community><media:starRating count='5' average='5.00'/></media:community></media:group>",
            attributes=NAMESPACES,
        ),
        guid="yt:video:abc",
        title="Ice",
        url="https://video.example.com/abc",
        thumbnail=_SMALL,
        body="First line\n\nSecond & last",
        body_format="text",
        enclosures=((_VIDEO, "video/mp4", None),),
    ),
    case(
        "Media RSS under the name without a slash",
        rss(
            f"{_TITLE}<m:thumbnail url='{_SMALL}'/>",
            attributes="xmlns:m='http://search.yahoo.com/mrss'",
        ),
        thumbnail=_SMALL,
    ),
    case(
        "the feed's picture is no article's",
        rss(
            _TITLE,
            channel=f"<media:thumbnail url='{_SMALL}'/><image><url>{_PICTURE}</url></image>",
        ),
        thumbnail=None,
    ),
    case(
        "a thumbnail that is data",
        rss(f"{_TITLE}<media:thumbnail url='data:image/png;base64,AA=='/>"),
        thumbnail=None,
    ),
    case(
        "a picture as media:content in Atom",
        atom(f"{_TITLE}<media:content url='{_PICTURE}' medium='image'/>", attributes=NAMESPACES),
        thumbnail=_PICTURE,
    ),
    case(
        "itunes:image, and a channel's own",
        rss(
            f"{_TITLE}<itunes:image href='{_SMALL}'/>",
            channel=f"<itunes:image href='{_PICTURE}'/>",
        ),
        thumbnail=_SMALL,
    ),
)
