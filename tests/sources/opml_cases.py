"""Lists of feeds as other programs write them, and what a reader is to make of each.

By OPML 2.0 (opml.org/spec2.opml) and XML 1.0; where a list keeps to neither, by what whoever wrote
it meant: an address that can be made out is a feed, and what is left out is told.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

Feed = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """``feeds`` are the address, title, folder and tags of each; ``left`` the addresses that are left
    out, each with a reason; ``mended`` whether it was no well-formed list; None: either will do."""

    name: str
    content: str | bytes
    feeds: tuple[Feed, ...] = ()
    left: tuple[str, ...] = ()
    mended: bool | None = False

    @property
    def bytes(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.encode()

    def __str__(self) -> str:
        return self.name


def opml(
    body: str, *, before: str = '<?xml version="1.0" encoding="UTF-8"?>', head: str = ""
) -> str:
    return f'{before}\n<opml version="2.0"><head>{head}</head><body>\n{body}\n</body></opml>\n'


def feed(n: int | str, title: str = "", folder: str = "", *tags: str) -> Feed:
    return f"https://e.org/{n}", title, folder, tags


A = '<outline type="rss" text="A" xmlUrl="https://e.org/a"/>'
B = '<outline type="rss" text="B" xmlUrl="https://e.org/b"/>'
FEED_A, FEED_B = feed("a", "A"), feed("b", "B")

SHAPES = (
    Case("flat", opml(A + B), (FEED_A, FEED_B)),
    Case(
        "a folder", opml(f'<outline text="Tech">{A}</outline>{B}'), (feed("a", "A", "Tech"), FEED_B)
    ),
    Case(
        "folders in folders",
        opml(f'<outline text="Tech"><outline text="Linux">{A}</outline>{B}</outline>'),
        (feed("a", "A", "Tech/Linux"), feed("b", "B", "Tech")),
    ),
    Case(
        "a folder's name holds a slash",
        opml(f'<outline text="TV/Radio">{A}</outline>'),
        (feed("a", "A", "TV∕Radio"),),
    ),
    Case("a folder without a name", opml(f"<outline>{A}</outline>"), (FEED_A,), mended=None),
    Case(
        "a folder of that title only",
        opml(f'<outline title="T">{A}</outline>'),
        (feed("a", "A", "T"),),
    ),
    Case("an empty folder", opml(f'<outline text="Empty"/>{A}'), (FEED_A,)),
    Case(
        "two folders of one name",
        opml(f'<outline text="T">{A}</outline><outline text="T">{B}</outline>'),
        (feed("a", "A", "T"), feed("b", "B", "T")),
    ),
    Case(
        "a feed within a feed",
        opml(f'<outline text="A" xmlUrl="https://e.org/a">{B}</outline>'),
        (FEED_A, FEED_B),
    ),
    Case("the same feed twice", opml(A + A), (FEED_A, FEED_A)),
    Case("a title and a text", opml(A.replace("text=", 'title="Other" text=')), (FEED_A,)),
    Case("a title, no text", opml(A.replace("text=", "title=")), (FEED_A,)),
    Case("an empty text and a title", opml(A.replace('text="A"', 'text=" " title="A"')), (FEED_A,)),
    Case("neither", opml('<outline xmlUrl="https://e.org/a"/>'), (feed("a"),)),
    Case("a version 1 list", opml(A).replace("2.0", "1.0"), (FEED_A,)),
    Case("no head", f"<opml><body>{A}</body></opml>", (FEED_A,)),
    Case("a comment", opml(f"<!-- {B} -->{A}"), (FEED_A,)),
    Case("notes that are no feeds", opml(f'<outline text="Note" _note="x"/>{A}'), (FEED_A,)),
    Case(
        "foreign attributes",
        opml(A.replace("/>", ' xmlns:x="urn:x" x:xmlUrl="https://evil.example/" x:y="z"/>')),
        (FEED_A,),
    ),
    Case(
        "a document type", opml(A, before='<!DOCTYPE opml SYSTEM "x.dtd">'), (FEED_A,), mended=None
    ),
    Case(
        "elements of a namespace",
        opml(A).replace("<opml", '<opml xmlns="http://opml.org/spec2"'),
        (FEED_A,),
        mended=None,
    ),
    Case("nothing in it", opml("<outline text='Empty'/>"), ()),
)

ATTRIBUTES = (
    *(
        Case(f"the address in {name}", opml(A.replace("xmlUrl", name)), (FEED_A,))
        for name in ("xmlURL", "xmlurl", "XMLURL", "XmlUrl")
    ),
    Case("Text and Title", opml(A.replace("text", "Text")), (FEED_A,)),
    Case("OUTLINE", opml(A.replace("outline", "OUTLINE")), (FEED_A,)),
    Case("single quotes", opml(A.replace('"', "'")), (FEED_A,)),
    Case("quotes in quotes", opml(A.replace('"A"', "'Say \"A\"'")), (feed("a", 'Say "A"'),)),
    Case(
        "entities",
        opml('<outline text="R&amp;D &lt;3 &#8364;" xmlUrl="https://e.org/?a=1&amp;b=2"/>'),
        (feed("?a=1&b=2", "R&D <3 €"),),
    ),
    Case(
        "spaces and lines around",
        opml(A.replace('"http', '"\n  http').replace('a"', 'a "')),
        (FEED_A,),
    ),
    Case("attributes on lines of their own", opml(A.replace(" ", "\n\t")), (FEED_A,)),
    Case(
        "the scheme in capitals",
        opml(A.replace("https:", "HTTPS:")),
        (("HTTPS://e.org/a", "A", "", ()),),
    ),
    Case(
        "tags",
        opml(A.replace("/>", ' category="ai, open source"/>')),
        (feed("a", "A", "", "ai", "open source"),),
    ),
    Case(
        "a category is a folder",
        opml(A.replace("/>", ' category="/Tech/Linux,ai"/>')),
        (feed("a", "A", "Tech/Linux", "ai"),),
    ),
    Case(
        "the folder it stands in comes first",
        opml('<outline text="T">' + A.replace("/>", ' category="/X"/></outline>')),
        (feed("a", "A", "T"),),
    ),
    *(
        Case(
            f"an address that is none: {address}",
            opml(B + A.replace("https://e.org/a", address)),
            (FEED_B,),
            (address,),
        )
        for address in (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "exec:/bin/sh",
            "mailto:me@e.org",
            "ftp://e.org/a",
            "/feed",
            "https://",
            "",
        )
    ),
)

_COPY = '<outline text="A & B" xmlUrl="https://e.org/?a=1&copy=2&amp;c=3&lt=4"/>'
_LITERAL = feed("?a=1&copy=2&c=3&lt=4", "A & B")
_BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE opml [<!ENTITY a "laugh">'
    + "".join(
        f'<!ENTITY {n} "{10 * f"&{o};"}">' for o, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)

ILL = (
    Case("bare ampersands", opml(_COPY), (_LITERAL,), mended=True),
    Case(
        "bare ampersands, in a folder",
        opml(f'<outline text="T">{_COPY}</outline>{B}'),
        ((_LITERAL[0], _LITERAL[1], "T", ()), FEED_B),
        mended=True,
    ),
    Case(
        "an outline is never closed",
        opml(f'<outline text="T">{A}'),
        (feed("a", "A", "T"),),
        mended=True,
    ),
    Case("a feed is never closed", opml(A.replace("/>", ">") + B), (FEED_A, FEED_B), mended=True),
    Case(
        "one closed too often", opml(f"{A}</outline></outline>{B}"), (FEED_A, FEED_B), mended=True
    ),
    Case(
        "feeds with ends of their own, and &",
        opml(f'<outline text="T">{_COPY.replace("/>", "></outline>")}</outline>{B}'),
        ((_LITERAL[0], _LITERAL[1], "T", ()), FEED_B),
        mended=True,
    ),
    Case("cut off", opml(A + B)[: -len(" </body></opml> ")], (FEED_A, FEED_B), mended=True),
    Case("cut off within a feed", opml(A + B).split("/b")[0], (FEED_A,), mended=True),
    Case("no root", A + B, (FEED_A, FEED_B), mended=True),
    Case("words before and after", f"Here you are:\n{opml(A)}bye", (FEED_A,), mended=True),
    Case(
        "a name that XML does not know",
        opml(A.replace('"A"', '"A&nbsp;&hellip;&rsquo;"')),
        (feed("a", "A\xa0…’"),),
        mended=True,
    ),
    Case(
        "a name that nobody knows",
        opml(A.replace('"A"', '"A&nope;"')),
        (feed("a", "A&nope;"),),
        mended=True,
    ),
    Case(
        "a number that is no character",
        opml(A.replace('"A"', '"A&#xD800;&#x110000;"')),
        (FEED_A,),
        mended=True,
    ),
    Case(
        "a control character", opml(A.replace('"A"', '"\x07A"')), (feed("a", "\x07A"),), mended=True
    ),
    Case(
        "a bare < in a title",
        opml(A.replace('"A"', '"C < D"') + B),
        (feed("a", "C < D"), FEED_B),
        mended=True,
    ),
    Case(
        "HTML in a title",
        opml(A.replace('"A"', '"<b>A</b>"') + B),
        (feed("a", "<b>A</b>"), FEED_B),
        mended=True,
    ),
    Case(
        "a > in a title, and &",
        opml(A.replace('"A"', '"A > & B"')),
        (feed("a", "A > & B"),),
        mended=True,
    ),
    Case("an attribute twice", opml(A.replace("text", 'text="A" text')), (FEED_A,), mended=True),
    Case("a comment among bare ampersands", opml(f"<!-- {B} -->{_COPY}"), (_LITERAL,), mended=True),
    Case("a bomb", opml(A.replace('"A"', '"&i;"'), before=_BOMB), (feed("a", "&i;"),), mended=True),
    Case(
        "a file from outside",
        opml(
            A.replace('"A"', '"&x;"'),
            before='<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        (feed("a", "&x;"),),
        mended=True,
    ),
    Case("CDATA, where no text is", opml(f"<![CDATA[{B}]]>{A}"), (FEED_A,)),
    Case("a feed in CDATA, and &", opml(f"<![CDATA[{B}]]>{_COPY}"), (_LITERAL,), mended=True),
)

_CHINESE = A.replace('"A"', '"中文新闻与科技"')
_FEED_CHINESE = feed("a", "中文新闻与科技")


def _said(encoding: str) -> str:
    return opml(_CHINESE, before=f'<?xml version="1.0" encoding="{encoding}"?>')


ENCODINGS = (
    Case("UTF-8 with a mark", codecs.BOM_UTF8 + opml(_CHINESE).encode(), (_FEED_CHINESE,)),
    Case("no declaration", opml(_CHINESE, before=""), (_FEED_CHINESE,)),
    Case("GBK", _said("gbk").encode("gbk"), (_FEED_CHINESE,)),
    Case("GB 2312 as it is called", _said("gb2312").encode("gbk"), (_FEED_CHINESE,)),
    Case("GBK that says UTF-8", _said("utf-8").encode("gbk"), (_FEED_CHINESE,)),
    Case("GBK that says nothing", opml(_CHINESE, before="").encode("gbk"), (_FEED_CHINESE,)),
    Case("UTF-8 that says ISO 8859-1", _said("iso-8859-1"), (_FEED_CHINESE,)),
    Case("UTF-8 that says what nobody knows", _said("x-klingon"), (_FEED_CHINESE,)),
    Case("UTF-16 with a mark", _said("utf-16").encode("utf-16"), (_FEED_CHINESE,)),
    Case(
        "UTF-16, big end first",
        codecs.BOM_UTF16_BE + _said("utf-16").encode("utf-16-be"),
        (_FEED_CHINESE,),
    ),
    Case("UTF-16 without a mark", _said("utf-16").encode("utf-16-le"), (_FEED_CHINESE,)),
    Case(
        "Latin-1",
        opml(
            A.replace('"A"', '"Café"'), before='<?xml version="1.0" encoding="iso-8859-1"?>'
        ).encode("latin-1"),
        (feed("a", "Café"),),
    ),
    Case("lines ended as on Windows", opml(A + B).replace("\n", "\r\n"), (FEED_A, FEED_B)),
)

CASES = (*SHAPES, *ATTRIBUTES, *ILL, *ENCODINGS)
