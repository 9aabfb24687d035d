"""Feed documents: encodings, named rightly, wrongly and not at all."""

from __future__ import annotations

import codecs

from tests.sources.feed_documents import Case, case

_CHINESE = "薄冰：请勿靠近湖面"
_TRADITIONAL = "薄冰：請勿靠近湖面"
_JAPANESE = "薄い氷に近づかないでください"
_KOREAN = "얇은 얼음에 가까이 가지 마세요"
_RUSSIAN = "Тонкий лёд: не подходите к озеру"
_FRENCH = "Glace mince : évitez le lac gelé"


def _document(title: str, declared: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    return f"{declaration}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"


def _declared(encoding: str, title: str, codec: str = "") -> Case:
    """Declared as ``encoding``, which the header does not name."""
    content = _document(title, encoding).encode(codec or encoding)
    return case(f"{encoding}, declared: {title}", content, title=title)


def _headed(encoding: str, title: str) -> Case:
    """Named by the header only."""
    content = _document(title).encode(encoding)
    kind = f"application/rss+xml; charset={encoding}"
    return case(f"{encoding}, named by the header only", content, title=title, content_type=kind)


CASES = (
    case("UTF-8, neither declared nor named", _document(_CHINESE).encode(), title=_CHINESE),
    _declared("utf-8", _CHINESE),
    _declared("UTF8", _CHINESE),
    case("UTF-8 with a mark", codecs.BOM_UTF8 + _document(_CHINESE).encode(), title=_CHINESE),
    case(
        "UTF-8 with a mark and a declaration",
        codecs.BOM_UTF8 + _document(_CHINESE, "UTF-8").encode(),
        title=_CHINESE,
    ),
    # A mark is no accident: it beats what is declared (XML 1.0 appendix F.1, RFC 7303 §3).
    case(
        "UTF-8 with a mark, declared GBK",
        codecs.BOM_UTF8 + _document(_CHINESE, "GBK").encode(),
        title=_CHINESE,
    ),
    case(
        "UTF-16, little-endian, with a mark",
        codecs.BOM_UTF16_LE + _document(_CHINESE, "UTF-16").encode("utf-16-le"),
        title=_CHINESE,
    ),
    case(
        "UTF-16, big-endian, with a mark",
        codecs.BOM_UTF16_BE + _document(_CHINESE, "UTF-16").encode("utf-16-be"),
        title=_CHINESE,
    ),
    # XML 1.0 appendix F: without a mark the declaration's first bytes tell.
    case(
        "UTF-16, little-endian, without a mark",
        _document(_CHINESE, "UTF-16LE").encode("utf-16-le"),
        title=_CHINESE,
    ),
    case(
        "UTF-16, big-endian, without a mark",
        _document(_CHINESE, "UTF-16BE").encode("utf-16-be"),
        title=_CHINESE,
    ),
    case(
        "UTF-32 with a mark",
        codecs.BOM_UTF32_LE + _document(_CHINESE, "UTF-32").encode("utf-32-le"),
        title=_CHINESE,
    ),
    _declared("GB2312", _CHINESE),
    _declared("gbk", _CHINESE),
    _declared("GB18030", _CHINESE + "𠮷"),
    # Who writes GB 2312 means what their system writes, GBK; browsers read it so (Encoding §4.2).
    _declared("gb2312", "喆喆的薄冰", "gbk"),
    _declared("Big5", _TRADITIONAL),
    _declared("Shift_JIS", _JAPANESE),
    _declared("Shift_JIS", "①薄い氷", "cp932"),
    _declared("EUC-JP", _JAPANESE),
    _declared("ISO-2022-JP", _JAPANESE),
    _declared("EUC-KR", _KOREAN),
    _declared("EUC-KR", "똠방각하", "cp949"),
    _declared("KOI8-R", _RUSSIAN),
    _declared("windows-1251", _RUSSIAN),
    _declared("windows-1252", "“Glace” – très mince"),
    _declared("ISO-8859-1", _FRENCH),
    _declared("ISO-8859-15", "Glace mince : 5 €"),
    # The bytes 0x80 to 0x9F are no characters in ISO 8859-1: Windows's are meant (Encoding §4.2).
    _declared("ISO-8859-1", "“Glace” – très mince…", "cp1252"),
    _declared("ISO-8859-2", "Cienki lód: uważaj, żółw"),
    _headed("gbk", _CHINESE),
    _headed("gb2312", _CHINESE),
    _headed("utf-8", _CHINESE),
    _headed("big5", _TRADITIONAL),
    _headed("shift_jis", _JAPANESE),
    _headed("euc-kr", _KOREAN),
    _headed("koi8-r", _RUSSIAN),
    _headed("windows-1251", _RUSSIAN),
    _headed("iso-8859-1", _FRENCH),
    case(
        "a header in capitals and quotes",
        _document(_CHINESE).encode("gbk"),
        content_type='text/xml; profile=x; Charset="GBK"',
        title=_CHINESE,
    ),
    # RFC 3023 made such text US-ASCII; RFC 7303 §3 gave that up, and nobody ever did it.
    case(
        "text/xml without a charset",
        _document(_CHINESE).encode(),
        content_type="text/xml",
        title=_CHINESE,
    ),
    case(
        "text/xml without a charset, declared GBK",
        _document(_CHINESE, "gbk").encode("gbk"),
        content_type="text/xml",
        title=_CHINESE,
    ),
    case("no header at all", _document(_CHINESE).encode(), content_type="", title=_CHINESE),
    case(
        "text/html in the header",
        _document(_CHINESE).encode(),
        content_type="text/html; charset=utf-8",
        title=_CHINESE,
    ),
    # Text that reads as UTF-8 beyond ASCII is UTF-8: nothing else looks like it by chance.
    case(
        "the header lies: it says ISO 8859-1, it is UTF-8",
        _document(_CHINESE).encode(),
        content_type="text/xml; charset=iso-8859-1",
        title=_CHINESE,
    ),
    case(
        "the header lies: it says ISO 8859-1, declared and written is UTF-8",
        _document(_CHINESE, "utf-8").encode(),
        content_type="text/xml; charset=ISO-8859-1",
        title=_CHINESE,
    ),
    case(
        "the header lies: it says UTF-8, declared and written is GBK",
        _document(_CHINESE, "gbk").encode("gbk"),
        content_type="text/xml; charset=utf-8",
        title=_CHINESE,
    ),
    case(
        "the declaration lies: it says UTF-8, it is GBK",
        _document(_CHINESE + "，冬天的湖水还没有完全结冰", "utf-8").encode("gbk"),
        title=_CHINESE + "，冬天的湖水还没有完全结冰",
    ),
    case(
        "the declaration lies: it says UTF-8, the header rightly GBK",
        _document(_CHINESE, "utf-8").encode("gbk"),
        content_type="text/xml; charset=gbk",
        title=_CHINESE,
    ),
    case(
        "the declaration lies: it says ISO 8859-1, it is UTF-8",
        _document(_FRENCH, "ISO-8859-1").encode(),
        title=_FRENCH,
    ),
    case(
        "the declaration lies: it says GBK, it is UTF-8",
        _document(_CHINESE, "GBK").encode(),
        title=_CHINESE,
    ),
    case(
        "the declaration lies: it says US-ASCII",
        _document(_CHINESE, "us-ascii").encode(),
        title=_CHINESE,
    ),
    # What a program writes that made text of it and forgot what the text itself says.
    case(
        "the declaration lies: it says UTF-16, it is UTF-8",
        _document(_CHINESE, "utf-16").encode(),
        title=_CHINESE,
    ),
    case(
        "nothing is said, and it is Windows 1252",
        _document(_FRENCH + " – très “mince”").encode("cp1252"),
        title=_FRENCH + " – très “mince”",
    ),
    case("an encoding that nobody knows", _document(_CHINESE, "x-ours").encode(), title=_CHINESE),
    # Python knows codecs that decode no text.
    case("an encoding that is none", _document("Ice", "base64").encode(), title="Ice"),
    case("another that is none", _document("Ice", "unicode_escape").encode(), title="Ice"),
    case(
        "a header that names one that is none",
        _document(_CHINESE).encode(),
        content_type="text/xml; charset=rot13",
        title=_CHINESE,
    ),
    case(
        "an empty name in the header",
        _document(_CHINESE).encode(),
        content_type="text/xml; charset=",
        title=_CHINESE,
    ),
    case(
        "one damaged byte costs one character",
        _document(_CHINESE + "x" + _CHINESE, "utf-8").encode().replace(b"x", b"\xff"),
        title=_CHINESE + "\ufffd" + _CHINESE,
    ),
    case(
        "spaces around the encoding, and single quotes",
        b"<?xml version = '1.0'  encoding = 'gbk' standalone='yes' ?>"
        + _document(_CHINESE).encode("gbk"),
        title=_CHINESE,
    ),
    case(
        "header and declaration lie: they say UTF-8, it is Windows 1252",
        _document(_FRENCH, "utf-8").encode("cp1252"),
        content_type="application/xml; charset=utf-8",
        title=_FRENCH,
    ),
    # Names that the Encoding Standard (§4.2) knows and Python does not.
    _declared("x-sjis", _JAPANESE, "shift_jis"),
    _declared("x-gbk", _CHINESE, "gbk"),
    _declared("x-euc-jp", _JAPANESE, "euc-jp"),
    _headed("iso-2022-jp", _JAPANESE),
    # It would make tags of letters; browsers gave it up for that.
    case("UTF-7 is ASCII", _document("1 +AD4- 0", "utf-7").encode(), title="1 +AD4- 0"),
)
