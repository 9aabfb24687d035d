"""Feed documents: Atom 1.0 (RFC 4287), the content of entries and what is a summary."""

from __future__ import annotations

from tests.sources.feed_documents import atom, case

_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_TITLE = "<title>Ice</title>"
_ICE = "https://news.example.org/ice"

CASES = (
    case(
        "content of the type text",
        atom(_TITLE + '<content type="text">1 &lt; 2\n&lt;b&gt;not bold&lt;/b&gt;</content>'),
        body="1 < 2\n<b>not bold</b>",
        body_format="text",
    ),
    case(
        "content without a type is text",
        atom(_TITLE + "<content>Thin &lt;b&gt;ice&lt;/b&gt; &amp;amp;</content>"),
        body="Thin <b>ice</b> &amp;",
        body_format="text",
    ),
    # §3.1.1.3: the div is the wrapping, and no part of what it wraps.
    case(
        "content of the type xhtml",
        atom(
            _TITLE + f'<content type="xhtml"><div {_XHTML}><p>Thin <b>ice</b>.</p></div></content>'
        ),
        body="<p>Thin <b>ice</b>.</p>",
        body_format="html",
    ),
    case(
        "xhtml with words about its elements",
        atom(
            _TITLE
            + f'<content type="xhtml">\n <div {_XHTML}>One<br/><em>two</em> three<hr/>four</div>\n</content>'
        ),
        has=("One<br", "<em>two</em> three", "four"),
        lacks=("</br>", "</hr>", "xmlns", "<div"),
    ),
    case(
        "xhtml: what is escaped stays escaped",
        atom(
            _TITLE + f'<content type="xhtml"><div {_XHTML}><p>1 &lt; 2 &amp; 3</p>'
            '<a href="/x?a=1&amp;b=2" title="&quot;q&quot; &lt;">x</a></div></content>'
        ),
        has=("<p>1 &lt; 2 &amp; 3</p>", "/x?a=1&amp;b=2", "&quot;q&quot;"),
    ),
    # In HTML nothing but void elements closes itself: <a name="x"/> would swallow what follows.
    case(
        "xhtml: an empty element is closed",
        atom(
            _TITLE
            + f'<content type="xhtml"><div {_XHTML}><p><a name="x"/>After</p></div></content>'
        ),
        has='<a name="x"></a>After',
    ),
    case(
        "xhtml with a prefix",
        atom(
            _TITLE
            + '<content type="xhtml"><xh:div><xh:p>Thin <xh:b>ice</xh:b></xh:p></xh:div></content>',
            attributes='xmlns:xh="http://www.w3.org/1999/xhtml"',
        ),
        body="<p>Thin <b>ice</b></p>",
    ),
    case(
        "xhtml in CDATA is escaped HTML in the end",
        atom(
            _TITLE
            + f'<content type="xhtml"><div {_XHTML}><pre><![CDATA[a < b]]></pre></div></content>'
        ),
        has="<pre>a &lt; b</pre>",
    ),
    case(
        "xhtml: two elements side by side in the div, one of them a div",
        atom(
            _TITLE
            + f'<content type="xhtml"><div {_XHTML}><div>One</div><div>Two</div></div></content>'
        ),
        body="<div>One</div><div>Two</div>",
    ),
    case(
        "content of the type text/html",
        atom(_TITLE + '<content type="text/html">&lt;p&gt;Thin&lt;/p&gt;</content>'),
        body="<p>Thin</p>",
        body_format="html",
    ),
    case(
        "content of the type text/plain",
        atom(_TITLE + '<content type="text/plain">Thin\n&lt;ice&gt;</content>'),
        body="Thin\n<ice>",
        body_format="text",
    ),
    # §4.1.3.1 allows any media type; this one telex can set.
    case(
        "content of the type text/markdown",
        atom(_TITLE + '<content type="text/markdown"># Thin\n\n*ice*</content>'),
        body="# Thin\n\n*ice*",
        body_format="markdown",
    ),
    # §4.1.3.3: other types are Base64, and nothing to read.
    case(
        "content that is an image in Base64",
        atom(
            _TITLE + '<summary>A photo.</summary><content type="image/png">iVBORw0KGgo=</content>'
        ),
        body="A photo.",
        lacks="iVBORw0KGgo",
    ),
    # §4.1.3.2: it stands elsewhere, so that the summary is what there is to read.
    case(
        "content out of line",
        atom(
            _TITLE + f'<link href="{_ICE}"/><summary>In short.</summary>'
            f'<content type="text/html" src="{_ICE}/full"/>'
        ),
        url=_ICE,
        body="In short.",
    ),
    case(
        "content out of line is the only address",
        atom(_TITLE + f'<summary>In short.</summary><content type="text/html" src="{_ICE}/full"/>'),
        url=f"{_ICE}/full",
        body="In short.",
    ),
    case(
        "a summary without content is the body",
        atom(_TITLE + '<summary type="html">&lt;p&gt;Short&lt;/p&gt;</summary>'),
        summary="",
        body="<p>Short</p>",
        body_format="html",
    ),
    case(
        "a summary of the type html",
        atom(
            _TITLE
            + '<summary type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</summary><content>Long</content>'
        ),
        summary="A & B",
        body="Long",
    ),
    case(
        "a summary of the type xhtml",
        atom(
            _TITLE
            + f'<summary type="xhtml"><div {_XHTML}>A <b>thin</b> one</div></summary><content>Long</content>'
        ),
        summary="A thin one",
    ),
    case(
        "markup that was not escaped in content of the type html",
        atom(_TITLE + f'<content type="html"><p {_XHTML}>Thin <b>ice</b></p></content>'),
        has="Thin <b>ice</b></p>",
        body_format="html",
    ),
    # What a body's relative addresses are relative to is lost once it is stored (RFC 4287 §2).
    case(
        "relative addresses in content with an xml:base",
        atom(
            f'{_TITLE}<link href="{_ICE}"/><content type="html" xml:base="https://base.example.com/a/">'
            '&lt;img src="i.png"&gt;</content>'
        ),
        has="https://base.example.com/a/i.png",
    ),
    case(
        "relative addresses in content with an xml:base of the feed",
        atom(
            f'{_TITLE}<link href="{_ICE}"/><content type="html">&lt;img src="i.png"&gt;</content>',
            attributes='xml:base="https://base.example.com/"',
        ),
        has="https://base.example.com/i.png",
    ),
    case(
        "relative addresses in content without a link",
        atom(f'<id>1</id>{_TITLE}<content type="html">&lt;a href="/x"&gt;x&lt;/a&gt;</content>'),
        has="https://news.example.org/x",
    ),
)
