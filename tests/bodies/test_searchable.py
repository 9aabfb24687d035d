"""Of a body is searched what a reader reads of it: no address, no tag, no script, no furniture."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.bodies.markdown import readable
from tui.bodies.searchable import WHOLE, cut_of, searchable
from tui.core.furniture import NONE, Furniture, mark_of
from tui.core.models import Body, BodyFormat
from tui.core.searchtext import needle, tokens
from tui.core.text import Block

NOTICE = "All rights reserved."
FURNITURE = Furniture(frozenset({mark_of(NOTICE)}))


def body(form: BodyFormat, text: str) -> Body:
    return Body(form, Block(text))


def searched(form: BodyFormat, text: str) -> str:
    """The tokens of what is searched."""
    return " ".join(tokens(searchable(body(form, text))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Plain words.", "plain words"),
        ("**Deep** *learn*ing with `code`", "deep learn ing with code"),
        ("# Heading\n\n- item\n\n> quote\n\n```\ncode\n```", "heading item quote code"),
        ("| a | b |\n|---|---|\n| one | two |", "a b one two"),
        # Addresses of links and pictures; what they are called is read.
        ("[text](https://a.example/path)", "text"),
        ("[text](https://a.example 'Its title') on", "text on"),
        ('![picture](/a.png "Its title") on', "picture on"),
        ("[text](<https://a.example/ab>) on", "text on"),
        ("[text]( https://a.example ) on", "text on"),
        ("[text](mailto:a@b.example 'Its title') on", "text on"),
        ("[wiki](https://a.example/Foo_(bar)_(baz)) on", "wiki on"),
        ("[one](a.md)[two](b.md)", "one two"),
        ("[![picture](a.png)](https://a.example)", "picture"),
        ("f(x)(y) and [x] (y)", "f x y and x y"),
        # An address that stands in the text is read.
        ("at https://a.example now", "at https a example now"),
        ("<https://a.example/auto> on", "https a example auto on"),
        ("<ann@b.example> wrote", "ann b example wrote"),
        # Definitions; what a note says is read.
        ("[text][ref]\n\n[ref]: https://a.example 'Title'", "text ref"),
        ("[ref]: <https://a.example>\n   [b]: /b.md\nwords", "words"),
        ("said[^1]\n\n[^1]: The note.", "said 1 1 the note"),
        ("said[^1]\n\n[^1]: See a/b.", "said 1 1 see a b"),
        ("[Note]: it was so", "note it was so"),  # no address stands behind it
        ("[one]: /a.md\n[two]: b.md\n\n[three]: #c", ""),
        # Tags, in one line or several, and what nobody sees.
        ('<span class="cls">word</span>', "word"),
        ('<div\nclass="cls">word</div>', "word"),
        ("<!-- hidden -->word", "word"),
        ("<!-- hidden\n\nmore -->word", "word"),
        ("<script>\nlet hidden = 1;\n</script>\n\nword", "word"),
        ('<script src="a.js">\n</script>word', "word"),
        ("<style>\n.hidden { color: red }\n</style>\n\nword", "word"),
        ("one<br>two<br/>three", "one two three"),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one two"),
        ("a < b and 3 > 2, I <3 you", "a b and 3 2 i 3 you"),
        ("a Vec<String> of\n\n```\nMap<Key, Value>\n```", "a vec string of map key value"),
        ("<b>bo</b>ld H<sub>2</sub>O 人<b>工</b>", "bold h2o 人 工"),
        ("<p>中国</p><p>服务</p>", "中 国 。 服 务 。"),
        ("中国\n\n服务", "中 国 。 服 务"),
        ("<template>hidden</template><noscript>hidden</noscript>word", "word"),
        ("<SCRIPT>hidden</SCRIPT >word<!-- never closed", "word never closed"),
        # Entities are what they stand for.
        ("AT&amp;T caf&eacute; &#x4e2d;&#22269; a&nbsp;b", "at t café 中 国 a b"),
        ("a & b &unknown; c", "a b unknown c"),
        # What a site generator understands is what it shows.
        ("{{< youtube tide01 >}} word", "youtube tide01 word"),
        ("{{% note %}}inner{{% /note %}}", "note inner"),
        ("{{< figure src='/hidden.png' caption='seen' >}}", "seen"),
        ("{% asset_img hidden.jpg seen %}", "seen"),
        # A sign that Markdown would take amiss is written with a backslash.
        ("C\\# and C\\+\\+ and 中国\\.服务", "c♯ and cᐩᐩ and 中 国 。 服 务"),
        ("\\*deep\\* \\[x\\]\\(y\\) a\\\\b", "deep x y a b"),
        ("", ""),
    ],
)
def test_of_markdown_the_words_are_searched(text: str, words: str) -> None:
    assert searched("markdown", text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>one</p><p>two</p>three", "one two three"),
        ("<b>bo</b>ld H<sub>2</sub>O", "bold h2o"),
        ("人<b>工</b>智能", "人 工 智 能"),
        ("<p>中国</p><p>服务</p>", "中 国 。 服 务 。"),
        ("中国<br>服务", "中 国 。 服 务"),
        ("<p>Vec&lt;String&gt;</p>", "vec string"),
        ('<a href="https://a.example/hidden" title="hidden">word</a>', "word"),
        ("<a\n href='hidden'\n>word</a\n>", "word"),
        ("<script>if (a < b) hidden()</script>word", "word"),
        ("<SCRIPT>hidden</SCRIPT><style>hidden{}</style>word", "word"),
        ("<noscript>hidden</noscript><template>hidden</template>word", "word"),
        ("word<script>never closed", "word"),
        ("<!-- hidden -->word", "word"),
        ("<!-- hidden > hidden -->word", "word"),
        ("&lt;b&gt; &amp;amp; caf&eacute; &#20013;", "b amp café 中"),
        ("C# and C++", "c♯ and cᐩᐩ"),
        ("[text](address) *stays*", "text address stays"),  # no Markdown here
        ("", ""),
    ],
)
def test_of_html_the_words_are_searched(text: str, words: str) -> None:
    assert searched("html", text) == words


@pytest.mark.parametrize(
    "text",
    [
        *("one<br>two", "one<br/>two", "one<hr>two", "<p>one<p>two", "one<p>two</p>"),
        *("one<h2>two</h2>", "<h1>one</h1>two", "one<ul><li>two</ul>", "<ul><li>one<li>two</ul>"),
        *("one<blockquote>two</blockquote>", "one<pre>two</pre>", "<pre>one</pre>two"),
        *("<td>one</td><td>two</td>", "<tr><th>one</th><td>two</td></tr>", "<td>one<td>two"),
        *("<dl><dt>one</dt><dd>two</dd></dl>", "<figcaption>one</figcaption>two"),
        *("one<div>two</div>", "<section>one</section><section>two</section>"),
        *("<header>one</header>two", "one<footer>two</footer>", "one<table><tr><td>two</table>"),
        *("<details><summary>one</summary>two</details>", "<caption>one</caption><tr><td>two"),
    ],
)
def test_what_stands_in_two_places_of_html_is_two_words(text: str) -> None:
    assert searched("html", text) == "one two"


def test_of_plain_text_all_is_searched() -> None:
    text = "A [text](address) &amp; <b>C++</b>, {{< seen >}}"
    assert searchable(body("text", text)) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "The [story](https://a.example), C# *and* C++.\n\n中国\\.服务"),
        ("markdown", "{{< youtube tide01 >}} seen.\n\n[ref]: /a.md"),
        ("html", "<p>The <a href='x'>story</a>, C# and C++.</p><ul><li>one<li>two</ul>"),
        ("html", "<table><tr><td>one</td><td>two</td></tr></table><p>a_b 1.5</p>"),
        ("html", "<p>中国.服务 F# 3 &amp; 4</p>"),
        ("text", "The story, C# and C++.\n\n- a_b\n\n中国.服务 [x](y)"),
    ],
)
def test_up_to_the_furniture_the_same_is_searched_as_without_it(
    form: BodyFormat, text: str
) -> None:
    notice = f"<p>{NOTICE}</p>" if form == "html" else f"\n\n{NOTICE}"
    with_it = body(form, text + notice)
    assert "reserved" in searchable(with_it)
    cut = cut_of(with_it, FURNITURE)
    assert readable(with_it)[cut:].replace("\\", "").strip() == NOTICE
    # That something follows may still be seen in how it ends.
    assert needle(searchable(with_it, cut)) == needle(searchable(body(form, text)))


@pytest.mark.parametrize(
    ("furniture", "text"),
    [
        (NONE, f"Words.\n\n{NOTICE}"),
        (FURNITURE, "Words."),
        (FURNITURE, f"{NOTICE}\n\nWords."),  # it ends articles
        (FURNITURE, NOTICE),  # nothing but furniture is an article
        (FURNITURE, ""),
        (Furniture(kept=(NOTICE,)), f"Words.\n\n{NOTICE}"),
        (Furniture(FURNITURE.marks, kept=("All rights",)), f"Words.\n\n{NOTICE}"),
    ],
)
def test_without_furniture_nothing_is_cut(furniture: Furniture, text: str) -> None:
    assert cut_of(body("markdown", text), furniture) == WHOLE


def test_what_the_user_listed_is_cut_too() -> None:
    text = f"Words.\n\n{NOTICE} And more."
    assert cut_of(body("markdown", text), Furniture(listed=("All rights",))) == len("Words.\n\n")


forms: st.SearchStrategy[BodyFormat] = st.sampled_from(("html", "markdown", "text"))
PIECES = (
    *("one", "中国", " ", "\n", "\n\n", "[", "]", "](", ")", "[a]: ", "<", ">", "<b>", "</b>"),
    *("<script>", "</script>", "<!--", "-->", "&amp;", "&#x1b;", "&#0;", "&#xd800;", "{{<", ">}}"),
    *("{% raw %}", "{% endraw %}", "```", "`", "\\", '"', "'", "|", "#", f"\n\n{NOTICE}", "<br>"),
)
written = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(forms, written | st.text(max_size=60))
def test_any_body_can_be_searched_and_is_the_same_each_time(form: BodyFormat, text: str) -> None:
    # What is taken out of the index must be what was put in.
    first = body(form, text)
    cut = cut_of(first, FURNITURE)
    for place in (WHOLE, 0, len(text) // 2, cut):
        assert searchable(first, place) == searchable(body(form, text), place)
    assert cut == WHOLE or "reserved" not in searchable(first, cut)[cut:]
    assert searchable(first, 0) == ""


_SEARCHED = """
import sys
from tui.bodies.searchable import searchable
from tui.core.models import Body
from tui.core.text import Block
print(ascii([searchable(Body(form, Block(sys.argv[1])), 40) for form in ("html", "markdown")]))
"""


def test_another_run_searches_the_same() -> None:
    text = "<p>one <b>two</b></p>{{< note a='b' c='d' >}} [x](y) {% unknown z w %}\n\nand [more]"

    def run(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _SEARCHED, text],
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert run("1") == run("2")
    assert "one" in run("3")
