"""What only a site generator understands is made readable, and nothing else is touched."""

from __future__ import annotations

import pytest

from tui.bodies import knowntags
from tui.bodies.knowntags import Arguments
from tui.bodies.shortcodes import without_shortcodes

SITES = {
    "youtube": ("tide01", "[YouTube · tide01](<https://www.youtube.com/watch?v=tide01>)"),
    "vimeo": ("123", "[Vimeo · 123](<https://vimeo.com/123>)"),
    "bilibili": ("BV1", "[Bilibili · BV1](<https://www.bilibili.com/video/BV1>)"),
    "instagram": ("Abc", "[Instagram · Abc](<https://www.instagram.com/p/Abc/>)"),
    "jsfiddle": ("u/9", "[JSFiddle · u/9](<https://jsfiddle.net/u/9/>)"),
    "gist": ("keeper 0a1b lamp.py", "[Gist · keeper](<https://gist.github.com/keeper/0a1b>)"),
    **dict.fromkeys(
        ("x", "tweet", "twitter", "x_simple", "twitter_simple"),
        ('user="north" id="77"', "[X · north](<https://x.com/north/status/77>)"),
    ),
    **dict.fromkeys(
        ("video", "audio", "iframe", "pdf"),
        ('src="https://example.org/a.mp4" title="雾"', "[雾](<https://example.org/a.mp4>)"),
    ),
}
LINKS = dict.fromkeys(
    ("link", "button", "btn", "a"),
    ('"去看" https://example.org/a', "[去看](<https://example.org/a>)"),
)
OF_THE_SITE = dict.fromkeys(("ref", "relref"), ("posts/ebb.md", ""))
PATHS = dict.fromkeys(("post_path", "asset_path", "url_for"), ("a.png", ""))
PICTURES = dict.fromkeys(
    ("figure", "image", "imgcap", "lightbox", "img"),
    ('src="/a.png" caption="说明"', "![说明](</a.png>)"),
)
OTHERS = {
    "asset_img": ("a.jpg 台阶 之上", "![台阶 之上](<a.jpg>)"),
    "post_link": ("ebb '涨潮'", "涨潮"),
    "asset_link": ("a.pdf 笔记", "笔记"),
    "include_code": ("读表 lang:python read.py", "`read.py`"),
    "qr": ('text="扫一扫"', "扫一扫"),
    "kbd": ("Ctrl", "<kbd>Ctrl</kbd>"),
}
SINGLE = {**SITES, **LINKS, **OF_THE_SITE, **PATHS, **PICTURES, **OTHERS}

KINDS = ("note", "tip", "info", "warning", "danger", "caution", "important", "attention")
PAIRED = {
    **dict.fromkeys(
        ("notice", "admonition", "alert", "callout", "hint"),
        ('type="warning" title="雾天"', "> **雾天**\n>\n> 里面"),
    ),
    **dict.fromkeys(KINDS, ('title="雾天"', "> **雾天**\n>\n> 里面")),
    **dict.fromkeys(("blockquote", "quote"), ("老安", "> 里面\n>\n> — 老安")),
    **dict.fromkeys(("pullquote", "cq", "centerquote"), ("", "> 里面")),
    **dict.fromkeys(("highlight", "code"), ("python", "```python\n里面\n```")),
    "codeblock": ("读表 lang:python", "读表\n\n```python\n里面\n```"),
    "mermaid": ("", "```mermaid\n里面\n```"),
    **dict.fromkeys(
        ("details", "expand", "collapse", "spoiler", "tab"), ('"点开"', "**点开**\n\n里面")
    ),
    "raw": ("", "里面"),
}


def test_every_tag_that_telex_knows_is_tried_here() -> None:
    assert set(knowntags._KNOWN) == set(SINGLE) | set(PAIRED)


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("form", ["{{{{< {} {} >}}}}", "{{{{% {} {} %}}}}", "{{% {} {} %}}"])
def test_a_single_tag_becomes_what_it_stands_for(name: str, form: str) -> None:
    words, shown = SINGLE[name]
    assert without_shortcodes(form.format(name, words)).strip() == shown
    assert without_shortcodes(f"前{form.format(name, words)}后") == f"前{shown}后"


@pytest.mark.parametrize("name", PAIRED)
@pytest.mark.parametrize(
    "form",
    [
        "{{{{< {0} {1} >}}}}\n里面\n{{{{< /{0} >}}}}",
        "{{{{% {0} {1} %}}}}\n里面\n{{{{% /{0} %}}}}",
        "{{% {0} {1} %}}\n里面\n{{% end{0} %}}",
        "{{{{< {0} {1} >}}}}里面{{{{< /{0} >}}}}",
        "{{%- {0} {1} -%}}\n里面\n{{%- end{0} -%}}",
    ],
)
def test_a_pair_becomes_what_it_encloses_as_it_is_meant(name: str, form: str) -> None:
    words, shown = PAIRED[name]
    assert without_shortcodes(form.format(name, words)).strip() == shown
    around = without_shortcodes(f"前文\n\n{form.format(name, words)}\n\n后文\n")
    assert around.startswith("前文\n\n")
    assert around.endswith("\n\n后文\n")


