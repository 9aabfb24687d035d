"""Tags that telex does not know, shows as written, finds in code, nested or never closed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.bodies import markdown
from tui.bodies.knowntags import _KNOWN
from tui.bodies.shortcodes import without_shortcodes
from tui.core.models import Body
from tui.core.text import block


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        # A pair is what it encloses.
        ("{{< shelf >}}甲{{< /shelf >}}", "甲"),
        ("{{% shelf a=1 %}}甲{{% /shelf %}}", "甲"),
        ("{% shelf 三号 %}甲{% endshelf %}", "甲"),
        ("句中的{{< spark >}}成对的{{< /spark >}}词", "句中的成对的词"),
        # A single one is the words it was given, if it was given words.
        ('{{< moon date="2026-11-20" >}}', ""),
        ('{{< moon text="满月" >}}', "满月"),
        ('{{< moon "两个 词" "x" >}}', "两个 词"),
        ("{{< dot color=red >}}未知", "未知"),
        ("{% ocean bay=north %}", ""),
        ("{{< shelf/three.html >}}", ""),
        # A closing one alone is nothing.
        ("a{{< /orphan >}}b", "ab"),
        ("a{% endorphan %}b", "ab"),
        # Closed in itself.
        ("{{< shelf />}}甲{{< shelf >}}乙{{< /shelf >}}", "甲乙"),
    ],
)
def test_an_unknown_tag_leaves_its_words(source: str, shown: str) -> None:
    assert without_shortcodes(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{</* figure src="a.png" */>}}', '{{< figure src="a.png" >}}'),
        ("{{%/* notice tip */%}}", "{{% notice tip %}}"),
        ("a{{</* shelf */>}}b{{</* /shelf */>}}c", "a{{< shelf >}}b{{< /shelf >}}c"),
    ],
)
def test_a_tag_commented_out_is_shown(source: str, shown: str) -> None:
    assert without_shortcodes(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        "`{{< figure src=a.png >}}`",
        "``{{< figure src=a.png >}} ` ``",
        "```\n{{< figure src=a.png >}}\n```\n",
        "```go-html\n{{% notice tip %}}x{{% /notice %}}\n````\n",
        "~~~\n{% raw %}\n```\n{% endraw %}\n~~~\n",
        "> ```\n> {{< youtube a >}}\n> ```\n",
        "   ```\n   {{< youtube a >}}\n   ```\n",
        "```\n{{< youtube never-closed >}}\n",
        "    {{< youtube a >}}\n",
        "text\n\n\t{{< youtube a >}}\n",
    ],
)
def test_code_stays_as_it_is(source: str) -> None:
    assert without_shortcodes(source) == source


def test_a_tag_after_code_is_one_again() -> None:
    assert without_shortcodes("`{{< x >}}` {{< dot >}}a") == "`{{< x >}}` a"
    assert without_shortcodes("```\n{{< x >}}\n```\n{{< dot >}}a") == "```\n{{< x >}}\n```\na"
    assert without_shortcodes("a lone ` tick {{< dot >}}a") == "a lone ` tick a"


@pytest.mark.parametrize(
    "source",
    [
        "{{ .Title }}",
        "{{< no end",
        "{% no end",
        "{{<>}}",
        '{{< "quoted first" >}}',
        "{# a comment #}",
        "{{< " + "x" * 3_000 + " >}}",
        "no braces at all",
        "{ % not % }",
    ],
)
def test_what_is_no_tag_stays(source: str) -> None:
    assert without_shortcodes(source) == source


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "{{< tabs >}}\n{{< tab 早 >}}六点{{< /tab >}}\n{{< tab 晚 >}}十点{{< /tab >}}\n{{< /tabs >}}",
            ["**早**", "六点", "**晚**", "十点"],
        ),
        (
            "{{% notice note 外 %}}\n甲\n{{% notice tip 内 %}}乙{{% /notice %}}\n丙\n{{% /notice %}}",
            ["> **外**", "> 甲", "> > **内**", "> > 乙", "> 丙"],
        ),
        # What was opened within and never closed ends with what encloses it.
        ("{{< a1 >}}甲{{< b1 >}}乙{{< /a1 >}}丙{{< /b1 >}}丁", ["甲乙丙丁"]),
    ],
)
def test_tags_may_stand_in_tags(source: str, shown: list[str]) -> None:
    lines = [line for line in without_shortcodes(source).split("\n") if line.strip("> ")]
    assert lines == shown


@pytest.mark.parametrize("name", sorted(_KNOWN))
@pytest.mark.parametrize("form", ["{{{{< {} >}}}}", "{{{{% {} %}}}}", "{{% {} %}}"])
def test_what_follows_a_tag_that_is_never_closed_stays(name: str, form: str) -> None:
    shown = without_shortcodes(f"前文\n\n{form.format(name)}\n\n后文一\n\n后文二\n")
    assert shown.startswith("前文\n")
    assert shown.endswith("\n后文一\n\n后文二\n")


@pytest.mark.parametrize("name", ["highlight", "code", "notice", "details"])
def test_what_follows_a_pair_within_a_line_stays_outside_of_it(name: str) -> None:
    source = f"Inline {{{{< {name} go >}}}}fmt.Println(1){{{{< /{name} >}}}} stays in its line."
    last = without_shortcodes(source).split("\n")[-1]
    assert last.endswith("stays in its line.")
    assert not last.startswith((">", "```"))


def test_raw_shows_the_tags_in_it() -> None:
    source = "{% raw %}{{ site.title }} 和 {% if fog %}雾{% endif %}{% endraw %}后"
    assert without_shortcodes(source) == "{{ site.title }} 和 {% if fog %}雾{% endif %}后"


def test_a_tag_that_is_never_ended_takes_no_words_with_it() -> None:
    assert "没有结束" in without_shortcodes("{{< 没有结束，{{< /orphan >}}后文")
    assert "没有结束" in without_shortcodes("{% 没有结束 {% endorphan %}后文")


PIECES = st.one_of(
    st.text("甲乙 ab\n>`~\"'=", max_size=8),
    st.sampled_from(
        [
            *("{{<", ">}}", "{{%", "%}}", "{%", "%}", "{{</*", "*/>}}", "```", "~~~\n", "\n```\n"),
            *("{{< tab >}}", "{{< /tab >}}", "{% note %}", "{% endnote %}", "{{< x 1 />}}", "\\"),
        ]
    ),
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=20).map("".join))
@example("{{<" * 5_000)
@example("{% a %}" * 5_000)
@example("{{< tab >}}" * 6_000 + "{{< /tab >}}" * 6_000)
@example("{{< a >}}`" * 4_000)
@example("```\n{{< a >}}\n" * 4_000)
@example('{{< a "' + '\\"' * 900 + " >}}")
def test_any_text_is_made_readable(source: str) -> None:
    assert isinstance(without_shortcodes(source), str)
    if "{{" not in source and "{%" not in source:
        assert without_shortcodes(source) == source


OUTSIDE = st.text("甲乙丙 abc，。\n*_[]()#", max_size=12)
TAGS = st.sampled_from(
    ["{{< dot >}}", "{{< dot color=red />}}", "{% ocean bay=north %}", "{{% /orphan %}}"]
)


@settings(max_examples=200)
@given(st.lists(st.tuples(OUTSIDE, TAGS), max_size=8), OUTSIDE)
def test_text_outside_of_tags_is_unchanged(pairs: list[tuple[str, str]], end: str) -> None:
    source = "".join(words + tag for words, tag in pairs) + end
    assert without_shortcodes(source) == "".join(words for words, _ in pairs) + end


@settings(max_examples=200)
@given(st.lists(OUTSIDE, min_size=3, max_size=3), st.sampled_from(["shelf", "spark", "tabs"]))
def test_an_unknown_pair_leaves_exactly_what_it_encloses(words: list[str], name: str) -> None:
    before, inner, after = words
    source = f"{before}{{{{< {name} a=1 >}}}}{inner}{{{{< /{name} >}}}}{after}"
    assert without_shortcodes(source) == before + inner + after


def test_only_markdown_has_shortcodes() -> None:
    source = block("{{< dot >}}a")
    assert markdown.readable(Body("markdown", source)) == "a"
    assert "dot" in markdown.readable(Body("text", source))
    assert "dot" in markdown.readable(Body("html", source))
