"""Cases of what comes whole, and is not what it should be: pages, wrong types, odd feeds."""

from __future__ import annotations

import json

from tests.sources.fault_cases import (
    BACKOFF,
    BAD_JSON,
    BINARY,
    EMPTY,
    FINE,
    FINE_BYTES,
    MB,
    NO_FEED,
    NO_JSON_FEED,
    WEB_PAGE,
    Case,
    bad,
    item,
    one,
    rss,
)
from tests.sources.fault_server import Ask, Play, Wire, answer
from tui.sources.limits import Limits

FEW = Limits(30.0, 15.0, 20.0, MB, 200, 5, 50)
PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Hi</p></body></html>"
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>Hi</body></html>'
CHINESE = "电价便宜的时候"
ACCENTS = "Crème brûlée"
NOT_FEEDS: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "nothing but blanks": (" \r\n\t" * 99, EMPTY),
    "words": ("It works!", NO_FEED),
    "a sitemap": ('<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', NO_FEED),
    "a drawing": ('<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>', NO_FEED),
    "an opml file": ('<opml version="2.0"><body><outline text="x"/></body></opml>', NO_FEED),
    "soap": ("<s:Envelope xmlns:s='x'><s:Body/></s:Envelope>", NO_FEED),
    "a picture": ("\x89PNG\r\n\x1a\n" + "\0\x01\xff" * 999, BINARY),
    "a paper": ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NO_FEED),
    "nulls": ("\0" * 9_999, BINARY),
    "json that is no feed": ('{"error": "no"}', NO_JSON_FEED),
    "a list in json": ("[1, 2]", NO_FEED),
    "json cut off": ('{"version": "https://jsonfeed.org/version/1", "items": [{"id"', BAD_JSON),
    "json that is deep": ('{"items":' + "[" * 100_000, BAD_JSON),
    "json whose items are words": ('{"items": "none"}', NO_JSON_FEED),
}
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "items": [{"id": n, "title": f"Story {n}", "content_text": "x"} for n in (1, 2)],
}
ODD_JSON = JSON_FEED | {"items": [*JSON_FEED["items"], None, 5, "x", [], {"id": {}, "title": []}]}


def typed(kind: str, body: str | bytes = FINE) -> Play:
    return answer(body, kind=kind)


def story(inner: str) -> str:
    return f"<item>{inner}</item>"


def read_as(name: str, title: str, body: bytes, kind: str = "text/xml") -> Case:
    """A feed of one story, whose title tells whether its encoding was understood."""
    return one(name, typed(kind, body), articles=1, shown=title)


def declared(encoding: str, title: str) -> str:
    return rss(item(1, title), start=f'<?xml version="1.0" encoding="{encoding}"?>')


def asking_back(document: str) -> Play:
    """``document``, in which STOLEN is an address of the server's own: to be asked for by nobody."""

    async def play(wire: Wire, ask: Ask) -> None:
        own = document.replace("STOLEN", f"http://{ask.headers['host']}/stolen")
        await answer(own)(wire, ask)

    return play


def entities(*defined: str, used: str = "&a;", text: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{text}<!DOCTYPE rss [{"".join(defined)}]><rss version="2.0"><channel>'
        f"<title>t</title><item><title>Story 1</title><guid>1</guid><description>{used}"
        "</description></item></channel></rss>"
    )


LAUGHS = entities(
    '<!ENTITY l0 "ha">',
    *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)),
    used="&l9;",
)
# One entity of half a megabyte, used ninety times: expat lets a hundredfold pass.
QUADRATIC = entities(f'<!ENTITY a "{"A" * 500_000}">', used="&a;" * 90)
QUADRATIC_BEHIND = entities(
    f'<!ENTITY a "{"A" * 500_000}">', used="&a;" * 90, text=f"<!--{' ' * 30_000}-->"
)
MANY = " ".join(f"a{n}='x'" for n in range(9_999))
FILE = entities('<!ENTITY a SYSTEM "file:///etc/passwd">')