@pytest.mark.parametrize("name", [name for name in PAIRED if name != "raw"])
def test_a_pair_in_capitals_is_the_same(name: str) -> None:
    source = f"{{{{< {name.upper()} >}}}}\n里面\n{{{{< /{name.title()} >}}}}"
    assert "里面" in without_shortcodes(source)
    assert without_shortcodes(source) == without_shortcodes(source.lower())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        # A title that is a switch or the name of a kind is none.
        ("{{% notice tip %}}\na\n{{% /notice %}}", "> **Tip**\n>\n> a"),
        ('{{< admonition type=warning title="" >}}\na\n{{< /admonition >}}', "> **Warning**\n>\n> a"),
        ("{% note %}\na\n{% endnote %}", "> **Note**\n>\n> a"),
        ("{% note 雾天 %}\na\n{% endnote %}", "> **雾天**\n>\n> a"),
        # Pictures
        ('{{< figure src="a.png" alt="b" title="c" >}}', "![b](<a.png>)\n\nc"),
        ('{{< figure src="a.png" link="https://example.org" alt="b" />}}', "[![b](<a.png>)](<https://example.org>)"),
        ('{{< figure src="a.png" >}}一句话{{< /figure >}}', "![一句话](<a.png>)"),
        ("{% img left /images/a.png 300 200 '门' %}", "![门](</images/a.png>)"),
        ("{% img https://example.org/a.jpeg %}", "![](<https://example.org/a.jpeg>)"),
        ('{{< figure src="a.png" alt="[甲]\\\\乙" >}}', "![\\[甲\\]\\\\乙](<a.png>)"),
        # Quotes
        ('{{< quote author="甲" source="乙" >}}\na\n{{< /quote >}}', "> a\n>\n> — 甲, 乙"),
        ("{% blockquote %}\na\n\nb\n{% endblockquote %}", "> a\n>\n> b"),
        # Code keeps what might end it.
        ("{{< highlight md >}}\n```\n````\n{{< /highlight >}}", "`````md\n```\n````\n`````"),
        # Links
        ('{{< button href="https://example.org" >}}去{{< /button >}}', "[去](<https://example.org>)"),
        ("{% link 外 https://example.org true 题 %}", "[外](<https://example.org>)"),
        ("{% link 外 %}", "外"),
        ("{% post_link ebb %}", "ebb"),
        ("{% post_link ebb '涨潮' true %}", "涨潮"),
        ('{{< youtube id="a" title="点灯" autoplay=true >}}', "[点灯](<https://www.youtube.com/watch?v=a>)"),
        ("{{< gist 0a1b >}}", "[Gist · 0a1b](<https://gist.github.com/i/0a1b>)"),
        ("{{< youtube >}}", ""),
        ("{{< video src=https://example.org/v/fog.mp4 >}}", "[fog.mp4](<https://example.org/v/fog.mp4>)"),
    ],
)  # fmt: skip
def test_a_known_tag_takes_its_arguments(source: str, shown: str) -> None:
    assert without_shortcodes(source).strip() == shown


@pytest.mark.parametrize(
    "source",
    [
        '{{< callout emoji="🌊" text="要说的话" >}}',
        '{{< alert text="要说的话" >}}',
        '{{< notice tip "要说的话" >}}',
        '{{< figure src="a.png" caption="桥" attr="要说的话" >}}',
        '{{< details "要说的话" />}}',
        "{% codeblock 要说的话 https://example.org/code 源码 %}\na\n{% endcodeblock %}",
        "{% note info 要说的话 %}\na\n{% endnote %}",
    ],
)
def test_a_known_tag_shows_the_words_it_was_given(source: str) -> None:
    assert "要说的话" in without_shortcodes(source)


def test_a_class_of_a_hexo_note_is_no_part_of_its_title() -> None:
    assert "warning" not in without_shortcodes("{% note warning 雾天 %}\na\n{% endnote %}")
    assert "success" not in without_shortcodes("{% note success %}\na\n{% endnote %}")


def test_a_link_within_the_site_keeps_its_words() -> None:
    assert without_shortcodes('[《退潮》]({{< ref "posts/ebb.md" >}})') == "[《退潮》]()"


def test_a_block_stands_apart_from_what_is_around_it() -> None:
    source = "甲\n{{% notice tip %}}\n乙\n{{% /notice %}}\n丙"
    assert without_shortcodes(source) == "甲\n\n\n> **Tip**\n>\n> 乙\n\n\n丙"


def test_a_tag_on_several_lines_is_one() -> None:
    assert without_shortcodes('{{< figure\n  src="a.png"\n  alt="b" >}}').strip() == "![b](<a.png>)"


def test_arguments_are_told_by_place_and_by_name() -> None:
    found = Arguments('one "two \\"2\\"" `three` Name="四" other=\'5 5\' six=7')
    assert found.places == ["one", 'two "2"', "three"]
    assert found.quoted == ['two "2"', "three"]
    assert found.names == {"name": "四", "other": "5 5", "six": "7"}
    assert found("missing", "name") == "四"
    assert found("missing", place=1) == 'two "2"'
    assert found("missing", place=9) == ""
    assert found.rest(1) == 'two "2" three'
