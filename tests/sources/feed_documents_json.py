"""Feed documents: JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json

from tests.sources.feed_documents import HOME, case, json_feed

_ICE = "https://news.example.org/ice"
_KIND = "application/feed+json"

CASES = (
    case(
        "JSON Feed 1.1 with everything",
        json_feed(
            {
                "id": "ice-1",
                "url": _ICE,
                "external_url": "https://other.example.org/",
                "title": "Ice is thin",
                "content_html": "<p>Thin <b>ice</b></p>",
                "content_text": "Thin ice",
                "summary": "In short.",
                "image": "https://news.example.org/i.jpg",
                "banner_image": "https://news.example.org/b.jpg",
                "date_published": "2025-02-03T21:31:05+08:00",
                "date_modified": "2025-02-04T08:00:00Z",
                "authors": [{"name": "Ann", "url": "https://ann.example.org/"}, {"name": "Bo"}],
                "tags": ["Winter", "Lakes"],
                "language": "zh-cn",
                "attachments": [
                    {
                        "url": "https://news.example.org/a.mp3",
                        "mime_type": "audio/mpeg",
                        "title": "Ice",
                        "size_in_bytes": 12345,
                        "duration_in_seconds": 6,
                    }
                ],
            },
            language="en",
            feed_url="https://news.example.org/feed.json",
            hubs=[{"type": "WebSub", "url": "https://hub.example.com/"}],
            _ours={"about": "https://x.example.org/"},
        ),
        content_type=_KIND,
        feed={"title": "News", "home": HOME},
        guid="ice-1",
        title="Ice is thin",
        url=_ICE,
        authors=("Ann", "Bo"),
        published="2025-02-03 13:31:05",
        updated="2025-02-04 08:00:00",
        lang="zh-CN",
        summary="In short.",
        body="<p>Thin <b>ice</b></p>",
        body_format="html",
        tags=("Winter", "Lakes"),
        thumbnail="https://news.example.org/i.jpg",
        enclosures=(("https://news.example.org/a.mp3", "audio/mpeg", 12345),),
    ),
    case(
        "JSON Feed 1.0: an author, not authors",
        json_feed(
            {"id": "1", "title": "Ice", "author": {"name": "Ann"}},
            version="https://jsonfeed.org/version/1",
        ),
        authors=("Ann",),
    ),
    case(
        "the feed's author is the items'",
        json_feed({"id": "1", "title": "Ice"}, author={"name": "Ann"}),
        authors=("Ann",),
    ),
    case(
        "an item's authors beat the feed's",
        json_feed(
            {"id": "1", "title": "Ice", "authors": [{"name": "Bo"}]}, authors=[{"name": "Ann"}]
        ),
        authors=("Bo",),
    ),
    # An empty list names nobody, so that the feed's hold.
    case(
        "an item with an empty list of authors",
        json_feed({"id": "1", "title": "Ice", "authors": []}, authors=[{"name": "Ann"}]),
        authors=("Ann",),
    ),
    case(
        "an author with an address only",
        json_feed({"id": "1", "title": "Ice", "authors": [{"url": "https://ann.example.org/"}]}),
        authors=("https://ann.example.org/",),
    ),
    case(
        "both author and authors: the newer field",
        json_feed(
            {"id": "1", "title": "Ice", "author": {"name": "Old"}, "authors": [{"name": "Ann"}]}
        ),
        authors=("Ann",),
    ),
    case(
        "content as text",
        json_feed({"id": "1", "title": "Ice", "content_text": "1 < 2\n<b>not bold</b> &amp;"}),
        body="1 < 2\n<b>not bold</b> &amp;",
        body_format="text",
    ),
    case(
        "empty HTML beside text",
        json_feed({"id": "1", "title": "Ice", "content_html": "", "content_text": "Thin"}),
        body="Thin",
        body_format="text",
    ),
    # A post of a microblog has no title (JSON Feed 1.1, "Items").
    case(
        "no title, text",
        json_feed({"id": "1", "content_text": "Ice is thin.\nStay away."}),
        title="Ice is thin.",
    ),
    case(
        "no title, HTML",
        json_feed({"id": "1", "content_html": "<p>Ice is <b>thin</b>.</p>"}),
        title="Ice is thin.",
    ),
    case(
        "a title is text", json_feed({"id": "1", "title": "Use <b> & </b>"}), title="Use <b> & </b>"
    ),
    case(
        "only a summary: it is what there is to read",
        json_feed({"id": "1", "title": "Ice", "summary": "In short."}),
        body="In short.",
    ),
    case(
        "an external address only",
        json_feed({"id": "1", "title": "Ice", "external_url": _ICE}),
        url=_ICE,
    ),
    case(
        "addresses relative to the feed",
        json_feed(
            {
                "id": "1",
                "url": "/ice",
                "image": "i.jpg",
                "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg"}],
            },
            home_page_url="/",
        ),
        feed={"home": HOME},
        url=_ICE,
        thumbnail="https://news.example.org/i.jpg",
        enclosures=(("https://news.example.org/a.mp3", "audio/mpeg", None),),
    ),
    case(
        "the banner, where there is no image",
        json_feed({"id": "1", "title": "Ice", "banner_image": "https://news.example.org/b.jpg"}),
        thumbnail="https://news.example.org/b.jpg",
    ),
    # JSON Feed 1.1: an id that is a number becomes a string.
    case("a number as id", json_feed({"id": 7, "title": "Ice"}), guid="7"),
    case(
        "a large number as id",
        '{"version": "x", "items": [{"id": 12345678901234567890, "title": "Ice"}]}',
        guid="12345678901234567890",
    ),
    case("zero as id", json_feed({"id": 0, "title": "Ice"}), guid="0"),
    case("no id: the link", json_feed({"url": _ICE + "/", "title": "Ice"}), guid=_ICE),
    case(
        "several attachments, one of them without an address",
        json_feed(
            {
                "id": "1",
                "title": "Ice",
                "attachments": [
                    {"url": "https://news.example.org/a.mp3", "mime_type": "audio/mpeg"},
                    {"mime_type": "audio/ogg"},
                    {
                        "url": "https://news.example.org/a.ogg",
                        "mime_type": "audio/ogg",
                        "size_in_bytes": None,
                    },
                ],
            }
        ),
        enclosures=(
            ("https://news.example.org/a.mp3", "audio/mpeg", None),
            ("https://news.example.org/a.ogg", "audio/ogg", None),
        ),
    ),
    case(
        "the feed's language",
        json_feed({"id": "1", "title": "Ice"}, language="pt_br"),
        lang="pt-BR",
    ),
    # As in Atom: an old item without any date would pass for today's.
    case(
        "only a date of change",
        json_feed({"id": "1", "title": "Ice", "date_modified": "2025-02-04T08:00:00Z"}),
        published="2025-02-04 08:00:00",
        updated="2025-02-04 08:00:00",
    ),
    case(
        "everything null",
        json_feed(
            dict.fromkeys(
                (
                    "url",
                    "title",
                    "content_html",
                    "summary",
                    "image",
                    "date_published",
                    "authors",
                    "date_modified",
                    "author",
                    "tags",
                    "language",
                    "attachments",
                    "external_url",
                )
            )
            | {"id": "1", "content_text": "Thin"},
            language=None,
            authors=None,
            home_page_url=None,
        ),
        feed={"title": "News", "home": ""},
        guid="1",
        title="Thin",
        url=None,
        authors=(),
        tags=(),
        lang="",
        published=None,
        enclosures=(),
        thumbnail=None,
    ),
    case(
        "everything of another type",
        json_feed(
            {
                "id": "1",
                "url": {"a": 1},
                "title": ["Ice"],
                "content_html": 5.5,
                "content_text": "Thin",
                "summary": [],
                "image": False,
                "date_published": {"y": 2025},
                "authors": "Ann",
                "tags": "Winter",
                "language": 5,
                "attachments": {"url": "https://news.example.org/a.mp3"},
            },
            title=None,
        ),
        guid="1",
        url=None,
        tags=(),
        lang="",
        published=None,
        enclosures=(),
    ),
    case(
        "labels that are none among labels",
        json_feed({"id": "1", "title": "Ice", "tags": ["Winter", None, 5, " ", ["x"], "winter"]}),
        tags=("Winter",),
    ),
    case(
        "items that are none among items",
        json_feed(None, 5, "x", [], {"id": "1", "title": "Ice"}),
        feed={"titles": ("Ice",)},
    ),
    case("no items in the list", json_feed(), entries=0, feed={"title": "News"}),
    case("no version", '{"title": "News", "items": [{"id": "1", "title": "Ice"}]}', title="Ice"),
    case(
        "a byte order mark",
        b"\xef\xbb\xbf" + json_feed({"id": "1", "title": "冰"}).encode(),
        title="冰",
    ),
    case(
        "escaped characters", json.dumps({"items": [{"id": "1", "title": "冰 🧊"}]}), title="冰 🧊"
    ),
    case(
        "a date that is seconds since 1970",
        json_feed({"id": "1", "title": "Ice", "date_published": 1738589465}),
        published="2025-02-03 13:31:05",
    ),
    case(
        "a date that is none",
        json_feed({"id": "1", "title": "Ice", "date_published": "soon"}),
        published=None,
    ),
    case("items missing", '{"version": "1.1", "title": "News"}', bad="JSON"),
    case("items null", '{"version": "1.1", "items": null}', bad="JSON"),
    case("cut off", json_feed({"id": "1", "title": "Ice"})[:-20], bad="does not parse"),
    case("a comma too many", '{"items": [{"id": "1"},]}', bad="does not parse"),
    case("another program's JSON", '{"error": "not found"}', bad="JSON"),
)