CASES: tuple[Case, ...] = (
    bad("a page instead of a feed", WEB_PAGE, typed("text/html", PAGE), retry=BACKOFF),
    bad("a page called a feed", WEB_PAGE, answer(PAGE)),
    bad("a page of xhtml", WEB_PAGE, typed("application/xhtml+xml", XHTML)),
    bad("a page after much white space", WEB_PAGE, typed("text/html", "\n" * 500 + PAGE)),
    bad("nothing at all", EMPTY, answer(b"")),
    *(
        bad(n, said, answer(body.encode("latin-1"), kind=""))
        for n, (body, said) in NOT_FEEDS.items()
    ),
    *(
        one(f"a feed called {kind or 'nothing'}", typed(kind))
        for kind in (
            "",
            "text/html",
            "text/plain",
            "image/png",
            "application/json",
            "a/b/c;;;=\x9b",
        )
    ),
    one("a json feed", typed("application/feed+json", json.dumps(JSON_FEED))),
    one("a json feed called xml", answer(json.dumps(JSON_FEED))),
    one("a json feed with odd items", answer(json.dumps(ODD_JSON)), articles=3),
    one("a feed of nothing", answer(rss("")), articles=0),
    one("a feed that is cut off", answer(FINE[:-60]), articles=2),
    one("a feed with a page's remains", answer(f"{FINE}<script>stats()</script>")),
    one("a feed after a warning", answer(f"\n<b>Warning</b>: php on line 3<br/>\n{FINE}")),
    # Entries
    one("one thing twice", answer(rss(item(1), item(1), item(2)))),
    one("one thing twice, and edited", answer(rss(item(1), item(1, "Edited"), item(2)))),
    one(
        "no ids",
        answer(rss(*(story(f"<title>{n}</title><link>https://e.org/{n}</link>") for n in "ab"))),
    ),
    one("no ids and no links", answer(rss(*(story(f"<title>{n}</title>") for n in "ab")))),
    one(
        "no ids and one link",
        answer(rss(*(story(f"<title>{n}</title><link>https://e.org/</link>") for n in "ab"))),
        articles=1,
    ),
    one(
        "ids that are empty",
        answer(rss(*(story(f"<guid></guid><title>{n}</title>") for n in "ab"))),
    ),
    one(
        "one id for all",
        answer(rss(*(story(f"<guid>1</guid><title>{n}</title>") for n in "abc"))),
        articles=1,
    ),
    one("nothing in them", answer(rss(story(""), story(""))), articles=1),
    one("words and no title", answer(rss(story("<description>Words</description>"))), articles=1),
    one(
        "dates that are none",
        answer(
            rss(
                *(
                    story(f"<guid>{n}</guid><pubDate>{n}</pubDate>")
                    for n in ("soon", "99999-99-99", "0000-00-00")
                )
            )
        ),
        articles=3,
    ),
    one(
        "dates far away",
        answer(
            rss(
                *(
                    story(f"<guid>{n}</guid><pubDate>{n}-01-01T00:00:00Z</pubDate>")
                    for n in (1, 1969, 2999, 9999)
                )
            )
        ),
        articles=4,
    ),
    one(
        "a link that is a script",
        answer(rss(item(1), story("<guid>x</guid><title>x</title><link>javascript:x</link>"))),
    ),
    one("more than are taken", answer(rss(*(item(n) for n in range(60)))), limits=FEW, articles=50),
    one("a title of half a megabyte", answer(rss(item(1, "x" * 500_000), item(2)))),
    one(
        "escapes in the title", answer(rss(item(1, "&#27;[31mred\x9b31m"), item(2))), hidden="\x1b"
    ),
    # Encodings
    read_as(
        "utf-8 called latin-1 by the server",
        CHINESE,
        rss(item(1, CHINESE)).encode(),
        "text/xml; charset=iso-8859-1",
    ),
    read_as("utf-8 called ascii by itself", CHINESE, declared("us-ascii", CHINESE).encode()),
    read_as("utf-8 called utf-16 by itself", CHINESE, declared("utf-16", CHINESE).encode()),
    read_as("utf-8 with a mark", CHINESE, b"\xef\xbb\xbf" + declared("utf-8", CHINESE).encode()),
    read_as("utf-16 with a mark", CHINESE, declared("utf-16", CHINESE).encode("utf-16")),
    read_as("utf-16 without a mark", CHINESE, declared("utf-16", CHINESE).encode("utf-16-le")),
    read_as(
        "gb18030 called gb2312",
        CHINESE + "镕",
        declared("gb2312", CHINESE + "镕").encode("gb18030"),
    ),
    read_as(
        "gbk by the server's word",
        CHINESE,
        rss(item(1, CHINESE)).encode("gbk"),
        "text/xml; charset=gbk",
    ),
    read_as("latin-1 called nothing", ACCENTS, rss(item(1, ACCENTS)).encode("latin-1")),
    read_as("latin-1 called utf-8", ACCENTS, declared("utf-8", ACCENTS).encode("latin-1")),
    read_as("big5", "電價便宜", declared("big5", "電價便宜").encode("big5")),
    read_as("an encoding that nobody knows", CHINESE, declared("x-moon", CHINESE).encode()),
    read_as("an encoding that is code", CHINESE, declared("unicode_escape", CHINESE).encode()),
    read_as(
        "an encoding that is none",
        "Story 1",
        declared("hex", "Story 1").encode(),
        "text/xml; charset=zlib",
    ),
    read_as("a null in it", "Story 1", rss(item(1, "Story\0 1")).encode()),
    one("a byte that is no text", answer(FINE_BYTES.replace(b"words", b"w\xff\xfe\x80ds"))),
    # Attacks
    one("a billion laughs", answer(LAUGHS), articles=1, shown="Story 1"),
    one("entities that grow", answer(QUADRATIC), articles=1, shown="Story 1"),
    one("entities that grow behind a comment", answer(QUADRATIC_BEHIND), articles=1),
    one("an entity that is a file", answer(FILE), articles=1, hidden="root:"),
    one(
        "an entity that is asked for",
        asking_back(entities('<!ENTITY a SYSTEM "STOLEN">')),
        articles=1,
        asks=1,
    ),
    one(
        "a document type that is asked for",
        asking_back(f'<!DOCTYPE rss SYSTEM "STOLEN">{rss(start="")}'),
        asks=1,
    ),
    one(
        "a style that is asked for",
        asking_back(f'<?xml-stylesheet href="STOLEN"?>{rss(start="")}'),
        asks=1,
    ),
    one(
        "elements that are deep", answer(rss(item(1), item(2, "", "<a>" * 9_000 + "</a>" * 9_000)))
    ),
    one(
        "ten thousand attributes",
        answer(rss(item(1), item(2, "", f"<a {MANY}/>"))),
    ),
)
