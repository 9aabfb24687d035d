"""Feed documents: what tells articles from each other, and ids that are links."""

from __future__ import annotations

from tests.sources.feed_documents import atom, case, rss

_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"

CASES = (
    case(
        "a guid that says it is a permalink, and no link",
        rss(f"{_TITLE}<guid isPermaLink='true'>{_ICE}</guid>"),
        guid=_ICE,
        url=_ICE,
    ),
    # RSS 2.0: isPermaLink is optional and true if it is missing.
    case("a guid alone is a permalink", rss(f"{_TITLE}<guid>{_ICE}</guid>"), guid=_ICE, url=_ICE),
    case(
        "a guid that is no permalink, and no link",
        rss(f"{_TITLE}<guid isPermaLink='false'>{_ICE}</guid>"),
        guid=_ICE,
        url=None,
    ),
    case(
        "a guid beside a link",
        rss(f"{_TITLE}<link>{_ICE}</link><guid>https://news.example.org/?p=1</guid>"),
        guid="https://news.example.org/?p=1",
        url=_ICE,
    ),
    case(
        "a guid before a link",
        rss(f"{_TITLE}<guid>https://news.example.org/?p=1</guid><link>{_ICE}</link>"),
        guid="https://news.example.org/?p=1",
        url=_ICE,
    ),
    case(
        "a guid beside an empty link",
        rss(f"{_TITLE}<link></link><guid>{_ICE}</guid>"),
        guid=_ICE,
        url=_ICE,
    ),
    # It is said to be an address, but is none: an id that leads nowhere.
    case(
        "a guid that is no address, and no link",
        rss(f"{_TITLE}<guid>4711</guid>"),
        guid="4711",
        url=None,
    ),
    case(
        "a tag as guid, and no link",
        rss(f"{_TITLE}<guid>tag:news.example.org,2025:1</guid>"),
        guid="tag:news.example.org,2025:1",
        url=None,
    ),
    case(
        "isPermaLink in capitals",
        rss(f"{_TITLE}<guid isPermaLink='FALSE'>{_ICE}</guid>"),
        guid=_ICE,
        url=None,
    ),
    case(
        "a guid in CDATA, with an ampersand",
        rss(
            f"{_TITLE}<guid isPermaLink='false'><![CDATA[https://news.example.org/?a=1&b=2]]></guid>"
        ),
        guid="https://news.example.org/?a=1&b=2",
    ),
    # The publisher's tracking may change with every fetch.
    case(
        "no id: the link without tracking, fragment and last slash",
        rss(f"{_TITLE}<link>{_ICE}/?utm_source=rss&amp;utm_medium=feed&amp;p=1#top</link>"),
        guid=f"{_ICE}?p=1",
        url=f"{_ICE}/?utm_source=rss&utm_medium=feed&p=1#top",
    ),
    case("no id in Atom: the link", atom(f"{_TITLE}<link href='{_ICE}'/>"), guid=_ICE),
    case(
        "an empty id in Atom: the link", atom(f"<id> </id>{_TITLE}<link href='{_ICE}'/>"), guid=_ICE
    ),
    case(
        "neither id nor link: articles differ by their content",
        rss(
            f"{_TITLE}<description>One</description>",
            f"{_TITLE}<description>Two</description>",
            f"{_TITLE}<description>One</description><pubDate>Mon, 03 Feb 2025 13:31:05 GMT</pubDate>",
        ),
        entries=3,
        feed={"identities": 3},
    ),
    case(
        "neither id nor link: equal content is one article",
        rss(f"{_TITLE}<description>One</description>", f"{_TITLE}<description>One</description>"),
        entries=2,
        feed={"identities": 1},
    ),
    case(
        "one id twice is one article",
        rss("<title>Old</title><guid>x:1</guid>", "<title>New</title><guid>x:1</guid>"),
        entries=2,
        feed={"guids": ("x:1", "x:1"), "identities": 1, "titles": ("Old", "New")},
    ),
    # RFC 4287 §4.2.6.1: ids are compared character by character.
    case(
        "ids that differ by case only",
        atom("<id>urn:Ice</id><title>A</title>", "<id>urn:ice</id><title>B</title>"),
        entries=2,
        feed={"guids": ("urn:Ice", "urn:ice"), "identities": 2},
    ),
    case(
        "ids that would be the same address",
        atom(
            "<id>https://news.example.org/ice</id><title>A</title>",
            "<id>https://news.example.org/ice/</id><title>B</title>",
            "<id>https://news.example.org/%69ce</id><title>C</title>",
            "<id>HTTPS://news.example.org/ice</id><title>D</title>",
        ),
        entries=4,
        feed={"identities": 4},
    ),
    case(
        "spaces around an id are none of it, those within are",
        rss(f"{_TITLE}<guid isPermaLink='false'> ice  one </guid>"),
        guid="ice  one",
    ),
    case(
        "an id beyond ASCII",
        rss(f"{_TITLE}<guid isPermaLink='false'>冰 1</guid>"),
        guid="冰 1",
    ),
    case(
        "a relative id stays as it is",
        atom("<id>/ice</id><title>A</title>", attributes="xml:base='https://base.example.com/'"),
        guid="/ice",
        only="strict",
        why="feedparser resolves ids",
    ),
    case(
        "a very long id is whole",
        rss(
            f"{_TITLE}<guid isPermaLink='false'>{'x' * 5_000}1</guid>",
            f"{_TITLE}<guid isPermaLink='false'>{'x' * 5_000}2</guid>",
        ),
        entries=2,
        feed={"identities": 2},
    ),
    case(
        "no id, and links that differ in their query",
        rss(
            f"{_TITLE}<link>https://news.example.org/?p=1</link>",
            f"{_TITLE}<link>https://news.example.org/?p=2</link>",
        ),
        entries=2,
        feed={"identities": 2},
    ),
)
