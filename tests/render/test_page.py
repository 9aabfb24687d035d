"""What a page looks like: every block in its place, nothing lost, no line too long."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from tests.builders import HOSTILE_TITLES, residue
from tests.render.breaks import too_wide
from tests.render.pages import body_lines, bold, page, page_lines, plain, reading, widest
from tui import paths
from tui.render.cjk import CJKMarkdownIt
from tui.render.markdown import Page
from tui.render.parser import parse, parts
from tui.sources.frontmatter import read

LOOK_ALIKE = paths.sample_content() / "look-alike.md"
CLOSING = "，。、：；！？）》」』】…"
OPENING = "（《「『【"


def look_alike() -> tuple[dict[str, object], str]:
    return read(LOOK_ALIKE.read_text("utf-8"))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_the_look_alike_is_whole_at_any_width(width: int) -> None:
    values, body = look_alike()
    article = reading(body, title=str(values["title"]), tags=("北岸日报",), url="")
    lines = page(article, width)
    shown = plain(lines)
    joined = "".join(line.lstrip("▌ •") for line in shown)
    assert "**" not in joined
    runs = bold(lines)
    headings = [line.split("\n")[0] for line in body.split("\n\n") if "\n---" in line]
    assert len(headings) == 3
    for heading in headings:
        assert heading in joined
    assert str(article.article.url) == "https://news.example.org/articles/3740970"
    assert "[北岸日报]" not in joined
    passages = body.split("**")[1::2]
    assert len(passages) == 8
    assert all(any(passage in run for run in runs) for passage in passages)
    assert "风险提示及免责条款" in shown
    assert widest(lines) <= width
    for line in shown:
        words = line.lstrip("▌• ")
        assert not words or words[0] not in CLOSING, line
        assert not words or words[-1] not in OPENING, line


def test_a_picture_in_a_quote_stays_there_after_its_paragraph() -> None:
    lines = body_lines("> First.\n> \n> ![](https://images.example.org/x/a1b2c3.png)\n")
    assert lines == ["▌ First.", "▌", "▌ [figure 1 · images.example.org]"]


def test_a_picture_in_a_sentence_stays_in_it() -> None:
    lines = body_lines("before ![a cat](https://i.example.org/c.png) after")
    assert lines == ["before [figure 1 · a cat · i.example.org] after"]


def test_a_linked_picture_is_one_link_to_the_page() -> None:
    lines = page("[![logo](https://i.example.org/l.png)](https://example.org/page)")
    links = {s.style.link for line in lines for s in line if s.style and s.style.link}
    assert "https://example.org/page" in links
    assert "https://i.example.org/l.png" not in links


def test_lists_keep_numbers_and_nesting() -> None:
    body = "3. three\n4. four\n   - inner\n     - deeper\n\n\n- [ ] open\n- [x] done\n"
    assert body_lines(body) == [
        "3. three",
        "4. four",
        "   • inner",
        "     • deeper",
        "",
        "[ ] open",
        "[x] done",
    ]


def test_a_numbered_task_keeps_its_number() -> None:
    assert body_lines("9. [ ] open\n10. [x] done\n") == [" 9. [ ] open", "10. [x] done"]


def test_a_loose_list_breathes_and_a_tight_one_does_not() -> None:
    assert body_lines("- a\n- b\n") == ["• a", "• b"]
    assert body_lines("- a\n\n- b\n") == ["• a", "", "• b"]


def test_a_list_in_a_quote_stands_in_it() -> None:
    assert body_lines("> * **甲：**乙\n>   * 丙\n") == ["▌ • 甲：乙", "▌   • 丙"]


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_table_loses_no_text(width: int) -> None:
    cell = "这是一个很长的单元格，里面的每一个字都必须留在页面上，不能用省略号代替。"
    lines = body_lines(f"| 甲 | 乙 |\n|---|---|\n| 一 | {cell} |\n| 二 | short |\n", width)
    shown = "".join("".join(lines).split())
    assert not set(cell) - set(shown)
    assert "…" not in shown


def test_code_keeps_its_lines_however_long() -> None:
    long = "x" * 120
    lines = page_lines(f"```python\ndef f():\n\treturn 1\n\n{long}\n```\n", 60)
    code = [line for line in lines if line.block]
    assert [line.text for line in code] == ["", "  def f():", "      return 1", "", f"  {long}"]
    assert [line.aside for line in code] == [False, True, True, True, True]


def test_only_a_heading_of_the_first_level_has_a_rule_below() -> None:
    assert body_lines("# 水位\n\n## Two\n\ntext\n") == ["水位", "────", "", "Two", "", "text"]


def test_links_and_figures_share_their_numbers_and_one_address_has_one() -> None:
    site = "https://example.org"
    body = f"[a]({site}/1), ![b]({site}/2), [c]({site}/1), {site}/3."
    assert body_lines(body) == [f"a[1], [figure 2 · b · example.org], c[1], {site}/3[3]."]


def test_a_line_end_in_the_source_is_kept_between_chinese_lines_not_wrapped_by_hand() -> None:
    assert body_lines("短标题\n这一段是正文，比上面的标题长得多，所以那不是手工折行。") == [
        "短标题",
        "这一段是正文，比上面的标题长得多，所以那不是手工折行。",
    ]


def test_chinese_wrapped_by_hand_is_joined_without_a_space() -> None:
    assert body_lines("这一段文字在编辑器里折了行\n下一行接着写，中间没有空格") == [
        "这一段文字在编辑器里折了行下一行接着写，中间没有空格"
    ]


def test_english_wrapped_by_hand_is_joined_with_one() -> None:
    assert body_lines("one\ntwo") == ["one two"]


def test_raw_html_shows_its_words_and_no_tags() -> None:
    assert body_lines("<div>\n<p>Hidden <b>words</b></p>\n</div>\n\nAfter<br>break") == [
        "Hidden words",
        "",
        "After",
        "break",
    ]


def test_an_html_body_reads_like_any_other() -> None:
    html = "<h2>Head</h2><p>One <b>软件：</b>AI</p><ul><li>a</li></ul><script>alert(1)</script>"
    lines = body_lines(html, body_format="html")
    assert lines == ["Head", "", "One 软件：AI", "", "• a"]


def test_a_plain_body_is_shown_as_it_stands() -> None:
    lines = body_lines(
        "a *star* and # no heading\nnext_line_\n\n<b>not bold</b>", body_format="text"
    )
    assert lines == ["a *star* and # no heading", "next_line_", "", "<b>not bold</b>"]


def test_links_lead_to_http_and_mail_only() -> None:
    lines = page(
        "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](/rel) [d](https://e.org/ü)"
        " [e](data:text/html,x) <mailto:x@e.org>"
    )
    links = {s.style.link for line in lines for s in line if s.style and s.style.link}
    links -= {"https://news.example.org/1"}
    assert links == {"https://news.example.org/rel", "https://e.org/%C3%BC", "mailto:x@e.org"}


def test_the_summary_is_shown_only_where_it_says_something() -> None:
    beginning = reading("**Hello**, `big` world. More.", summary="Hello, big world...")
    other = reading("Hello, world.", summary="A greeting.")
    assert "Hello, big world..." not in plain(page(beginning))
    assert "A greeting." in plain(page(other))


def test_ascii_pages_draw_with_ascii_only() -> None:
    lines = plain(
        page("> quote\n\n- item\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |", ascii_only=True)
    )
    assert all(line.isascii() for line in lines), lines


def test_what_telex_adds_to_an_ascii_page_is_ascii() -> None:
    body = "# h\n\n![a](x.png) t[^1] x<sup>2</sup> H<sub>2</sub>O\n\n- [x] b\n\n[^1]: note\n"
    lines = plain(page(body, ascii_only=True))
    assert any("note" in line for line in lines)
    assert [line for line in lines if not line.isascii()] == []


@pytest.mark.parametrize("hostile", HOSTILE_TITLES)
def test_no_field_lets_a_control_character_onto_the_page(hostile: str) -> None:
    article = reading(
        f"{hostile}\n\n`{hostile}`\n\n> {hostile}\n\n```\n{hostile}\n```\n\n"
        f"![{hostile}](https://e.org/x) &#x202e;&#27;&ZeroWidthSpace;&shy;",
        title=hostile,
        summary=hostile + "!",
        authors=(hostile,),
        tags=(hostile,),
        source_name="news",
    )
    for line in plain(page(article)):
        assert not residue(line)


MARKDOWN = st.lists(
    st.one_of(
        st.text(alphabet="*_`~[]()!<>#-+|\\&;: \n\t1.abc中文，。“”", max_size=30),
        st.sampled_from(
            [
                *("> ", "\n\n", "* ", "1. ", "```\n", "| a | b |\n|-|-|\n| 1 | 2 |\n", "# "),
                *("**软件：**", "![x](y)", "[a](b)", "&#27;", "<b>", "</b>", "---\n", "    "),
            ]
        ),
        st.text(max_size=10),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=150)
@given(MARKDOWN, st.integers(12, 100))
def test_any_markdown_makes_a_page_that_is_clean_and_fits(body: str, width: int) -> None:
    lines = page_lines(body, width)
    assert not residue("".join(line.text for line in lines))
    assert too_wide(lines, width + 8) == []  # nesting takes at least 8 cells for its text


@settings(max_examples=60)
@given(st.text(alphabet="<>/abpdiv=\"' &;#x1中\n", max_size=200))
def test_any_html_makes_a_page(body: str) -> None:
    for line in plain(page(body, 60, "html")):
        assert not residue(line)


@pytest.mark.parametrize("size", [200, 1_000, 5_000])
def test_a_long_body_set_part_by_part_is_the_same_page(size: int) -> None:
    """Lists, quotes, code and tables are never cut in two, and every part knows all links."""
    bodies = [
        read(path.read_text("utf-8"))[1] for path in sorted(paths.sample_content().rglob("*.md"))
    ]
    bodies += [
        "1. one\n\n2. two\n\n   more\n\nafter\n" * 20,
        "```\na\n\nb\n\nc\n```\n\ntext\n\n" * 20,
        "[x][far] text.\n\n" * 40 + "[far]: https://example.org/far\n",
    ]
    for body in bodies:
        assert rendered(body, size) == rendered(body, len(body) + 1)


def rendered(body: str, size: int) -> str:
    parser = CJKMarkdownIt()
    return "".join(parser.render(part) for part in parts(body, size))


def test_a_sample_is_four_minutes_long() -> None:
    _, body = look_alike()
    assert any("4 min" in line for line in plain(page(reading(body))))


def test_every_sample_can_be_set(tmp_path: Path) -> None:
    found = sorted(paths.sample_content().rglob("*.md"))
    assert len(found) >= 16
    for path in found:
        _, body = read(path.read_text("utf-8"))
        assert too_wide(page_lines(body, 72), 72) == [], path


def test_any_rich_console_prints_a_page() -> None:
    console = Console(file=io.StringIO(), width=24, _environ={})
    console.print(Page(parse("> **引用**的话，写到第二行去。\n\n- one\n- two\n", {})))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().split("\n") == [
        "▌ 引用的话，写到第二",
        "▌ 行去。",
        "",
        "• one",
        "• two",
        "",
    ]
