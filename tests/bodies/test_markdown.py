"""HTML and plain text as Markdown that shows on the page what they say, and nothing they do not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import residue
from tests.render.pages import body_lines
from tui.bodies.markdown import escaped, markdown_of, markdown_of_html, readable
from tui.core.models import Body
from tui.core.text import block


def shown(html: str, width: int = 200) -> list[str]:
    return body_lines(html, width, "html")


LITERAL = [
    "2 * 3 * 4 = 24，5*6",
    "*不是斜体*，**不是粗体**，_也不是_，snake_case_name",
    "~~不是删除线~~，`不是代码`",
    "[不是](链接)，![不是图](x.png)，[^1]，[x][y]",
    "1. 不是列表",
    "- 不是列表",
    "+ 不是列表",
    "# 不是标题",
    "#不是标题",
    "---",
    "===",
    "| a | b |",
    ": 不是定义",
    "a \\* b \\\\ c",
    "$a_1$ 与 $$b$$",
    "{{< figure src=a >}} {% raw %} {{% x %}}",
    "2026. 年",
    "1) 括号",
]


@pytest.mark.parametrize("words", LITERAL)
@pytest.mark.parametrize("form", ["<p>{}</p>", "{}", "<div>甲<br>{}</div>", "<li>{}</li>"])
def test_signs_in_html_stay_signs(words: str, form: str) -> None:
    lines = [line.removeprefix("• ") for line in shown(form.format(words))]
    assert lines[-1] == words


@pytest.mark.parametrize("words", ["&lt;b&gt;粗&lt;/b&gt;", "&amp;amp; &amp;copy;", "a &lt; b"])
def test_what_html_escapes_is_shown_as_it_reads(words: str) -> None:
    read = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown(f"<p>{words}</p>") == [read]


@pytest.mark.parametrize("words", [*LITERAL, "> 不是引用", "<b>x</b> &amp; &copy;", "* a", "***"])
def test_signs_in_plain_text_stay_signs(words: str) -> None:
    assert body_lines(words, 200, "text") == [words]
    assert body_lines(f"甲\n{words}", 200, "text") == ["甲", words]


def test_plain_text_that_is_set_in_stays_what_it_is() -> None:
    text = "表：\n\n\tNorth_Pan   (see *)\n\n        南岸_郑\n"
    lines = [line.strip() for line in body_lines(text, 60, "text")]
    assert lines == ["表：", "", "North_Pan   (see *)", "", "南岸_郑"]


@settings(max_examples=200)
@given(st.text("abc甲乙，。 *_`#[]()<>|~$\\!+-=.:&^{}", min_size=1, max_size=30))
@example("~~~~a~~~~")
@example("1. - # > x")
def test_any_escaped_line_is_shown_as_it_stands(words: str) -> None:
    lines = body_lines(words, 400, "text")
    assert lines == ([" ".join(words.split(" ")).strip()] if words.strip() else lines)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("H<sub>2</sub>O，12 m<sup>2</sup>", ["H₂O，12 m²"]),
        ("x<sup>a+b</sup>，x<sub>q</sub>，1<sup>st</sup>", ["x^(a+b)，x_q，1st"]),
        ("<b>粗：</b>后，<i>slant</i>", ["粗：后，slant"]),
        ("<b> spaced </b>x", ["spaced x"]),
        ("一<br>二<br/>三", ["一", "二", "三"]),
        ("<p>a</p><p></p><p> </p><p>b</p>", ["a", "", "b"]),
        ("a<!-- <p>no</p> -->b", ["ab"]),
        ("<script>no()</script><style>no{}</style>yes", ["yes"]),
        ("<template><p>no</p></template>yes", ["yes"]),
        ("<ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>口", ["渡(dù)口"]),
        ("<pre>  a *b*\n    c</pre>", ["    a *b*", "      c"]),
        ("<ol start=7><li>七<li>八</ol>", ["7. 七", "8. 八"]),
        ("<blockquote>引<br>文</blockquote>", ["▌ 引", "▌ 文"]),
        ("<details><summary>更多</summary><p>里</p></details>", ["更多", "", "里"]),
        ("<p>a&nbsp;&nbsp;b &mdash; c</p>", ["a b — c"]),
        ("<unknown-tag>里</unknown-tag>外", ["里外"]),
    ],
)
def test_html_reads_as_it_is_meant(html: str, lines: list[str]) -> None:
    assert shown(html) == lines


def test_a_raised_link_is_raised_and_does_not_run_into_a_number() -> None:
    html = '<p>建于1904<sup id="fnref:1"><a href="#fn:1">1</a></sup>年</p>'
    assert shown(html) == ["建于1904¹年"]


def test_struck_words_within_struck_words_are_no_fence() -> None:
    html = "<p><del><s>旧</s></del></p><p>后文</p>"
    assert shown(html) == ["旧", "", "后文"]


def test_line_ends_in_the_source_of_html_are_no_line_ends() -> None:
    html = "<p>第三段\n   在源码里\n   折了三行，\n   读的时候是一行。</p>"
    assert len(shown(html)) == 1


def test_a_table_of_code_keeps_the_lines_of_the_code() -> None:
    html = (
        '<figure class="highlight"><table><tr><td class="gutter"><pre>1\n2</pre></td>'
        '<td class="code"><pre>开闸 a\n开闸 b</pre></td></tr></table></figure>'
    )
    lines = [line.split() for line in shown(html)]
    assert not any("a" in line and "b" in line for line in lines)


PIXELS = (
    '<img src="https://example.net/p.gif?id=1" width="1" height="1">',
    "<img src=https://example.net/p.gif width=1 height=1/>",
    '<IMG HEIGHT="0" SRC="https://example.net/p.gif">',
    "<img width='1px' src='https://example.net/p.gif'>",
)


@pytest.mark.parametrize("pixel", PIXELS)
def test_a_picture_that_counts_its_readers_is_gone(pixel: str) -> None:
    assert shown(f"<p>前{pixel}后</p>") == ["前后"]
    assert shown(f"<p>只有字</p>{pixel}") == ["只有字"]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="https://example.org/a.png" width="100" height="10">',
        '<img src="https://example.org/a.png" width="1000">',
        '<img src="https://example.org/a.png" width="100%">',
        '<img src="https://example.org/a.png" alt="width 1">',
        '<img src="https://example.org/a.png?width=800&height=0">',
        '<img src="https://example.org/a.png" data-width="1">',
    ],
)
def test_a_picture_that_is_one_stays(picture: str) -> None:
    assert "[figure 1" in shown(picture)[0]


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "section", "b", "font"])
@pytest.mark.parametrize("depth", [50, 500, 5_000])
def test_the_words_at_the_bottom_of_deep_nesting_are_kept(tag: str, depth: int) -> None:
    markdown = markdown_of_html(f"<{tag}>" * depth + "底下的字" + f"</{tag}>" * depth)
    assert "底下的字" in markdown


@pytest.mark.parametrize("depth", [9, 12, 25])
@pytest.mark.parametrize("tags", ["<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>", "<blockquote>{}"])
def test_deep_nesting_keeps_its_words_on_the_page(tags: str, depth: int) -> None:
    opening, _, closing = tags.partition("{}")
    page = "".join(shown(f"{opening}一" * depth + "底" + closing * depth, 120))
    assert page.count("一") == depth
    assert page.count("底") == 1


@pytest.mark.parametrize("depth", [9, 12, 25])
def test_deep_nesting_in_markdown_keeps_its_words_too(depth: int) -> None:
    lists = "".join(f"{'  ' * level}- 一\n" for level in range(depth))
    assert "".join(body_lines(lists, 120)).count("一") == depth
    assert "底" in "".join(body_lines(f"{'> ' * depth}底\n", 120))


@pytest.mark.parametrize(
    "html",
    [
        "<" * 20_000,
        "<b>" * 20_000,
        "<p" * 20_000,
        "<img width=" * 5_000,
        "<!--" * 10_000,
        "&" * 50_000,
        "<table>" * 500 + "字",
        "<a href='" * 5_000,
        "[" * 20_000,
    ],
)
def test_hostile_html_makes_markdown(html: str) -> None:
    assert not residue(markdown_of_html(html)) - {"\n"}


@settings(max_examples=300)
@given(st.text(alphabet="<>/abpdivsu=\"' &;#x1中\n!-[]*`|", max_size=200))
def test_any_html_makes_clean_markdown(html: str) -> None:
    assert not residue(markdown_of_html(html))


def test_a_body_is_read_as_its_format_says() -> None:
    source = block("*a* <b>b</b>")
    assert markdown_of(Body("markdown", source)) == "*a* <b>b</b>"
    assert markdown_of(Body("html", source)).strip() == "\\*a\\* **b**"
    assert markdown_of(Body("text", source)) == escaped("*a* <b>b</b>")
    assert readable(Body("markdown", source)) == source


def test_what_a_shortcode_brings_in_passes_the_gate() -> None:
    source = block('{{< figure src="a.png" alt="x&#x202e;" >}}')
    assert not residue(readable(Body("markdown", source)))
